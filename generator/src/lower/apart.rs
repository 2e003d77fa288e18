//! Which members of a union a look can tell apart, and what is done with those that it cannot.

use super::form::{self, Form, Member};
use super::merge;
use super::schema::{Rest, Schema, SchemaId};
use super::schemas::Schemas;
use super::union;
use crate::api::Kinds;
use crate::pointer::Pointer;
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// A word for what a schema is: the same word, the same type.
pub(super) fn signature(schemas: &mut Schemas<'_>, id: SchemaId) -> Rc<str> {
    if let Some(known) = schemas.signatures.get(id) {
        return known.clone();
    }
    let signature: Rc<str> = signature_within(schemas, id, 0).into();
    schemas.signatures.insert(id, signature.clone());
    signature
}

fn signature_within(schemas: &mut Schemas<'_>, id: SchemaId, depth: usize) -> String {
    let id = merge::target(schemas, id);
    if merge::is_union(schemas, id) {
        return format!("#{}", id.0);
    }
    let form = form::form(schemas, id);
    match form {
        _ if depth > 8 => format!("#{}", id.0),
        Form::Choice(_) if schemas.get(id).component.is_some() => format!("#{}", id.0),
        Form::Any | Form::Null | Form::Bool | Form::Integer(_) | Form::Number(_) | Form::Text(_) => format!("{form:?}"),
        Form::Choice(values) => {
            let values: Vec<String> = values.iter().map(|value| value.value.to_string()).collect();
            format!("one of {}", values.join(","))
        }
        Form::Array(Some(items)) => format!("[{}]", signature_within(schemas, items, depth + 1)),
        Form::Array(None) => "[]".to_owned(),
        Form::Map(Some(values)) => format!("{{{}}}", signature_within(schemas, values, depth + 1)),
        Form::Map(None) => "{}".to_owned(),
        Form::Embedded(Some(inner)) => format!("\"{}\"", signature_within(schemas, inner, depth + 1)),
        Form::Embedded(None) => "\"\"".to_owned(),
        Form::Object(of) => format!("#{}", of.0),
        Form::Tuple(_) | Form::Union(_) | Form::OrAny(_) | Form::Same(_) => format!("#{}", id.0),
    }
}

/// Whether two schemas become the same type.
pub(super) fn alike(schemas: &mut Schemas<'_>, ours: SchemaId, theirs: SchemaId) -> bool {
    if ours == theirs {
        return true;
    }
    let nullable = form::nullable(schemas, ours) == form::nullable(schemas, theirs);
    nullable && signature(schemas, ours) == signature(schemas, theirs)
}

/// Whether no kind is among both.
pub(super) fn disjoint(ours: Kinds, theirs: Kinds) -> bool {
    form::common(ours, theirs) == Kinds::default()
}

/// The lists of a union: kept apart where their elements are of other kinds, else one list of either's elements.
pub(super) fn lists(schemas: &mut Schemas<'_>, lists: Vec<Member>, pointer: &Pointer) -> Vec<Member> {
    if lists.len() < 2 {
        return lists;
    }
    let mut elements: Vec<Option<SchemaId>> = Vec::new();
    let mut kinds: Vec<Kinds> = Vec::new();
    for list in &lists {
        let (_, form) = form::resolved(schemas, list.id);
        let (items, of) = match form {
            Form::Array(Some(items)) => (Some(items), form::kinds(schemas, items)),
            _ => (None, every()),
        };
        elements.push(items);
        kinds.push(of);
    }
    let apart = (0..lists.len()).all(|one| (0..one).all(|other| disjoint(kinds[one], kinds[other])));
    if apart {
        return lists;
    }
    let all: Option<Vec<SchemaId>> = elements.into_iter().collect();
    schemas.widened(pointer, "lists-merged", "lists that look alike: one list of what any of them holds");
    let items = all.and_then(|all| union::either(schemas, &all, pointer));
    let list = Schema { pointer: pointer.clone(), kind: Some(super::schema::Kind::Array), items, ..Schema::default() };
    schemas.make(list).map(|id| Member { id, tags: Vec::new(), hint: None }).into_iter().collect()
}

fn every() -> Kinds {
    Kinds { null: true, bool: true, integer: true, number: true, string: true, array: true, object: true }
}

/// What is compared of an object.
struct Seen {
    schema: Rc<Schema>,
    is_map: bool,
    tags: HashMap<String, Vec<Value>>,
}

/// The objects of a union: those that no look can tell apart become one.
pub(super) fn objects(
    schemas: &mut Schemas<'_>,
    objects: Vec<Member>,
    tag: Option<&str>,
    pointer: &Pointer,
) -> Vec<Member> {
    if objects.len() < 2 {
        return objects;
    }
    let seen: Vec<Seen> = objects.iter().map(|member| see(schemas, member)).collect();
    if let Some(tag) = tag
        && tagged_apart(&seen, tag)
    {
        return objects;
    }
    let mut groups: Vec<usize> = (0..objects.len()).collect();
    for one in 0..objects.len() {
        for other in 0..one {
            if groups[one] != groups[other] && !apart(schemas, &seen[one], &seen[other]) {
                let (from, to) = (groups[one].max(groups[other]), groups[one].min(groups[other]));
                groups.iter_mut().filter(|group| **group == from).for_each(|group| *group = to);
            }
        }
    }
    let mut merged = Vec::new();
    for group in 0..objects.len() {
        let of: Vec<&Member> =
            objects.iter().zip(&groups).filter(|(_, of)| **of == group).map(|(member, _)| member).collect();
        match of.as_slice() {
            [] => {}
            [only] => merged.push((*only).clone()),
            [first, ..] => {
                let message =
                    format!("{} members that no value can tell apart: one object with the keys of all", of.len());
                schemas.widened(pointer, "members-merged", message);
                let ids: Vec<SchemaId> = of.iter().map(|member| member.id).collect();
                let Some(id) = union::join(schemas, &ids, pointer) else {
                    continue;
                };
                let tags = of.iter().flat_map(|member| member.tags.clone()).collect();
                merged.push(Member { id, tags: joined(tags), hint: first.hint.clone() });
            }
        }
    }
    merged
}

/// The values of each property in one list.
fn joined(tags: Vec<(String, Vec<Value>)>) -> Vec<(String, Vec<Value>)> {
    let mut joined: Vec<(String, Vec<Value>)> = Vec::new();
    for (property, values) in tags {
        match joined.iter_mut().find(|(known, _)| *known == property) {
            Some((_, known)) => known.extend(values),
            None => joined.push((property, values)),
        }
    }
    joined
}

fn see(schemas: &mut Schemas<'_>, member: &Member) -> Seen {
    let (id, form) = form::resolved(schemas, member.id);
    let (of, is_map) = match form {
        Form::Object(of) => (of, false),
        _ => (merge::flat(schemas, id), true),
    };
    Seen { schema: schemas.get(of), is_map, tags: member.tags.iter().cloned().collect() }
}

/// Whether a discriminator gives every member values of its own.
fn tagged_apart(seen: &[Seen], tag: &str) -> bool {
    let mut values = HashSet::new();
    seen.iter().all(|seen| {
        let own = seen.tags.get(tag).map(Vec::as_slice).unwrap_or_default();
        !own.is_empty() && own.iter().all(|value| values.insert(value.to_string()))
    })
}

/// Whether a look tells two objects apart, or, where it does not, either of them holds what the other would.
fn apart(schemas: &mut Schemas<'_>, ours: &Seen, theirs: &Seen) -> bool {
    for (property, own) in &ours.tags {
        let other = theirs.tags.get(property).map(Vec::as_slice).unwrap_or_default();
        if !own.is_empty() && !other.is_empty() && own.iter().all(|value| !other.contains(value)) {
            return true;
        }
    }
    if ours.is_map && theirs.is_map {
        return false;
    }
    if ours.is_map || theirs.is_map {
        let (map, object) = if ours.is_map { (ours, theirs) } else { (theirs, ours) };
        return map_apart(schemas, &map.schema, &object.schema);
    }
    let (ours, theirs) = (&ours.schema, &theirs.schema);
    if alone(ours, theirs) || alone(theirs, ours) {
        return true;
    }
    let (mut harmless, mut hinted, mut differ) = (true, false, false);
    for (name, our_property) in &ours.properties {
        let Some(their_property) = theirs.properties.get(name) else {
            continue;
        };
        let both_required = ours.required.contains(name) && theirs.required.contains(name);
        let constants = constants_differ(schemas, *our_property, *their_property);
        let kinds = disjoint(form::kinds(schemas, *our_property), form::kinds(schemas, *their_property));
        if (constants || kinds) && both_required {
            return true;
        }
        hinted |= constants;
        differ |= kinds;
        harmless = harmless && (constants || interchangeable(schemas, *our_property, *their_property, 0));
    }
    let unknown = |of: &Schema, to: &Schema| of.properties.keys().any(|name| !to.properties.contains_key(name));
    let (ours_alone, theirs_alone) = (unknown(ours, theirs), unknown(theirs, ours));
    harmless && (differ || ours_alone && theirs_alone || hinted && (ours_alone || theirs_alone))
}

/// Whether a value of both kinds is read without loss as either: scalars are, and what is the same type.
fn interchangeable(schemas: &mut Schemas<'_>, ours: SchemaId, theirs: SchemaId, depth: usize) -> bool {
    let common = form::common(form::kinds(schemas, ours), form::kinds(schemas, theirs));
    if common == Kinds::default() || alike(schemas, ours, theirs) {
        return true;
    }
    if common.object || depth > 8 {
        return false;
    }
    let (ours, theirs) = (merge::target(schemas, ours), merge::target(schemas, theirs));
    if merge::is_union(schemas, ours) || merge::is_union(schemas, theirs) {
        return !common.array;
    }
    match (form::form(schemas, ours), form::form(schemas, theirs)) {
        (Form::Array(Some(ours)), Form::Array(Some(theirs))) => interchangeable(schemas, ours, theirs, depth + 1),
        (Form::Integer(ours), Form::Integer(theirs)) => ours == theirs,
        _ => !common.array,
    }
}

/// Whether an object needs a key that the other does not know.
fn alone(of: &Schema, other: &Schema) -> bool {
    of.required.iter().any(|name| !other.properties.contains_key(name) && !other.required.contains(name))
}

/// Whether an object has a key that it is known by, and keeps what else a map may hold; or one that no value of the map
/// could be taken for.
fn map_apart(schemas: &mut Schemas<'_>, map: &Schema, object: &Schema) -> bool {
    let is_open = matches!(object.rest, Rest::Silent | Rest::Any);
    match map.rest {
        _ if is_open && !object.required.is_empty() => true,
        Rest::Of(values) if map.properties.is_empty() => {
            let values = form::kinds(schemas, values);
            object.required.iter().any(|name| match object.properties.get(name) {
                Some(property) => disjoint(form::kinds(schemas, *property), values),
                None => false,
            })
        }
        _ => false,
    }
}

/// Whether both hold constants, none in common.
pub(super) fn constants_differ(schemas: &mut Schemas<'_>, ours: SchemaId, theirs: SchemaId) -> bool {
    match (constants(schemas, ours), constants(schemas, theirs)) {
        (Some(ours), Some(theirs)) => ours.iter().all(|value| !theirs.contains(value)),
        _ => false,
    }
}

/// The constants that a schema lists.
pub(super) fn constants(schemas: &mut Schemas<'_>, id: SchemaId) -> Option<Vec<Value>> {
    let id = merge::target(schemas, id);
    if merge::is_union(schemas, id) {
        return None;
    }
    match form::form(schemas, id) {
        Form::Choice(values) => Some(values.iter().map(|value| value.value.clone()).collect()),
        Form::Bool => {
            let flat = merge::flat(schemas, id);
            schemas.get(flat).values.as_ref().map(|values| values.iter().map(|value| value.value.clone()).collect())
        }
        _ => None,
    }
}
