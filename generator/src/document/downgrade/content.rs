//! Bounds, encoded content, and the words that 3.0 does not have at all.

use super::{Door, flag};
use crate::document::carried;
use crate::document::notes::Notes;
use crate::document::tree::{Node, Object, Value};

/// The words of 3.1 that travel under another name.
const CARRIED: [(&str, &str); 9] = [
    ("prefixItems", carried::PREFIX_ITEMS),
    ("patternProperties", carried::PATTERN_PROPERTIES),
    ("propertyNames", carried::PROPERTY_NAMES),
    ("dependentRequired", carried::DEPENDENT_REQUIRED),
    ("unevaluatedProperties", carried::UNEVALUATED_PROPERTIES),
    ("unevaluatedItems", carried::UNEVALUATED_ITEMS),
    ("contains", carried::CONTAINS),
    ("minContains", carried::MIN_CONTAINS),
    ("maxContains", carried::MAX_CONTAINS),
];

impl Door<'_> {
    /// Bounds that exclude become a bound and a flag.
    pub(super) fn bounds(&self, object: &mut Object, notes: &mut Notes) {
        for (word, bound, is_lower) in [("exclusiveMinimum", "minimum", true), ("exclusiveMaximum", "maximum", false)] {
            let Some(Node { value: Value::Number(limit), .. }) = object.get(word) else {
                if object.get(word).is_some_and(|node| matches!(node.value, Value::Bool(_))) {
                    self.is_of_30(&format!("a boolean `{word}`"), notes);
                }
                continue;
            };
            self.is_of_31(&format!("a number as `{word}`"), notes);
            let limit = limit.clone();
            let parse = |text: &str| text.parse::<f64>().ok();
            let inclusive = match object.get(bound).map(|node| &node.value) {
                Some(Value::Number(text)) => parse(text),
                _ => None,
            };
            let excludes = match (inclusive, parse(&limit)) {
                (Some(inclusive), Some(limit)) => {
                    if is_lower {
                        limit >= inclusive
                    } else {
                        limit <= inclusive
                    }
                }
                _ => true,
            };
            let Some(Node { mark, .. }) = object.take(word) else { continue };
            if excludes {
                object.set(bound, Node { value: Value::Number(limit), mark });
                object.set(word, Node { value: Value::Bool(true), mark });
            }
        }
    }

    /// What a string holds: bytes become a format, the rest travels.
    pub(super) fn content(&self, object: &mut Object, notes: &mut Notes) {
        let encoding = take_text(object, "contentEncoding");
        let media_type = take_text(object, "contentMediaType");
        let schema = object.take("contentSchema");
        if encoding.is_none() && media_type.is_none() && schema.is_none() {
            return;
        }
        self.is_of_31("`contentEncoding` or `contentMediaType`", notes);
        let format = match (&encoding, &media_type) {
            (Some((encoding, _)), _) if encoding.eq_ignore_ascii_case("base64") => Some("byte"),
            (Some((encoding, _)), _) if encoding.eq_ignore_ascii_case("base64url") => Some("base64url"),
            (None, Some((media_type, _))) if !is_text(media_type) => Some("binary"),
            _ => None,
        };
        match format {
            Some(format) if !object.has("format") => object.set("format", Node::made(Value::String(format.to_owned()))),
            _ => {}
        }
        let encoding = encoding.filter(|_| !matches!(format, Some("byte" | "base64url")));
        for (key, text) in [(carried::CONTENT_ENCODING, encoding), (carried::CONTENT_MEDIA_TYPE, media_type)] {
            if let Some((text, mark)) = text {
                object.set(key, Node { value: Value::String(text), mark });
            }
        }
        if let Some(schema) = schema {
            object.set(carried::CONTENT_SCHEMA, schema);
        }
    }

    /// Tuples, patterns, conditions.
    pub(super) fn beyond(&self, object: &mut Object, notes: &mut Notes) {
        if object.get("items").is_some_and(|items| items.as_array().is_some()) {
            self.is_of_31("a list as `items`", notes);
            let places = object.take("items").unwrap_or_default();
            if let Some(rest) = object.take("additionalItems") {
                object.set("items", rest);
            }
            object.set(carried::PREFIX_ITEMS, places);
        }
        object.take("additionalItems");
        self.unevaluated_items(object);
        for (word, key) in CARRIED {
            if let Some(node) = object.take(word) {
                self.is_of_31(&format!("`{word}`"), notes);
                object.set(key, node);
            }
        }
        let mut conditional = Vec::new();
        for word in ["if", "then", "else"] {
            conditional.extend(object.take(word));
        }
        if let Some(Node { value: Value::Object(dependent), .. }) = object.take("dependentSchemas") {
            conditional.extend(dependent.members.into_iter().map(|member| member.node));
        }
        if !conditional.is_empty() {
            self.is_of_31("`if`, `then`, `else` or `dependentSchemas`", notes);
            let message = "what holds only under a condition is optional: `if`, `then`, `else`, `dependentSchemas`";
            notes.lossy("conditional-keys", self.trail, self.mark, message);
            object.set(carried::CONDITIONAL, Node { value: Value::Array(conditional), mark: self.mark });
        }
    }
}

/// What may know places besides `items` and `prefixItems`.
const APPLICATORS: [&str; 8] = ["allOf", "anyOf", "oneOf", "if", "then", "else", "contains", "dependentSchemas"];

impl Door<'_> {
    /// `unevaluatedItems` is `items` where nothing else knows places.
    fn unevaluated_items(&self, object: &mut Object) {
        if object.has("items") || APPLICATORS.iter().any(|word| object.has(word)) {
            return;
        }
        match object.take("unevaluatedItems") {
            Some(Node { value: Value::Bool(false), mark }) => {
                object.set("items", Node { value: Value::Object(flag(carried::NEVER)), mark });
            }
            Some(items @ Node { value: Value::Object(_), .. }) => object.set("items", items),
            _ => {}
        }
    }
}

fn take_text(object: &mut Object, word: &str) -> Option<(String, crate::document::tree::Mark)> {
    match object.take(word)? {
        Node { value: Value::String(text), mark } => Some((text, mark)),
        _ => None,
    }
}

/// Whether a string of this media type is readable as it is.
fn is_text(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let readable = [
        "application/json",
        "application/xml",
        "application/yaml",
        "application/jwt",
        "application/x-www-form-urlencoded",
    ];
    essence.starts_with("text/")
        || essence.ends_with("+json")
        || essence.ends_with("+xml")
        || essence.ends_with("+yaml")
        || readable.contains(&essence.as_str())
}
