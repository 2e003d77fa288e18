//! The independent validator.

use super::schemas::Schemas;
use jsonschema::{Registry, Validator};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const BASE: &str = "https://document.invalid/openapi";

/// A validator for each component schema that one can be made for.
pub(super) struct Validity<'a> {
    registry: &'a Registry<'a>,
    made: BTreeMap<String, Option<Validator>>,
}

/// The document as what references lead into.
pub(super) fn registry(schemas: &Schemas) -> Option<Registry<'_>> {
    Registry::new().draft(jsonschema::Draft::Draft202012).add(BASE, &schemas.root).ok()?.prepare().ok()
}

impl<'a> Validity<'a> {
    pub(super) fn new(registry: &'a Registry<'a>) -> Self {
        Self { registry, made: BTreeMap::new() }
    }

    /// The validator of a component schema.
    pub(super) fn of(&mut self, key: &str) -> Option<&Validator> {
        let registry = self.registry;
        let make = || {
            let escaped: String = key.replace('~', "~0").replace('/', "~1").bytes().map(percent).collect();
            jsonschema::options()
                .with_draft(jsonschema::Draft::Draft202012)
                .with_registry(registry)
                .should_validate_formats(true)
                .build(&json!({"$ref": format!("{BASE}#/components/schemas/{escaped}")}))
                .ok()
        };
        self.made.entry(key.to_owned()).or_insert_with(make).as_ref()
    }

    /// Whether a value is valid; not, where no validator can be made.
    pub(super) fn accepts(&mut self, key: &str, value: &Value) -> bool {
        self.of(key).is_some_and(|validator| validator.is_valid(value))
    }
}

fn percent(byte: u8) -> String {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    }
}
