//! What changed in the types.

use super::pairs::TypePairs;
use super::rules;
use super::spell::{self, step};
use super::view::{Direction, View};
use super::{Changes, choices, fields, unions};
use crate::api::{Object, Origin, Shape, TypeId};
use crate::rust::{Doc, Item};

pub(super) fn compare(old: &View<'_>, new: &View<'_>, pairs: &TypePairs, changes: &mut Changes) {
    for &(before, after) in &pairs.both {
        pair(old, new, before, after, changes);
    }
    for &id in &pairs.added {
        if let Some(item) = new.item_of(id) {
            changes.add(&rules::TYPE_ADDED, new.path(id), heading(item), "");
        }
    }
    for &id in &pairs.removed {
        if let Some(item) = old.item_of(id) {
            changes.add(&rules::TYPE_REMOVED, old.path(id), heading(item), "");
        }
    }
}

/// What the two versions of a type have in common besides their place.
pub(super) struct Pair<'a> {
    pub(super) old: &'a View<'a>,
    pub(super) new: &'a View<'a>,
    /// Where, for a reader.
    pub(super) place: &'a str,
    /// Who sent it so far.
    pub(super) direction: Direction,
}

fn pair(old: &View<'_>, new: &View<'_>, before: TypeId, after: TypeId, changes: &mut Changes) {
    let (Some(was), Some(is)) = (old.api.types.get(before.0), new.api.types.get(after.0)) else { return };
    let place = old.path(before);
    if let (Some(before), Some(after)) = (old.rust_name(before), new.rust_name(after)) {
        match (&was.origin, &is.origin) {
            _ if before != after => changes.add(&rules::TYPE_RENAMED, place, step(&before.0, &after.0), ""),
            (Origin::Component(before), Origin::Component(after)) if before != after => {
                changes.add(&rules::TYPE_RESPELLED, place, "", step(before, after));
            }
            _ => {}
        }
    }
    if (&was.docs.title, &was.docs.text) != (&is.docs.title, &is.docs.text) {
        changes.docs.push(place.to_owned());
    }
    let (Some(was_item), Some(is_item)) = (old.item_of(before), new.item_of(after)) else { return };
    let pair = Pair { old, new, place, direction: old.direction(before) };
    items(&pair, (was_item, Some(&was.shape)), (is_item, Some(&is.shape)), changes);
}

/// Compares two items, with what they were made of where that is known.
pub(super) fn items(
    pair: &Pair<'_>,
    (before, was): (&Item, Option<&Shape>),
    (after, is): (&Item, Option<&Shape>),
    changes: &mut Changes,
) {
    deprecation(pair.place, is_deprecated(before), is_deprecated(after), changes);
    match (before, after) {
        (Item::Struct(before), Item::Struct(after)) => {
            fields::compare(pair, (before, object(was)), (after, object(is)), changes);
        }
        (Item::Choice(before), Item::Choice(after)) => choices::compare(pair.place, before, after, changes),
        (Item::Union(before), Item::Union(after)) => unions::compare(pair, before, after, changes),
        (Item::Alias(_), Item::Alias(_)) | (Item::Newtype(_), Item::Newtype(_)) => {
            target(pair, before, after, was, is, changes)
        }
        _ => changes.add(&rules::TYPE_KIND, pair.place, step(heading(before), heading(after)), ""),
    }
}

fn object(shape: Option<&Shape>) -> Option<&Object> {
    match shape {
        Some(Shape::Object(object)) => Some(object),
        _ => None,
    }
}

fn target(
    pair: &Pair<'_>,
    before: &Item,
    after: &Item,
    was: Option<&Shape>,
    is: Option<&Shape>,
    changes: &mut Changes,
) {
    let (Item::Alias(crate::rust::Alias { ty: old, .. }) | Item::Newtype(crate::rust::Newtype { ty: old, .. })) =
        before
    else {
        return;
    };
    let (Item::Alias(crate::rust::Alias { ty: new, .. }) | Item::Newtype(crate::rust::Newtype { ty: new, .. })) = after
    else {
        return;
    };
    let (old, new) = (spell::rust(pair.old, old), spell::rust(pair.new, new));
    let wire = match (was, is) {
        (Some(Shape::Alias(was)), Some(Shape::Alias(is))) => {
            let (was, is) = (spell::wire(pair.old, was), spell::wire(pair.new, is));
            if was == is { String::new() } else { step(was, is) }
        }
        _ => String::new(),
    };
    if old != new {
        changes.add(&rules::TYPE_TARGET, pair.place, step(old, new), wire);
    } else if !wire.is_empty() {
        changes.add(&rules::FIELD_FORMAT, pair.place, "", wire);
    }
}

fn deprecation(place: &str, before: bool, after: bool, changes: &mut Changes) {
    match (before, after) {
        (false, true) => changes.add(&rules::TYPE_DEPRECATED, place, "", ""),
        (true, false) => changes.add(&rules::TYPE_UNDEPRECATED, place, "", ""),
        _ => {}
    }
}

fn is_deprecated(item: &Item) -> bool {
    match item {
        Item::Struct(it) => it.deprecated,
        Item::Choice(it) => it.deprecated,
        Item::Union(it) => it.deprecated,
        Item::Alias(_) | Item::Newtype(_) | Item::Answer(_) => false,
    }
}

/// `struct Pet`.
fn heading(item: &Item) -> String {
    let kind = match item {
        Item::Struct(_) | Item::Newtype(_) => "struct",
        Item::Choice(_) | Item::Union(_) | Item::Answer(_) => "enum",
        Item::Alias(_) => "type",
    };
    format!("{kind} {}", item.name().0)
}

/// Notes a place whose descriptions differ.
pub(super) fn docs(place: &str, before: &Doc, after: &Doc, changes: &mut Changes) {
    if before != after {
        changes.docs.push(place.to_owned());
    }
}
