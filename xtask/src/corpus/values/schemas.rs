//! The component schemas of a document as an independent validator reads them: JSON Schema of 2020, whatever the version
//! of OpenAPI was.

use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A document's schemas.
pub(super) struct Schemas {
    /// The whole document, its component schemas translated.
    pub(super) root: Value,
    /// The keys under `components.schemas`, in document order.
    pub(super) keys: Vec<String>,
    /// The values that stand beside a reference to a component, by its key.
    examples: BTreeMap<String, Vec<Value>>,
}

impl Schemas {
    /// Reads a document; `None` where that cannot be done.
    pub(super) fn read(path: &Path) -> Option<Self> {
        let text = std::fs::read_to_string(path).ok()?;
        let mut root = specwright::document::tree::parse(&text).ok()?.root.to_json();
        let is_old = root["openapi"].as_str().is_some_and(|version| version.starts_with("3.0"));
        let schemas = root.pointer_mut("/components/schemas").and_then(Value::as_object_mut);
        let mut keys = Vec::new();
        for (key, schema) in schemas.into_iter().flatten() {
            keys.push(key.clone());
            translate(schema, is_old, 0);
        }
        let mut examples = BTreeMap::new();
        in_contents(&root, &mut examples);
        Some(Self { root, keys, examples })
    }

    /// A component schema.
    pub(super) fn get(&self, key: &str) -> Option<&Value> {
        self.root["components"]["schemas"].get(key)
    }

    /// What a reference inside of the document means.
    pub(super) fn resolve(&self, reference: &str) -> Option<&Value> {
        let pointer = specwright::pointer::Pointer::parse(reference)?;
        pointer.segments().iter().try_fold(&self.root, |value, segment| match value {
            Value::Array(items) => items.get(segment.parse::<usize>().ok()?),
            _ => value.get(segment),
        })
    }

    /// The values that the document gives for a component schema.
    pub(super) fn examples(&self, key: &str) -> Vec<Value> {
        let Some(schema) = self.get(key) else { return Vec::new() };
        let mut found: Vec<Value> = schema.get("example").cloned().into_iter().collect();
        found.extend(schema.get("examples").and_then(Value::as_array).into_iter().flatten().cloned());
        found.extend(self.examples.get(key).into_iter().flatten().cloned());
        found
    }

    /// The components that a component reaches, itself too.
    pub(super) fn reach(&self, key: &str) -> BTreeSet<String> {
        let mut seen = BTreeSet::new();
        let mut open = vec![key.to_owned()];
        while let Some(key) = open.pop() {
            if let (true, Some(schema)) = (seen.insert(key.clone()), self.get(&key)) {
                references(schema, &mut open);
            }
        }
        seen
    }
}

fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            let target =
                map.get("$ref").and_then(Value::as_str).and_then(|it| it.strip_prefix("#/components/schemas/"));
            found.extend(target.map(|key| key.replace("~1", "/").replace("~0", "~")));
            map.values().for_each(|value| references(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

/// The examples beside schemas that are only a reference to a component.
fn in_contents(value: &Value, found: &mut BTreeMap<String, Vec<Value>>) {
    match value {
        Value::Object(map) => {
            if let Some(key) = map.get("schema").and_then(|schema| target(schema.as_object()?)) {
                let own = map.get("example").cloned();
                let named = map.get("examples").and_then(Value::as_object).into_iter().flatten();
                let named = named.filter_map(|(_, example)| example.get("value").cloned());
                found.entry(key).or_default().extend(own.into_iter().chain(named));
            }
            map.values().for_each(|value| in_contents(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| in_contents(value, found)),
        _ => {}
    }
}

/// The component that a schema refers to.
fn target(schema: &Map<String, Value>) -> Option<String> {
    let key = schema.get("$ref")?.as_str()?.strip_prefix("#/components/schemas/")?;
    Some(key.replace("~1", "/").replace("~0", "~"))
}

/// Says in the words of 2020 what a schema of OpenAPI says.
fn translate(schema: &mut Value, is_old: bool, depth: usize) {
    let Some(map) = schema.as_object_mut() else { return };
    if depth > 200 {
        return;
    }
    if is_old {
        if let Some(reference) = map.get("$ref").cloned() {
            *map = Map::from_iter([("$ref".to_owned(), reference)]);
            return;
        }
        null(map);
        bound(map, "exclusiveMinimum", "minimum");
        bound(map, "exclusiveMaximum", "maximum");
    }
    for word in ["properties", "patternProperties", "$defs", "dependentSchemas"] {
        map.get_mut(word)
            .and_then(Value::as_object_mut)
            .into_iter()
            .flatten()
            .for_each(|(_, it)| translate(it, is_old, depth + 1));
    }
    for word in ["allOf", "anyOf", "oneOf", "prefixItems"] {
        map.get_mut(word)
            .and_then(Value::as_array_mut)
            .into_iter()
            .flatten()
            .for_each(|it| translate(it, is_old, depth + 1));
    }
    for word in ["items", "additionalProperties", "not", "propertyNames", "contains", "if", "then", "else"] {
        map.get_mut(word).into_iter().for_each(|it| translate(it, is_old, depth + 1));
    }
}

/// `nullable: true` counts beside a `type`; alone, as a member of a union, it is how 3.0 spells null.
fn null(map: &mut Map<String, Value>) {
    if map.remove("nullable") != Some(Value::Bool(true)) {
        return;
    }
    if map.is_empty() {
        map.insert("type".to_owned(), json!("null"));
    }
    if let Some(kind) = map.get("type").filter(|kind| kind.is_string()).cloned() {
        map.insert("type".to_owned(), json!([kind, "null"]));
    }
}

/// `exclusiveMinimum: true` is a flag of the bound beside it.
fn bound(map: &mut Map<String, Value>, flag: &str, bound: &str) {
    if let Some(Value::Bool(is_exclusive)) = map.get(flag).cloned() {
        map.remove(flag);
        if let (true, Some(value)) = (is_exclusive, map.remove(bound)) {
            map.insert(flag.to_owned(), value);
        }
    }
}
