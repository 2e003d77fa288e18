//! Objects that keep keys which they do not name: where the document itself shows that there are more.

use super::apart;
use super::form::{self, Form, Member};
use super::merge;
use super::schema::{Kind, Rest, Schema, SchemaId};
use super::schemas::Schemas;
use crate::pointer::Pointer;
use openapiv3::MediaType;
use serde_json::{Map, Value};
use std::rc::Rc;

/// How deep an example is followed.
const DEEPEST: usize = 64;

/// What is compared of a member that is an object.
struct Seen {
    of: SchemaId,
    schema: Rc<Schema>,
    tags: Vec<(String, Vec<Value>)>,
    is_map: bool,
}

/// Members of which a value may be several at once: each keeps the keys of the others.
pub(super) fn overlap(schemas: &mut Schemas<'_>, members: &[Member], is_any: bool, pointer: &Pointer) {
    let mut seen = Vec::with_capacity(members.len());
    for member in members {
        let (id, form) = form::resolved(schemas, member.id);
        let (of, is_map) = match form {
            Form::Object(of) => (of, false),
            _ => (merge::flat(schemas, id), true),
        };
        seen.push(Seen { of, schema: schemas.get(of), tags: member.tags.clone(), is_map });
    }
    let mut found = false;
    for (at, one) in seen.iter().enumerate().filter(|(_, one)| !one.is_map && one.schema.rest == Rest::Silent) {
        let others = seen.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, other)| other);
        for other in others {
            // Of two where one names all that the other does, that one is taken.
            let differ = || adds(&other.schema, &one.schema) && adds(&one.schema, &other.schema);
            if (other.is_map || is_any && differ()) && !excludes(schemas, one, other) {
                schemas.keeping.insert(one.of);
                found = true;
                break;
            }
        }
    }
    if found {
        let message = "a value may be several members at once: each keeps the keys that it does not name";
        schemas.widened(pointer, "members-overlap", message);
    }
}

/// Whether an object has a key that another does not know.
fn adds(object: &Schema, to: &Schema) -> bool {
    object.properties.keys().any(|name| !to.properties.contains_key(name))
}

/// Whether no value is both.
fn excludes(schemas: &mut Schemas<'_>, ours: &Seen, theirs: &Seen) -> bool {
    let of_other_tag = ours.tags.iter().any(|(property, own)| {
        let other = theirs.tags.iter().find(|(known, _)| known == property).map(|(_, values)| values.as_slice());
        other.is_some_and(|other| !own.is_empty() && !other.is_empty() && own.iter().all(|it| !other.contains(it)))
    });
    let (ours, theirs) = (&ours.schema, &theirs.schema);
    let closes = |one: &Schema, other: &Schema| {
        let is_known = |name: &String| one.properties.contains_key(name) || one.required.contains(name);
        one.rest == Rest::Closed && one.patterns.is_empty() && !other.required.iter().all(is_known)
    };
    if of_other_tag || closes(ours, theirs) || closes(theirs, ours) {
        return true;
    }
    ours.required.iter().filter(|name| theirs.required.contains(name)).any(|name| {
        match (ours.properties.get(name), theirs.properties.get(name)) {
            (Some(ours), Some(theirs)) => {
                let kinds = (form::kinds(schemas, *ours), form::kinds(schemas, *theirs));
                apart::disjoint(kinds.0, kinds.1) || apart::constants_differ(schemas, *ours, *theirs)
            }
            _ => false,
        }
    })
}

/// What the examples of schemas show.
pub(super) fn examples(schemas: &mut Schemas<'_>) {
    for (id, schema) in schemas.examples() {
        schema.about.examples.iter().for_each(|example| example_of(schemas, id, example, 0));
    }
}

/// What the examples of a body show.
pub(super) fn shown(schemas: &mut Schemas<'_>, schema: SchemaId, body: &MediaType) {
    let named = body.examples.values().filter_map(|node| schemas.example(node));
    let all: Vec<&Value> = body.example.iter().chain(named).collect();
    all.into_iter().for_each(|example| example_of(schemas, schema, example, 0));
}

/// Follows an example into its parts. An object that an example shows with more keys than the schema names keeps them.
fn example_of(schemas: &mut Schemas<'_>, id: SchemaId, example: &Value, depth: usize) {
    if depth > DEEPEST || !(example.is_object() || example.is_array()) {
        return of_another_kind(schemas, id, example);
    }
    match (form::resolved(schemas, id).1, example) {
        (Form::Object(of), Value::Object(example)) => object(schemas, of, example, depth),
        (Form::Map(Some(values)), Value::Object(example)) => {
            example.values().for_each(|value| example_of(schemas, values, value, depth + 1));
        }
        (Form::Array(Some(items)), Value::Array(example)) => {
            example.iter().for_each(|item| example_of(schemas, items, item, depth + 1));
        }
        (Form::OrAny(of), _) => example_of(schemas, of, example, depth + 1),
        (Form::Union(union), _) => {
            if let Some(member) = member(schemas, &union.members, example) {
                example_of(schemas, member, example, depth + 1);
            }
        }
        (Form::Object(_) | Form::Map(_), Value::Array(_)) | (Form::Array(_), Value::Object(_)) => {
            of_another_kind(schemas, id, example);
        }
        _ => {}
    }
}

/// A schema without `type` allows values of any kind. It is taken for what its keywords are for, even where an example is
/// of another kind.
fn of_another_kind(schemas: &mut Schemas<'_>, id: SchemaId, example: &Value) {
    let flat = merge::flat(schemas, id);
    let flat = schemas.get(flat);
    if flat.kind.is_none() && matches!(flat.kind(), Some(Kind::Object | Kind::Array)) && !example.is_null() {
        let message = "an example is of another kind than the keywords are for, which a schema without `type` allows";
        schemas.widened(&flat.pointer, "kind-assumed", message);
    }
}

fn object(schemas: &mut Schemas<'_>, of: SchemaId, example: &Map<String, Value>, depth: usize) {
    let flat = schemas.get(of);
    for (name, property) in &flat.properties {
        if let Some(value) = example.get(name) {
            example_of(schemas, *property, value, depth + 1);
        }
    }
    let is_named = |name: &String| flat.properties.contains_key(name) || flat.required.contains(name);
    let is_silent = flat.rest == Rest::Silent && flat.patterns.is_empty() && flat.conditional.is_empty();
    // An example without a key that is needed is of something else.
    if !is_silent || schemas.keeping.contains(&of) || !flat.required.iter().all(|name| example.contains_key(name)) {
        return;
    }
    if let Some(more) = example.keys().find(|name| !is_named(name)) {
        let message = format!("an example shows a key that the schema does not name, `{more}`: such keys are kept");
        schemas.widened(&flat.pointer, "example-shows-more", message);
        schemas.keeping.insert(of);
    }
}

/// The member that an example is of: the one whose keys are there, most of them known.
fn member(schemas: &mut Schemas<'_>, members: &[Member], example: &Value) -> Option<SchemaId> {
    let mut best: Option<(usize, SchemaId)> = None;
    for member in members {
        let known = match (form::resolved(schemas, member.id).1, example) {
            (Form::Object(of), Value::Object(example)) => {
                let flat = schemas.get(of);
                let is_tagged = |(property, values): &(String, Vec<Value>)| {
                    values.is_empty() || example.get(property).is_none_or(|value| values.contains(value))
                };
                let fits = flat.required.iter().all(|name| example.contains_key(name));
                let is_this = fits && member.tags.iter().all(is_tagged);
                is_this.then(|| flat.properties.keys().filter(|name| example.contains_key(*name)).count())
            }
            (Form::Array(_), Value::Array(_)) => Some(0),
            _ => None,
        };
        if let Some(known) = known
            && best.is_none_or(|(most, _)| known > most)
        {
            best = Some((known, member.id));
        }
    }
    best.map(|(_, id)| id)
}
