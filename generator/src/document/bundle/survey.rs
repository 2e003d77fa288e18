//! Every reference in a part of a file.

use super::resolve::Library;
use super::{NOWHERE, Target};
use crate::document::grammar::{Kind, children};
use crate::document::notes::Trail;
use crate::document::tree::{Mark, Node};
use crate::pointer::Pointer;

/// A reference.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The object that holds it.
    pub(super) at: Target,
    /// The key that holds it: `$ref`.
    pub(super) key: String,
    /// Whether it is in the mapping of a discriminator.
    pub(super) is_mapping: bool,
    /// `#/components/schemas/Pet`.
    pub(super) text: String,
    /// What it should lead to.
    pub(super) kind: Kind,
    /// Where it is written.
    pub(super) mark: Mark,
    /// The innermost schema around with an `$id`.
    pub(super) resource: Option<Pointer>,
}

/// Looks through a part of a file, but not into what it refers to.
pub(super) fn survey(library: &Library<'_>, part: Target, kind: Kind) -> Vec<Found> {
    let mut walk = Walk { library, part: &part, found: Vec::new() };
    if let Some(node) = library.at(&part) {
        walk.visit(node, kind, &Trail::root(), None);
    }
    walk.found
}

struct Walk<'a> {
    library: &'a Library<'a>,
    part: &'a Target,
    found: Vec<Found>,
}

impl Walk<'_> {
    fn visit(&mut self, node: &Node, kind: Kind, trail: &Trail<'_>, resource: Option<&Pointer>) {
        let own = match kind {
            Kind::Schema if node.get("$id").is_some() => Some(self.pointer(trail)),
            _ => None,
        };
        let resource = own.as_ref().or(resource);
        if kind.section().is_some() {
            self.reference(node, "$ref", kind, trail, resource);
        }
        if kind == Kind::Schema {
            self.reference(node, "$dynamicRef", kind, trail, resource);
            self.mapping(node, trail, resource);
        }
        children(node, kind, trail, &mut |child, kind, trail| self.visit(child, kind, trail, resource));
    }

    fn pointer(&self, trail: &Trail<'_>) -> Pointer {
        let pointer = trail.pointer();
        self.part.pointer.join(pointer.segments())
    }

    fn reference(&mut self, node: &Node, key: &str, kind: Kind, trail: &Trail<'_>, resource: Option<&Pointer>) {
        let Some(held) = node.get(key) else { return };
        let Some(text) = held.as_str() else { return };
        if self.part.file == 0 && key == "$ref" && self.library.is_component(text, kind) {
            return;
        }
        self.found.push(Found {
            at: Target { file: self.part.file, pointer: self.pointer(trail) },
            key: key.to_owned(),
            is_mapping: false,
            text: text.to_owned(),
            kind,
            mark: held.mark,
            resource: resource.cloned(),
        });
    }

    /// The references in the mapping of a discriminator; a bare name is the key of a component.
    fn mapping(&mut self, node: &Node, trail: &Trail<'_>, resource: Option<&Pointer>) {
        let mapping = node.get("discriminator").and_then(|node| node.get("mapping")).and_then(Node::as_object);
        for member in mapping.map(|object| object.members.as_slice()).unwrap_or_default() {
            let Some(text) = member.node.as_str() else { continue };
            let is_reference = text.contains(['/', '#']) || text.ends_with(".json") || text.ends_with(".yaml");
            if !is_reference || (self.part.file == 0 && self.library.is_component(text, Kind::Schema)) {
                continue;
            }
            self.found.push(Found {
                at: Target {
                    file: self.part.file,
                    pointer: self.pointer(trail).child("discriminator").child("mapping"),
                },
                key: member.key.clone(),
                is_mapping: true,
                text: text.to_owned(),
                kind: Kind::Schema,
                mark: if member.node.mark.is_somewhere() { member.node.mark } else { NOWHERE },
                resource: resource.cloned(),
            });
        }
    }
}
