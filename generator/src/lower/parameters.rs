//! Parameters: which an operation has, where and how they travel, and those that have one value.

use super::contents::query_style;
use super::docs;
use super::form::{self, Form};
use super::media::{self, Media};
use super::merge;
use super::objects;
use super::paths::{QueryValue, Template};
use super::references::{self, Found};
use super::schema::SchemaId;
use super::schemas::Schemas;
use super::types::{Site, Types};
use crate::api::{self, ConstantParameter, Docs, Parent, Place, Role, Style, Text, Type, Use};
use crate::pointer::Pointer;
use openapiv3::{Components, Parameter, ParameterData, ParameterSchemaOrContent, PathStyle, QueryStyle, ReferenceOr};
use serde_json::Value;

/// What an operation sends besides its body.
#[derive(Debug, Default)]
pub(super) struct Parameters {
    pub(super) passed: Vec<api::Parameter>,
    pub(super) constants: Vec<ConstantParameter>,
    /// The path, constants filled in.
    pub(super) path: String,
}

/// A parameter where it stands.
pub(super) struct Declared<'a> {
    found: Found<'a, Parameter>,
    data: &'a ParameterData,
    place: Place,
}

/// The parameters of an operation: its own, and those of its path that it does not override.
pub(super) fn declared<'a>(
    schemas: &mut Schemas<'_>,
    components: Option<&'a Components>,
    lists: [(&'a [ReferenceOr<Parameter>], Pointer); 2],
) -> Vec<Declared<'a>> {
    let mut all: Vec<Declared<'a>> = Vec::new();
    for (level, (list, pointer)) in lists.into_iter().enumerate() {
        let from = all.len();
        for (index, node) in list.iter().enumerate() {
            let pointer = pointer.child("parameters").child(index);
            let Some(found) = references::find(schemas, components, node, &pointer) else {
                continue;
            };
            let data = found.item.parameter_data_ref();
            let place = place(found.item);
            if place == Place::Header && is_ignored(&data.name) {
                continue;
            }
            let twin = all.iter().position(|known| known.place == place && same(place, &known.data.name, &data.name));
            let declared = Declared { found, data, place };
            match twin {
                Some(at) if at >= from && level < 2 => {
                    let message = format!("the parameter `{}` is there twice: the last one counts", data.name);
                    schemas.broken(&pointer, "duplicate-parameter", message);
                    all[at] = declared;
                }
                Some(at) => all[at] = declared,
                None => all.push(declared),
            }
        }
    }
    all
}

fn place(parameter: &Parameter) -> Place {
    match parameter {
        Parameter::Query { .. } => Place::Query,
        Parameter::Header { .. } => Place::Header,
        Parameter::Path { .. } => Place::Path,
        Parameter::Cookie { .. } => Place::Cookie,
    }
}

/// Whether the specification says that a header parameter of this name is to be ignored.
fn is_ignored(name: &str) -> bool {
    ["accept", "content-type", "authorization"].contains(&name.to_ascii_lowercase().as_str())
}

fn same(place: Place, ours: &str, theirs: &str) -> bool {
    if place == Place::Header { ours.eq_ignore_ascii_case(theirs) } else { ours == theirs }
}

/// What an operation sends besides its body.
pub(super) fn parameters(
    schemas: &mut Schemas<'_>,
    types: &mut Types,
    declared: Vec<Declared<'_>>,
    template: &Template,
    operation: usize,
    pointer: &Pointer,
) -> Parameters {
    let mut parameters = Parameters::default();
    let mut filled: Vec<(String, String)> = Vec::new();
    let mut in_path: Vec<api::Parameter> = Vec::new();
    for declared in declared {
        let name = declared.data.name.clone();
        let in_query = template.query.iter().find(|(_, value)| *value == QueryValue::Name(name.clone()));
        if declared.place == Place::Path && !template.names().contains(&name.as_str()) && in_query.is_none() {
            let message = format!("the path has no `{{{name}}}`: this parameter is left out");
            schemas.broken(&declared.found.pointer, "parameter-without-place", message);
            continue;
        }
        let (mut parameter, constant) = parameter(schemas, types, &declared, operation);
        match (constant.filter(|_| parameter.required), declared.place) {
            (Some(value), Place::Path) if in_query.is_none() => filled.push((name, value)),
            (Some(value), place) => {
                let name = in_query.map_or(name, |(key, _)| key.clone());
                let place = if place == Place::Path { Place::Query } else { place };
                parameters.constants.push(ConstantParameter { name, place, value });
            }
            (None, Place::Path) => match in_query {
                None => in_path.push(parameter),
                Some((key, _)) => {
                    parameter.name.clone_from(key);
                    parameter.place = Place::Query;
                    parameter.style = Style::Form { explode: true, allow_reserved: false };
                    parameters.passed.push(parameter);
                }
            },
            (None, _) => parameters.passed.push(parameter),
        }
    }
    for (key, value) in &template.query {
        if let QueryValue::Text(value) = value {
            let is_passed = parameters.passed.iter().any(|known| known.place == Place::Query && known.name == *key);
            if !is_passed {
                let (name, value) = (key.clone(), value.clone());
                parameters.constants.push(ConstantParameter { name, place: Place::Query, value });
            }
        }
    }
    let mut ordered = Vec::new();
    for name in template.names() {
        if filled.iter().any(|(known, _)| known == name) {
            continue;
        }
        match in_path.iter().position(|parameter| parameter.name == name) {
            Some(at) => ordered.push(in_path.swap_remove(at)),
            None => {
                let message = format!("no parameter describes `{{{name}}}` of the path: a string");
                schemas.broken(pointer, "undeclared-path-parameter", message);
                ordered.push(made_up(name, pointer));
            }
        }
    }
    ordered.append(&mut parameters.passed);
    parameters.passed = ordered;
    parameters.path =
        template.filled(|name| filled.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()));
    parameters
}

fn made_up(name: &str, pointer: &Pointer) -> api::Parameter {
    api::Parameter {
        name: name.to_owned(),
        place: Place::Path,
        required: true,
        style: Style::Simple { explode: false },
        value: Use { ty: Type::Text(Text::Plain), nullable: false },
        default: None,
        rust_name: None,
        docs: Docs::default(),
        pointer: pointer.clone(),
    }
}

/// A parameter, and its only value.
fn parameter(
    schemas: &mut Schemas<'_>,
    types: &mut Types,
    declared: &Declared<'_>,
    operation: usize,
) -> (api::Parameter, Option<String>) {
    let data = declared.data;
    let (schema, content) = match &data.format {
        ParameterSchemaOrContent::Schema(schema) => (Some((schema, declared.found.pointer.child("schema"))), None),
        ParameterSchemaOrContent::Content(content) => match content.first() {
            Some((media_type, body)) => {
                let pointer = declared.found.pointer.child("content").child(media_type).child("schema");
                (body.schema.as_ref().map(|schema| (schema, pointer)), Some(media::media(media_type)))
            }
            None => (None, None),
        },
    };
    let schema = match schema {
        Some((schema, pointer)) => schemas.root(schema, &pointer),
        None => schemas.any(&declared.found.pointer),
    };
    let key = declared.found.key;
    let site = Site::new(Parent::Operation(operation), Role::Parameter(data.name.clone())).with_key(key);
    let mut value = types.use_of(schemas, schema, &site);
    if value.ty == Type::Text(Text::Plain) && data.extensions.get("x-secret") == Some(&Value::Bool(true)) {
        value.ty = Type::Text(Text::Secret);
    }
    let style = match content {
        Some(Media::Json) => Style::Json,
        Some(media) if media != Media::Anything && !form::is_flat(schemas, schema) => {
            let message = format!("`{}` is text that the caller writes", data.name);
            schemas.widened(&declared.found.pointer, "kept-as-text", message);
            value = Use { ty: Type::Text(Text::Plain), nullable: false };
            style(declared.found.item)
        }
        _ => sensible(schemas, schema, style(declared.found.item), declared),
    };
    let node = schemas.get(schema);
    let flat = merge::flat(schemas, schema);
    let flat = schemas.get(flat);
    let constant = objects::constant(&flat, &value).filter(|_| style != Style::Json).map(|value| match value {
        Value::String(text) => text,
        other => other.to_string(),
    });
    let parameter = api::Parameter {
        name: data.name.clone(),
        place: declared.place,
        required: data.required || declared.place == Place::Path,
        style,
        default: flat.default.clone().filter(|default| !default.is_null()),
        rust_name: data.extensions.get("x-rust-name").and_then(Value::as_str).map(str::to_owned),
        docs: told(declared, &node, &flat, &value),
        pointer: declared.found.pointer.clone(),
        value,
    };
    (parameter, constant)
}

fn told(declared: &Declared<'_>, node: &super::schema::Schema, flat: &super::schema::Schema, value: &Use) -> Docs {
    let data = declared.data;
    let text = if let Type::Text(text) = &value.ty { Some(*text) } else { None };
    let mut docs = docs::place(node, flat, text);
    docs.title = None;
    docs.text = data.description.clone().or(docs.text);
    docs.deprecated |= data.deprecated == Some(true);
    let examples = data.examples.values().filter_map(|example| example.as_item()).filter_map(|it| it.value.clone());
    let examples: Vec<Value> = data.example.iter().cloned().chain(examples).collect();
    if !examples.is_empty() && text != Some(Text::Secret) {
        docs.examples = examples;
    }
    if matches!(declared.found.item, Parameter::Query { allow_empty_value: Some(true), .. }) {
        docs.notes.push("may be empty".to_owned());
    }
    docs
}

fn style(parameter: &Parameter) -> Style {
    let data = parameter.parameter_data_ref();
    match parameter {
        Parameter::Path { style, .. } => {
            let explode = data.explode.unwrap_or_default();
            match style {
                PathStyle::Simple => Style::Simple { explode },
                PathStyle::Label => Style::Label { explode },
                PathStyle::Matrix => Style::Matrix { explode },
            }
        }
        Parameter::Query { style, allow_reserved, .. } => {
            let explode = data.explode.unwrap_or(*style == QueryStyle::Form);
            query_style(Some(style), explode, *allow_reserved)
        }
        Parameter::Header { .. } => Style::Simple { explode: data.explode.unwrap_or_default() },
        Parameter::Cookie { .. } => Style::Form { explode: data.explode.unwrap_or(true), allow_reserved: false },
    }
}

/// The style, or one that says something for this type.
fn sensible(schemas: &mut Schemas<'_>, schema: SchemaId, style: Style, declared: &Declared<'_>) -> Style {
    let (_, form) = form::meant(schemas, schema);
    let items = if let Form::Array(Some(items)) = form { Some(form::meant(schemas, items)) } else { None };
    let (made, how) = match (&form, style) {
        // As most servers that read deep objects read lists.
        (Form::Array(_) | Form::Tuple(_), Style::DeepObject) => (style, "as `name[0]`"),
        _ if items.is_some_and(|(items, form)| !form::is_flat(schemas, items) && !matches!(form, Form::Any)) => {
            (Style::Json, "as JSON")
        }
        (Form::Object(_) | Form::Map(_) | Form::Union(_) | Form::Any | Form::Array(_) | Form::Tuple(_), _) => {
            return style;
        }
        (_, Style::DeepObject | Style::SpaceDelimited | Style::PipeDelimited) => {
            return Style::Form { explode: true, allow_reserved: false };
        }
        (_, style) => return style,
    };
    let message = format!("the specification does not say how `{}` is written: {how}", declared.data.name);
    schemas.widened(&declared.found.pointer, "style-undefined", message);
    made
}
