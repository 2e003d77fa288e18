//! What changed in what comes back.

use super::spell::{self, step};
use super::view::{View, status};
use super::{Changes, Verdict, rules};
use crate::api::{Operation, Reply, Status};
use crate::rust::{Answer, Item, Method, Ty};

type Side<'a> = (&'a View<'a>, &'a Operation, &'a Method);

pub(super) fn compare(before: Side<'_>, after: Side<'_>, place: &str, changes: &mut Changes) {
    let seen = changes.list.len();
    for (rule, was, is) in
        [(&rules::REPLY_TYPE, &before.2.output, &after.2.output), (&rules::ERROR_TYPE, &before.2.error, &after.2.error)]
    {
        match (answer(before.0, was), answer(after.0, is)) {
            (Some(old), Some(new)) => {
                if old.name != new.name && before.2.name == after.2.name {
                    changes.add(&rules::TYPE_RENAMED, place, step(&old.name.0, &new.name.0), "");
                }
                variants(before.0, after.0, old, new, place, changes);
            }
            _ => {
                let (old, new) = (spell::rust(before.0, was), spell::rust(after.0, is));
                if old != new {
                    changes.add(rule, place, step(old, new), "");
                }
            }
        }
    }
    replies(before, after, place, seen, changes);
}

fn answer<'a>(view: &View<'a>, ty: &Ty) -> Option<&'a Answer> {
    let Ty::Item(name) = ty else { return None };
    match view.item(name)? {
        Item::Answer(it) => Some(it),
        _ => None,
    }
}

fn variants(old: &View<'_>, new: &View<'_>, before: &Answer, after: &Answer, place: &str, changes: &mut Changes) {
    let holds = |view: &View<'_>, content: &Option<(Ty, crate::rust::AnswerContent)>| match content {
        Some((ty, _)) => spell::rust(view, ty),
        None => "nothing".to_owned(),
    };
    for is in &after.variants {
        let there = format!("{place} {}", status(is.status));
        let Some(was) = before.variants.iter().find(|was| was.status == is.status) else {
            changes.add(&rules::ANSWER_ADDED, there, format!("{}::{}", after.name.0, is.name.0), "");
            continue;
        };
        let (a, b) = (holds(old, &was.content), holds(new, &is.content));
        if was.name != is.name {
            changes.add(&rules::VALUE_RENAMED, &there, step(&was.name.0, &is.name.0), "");
        }
        if a != b {
            changes.add(&rules::ANSWER_CONTENT, &there, step(a, b), "");
        }
    }
    for was in before.variants.iter().filter(|was| !after.variants.iter().any(|is| is.status == was.status)) {
        let there = format!("{place} {}", status(was.status));
        changes.add(&rules::ANSWER_REMOVED, there, format!("{}::{}", before.name.0, was.name.0), "");
    }
}

/// What the types did not say: documented statuses, media types, headers.
fn replies(before: Side<'_>, after: Side<'_>, place: &str, seen: usize, changes: &mut Changes) {
    let find = |all: &[Reply], wanted: Status| all.iter().position(|reply| reply.status == wanted);
    let is_said = |changes: &Changes, there: &str| {
        changes.list.iter().skip(seen).any(|it| it.place == there || it.rule.verdict == Verdict::Major)
    };
    for new in &after.1.replies {
        let there = format!("{place} {}", status(new.status));
        match find(&before.1.replies, new.status).and_then(|at| before.1.replies.get(at)) {
            Some(old) => reply(before.0, after.0, old, new, &there, changes),
            None if is_said(changes, &there) => {}
            None => changes.add(&rules::REPLY_DOCUMENTED, there, "", ""),
        }
    }
    for old in before.1.replies.iter().filter(|old| find(&after.1.replies, old.status).is_none()) {
        let there = format!("{place} {}", status(old.status));
        if !is_said(changes, &there) {
            changes.add(&rules::REPLY_UNDOCUMENTED, there, "", "");
        }
    }
}

fn reply(old: &View<'_>, new: &View<'_>, before: &Reply, after: &Reply, place: &str, changes: &mut Changes) {
    let form = |reply: &Reply| reply.contents.first().map(|content| content.media_type.clone());
    if let (Some(was), Some(is)) = (form(before), form(after))
        && was != is
    {
        changes.add(&rules::REPLY_FORM, place, "", step(was, is));
    }
    if before.docs.text != after.docs.text {
        changes.docs.push(place.to_owned());
    }
    for is in &after.headers {
        let there = format!("{place} header {}", is.name);
        let Some(was) = before.headers.iter().find(|was| was.name.eq_ignore_ascii_case(&is.name)) else {
            changes.add(&rules::HEADER_ADDED, there, &is.name, spell::wire(new, &is.value));
            continue;
        };
        let text = |view: &View<'_>, header: &crate::api::ReplyHeader| {
            format!("{}{}", spell::wire(view, &header.value), if header.required { "" } else { ", perhaps" })
        };
        let (a, b) = (text(old, was), text(new, is));
        if a != b {
            changes.add(&rules::HEADER_TYPE, there, step(a, b), "");
        }
    }
    for was in &before.headers {
        if !after.headers.iter().any(|is| is.name.eq_ignore_ascii_case(&was.name)) {
            changes.add(&rules::HEADER_REMOVED, format!("{place} header {}", was.name), &was.name, "");
        }
    }
}
