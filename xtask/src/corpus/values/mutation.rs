//! Values of a wrong kind.

use serde_json::{Value, json};

/// The same value with something in it replaced by another kind of JSON: the whole, and each of its own members.
pub(super) fn wrong(value: &Value, number: usize) -> Vec<(Depth, Value)> {
    let mut all: Vec<_> = others(value).into_iter().map(|other| (Depth::Whole, other)).collect();
    match value {
        Value::Object(object) => {
            for (index, (key, inner)) in object.iter().enumerate() {
                let others = others(inner);
                let mut changed = object.clone();
                if let Some(other) = others.get((index + number) % others.len().max(1)) {
                    changed.insert(key.clone(), other.clone());
                    all.push((Depth::Part, Value::Object(changed)));
                }
            }
        }
        Value::Array(items) => {
            if let Some(first) = items.first() {
                let mut changed = items.clone();
                if let (Some(place), Some(other)) = (changed.first_mut(), others(first).into_iter().next()) {
                    *place = other;
                    all.push((Depth::Part, Value::Array(changed)));
                }
            }
        }
        _ => {}
    }
    all
}

/// What was replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Depth {
    Whole,
    Part,
}

fn others(value: &Value) -> Vec<Value> {
    let all = [json!("wrong"), json!({"wrong": {}}), json!([["wrong"]]), json!(true), json!(7)];
    let kind = std::mem::discriminant(value);
    all.into_iter().filter(|other| std::mem::discriminant(other) != kind).collect()
}
