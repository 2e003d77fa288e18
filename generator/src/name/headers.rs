//! The headers that answers document, as structs. Many operations document the same ones: those are one struct.

use super::definitions::{OperationTypes, plain};
use super::docs;
use super::ident::{Style, pascal_of};
use super::items::{Making, finish, present, sibling};
use super::operations::OperationName;
use super::replies::{failures, successes};
use super::scope::{Scope, siblings};
use super::words::{Symbols, words};
use crate::api::{Api, Reply, ReplyHeader, Text, Type, Use};
use crate::rust::{Field, Ident, Item, StructCodec};
use std::collections::HashMap;

/// What the structs of headers are called: after the response that declares them, after what they have in common, after
/// the operation.
pub(super) fn names(api: &Api, operations: &[OperationName], types: &mut [OperationTypes], scope: &mut Scope) {
    let mut declared: HashMap<String, Ident> = HashMap::new();
    for ((operation, name), types) in api.operations.iter().zip(operations).zip(types) {
        let failures = with_headers(failures(operation));
        if !failures.is_empty() {
            let suffixes = ["ErrorHeaders", "FailureHeaders"];
            types.error_headers.push(scope.claim(suffixes.map(|suffix| format!("{}{suffix}", name.base))));
        }
        let sides = [(with_headers(successes(operation)), &mut types.headers), (failures, &mut types.error_headers)];
        for (replies, names) in sides {
            let shared = [common_key(&replies).map(plain), common_words(&replies)];
            for name in shared.into_iter().flatten().rev() {
                let claim = || scope.claim(["Headers", "ResponseHeaders"].map(|suffix| format!("{name}{suffix}")));
                names.insert(0, declared.entry(name.clone()).or_insert_with(claim).clone());
            }
        }
    }
}

fn with_headers(replies: Vec<&Reply>) -> Vec<&Reply> {
    replies.into_iter().filter(|it| !it.headers.is_empty()).collect()
}

/// The key of the declared response that all of these are.
fn common_key<'a>(replies: &[&'a Reply]) -> Option<&'a str> {
    let key = |it: &'a Reply| match it.pointer.segments().as_slice() {
        ["components", "responses", key] => Some(*key),
        _ => None,
    };
    let first = key(replies.first()?)?;
    replies.iter().all(|it| key(it) == Some(first)).then_some(first)
}

/// `RateLimit` of `X-RateLimit-Limit` and `X-RateLimit-Reset`: the words that all of the headers begin with.
fn common_words(replies: &[&Reply]) -> Option<String> {
    let mut names = replies.iter().flat_map(|it| &it.headers).map(|header| {
        let mut words = words(&header.name, Symbols::Meant);
        words.retain(|word| word != "x");
        words
    });
    let first = names.next()?;
    let common = names.fold(first, |common, words| {
        common.into_iter().zip(words).take_while(|(ours, theirs)| ours == theirs).map(|(ours, _)| ours).collect()
    });
    let name = pascal_of(&common);
    (!common.is_empty() && !name.starts_with(|it: char| it.is_ascii_digit())).then_some(name)
}

/// The lists of headers that have a struct.
pub(super) type KnownHeaders = Vec<(Vec<Field>, Ident)>;

/// The struct of what these answers document, and its name. A header that not every success has is perhaps there, as is
/// every header of a failure: whoever answers then may be a proxy.
pub(super) fn headers<'a>(
    making: &Making<'_>,
    replies: impl Iterator<Item = &'a Reply>,
    are_failures: bool,
    names: &[Ident],
    known: &mut KnownHeaders,
    items: &mut Vec<Item>,
) -> Option<Ident> {
    let replies: Vec<&Reply> = replies.collect();
    let pointer = &replies.iter().find(|it| !it.headers.is_empty())?.pointer;
    let mut merged = merged(&replies);
    merged.iter_mut().for_each(|it| it.required &= !are_failures);
    let all: Vec<_> = merged.iter().map(|it| sibling(&it.name, &None, pointer)).collect();
    let idents = siblings(&all, Style::Snake, &mut Scope::default(), &mut Vec::new());
    let fields: Vec<Field> = merged.iter().zip(idents).map(|(header, name)| field(making, header, name)).collect();
    if let Some((_, name)) = known.iter().find(|(known, _)| *known == fields) {
        return Some(name.clone());
    }
    let name = names.iter().find(|name| known.iter().all(|(_, taken)| taken != *name))?;
    known.push((fields.clone(), name.clone()));
    let docs = docs::line("Headers of an answer, which `typed_headers` reads.");
    items.push(Item::Struct(finish(name.clone(), docs, fields, None, StructCodec::Headers)));
    Some(name.clone())
}

fn merged(replies: &[&Reply]) -> Vec<ReplyHeader> {
    let mut merged: Vec<ReplyHeader> = Vec::new();
    for header in replies.iter().flat_map(|it| &it.headers) {
        match merged.iter_mut().find(|it| it.name.eq_ignore_ascii_case(&header.name)) {
            None => merged.push(header.clone()),
            Some(known) if known.value == header.value => {}
            Some(known) => known.value = Use { ty: Type::Text(Text::Plain), nullable: false },
        }
    }
    for header in &mut merged {
        let is = |it: &ReplyHeader| it.required && it.name.eq_ignore_ascii_case(&header.name);
        header.required = replies.iter().all(|it| it.headers.iter().any(is));
    }
    merged
}

fn field(making: &Making<'_>, header: &ReplyHeader, name: Ident) -> Field {
    let (ty, presence) = present(making.table.ty(&header.value.ty), header.required, false);
    Field {
        name,
        wire: header.name.clone(),
        ty,
        presence,
        is_lenient: false,
        docs: docs::of_sent(&header.docs, &header.name),
        deprecated: header.docs.deprecated,
        initial: None,
        part: None,
        parameter: None,
    }
}
