//! What the variants of choices and unions are called.

use super::ident::{Style, pascal};
use super::items::{Making, sibling};
use super::kept::Kept;
use super::scope::{Scope, Sibling, siblings};
use super::words::Symbols;
use crate::api::{Api, ChoiceValue, Member, Origin, Shape, Text, Type, TypeId};
use crate::diagnostic::Diagnostic;
use crate::rust::Ident;
use serde_json::Value;

/// What the variants of every choice are called.
pub(super) fn choice_names(api: &Api, kept: &Kept<'_>, problems: &mut Vec<Diagnostic>) -> Vec<Vec<Ident>> {
    let named = api.types.iter().enumerate().map(|(at, definition)| {
        let Shape::Choice(choice) = &definition.shape else { return Vec::new() };
        let texts: Vec<String> = choice.values.iter().map(called).collect();
        let values = texts.iter().zip(&choice.values);
        let all: Vec<_> = values
            .map(|(text, it)| Sibling {
                kept: kept.value(TypeId(at), it),
                ..sibling(text, &it.rust_name, &definition.pointer)
            })
            .collect();
        let mut scope = Scope::default();
        kept.other(TypeId(at)).into_iter().for_each(|name| drop(scope.take(name)));
        siblings(&all, Style::Pascal, &mut scope, problems)
    });
    named.collect()
}

/// What a constant is called after: the name that the document gives it, in any style, or itself.
fn called(constant: &ChoiceValue) -> String {
    match (&constant.hint, &constant.value) {
        (Some(hint), _) if hint.contains(|it: char| it.is_ascii_alphanumeric()) => hint.clone(),
        (_, Value::String(text)) => text.clone(),
        (_, other) => other.to_string(),
    }
}

/// What the variant for everything else is called.
pub(super) fn other(names: &[Ident], stays: Option<&str>) -> Ident {
    let mut scope = Scope::default();
    names.iter().for_each(|name| drop(scope.take(&name.0)));
    let usual = ["Other", "Unknown", "Unlisted", "AnyOther"];
    scope.claim(stays.into_iter().chain(usual).map(str::to_owned))
}

/// What the members of a union are called.
pub(super) fn variants(
    making: &Making<'_>,
    id: TypeId,
    union: &Ident,
    members: &[Member],
    pointer: &crate::pointer::Pointer,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Ident> {
    let found = making.members.unions.get(id.0).into_iter().flatten().cloned().chain(std::iter::repeat(None));
    let named = members.iter().zip(found);
    let texts: Vec<String> = named.map(|(member, found)| member_text(making, union, member, found)).collect();
    let named = texts.iter().zip(members);
    let all: Vec<_> = named
        .map(|(text, it)| Sibling { kept: making.kept.member(id, it), ..sibling(text, &it.rust_name, pointer) })
        .collect();
    let mut scope = Scope::default();
    making.kept.other(id).into_iter().for_each(|name| drop(scope.take(name)));
    siblings(&all, Style::Pascal, &mut scope, problems)
}

/// What a member of a union is called: what the document says, else its type's name, else its kind.
fn member_text(making: &Making<'_>, union: &Ident, member: &Member, found: Option<String>) -> String {
    let is_declared = |id: &TypeId| {
        let definition = making.api.types.get(id.0);
        definition.is_some_and(|it| matches!(it.origin, Origin::Component(_)))
    };
    match (&member.hint, &member.ty) {
        (Some(hint), _) => pascal(hint, Symbols::Meant),
        (None, Type::Named(id)) if is_declared(id) => kind(making, union, &member.ty),
        (None, ty) => found.unwrap_or_else(|| kind(making, union, ty)),
    }
}

fn kind(making: &Making<'_>, union: &Ident, ty: &Type) -> String {
    let name = match ty {
        Type::Any => "Any",
        Type::Null => "Null",
        Type::Bool => "Bool",
        Type::Integer(_) => "Integer",
        Type::Number(_) => "Number",
        Type::Text(text) => match text {
            Text::DateTime => "DateTime",
            Text::Date => "Date",
            Text::Time => "Time",
            Text::Uuid => "Uuid",
            _ => "Text",
        },
        Type::Array(element) => return format!("{}List", plural_free(&kind(making, union, &element.ty))),
        Type::Tuple(..) => "List",
        Type::Map(_) => "Map",
        Type::OrAny(known) => return kind(making, union, known),
        Type::Embedded(content) => return format!("{}Text", kind(making, union, &content.ty)),
        Type::Named(id) => {
            let name = making.table.names.get(id.0).map_or("", |it| it.0.as_str());
            let own = name.strip_prefix(union.0.as_str());
            return match own.filter(|own| own.starts_with(|it: char| it.is_ascii_uppercase())) {
                Some(own) => own.to_owned(),
                None => name.to_owned(),
            };
        }
    };
    name.to_owned()
}

fn plural_free(kind: &str) -> &str {
    if kind == "Any" { "" } else { kind }
}
