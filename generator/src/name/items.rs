//! From definitions to items: structs, enums, aliases.

use super::definitions::stands_for;
use super::docs;
use super::ident::Style;
use super::initial::{initial, is_rusts};
use super::kept::Kept;
use super::members::MemberNames;
use super::recursion::Recursion;
use super::scope::{Scope, Sibling, siblings};
use super::security::Keys;
use super::ty::{Table, takes_null};
use super::usage::Usage;
use super::variants::{other, variants};
use crate::api::{Api, Definition, Field as ApiField, Object, Origin, Parent, Shape, TypeId, Use};
use crate::diagnostic::Diagnostic;
use crate::rust::{
    Alias, Choice, ChoiceKind, ChoiceVariant, Field, Ident, Item, Newtype, Presence, Struct, StructCodec, Ty, Union,
    UnionVariant,
};
use crate::stack::side_by_side;
use serde_json::Value;

/// What the items are made with.
#[derive(Debug)]
pub(super) struct Making<'a> {
    pub(super) api: &'a Api,
    pub(super) table: Table<'a>,
    pub(super) recursion: Recursion,
    pub(super) usage: Usage,
    /// By [`TypeId`]: what the variants of a choice are called.
    pub(super) choices: Vec<Vec<Ident>>,
    /// What operations need unless their methods say otherwise.
    pub(super) security: Keys,
    /// What the members of unions may be called.
    pub(super) members: &'a MemberNames,
    /// What keeps its name.
    pub(super) kept: &'a Kept<'a>,
}

/// How many items one core makes before it looks for more to do.
const PART: usize = 64;

/// The item of each definition that is declared or spoken of.
pub(super) fn items(making: &Making<'_>, problems: &mut Vec<Diagnostic>) -> Vec<Item> {
    let named = making.api.types.iter().zip(making.table.names).enumerate();
    let is_own = |id| making.usage.is_wanted(id) && stands_for(making.api, id).is_none();
    let wanted: Vec<_> = named.filter(|(at, _)| is_own(TypeId(*at))).collect();
    let parts = side_by_side(wanted.chunks(PART).collect(), |part| {
        let mut problems = Vec::new();
        let made =
            part.iter().map(|(at, (definition, name))| item(making, TypeId(*at), definition, name, &mut problems));
        (made.collect::<Vec<_>>(), problems)
    });
    let mut items = Vec::with_capacity(wanted.len());
    for (made, found) in parts {
        items.extend(made);
        problems.extend(found);
    }
    items
}

fn item(
    making: &Making<'_>,
    id: TypeId,
    definition: &Definition,
    name: &Ident,
    problems: &mut Vec<Diagnostic>,
) -> Item {
    let docs = match definition.shape {
        Shape::Alias(_) => docs::of_alias(&definition.docs, &name.0),
        _ => docs::of_type(&definition.docs, &name.0),
    };
    let outer = match definition.origin {
        Origin::Inline { parent: Parent::Type(outer), .. } if stands_for(making.api, outer) == Some(id) => {
            making.api.types.get(outer.0)
        }
        _ => None,
    };
    let docs = outer.map(|it| docs::of_type(&it.docs, &name.0)).filter(|it| !it.0.is_empty()).unwrap_or(docs);
    let name = name.clone();
    match &definition.shape {
        Shape::Object(object) => {
            let item = structure(making, id, object, name, docs, problems);
            Item::Struct(Struct { deprecated: definition.docs.deprecated, ..item })
        }
        Shape::Choice(choice) => Item::Choice(Choice {
            kind: choice_kind(choice),
            other: other(making.choices.get(id.0).map_or(&[], Vec::as_slice), making.kept.other(id)),
            variants: choice
                .values
                .iter()
                .zip(making.choices.get(id.0).into_iter().flatten())
                .map(|(value, name)| ChoiceVariant {
                    name: name.clone(),
                    value: value.value.clone(),
                    docs: docs::of_variant(&value.docs, &name.0),
                    deprecated: value.docs.deprecated,
                })
                .collect(),
            name,
            docs,
            deprecated: definition.docs.deprecated,
        }),
        Shape::Union(union) => {
            let names = variants(making, id, &name, &union.members, &definition.pointer, problems);
            let variants = union.members.iter().zip(&names).map(|(member, name)| UnionVariant {
                name: name.clone(),
                ty: boxed(making.table.ty(&member.ty), making.recursion.is_boxed(id, &member.ty)),
                evidence: member.evidence.clone(),
                docs: docs::of_member(&member.docs, &name.0),
            });
            let variants = variants.collect();
            Item::Union(Union {
                name,
                docs,
                deprecated: definition.docs.deprecated,
                variants,
                other: other(&names, making.kept.other(id)),
                other_ty: Ty::Runtime("Value"),
                tag: union.tag.clone(),
            })
        }
        Shape::Alias(place) if making.recursion.is_endless(id) => {
            let ty = boxed(making.table.place(place), making.recursion.is_boxed(id, &place.ty));
            Item::Newtype(Newtype { name, docs, ty })
        }
        Shape::Alias(place) => Item::Alias(Alias { name, docs, ty: making.table.place(place) }),
    }
}

fn structure(
    making: &Making<'_>,
    id: TypeId,
    object: &Object,
    name: Ident,
    docs: crate::rust::Doc,
    problems: &mut Vec<Diagnostic>,
) -> Struct {
    let mut scope = Scope::default();
    let rest_stays = making.kept.field(id, "*").and_then(|name| scope.take(name));
    let all: Vec<_> = object
        .fields
        .iter()
        .map(|it| Sibling { kept: making.kept.field(id, &it.name), ..sibling(&it.name, &it.rust_name, &it.pointer) })
        .collect();
    let names = siblings(&all, Style::Snake, &mut scope, problems);
    let fields = object.fields.iter().zip(names).map(|(field, name)| self::field(making, id, field, name));
    let fields: Vec<Field> = fields.collect();
    let rest = object.rest.as_ref().map(|place| Box::new(rest(making, place, rest_stays, &mut scope)));
    finish(name, docs, fields, rest, StructCodec::Object)
}

/// A struct, once its fields are known.
pub(super) fn finish(
    name: Ident,
    docs: crate::rust::Doc,
    fields: Vec<Field>,
    rest: Option<Box<Field>>,
    codec: StructCodec,
) -> Struct {
    let is_begun = |it: &Field| it.initial.as_ref().is_some_and(|initial| !is_rusts(initial));
    let has_new = codec != StructCodec::Headers && fields.iter().any(|it| is_begun(it) || it.is_argument());
    let mut derives = if codec == StructCodec::Multipart { vec!["Debug"] } else { vec!["Clone", "Debug", "PartialEq"] };
    if !has_new && codec != StructCodec::Headers {
        derives.insert(derives.len().min(2), "Default");
    }
    Struct { name, docs, deprecated: false, derives, fields, rest, has_new, codec, constants: Vec::new() }
}

/// How a thing that may carry `x-rust-name` stands beside others.
pub(super) fn sibling<'a>(
    text: &'a str,
    given: &'a Option<String>,
    pointer: &'a crate::pointer::Pointer,
) -> Sibling<'a> {
    Sibling { text, given: given.as_deref(), kept: None, pointer }
}

fn field(making: &Making<'_>, holder: TypeId, field: &ApiField, name: Ident) -> Field {
    let is_required = making.usage.is_always_there(holder, field);
    let ty = boxed(making.table.ty(&field.value.ty), making.recursion.is_boxed_field(holder, &field.value.ty));
    let (ty, presence) = present(ty, is_required, field.value.nullable && !takes_null(&field.value.ty));
    let initial = field.constant.as_ref().or(field.default.as_ref()).filter(|_| is_required);
    let initial = initial.and_then(|value| self::initial(making, &field.value.ty, value));
    let docs = docs::of_field(field, is_required);
    let deprecated = field.docs.deprecated;
    let is_lenient = field.is_lenient;
    Field {
        name,
        wire: field.name.clone(),
        ty,
        presence,
        is_lenient,
        docs,
        deprecated,
        initial,
        part: None,
        parameter: None,
    }
}

/// A type with its `Option`s, and when it is there.
pub(super) fn present(ty: Ty, is_required: bool, is_nullable: bool) -> (Ty, Presence) {
    let option = |ty| Ty::Option(Box::new(ty));
    match (is_required, is_nullable) {
        (true, false) => (ty, Presence::Required),
        (true, true) => (option(ty), Presence::Nullable),
        (false, false) => (option(ty), Presence::Optional),
        (false, true) => (option(option(ty)), Presence::OptionalNullable),
    }
}

/// The field of the keys that no other names.
fn rest(making: &Making<'_>, place: &Use, stays: Option<Ident>, scope: &mut Scope) -> Field {
    Field {
        name: stays.unwrap_or_else(|| scope.claim(["rest", "more", "further", "other_keys"].map(str::to_owned))),
        wire: String::new(),
        ty: Ty::Map(Box::new(making.table.place(place))),
        presence: Presence::Optional,
        is_lenient: false,
        docs: docs::line("Every other key."),
        deprecated: false,
        initial: None,
        part: None,
        parameter: None,
    }
}

fn boxed(ty: Ty, is_boxed: bool) -> Ty {
    match ty {
        ty if !is_boxed => ty,
        Ty::Option(ty) => Ty::Option(Box::new(Ty::Box(ty))),
        ty => Ty::Box(Box::new(ty)),
    }
}

fn choice_kind(choice: &crate::api::Choice) -> ChoiceKind {
    let all = |is: fn(&Value) -> bool| choice.values.iter().all(|it| is(&it.value));
    match () {
        () if all(Value::is_string) => ChoiceKind::Text,
        () if all(Value::is_i64) => ChoiceKind::Integer,
        () => ChoiceKind::Mixed,
    }
}
