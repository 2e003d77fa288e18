//! The independent validator.

use super::schemas::Schemas;
use jsonschema::{Registry, Validator};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

const BASE: &str = "https://document.invalid/openapi";

/// The validators of all component schemas that one can be made for, compiled together: what many of them refer to is
/// compiled once.
pub(super) struct Validity {
    groups: Vec<Validator>,
    /// The validator of each schema.
    of: BTreeMap<String, usize>,
}

/// The document as what references lead into.
pub(super) fn registry(schemas: &Schemas) -> Option<Registry<'_>> {
    Registry::new().draft(jsonschema::Draft::Draft202012).add(BASE, &schemas.root).ok()?.prepare().ok()
}

impl Validity {
    pub(super) fn new(registry: &Registry<'_>, keys: &[String]) -> Self {
        let mut made = Self { groups: Vec::new(), of: BTreeMap::new() };
        made.group(registry, keys);
        made
    }

    /// One schema that cannot be compiled fails all that are compiled with it: then each half is tried.
    fn group(&mut self, registry: &Registry<'_>, keys: &[String]) {
        let reference = |key: &String| {
            let escaped: String = key.replace('~', "~0").replace('/', "~1").bytes().map(percent).collect();
            (key.clone(), json!({"$ref": format!("{BASE}#/components/schemas/{escaped}")}))
        };
        let each: Map<String, Value> = keys.iter().map(reference).collect();
        let compiled = jsonschema::options()
            .with_draft(jsonschema::Draft::Draft202012)
            .with_registry(registry)
            .should_validate_formats(true)
            .build(&json!({"properties": each}));
        match (compiled, keys) {
            (Ok(validator), _) => {
                self.of.extend(keys.iter().map(|key| (key.clone(), self.groups.len())));
                self.groups.push(validator);
            }
            (Err(_), [] | [_]) => {}
            (Err(_), _) => {
                let (some, others) = keys.split_at(keys.len() / 2);
                self.group(registry, some);
                self.group(registry, others);
            }
        }
    }

    /// Whether the validator can read a component schema.
    pub(super) fn reads(&self, key: &str) -> bool {
        self.of.contains_key(key)
    }

    /// Whether a value is valid; not, where no validator can be made.
    pub(super) fn accepts(&self, key: &str, value: &Value) -> bool {
        let group = self.of.get(key).and_then(|at| self.groups.get(*at));
        group.is_some_and(|validator| validator.is_valid(&json!({key: value})))
    }
}

fn percent(byte: u8) -> String {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    }
}
