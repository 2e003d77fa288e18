//! What is sent in a body: one method for each form that it can have.

use super::definitions::OperationTypes;
use super::docs;
use super::ident::Style;
use super::items::{Making, finish, present};
use super::markdown::code;
use super::media::{Distinct, distinct};
use super::methods::by_reference;
use super::scope::{Scope, Sibling, siblings};
use crate::api::{Content, ContentKind, Operation, Part, PartKind as ApiPartKind, Use};
use crate::rust::{
    Argument, ArgumentTy, Field, Ident, Item, PartKind, PartWriter, SentBody, SentKind, StructCodec, Ty,
};

/// A form of a body, as a method takes and sends it.
#[derive(Clone, Debug)]
pub(super) struct SentForm {
    /// `form`: what the method is called besides, where it is not the first.
    pub(super) suffix: String,
    /// `application/x-www-form-urlencoded`.
    pub(super) media_type: String,
    pub(super) argument: Argument,
    pub(super) body: SentBody,
}

/// The forms of an operation's body, the preferred one first, and the struct of its parts.
pub(super) fn forms(
    making: &Making<'_>,
    operation: &Operation,
    types: &OperationTypes,
    argument: &Ident,
) -> (Vec<SentForm>, Option<Item>) {
    let Some(body) = &operation.body else { return (Vec::new(), None) };
    let mut forms: Vec<SentForm> = Vec::new();
    let mut parts = None;
    for Distinct { content, suffix } in distinct(&body.contents) {
        if let ContentKind::Multipart(all) = &content.kind {
            parts = Some(self::parts(making, operation, all, &types.parts));
        }
        let (ty, kind) = written(making, content, &types.parts, body.required);
        let optional = !body.required && ty.is_some();
        forms.push(SentForm {
            suffix,
            media_type: content.media_type.clone(),
            argument: Argument {
                name: argument.clone(),
                ty: match ty {
                    Some(ty @ (Ty::Ref(_) | Ty::Item(_))) if optional => ArgumentTy::Ty(Ty::Option(Box::new(ty))),
                    Some(ty) if optional => ArgumentTy::Ty(Ty::Option(Box::new(Ty::Ref(Box::new(ty))))),
                    Some(ty) => ArgumentTy::Ty(ty),
                    None => ArgumentTy::IntoBody,
                },
            },
            body: SentBody { argument: argument.clone(), optional, media_type: media_type(content, &kind), kind },
        });
    }
    (forms, parts)
}

/// The type of the argument, and how it is written; no type where anything may be a body. Where a body may be left out, that
/// says what null would.
fn written(making: &Making<'_>, content: &Content, parts: &Ident, is_required: bool) -> (Option<Ty>, SentKind) {
    let by_reference = |place: &Use| {
        let ty = if is_required { making.table.place(place) } else { making.table.ty(&place.ty) };
        Some(by_reference(ty))
    };
    match &content.kind {
        ContentKind::Json(place) => (by_reference(place), SentKind::Json),
        ContentKind::Form(place, fields) => {
            let styles = fields.iter().map(|field| (field.name.clone(), field.style)).collect();
            (by_reference(place), SentKind::Form(styles))
        }
        ContentKind::Multipart(_) => (Some(Ty::Item(parts.clone())), SentKind::Multipart),
        ContentKind::Lines(place) => {
            let list = Ty::Vec(Box::new(making.table.place(place)));
            (Some(Ty::Ref(Box::new(list))), SentKind::Lines)
        }
        ContentKind::Text | ContentKind::Bytes | ContentKind::Events(_) => (None, SentKind::Raw),
    }
}

/// The media type, where the way of writing does not imply it. A range is none, nor is a word.
fn media_type(content: &Content, kind: &SentKind) -> Option<String> {
    let implied = match kind {
        SentKind::Json => "application/json",
        SentKind::Form(_) => "application/x-www-form-urlencoded",
        SentKind::Multipart => "multipart/form-data",
        SentKind::Lines => "application/x-ndjson",
        SentKind::Raw => "",
    };
    let is_said =
        content.media_type != implied && content.media_type.contains('/') && !content.media_type.contains('*');
    is_said.then(|| content.media_type.clone())
}

/// The struct of the parts of a multipart body.
fn parts(making: &Making<'_>, operation: &Operation, all: &[Part], name: &Ident) -> Item {
    let siblings_of: Vec<_> = all
        .iter()
        .map(|it| Sibling { text: &it.name, given: it.rust_name.as_deref(), kept: None, pointer: &operation.pointer })
        .collect();
    let names = siblings(&siblings_of, Style::Snake, &mut Scope::default(), &mut Vec::new());
    let fields = all.iter().zip(names).map(|(part, name)| {
        let (kind, ty) = match &part.kind {
            ApiPartKind::File => (PartKind::File, Ty::Runtime("FilePart")),
            ApiPartKind::Text(place) => (PartKind::Text, making.table.ty(&place.ty)),
            ApiPartKind::Json(place) => (PartKind::Json, making.table.place(place)),
            ApiPartKind::Styled(place, style) => (PartKind::Styled(*style), making.table.ty(&place.ty)),
        };
        let ty = if part.repeated { Ty::Vec(Box::new(ty)) } else { ty };
        let (ty, presence) = present(ty, part.required, false);
        Field {
            name,
            wire: part.name.clone(),
            ty,
            presence,
            is_lenient: false,
            docs: docs::of_sent(&part.docs, &part.name),
            deprecated: part.docs.deprecated,
            initial: None,
            part: Some(PartWriter { kind, repeated: part.repeated, media_type: part.media_type.clone() }),
            parameter: None,
        }
    });
    let docs = docs::line(&format!("The parts of the body that {} takes.", code(&operation.id)));
    Item::Struct(finish(name.clone(), docs, fields.collect(), None, StructCodec::Multipart))
}
