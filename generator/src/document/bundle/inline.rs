//! Path items that are references, and components that are references to themselves.

use super::{Target, anything};
use crate::document::grammar::Kind;
use crate::document::notes::Notes;
use crate::document::tree::{MOST_ALIASED, Node, Object, Value};
use crate::pointer::Pointer;
use std::collections::{HashMap, HashSet};

/// Puts path items where they are referred to; what stands beside the reference holds.
pub(super) fn path_items(trees: &mut (Node, Vec<Node>), references: &HashMap<Target, Target>, notes: &mut Notes) {
    let mut budget = MOST_ALIASED;
    let paths = trees.0.get("paths").and_then(Node::as_object);
    let keys: Vec<String> =
        paths.map(|paths| paths.members.iter().map(|member| member.key.clone()).collect()).unwrap_or_default();
    for key in keys {
        let at = Target { file: 0, pointer: Pointer::root().child("paths").child(&key) };
        if !references.contains_key(&at) {
            continue;
        }
        let whole = gather(trees, &at, references, &mut budget);
        let Some(node) = trees.0.get_mut("paths").and_then(|paths| paths.get_mut(&key)) else { continue };
        match whole {
            Ok(object) => node.value = Value::Object(object),
            Err(why) => {
                notes.say("reference-loop", at.pointer, node.mark, format!("{why}: the path is left out"), true);
                node.value = Value::Null;
            }
        }
    }
}

/// A path item with everything that it refers to.
fn gather(
    trees: &(Node, Vec<Node>),
    at: &Target,
    references: &HashMap<Target, Target>,
    budget: &mut usize,
) -> Result<Object, &'static str> {
    let mut whole = Object::default();
    let mut met = HashSet::new();
    let mut next = Some(at);
    while let Some(here) = next {
        if !met.insert(here) {
            return Err("the path item refers to itself");
        }
        let root = if here.file == 0 { Some(&trees.0) } else { trees.1.get(here.file) };
        let found = root.and_then(|root| root.at(&here.pointer)).and_then(Node::as_object);
        for member in found.map(|object| object.members.as_slice()).unwrap_or_default() {
            if member.key == "$ref" || whole.has(&member.key) {
                continue;
            }
            let (size, _) = member.node.measure();
            *budget = budget.checked_sub(size).ok_or("too much would be repeated")?;
            whole.members.push(member.clone());
        }
        next = references.get(here);
    }
    Ok(whole)
}

/// Components that lead back to themselves become what takes any value.
pub(super) fn break_loops(root: &mut Node, notes: &mut Notes) {
    let Some(components) = root.get_mut("components").and_then(Node::as_object_mut) else { return };
    for section in &mut components.members {
        let crate::document::grammar::Slot::Map(kind) = Kind::Components.slot(&section.key) else { continue };
        let prefix = format!("#/components/{}/", section.key);
        let Some(object) = section.node.as_object_mut() else { continue };
        let leads: HashMap<String, String> = object
            .members
            .iter()
            .filter_map(|member| {
                let key = member.node.reference()?.strip_prefix(&prefix)?;
                Some((member.key.clone(), key.replace("~1", "/").replace("~0", "~")))
            })
            .collect();
        let mut ends: HashSet<&str> = HashSet::new();
        let mut looped: HashSet<String> = HashSet::new();
        for start in leads.keys() {
            let mut way: Vec<&str> = Vec::new();
            let mut on_way: HashSet<&str> = HashSet::new();
            let mut here = start.as_str();
            while !ends.contains(here) && on_way.insert(here) {
                way.push(here);
                match leads.get(here) {
                    Some(next) => here = next,
                    None => break,
                }
            }
            if !ends.contains(here) && leads.contains_key(here) {
                let from = way.iter().position(|step| *step == here).unwrap_or_default();
                looped.extend(way[from..].iter().map(|step| (*step).to_owned()));
            }
            ends.extend(way);
        }
        for member in object.members.iter_mut().filter(|member| looped.contains(&member.key)) {
            let pointer = Pointer::root().child("components").child(&section.key).child(&member.key);
            let message = "the reference leads back to itself: any value is taken";
            notes.say("reference-loop", pointer, member.node.mark, message.to_owned(), true);
            member.node.value = anything(kind);
        }
    }
}
