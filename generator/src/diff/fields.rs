//! What changed in the fields of a struct.

use super::spell::{self, step};
use super::types::{Pair, docs};
use super::{Change, Changes, Rule, rules};
use crate::api::{self, Docs, Object};
use crate::rust::{Field, Presence, Struct, Ty};

/// A struct, with the object that it was made of where it was made of one.
pub(super) type Side<'a> = (&'a Struct, Option<&'a Object>);

pub(super) fn compare(pair: &Pair<'_>, before: Side<'_>, after: Side<'_>, changes: &mut Changes) {
    let has = |fields: &[Field], field: &Field| fields.iter().any(|it| it.wire == field.wire);
    let mut gone: Vec<_> = before.0.fields.iter().filter(|old| !has(&after.0.fields, old)).collect();
    let fresh: Vec<_> = after.0.fields.iter().filter(|new| !has(&before.0.fields, new)).collect();
    for new in &after.0.fields {
        if let Some(old) = before.0.fields.iter().find(|old| old.wire == new.wire) {
            let place = format!("{}.{}", pair.place, new.wire);
            if old.name != new.name {
                changes.add(&rules::FIELD_RUST_NAME, &place, step(&old.name.0, &new.name.0), "");
            }
            field(pair, &place, (old, part(before.1, old)), (new, part(after.1, new)), changes);
        }
    }
    let alone = gone.len() == 1 && fresh.len() == 1;
    for new in fresh {
        let found = gone.iter().position(|old| {
            let same_place =
                before.0.fields.iter().position(|it| it == *old) == after.0.fields.iter().position(|it| it == new);
            is_renamed(pair, old, new, alone && same_place)
        });
        match found {
            Some(at) => renamed(pair, gone.remove(at), new, changes),
            None => changes.list.push(added(pair, new)),
        }
    }
    for old in gone {
        let text = declaration(&old.name.0, &spell::rust(pair.old, &old.ty));
        changes.add(&rules::FIELD_REMOVED, format!("{}.{}", pair.place, old.wire), text, &old.wire);
    }
    rest(pair, before.0, after.0, changes);
}

/// The field of the object that a field was made of.
fn part<'a>(object: Option<&'a Object>, field: &Field) -> Option<&'a api::Field> {
    object?.fields.iter().find(|it| it.name == field.wire)
}

fn declaration(name: &str, ty: &str) -> String {
    format!("{name}: {ty}")
}

fn added(pair: &Pair<'_>, new: &Field) -> Change {
    let rule =
        if pair.direction.sent && new.is_argument() { &rules::FIELD_ADDED_REQUIRED } else { &rules::FIELD_ADDED };
    let rust = declaration(&new.name.0, &spell::rust(pair.new, &new.ty));
    Change { rule, place: format!("{}.{}", pair.place, new.wire), rust, wire: new.wire.clone() }
}

fn is_renamed(pair: &Pair<'_>, old: &Field, new: &Field, alone: bool) -> bool {
    let same_type = spell::rust(pair.old, &old.ty) == spell::rust(pair.new, &new.ty);
    let same_docs = !old.docs.0.is_empty() && old.docs == new.docs;
    same_type && (alone || same_docs || letters(&old.wire) == letters(&new.wire))
}

/// `userId` and `user_id` have the same.
pub(super) fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn renamed(pair: &Pair<'_>, old: &Field, new: &Field, changes: &mut Changes) {
    let place = format!("{}.{}", pair.place, new.wire);
    let wire = step(&old.wire, &new.wire);
    if old.name == new.name {
        changes.add(&rules::FIELD_RESPELLED, place, "", wire);
    } else {
        changes.add(&rules::FIELD_RENAMED, place, step(&old.name.0, &new.name.0), wire);
    }
}

type FieldSide<'a> = (&'a Field, Option<&'a api::Field>);

fn field(pair: &Pair<'_>, place: &str, (old, was): FieldSide<'_>, (new, is): FieldSide<'_>, changes: &mut Changes) {
    let rust = (spell::rust(pair.old, &old.ty), spell::rust(pair.new, &new.ty));
    let wire = match (was, is) {
        (Some(was), Some(is)) => (spell::wire(pair.old, &was.value), spell::wire(pair.new, &is.value)),
        _ => (String::new(), String::new()),
    };
    let wire_step = if wire.0 == wire.1 { String::new() } else { step(&wire.0, &wire.1) };
    if rust.0 != rust.1 {
        let same_inside = spell::rust(pair.old, inside(&old.ty)) == spell::rust(pair.new, inside(&new.ty));
        let rule = if same_inside { presence(old.presence, new.presence) } else { &rules::FIELD_TYPE };
        changes.add(rule, place, step(rust.0, rust.1), wire_step);
    } else if old.presence != new.presence {
        changes.add(&rules::FIELD_SENT, place, "", step(when(old.presence), when(new.presence)));
    } else if !wire_step.is_empty() || old.part != new.part {
        changes.add(&rules::FIELD_FORMAT, place, "", wire_step);
    } else if pair.direction.sent && old.is_argument() != new.is_argument() {
        changes.add(&rules::FIELD_ARGUMENT, place, declaration(&new.name.0, &rust.1), "");
    }
    match (old.deprecated, new.deprecated) {
        (false, true) => changes.add(&rules::FIELD_DEPRECATED, place, "", ""),
        (true, false) => changes.add(&rules::FIELD_UNDEPRECATED, place, "", ""),
        _ => {}
    }
    match (was, is) {
        (Some(was), Some(is)) => meaning(pair, place, (old, was), (new, is), changes),
        _ => docs(place, &old.docs, &new.docs, changes),
    }
}

/// What Rust's types do not say.
fn meaning(
    pair: &Pair<'_>,
    place: &str,
    (old, was): (&Field, &api::Field),
    (new, is): (&Field, &api::Field),
    changes: &mut Changes,
) {
    if was.access != is.access {
        changes.add(&rules::FIELD_ACCESS, place, "", step(access(was.access), access(is.access)));
    }
    // What `new` does not put there is the values of its type, which are compared by themselves.
    if was.constant != is.constant && (old.initial.is_some() || new.initial.is_some()) {
        changes.add(&rules::FIELD_CONSTANT, place, "", step(value(&was.constant), value(&is.constant)));
    }
    if was.default != is.default {
        changes.add(&rules::FIELD_DEFAULT, place, "", step(value(&was.default), value(&is.default)));
    }
    if let Some(text) = constraints(&was.docs, &is.docs) {
        let rule = if pair.direction.sent { &rules::FIELD_CONSTRAINT } else { &rules::FIELD_PROMISE };
        changes.add(rule, place, "", text);
    }
    if (&was.docs.title, &was.docs.text) != (&is.docs.title, &is.docs.text) {
        changes.docs.push(place.to_owned());
    }
}

/// The notes that differ, except those that say again what has a rule of its own.
pub(super) fn constraints(was: &Docs, is: &Docs) -> Option<String> {
    let notes = |docs: &Docs| -> Vec<String> {
        let own = ["default", "read only", "write only", "always"];
        docs.notes
            .iter()
            .filter(|note| !own.iter().any(|word| note.to_lowercase().starts_with(word)))
            .cloned()
            .collect()
    };
    let (was, is) = (notes(was), notes(is));
    let text = |notes: Vec<String>| if notes.is_empty() { "anything".to_owned() } else { notes.join(", ") };
    (was != is).then(|| step(text(was), text(is)))
}

/// A constant or a default, where there is one.
pub(super) fn value(value: &Option<serde_json::Value>) -> String {
    value.as_ref().map_or_else(|| "none".to_owned(), ToString::to_string)
}

fn access(access: api::Access) -> &'static str {
    match access {
        api::Access::Both => "both sides send it",
        api::Access::Read => "read only",
        api::Access::Write => "write only",
    }
}

fn presence(old: Presence, new: Presence) -> &'static Rule {
    use Presence::{Nullable, Optional, OptionalNullable, Required};
    match (old, new) {
        (Required, Optional) => &rules::FIELD_OPTIONAL,
        (Optional, Required) => &rules::FIELD_REQUIRED,
        (Required | Optional, Nullable | OptionalNullable) => &rules::FIELD_NULLABLE,
        (Nullable | OptionalNullable, Required | Optional) => &rules::FIELD_NOT_NULLABLE,
        _ => &rules::FIELD_TYPE,
    }
}

fn when(presence: Presence) -> &'static str {
    match presence {
        Presence::Required => "always there",
        Presence::Nullable => "always there, perhaps null",
        Presence::Optional => "perhaps there",
        Presence::OptionalNullable => "perhaps there, perhaps null",
    }
}

/// The type when it is there and not null.
pub(super) fn inside(ty: &Ty) -> &Ty {
    match ty {
        Ty::Option(of) => inside(of),
        _ => ty,
    }
}

fn rest(pair: &Pair<'_>, before: &Struct, after: &Struct, changes: &mut Changes) {
    let place = format!("{}.*", pair.place);
    match (&before.rest, &after.rest) {
        (None, None) => {}
        (None, Some(new)) => {
            let text = declaration(&new.name.0, &spell::rust(pair.new, &new.ty));
            changes.add(&rules::REST_ADDED, place, text, "");
        }
        (Some(old), None) => {
            let text = declaration(&old.name.0, &spell::rust(pair.old, &old.ty));
            changes.add(&rules::REST_REMOVED, place, text, "");
        }
        (Some(old), Some(new)) => {
            let (was, is) = (spell::rust(pair.old, &old.ty), spell::rust(pair.new, &new.ty));
            if old.name != new.name {
                changes.add(&rules::FIELD_RUST_NAME, &place, step(&old.name.0, &new.name.0), "");
            }
            if was != is {
                changes.add(&rules::REST_TYPE, place, step(was, is), "");
            }
        }
    }
}
