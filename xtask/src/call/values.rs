//! From what is typed on a command line to JSON of the right kind: `5` is a number for an `i64`, and text for a `String`.

use serde_json::Value;
use specwright::rust::{Choice, Crate, Ident, Item, Ty};

/// What several texts for one argument are: a list, or the last of them.
pub(super) fn value(krate: &Crate, ty: &Ty, texts: &[String]) -> Value {
    match (ty, texts) {
        (Ty::Option(ty) | Ty::Box(ty) | Ty::Ref(ty), texts) => value(krate, ty, texts),
        (Ty::Item(name), texts) if target(krate, name).is_some() => {
            target(krate, name).map_or(Value::Null, |ty| value(krate, ty, texts))
        }
        (Ty::Vec(element), texts) => match texts {
            [text] if text.trim_start().starts_with('[') => json(text),
            texts => texts.iter().map(|text| one(krate, element, text)).collect(),
        },
        (ty, texts) => texts.last().map_or(Value::Null, |text| one(krate, ty, text)),
    }
}

fn one(krate: &Crate, ty: &Ty, text: &str) -> Value {
    match ty {
        Ty::Option(ty) | Ty::Box(ty) | Ty::Ref(ty) => one(krate, ty, text),
        Ty::Plain("String") => Value::String(text.to_owned()),
        Ty::Plain(_) | Ty::Runtime("Value" | "BigInt" | "Decimal") => json(text),
        Ty::Runtime(_) | Ty::Unit => Value::String(text.to_owned()),
        Ty::RuntimeOf(..) | Ty::Map(_) | Ty::Tuple(_) => json(text),
        Ty::Vec(_) => value(krate, ty, &[text.to_owned()]),
        Ty::Item(name) => match krate.items.iter().find(|item| named(item, name)) {
            Some(Item::Alias(alias)) => one(krate, &alias.ty, text),
            Some(Item::Newtype(newtype)) => one(krate, &newtype.ty, text),
            Some(Item::Choice(choice)) => constant(choice, text),
            _ => json(text),
        },
    }
}

/// The constant that is written so; of an open enum, one that is not listed too.
fn constant(choice: &Choice, text: &str) -> Value {
    let values = choice.variants.iter().map(|variant| &variant.value);
    let found = values.into_iter().find(|value| match value {
        Value::String(own) => own == text,
        other => serde_json::from_str(text).is_ok_and(|text: Value| text == **other),
    });
    let is_text = choice.variants.iter().all(|variant| variant.value.is_string());
    found.cloned().unwrap_or_else(|| if is_text { Value::String(text.to_owned()) } else { json(text) })
}

/// JSON, or text where it is none.
fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned()))
}

/// What a name stands for.
fn target<'a>(krate: &'a Crate, name: &Ident) -> Option<&'a Ty> {
    match krate.items.iter().find(|item| named(item, name))? {
        Item::Alias(alias) => Some(&alias.ty),
        _ => None,
    }
}

pub(super) fn named(item: &Item, name: &Ident) -> bool {
    let own = match item {
        Item::Struct(it) => &it.name,
        Item::Choice(it) => &it.name,
        Item::Union(it) => &it.name,
        Item::Alias(it) => &it.name,
        Item::Newtype(it) => &it.name,
        Item::Answer(it) => &it.name,
    };
    own == name
}
