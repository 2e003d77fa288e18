//! What a schema says beyond the keywords of 3.0: what the door carried on, and what extensions say.

use super::{rest_of, schema, text};
use crate::document::carried;
use crate::lower::schema::{Limits, Rest, Schema, SchemaId};
use crate::lower::schemas::Schemas;
use crate::lower::{conditional, media, told};
use crate::pointer::Pointer;
use indexmap::IndexMap;
use openapiv3::ReferenceOr;
use serde_json::Value;

/// Reads all of it.
pub(super) fn extensions(
    schemas: &mut Schemas<'_>,
    extensions: &IndexMap<String, Value>,
    schema: &mut Schema,
    limits: &mut Limits,
) {
    if extensions.is_empty() {
        return;
    }
    schema.secret = is_true(extensions, "x-secret");
    schema.never = is_true(extensions, carried::NEVER);
    schema.is_constant = is_true(extensions, carried::CONST);
    labels(extensions, schema);
    schema.places = carried_list(schemas, extensions.get(carried::PREFIX_ITEMS), &schema.pointer.child("prefixItems"));
    if let Some(Value::Object(patterns)) = extensions.get(carried::PATTERN_PROPERTIES) {
        let pointer = schema.pointer.child("patternProperties");
        schema.patterns =
            patterns.iter().filter_map(|(key, value)| carried_schema(schemas, value, &pointer.child(key))).collect();
    }
    if let Some(value) = extensions.get(carried::UNEVALUATED_PROPERTIES) {
        unevaluated(schemas, value, schema);
    }
    others(schemas, extensions, schema);
    if extensions.contains_key(carried::CONDITIONAL) {
        schema.conditional = carried_list(schemas, extensions.get(carried::CONDITIONAL), &schema.pointer.child("then"));
        schema.conditional.retain(|part| conditional::may_speak_of_keys(schemas, *part));
    }
    content(schemas, extensions, schema);
    limits.told = told::told(extensions, schema.embedded.is_some());
    for (key, bound) in [
        (carried::MINIMUM, &mut limits.minimum),
        (carried::MAXIMUM, &mut limits.maximum),
        (carried::MULTIPLE_OF, &mut limits.multiple_of),
    ] {
        match extensions.get(key) {
            Some(Value::String(digits)) => *bound = Some(digits.clone()),
            Some(value @ Value::Number(_)) => *bound = Some(value.to_string()),
            _ => {}
        }
    }
}

/// Whether a pattern is written so that any key matches.
fn matches_all(pattern: &str) -> bool {
    matches!(pattern.trim_start_matches('^').trim_end_matches('$'), "" | "." | ".*" | ".+" | "(.*)" | "(.+)")
}

/// Keys that match none of the patterns hold anything, unless something is said of them.
fn others(schemas: &mut Schemas<'_>, extensions: &IndexMap<String, Value>, schema: &mut Schema) {
    let Some(Value::Object(patterns)) = extensions.get(carried::PATTERN_PROPERTIES) else { return };
    let is_said = extensions.contains_key(carried::UNEVALUATED_PROPERTIES) || schema.rest != Rest::Silent;
    if is_said || schema.patterns.is_empty() || patterns.keys().any(|pattern| matches_all(pattern)) {
        return;
    }
    let pointer = schema.pointer.child("patternProperties");
    let message = "keys that match no pattern hold anything: so may those that match one";
    schemas.widened(&pointer, "pattern-keys", message);
    schema.rest = Rest::Of(schemas.any(&pointer));
}

fn unevaluated(schemas: &mut Schemas<'_>, value: &Value, schema: &mut Schema) {
    if schema.rest != Rest::Silent {
        return;
    }
    schema.rest = match value {
        Value::Bool(true) => Rest::Any,
        // Members of `allOf` may bring keys of their own: nothing is closed by it.
        Value::Bool(false) => Rest::Silent,
        _ => match carried_schema(schemas, value, &schema.pointer.child("unevaluatedProperties")) {
            Some(id) => rest_of(id, schemas),
            None => Rest::Silent,
        },
    };
}

fn content(schemas: &mut Schemas<'_>, extensions: &IndexMap<String, Value>, schema: &mut Schema) {
    let is_json = text(extensions, carried::CONTENT_MEDIA_TYPE).is_some_and(|media| media::is_json(&media));
    if !is_json || extensions.contains_key(carried::CONTENT_ENCODING) || schema.format.is_some() {
        return;
    }
    let inner = extensions.get(carried::CONTENT_SCHEMA);
    let inner = inner.and_then(|value| carried_schema(schemas, value, &schema.pointer.child("contentSchema")));
    schema.embedded = Some(inner);
}

fn carried_list(schemas: &mut Schemas<'_>, value: Option<&Value>, pointer: &Pointer) -> Vec<SchemaId> {
    let Some(Value::Array(values)) = value else {
        return Vec::new();
    };
    let nodes = values.iter().enumerate();
    nodes.filter_map(|(index, value)| carried_schema(schemas, value, &pointer.child(index))).collect()
}

fn carried_schema(schemas: &mut Schemas<'_>, value: &Value, pointer: &Pointer) -> Option<SchemaId> {
    match serde_json::from_value::<ReferenceOr<openapiv3::Schema>>(value.clone()) {
        Ok(node) => Some(schema(schemas, &node, pointer)),
        Err(_) => {
            schemas.broken(pointer, "unreadable-schema", "this is not a schema: any value");
            Some(schemas.any(pointer))
        }
    }
}

/// `x-enum-varnames`, `x-enum-descriptions` and their kin: a list beside `enum`, or an object by value.
fn labels(extensions: &IndexMap<String, Value>, schema: &mut Schema) {
    let label = |keys: &[&str], index: usize, value: &Value| -> Option<String> {
        keys.iter().find_map(|key| match extensions.get(*key)? {
            Value::Array(labels) => labels.get(index).and_then(Value::as_str).map(str::to_owned),
            Value::Object(labels) => {
                let key = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                labels.get(&key).and_then(Value::as_str).map(str::to_owned)
            }
            _ => None,
        })
    };
    for (index, choice) in schema.values.iter_mut().flatten().enumerate() {
        choice.hint = label(&["x-enum-varnames", "x-enumNames", "x-enum-names"], index, &choice.value);
        choice.docs.text =
            label(&["x-enum-descriptions", "x-enumDescriptions", "x-enum-description"], index, &choice.value);
    }
}

fn is_true(extensions: &IndexMap<String, Value>, key: &str) -> bool {
    extensions.get(key) == Some(&Value::Bool(true))
}
