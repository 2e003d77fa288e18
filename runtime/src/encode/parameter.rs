//! A parameter in its place.

use super::EncodeError;
use super::percent::Plain;
use super::style::{Kind, Style};
use crate::json::{Json, Number};
use std::borrow::Cow;

/// What a parameter is, as text.
enum Flat<'a> {
    Absent,
    Scalar(Cow<'a, str>),
    List(Vec<Cow<'a, str>>),
    Object(Vec<(&'a str, Cow<'a, str>)>),
}

fn flat<'a>(value: &'a Json<'_>, style: Style) -> Flat<'a> {
    match value {
        Json::Null => Flat::Absent,
        value if style.kind == Kind::Json => Flat::Scalar(json_text(value)),
        Json::Array(items) => match items.iter().filter_map(text).collect::<Vec<_>>() {
            items if items.is_empty() => Flat::Absent,
            items => Flat::List(items),
        },
        Json::Object(members) => {
            let members = members.iter().filter_map(|(name, value)| Some((name.as_ref(), text(value)?)));
            match members.collect::<Vec<_>>() {
                members if members.is_empty() => Flat::Absent,
                members => Flat::Object(members),
            }
        }
        scalar => text(scalar).map_or(Flat::Absent, Flat::Scalar),
    }
}

/// Whole numbers up to here are exact.
const LARGEST_EXACT: f64 = 9_007_199_254_740_992.0;

/// A value as the text of a scalar; `None` of null.
pub(crate) fn text<'a>(value: &'a Json<'_>) -> Option<Cow<'a, str>> {
    match value {
        Json::Null => None,
        Json::Text(text) => Some(Cow::Borrowed(text)),
        // A number that is whole is written as one: where it is no JSON, `10.0` is no integer to many servers.
        Json::Number(Number::F64(number)) if number.fract() == 0.0 && number.abs() < LARGEST_EXACT => {
            Some(Cow::Owned(format!("{number:.0}")))
        }
        other => Some(json_text(other)),
    }
}

fn json_text<'a>(value: &Json<'_>) -> Cow<'a, str> {
    Cow::Owned(String::from_utf8(value.to_vec()).unwrap_or_default())
}

/// `R,100,G,200`, or `R=100,G=200`.
fn joined(flat: &Flat<'_>, is_exploded: bool, separator: &str, plain: Plain) -> String {
    let equals = if is_exploded { "=" } else { separator };
    let parts: Vec<String> = match flat {
        Flat::Absent => Vec::new(),
        Flat::Scalar(text) => vec![plain.encode(text)],
        Flat::List(items) => items.iter().map(|item| plain.encode(item)).collect(),
        Flat::Object(members) => {
            let member =
                |(name, value): &(&str, Cow<'_, str>)| [&plain.encode(name), equals, &plain.encode(value)].concat();
            members.iter().map(member).collect()
        }
    };
    parts.join(separator)
}

/// What takes a parameter's place in a path.
///
/// # Errors
/// When there is nothing, or what a path resolves away: `.` and `..`.
pub(crate) fn path(style: Style, name: &str, value: &Json<'_>) -> Result<String, EncodeError> {
    let plain = Plain::Unreserved;
    let flat = flat(value, style);
    let text = match style.kind {
        Kind::Label => {
            [".", &joined(&flat, style.is_exploded, if style.is_exploded { "." } else { "," }, plain)].concat()
        }
        Kind::Matrix => matrix(&flat, style, &plain.encode(name)),
        _ => joined(&flat, style.is_exploded, ",", plain),
    };
    match (&flat, text.as_str()) {
        (Flat::Absent, _) | (_, "") => Err(EncodeError::new(name, "is empty, which a path cannot hold")),
        (_, "." | "..") => Err(EncodeError::new(name, "is `.` or `..`, which a path resolves away")),
        _ => Ok(text),
    }
}

fn matrix(flat: &Flat<'_>, style: Style, name: &str) -> String {
    let plain = Plain::Unreserved;
    let named = |value: &str| match value {
        "" => [";", name].concat(),
        value => [";", name, "=", value].concat(),
    };
    match flat {
        Flat::Absent => String::new(),
        Flat::List(items) if style.is_exploded => items.iter().map(|item| named(&plain.encode(item))).collect(),
        Flat::Object(_) if style.is_exploded => [";", &joined(flat, true, ";", plain)].concat(),
        flat => named(&joined(flat, false, ",", plain)),
    }
}

/// Adds a parameter to a query: `color=blue`, after a `&` where there was something.
///
/// # Errors
/// When an object is to be written whose names cannot be told apart from others.
pub(crate) fn query(style: Style, name: &str, value: &Json<'_>, out: &mut String) -> Result<(), EncodeError> {
    let plain = if style.keeps_reserved { Plain::Reserved } else { Plain::Unreserved };
    let key = Plain::Unreserved.encode(name);
    if style.kind == Kind::Deep {
        return deep(&key, value, plain, 0, out).map_err(|problem| EncodeError::new(name, problem));
    }
    let flat = flat(value, style);
    let separator = match style.kind {
        Kind::Space => "%20",
        Kind::Pipe => "%7C",
        _ => ",",
    };
    match &flat {
        Flat::Absent => {}
        Flat::List(items) if style.is_exploded => items.iter().for_each(|item| pair(&key, item, plain, out)),
        Flat::Object(members) if style.is_exploded => {
            members.iter().for_each(|(name, value)| pair(&Plain::Unreserved.encode(name), value, plain, out));
        }
        // A comma in a value would be one that separates, even where it may stand for itself.
        Flat::List(_) | Flat::Object(_) => add(&key, &joined(&flat, false, separator, Plain::Unreserved), out),
        Flat::Scalar(text) => pair(&key, text, plain, out),
    }
    Ok(())
}

fn pair(key: &str, value: &str, plain: Plain, out: &mut String) {
    add(key, &plain.encode(value), out);
}

fn add(key: &str, encoded: &str, out: &mut String) {
    if !out.is_empty() {
        out.push('&');
    }
    out.push_str(key);
    out.push('=');
    out.push_str(encoded);
}

/// `a[b][c]=1`, `a[b][0]=1`; the brackets are encoded, as everything is that has no place in a query.
fn deep(key: &str, value: &Json<'_>, plain: Plain, depth: usize, out: &mut String) -> Result<(), &'static str> {
    if depth > 128 {
        return Err("is nested too deeply");
    }
    match value {
        Json::Object(members) => members.iter().try_for_each(|(name, value)| {
            let key = [key, "%5B", &Plain::Unreserved.encode(name), "%5D"].concat();
            deep(&key, value, plain, depth + 1, out)
        }),
        Json::Array(items) => {
            let places = items.iter().filter(|item| !item.is_null()).enumerate();
            places.into_iter().try_for_each(|(at, item)| deep(&format!("{key}%5B{at}%5D"), item, plain, depth + 1, out))
        }
        scalar => {
            if let Some(text) = text(scalar) {
                pair(key, &text, plain, out);
            }
            Ok(())
        }
    }
}

/// The value of a header; `None`: there is none to send.
///
/// # Errors
/// When it holds control characters.
pub(crate) fn header(style: Style, name: &str, value: &Json<'_>) -> Result<Option<String>, EncodeError> {
    let flat = flat(value, style);
    if let Flat::Absent = flat {
        return Ok(None);
    }
    let text = joined(&flat, style.is_exploded, ",", Plain::All);
    match text.bytes().any(|byte| byte.is_ascii_control() && byte != b'\t') {
        true => Err(EncodeError::new(name, "holds control characters, which a header cannot")),
        false => Ok(Some(text)),
    }
}

/// What stands in the header `Cookie`: `color=blue`; `None`: there is none to send.
pub(crate) fn cookie(style: Style, name: &str, value: &Json<'_>) -> Option<String> {
    let plain = Plain::Cookie;
    let key = plain.encode(name);
    let named = |key: &str, value: &str| [key, "=", &plain.encode(value)].concat();
    let flat = flat(value, style);
    let pairs: Vec<String> = match &flat {
        Flat::Absent => return None,
        Flat::List(items) if style.is_exploded => items.iter().map(|item| named(&key, item)).collect(),
        Flat::Object(members) if style.is_exploded => {
            members.iter().map(|(name, value)| named(&plain.encode(name), value)).collect()
        }
        flat => vec![[&key, "=", &joined(flat, false, ",", plain)].concat()],
    };
    Some(pairs.join("; "))
}

#[cfg(test)]
mod tests;
