//! Bodies, sent and received: which forms they have, and how each is read and written.

use super::form::{self, Form};
use super::kept;
use super::media::{self, Media};
use super::parts;
use super::schema::SchemaId;
use super::schemas::Schemas;
use super::types::{Site, Types};
use super::union;
use crate::api::{Content, ContentKind, FormField, Role, Style, Text, Type, Use};
use crate::pointer::Pointer;
use indexmap::IndexMap;
use openapiv3::{Encoding, MediaType, QueryStyle, ReferenceOr};

/// Which way a body goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Sent,
    Received,
}

const ANY: Use = Use { ty: Type::Any, nullable: false };

/// The forms of a body, in document order; those that cannot be sent are left out, in the ledger.
pub(super) fn contents(
    schemas: &mut Schemas<'_>,
    types: &mut Types,
    of: &IndexMap<String, MediaType>,
    site: &Site,
    direction: Direction,
    pointer: &Pointer,
) -> Vec<Content> {
    let json: Vec<_> = of.iter().filter(|(media_type, _)| media::is_json(media_type)).map(|(_, body)| body).collect();
    let mut contents: Vec<Content> = Vec::new();
    let mut seen = Seen::default();
    for (media_type, body) in of {
        let pointer = pointer.child("content").child(media_type);
        let schema = body.schema.as_ref().map(|schema| schemas.root(schema, &pointer.child("schema")));
        let shape = schema.map(|schema| form::meant(schemas, schema).1);
        if let Some(schema) = schema.filter(|_| media::is_json(media_type)) {
            kept::shown(schemas, schema, body);
        }
        let is_scalar = matches!(
            shape,
            None | Some(
                Form::Text(_) | Form::Choice(_) | Form::Bool | Form::Integer(_) | Form::Number(_) | Form::Embedded(_)
            )
        );
        let media = media::media(media_type);
        let is_told = json.iter().any(|other| other.schema == body.schema);
        if !json.is_empty() && (!is_scalar || is_told) && media::says_again(media_type, of.keys()) {
            // The same thing once more, under a name that suits no object.
            schemas.passed_over(&media::shown(media_type), &pointer);
            continue;
        }
        let is_binary = matches!(shape, Some(Form::Text(Text::Binary)));
        let kind = match (media, direction) {
            (Media::Json, _) if is_binary => Some(ContentKind::Bytes),
            (Media::Json, _) => Some(ContentKind::Json(seen.used(schemas, types, body, schema, site))),
            (Media::Anything, _) => Some(match shape {
                None | Some(Form::Text(Text::Binary) | Form::Any) => ContentKind::Bytes,
                Some(Form::Text(_)) => ContentKind::Text,
                Some(_) => ContentKind::Json(seen.used(schemas, types, body, schema, site)),
            }),
            (Media::Form, Direction::Sent) => {
                let form = form_body(schemas, types, schema, body, (site, &mut seen), &pointer);
                Some(form.unwrap_or_else(|| kept_as_text(schemas, media_type, &pointer)))
            }
            (Media::Multipart, Direction::Sent) => parts::multipart(schemas, types, schema, body, site, &pointer),
            (Media::Form, Direction::Received) | (Media::Text, _) => Some(match shape {
                Some(Form::Any) => ContentKind::Text,
                _ if is_scalar => ContentKind::Text,
                _ => kept_as_text(schemas, media_type, &pointer),
            }),
            (Media::Multipart, Direction::Received) | (Media::Bytes, _) => Some(ContentKind::Bytes),
            (Media::Lines, _) => {
                let line = match shape {
                    Some(Form::Array(items)) => items,
                    _ => schema,
                };
                Some(ContentKind::Lines(used(schemas, types, line, site)))
            }
            (Media::Events, Direction::Received) => {
                let data = schema.map(|schema| event_data(schemas, schema));
                let site = Site::new(site.parent, Role::Event);
                Some(ContentKind::Events(used(schemas, types, data, &site)))
            }
            (Media::Events, Direction::Sent) => Some(ContentKind::Bytes),
        };
        let media_type = match (&kind, direction) {
            (Some(kind), Direction::Sent) if media_type.contains('*') => definite(kind).to_owned(),
            _ => media::shown(media_type),
        };
        match kind {
            Some(kind) => contents.push(Content { media_type, kind }),
            None => {
                let message = format!("a body of type `{media_type}` cannot be made from this schema: left out");
                schemas.widened(&pointer, "content-left-out", message);
            }
        }
    }
    contents
}

/// A body that no type describes.
fn kept_as_text(schemas: &mut Schemas<'_>, media_type: &str, pointer: &Pointer) -> ContentKind {
    let message = format!("a body of type `{media_type}` is text that the caller reads and writes");
    schemas.widened(pointer, "kept-as-text", message);
    ContentKind::Text
}

/// What is sent where a document allows any type, or many.
fn definite(kind: &ContentKind) -> &'static str {
    match kind {
        ContentKind::Json(_) => "application/json",
        ContentKind::Text => "text/plain",
        _ => "application/octet-stream",
    }
}

/// What the forms of a body hold: the same schema, written once more, is the same type.
#[derive(Default)]
struct Seen<'a>(Vec<(&'a ReferenceOr<openapiv3::Schema>, Use)>);

impl<'a> Seen<'a> {
    fn used(
        &mut self,
        schemas: &mut Schemas<'_>,
        types: &mut Types,
        body: &'a MediaType,
        schema: Option<SchemaId>,
        site: &Site,
    ) -> Use {
        let Some(written) = &body.schema else { return ANY };
        if let Some((_, known)) = self.0.iter().find(|(seen, _)| *seen == written) {
            return known.clone();
        }
        let made = used(schemas, types, schema, site);
        self.0.push((written, made.clone()));
        made
    }
}

fn used(schemas: &mut Schemas<'_>, types: &mut Types, schema: Option<SchemaId>, site: &Site) -> Use {
    schema.map_or(ANY, |schema| types.use_of(schemas, schema, site))
}

/// What the data of an event holds: where the schema is of the event itself, its `data`.
fn event_data(schemas: &mut Schemas<'_>, schema: SchemaId) -> SchemaId {
    let (_, form) = form::meant(schemas, schema);
    let Form::Object(of) = form else {
        return schema;
    };
    let object = schemas.get(of);
    let is_event = object.properties.keys().all(|name| matches!(name.as_str(), "id" | "event" | "data" | "retry"));
    object.properties.get("data").copied().filter(|_| is_event).unwrap_or(schema)
}

/// The object that a form or a multipart body is made of; of a union, the loosest.
pub(super) fn object(schemas: &mut Schemas<'_>, schema: SchemaId, pointer: &Pointer) -> Option<SchemaId> {
    match form::meant(schemas, schema).1 {
        Form::Object(of) => Some(of),
        Form::Union(union) => {
            let mut members = Vec::new();
            for member in &union.members {
                members.push(match form::resolved(schemas, member.id).1 {
                    Form::Object(of) => of,
                    _ => return None,
                });
            }
            union::join(schemas, &members, pointer)
        }
        _ => None,
    }
}

fn form_body<'a>(
    schemas: &mut Schemas<'_>,
    types: &mut Types,
    schema: Option<SchemaId>,
    body: &'a MediaType,
    (site, seen): (&Site, &mut Seen<'a>),
    pointer: &Pointer,
) -> Option<ContentKind> {
    let Some(schema) = schema else {
        return Some(ContentKind::Form(Use { ty: Type::Map(Box::new(ANY)), nullable: false }, Vec::new()));
    };
    if !form::kinds(schemas, schema).object {
        return None;
    }
    let mut fields = Vec::new();
    if let Some(of) = object(schemas, schema, pointer) {
        for (name, property) in schemas.get(of).properties.clone() {
            let is_object = matches!(form::meant(schemas, property).1, Form::Object(_) | Form::Map(_));
            let style = match body.encoding.get(&name) {
                Some(encoding) => encoded(encoding, is_object),
                None if is_object => Some(Style::Json),
                None => None,
            };
            fields.extend(style.map(|style| FormField { name, style }));
        }
    }
    Some(ContentKind::Form(seen.used(schemas, types, body, Some(schema), site), fields))
}

/// The style of a field, where it is not the usual one: JSON of an object, that of a query of anything else.
fn encoded(encoding: &Encoding, is_object: bool) -> Option<Style> {
    // `explode` stands there as it holds; alone it can only have been taken away.
    let is_styled = encoding.style.is_some() || !encoding.explode || encoding.allow_reserved;
    if !is_styled && (is_object || encoding.content_type.as_deref().is_some_and(media::is_json)) {
        return Some(Style::Json);
    }
    let style = query_style(encoding.style.as_ref(), encoding.explode, encoding.allow_reserved);
    (is_object || style != Style::Form { explode: true, allow_reserved: false }).then_some(style)
}

/// The style of a query parameter or of a form's field.
pub(super) fn query_style(style: Option<&QueryStyle>, explode: bool, allow_reserved: bool) -> Style {
    match style {
        Some(QueryStyle::SpaceDelimited) if !explode => Style::SpaceDelimited,
        Some(QueryStyle::PipeDelimited) if !explode => Style::PipeDelimited,
        Some(QueryStyle::DeepObject) => Style::DeepObject,
        _ => Style::Form { explode, allow_reserved },
    }
}
