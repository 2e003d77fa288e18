//! `$dynamicRef` where several schemas answer to the name: a template, and what its users put into it.
//!
//! A schema that refers to a template and defines the name itself becomes the template, with its own definition put in.
//! Anywhere else such a reference may mean any of them: any value, with an entry in the ledger. A name that one schema
//! alone answers to is an anchor like others.

use super::Target;
use super::resolve::Library;
use crate::document::grammar::{Kind, children, children_mut};
use crate::document::notes::Trail;
use crate::document::tree::{Mark, Node, Object, Value};
use crate::pointer::Pointer;
use std::collections::{HashMap, HashSet};

/// What a schema puts into the template that it refers to.
struct Filled {
    /// The schema.
    at: Pointer,
    /// The reference, in it or in its `allOf`.
    reference: (Pointer, String),
    /// By name, references to the schemas that it puts in.
    by: HashMap<String, String>,
}

/// Fills templates in, and widens what is left open.
pub(super) fn settle(library: &mut Library<'_>) {
    let names = library.dynamic_names();
    if names.is_empty() {
        return;
    }
    let document = Target { file: 0, pointer: Pointer::root() };
    let mut filled = Vec::new();
    if let Some(root) = library.at(&document) {
        find(root, Kind::Document, &Trail::root(), &names, &mut filled);
    }
    let mut made = Vec::new();
    for Filled { at, reference: (place, text), by } in filled {
        let Ok(target) = library.lead(&Target { file: 0, pointer: at }, &text, Kind::Schema) else { continue };
        let Some(template) = library.at(&target) else { continue };
        let mut copy = template.clone();
        if fill(&mut copy, &Trail::root(), &target.pointer, &by, library) {
            made.push((place, copy));
        }
    }
    for (place, copy) in made {
        if let Some(object) = library.at_mut(&Target { file: 0, pointer: place }).and_then(Node::as_object_mut) {
            object.take("$ref");
            let parts = object.take("allOf").map(|node| node.value);
            let mut parts = if let Some(Value::Array(parts)) = parts { parts } else { Vec::new() };
            parts.insert(0, copy);
            object.set("allOf", Node::made(Value::Array(parts)));
        }
    }
    let mut open = Vec::new();
    if let Some(root) = library.at_mut(&document) {
        widen(root, Kind::Document, &Trail::root(), &names, &mut open);
    }
    for (pointer, mark, text) in open {
        let message = format!("what `{text}` means depends on who refers to this schema: any value");
        library.notes.say("dynamic-reference", pointer, mark, message, false);
    }
}

/// The name that a dynamic reference asks for, where it is one of these.
fn asked<'n>(node: &'n Node, names: &HashSet<String>) -> Option<&'n str> {
    let (_, name) = node.get("$dynamicRef")?.as_str()?.rsplit_once('#')?;
    Some(name).filter(|name| names.contains(*name))
}

/// The schemas that refer to another and define some of the names.
fn find(node: &Node, kind: Kind, trail: &Trail<'_>, names: &HashSet<String>, filled: &mut Vec<Filled>) {
    if kind == Kind::Schema
        && let Some(definitions) = node.get("$defs").and_then(Node::as_object)
    {
        let at = trail.pointer();
        let by: HashMap<String, String> = definitions
            .members
            .iter()
            .filter_map(|member| {
                let name = member.node.get("$dynamicAnchor")?.as_str().filter(|name| names.contains(*name))?;
                let own = || at.child("$defs").child(&member.key).to_string();
                Some((name.to_owned(), only_reference(&member.node).map_or_else(own, str::to_owned)))
            })
            .collect();
        if !by.is_empty() {
            let of_parts = node.get("allOf").and_then(Node::as_array).unwrap_or_default().iter().enumerate();
            let parts = of_parts.map(|(index, part)| (at.child("allOf").child(index), part));
            for (place, node) in [(at.clone(), node)].into_iter().chain(parts) {
                if let Some(text) = node.get("$ref").and_then(Node::as_str) {
                    filled.push(Filled { at: at.clone(), reference: (place, text.to_owned()), by: by.clone() });
                }
            }
        }
    }
    children(node, kind, trail, &mut |child, kind, trail| find(child, kind, trail, names, filled));
}

/// Puts schemas into a copy of a template, and makes its own references lead to where they did. Whether there was a place.
fn fill(
    node: &mut Node,
    trail: &Trail<'_>,
    home: &Pointer,
    by: &HashMap<String, String>,
    library: &Library<'_>,
) -> bool {
    let mut found = false;
    if let Some(object) = node.as_object_mut() {
        ["$id", "$anchor", "$dynamicAnchor", "$defs"].iter().for_each(|word| drop(object.take(word)));
        if let Some(own) = object.get("$ref").and_then(Node::as_str).and_then(|text| text.strip_prefix('#'))
            && let Some(own) = Pointer::parse(&format!("#{own}"))
        {
            let pointer = home.join(own.segments());
            if library.at(&Target { file: 0, pointer: pointer.clone() }).is_some() {
                object.set("$ref", Node::made(Value::String(pointer.to_string())));
            }
        }
        let asked = object.get("$dynamicRef").and_then(Node::as_str).and_then(|text| text.rsplit_once('#'));
        if let Some(reference) = asked.and_then(|(_, name)| by.get(name)) {
            object.take("$dynamicRef");
            object.set("$ref", Node::made(Value::String(reference.clone())));
            found = true;
        }
    }
    children_mut(node, Kind::Schema, trail, &mut |child, kind, trail| {
        if kind == Kind::Schema {
            found |= fill(child, trail, home, by, library);
        }
    });
    found
}

/// The reference that a definition is, but for its name.
fn only_reference(node: &Node) -> Option<&str> {
    let is_bare = node.as_object()?.members.iter().all(|member| matches!(&*member.key, "$ref" | "$dynamicAnchor"));
    node.get("$ref").filter(|_| is_bare)?.as_str()
}

/// Takes away the references that may mean several schemas.
fn widen(
    node: &mut Node,
    kind: Kind,
    trail: &Trail<'_>,
    names: &HashSet<String>,
    open: &mut Vec<(Pointer, Mark, String)>,
) {
    if kind == Kind::Schema
        && asked(node, names).is_some()
        && let Some(Node { value: Value::String(text), mark }) =
            node.as_object_mut().and_then(|object: &mut Object| object.take("$dynamicRef"))
    {
        open.push((trail.pointer(), mark, text));
    }
    children_mut(node, kind, trail, &mut |child, kind, trail| widen(child, kind, trail, names, open));
}
