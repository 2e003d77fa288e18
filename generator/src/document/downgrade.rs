//! From 3.1 to 3.0, on the tree: what 3.0 can say is rewritten, what it cannot say travels as a key of ours.
//!
//! In: a tree whose references all lead to components. Out: the same, where every schema is in the one spelling that
//! [`carried`] describes. Which version it is, the `openapi` field decides; a document of 3.0 that uses a
//! word of 3.1 all the same is mended, with an entry in the ledger.

mod content;
mod types;
mod unions;

use super::carried;
use super::grammar::{Kind, children_mut};
use super::notes::{Notes, Trail};
use super::tree::{Node, Object, Value};

/// Which words a document knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// 3.0.
    V30,
    /// 3.1 and later.
    V31,
}

/// Rewrites a whole document.
pub(super) fn downgrade(root: &mut Node, version: Version, notes: &mut Notes) {
    visit(root, Kind::Document, version, &Trail::root(), notes);
    let mark = root.mark;
    if let Some(object) = root.as_object_mut() {
        if version == Version::V30 && !object.has("paths") {
            let message = "`paths` is missing; there are no operations";
            notes.broken("missing-field", &Trail::root(), mark, message);
        }
        object.set("openapi", Node::made(Value::String("3.0.3".to_owned())));
        object.take("webhooks");
    }
}

/// Rewrites what is inside, then the thing itself.
fn visit(node: &mut Node, kind: Kind, version: Version, trail: &Trail<'_>, notes: &mut Notes) {
    if let Some(object) = node.as_object_mut() {
        object.members.retain(|member| !member.key.starts_with(carried::PREFIX));
    }
    children_mut(node, kind, trail, &mut |child, kind, trail| {
        let stays_a_boolean = matches!(
            trail.last_key(),
            Some("additionalProperties" | "unevaluatedProperties" | "unevaluatedItems" | "additionalItems")
        );
        let is_boolean = matches!(child.value, Value::Bool(_));
        if !(is_boolean && stays_a_boolean && kind == Kind::Schema) {
            visit(child, kind, version, trail, notes);
        }
    });
    match kind {
        Kind::Schema => schema(node, version, trail, notes),
        Kind::SecurityScheme => mutual_tls(node),
        Kind::Header => explode(node),
        _ => {}
    }
}

/// What may stand beside a type without making another type of it.
pub(super) const ANNOTATIONS: [&str; 12] = [
    "title",
    "description",
    "nullable",
    "deprecated",
    "readOnly",
    "writeOnly",
    "default",
    "example",
    "externalDocs",
    "xml",
    carried::EXAMPLES,
    "discriminator",
];

fn is_annotation(key: &str) -> bool {
    ANNOTATIONS.contains(&key) || (key.starts_with("x-") && !key.starts_with(carried::PREFIX))
}

fn schema(node: &mut Node, version: Version, trail: &Trail<'_>, notes: &mut Notes) {
    let mark = node.mark;
    match &mut node.value {
        Value::Bool(true) | Value::Null => node.value = Value::Object(Object::default()),
        Value::Bool(false) => node.value = Value::Object(flag(carried::NEVER)),
        Value::Object(object) => {
            let door = Door { version, trail, mark };
            door.annotations(object, notes);
            door.empty_lists(object, notes);
            if object.get("$ref").is_some_and(|to| to.as_str().is_some()) {
                return door.reference(object, notes);
            }
            door.keywords(object, notes);
        }
        _ => {
            notes.broken("wrong-kind", trail, mark, format!("a schema is an object, and here is {}", node.kind()));
            node.value = Value::Object(Object::default());
        }
    }
}

/// Where the schema stands that is rewritten, and by which version.
struct Door<'a> {
    version: Version,
    trail: &'a Trail<'a>,
    mark: super::tree::Mark,
}

impl Door<'_> {
    /// A word of 3.1 was used; in a document of 3.0 that is an entry.
    fn is_of_31(&self, word: &str, notes: &mut Notes) {
        if self.version == Version::V30 {
            notes.broken(
                "keyword-of-3.1",
                self.trail,
                self.mark,
                format!("{word} is a word of 3.1; it is taken as there"),
            );
        }
    }

    /// A word of 3.0 was used; in a document of 3.1 that is an entry.
    fn is_of_30(&self, word: &str, notes: &mut Notes) {
        if self.version == Version::V31 {
            notes.broken(
                "keyword-of-3.0",
                self.trail,
                self.mark,
                format!("{word} is a word of 3.0; it is taken as there"),
            );
        }
    }

    /// Lists of which one member at least has to be true, without a member.
    fn empty_lists(&self, object: &mut Object, notes: &mut Notes) {
        for word in ["enum", "allOf", "anyOf", "oneOf"] {
            if object.get(word).and_then(Node::as_array).is_some_and(<[Node]>::is_empty) {
                let message = format!("`{word}` has at least one member, and here is none: it is set aside");
                notes.broken("wrong-kind", self.trail, self.mark, message);
                object.take(word);
            }
        }
    }

    /// `examples`, and what says nothing about values.
    fn annotations(&self, object: &mut Object, notes: &mut Notes) {
        for word in ["$id", "$anchor", "$schema", "$comment", "$vocabulary", "$defs", "definitions", "$dynamicAnchor"] {
            object.take(word);
        }
        match object.take("examples") {
            Some(Node { value: Value::Object(named), mark }) => {
                let values = named.members.into_iter().map(|member| {
                    let is_example = member.node.get("value").is_some();
                    if is_example { member.node.get("value").cloned().unwrap_or_default() } else { member.node }
                });
                object.set(carried::EXAMPLES, Node { value: Value::Array(values.collect()), mark });
            }
            Some(node @ Node { value: Value::Array(_), .. }) => object.set(carried::EXAMPLES, node),
            Some(Node { value: Value::Null, .. }) | None => {}
            Some(node) => object.set(carried::EXAMPLES, Node { mark: node.mark, value: Value::Array(vec![node]) }),
        }
        if object.has("nullable") {
            self.is_of_30("`nullable`", notes);
        }
    }

    /// `$ref` and what stands beside it.
    fn reference(&self, object: &mut Object, notes: &mut Notes) {
        if object.members.len() == 1 {
            return;
        }
        let only_annotates = object.members.iter().all(|member| member.key == "$ref" || is_annotation(&member.key));
        if !only_annotates && self.version == Version::V30 {
            let beside = object.members.iter().filter(|member| member.key != "$ref" && !is_annotation(&member.key));
            let words: Vec<_> = beside.map(|member| format!("`{}`", member.key)).collect();
            let message = format!("{} beside `$ref`: 3.0 passes over it", words.join(", "));
            notes.lossy("reference-siblings", self.trail, self.mark, message);
            object.members.retain(|member| member.key == "$ref" || is_annotation(&member.key));
            if object.members.len() == 1 {
                return;
            }
        }
        let Some(to) = object.take("$ref") else { return };
        refer(object, to);
        if only_annotates || self.version == Version::V30 {
            object.set(carried::ANNOTATED_REFERENCE, Node::made(Value::Bool(true)));
            return;
        }
        self.keywords(object, notes);
    }

    /// What stands in no reference.
    fn keywords(&self, object: &mut Object, notes: &mut Notes) {
        self.types(object, notes);
        self.constants(object, notes);
        self.bounds(object, notes);
        self.content(object, notes);
        self.beyond(object, notes);
        self.unions(object);
        self.split_types(object, notes);
    }
}

/// Makes a schema one that is what a reference leads to, and whatever it says itself.
fn refer(object: &mut Object, to: Node) {
    let mark = to.mark;
    let reference = Node { mark, value: Value::Object([("$ref".to_owned(), to)].into_iter().collect()) };
    match object.get_mut("allOf") {
        Some(Node { value: Value::Array(members), .. }) => members.insert(0, reference),
        _ => object.set("allOf", Node { mark, value: Value::Array(vec![reference]) }),
    }
}

/// A mapping with one key of ours, which is true.
fn flag(key: &str) -> Object {
    [(key.to_owned(), Node::made(Value::Bool(true)))].into_iter().collect()
}

/// Sets `nullable`.
fn set_nullable(object: &mut Object) {
    object.set("nullable", Node::made(Value::Bool(true)));
}

fn mutual_tls(node: &mut Node) {
    let Some(object) = node.as_object_mut() else { return };
    if object.get("type").and_then(Node::as_str) == Some("mutualTLS") {
        object.set("type", Node::made(Value::String("http".to_owned())));
        object.set("scheme", Node::made(Value::String("mutual".to_owned())));
        object.set(carried::MUTUAL_TLS, Node::made(Value::Bool(true)));
    }
}

fn explode(node: &mut Node) {
    let Some(object) = node.as_object_mut() else { return };
    if let Some(explode @ Node { value: Value::Bool(_), .. }) = object.take("explode") {
        object.set(carried::EXPLODE, explode);
    }
}

#[cfg(test)]
mod tests;
