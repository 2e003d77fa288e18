//! What version 3.0 has no words for, in words.

use super::docs::{counted, shown};
use super::media;
use crate::document::carried;
use crate::pointer::Pointer;
use indexmap::IndexMap;
use serde_json::Value;

/// Longer schemas are left to the document.
const LONGEST: usize = 80;

/// What a reader is told of keys of ours on a schema; `is_embedded` where the type says what a string holds.
pub(super) fn told(extensions: &IndexMap<String, Value>, is_embedded: bool) -> Vec<String> {
    let of = |key: &str| extensions.get(key);
    let mut told = Vec::new();
    told.extend(of(carried::PROPERTY_NAMES).map(|names| limited("keys", names, "propertyNames")));
    if let Some(Value::Object(needs)) = of(carried::DEPENDENT_REQUIRED) {
        for (key, needed) in needs {
            let needed: Vec<String> = needed.as_array().into_iter().flatten().map(shown).collect();
            if !needed.is_empty() {
                told.push(format!("with `{}` also {}", key.replace('`', "'"), needed.join(", ")));
            }
        }
    }
    if let Some(contains) = of(carried::CONTAINS) {
        let count = |key: &str| of(key).and_then(Value::as_u64).and_then(|count| usize::try_from(count).ok());
        let (least, most) = (count(carried::MIN_CONTAINS), count(carried::MAX_CONTAINS));
        if let Some(counted) = counted(least.or(Some(1)), most, "element") {
            told.push(limited(&counted, contains, "contains"));
        }
    }
    match of(carried::UNEVALUATED_ITEMS) {
        None | Some(Value::Bool(_)) => {}
        Some(items) => told.push(limited("further elements", items, "unevaluatedItems")),
    }
    if let Some(encoding) = of(carried::CONTENT_ENCODING) {
        told.push(format!("encoded as {}", shown(encoding)));
    }
    if let Some(media_type) = of(carried::CONTENT_MEDIA_TYPE)
        && !(is_embedded && media_type.as_str().is_some_and(media::is_json))
    {
        told.push(format!("holds {}", shown(media_type)));
    }
    told
}

/// `keys match ^a+$`, `keys as Key`.
fn limited(what: &str, by: &Value, keyword: &str) -> String {
    let reference = by.get("$ref").and_then(Value::as_str).and_then(Pointer::parse);
    if let Some(name) = reference.as_ref().and_then(Pointer::last) {
        return format!("{what} as `{}`", name.replace('`', "'"));
    }
    let only = |key: &str| {
        by.get(key).filter(|_| {
            by.as_object().is_some_and(|object| {
                object.keys().all(|it| it == key || it == "type" || it.starts_with(carried::PREFIX))
            })
        })
    };
    if let Some(pattern) = only("pattern") {
        return format!("{what} match {}", shown(pattern));
    }
    if let Some(values) = only("enum").and_then(Value::as_array) {
        let values: Vec<String> = values.iter().map(shown).collect();
        return format!("{what} out of {}", values.join(", "));
    }
    let mut schema = by.clone();
    if let Some(object) = schema.as_object_mut() {
        object.retain(|key, _| !key.starts_with(carried::PREFIX));
    }
    let text = schema.to_string();
    if text.len() <= LONGEST {
        format!("{what} as in {}", shown(&schema))
    } else {
        format!("{what} as `{keyword}` says")
    }
}

#[cfg(test)]
mod tests {
    use super::told;
    use crate::document::carried;
    use serde_json::{Value, json};

    #[test]
    fn what_has_no_type_is_told_in_words() {
        let long = json!({"type": "string", "description": "x".repeat(100)});
        let cases: [(&str, Value, &[&str]); 11] = [
            (carried::PROPERTY_NAMES, json!({"pattern": "^a+$"}), &["keys match `^a+$`"]),
            (carried::PROPERTY_NAMES, json!({"type": "string", "enum": ["a", "b"]}), &["keys out of `a`, `b`"]),
            (carried::PROPERTY_NAMES, json!({"$ref": "#/components/schemas/Key"}), &["keys as `Key`"]),
            (carried::PROPERTY_NAMES, json!({"maxLength": 5}), &["keys as in `{\"maxLength\":5}`"]),
            (carried::PROPERTY_NAMES, long, &["keys as `propertyNames` says"]),
            (
                carried::DEPENDENT_REQUIRED,
                json!({"card": ["address", "name"], "name": []}),
                &["with `card` also `address`, `name`"],
            ),
            (carried::CONTAINS, json!({"enum": [5]}), &["at least 1 element out of `5`"]),
            (carried::UNEVALUATED_ITEMS, json!({"pattern": "b"}), &["further elements match `b`"]),
            (carried::UNEVALUATED_ITEMS, json!(false), &[]),
            (carried::CONTENT_ENCODING, json!("base16"), &["encoded as `base16`"]),
            (carried::CONTENT_MEDIA_TYPE, json!("text/html"), &["holds `text/html`"]),
        ];
        for (key, value, expected) in cases {
            assert_eq!(told(&[(key.to_owned(), value)].into_iter().collect(), false), expected);
        }
    }
}
