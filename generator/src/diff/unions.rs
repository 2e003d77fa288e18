//! What changed in the members of a union.

use super::spell::{self, step};
use super::types::{Pair, docs};
use super::{Changes, rules};
use crate::rust::Union;

pub(super) fn compare(pair: &Pair<'_>, before: &Union, after: &Union, changes: &mut Changes) {
    if before.other != after.other {
        changes.add(&rules::OTHER_RENAMED, pair.place, step(&before.other.0, &after.other.0), "");
    }
    if before.tag != after.tag {
        let none = "none".to_owned();
        let (old, new) = (before.tag.as_ref().unwrap_or(&none), after.tag.as_ref().unwrap_or(&none));
        changes.add(&rules::UNION_TAG, pair.place, "", step(old, new));
    }
    let mut gone: Vec<_> =
        before.variants.iter().filter(|old| !after.variants.iter().any(|new| new.name == old.name)).collect();
    for new in &after.variants {
        let place = format!("{}|{}", pair.place, new.name.0);
        let is = spell::rust(pair.new, &new.ty);
        if let Some(old) = before.variants.iter().find(|old| old.name == new.name) {
            let was = spell::rust(pair.old, &old.ty);
            if was != is {
                changes.add(&rules::MEMBER_TYPE, &place, step(was, is), "");
            }
            docs(&place, &old.docs, &new.docs, changes);
        } else if let Some(at) = gone.iter().position(|old| spell::rust(pair.old, &old.ty) == is) {
            let old = gone.remove(at);
            changes.add(&rules::MEMBER_RENAMED, &place, step(&old.name.0, &new.name.0), "");
        } else {
            changes.add(&rules::MEMBER_ADDED, &place, format!("{}({is})", new.name.0), "");
        }
    }
    for old in gone {
        let place = format!("{}|{}", pair.place, old.name.0);
        changes.add(&rules::MEMBER_REMOVED, place, format!("{}({})", old.name.0, spell::rust(pair.old, &old.ty)), "");
    }
}
