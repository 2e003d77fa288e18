//! What changed in the bodies that are sent.

use super::spell::{self, step};
use super::types::{self, Pair};
use super::view::{Direction, View};
use super::{Changes, rules};
use crate::api::{Body, Operation};
use crate::rust::{ArgumentTy, Item, Method, SentKind, StructCodec, Ty};

type Side<'a> = (&'a View<'a>, &'a Operation, &'a Method);

pub(super) fn compare(before: Side<'_>, after: Side<'_>, place: &str, changes: &mut Changes) {
    let there = format!("{place} body");
    match (&before.1.body, &after.1.body) {
        (None, None) => {}
        (None, Some(_)) => changes.add(&rules::BODY_ADDED, there, argument(after).unwrap_or_default(), ""),
        (Some(_), None) => changes.add(&rules::BODY_REMOVED, there, argument(before).unwrap_or_default(), ""),
        (Some(was), Some(is)) => body(before, after, was, is, &there, changes),
    }
}

/// The type of the argument that holds the body.
fn argument((view, _, method): Side<'_>) -> Option<String> {
    let body = method.body.as_ref()?;
    let argument = method.arguments.iter().find(|argument| argument.name == body.argument)?;
    Some(spell::argument(view, &argument.ty))
}

fn body(before: Side<'_>, after: Side<'_>, was: &Body, is: &Body, place: &str, changes: &mut Changes) {
    let types = (argument(before).unwrap_or_default(), argument(after).unwrap_or_default());
    let parts = (multipart(before), multipart(after));
    if let (Some(old), Some(new)) = parts {
        let pair = Pair { old: before.0, new: after.0, place, direction: Direction { sent: true, received: false } };
        types::items(&pair, (old, None), (new, None), changes);
    }
    let rule = match (was.required, is.required) {
        (false, true) => Some(&rules::BODY_REQUIRED),
        (true, false) => Some(&rules::BODY_OPTIONAL),
        _ if parts.0.is_none() || parts.1.is_none() => Some(&rules::BODY_TYPE),
        _ => None,
    };
    if let Some(rule) = rule.filter(|_| types.0 != types.1) {
        changes.add(rule, place, step(types.0, types.1), "");
    }
    let has_methods = |(view, operation, _): Side<'_>| !view.other_methods(operation).is_empty();
    forms(was, is, !has_methods(before) && !has_methods(after), place, changes);
    if let (Some(SentKind::Form(old)), Some(SentKind::Form(new))) =
        (before.2.body.as_ref().map(|it| &it.kind), after.2.body.as_ref().map(|it| &it.kind))
    {
        let style = |all: &[(String, crate::api::Style)], name: &str| {
            all.iter()
                .find(|(it, _)| it == name)
                .map_or_else(|| "as usual".to_owned(), |(_, style)| spell::style(*style))
        };
        let mut names: Vec<_> = old.iter().chain(new).map(|(name, _)| name).collect();
        names.sort();
        names.dedup();
        for name in names.into_iter().filter(|name| style(old, name) != style(new, name)) {
            changes.add(&rules::BODY_STYLE, format!("{place} {name}"), "", step(style(old, name), style(new, name)));
        }
    }
    if was.docs.text != is.docs.text {
        changes.docs.push(place.to_owned());
    }
}

/// The struct whose fields are the parts of a multipart body.
fn multipart<'a>((view, _, method): Side<'a>) -> Option<&'a Item> {
    let body = method.body.as_ref()?;
    let argument = method.arguments.iter().find(|argument| argument.name == body.argument)?;
    let ArgumentTy::Ty(ty) = &argument.ty else { return None };
    view.item(name(ty)?).filter(|item| matches!(item, Item::Struct(it) if it.codec == StructCodec::Multipart))
}

fn name(ty: &Ty) -> Option<&crate::rust::Ident> {
    match ty {
        Ty::Ref(of) | Ty::Option(of) | Ty::Box(of) => name(of),
        Ty::Item(name) => Some(name),
        _ => None,
    }
}

/// The media types: the first is the one that is used. Where each other form has a method of its own, that is compared.
fn forms(was: &Body, is: &Body, is_one: bool, place: &str, changes: &mut Changes) {
    let names =
        |body: &Body| -> Vec<String> { body.contents.iter().map(|content| content.media_type.clone()).collect() };
    let (old, new) = (names(was), names(is));
    let (Some(old_first), Some(new_first)) = (old.first(), new.first()) else { return };
    if old_first != new_first && !(old.contains(new_first) && new.contains(old_first)) {
        changes.add(&rules::BODY_FORM, place, "", step(old_first, new_first));
    }
    if !is_one {
        return;
    }
    for added in new.iter().skip(1).filter(|it| !old.contains(it)) {
        changes.add(&rules::BODY_FORM_ADDED, place, "", added);
    }
    for removed in old.iter().skip(1).filter(|it| !new.contains(it)) {
        changes.add(&rules::BODY_FORM_REMOVED, place, "", removed);
    }
}
