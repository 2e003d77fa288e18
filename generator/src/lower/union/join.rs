//! Objects that nothing tells apart are one: the loosest that holds what any of them does.

use super::either;
use crate::lower::apart;
use crate::lower::form::{self, Form};
use crate::lower::merge;
use crate::lower::schema::{Kind, Rest, Schema, SchemaId};
use crate::lower::schemas::Schemas;
use crate::pointer::Pointer;
use indexmap::IndexMap;
use std::rc::Rc;

/// The loosest object that accepts what any of these accepts: every key of theirs, required where it is in each.
pub(in crate::lower) fn join(schemas: &mut Schemas<'_>, parts: &[SchemaId], pointer: &Pointer) -> Option<SchemaId> {
    let mut all: Vec<SchemaId> = Vec::new();
    for id in parts {
        let (id, form) = form::resolved(schemas, *id);
        let of = if let Form::Object(of) = form { of } else { id };
        let joins = schemas.get(of).joins.clone();
        for part in if joins.is_empty() { vec![id] } else { joins } {
            if !all.contains(&part) {
                all.push(part);
            }
        }
    }
    match all.as_slice() {
        [] => return None,
        [only] => return Some(*only),
        _ => {}
    }
    let mut key = all.clone();
    key.sort();
    if let Some(known) = schemas.joins.get(&key) {
        return Some(*known);
    }
    let made = loosest(schemas, &all, pointer);
    let id = schemas.make(made)?;
    schemas.joins.insert(key, id);
    Some(id)
}

pub(super) fn loosest(schemas: &mut Schemas<'_>, parts: &[SchemaId], pointer: &Pointer) -> Schema {
    let mut objects: Vec<Rc<Schema>> = Vec::with_capacity(parts.len());
    for part in parts {
        let object = match form::resolved(schemas, *part) {
            (_, Form::Object(of)) => schemas.get(of),
            (id, _) => {
                let flat = merge::flat(schemas, id);
                schemas.get(flat)
            }
        };
        objects.push(object);
    }
    let mut holds: IndexMap<String, Vec<SchemaId>> = IndexMap::new();
    for object in &objects {
        for (name, property) in &object.properties {
            let held = holds.entry(name.clone()).or_default();
            if !held.iter().any(|known| apart::alike(schemas, *known, *property)) {
                held.push(*property);
            }
        }
    }
    let mut properties = IndexMap::new();
    for (name, held) in holds {
        if let Some(id) = either(schemas, &held, pointer) {
            properties.insert(name, id);
        }
    }
    let required = objects.first().map(|first| first.required.clone()).unwrap_or_default();
    let required =
        required.into_iter().filter(|name| objects.iter().all(|object| object.required.contains(name))).collect();
    let mut rests: Vec<SchemaId> = Vec::new();
    let mut rest = if objects.iter().all(|object| object.rest == Rest::Closed) { Rest::Closed } else { Rest::Silent };
    for object in &objects {
        // An object without keys of its own is a map.
        let is_map = object.properties.is_empty() && object.required.is_empty() && object.rest != Rest::Closed;
        match object.rest {
            Rest::Of(of) => rests.push(of),
            _ if !object.patterns.is_empty() => rests.extend(&object.patterns),
            Rest::Any => rest = Rest::Any,
            Rest::Silent if is_map => rest = Rest::Any,
            _ => {}
        }
    }
    if rest != Rest::Any
        && let Some(of) = either(schemas, &rests, pointer)
    {
        rest = Rest::Of(of);
    }
    let joins = parts.to_vec();
    Schema {
        pointer: pointer.clone(),
        kind: Some(Kind::Object),
        properties,
        required,
        rest,
        joins,
        ..Schema::default()
    }
}
