//! Texts, flags and numbers, with what is read as one although it is not.

use super::{At, Reader};
use crate::document::tree::{Node, Value, number};
use indexmap::IndexMap;

impl Reader<'_> {
    /// A text; a number or a boolean is its text.
    pub(super) fn text_at(&mut self, at: At<'_>) -> Option<String> {
        let text = match &at.node.value {
            Value::String(text) => return Some(text.clone()),
            Value::Null => return None,
            Value::Number(text) => text.clone(),
            Value::Bool(value) => value.to_string(),
            Value::Array(_) | Value::Object(_) => {
                self.set_aside(at, "a string");
                return None;
            }
        };
        let name = at.trail.last_key().map_or_else(|| "this".to_owned(), |key| format!("`{key}`"));
        self.wrong_kind(at, format!("{name} is a string, and here is {}: it is read as {text:?}", at.node.kind()));
        Some(text)
    }

    /// The text of a key.
    pub(super) fn text(&mut self, at: At<'_>, key: &str) -> Option<String> {
        self.one(at, key, Self::text_at)
    }

    /// The text of a key that has to be there.
    pub(super) fn required_text(&mut self, at: At<'_>, key: &str, substitute: &str) -> String {
        self.text(at, key).unwrap_or_else(|| {
            if !at.node.get(key).is_some_and(|node| node.value != Value::Null) {
                let message = format!("`{key}` is missing; {substitute:?} is taken");
                self.notes.broken("missing-field", at.trail, at.node.mark, message);
            }
            substitute.to_owned()
        })
    }

    /// The flag of a key; `"true"` is true.
    pub(super) fn flag(&mut self, at: At<'_>, key: &str) -> Option<bool> {
        self.one(at, key, |reader, at| {
            let read = match &at.node.value {
                Value::Bool(value) => return Some(*value),
                Value::String(text) if text.eq_ignore_ascii_case("true") => true,
                Value::String(text) if text.eq_ignore_ascii_case("false") => false,
                _ => {
                    reader.set_aside(at, "a boolean");
                    return None;
                }
            };
            reader.wrong_kind(at, format!("`{key}` is a boolean, and here is a string: it is read as {read}"));
            Some(read)
        })
    }

    /// The text of the number of a key; the text of a number in quotes too.
    pub(super) fn digits<'a>(&mut self, at: At<'a>, key: &str) -> Option<&'a str> {
        let node = at.node.get(key).filter(|node| node.value != Value::Null)?;
        let trail = at.trail.key(key);
        let at = At { node, trail: &trail };
        match &node.value {
            Value::Number(text) => Some(text),
            Value::String(text) if number(text).is_some() => {
                self.wrong_kind(at, format!("`{key}` is a number, and here is a string: it is read as {text}"));
                Some(text)
            }
            _ => {
                self.set_aside(at, "a number");
                None
            }
        }
    }

    /// The count of a key.
    pub(super) fn count(&mut self, at: At<'_>, key: &str) -> Option<usize> {
        let text = self.digits(at, key)?;
        let count = text.parse().ok().or_else(|| whole(text).and_then(|count| usize::try_from(count).ok()));
        if count.is_none() {
            // `maxLength: 1e30` bounds nothing; a negative minimum neither.
            let trail = at.trail.key(key);
            let node = at.node.get(key).unwrap_or(at.node);
            self.wrong_kind(
                At { node, trail: &trail },
                format!("`{key}` is a count, and here is {text}: it is set aside"),
            );
        }
        count
    }

    /// The keys that begin with `x-`.
    pub(super) fn extensions(&self, at: At<'_>) -> IndexMap<String, serde_json::Value> {
        let members = at.node.as_object().map(|object| object.members.as_slice()).unwrap_or_default();
        let extensions = members.iter().filter(|member| member.key.starts_with("x-"));
        extensions.map(|member| (member.key.clone(), member.node.to_json())).collect()
    }

    /// The value of a key, whatever it is.
    pub(super) fn data(&self, at: At<'_>, key: &str) -> Option<serde_json::Value> {
        at.node.get(key).map(Node::to_json)
    }
}

/// The whole number that a text like `1.0` or `1e3` is.
pub(super) fn whole(text: &str) -> Option<i64> {
    if let Ok(whole) = text.parse() {
        return Some(whole);
    }
    let float: f64 = text.parse().ok()?;
    let is_exact = float.fract() == 0.0 && float.abs() < 9_007_199_254_740_992.0;
    // Nothing is cut off: it is a whole number below 2^53.
    is_exact.then_some(float as i64)
}
