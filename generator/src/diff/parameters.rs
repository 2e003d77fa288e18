//! What changed in what a caller passes besides the body.

use super::fields::{constraints, inside, letters, value};
use super::spell::{self, step};
use super::view::View;
use super::{Changes, Rule, Verdict, rules};
use crate::api::{Operation, Parameter, Place};
use crate::rust::{ArgumentTy, Field, Item, Method, Source, StructCodec, Ty};

type Side<'a> = (&'a View<'a>, &'a Operation, &'a Method);

pub(super) fn compare(before: Side<'_>, after: Side<'_>, place: &str, changes: &mut Changes) {
    struct_of(before, after, place, changes);
    path_order(before.1, after.1, place, changes);
    let mut gone: Vec<_> = before
        .1
        .parameters
        .iter()
        .filter(|old| find(&after.1.parameters, &before.1.parameters, old).is_none())
        .collect();
    let fresh = |it: &&Parameter| find(&before.1.parameters, &after.1.parameters, it).is_none();
    let alone = gone.len() == 1 && after.1.parameters.iter().filter(fresh).count() == 1;
    for new in &after.1.parameters {
        let there = format!("{place} {}", shown(new));
        if let Some(old) = find(&before.1.parameters, &after.1.parameters, new) {
            parameter(before, after, old, new, &there, changes);
            continue;
        }
        let is = declared(after, new);
        let again = gone.iter().position(|old| {
            old.required == new.required
                && spell::wire(before.0, &old.value) == spell::wire(after.0, &new.value)
                && (letters(&old.name) == letters(&new.name) || same_text(old, new) || alone && old.place == new.place)
        });
        match again {
            Some(at) => renamed(before, after, gone.remove(at), new, &there, changes),
            None => {
                let rule = if new.required { &rules::PARAMETER_ADDED_REQUIRED } else { &rules::PARAMETER_ADDED };
                changes.add(rule, there, is.map_or_else(String::new, |(name, ty)| format!("{name}: {ty}")), shown(new));
            }
        }
    }
    for old in gone.into_iter().filter(|old| old.place != Place::Path || declared(before, old).is_some()) {
        let text = declared(before, old).map_or_else(String::new, |(name, ty)| format!("{name}: {ty}"));
        changes.add(&rules::PARAMETER_REMOVED, format!("{place} {}", shown(old)), text, shown(old));
    }
    constants(before.1, after.1, place, changes);
}

/// The same parameter in another version: in the same place, or, where that version has it only there, in another.
/// A parameter of the path is known by its position, since no caller names it.
fn find<'a>(all: &'a [Parameter], siblings: &[Parameter], wanted: &Parameter) -> Option<&'a Parameter> {
    let named = |it: &&Parameter| it.name == wanted.name;
    if let Some(same) = all.iter().find(|it| named(it) && it.place == wanted.place) {
        return Some(same);
    }
    if wanted.place == Place::Path {
        let in_path = |all: &'a [Parameter]| all.iter().filter(|it| it.place == Place::Path);
        let mine: Vec<_> = siblings.iter().filter(|it| it.place == Place::Path).collect();
        let same_count = in_path(all).count() == mine.len();
        let at = mine.iter().position(|it| it.name == wanted.name)?;
        return in_path(all).nth(at).filter(|it| same_count && !mine.iter().any(|mine| mine.name == it.name));
    }
    let only = |all: &[Parameter]| all.iter().filter(|it| it.name == wanted.name).count() == 1;
    all.iter().find(|it| named(it) && it.place != Place::Path && only(all) && only(siblings))
}

fn same_text(old: &Parameter, new: &Parameter) -> bool {
    old.docs.text.is_some() && old.docs.text == new.docs.text
}

/// `?limit`, `{petId}`, `header X-Trace`, `cookie session`.
fn shown(parameter: &Parameter) -> String {
    let name = &parameter.name;
    match parameter.place {
        Place::Path => format!("{{{name}}}"),
        Place::Query => format!("?{name}"),
        Place::Header => format!("header {name}"),
        Place::Cookie => format!("cookie {name}"),
    }
}

/// The argument or the field that holds a parameter, and its type.
fn declared((view, _, method): Side<'_>, parameter: &Parameter) -> Option<(String, String)> {
    let (name, ty) = holder((view, method), parameter)?;
    Some((name, spell::rust(view, ty)))
}

fn holder<'a>((view, method): (&'a View<'a>, &'a Method), parameter: &Parameter) -> Option<(String, &'a Ty)> {
    let argument = |name| method.arguments.iter().find(|it| &it.name == name);
    let Some(sent) = method.parameters.iter().find(|it| it.wire == parameter.name && it.place == parameter.place)
    else {
        let ArgumentTy::Ty(ty) = &argument(method.params.as_ref()?)?.ty else { return None };
        let Item::Struct(it) = view.item(item(ty)?)? else { return None };
        let is_it = |field: &&Field| {
            field.wire == parameter.name && field.parameter.is_some_and(|it| it.place == parameter.place)
        };
        return it.fields.iter().find(is_it).map(|field| (field.name.0.clone(), &field.ty));
    };
    match &sent.source {
        Source::Constant(_) => None,
        Source::Argument(name) => match &argument(name)?.ty {
            ArgumentTy::Ty(ty) => Some((name.0.clone(), ty)),
            ArgumentTy::IntoBody => None,
        },
    }
}

fn item(ty: &Ty) -> Option<&crate::rust::Ident> {
    match ty {
        Ty::Ref(of) | Ty::Option(of) | Ty::Box(of) => item(of),
        Ty::Item(name) => Some(name),
        _ => None,
    }
}

/// The struct of parameters that a method takes.
fn parameters_of<'a>((view, _, method): Side<'a>) -> Option<&'a str> {
    method.arguments.iter().find_map(|argument| {
        let ArgumentTy::Ty(ty) = &argument.ty else { return None };
        match view.item(item(ty)?)? {
            Item::Struct(it) if it.codec == StructCodec::Parameters => Some(it.name.0.as_str()),
            _ => None,
        }
    })
}

fn struct_of(before: Side<'_>, after: Side<'_>, place: &str, changes: &mut Changes) {
    match (parameters_of(before), parameters_of(after)) {
        (None, Some(new)) => changes.add(&rules::PARAMETER_FIRST, place, format!("params: &{new}"), ""),
        (Some(old), None) => changes.add(&rules::PARAMETERS_GONE, place, format!("params: &{old}"), ""),
        (Some(old), Some(new)) if old != new && before.2.name == after.2.name => {
            changes.add(&rules::TYPE_RENAMED, place, step(old, new), "");
        }
        _ => {}
    }
}

fn path_order(before: &Operation, after: &Operation, place: &str, changes: &mut Changes) {
    let names = |operation: &Operation| -> Vec<String> {
        operation.parameters.iter().filter(|it| it.place == Place::Path).map(|it| it.name.clone()).collect()
    };
    let (old, new) = (names(before), names(after));
    let (mut sorted_old, mut sorted_new) = (old.clone(), new.clone());
    sorted_old.sort();
    sorted_new.sort();
    if old != new && sorted_old == sorted_new {
        changes.add(&rules::PATH_ORDER, place, step(old.join(", "), new.join(", ")), "");
    }
}

fn renamed(before: Side<'_>, after: Side<'_>, old: &Parameter, new: &Parameter, place: &str, changes: &mut Changes) {
    let wire = step(&old.name, &new.name);
    match (declared(before, old), declared(after, new)) {
        (Some((was, _)), Some((is, _))) if was != is => {
            changes.add(&rules::PARAMETER_RENAMED, place, step(was, is), wire);
        }
        _ => changes.add(&rules::PARAMETER_RESPELLED, place, "", wire),
    }
    parameter(before, after, old, new, place, changes);
}

fn parameter(before: Side<'_>, after: Side<'_>, old: &Parameter, new: &Parameter, place: &str, changes: &mut Changes) {
    if old.place != new.place {
        changes.add(&rules::PARAMETER_MOVED, place, "", step(shown(old), shown(new)));
    }
    let wire = (spell::wire(before.0, &old.value), spell::wire(after.0, &new.value));
    let wire = if wire.0 == wire.1 { String::new() } else { step(wire.0, wire.1) };
    let rust = (holder((before.0, before.2), old), holder((after.0, after.2), new));
    if let (Some((was_name, was)), Some((is_name, is))) = rust {
        let (a, b) = (spell::rust(before.0, was), spell::rust(after.0, is));
        if a != b {
            let same_inside = spell::rust(before.0, inside(was)) == spell::rust(after.0, inside(is));
            changes.add(ty_rule(old, new, same_inside), place, step(a, b), wire);
        } else if !wire.is_empty() {
            changes.add(&rules::FIELD_FORMAT, place, "", wire);
        }
        if was_name != is_name && old.name == new.name && old.place != Place::Path {
            changes.add(&rules::PARAMETER_RENAMED, place, step(was_name, is_name), "");
        }
    }
    if old.style != new.style && old.place == new.place {
        changes.add(&rules::PARAMETER_STYLE, place, "", step(spell::style(old.style), spell::style(new.style)));
    }
    if old.default != new.default {
        changes.add(&rules::PARAMETER_DEFAULT, place, "", step(value(&old.default), value(&new.default)));
    }
    if let Some(text) = constraints(&old.docs, &new.docs) {
        changes.add(&rules::PARAMETER_CONSTRAINT, place, "", text);
    }
    match (old.docs.deprecated, new.docs.deprecated) {
        (false, true) => changes.add(&rules::PARAMETER_DEPRECATED, place, "", ""),
        (true, false) => changes.add(&rules::PARAMETER_UNDEPRECATED, place, "", ""),
        _ => {}
    }
    if (&old.docs.title, &old.docs.text) != (&new.docs.title, &new.docs.text) {
        changes.docs.push(place.to_owned());
    }
}

fn ty_rule(old: &Parameter, new: &Parameter, same_inside: bool) -> &'static Rule {
    match (old.required, new.required) {
        (false, true) if same_inside => &rules::PARAMETER_REQUIRED,
        (true, false) if same_inside => &rules::PARAMETER_OPTIONAL,
        _ => &rules::PARAMETER_TYPE,
    }
}

fn constants(before: &Operation, after: &Operation, place: &str, changes: &mut Changes) {
    for new in &after.constants {
        let there = format!("{place} {}", new.name);
        match before.constants.iter().find(|old| old.name == new.name && old.place == new.place) {
            None => changes.add(&rules::CONSTANT_ADDED, there, "", &new.value),
            Some(old) if old.value != new.value => {
                changes.add(&rules::CONSTANT_CHANGED, there, "", step(&old.value, &new.value));
            }
            Some(_) => {}
        }
    }
    for old in &before.constants {
        if !after.constants.iter().any(|new| old.name == new.name && old.place == new.place) {
            changes.add(&rules::CONSTANT_REMOVED, format!("{place} {}", old.name), "", &old.value);
        }
    }
}

/// Says that a method takes other arguments, where no change since `seen` has said so.
pub(super) fn arguments(
    (old, was): (&View<'_>, &Method),
    (new, is): (&View<'_>, &Method),
    place: &str,
    seen: usize,
    changes: &mut Changes,
) {
    let types = |view: &View<'_>, method: &Method| -> Vec<String> {
        method.arguments.iter().map(|argument| spell::argument(view, &argument.ty)).collect()
    };
    let (before, after) = (types(old, was), types(new, is));
    let is_said = changes.list.iter().skip(seen).any(|change| change.rule.verdict == Verdict::Major);
    if before != after && !is_said && was.name == is.name {
        changes.add(&rules::ARGUMENTS, place, step(before.join(", "), after.join(", ")), "");
    }
}
