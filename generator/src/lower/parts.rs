//! The parts of a multipart body, and what `encoding` says of each.

use super::contents;
use super::form::{self, Form};
use super::media::{self, Media};
use super::merge;
use super::schema::SchemaId;
use super::schemas::Schemas;
use super::types::{Site, Types};
use crate::api::{ContentKind, Docs, Parent, Part, PartKind, Role, Style, Text, Type, Use};
use crate::pointer::Pointer;
use openapiv3::{Encoding, MediaType};

/// The parts of a body; `None` where its schema is no object.
pub(super) fn multipart(
    schemas: &mut Schemas<'_>,
    types: &mut Types,
    schema: Option<SchemaId>,
    body: &MediaType,
    site: &Site,
    pointer: &Pointer,
) -> Option<ContentKind> {
    let schema = schema?;
    let of = contents::object(schemas, schema, pointer)?;
    let object = schemas.get(of);
    let target = merge::target(schemas, schema);
    let parent = match schemas.get(target).component.is_some() {
        true => Parent::Type(types.component(schemas, target)),
        false => site.parent,
    };
    let mut parts = Vec::with_capacity(object.properties.len());
    for (name, property) in &object.properties {
        let site = Site::new(parent, Role::Property(name.clone()));
        let encoding = body.encoding.get(name);
        let encoding = encoding.map(|encoding| (encoding, pointer.child("encoding").child(name)));
        let part = part(schemas, types, name, *property, encoding, &site);
        let required = part.required && object.required.contains(name);
        parts.push(Part { required, ..part });
    }
    for name in object.required.iter().filter(|name| !object.properties.contains_key(*name)) {
        let kind = PartKind::Text(Use { ty: Type::Text(Text::Plain), nullable: false });
        parts.push(Part {
            name: name.clone(),
            required: true,
            repeated: false,
            kind,
            media_type: body.encoding.get(name).and_then(|encoding| encoding.content_type.clone()),
            rust_name: None,
            docs: Docs::default(),
        });
    }
    Some(ContentKind::Multipart(parts))
}

fn part(
    schemas: &mut Schemas<'_>,
    types: &mut Types,
    name: &str,
    property: SchemaId,
    encoding: Option<(&Encoding, Pointer)>,
    site: &Site,
) -> Part {
    let (encoding, pointer) = encoding.unzip();
    let pointer = pointer.unwrap_or_default();
    let given = encoding.and_then(|encoding| encoding.content_type.as_deref());
    let media = given.map(media::media);
    // A list of media types is a choice that the file's own type makes.
    let media_type = given.filter(|it| !it.contains([',', '*'])).map(str::to_owned);
    let (_, form) = form::meant(schemas, property);
    let style = encoding.and_then(styled).filter(|_| !form::is_flat(schemas, property));
    let (of, form, repeated) = match form {
        Form::Array(Some(items)) if media != Some(Media::Json) && style.is_none() => {
            (items, form::meant(schemas, items).1, true)
        }
        form => (property, form, false),
    };
    let site = if repeated { Site::new(site.parent, Role::Items(Box::new(site.role.clone()))) } else { site.clone() };
    let node = schemas.get(property);
    let flat = merge::flat(schemas, property);
    let flat = schemas.get(flat);
    let mut docs = super::docs::place(&node, &flat, None);
    let (meant, _) = form::meant(schemas, of);
    let is_scalar = form::is_flat(schemas, meant);
    let is_file = match (&form, media) {
        (Form::Text(Text::Binary), _) => true,
        (Form::Text(Text::Plain) | Form::Any, media) => matches!(media, Some(Media::Bytes | Media::Anything)),
        (_, media) => media == Some(Media::Bytes) && !is_scalar,
    };
    let is_foreign = media == Some(Media::Text) && media_type.as_deref() != Some("text/plain");
    let kind = match style {
        Some(style) => PartKind::Styled(types.use_of(schemas, of, &site), style),
        None if is_file => PartKind::File,
        None if is_scalar && media != Some(Media::Json) => PartKind::Text(types.use_of(schemas, of, &site)),
        None if is_foreign => {
            let message = format!("the part `{name}` is text that the caller writes");
            schemas.widened(&pointer, "kept-as-text", message);
            PartKind::Text(Use { ty: Type::Text(Text::Plain), nullable: false })
        }
        None => PartKind::Json(types.use_of(schemas, of, &site)),
    };
    let headers: Vec<&str> = encoding.iter().flat_map(|it| it.headers.keys()).map(String::as_str).collect();
    if kind == PartKind::File {
        docs.notes
            .extend(given.filter(|_| media_type.is_none()).map(|given| format!("as `{}`", given.replace('`', "'"))));
        docs.notes.extend((!headers.is_empty()).then(|| format!("with `{}`", headers.join("`, `").replace('`', "'"))));
    } else if !headers.is_empty() {
        let message = format!("the part `{name}` is sent without the headers that it may have");
        schemas.widened(&pointer, "part-headers-left-out", message);
    }
    Part {
        name: name.to_owned(),
        // What only the server says is not to be sent.
        required: flat.write_only || !flat.read_only,
        repeated,
        kind,
        media_type,
        rust_name: node.about.rust_name.clone().filter(|_| node.component.is_none()),
        docs,
    }
}

/// The style of a part that is written as the field of a form.
fn styled(encoding: &Encoding) -> Option<Style> {
    let style = contents::query_style(encoding.style.as_ref(), encoding.explode, false);
    let is_styled = encoding.style.is_some() || !encoding.explode;
    (is_styled && encoding.content_type.is_none()).then_some(style)
}
