//! Unions with null: the null goes, and the union is nullable.

use super::types::become_null;
use super::{Door, is_annotation, refer, set_nullable};
use crate::document::carried;
use crate::document::tree::{Node, Object, Value};

impl Door<'_> {
    /// Takes null out of unions; what is left of a union of two is the other member itself.
    pub(super) fn unions(&self, object: &mut Object) {
        for word in ["anyOf", "oneOf"] {
            let Some(Node { value: Value::Array(members), mark }) = object.get_mut(word) else { continue };
            let mark = *mark;
            let before = members.len();
            members.retain(|member| !is_null(member));
            let left = members.len();
            if left == before {
                continue;
            }
            set_nullable(object);
            if left == 0 {
                object.take(word);
                become_null(object, mark);
                return;
            }
            let only_annotated = object.members.iter().all(|member| member.key == word || is_annotation(&member.key));
            if left == 1
                && only_annotated
                && let Some(Node { value: Value::Array(members), .. }) = object.take(word)
            {
                members.into_iter().for_each(|member| unwrap(object, member));
            }
        }
    }
}

/// Whether null is the only value.
fn is_null(node: &Node) -> bool {
    let Some(object) = node.as_object() else { return false };
    let holds_null = match object.get("enum").and_then(Node::as_array) {
        Some([only]) => only.value == Value::Null,
        _ => false,
    };
    holds_null
        && object
            .members
            .iter()
            .all(|member| member.key == "enum" || is_annotation(&member.key) || member.key == carried::CONST)
}

/// Makes a schema what its only member is; what it says itself of the value holds.
fn unwrap(object: &mut Object, member: Node) {
    let Value::Object(inner) = member.value else { return };
    if inner.members.len() == 1 && inner.has("$ref") {
        if let Some(to) = inner.members.into_iter().next() {
            refer(object, to.node);
            object.set(carried::ANNOTATED_REFERENCE, Node::made(Value::Bool(true)));
        }
        return;
    }
    for member in inner.members {
        if !object.has(&member.key) {
            object.members.push(member);
        }
    }
}
