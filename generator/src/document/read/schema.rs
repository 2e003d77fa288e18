//! Schemas.

use super::scalars::whole;
use super::{At, Reader};
use crate::document::carried;
use crate::document::tree::{Node, Value};
use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, AnySchema, ArrayType, BooleanType, Discriminator, IntegerType, NumberType, ObjectType,
    ReferenceOr, Schema, SchemaData, SchemaKind, StringType, Type,
};

/// The keys of ours whose value is a schema, a list of schemas, or an object of schemas.
const OF_SCHEMAS: [&str; 8] = [
    carried::PREFIX_ITEMS,
    carried::PATTERN_PROPERTIES,
    carried::PROPERTY_NAMES,
    carried::CONTENT_SCHEMA,
    carried::UNEVALUATED_PROPERTIES,
    carried::UNEVALUATED_ITEMS,
    carried::CONDITIONAL,
    carried::CONTAINS,
];

impl Reader<'_> {
    /// A schema or a reference to one; what is neither is any value.
    pub(super) fn schema(&mut self, at: At<'_>) -> ReferenceOr<Schema> {
        let schema = self.reference_or(at, |reader, at| Some(reader.inline(at)));
        schema.unwrap_or_else(|| ReferenceOr::Item(any()))
    }

    /// The same, where openapiv3 keeps it in a box.
    fn boxed(&mut self, at: At<'_>) -> ReferenceOr<Box<Schema>> {
        match self.schema(at) {
            ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference },
            ReferenceOr::Item(schema) => ReferenceOr::Item(Box::new(schema)),
        }
    }

    fn inline(&mut self, at: At<'_>) -> Schema {
        if at.node.as_object().is_none() {
            if !matches!(at.node.value, Value::Null | Value::Bool(_)) {
                self.set_aside(at, "a schema");
            }
            return any();
        }
        let mut extensions = self.extensions(at);
        for key in OF_SCHEMAS {
            if let Some(value) = extensions.get_mut(key) {
                *value = self.carried(at, key);
            }
        }
        let schema_kind = self.kind(at, &mut extensions);
        let schema_data = SchemaData {
            nullable: self.flag(at, "nullable").unwrap_or_default(),
            read_only: self.flag(at, "readOnly").unwrap_or_default(),
            write_only: self.flag(at, "writeOnly").unwrap_or_default(),
            deprecated: self.flag(at, "deprecated").unwrap_or_default(),
            external_docs: self.one(at, "externalDocs", Self::external_docs),
            example: self.data(at, "example"),
            title: self.text(at, "title"),
            description: self.text(at, "description"),
            discriminator: self.one(at, "discriminator", Self::discriminator),
            default: self.data(at, "default"),
            extensions,
        };
        Schema { schema_data, schema_kind }
    }

    /// What a key of ours holds, as openapiv3 reads it back.
    fn carried(&mut self, at: At<'_>, key: &str) -> serde_json::Value {
        let Some(node) = at.node.get(key) else { return serde_json::Value::Null };
        let trail = at.trail.key(key);
        let mut value = |node: &Node, at: At<'_>| match node.value {
            Value::Bool(value) => serde_json::Value::Bool(value),
            _ => serde_json::to_value(self.schema(at)).unwrap_or_default(),
        };
        match &node.value {
            Value::Array(nodes) => {
                let values =
                    nodes.iter().enumerate().map(|(index, node)| value(node, At { node, trail: &trail.index(index) }));
                values.collect()
            }
            Value::Object(object) if key == carried::PATTERN_PROPERTIES => {
                let members = object.members.iter().map(|member| {
                    let at = At { node: &member.node, trail: &trail.key(&member.key) };
                    (member.key.clone(), value(&member.node, at))
                });
                members.collect()
            }
            _ => value(node, At { node, trail: &trail }),
        }
    }

    fn discriminator(&mut self, at: At<'_>) -> Option<Discriminator> {
        if let Value::String(property_name) = &at.node.value {
            let message =
                format!("`discriminator` is an object, and here is a string: `propertyName: {property_name}` is read");
            self.wrong_kind(at, message);
            return Some(Discriminator { property_name: property_name.clone(), ..Discriminator::default() });
        }
        let has_name = self.is_object(at) && at.node.get("propertyName").is_some();
        if !has_name {
            self.set_aside(at, "an object with a `propertyName`");
            return None;
        }
        Some(Discriminator {
            property_name: self.text(at, "propertyName")?,
            mapping: self.map(at, "mapping", Self::text_at),
            extensions: self.extensions(at),
        })
    }

    /// The kind of a schema: one type with the keywords that say something about it, or everything that it says.
    fn kind(&mut self, at: At<'_>, extensions: &mut IndexMap<String, serde_json::Value>) -> SchemaKind {
        let has = |key: &str| at.node.get(key).is_some_and(|node| node.value != Value::Null);
        let typ = self.text(at, "type");
        let composes = ["oneOf", "anyOf", "allOf", "not"].into_iter().any(has);
        let enumeration = if has("enum") { self.constants(at, typ.as_deref()) } else { Vec::new() };
        let only_type = typ.as_deref().filter(|_| !composes);
        if let Some(ty) = only_type.and_then(|typ| self.one_type(at, typ, &enumeration, extensions)) {
            return SchemaKind::Type(ty);
        }
        let any = AnySchema {
            pattern: self.text(at, "pattern"),
            multiple_of: self.float(at, "multipleOf", carried::MULTIPLE_OF, extensions),
            exclusive_minimum: self.flag(at, "exclusiveMinimum"),
            exclusive_maximum: self.flag(at, "exclusiveMaximum"),
            minimum: self.float(at, "minimum", carried::MINIMUM, extensions),
            maximum: self.float(at, "maximum", carried::MAXIMUM, extensions),
            properties: self.map(at, "properties", |reader, at| Some(reader.boxed(at))),
            required: self.required(at),
            additional_properties: self.one(at, "additionalProperties", Self::additional),
            min_properties: self.count(at, "minProperties"),
            max_properties: self.count(at, "maxProperties"),
            items: self.one(at, "items", |reader, at| Some(reader.boxed(at))),
            min_items: self.count(at, "minItems"),
            max_items: self.count(at, "maxItems"),
            unique_items: self.flag(at, "uniqueItems"),
            enumeration,
            format: self.text(at, "format"),
            min_length: self.count(at, "minLength"),
            max_length: self.count(at, "maxLength"),
            one_of: self.list(at, "oneOf", |reader, at| Some(reader.schema(at))),
            all_of: self.list(at, "allOf", |reader, at| Some(reader.schema(at))),
            any_of: self.list(at, "anyOf", |reader, at| Some(reader.schema(at))),
            not: self.one(at, "not", |reader, at| Some(Box::new(reader.schema(at)))),
            typ,
        };
        sole_composition(any)
    }

    /// The keywords of one type; the others say nothing about its values.
    fn one_type(
        &mut self,
        at: At<'_>,
        typ: &str,
        enumeration: &[serde_json::Value],
        extensions: &mut IndexMap<String, serde_json::Value>,
    ) -> Option<Type> {
        let format = |reader: &mut Self| reader.text(at, "format");
        Some(match typ {
            "string" => Type::String(StringType {
                enumeration: all(enumeration, |value| value.as_str().map(str::to_owned))?,
                format: format(self).into(),
                pattern: self.text(at, "pattern"),
                min_length: self.count(at, "minLength"),
                max_length: self.count(at, "maxLength"),
            }),
            "number" => Type::Number(NumberType {
                enumeration: all(enumeration, serde_json::Value::as_f64)?,
                format: format(self).into(),
                multiple_of: self.float(at, "multipleOf", carried::MULTIPLE_OF, extensions),
                exclusive_minimum: self.flag(at, "exclusiveMinimum").unwrap_or_default(),
                exclusive_maximum: self.flag(at, "exclusiveMaximum").unwrap_or_default(),
                minimum: self.float(at, "minimum", carried::MINIMUM, extensions),
                maximum: self.float(at, "maximum", carried::MAXIMUM, extensions),
            }),
            "integer" => Type::Integer(IntegerType {
                enumeration: all(enumeration, serde_json::Value::as_i64)?,
                format: format(self).into(),
                multiple_of: self.integer(at, "multipleOf", carried::MULTIPLE_OF, extensions),
                exclusive_minimum: self.flag(at, "exclusiveMinimum").unwrap_or_default(),
                exclusive_maximum: self.flag(at, "exclusiveMaximum").unwrap_or_default(),
                minimum: self.integer(at, "minimum", carried::MINIMUM, extensions),
                maximum: self.integer(at, "maximum", carried::MAXIMUM, extensions),
            }),
            "boolean" => Type::Boolean(BooleanType { enumeration: all(enumeration, serde_json::Value::as_bool)? }),
            "array" if enumeration.is_empty() => Type::Array(ArrayType {
                items: self.one(at, "items", |reader, at| Some(reader.boxed(at))),
                min_items: self.count(at, "minItems"),
                max_items: self.count(at, "maxItems"),
                unique_items: self.flag(at, "uniqueItems").unwrap_or_default(),
            }),
            "object" if enumeration.is_empty() => Type::Object(ObjectType {
                properties: self.map(at, "properties", |reader, at| Some(reader.boxed(at))),
                required: self.required(at),
                additional_properties: self.one(at, "additionalProperties", Self::additional),
                min_properties: self.count(at, "minProperties"),
                max_properties: self.count(at, "maxProperties"),
            }),
            _ => return None,
        })
    }

    fn additional(&mut self, at: At<'_>) -> Option<AdditionalProperties> {
        Some(match &at.node.value {
            Value::Bool(value) => AdditionalProperties::Any(*value),
            Value::String(text) if text == "true" || text == "false" => {
                self.wrong_kind(at, format!("`additionalProperties` is in quotes: it is read as {text}"));
                AdditionalProperties::Any(text == "true")
            }
            _ => AdditionalProperties::Schema(Box::new(self.schema(at))),
        })
    }

    /// `required`, and the properties that say it of themselves, as older drafts had it.
    fn required(&mut self, at: At<'_>) -> Vec<String> {
        let mut names = match at.node.get("required") {
            Some(Node { value: Value::Bool(_), .. }) => Vec::new(),
            _ => self.list(at, "required", Self::text_at),
        };
        let mut seen = std::collections::HashSet::new();
        names.retain(|name| seen.insert(name.clone()));
        let properties = at.node.get("properties").and_then(Node::as_object);
        for member in properties.map(|object| object.members.as_slice()).unwrap_or_default() {
            let Some(Node { value: Value::Bool(required), mark }) = member.node.get("required") else { continue };
            let properties = at.trail.key("properties");
            let message = "`required` is a list of the object around; the property is read as required";
            let message = if *required { message } else { "`required` is a list; `false` is set aside" };
            self.notes.broken("wrong-kind", &properties.key(&member.key), *mark, message);
            if *required && seen.insert(member.key.clone()) {
                names.push(member.key.clone());
            }
        }
        names
    }

    /// The values of `enum`, each once, of the type that the schema says where they can be read so.
    fn constants(&mut self, at: At<'_>, typ: Option<&str>) -> Vec<serde_json::Value> {
        let mut seen = std::collections::HashSet::new();
        self.list(at, "enum", |reader, at| {
            let value = match (typ, &at.node.value) {
                (Some("string"), Value::Number(_) | Value::Bool(_)) => reader.text_at(at)?.into(),
                (Some("integer" | "number"), Value::String(text)) => match crate::document::tree::number(text) {
                    Some(number) => {
                        let message = format!("this value is a number, and here is a string: it is read as {text}");
                        reader.wrong_kind(at, message);
                        number.into()
                    }
                    None => at.node.to_json(),
                },
                (Some("integer"), Value::Number(text)) => match whole(text) {
                    Some(whole) => whole.into(),
                    None => at.node.to_json(),
                },
                (Some("boolean"), Value::String(text)) if text == "true" || text == "false" => {
                    let message = format!("this value is a boolean, and here is a string: it is read as {text}");
                    reader.wrong_kind(at, message);
                    (text == "true").into()
                }
                _ => at.node.to_json(),
            };
            seen.insert(value.to_string()).then_some(value)
        })
    }

    /// A bound of a number; its digits travel where `f64` cannot hold them.
    fn float(
        &mut self,
        at: At<'_>,
        key: &str,
        carried: &str,
        extensions: &mut IndexMap<String, serde_json::Value>,
    ) -> Option<f64> {
        let text = self.digits(at, key)?;
        let float = text.parse::<f64>().ok().filter(|float| float.is_finite());
        let is_exact = match text.parse::<i128>() {
            Ok(digits) => digits.unsigned_abs() <= 1 << 53,
            Err(_) => float.is_some() && !text.bytes().all(|byte| byte.is_ascii_digit()),
        };
        if !is_exact {
            extensions.insert(carried.to_owned(), text.into());
        }
        float
    }

    /// A bound of an integer; its digits travel where `i64` cannot hold them.
    fn integer(
        &mut self,
        at: At<'_>,
        key: &str,
        carried: &str,
        extensions: &mut IndexMap<String, serde_json::Value>,
    ) -> Option<i64> {
        let text = self.digits(at, key)?;
        let bound = whole(text);
        if bound.is_none() {
            extensions.insert(carried.to_owned(), text.into());
        }
        bound
    }
}

/// A schema that takes every value.
fn any() -> Schema {
    Schema { schema_data: SchemaData::default(), schema_kind: SchemaKind::Any(AnySchema::default()) }
}

/// Every value as a type's own; `None` where one is not.
fn all<T>(values: &[serde_json::Value], read: impl Fn(&serde_json::Value) -> Option<T>) -> Option<Vec<Option<T>>> {
    values.iter().map(|value| read(value).map(Some)).collect()
}

/// The composition that a schema is, where it says nothing else.
fn sole_composition(mut any: AnySchema) -> SchemaKind {
    let one_of = std::mem::take(&mut any.one_of);
    let all_of = std::mem::take(&mut any.all_of);
    let any_of = std::mem::take(&mut any.any_of);
    let not = any.not.take();
    let says_nothing_else = any == AnySchema::default();
    match (one_of.is_empty(), all_of.is_empty(), any_of.is_empty(), not) {
        (false, true, true, None) if says_nothing_else => SchemaKind::OneOf { one_of },
        (true, false, true, None) if says_nothing_else => SchemaKind::AllOf { all_of },
        (true, true, false, None) if says_nothing_else => SchemaKind::AnyOf { any_of },
        (true, true, true, Some(not)) if says_nothing_else => SchemaKind::Not { not },
        (_, _, _, not) => SchemaKind::Any(AnySchema { one_of, all_of, any_of, not, ..any }),
    }
}
