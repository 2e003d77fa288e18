//! What changed about who may call.

use super::Changes;
use super::rules;
use super::spell::step;
use super::view::View;
use crate::api::{Scheme, SchemeKind, SchemeUse, Security};
use std::collections::{BTreeMap, BTreeSet};

/// What the schemes that were renamed were called, by their new keys.
pub(super) type Renames<'a> = BTreeMap<&'a str, &'a str>;

/// Compares the schemes, and gives the keys of those that were renamed: the new one, and what it was.
pub(super) fn compare<'a>(old: &View<'a>, new: &View<'a>, changes: &mut Changes) -> Renames<'a> {
    let mut renames = Renames::new();
    let (before, after) = (&old.api.schemes, &new.api.schemes);
    let mut gone: Vec<_> = before.iter().filter(|(key, _)| !after.contains_key(*key)).collect();
    for (key, scheme) in after {
        let place = format!("security {key}");
        let Some(it) = before.get(key) else {
            match gone.iter().position(|(_, it)| it.kind == scheme.kind) {
                Some(at) => {
                    let (was, _) = gone.remove(at);
                    renames.insert(key, was);
                    changes.add(&rules::SCHEME_RENAMED, place, step(was, key), "");
                }
                None => changes.add(&rules::SCHEME_ADDED, place, kind(&scheme.kind), ""),
            }
            continue;
        };
        if it.kind != scheme.kind {
            let text = step(kind(&it.kind), kind(&scheme.kind));
            changes.add(&rules::SCHEME_CHANGED, &place, &text, &text);
        }
        if it.description != scheme.description {
            changes.docs.push(place.clone());
        }
        token_source(key, it, scheme, old, new, changes);
    }
    for (key, scheme) in gone {
        changes.add(&rules::SCHEME_REMOVED, format!("security {key}"), kind(&scheme.kind), "");
    }
    renames
}

fn token_source(key: &str, before: &Scheme, after: &Scheme, old: &View<'_>, new: &View<'_>, changes: &mut Changes) {
    let place = format!("security {key} x-token-source");
    match (&before.token_source, &after.token_source) {
        (None, None) => {}
        (None, Some(_)) => changes.add(&rules::TOKEN_SOURCE_ADDED, &place, "", ""),
        (Some(_), None) => changes.add(&rules::TOKEN_SOURCE_REMOVED, &place, "", ""),
        (Some(before), Some(after)) if before != after => changes.add(&rules::TOKEN_SOURCE_CHANGED, &place, "", ""),
        (Some(_), Some(_)) => {}
    }
    let name = |view: &View<'_>| {
        view.krate.token_sources.iter().find(|source| source.scheme == key).map(|source| source.name.0.clone())
    };
    if let (Some(before), Some(after)) = (name(old), name(new))
        && before != after
    {
        changes.add(&rules::TOKEN_SOURCE_RENAMED, place, step(before, after), "");
    }
}

fn kind(kind: &SchemeKind) -> String {
    match kind {
        SchemeKind::Bearer => "bearer".to_owned(),
        SchemeKind::Basic => "basic".to_owned(),
        SchemeKind::Http(name) => format!("http {name}"),
        SchemeKind::HeaderKey(name) => format!("key in header {name}"),
        SchemeKind::QueryKey(name) => format!("key in query {name}"),
        SchemeKind::CookieKey(name) => format!("key in cookie {name}"),
        SchemeKind::MutualTls => "client certificate".to_owned(),
    }
}

/// What an operation asks of its callers, old and new.
pub(super) fn requirements(
    place: &str,
    before: &Security,
    after: &Security,
    renames: &Renames<'_>,
    changes: &mut Changes,
) {
    let after = &after.iter().map(|all| all.iter().map(|it| known(it, renames)).collect()).collect();
    let (was_open, is_open) = (is_open(before), is_open(after));
    let (old, new) = (alternatives(before), alternatives(after));
    if was_open != is_open {
        let rule = if was_open { &rules::SECURITY_REQUIRED } else { &rules::SECURITY_LIFTED };
        changes.add(rule, place, "", step(text(before), text(after)));
        return;
    }
    for added in new.iter().filter(|it| !old.contains(*it)) {
        changes.add(&rules::ALTERNATIVE_ADDED, place, "", join(added));
    }
    for removed in old.iter().filter(|it| !new.contains(*it)) {
        changes.add(&rules::ALTERNATIVE_REMOVED, place, "", join(removed));
    }
    for common in new.intersection(&old) {
        let (old, new) = (scopes(before, common), scopes(after, common));
        let more: Vec<_> = new.difference(&old).copied().collect();
        let fewer: Vec<_> = old.difference(&new).copied().collect();
        if !more.is_empty() {
            changes.add(&rules::SCOPES_ADDED, place, "", more.join(", "));
        }
        if !fewer.is_empty() {
            changes.add(&rules::SCOPES_REMOVED, place, "", fewer.join(", "));
        }
    }
}

/// A use of a scheme under the key that it had.
fn known(it: &SchemeUse, renames: &Renames<'_>) -> SchemeUse {
    let scheme = renames.get(it.scheme.as_str()).map_or_else(|| it.scheme.clone(), |was| (*was).to_owned());
    SchemeUse { scheme, scopes: it.scopes.clone() }
}

fn is_open(security: &Security) -> bool {
    security.is_empty() || security.iter().any(Vec::is_empty)
}

fn alternatives(security: &Security) -> BTreeSet<BTreeSet<&str>> {
    security.iter().filter(|all| !all.is_empty()).map(|all| all.iter().map(|it| it.scheme.as_str()).collect()).collect()
}

fn scopes<'a>(security: &'a Security, alternative: &BTreeSet<&str>) -> BTreeSet<&'a str> {
    let same =
        security.iter().filter(|all| all.iter().map(|it| it.scheme.as_str()).collect::<BTreeSet<_>>() == *alternative);
    same.flatten().flat_map(|it| it.scopes.iter().map(String::as_str)).collect()
}

fn join(all: &BTreeSet<&str>) -> String {
    all.iter().copied().collect::<Vec<_>>().join(" and ")
}

fn text(security: &Security) -> String {
    if security.is_empty() {
        return "none".to_owned();
    }
    let all: Vec<_> = alternatives(security).iter().map(join).collect();
    if all.is_empty() { "none".to_owned() } else { all.join(" or ") }
}
