//! Bodies and answers: what they are of, and how it is written.

use super::parameter::query_style;
use super::{At, Reader};
use indexmap::IndexMap;
use openapiv3::{Encoding, Example, MediaType, ReferenceOr, RequestBody, Response};

impl Reader<'_> {
    /// What is sent.
    pub(super) fn request_body(&mut self, at: At<'_>) -> Option<RequestBody> {
        self.is_object(at).then(|| RequestBody {
            description: self.text(at, "description"),
            content: self.map(at, "content", Self::media_type),
            required: self.flag(at, "required").unwrap_or_default(),
            extensions: self.extensions(at),
        })
    }

    /// What comes back.
    pub(super) fn response(&mut self, at: At<'_>) -> Option<Response> {
        if at.node.value == crate::document::tree::Value::Null {
            return Some(Response::default());
        }
        self.is_object(at).then(|| Response {
            description: self.text(at, "description").unwrap_or_default(),
            headers: self.map(at, "headers", |reader, at| reader.reference_or(at, Self::header)),
            content: self.map(at, "content", Self::media_type),
            links: IndexMap::new(),
            extensions: self.extensions(at),
        })
    }

    /// A form of a body.
    pub(super) fn media_type(&mut self, at: At<'_>) -> Option<MediaType> {
        if at.node.value == crate::document::tree::Value::Null {
            return Some(MediaType::default());
        }
        self.is_object(at).then(|| MediaType {
            schema: self
                .one(at, "schema", |reader, at| Some(reader.schema(at)))
                .or_else(|| self.one(at, "itemSchema", |reader, at| Some(reader.schema(at)))),
            example: self.data(at, "example"),
            examples: self.examples(at),
            encoding: self.map(at, "encoding", Self::encoding),
            extensions: self.extensions(at),
        })
    }

    /// How a part is written, with `explode` as it holds.
    fn encoding(&mut self, at: At<'_>) -> Option<Encoding> {
        self.is_object(at).then(|| {
            let style = self.text(at, "style");
            let is_form = style.as_deref().is_none_or(|style| style == "form");
            let known = style.as_deref().and_then(query_style);
            if let Some(style) = style.filter(|_| known.is_none()) {
                self.wrong_kind(at, format!("`style: {style}` does not go with a form: it is set aside"));
            }
            Encoding {
                content_type: self.text(at, "contentType"),
                headers: self.map(at, "headers", |reader, at| reader.reference_or(at, Self::header)),
                style: known,
                explode: self.flag(at, "explode").unwrap_or(is_form),
                allow_reserved: self.flag(at, "allowReserved").unwrap_or_default(),
                extensions: self.extensions(at),
            }
        })
    }

    /// Examples with names; a list of examples, as schemas have it, numbers them.
    pub(super) fn examples(&mut self, at: At<'_>) -> IndexMap<String, ReferenceOr<Example>> {
        if let Some(values) = at.node.get("examples").and_then(|node| node.as_array()) {
            let examples = values.iter().enumerate().map(|(index, node)| {
                let example = Example {
                    summary: None,
                    description: None,
                    value: Some(node.to_json()),
                    external_value: None,
                    extensions: IndexMap::new(),
                };
                ((index + 1).to_string(), ReferenceOr::Item(example))
            });
            return examples.collect();
        }
        self.map(at, "examples", |reader, at| reader.reference_or(at, Self::example))
    }

    /// An example; data that is not in an object with a `value` is the value.
    pub(super) fn example(&mut self, at: At<'_>) -> Option<Example> {
        let known = ["summary", "description", "value", "externalValue", "dataValue", "serializedValue"];
        let is_example = at.node.as_object().is_some_and(|object| known.iter().any(|key| object.has(key)));
        if !is_example {
            let value = Some(at.node.to_json());
            return Some(Example {
                summary: None,
                description: None,
                value,
                external_value: None,
                extensions: IndexMap::new(),
            });
        }
        Some(Example {
            summary: self.text(at, "summary"),
            description: self.text(at, "description"),
            value: self.data(at, "value").or_else(|| self.data(at, "dataValue")),
            external_value: self.text(at, "externalValue"),
            extensions: self.extensions(at),
        })
    }
}
