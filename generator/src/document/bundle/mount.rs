//! Parts that stand in other files where the specification has no references: `paths: {$ref: paths.yaml}`, an operation, a
//! list of parameters, a description. They are put where they are referred to. So is a component that is only a reference
//! to another file: there it is at home, whoever else refers to that file.

use super::Target;
use super::resolve::Library;
use crate::document::grammar::{Kind, Slot};
use crate::document::notes::Trail;
use crate::document::tree::{Mark, Node, Value};
use crate::pointer::Pointer;
use std::collections::HashMap;

/// How often a part that was put in may lead to another.
const MOST_HOPS: usize = 32;

/// What the specification has at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// One of these.
    Thing(Kind),
    /// A component.
    Component(Kind),
    /// A list or an object of them.
    Many(Kind),
    /// The components of a kind.
    Components(Kind),
    /// What the document says of itself.
    Head,
}

/// What a document says of itself.
const HEAD: [&str; 5] = ["info", "servers", "tags", "security", "externalDocs"];

/// A reference to what is to be put in its place.
struct Wish {
    at: Target,
    place: Place,
    text: String,
    mark: Mark,
    hops: usize,
}

/// Puts in what a part of a file refers to where there are no references.
pub(super) fn mount(library: &mut Library<'_>, part: &Target, kind: Kind) {
    let mut open = Vec::new();
    if let Some(node) = library.at(part) {
        look(node, Place::Thing(kind), &Trail::root(), part, 0, &mut open);
    }
    while let Some(wish) = open.pop() {
        let Err(why) = put(library, &wish, &mut open) else { continue };
        let is_told_later = matches!(wish.place, Place::Component(_) | Place::Thing(Kind::PathItem));
        if let (false, Some(object)) = (is_told_later, library.at_mut(&wish.at).and_then(Node::as_object_mut)) {
            object.take("$ref");
            let message = format!("`{}` leads nowhere: {why}", wish.text);
            library.notes.say("dangling-reference", wish.at.pointer, wish.mark, message, true);
        }
    }
}

/// What a place holds, one by one.
fn inside<'n>(node: &'n Node, place: Place, trail: &Trail<'_>, visit: &mut dyn FnMut(&'n Node, Place, &Trail<'_>)) {
    match &node.value {
        Value::Object(object) => {
            for member in &object.members {
                if let Some(inner) = within(place, Some(&member.key)) {
                    visit(&member.node, inner, &trail.key(&member.key));
                }
            }
        }
        Value::Array(nodes) => {
            for (at, node) in nodes.iter().enumerate() {
                if let Some(inner) = within(place, None) {
                    visit(node, inner, &trail.index(at));
                }
            }
        }
        _ => {}
    }
}

/// What stands at a key of what a place holds, or at an index; `None`: data.
fn within(place: Place, key: Option<&str>) -> Option<Place> {
    match (place, key) {
        (Place::Thing(kind) | Place::Component(kind), Some(key)) => match kind.slot(key) {
            Slot::Data => (kind == Kind::Document && HEAD.contains(&key)).then_some(Place::Head),
            Slot::One(inner) => Some(Place::Thing(inner)),
            Slot::Map(inner) if kind == Kind::Components => Some(Place::Components(inner)),
            Slot::Map(inner) | Slot::List(inner) => Some(Place::Many(inner)),
        },
        (Place::Components(kind), _) => Some(Place::Component(kind)),
        (Place::Many(kind) | Place::Thing(kind) | Place::Component(kind), _) => Some(Place::Thing(kind)),
        (Place::Head, _) => Some(Place::Head),
    }
}

/// Looks for references where there are none, but not into what they lead to.
fn look(node: &Node, place: Place, trail: &Trail<'_>, part: &Target, hops: usize, found: &mut Vec<Wish>) {
    if let Some(held) = node.get("$ref")
        && let Some(text) = held.as_str()
    {
        let is_bare = node.as_object().is_some_and(|object| object.members.len() == 1);
        let is_elsewhere = !text.starts_with('#');
        let is_wish = match place {
            Place::Many(_) | Place::Components(_) => true,
            Place::Head => is_bare,
            Place::Component(_) | Place::Thing(Kind::PathItem) => is_bare && is_elsewhere && part.file == 0,
            Place::Thing(kind) => kind.section().is_none(),
        };
        if is_wish {
            let pointer = trail.pointer();
            let pointer = part.pointer.join(pointer.segments());
            let at = Target { file: part.file, pointer };
            return found.push(Wish { at, place, text: text.to_owned(), mark: held.mark, hops });
        }
    }
    inside(node, place, trail, &mut |node, place, trail| look(node, place, trail, part, hops, found));
}

/// Puts a part in, and looks for more in it.
fn put(library: &mut Library<'_>, wish: &Wish, open: &mut Vec<Wish>) -> Result<(), String> {
    let Wish { at, place, text, hops, .. } = wish;
    let kind = match place {
        Place::Thing(kind) | Place::Component(kind) | Place::Many(kind) | Place::Components(kind) => *kind,
        Place::Head => Kind::Example,
    };
    if *hops > MOST_HOPS {
        return Err("it leads through itself".to_owned());
    }
    let target = library.lead(at, text, kind)?;
    let is_home = matches!(place, Place::Component(_));
    if is_home && target.file == 0 {
        return Ok(());
    }
    let mut copy = library.at(&target).cloned().ok_or("it is not there")?;
    library.spend(&copy)?;
    rebase(&mut copy, *place, &|text| library.rebased(text, target.file, at.file));
    let node = library.at_mut(at).ok_or("it is gone")?;
    let mut is_whole = true;
    match (node.as_object_mut(), copy) {
        (Some(object), Node { value: Value::Object(copied), .. }) => {
            object.take("$ref");
            is_whole = object.members.is_empty();
            for member in copied.members {
                if !object.has(&member.key) {
                    object.members.push(member);
                }
            }
        }
        (_, copy) => *node = copy,
    }
    if is_whole && at.file == 0 && target.file > 0 && *place != Place::Head {
        library.settle(target, at.pointer.clone());
    }
    let mut more = Vec::new();
    if let Some(node) = library.at(at) {
        look(node, *place, &Trail::root(), at, hops + 1, &mut more);
    }
    open.extend(more);
    Ok(())
}

/// Rewrites the references of what a place holds.
fn rebase(node: &mut Node, place: Place, rebased: &dyn Fn(&str) -> Option<String>) {
    let rewrite = |node: &mut Node| {
        if let Some(text) = node.as_str().and_then(rebased) {
            node.value = Value::String(text);
        }
    };
    let is_schema = matches!(place, Place::Thing(Kind::Schema) | Place::Component(Kind::Schema));
    if let Some(object) = node.as_object_mut() {
        object.get_mut("$ref").into_iter().for_each(rewrite);
        if is_schema {
            object.get_mut("$dynamicRef").into_iter().for_each(rewrite);
            let mapping = object.get_mut("discriminator").and_then(|node| node.get_mut("mapping"));
            for member in mapping.and_then(Node::as_object_mut).into_iter().flat_map(|mapping| &mut mapping.members) {
                // A bare name is the key of a component.
                if member.node.as_str().is_some_and(|text| text.contains(['/', '#', '.'])) {
                    rewrite(&mut member.node);
                }
            }
        }
    }
    match &mut node.value {
        Value::Object(object) => {
            for member in &mut object.members {
                if let Some(inner) = within(place, Some(&member.key)) {
                    rebase(&mut member.node, inner, rebased);
                }
            }
        }
        Value::Array(nodes) => {
            for node in nodes {
                if let Some(inner) = within(place, None) {
                    rebase(node, inner, rebased);
                }
            }
        }
        _ => {}
    }
}

/// The place in the document itself of what was settled there.
pub(super) fn home(settled: &HashMap<Target, Pointer>, target: &Target) -> Option<Target> {
    let mut outer = target.clone();
    let mut inner = Vec::new();
    while !settled.is_empty() {
        if let Some(home) = settled.get(&outer) {
            return Some(Target { file: 0, pointer: home.join(inner.iter().rev().map(String::as_str)) });
        }
        inner.push(outer.pointer.last()?.to_owned());
        outer.pointer = outer.pointer.parent()?;
    }
    None
}
