//! What comes back.

use super::contents::{self, Direction};
use super::docs;
use super::merge;
use super::references;
use super::schemas::Schemas;
use super::types::{Site, Types};
use crate::api::{Docs, Method, Parent, Reply, ReplyHeader, Role, Status, Type, Use};
use crate::pointer::Pointer;
use openapiv3::{Components, ParameterSchemaOrContent, ReferenceOr, Response, Responses, StatusCode};

/// What may come back, in document order, `default` last.
pub(super) fn replies(
    schemas: &mut Schemas<'_>,
    types: &mut Types,
    components: Option<&Components>,
    responses: &Responses,
    operation: (usize, Method),
    pointer: &Pointer,
) -> Vec<Reply> {
    let mut replies = Vec::with_capacity(responses.responses.len() + 1);
    for (code, node) in &responses.responses {
        let pointer = pointer.child("responses").child(code);
        let status = match code {
            // Informational answers never reach a caller.
            StatusCode::Code(100..=199) | StatusCode::Range(1) => continue,
            StatusCode::Code(code @ 200..=599) => Status::Code(*code),
            StatusCode::Range(range @ 2..=5) => Status::Range(*range as u8),
            _ => {
                schemas.broken(&pointer, "unknown-status", format!("`{code}` is no status of HTTP: left out"));
                continue;
            }
        };
        replies.extend(reply(schemas, types, components, node, (status, code.to_string()), operation, &pointer));
    }
    if let Some(node) = &responses.default {
        let key = (Status::Default, "default".to_owned());
        let pointer = pointer.child("responses").child("default");
        replies.extend(reply(schemas, types, components, node, key, operation, &pointer));
    }
    replies
}

fn reply(
    schemas: &mut Schemas<'_>,
    types: &mut Types,
    components: Option<&Components>,
    node: &ReferenceOr<Response>,
    (status, key): (Status, String),
    (operation, method): (usize, Method),
    pointer: &Pointer,
) -> Option<Reply> {
    let found = references::find(schemas, components, node, pointer);
    let Some(found) = found else {
        let docs = Docs::default();
        return Some(Reply { status, docs, contents: Vec::new(), headers: Vec::new(), pointer: pointer.clone() });
    };
    let parent = Parent::Operation(operation);
    let site = Site::new(parent, Role::Reply(key)).with_key(found.key);
    let is_empty = method == Method::Head || matches!(status, Status::Code(204 | 205 | 304));
    let contents = if is_empty {
        Vec::new()
    } else {
        let of = &found.item.content;
        contents::contents(schemas, types, of, &site, Direction::Received, &found.pointer)
    };
    let mut headers = Vec::with_capacity(found.item.headers.len());
    for (name, node) in &found.item.headers {
        if !name.eq_ignore_ascii_case("content-type") {
            headers.extend(header(schemas, types, components, name, node, parent, &found.pointer));
        }
    }
    let text = Some(found.item.description.clone()).filter(|text| !text.is_empty());
    Some(Reply { status, docs: Docs { text, ..Docs::default() }, contents, headers, pointer: found.pointer })
}

fn header(
    schemas: &mut Schemas<'_>,
    types: &mut Types,
    components: Option<&Components>,
    name: &str,
    node: &ReferenceOr<openapiv3::Header>,
    parent: Parent,
    pointer: &Pointer,
) -> Option<ReplyHeader> {
    let found = references::find(schemas, components, node, &pointer.child("headers").child(name))?;
    let site = Site::new(parent, Role::Header(name.to_owned())).with_key(found.key);
    let schema = match &found.item.format {
        ParameterSchemaOrContent::Schema(schema) => Some((schema, found.pointer.child("schema"))),
        ParameterSchemaOrContent::Content(content) => content.first().and_then(|(media_type, body)| {
            let pointer = found.pointer.child("content").child(media_type).child("schema");
            body.schema.as_ref().map(|schema| (schema, pointer))
        }),
    };
    let mut docs = Docs::default();
    let mut value = Use { ty: Type::Text(crate::api::Text::Plain), nullable: false };
    if let Some((schema, pointer)) = schema {
        let id = schemas.root(schema, &pointer);
        value = types.use_of(schemas, id, &site);
        let node = schemas.get(id);
        let flat = merge::flat(schemas, id);
        docs = docs::place(&node, &schemas.get(flat), None);
    }
    docs.title = None;
    docs.text = found.item.description.clone().or(docs.text);
    docs.deprecated |= found.item.deprecated == Some(true);
    Some(ReplyHeader { name: name.to_owned(), required: found.item.required, value, docs })
}
