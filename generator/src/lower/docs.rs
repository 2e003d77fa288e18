//! What a reader is told of a schema, and in words what its type does not say.

use super::schema::{Kind, Schema};
use crate::api::{Docs, Text};
use serde_json::Value;

/// What a reader is told where a schema stands; `told` where its constraints are in words already.
pub(super) fn docs(own: &Schema, flat: &Schema) -> Docs {
    Docs {
        title: own.about.title.clone().or(flat.about.title.clone()),
        text: own.about.text.clone().or(flat.about.text.clone()),
        deprecated: own.about.deprecated || flat.about.deprecated,
        examples: if own.about.examples.is_empty() { flat.about.examples.clone() } else { own.about.examples.clone() },
        notes: notes(flat),
        link: own.about.link.clone().or(flat.about.link.clone()),
    }
}

/// The same of a place whose schema is a type with docs of its own: nothing is told twice.
pub(super) fn place(own: &Schema, flat: &Schema, text: Option<Text>) -> Docs {
    let mut docs =
        if own.component.is_some() { Docs { notes: access(flat), ..Docs::default() } } else { docs(own, flat) };
    if text == Some(Text::Secret) {
        docs.examples.clear();
    }
    docs
}

/// What the type does not say.
fn notes(flat: &Schema) -> Vec<String> {
    let mut notes = limits(flat);
    if let Some(default) = &flat.default
        && !default.is_null()
    {
        notes.push(format!("default: {}", shown(default)));
    }
    notes.extend(access(flat));
    notes
}

fn access(flat: &Schema) -> Vec<String> {
    match (flat.read_only, flat.write_only) {
        (true, false) => vec!["read only".to_owned()],
        (false, true) => vec!["write only".to_owned()],
        _ => Vec::new(),
    }
}

/// A value as it is shown: `20`, `asc`, `[1,2]`.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => format!("`{}`", text.replace('`', "'")),
        other => format!("`{}`", other.to_string().replace('`', "'")),
    }
}

/// The constraints, in words.
fn limits(flat: &Schema) -> Vec<String> {
    let Some(limits) = flat.limits.as_deref() else {
        return Vec::new();
    };
    let mut notes = Vec::new();
    let is_text = flat.kind() == Some(Kind::Text);
    if let Some(content) = &limits.content
        && !matches!(content.as_str(), "float" | "double" | "string" | "int32" | "int64" | "integer" | "number")
    {
        notes.push(format!("format: `{}`", content.replace('`', "'")));
    }
    if is_text {
        notes.extend(counted(limits.min_length, limits.max_length, "character"));
    }
    notes.extend(counted(limits.min_items, limits.max_items, "element"));
    notes.extend(counted(limits.min_properties, limits.max_properties, "key"));
    if limits.unique_items {
        notes.push("no element twice".to_owned());
    }
    if let Some(pattern) = &limits.pattern {
        notes.push(format!("matches `{}`", pattern.replace('`', "'")));
    }
    let least = if limits.exclusive_minimum { "more than" } else { "at least" };
    let most = if limits.exclusive_maximum { "less than" } else { "at most" };
    match (&limits.minimum, &limits.maximum) {
        (Some(minimum), Some(maximum)) if !limits.exclusive_minimum && !limits.exclusive_maximum => {
            notes.push(format!("{minimum} to {maximum}"));
        }
        (minimum, maximum) => {
            notes.extend(minimum.as_ref().map(|bound| format!("{least} {bound}")));
            notes.extend(maximum.as_ref().map(|bound| format!("{most} {bound}")));
        }
    }
    notes.extend(limits.multiple_of.as_ref().map(|step| format!("a multiple of {step}")));
    notes.extend(limits.told.iter().cloned());
    notes
}

/// `at least 1 character`, `2 to 5 elements`, `exactly 3 keys`.
pub(super) fn counted(least: Option<usize>, most: Option<usize>, thing: &str) -> Option<String> {
    let plural = |count: usize| if count == 1 { thing.to_owned() } else { format!("{thing}s") };
    match (least.filter(|count| *count > 0), most) {
        (None, None) => None,
        (Some(least), Some(most)) if least == most => Some(format!("exactly {least} {}", plural(least))),
        (Some(least), Some(most)) => Some(format!("{least} to {most} {}", plural(most))),
        (Some(least), None) => Some(format!("at least {least} {}", plural(least))),
        (None, Some(most)) => Some(format!("at most {most} {}", plural(most))),
    }
}

#[cfg(test)]
mod tests {
    use super::notes;
    use crate::lower::schema::{Kind, Limits, Schema};
    use serde_json::json;

    #[test]
    fn constraints_are_told_in_words() {
        let text =
            |limits: Limits| Schema { kind: Some(Kind::Text), limits: Some(Box::new(limits)), ..Schema::default() };
        let cases: [(Schema, &[&str]); 6] = [
            (text(Limits { min_length: Some(1), ..Limits::default() }), &["at least 1 character"]),
            (text(Limits { min_length: Some(2), max_length: Some(2), ..Limits::default() }), &["exactly 2 characters"]),
            (
                text(Limits { max_length: Some(5), pattern: Some("^a".into()), ..Limits::default() }),
                &["at most 5 characters", "matches `^a`"],
            ),
            (text(Limits { minimum: Some("1".into()), maximum: Some("9".into()), ..Limits::default() }), &["1 to 9"]),
            (
                text(Limits { minimum: Some("0".into()), exclusive_minimum: true, ..Limits::default() }),
                &["more than 0"],
            ),
            (
                Schema { default: Some(json!(20)), read_only: true, ..Schema::default() },
                &["default: `20`", "read only"],
            ),
        ];
        for (schema, expected) in cases {
            assert_eq!(notes(&schema), expected);
        }
    }
}
