//! Keys that no schema names, in every object of a value.

use serde_json::{Map, Value, json};

const KEY: &str = "a key that no schema names";

/// The same with such a key in every object.
pub(super) fn extended(value: &Value) -> Value {
    let own = |map: Map<String, Value>| map.into_iter().chain([(KEY.to_owned(), json!({"deep": [1, null]}))]).collect();
    each(value, &own)
}

/// The same without those.
pub(super) fn bare(value: &Value) -> Value {
    each(value, &|map| map.into_iter().filter(|(key, _)| key != KEY).collect())
}

fn each(value: &Value, change: &dyn Fn(Map<String, Value>) -> Map<String, Value>) -> Value {
    match value {
        Value::Object(map) => {
            Value::Object(change(map.iter().map(|(key, value)| (key.clone(), each(value, change))).collect()))
        }
        Value::Array(items) => Value::Array(items.iter().map(|item| each(item, change)).collect()),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::{bare, extended};
    use serde_json::json;

    #[test]
    fn every_object_has_one_more() {
        let value = json!([{"a": {}}, 1]);
        let more = extended(&value);
        assert_eq!(more[0]["a"].as_object().unwrap().len(), 1);
        assert_eq!(more[0].as_object().unwrap().len(), 2);
        assert_eq!(bare(&more), value);
    }
}
