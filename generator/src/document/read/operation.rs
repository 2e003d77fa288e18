//! Path items and operations.

use super::{At, Reader};
use crate::document::carried;
use crate::document::tree::Value;
use openapiv3::{Operation, PathItem, ReferenceOr, Responses, StatusCode};

impl Reader<'_> {
    /// The operations of a path.
    pub(super) fn path_item(&mut self, at: At<'_>) -> Option<PathItem> {
        if at.node.value == Value::Null || !self.is_object(at) {
            return None;
        }
        for word in ["query", "additionalOperations"] {
            if let Some(node) = at.node.get(word) {
                let message = format!("`{word}` is a word of 3.2; the operation is left out");
                self.notes.lossy("operation-skipped", &at.trail.key(word), node.mark, message);
            }
        }
        let mut operation = |method| self.one(at, method, Self::operation);
        Some(PathItem {
            get: operation("get"),
            put: operation("put"),
            post: operation("post"),
            delete: operation("delete"),
            options: operation("options"),
            head: operation("head"),
            patch: operation("patch"),
            trace: operation("trace"),
            summary: self.text(at, "summary"),
            description: self.text(at, "description"),
            servers: self.list(at, "servers", Self::server),
            parameters: self.list(at, "parameters", Self::parameter_or_reference),
            extensions: self.extensions(at),
        })
    }

    fn operation(&mut self, at: At<'_>) -> Option<Operation> {
        if !self.is_object(at) {
            return None;
        }
        let mut extensions = self.extensions(at);
        let parameters = at.node.get("parameters").and_then(|node| node.as_array()).unwrap_or_default();
        let strange =
            parameters.iter().find_map(|node| node.get("in")?.as_str().filter(|place| *place == "querystring"));
        if strange.is_some() {
            let why = "a parameter is the whole query string";
            self.notes.lossy("operation-skipped", at.trail, at.node.mark, format!("{why}: the operation is left out"));
            extensions.insert(carried::UNSENDABLE.to_owned(), why.into());
        }
        Some(Operation {
            tags: self.list(at, "tags", Self::text_at),
            summary: self.text(at, "summary"),
            description: self.text(at, "description"),
            external_docs: self.one(at, "externalDocs", Self::external_docs),
            operation_id: self.text(at, "operationId").filter(|id| !id.trim().is_empty()),
            parameters: self.list(at, "parameters", Self::parameter_or_reference),
            request_body: self.one(at, "requestBody", |reader, at| reader.reference_or(at, Self::request_body)),
            responses: self.responses(at),
            callbacks: indexmap::IndexMap::new(),
            deprecated: self.flag(at, "deprecated").unwrap_or_default(),
            security: self.security(at),
            servers: self.list(at, "servers", Self::server),
            extensions,
        })
    }

    fn responses(&mut self, at: At<'_>) -> Responses {
        let Some(node) = at.node.get("responses").filter(|node| node.value != Value::Null) else {
            self.notes.broken(
                "missing-field",
                at.trail,
                at.node.mark,
                "`responses` is missing; no answer is documented",
            );
            return Responses::default();
        };
        let trail = at.trail.key("responses");
        let at = At { node, trail: &trail };
        let mut responses = Responses { extensions: self.extensions(at), ..Responses::default() };
        for member in self.members(at, "an object") {
            if member.key.starts_with("x-") {
                continue;
            }
            let trail = at.trail.key(&member.key);
            let at = At { node: &member.node, trail: &trail };
            let Some(key) = self.status(at, &member.key) else { continue };
            let Some(response) = self.reference_or(at, Self::response) else { continue };
            match key {
                Key::Default => responses.default = Some(response),
                Key::Status(status) => drop::<Option<ReferenceOr<_>>>(responses.responses.insert(status, response)),
            }
        }
        responses
    }

    /// What the key of an answer means.
    fn status(&mut self, at: At<'_>, key: &str) -> Option<Key> {
        let trimmed = key.trim();
        let code = trimmed.parse().ok().filter(|code| (100..1000).contains(code));
        let range = match trimmed.as_bytes() {
            [first @ b'1'..=b'5', b'X' | b'x', b'X' | b'x'] => Some(u16::from(first - b'0')),
            _ => None,
        };
        let meant = match (trimmed, code, range) {
            (_, Some(code), _) => Key::Status(StatusCode::Code(code)),
            (_, _, Some(range)) => Key::Status(StatusCode::Range(range)),
            (word, ..) if word.eq_ignore_ascii_case("default") => Key::Default,
            _ => {
                let message = format!("`{key}` is no status: the answer is set aside");
                self.notes.broken("status-form", at.trail, at.node.mark, message);
                return None;
            }
        };
        let written = match &meant {
            Key::Default => "default".to_owned(),
            Key::Status(status) => status.to_string(),
        };
        if written != key {
            let message = format!("`{key}` is read as `{written}`");
            self.notes.broken("status-form", at.trail, at.node.mark, message);
        }
        Some(meant)
    }
}

/// The key of an answer.
enum Key {
    Default,
    Status(StatusCode),
}
