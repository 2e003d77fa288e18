//! From openapiv3's kinds of schemas to one view of their keywords.

mod beyond;

use super::schema::{About, Kind, Limits, Members, Rest, Schema, SchemaId, Tag};
use super::schemas::Schemas;
use crate::api::{ChoiceValue, Docs};
use crate::document::carried;
use crate::pointer::Pointer;
use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, AnySchema, ReferenceOr, SchemaData, SchemaKind, Type, VariantOrUnknownOrEmpty};
use serde::Serialize;
use serde_json::Value;
use std::rc::Rc;

/// Reads a schema or a reference to one.
pub(super) fn schema(schemas: &mut Schemas<'_>, node: &ReferenceOr<openapiv3::Schema>, pointer: &Pointer) -> SchemaId {
    match node {
        ReferenceOr::Reference { reference } => referenced(schemas, reference, pointer),
        ReferenceOr::Item(item) => inline(schemas, item, pointer),
    }
}

/// Reads a component, which has its index already.
pub(super) fn component(schemas: &mut Schemas<'_>, node: &ReferenceOr<openapiv3::Schema>, pointer: Pointer) -> Schema {
    match node {
        ReferenceOr::Reference { reference } => {
            let target = referenced(schemas, reference, &pointer);
            Schema { pointer, all_of: vec![target], ..Schema::default() }
        }
        ReferenceOr::Item(item) => keywords(schemas, item, &pointer),
    }
}

fn boxed(schemas: &mut Schemas<'_>, node: &ReferenceOr<Box<openapiv3::Schema>>, pointer: &Pointer) -> SchemaId {
    match node {
        ReferenceOr::Reference { reference } => referenced(schemas, reference, pointer),
        ReferenceOr::Item(item) => inline(schemas, item, pointer),
    }
}

fn referenced(schemas: &mut Schemas<'_>, reference: &str, pointer: &Pointer) -> SchemaId {
    match schemas.component(reference) {
        Some(id) => id,
        None => {
            schemas.broken(pointer, "dangling-reference", format!("`{reference}` is not there: any value"));
            schemas.any(pointer)
        }
    }
}

fn inline(schemas: &mut Schemas<'_>, item: &openapiv3::Schema, pointer: &Pointer) -> SchemaId {
    let read = keywords(schemas, item, pointer);
    schemas.add(read)
}

/// Reads every keyword of a schema.
fn keywords(schemas: &mut Schemas<'_>, item: &openapiv3::Schema, pointer: &Pointer) -> Schema {
    let mut schema = annotations(&item.schema_data, pointer);
    let tag = item.schema_data.discriminator.as_ref();
    let tag = tag.map(|it| Rc::new(Tag { property: it.property_name.clone(), mapping: it.mapping.clone() }));
    let mut limits = Limits::default();
    match &item.schema_kind {
        SchemaKind::Type(kind) => typed(schemas, kind, &mut schema, &mut limits),
        SchemaKind::OneOf { one_of } => union(schemas, one_of, "oneOf", &tag, &mut schema),
        SchemaKind::AnyOf { any_of } => union(schemas, any_of, "anyOf", &tag, &mut schema),
        SchemaKind::AllOf { all_of } => schema.all_of = list(schemas, all_of, &pointer.child("allOf")),
        SchemaKind::Not { .. } => not(schemas, pointer),
        SchemaKind::Any(any) => anything(schemas, any, &tag, &mut schema, &mut limits),
    }
    if schema.unions.is_empty() {
        schema.tag = tag;
    }
    beyond::extensions(schemas, &item.schema_data.extensions, &mut schema, &mut limits);
    if let Some(format) = &schema.format
        && !schemas.formats.is_type(schema.kind, format)
    {
        limits.content = schema.format.take();
    }
    if limits != Limits::default() {
        schema.limits = Some(Box::new(limits));
    }
    schema
}

fn not(schemas: &mut Schemas<'_>, pointer: &Pointer) {
    schemas.widened(&pointer.child("not"), "not-ignored", "what `not` forbids is allowed by the type");
}

fn annotations(data: &SchemaData, pointer: &Pointer) -> Schema {
    let mut examples: Vec<Value> = data.example.iter().cloned().collect();
    if let Some(Value::Array(more)) = data.extensions.get(carried::EXAMPLES) {
        examples.extend(more.iter().cloned());
    }
    Schema {
        pointer: pointer.clone(),
        nullable: data.nullable,
        read_only: data.read_only,
        write_only: data.write_only,
        default: data.default.clone(),
        about: About {
            title: data.title.clone(),
            text: data.description.clone(),
            link: data.external_docs.as_ref().map(|docs| docs.url.clone()),
            deprecated: data.deprecated,
            examples,
            rust_name: text(&data.extensions, "x-rust-name"),
        },
        ..Schema::default()
    }
}

fn text(extensions: &IndexMap<String, Value>, key: &str) -> Option<String> {
    extensions.get(key).and_then(Value::as_str).map(str::to_owned)
}

fn list(schemas: &mut Schemas<'_>, nodes: &[ReferenceOr<openapiv3::Schema>], pointer: &Pointer) -> Vec<SchemaId> {
    nodes.iter().enumerate().map(|(index, node)| schema(schemas, node, &pointer.child(index))).collect()
}

fn union(
    schemas: &mut Schemas<'_>,
    nodes: &[ReferenceOr<openapiv3::Schema>],
    keyword: &str,
    tag: &Option<Rc<Tag>>,
    schema: &mut Schema,
) {
    let of = list(schemas, nodes, &schema.pointer.child(keyword));
    schema.unions.push(Members { of, tag: tag.clone(), is_any: keyword == "anyOf" });
}

fn properties(
    schemas: &mut Schemas<'_>,
    nodes: &IndexMap<String, ReferenceOr<Box<openapiv3::Schema>>>,
    schema: &mut Schema,
) {
    if nodes.is_empty() {
        return;
    }
    let pointer = schema.pointer.child("properties");
    schema.properties =
        nodes.iter().map(|(key, node)| (key.clone(), boxed(schemas, node, &pointer.child(key)))).collect();
}

fn rest(schemas: &mut Schemas<'_>, node: Option<&AdditionalProperties>, schema: &mut Schema) {
    schema.rest = match node {
        None => Rest::Silent,
        Some(AdditionalProperties::Any(false)) => Rest::Closed,
        Some(AdditionalProperties::Any(true)) => Rest::Any,
        Some(AdditionalProperties::Schema(node)) => {
            rest_of(self::schema(schemas, node, &schema.pointer.child("additionalProperties")), schemas)
        }
    };
}

fn rest_of(id: SchemaId, schemas: &Schemas<'_>) -> Rest {
    if schemas.get(id).never { Rest::Closed } else { Rest::Of(id) }
}

fn required(names: &[String]) -> Vec<String> {
    let mut unique = indexmap::IndexSet::with_capacity(names.len());
    unique.extend(names.iter().cloned());
    unique.into_iter().collect()
}

fn typed(schemas: &mut Schemas<'_>, kind: &Type, schema: &mut Schema, limits: &mut Limits) {
    match kind {
        Type::String(it) => {
            schema.kind = Some(Kind::Text);
            schema.format = format(&it.format);
            limits.pattern = it.pattern.clone();
            (limits.min_length, limits.max_length) = (it.min_length, it.max_length);
            values(it.enumeration.iter().map(|value| value.clone().map_or(Value::Null, Value::String)), schema);
        }
        Type::Number(it) => {
            schema.kind = Some(Kind::Number);
            schema.format = format(&it.format);
            (limits.minimum, limits.maximum) = (it.minimum.map(digits), it.maximum.map(digits));
            (limits.exclusive_minimum, limits.exclusive_maximum) = (it.exclusive_minimum, it.exclusive_maximum);
            limits.multiple_of = it.multiple_of.map(digits);
            values(it.enumeration.iter().map(|value| value.map_or(Value::Null, number)), schema);
        }
        Type::Integer(it) => {
            schema.kind = Some(Kind::Integer);
            schema.format = format(&it.format);
            limits.minimum = it.minimum.map(|bound| bound.to_string());
            limits.maximum = it.maximum.map(|bound| bound.to_string());
            (limits.exclusive_minimum, limits.exclusive_maximum) = (it.exclusive_minimum, it.exclusive_maximum);
            limits.multiple_of = it.multiple_of.map(|bound| bound.to_string());
            values(it.enumeration.iter().map(|value| value.map_or(Value::Null, Value::from)), schema);
        }
        Type::Boolean(it) => {
            schema.kind = Some(Kind::Bool);
            values(it.enumeration.iter().map(|value| value.map_or(Value::Null, Value::Bool)), schema);
        }
        Type::Object(it) => {
            schema.kind = Some(Kind::Object);
            properties(schemas, &it.properties, schema);
            schema.required = required(&it.required);
            rest(schemas, it.additional_properties.as_ref(), schema);
            (limits.min_properties, limits.max_properties) = (it.min_properties, it.max_properties);
        }
        Type::Array(it) => {
            schema.kind = Some(Kind::Array);
            schema.items = it.items.as_ref().map(|node| boxed(schemas, node, &schema.pointer.child("items")));
            (limits.min_items, limits.max_items) = (it.min_items, it.max_items);
            limits.unique_items = it.unique_items;
        }
    }
}

fn anything(
    schemas: &mut Schemas<'_>,
    any: &AnySchema,
    tag: &Option<Rc<Tag>>,
    schema: &mut Schema,
    limits: &mut Limits,
) {
    schema.kind = any.typ.as_deref().and_then(|kind| match kind {
        "boolean" => Some(Kind::Bool),
        "integer" => Some(Kind::Integer),
        "number" => Some(Kind::Number),
        "string" => Some(Kind::Text),
        "array" => Some(Kind::Array),
        "object" => Some(Kind::Object),
        _ => None,
    });
    schema.format = any.format.clone().filter(|format| !format.is_empty());
    values(any.enumeration.iter().cloned(), schema);
    properties(schemas, &any.properties, schema);
    schema.required = required(&any.required);
    rest(schemas, any.additional_properties.as_ref(), schema);
    schema.items = any.items.as_ref().map(|node| boxed(schemas, node, &schema.pointer.child("items")));
    schema.all_of = list(schemas, &any.all_of, &schema.pointer.child("allOf"));
    if !any.one_of.is_empty() {
        union(schemas, &any.one_of, "oneOf", tag, schema);
    }
    if !any.any_of.is_empty() {
        union(schemas, &any.any_of, "anyOf", tag, schema);
    }
    if any.not.is_some() {
        not(schemas, &schema.pointer);
    }
    limits.pattern = any.pattern.clone();
    (limits.minimum, limits.maximum) = (any.minimum.map(digits), any.maximum.map(digits));
    limits.exclusive_minimum = any.exclusive_minimum.unwrap_or_default();
    limits.exclusive_maximum = any.exclusive_maximum.unwrap_or_default();
    limits.multiple_of = any.multiple_of.map(digits);
    (limits.min_length, limits.max_length) = (any.min_length, any.max_length);
    (limits.min_items, limits.max_items) = (any.min_items, any.max_items);
    limits.unique_items = any.unique_items.unwrap_or_default();
    (limits.min_properties, limits.max_properties) = (any.min_properties, any.max_properties);
}

fn format<T: Serialize>(format: &VariantOrUnknownOrEmpty<T>) -> Option<String> {
    match format {
        VariantOrUnknownOrEmpty::Item(known) => match serde_json::to_value(known) {
            Ok(Value::String(text)) => Some(text),
            _ => None,
        },
        VariantOrUnknownOrEmpty::Unknown(text) if !text.is_empty() => Some(text.clone()),
        _ => None,
    }
}

/// `3.0` is `3`.
fn digits(bound: f64) -> String {
    format!("{bound}")
}

/// `3.0` is `3`, as it was written.
fn number(value: f64) -> Value {
    const WHOLE: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() < WHOLE { Value::from(value as i64) } else { Value::from(value) }
}

fn values(listed: impl Iterator<Item = Value>, schema: &mut Schema) {
    let mut values: Vec<ChoiceValue> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    let mut any = false;
    for value in listed {
        any = true;
        if value.is_null() {
            schema.nullable = true;
        } else {
            let value = as_kind(value, schema.kind);
            if seen.insert(value.to_string()) {
                values.push(ChoiceValue { value, hint: None, rust_name: None, docs: Docs::default() });
            }
        }
    }
    if any {
        schema.values = Some(values);
    }
}

/// The constants of a string are strings, however YAML took them.
fn as_kind(value: Value, kind: Option<Kind>) -> Value {
    match (&value, kind) {
        (Value::Number(_) | Value::Bool(_), Some(Kind::Text)) => Value::String(value.to_string()),
        _ => value,
    }
}
