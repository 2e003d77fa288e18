//! What changed in the constants of a choice.

use super::Changes;
use super::rules;
use super::spell::step;
use super::types::docs;
use crate::rust::Choice;

pub(super) fn compare(place: &str, before: &Choice, after: &Choice, changes: &mut Changes) {
    if before.kind != after.kind {
        changes.add(&rules::CHOICE_KIND, place, step(format!("{:?}", before.kind), format!("{:?}", after.kind)), "");
    }
    if before.other != after.other {
        changes.add(&rules::OTHER_RENAMED, place, step(&before.other.0, &after.other.0), "");
    }
    let mut gone: Vec<_> =
        before.variants.iter().filter(|old| !after.variants.iter().any(|new| new.value == old.value)).collect();
    for new in &after.variants {
        let place = format!("{place} = {}", new.value);
        if let Some(old) = before.variants.iter().find(|old| old.value == new.value) {
            if old.name != new.name {
                changes.add(&rules::VALUE_RENAMED, &place, step(&old.name.0, &new.name.0), "");
            }
            match (old.deprecated, new.deprecated) {
                (false, true) => changes.add(&rules::VALUE_DEPRECATED, &place, "", ""),
                (true, false) => changes.add(&rules::VALUE_UNDEPRECATED, &place, "", ""),
                _ => {}
            }
            docs(&place, &old.docs, &new.docs, changes);
        } else if let Some(at) = gone.iter().position(|old| old.name == new.name) {
            let old = gone.remove(at);
            changes.add(&rules::VALUE_RESPELLED, &place, "", step(&old.value, &new.value));
        } else {
            changes.add(&rules::VALUE_ADDED, &place, &new.name.0, new.value.to_string());
        }
    }
    for old in gone {
        changes.add(&rules::VALUE_REMOVED, format!("{place} = {}", old.value), &old.name.0, old.value.to_string());
    }
}
