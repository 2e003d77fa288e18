//! `type`, `const` and `enum`: one type, or the values, and whether null is among them.

use super::{Door, flag, is_annotation, set_nullable};
use crate::document::carried;
use crate::document::notes::Notes;
use crate::document::tree::{Mark, Node, Object, Value};

const TYPES: [&str; 7] = ["string", "number", "integer", "boolean", "array", "object", "null"];

/// What each type's keywords are: they say nothing about values of other types.
const GUARDS: [(&str, &[&str]); 6] = [
    (
        "string",
        &[
            "minLength",
            "maxLength",
            "pattern",
            carried::CONTENT_MEDIA_TYPE,
            carried::CONTENT_ENCODING,
            carried::CONTENT_SCHEMA,
        ],
    ),
    ("number", &NUMERIC),
    ("integer", &NUMERIC),
    ("boolean", &[]),
    (
        "array",
        &[
            "items",
            "minItems",
            "maxItems",
            "uniqueItems",
            carried::PREFIX_ITEMS,
            carried::UNEVALUATED_ITEMS,
            carried::CONTAINS,
            carried::MIN_CONTAINS,
            carried::MAX_CONTAINS,
        ],
    ),
    (
        "object",
        &[
            "properties",
            "required",
            "additionalProperties",
            "minProperties",
            "maxProperties",
            carried::PATTERN_PROPERTIES,
            carried::PROPERTY_NAMES,
            carried::UNEVALUATED_PROPERTIES,
            carried::DEPENDENT_REQUIRED,
        ],
    ),
];

const NUMERIC: [&str; 5] = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];

impl Door<'_> {
    /// Makes `type` one of the six words, or a list of several of them for [`Door::split_types`].
    pub(super) fn types(&self, object: &mut Object, notes: &mut Notes) {
        let Some(Node { value, mark }) = object.get("type").cloned() else { return };
        let is_list = matches!(value, Value::Array(_));
        let written = match value {
            Value::Array(nodes) => nodes,
            value => vec![Node { value, mark }],
        };
        let mut types: Vec<Node> = Vec::new();
        for node in written {
            match self.type_word(&node, object, notes) {
                Some(word) if types.iter().any(|known| known.as_str() == Some(word)) => {}
                Some(word) => types.push(Node { value: Value::String(word.to_owned()), mark: node.mark }),
                None => {}
            }
        }
        if is_list {
            self.is_of_31("a list of types", notes);
        }
        let is_null = |node: &Node| node.as_str() == Some("null");
        if types.iter().any(is_null) {
            if !is_list {
                self.is_of_31("`type: \"null\"`", notes);
            }
            types.retain(|node| !is_null(node));
            set_nullable(object);
            if types.is_empty() {
                return become_null(object, mark);
            }
        }
        if types.iter().any(|node| node.as_str() == Some("number")) {
            types.retain(|node| node.as_str() != Some("integer"));
        }
        match <[Node; 1]>::try_from(types) {
            Ok([only]) => object.set("type", only),
            Err(types) if types.is_empty() => drop(object.take("type")),
            Err(types) => object.set("type", Node { value: Value::Array(types), mark }),
        }
    }

    /// The word for a type, whatever it was written as.
    fn type_word(&self, node: &Node, object: &mut Object, notes: &mut Notes) -> Option<&'static str> {
        let written = match &node.value {
            Value::Null => "null",
            Value::String(written) => written,
            _ => {
                let message = format!("`type` is a string, and here is {}: any value is taken", node.kind());
                notes.broken("wrong-kind", self.trail, node.mark, message);
                return None;
            }
        };
        if let Some(word) = TYPES.into_iter().find(|word| *word == written) {
            if node.value == Value::Null {
                notes.broken("wrong-kind", self.trail, node.mark, "`type` is null here; it means the type \"null\"");
            }
            return Some(word);
        }
        let lower = written.to_ascii_lowercase();
        let (word, format) = match lower.as_str() {
            "file" | "binary" => ("string", Some("binary")),
            "int" | "long" | "int32" | "int64" => {
                ("integer", if lower == "int" { None } else { Some(if lower == "int32" { "int32" } else { "int64" }) })
            }
            "float" => ("number", Some("float")),
            "double" => ("number", Some("double")),
            "decimal" | "numeric" => ("number", None),
            "bool" => ("boolean", None),
            "str" | "text" | "enum" => ("string", None),
            "date" => ("string", Some("date")),
            "datetime" | "date-time" | "timestamp" => ("string", Some("date-time")),
            "uuid" => ("string", Some("uuid")),
            "uri" | "url" => ("string", Some("uri")),
            "email" => ("string", Some("email")),
            "list" => ("array", None),
            "map" | "dict" => ("object", None),
            other => (TYPES.into_iter().find(|word| *word == other).unwrap_or_default(), None),
        };
        if word.is_empty() {
            let message = format!("`{written}` is no type; any value is taken");
            notes.broken("unknown-type", self.trail, node.mark, message);
            return None;
        }
        let message = format!("`{written}` is no type; `{word}` is taken");
        notes.broken("unknown-type", self.trail, node.mark, message);
        if let Some(format) = format.filter(|_| !object.has("format")) {
            object.set("format", Node { value: Value::String(format.to_owned()), mark: node.mark });
        }
        Some(word)
    }

    /// `const` becomes an `enum` of one; null leaves an `enum` of several.
    pub(super) fn constants(&self, object: &mut Object, notes: &mut Notes) {
        if let Some(constant) = object.take("const") {
            self.is_of_31("`const`", notes);
            let mark = constant.mark;
            object.set("enum", Node { value: Value::Array(vec![constant]), mark });
            object.set(carried::CONST, Node::made(Value::Bool(true)));
        }
        let Some(Node { value: Value::Array(values), mark }) = object.get_mut("enum") else { return };
        let mark = *mark;
        let before = values.len();
        let has_others = values.iter().any(|node| node.value != Value::Null);
        if !has_others && before > 0 {
            return become_null(object, mark);
        }
        values.retain(|node| node.value != Value::Null);
        if values.len() < before {
            set_nullable(object);
        }
    }

    /// Several types become a union, each keyword going to the types that it guards.
    pub(super) fn split_types(&self, object: &mut Object, notes: &mut Notes) {
        let Some(Node { value: Value::Array(_), .. }) = object.get("type") else { return };
        let Some(Node { value: Value::Array(types), mark }) = object.take("type") else { return };
        if object.has("enum") {
            return;
        }
        if ["oneOf", "anyOf", "allOf", "not"].iter().any(|word| object.has(word)) {
            let message = "several types beside a union or an intersection: the types are passed over";
            return notes.lossy("type-array", self.trail, mark, message);
        }
        let format = object.take("format");
        let named: Vec<&str> = types.iter().filter_map(Node::as_str).collect();
        let guarded: Vec<(String, Node)> = take_guarded(object);
        let says_anything = ["string", "number", "boolean", "array", "object"].iter().all(|word| named.contains(word));
        if says_anything && guarded.is_empty() && format.is_none() {
            return;
        }
        let formatted = format.as_ref().and_then(Node::as_str).map(|format| {
            let is_numeric = matches!(format, "int32" | "int64" | "float" | "double" | "uint32" | "uint64");
            let is_number = |word: &&&str| matches!(**word, "integer" | "number") == is_numeric;
            *named
                .iter()
                .filter(|word| !matches!(**word, "array" | "object" | "boolean"))
                .find(is_number)
                .unwrap_or(&"")
        });
        let members = types.iter().map(|node| {
            let word = node.as_str().unwrap_or_default();
            let mut member: Object = [("type".to_owned(), node.clone())].into_iter().collect();
            if let Some(format) = format.clone().filter(|_| formatted == Some(word)) {
                member.set("format", format);
            }
            for (key, node) in guarded.iter().filter(|(key, _)| guards(word, key)) {
                member.set(key, node.clone());
            }
            Node { value: Value::Object(member), mark: node.mark }
        });
        let members = members.collect();
        object.set("anyOf", Node { value: Value::Array(members), mark });
        object.members.extend(flag(carried::TYPE_ARRAY).members);
    }
}

/// Takes the keywords out that say something about values of one type only.
fn take_guarded(object: &mut Object) -> Vec<(String, Node)> {
    let is_guarded = |key: &str| GUARDS.iter().any(|(_, keys)| keys.contains(&key));
    let (taken, left) = std::mem::take(&mut object.members).into_iter().partition(|member| is_guarded(&member.key));
    object.members = left;
    let taken: Vec<crate::document::tree::Member> = taken;
    taken.into_iter().map(|member| (member.key, member.node)).collect()
}

fn guards(word: &str, key: &str) -> bool {
    GUARDS.iter().any(|(guard, keys)| *guard == word && keys.contains(&key))
}

/// Makes a schema the one whose only value is null.
pub(super) fn become_null(object: &mut Object, mark: Mark) {
    object.members.retain(|member| is_annotation(&member.key));
    object.set("enum", Node { value: Value::Array(vec![Node { value: Value::Null, mark }]), mark });
    set_nullable(object);
}
