//! What changed in the operations.

use super::security::Renames;
use super::spell::{self, step};
use super::view::View;
use super::{Changes, answers, bodies, parameters, rules, security};
use crate::api::{Operation, Security};
use crate::rust::{Group, Method};
use std::collections::BTreeSet;

pub(super) fn compare(
    old: &View<'_>,
    new: &View<'_>,
    pairs: &[(usize, usize)],
    schemes: &Renames<'_>,
    changes: &mut Changes,
) {
    for &(before, after) in pairs {
        if let (Some(before), Some(after)) = (old.api.operations.get(before), new.api.operations.get(after)) {
            operation(old, new, (before, after), schemes, changes);
        }
    }
    let paired: BTreeSet<_> = pairs.iter().map(|(_, after)| *after).collect();
    for (_, operation) in new.api.operations.iter().enumerate().filter(|(at, _)| !paired.contains(at)) {
        if let Some((group, method)) = new.method(operation) {
            changes.add(&rules::OPERATION_ADDED, place(operation), call(group, method), "");
        }
    }
    let paired: BTreeSet<_> = pairs.iter().map(|(before, _)| *before).collect();
    for (_, operation) in old.api.operations.iter().enumerate().filter(|(at, _)| !paired.contains(at)) {
        if let Some((group, method)) = old.method(operation) {
            changes.add(&rules::OPERATION_REMOVED, place(operation), call(group, method), "");
        }
    }
}

/// `POST /v1/auth/token`.
pub(super) fn place(operation: &Operation) -> String {
    format!("{} {}", operation.method.verb(), operation.path)
}

/// `pets().list_pets()`.
fn call(group: &Group, method: &Method) -> String {
    match &group.module {
        None => format!("{}()", method.name.0),
        Some(module) => format!("{}().{}()", module.name.0, method.name.0),
    }
}

fn operation(
    old: &View<'_>,
    new: &View<'_>,
    (before, after): (&Operation, &Operation),
    schemes: &Renames<'_>,
    changes: &mut Changes,
) {
    let (Some((was_in, was)), Some((is_in, is))) = (old.method(before), new.method(after)) else { return };
    let place = place(after);
    if was.name != is.name {
        changes.add(&rules::OPERATION_RENAMED, &place, step(call(was_in, was), call(is_in, is)), "");
    } else if was_in.module.as_ref().map(|it| &it.name) != is_in.module.as_ref().map(|it| &it.name) {
        changes.add(&rules::OPERATION_REGROUPED, &place, step(call(was_in, was), call(is_in, is)), "");
    } else if before.id != after.id {
        changes.add(&rules::OPERATION_ID, &place, "", step(&before.id, &after.id));
    }
    if template(before) != template(after) {
        changes.add(&rules::OPERATION_MOVED, &place, "", step(self::place(before), &place));
    }
    match (was.deprecated, is.deprecated) {
        (false, true) => changes.add(&rules::OPERATION_DEPRECATED, &place, call(is_in, is), ""),
        (true, false) => changes.add(&rules::OPERATION_UNDEPRECATED, &place, call(is_in, is), ""),
        _ => {}
    }
    if (&before.docs.title, &before.docs.text) != (&after.docs.title, &after.docs.text) {
        changes.docs.push(place.clone());
    }
    if was.servers != is.servers {
        let urls = |method: &Method| match method.servers.as_slice() {
            [] => "the API's".to_owned(),
            servers => servers.iter().map(|it| it.url.as_str()).collect::<Vec<_>>().join(", "),
        };
        changes.add(&rules::OPERATION_SERVER, &place, "", step(urls(was), urls(is)));
    }
    extras(&place, was, is, changes);
    security::requirements(&place, needs(old, before), needs(new, after), schemes, changes);
    let seen = changes.list.len();
    parameters::compare((old, before, was), (new, after, is), &place, changes);
    bodies::compare((old, before, was), (new, after, is), &place, changes);
    parameters::arguments((old, was), (new, is), &place, seen, changes);
    answers::compare((old, before, was), (new, after, is), &place, changes);
    forms((old, before), (new, after), &place, changes);
}

/// The methods for the other forms of an operation, each by its name, then by what it sends and reads.
fn forms(
    (old, before): (&View<'_>, &Operation),
    (new, after): (&View<'_>, &Operation),
    place: &str,
    changes: &mut Changes,
) {
    let mut gone = old.other_methods(before).to_vec();
    let mut come = new.other_methods(after).to_vec();
    let form = |method: &Method| {
        (
            method.body.as_ref().map(|body| (body.kind.clone(), body.media_type.clone())),
            method.reads,
            method.accept.clone(),
        )
    };
    gone.retain(|(group, was)| {
        let same_name = come.iter().position(|(_, is)| is.name == was.name);
        let Some(at) = same_name.or_else(|| come.iter().position(|(_, is)| form(is) == form(was))) else { return true };
        let (is_in, is) = come.remove(at);
        if was.name != is.name {
            changes.add(&rules::OPERATION_RENAMED, place, step(call(group, was), call(is_in, is)), "");
        }
        let (takes_was, takes_is) = (signature(old, was), signature(new, is));
        if takes_was != takes_is {
            changes.add(&rules::FORM_CHANGED, place, format!("{}: {}", call(is_in, is), step(takes_was, takes_is)), "");
        }
        false
    });
    gone.iter().for_each(|(group, method)| changes.add(&rules::FORM_REMOVED, place, call(group, method), ""));
    come.iter().for_each(|(group, method)| changes.add(&rules::FORM_ADDED, place, call(group, method), ""));
}

/// `(&Pet) -> Pet`: what is only in this form, its body and its answer.
fn signature(view: &View<'_>, method: &Method) -> String {
    let body = method.body.as_ref();
    let is_body = |name: &crate::rust::Ident| body.is_some_and(|body| body.argument == *name);
    let body = method.arguments.iter().find(|argument| is_body(&argument.name));
    let body = body.map(|argument| spell::argument(view, &argument.ty)).unwrap_or_default();
    format!("({body}) -> {}", spell::rust(view, &method.output))
}

/// The method and the path, whatever its parameters are called.
fn template(operation: &Operation) -> (crate::api::Method, Vec<&str>) {
    let segments = operation.path.split('/').map(|segment| if segment.contains('{') { "{}" } else { segment });
    (operation.method, segments.collect())
}

fn needs<'a>(view: &View<'a>, operation: &'a Operation) -> &'a Security {
    operation.security.as_ref().unwrap_or(&view.api.security)
}

fn extras(place: &str, was: &Method, is: &Method, changes: &mut Changes) {
    let once = |method: &Method| match (&method.idempotency_header, method.idempotent) {
        (Some(header), _) => format!("with {header}"),
        (None, true) => "idempotent".to_owned(),
        (None, false) => "as its method says".to_owned(),
    };
    if once(was) != once(is) {
        changes.add(&rules::IDEMPOTENCY, place, "", step(once(was), once(is)));
    }
    match (&was.pagination, &is.pagination) {
        (None, Some(pages)) => changes.add(&rules::PAGES_ADDED, place, &pages.name.0, ""),
        (Some(pages), None) => changes.add(&rules::PAGES_REMOVED, place, &pages.name.0, ""),
        (Some(old), Some(new)) if old != new => {
            changes.add(&rules::PAGES_CHANGED, place, step(&old.name.0, &new.name.0), "");
        }
        _ => {}
    }
}
