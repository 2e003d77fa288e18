//! What comes back: the type of a success and how it is read, the type of a failure and how it is told.

use super::definitions::OperationTypes;
use super::docs;
use super::headers::{self, KnownHeaders};
use super::items::Making;
use super::markdown::code;
use super::media::{Distinct, distinct};
use super::scope::Scope;
use super::status::phrase;
use crate::api::{Content, ContentKind, Method, Operation, Reply, Status};
use crate::rust::{Answer, AnswerContent, AnswerVariant, Fails, Ident, Item, Reads, Ty};

/// What comes back.
#[derive(Debug)]
pub(super) struct Outcome {
    /// The forms of a success, the preferred one first, at least one.
    pub(super) successes: Vec<Success>,
    pub(super) error: Ty,
    pub(super) fails: Fails,
    /// The structs of the headers of successes and of failures.
    pub(super) headers: [Option<Ident>; 2],
    /// The enums and the structs of headers that it takes.
    pub(super) items: Vec<Item>,
}

/// A form of a success, as a method asks for it and reads it.
#[derive(Clone, Debug)]
pub(super) struct Success {
    /// `stream`: what the method is called besides, where it is not the first.
    pub(super) suffix: String,
    /// `text/event-stream`, where it is not the first.
    pub(super) media_type: String,
    pub(super) output: Ty,
    pub(super) reads: Reads,
    pub(super) accept: Option<String>,
}

/// The form in which a body is read.
#[derive(Clone, Debug, PartialEq)]
enum Form {
    Empty,
    Json(Ty),
    Text,
    Bytes,
    Events(Ty),
    Lines(Ty),
}

/// A documented answer, with the form that is preferred of those it can have, and its media type.
type Documented<'a> = (&'a Reply, Form, Option<&'a str>);

/// What comes back from an operation.
pub(super) fn outcome(
    making: &Making<'_>,
    operation: &Operation,
    types: &OperationTypes,
    known: &mut KnownHeaders,
) -> Outcome {
    let successes: Vec<_> =
        successes(operation).into_iter().map(|it| preferred(making, operation.method, it)).collect();
    let failures: Vec<_> = failures(operation).into_iter().map(|it| preferred(making, operation.method, it)).collect();

    let mut items = Vec::new();
    let (output, reads) = success(&successes, operation, &types.reply, &mut items);
    let accept = accept(&successes, reads);
    let mut forms = vec![Success { suffix: String::new(), media_type: String::new(), output, reads, accept }];
    forms.extend(others(making, &successes, reads));
    let (error, fails) = failure(&failures, operation, &types.error, &mut items);
    let sides = [(&successes, false, &types.headers), (&failures, true, &types.error_headers)];
    let headers = sides.map(|(all, are_failures, names)| {
        headers::headers(making, all.iter().map(|it| it.0), are_failures, names, known, &mut items)
    });
    Outcome { successes: forms, error, fails, headers, items }
}

/// The answers that say that it went well. A redirection is not followed: it is what is asked for where nothing else
/// succeeds.
pub(super) fn successes(operation: &Operation) -> Vec<&Reply> {
    let (has_2xx, has_3xx) = (has(operation, is_2xx), has(operation, is_redirect));
    let is_success = |it: Status| match it {
        Status::Default => !has_2xx && !has_3xx,
        it => is_2xx(it) || (!has_2xx && is_redirect(it)),
    };
    operation.replies.iter().filter(|it| is_success(it.status)).collect()
}

/// The answers that say that it did not.
pub(super) fn failures(operation: &Operation) -> Vec<&Reply> {
    let has_2xx = has(operation, is_2xx);
    let is_failure = |it: Status| match it {
        Status::Code(400..) | Status::Range(4..) | Status::Default => true,
        it => has_2xx && is_redirect(it),
    };
    operation.replies.iter().filter(|it| is_failure(it.status)).collect()
}

fn has(operation: &Operation, is: fn(Status) -> bool) -> bool {
    operation.replies.iter().any(|it| is(it.status))
}

fn is_2xx(status: Status) -> bool {
    matches!(status, Status::Code(200..=299) | Status::Range(2))
}

/// Whether it leads elsewhere; 304 is not asked for.
fn is_redirect(status: Status) -> bool {
    matches!(status, Status::Code(300..=303 | 305..=399) | Status::Range(3))
}

/// The forms of a success that are not the preferred one: those that the first answer with each has.
fn others(making: &Making<'_>, successes: &[Documented<'_>], preferred: Reads) -> Vec<Success> {
    let mut others: Vec<Success> = Vec::new();
    for (reply, form, media_type) in successes {
        if *form == Form::Empty || is_redirect(reply.status) {
            continue;
        }
        for Distinct { content, suffix } in distinct(&reply.contents) {
            let other = (*reply, self::form(making, content), Some(content.media_type.as_str()));
            let (output, reads) = read(&other.1);
            let is_preferred = other.2 == *media_type || (reads == preferred && reads == Reads::Events);
            if !is_preferred && others.iter().all(|it| it.suffix != suffix) {
                let (media_type, accept) = (content.media_type.clone(), accept(&[other], reads));
                others.push(Success { suffix, media_type, output, reads, accept });
            }
        }
    }
    others
}

fn preferred<'a>(making: &Making<'_>, method: Method, reply: &'a Reply) -> Documented<'a> {
    let is_bare = method == Method::Head || matches!(reply.status, Status::Code(100..=199 | 204 | 205 | 304));
    if is_bare {
        return (reply, Form::Empty, None);
    }
    match distinct(&reply.contents).first() {
        Some(Distinct { content, .. }) => (reply, form(making, content), Some(&content.media_type)),
        None => (reply, Form::Empty, None),
    }
}

fn form(making: &Making<'_>, content: &Content) -> Form {
    match &content.kind {
        ContentKind::Json(place) => Form::Json(making.table.place(place)),
        ContentKind::Lines(place) => Form::Lines(making.table.place(place)),
        ContentKind::Events(place) => Form::Events(making.table.place(place)),
        ContentKind::Text | ContentKind::Form(..) => Form::Text,
        ContentKind::Bytes | ContentKind::Multipart(_) => Form::Bytes,
    }
}

fn success(all: &[Documented<'_>], operation: &Operation, name: &Ident, items: &mut Vec<Item>) -> (Ty, Reads) {
    let is_stream = |form: &&Form| matches!(form, Form::Events(_) | Form::Lines(_));
    let first = all.first().map(|it| &it.1);
    let stream = all.iter().map(|it| &it.1).find(is_stream);
    // Bytes, or nothing yet: the status says which, and the bytes may be more than memory holds.
    let is_part = |it: &Documented<'_>| matches!(it.1, Form::Bytes | Form::Empty) && !is_redirect(it.0.status);
    let bytes = all.iter().map(|it| &it.1).find(|form| **form == Form::Bytes).filter(|_| all.iter().all(is_part));
    let is_like = |it: &Documented<'_>, first: &Form| it.1 == *first && !is_redirect(it.0.status);
    let one = stream.or(bytes).or(first.filter(|first| all.iter().all(|it| is_like(it, first))));
    match one {
        None if all.is_empty() => (Ty::Unit, Reads::Nothing),
        None => {
            let docs = docs::line(&format!("What {} may answer.", code(&operation.id)));
            items.push(answer(name, docs, all));
            (Ty::Item(name.clone()), Reads::Answer)
        }
        Some(form) => read(form),
    }
}

/// The type of a form, and how it is read.
fn read(form: &Form) -> (Ty, Reads) {
    match form {
        Form::Empty => (Ty::Unit, Reads::Nothing),
        Form::Json(ty) => (ty.clone(), Reads::Json),
        Form::Text => (Ty::Plain("String"), Reads::Text),
        Form::Bytes => (Ty::Runtime("ByteStream"), Reads::Bytes),
        Form::Events(ty) => (Ty::RuntimeOf("EventStream", Box::new(ty.clone())), Reads::Events),
        Form::Lines(ty) => (Ty::RuntimeOf("LineStream", Box::new(ty.clone())), Reads::Lines),
    }
}

fn failure(all: &[Documented<'_>], operation: &Operation, name: &Ident, items: &mut Vec<Item>) -> (Ty, Fails) {
    let bodies: Vec<_> = all.iter().filter(|it| it.1 != Form::Empty).collect();
    match bodies.as_slice() {
        [] => (Ty::Runtime("NoError"), Fails::Undocumented),
        [(_, Form::Json(ty), _), others @ ..] if others.iter().all(|it| it.1 == Form::Json(ty.clone())) => {
            (ty.clone(), Fails::Json(bodies.iter().map(|it| it.0.status).collect()))
        }
        _ => {
            let docs = docs::line(&format!("How {} may fail.", code(&operation.id)));
            items.push(answer(name, docs, all));
            (Ty::Item(name.clone()), Fails::Answer)
        }
    }
}

fn answer(name: &Ident, docs: crate::rust::Doc, all: &[Documented<'_>]) -> Item {
    let mut all = all.to_vec();
    all.sort_by_key(|it| it.0.status == Status::Default);
    let mut scope = Scope::default();
    let named = all.into_iter().map(|it| (scope.claim([phrase(it.0.status)]), it));
    let variants = named.map(|(name, (reply, form, _))| AnswerVariant {
        docs: docs::of_member(&reply.docs, &name.0),
        name,
        status: reply.status,
        content: match form {
            Form::Empty => None,
            Form::Json(ty) => Some((ty, AnswerContent::Json)),
            Form::Text | Form::Events(_) | Form::Lines(_) => Some((Ty::Plain("String"), AnswerContent::Text)),
            Form::Bytes => Some((Ty::Runtime("Bytes"), AnswerContent::Bytes)),
        },
    });
    Item::Answer(Answer { name: name.clone(), docs, variants: variants.collect() })
}

/// What is asked for, where the way of reading does not imply it.
fn accept(all: &[Documented<'_>], reads: Reads) -> Option<String> {
    // What is no media type cannot be asked for.
    let mut types: Vec<&str> = all.iter().filter_map(|it| it.2).filter(|it| it.contains('/')).collect();
    types.dedup();
    match (reads, types.as_slice()) {
        (Reads::Events | Reads::Nothing, _) | (_, [] | ["*/*"]) => None,
        (Reads::Json | Reads::Answer, ["application/json"]) => None,
        (_, types) => Some(types.join(", ")),
    }
}
