//! From the tree to [`openapiv3::OpenAPI`], which every tree becomes: what has a wrong kind is converted where it has one
//! meaning, else set aside, with an entry in the ledger.
//!
//! Serde is not asked, on purpose: openapiv3's untagged references copy each schema once per level around it, and fail as
//! a whole where one value is wrong.

mod components;
mod message;
mod operation;
mod parameter;
mod scalars;
mod schema;
mod security;
mod top;

use super::carried;
use super::notes::{Notes, Trail};
use super::tree::{Member, Node, Value};
use openapiv3::{OpenAPI, ReferenceOr};

/// Reads a whole document.
pub(super) fn read(root: &Node, notes: &mut Notes) -> OpenAPI {
    Reader { notes }.document(At { node: root, trail: &Trail::root() })
}

/// Reads things, and says what was not as it should be.
struct Reader<'n> {
    notes: &'n mut Notes,
}

/// A value, and the way to it.
#[derive(Clone, Copy)]
struct At<'a> {
    node: &'a Node,
    trail: &'a Trail<'a>,
}

impl Reader<'_> {
    /// Something had a wrong kind, and this was done.
    fn wrong_kind(&mut self, at: At<'_>, message: String) {
        self.notes.broken("wrong-kind", at.trail, at.node.mark, message);
    }

    /// Something had a kind that means nothing here.
    fn set_aside(&mut self, at: At<'_>, expected: &str) {
        let name = at.trail.last_key().map_or_else(|| "this".to_owned(), |key| format!("`{}`", carried::word(key)));
        self.wrong_kind(at, format!("{name} is {expected}, and here is {}: it is set aside", at.node.kind()));
    }

    /// The members of a mapping; none where it is not one.
    fn members<'a>(&mut self, at: At<'a>, expected: &str) -> &'a [Member] {
        match &at.node.value {
            Value::Object(object) => &object.members,
            Value::Null => &[],
            _ => {
                self.set_aside(at, expected);
                &[]
            }
        }
    }

    /// Reads what a key maps to as a mapping of things.
    fn map<T>(
        &mut self,
        at: At<'_>,
        key: &str,
        mut read: impl FnMut(&mut Self, At<'_>) -> Option<T>,
    ) -> indexmap::IndexMap<String, T> {
        let Some(node) = at.node.get(key) else { return indexmap::IndexMap::new() };
        let trail = at.trail.key(key);
        let members = self.members(At { node, trail: &trail }, "an object");
        let read = members.iter().filter_map(|member| {
            let trail = trail.key(&member.key);
            Some((member.key.clone(), read(self, At { node: &member.node, trail: &trail })?))
        });
        read.collect()
    }

    /// Reads what a key maps to as a list of things; a single thing is a list of one.
    fn list<T>(&mut self, at: At<'_>, key: &str, mut read: impl FnMut(&mut Self, At<'_>) -> Option<T>) -> Vec<T> {
        let Some(node) = at.node.get(key) else { return Vec::new() };
        let trail = at.trail.key(key);
        match &node.value {
            Value::Array(nodes) => {
                let read = nodes.iter().enumerate().filter_map(|(index, node)| {
                    let trail = trail.index(index);
                    read(self, At { node, trail: &trail })
                });
                read.collect()
            }
            Value::Null => Vec::new(),
            _ => {
                let at = At { node, trail: &trail };
                self.wrong_kind(
                    at,
                    format!("`{key}` is a list, and here is {}: it is read as a list of one", node.kind()),
                );
                read(self, at).into_iter().collect()
            }
        }
    }

    /// Reads what a key maps to as one thing.
    fn one<T>(&mut self, at: At<'_>, key: &str, read: impl FnOnce(&mut Self, At<'_>) -> Option<T>) -> Option<T> {
        let node = at.node.get(key).filter(|node| node.value != Value::Null)?;
        let trail = at.trail.key(key);
        read(self, At { node, trail: &trail })
    }

    /// Reads an object, or a reference to one.
    fn reference_or<T>(
        &mut self,
        at: At<'_>,
        read: impl FnOnce(&mut Self, At<'_>) -> Option<T>,
    ) -> Option<ReferenceOr<T>> {
        match at.node.reference() {
            Some(reference) => Some(ReferenceOr::Reference { reference: reference.to_owned() }),
            None => {
                self.one(at, "$ref", |reader, at| {
                    reader.set_aside(at, "a string");
                    Some(())
                });
                read(self, at).map(ReferenceOr::Item)
            }
        }
    }

    /// Whether it is an object; said where it is not.
    fn is_object(&mut self, at: At<'_>) -> bool {
        let is_object = at.node.as_object().is_some();
        if !is_object {
            self.set_aside(at, "an object");
        }
        is_object
    }
}
