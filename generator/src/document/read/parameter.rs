//! Parameters and headers.

use super::{At, Reader};
use crate::document::tree::Value;
use openapiv3::{
    CookieStyle, Header, HeaderStyle, Parameter, ParameterData, ParameterSchemaOrContent, PathStyle, QueryStyle,
    ReferenceOr,
};

impl Reader<'_> {
    /// A parameter, or a reference to one.
    pub(super) fn parameter_or_reference(&mut self, at: At<'_>) -> Option<ReferenceOr<Parameter>> {
        self.reference_or(at, Self::parameter)
    }

    /// A parameter; one whose name or place nobody knows is set aside.
    pub(super) fn parameter(&mut self, at: At<'_>) -> Option<Parameter> {
        if at.node.value == Value::Null || !self.is_object(at) {
            return None;
        }
        let name = self.text(at, "name");
        let place = self.text(at, "in");
        let (Some(name), Some(place)) = (name, place) else {
            self.wrong_kind(
                at,
                "a parameter has a `name` and an `in`, and here one is missing: it is set aside".to_owned(),
            );
            return None;
        };
        let style = self.text(at, "style");
        let style = style.as_deref();
        let lower = place.to_ascii_lowercase();
        if lower != place {
            self.wrong_kind(at, format!("`in: {place}` is read as `{lower}`"));
        }
        let known: &[&str] = match lower.as_str() {
            "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
            "path" => &["simple", "label", "matrix"],
            "header" => &["simple"],
            "cookie" => &["form", "cookie"],
            "querystring" => return None,
            _ => {
                self.wrong_kind(at, format!("`in: {place}` is no place for a parameter: `{name}` is set aside"));
                return None;
            }
        };
        if let Some(style) = style.filter(|style| !known.contains(style)) {
            self.wrong_kind(at, format!("`style: {style}` does not go with `in: {lower}`: it is set aside"));
        }
        let mut parameter_data = self.parameter_data(at, name);
        Some(match lower.as_str() {
            "query" => Parameter::Query {
                parameter_data,
                allow_reserved: self.flag(at, "allowReserved").unwrap_or_default(),
                style: style.and_then(query_style).unwrap_or_default(),
                allow_empty_value: self.flag(at, "allowEmptyValue"),
            },
            "path" => {
                if !parameter_data.required {
                    let message = "a path parameter has `required: true`; it is read so";
                    self.notes.broken("path-parameter-optional", at.trail, at.node.mark, message);
                    parameter_data.required = true;
                }
                let style = match style {
                    Some("label") => PathStyle::Label,
                    Some("matrix") => PathStyle::Matrix,
                    _ => PathStyle::Simple,
                };
                Parameter::Path { parameter_data, style }
            }
            "header" => Parameter::Header { parameter_data, style: HeaderStyle::Simple },
            _ => Parameter::Cookie { parameter_data, style: CookieStyle::Form },
        })
    }

    fn parameter_data(&mut self, at: At<'_>, name: String) -> ParameterData {
        ParameterData {
            name,
            description: self.text(at, "description"),
            required: self.flag(at, "required").unwrap_or_default(),
            deprecated: self.flag(at, "deprecated"),
            format: self.schema_or_content(at),
            example: self.data(at, "example"),
            examples: self.examples(at),
            explode: self.flag(at, "explode"),
            extensions: self.extensions(at),
        }
    }

    /// What a parameter or a header holds: any value, where nothing is said.
    fn schema_or_content(&mut self, at: At<'_>) -> ParameterSchemaOrContent {
        if let Some(schema) = self.one(at, "schema", |reader, at| Some(reader.schema(at))) {
            return ParameterSchemaOrContent::Schema(schema);
        }
        let content = self.map(at, "content", Self::media_type);
        if !content.is_empty() {
            return ParameterSchemaOrContent::Content(content);
        }
        if at.node.get("type").is_some_and(|node| matches!(node.value, Value::String(_) | Value::Array(_))) {
            let message = "the words of the schema stand beside it, as in 2.0; they are read as the schema";
            self.wrong_kind(at, message.to_owned());
            let said = at.node.as_object().map(|object| object.members.as_slice()).unwrap_or_default();
            let ours =
                ["name", "in", "required", "description", "style", "explode", "example", "examples", "deprecated"];
            let members = said.iter().filter(|member| !ours.contains(&member.key.as_str()));
            let schema = members.map(|member| (member.key.clone(), member.node.clone())).collect();
            let node = crate::document::tree::Node { value: Value::Object(schema), mark: at.node.mark };
            return ParameterSchemaOrContent::Schema(self.schema(At { node: &node, trail: at.trail }));
        }
        let message = "neither `schema` nor `content` is there: any value is taken";
        self.notes.broken("missing-field", at.trail, at.node.mark, message);
        ParameterSchemaOrContent::Schema(
            self.schema(At { node: &crate::document::tree::Node::default(), trail: at.trail }),
        )
    }

    /// A header of an answer or of a part.
    pub(super) fn header(&mut self, at: At<'_>) -> Option<Header> {
        self.is_object(at).then(|| Header {
            description: self.text(at, "description"),
            style: HeaderStyle::Simple,
            required: self.flag(at, "required").unwrap_or_default(),
            deprecated: self.flag(at, "deprecated"),
            format: self.schema_or_content(at),
            example: self.data(at, "example"),
            examples: self.examples(at),
            extensions: self.extensions(at),
        })
    }
}

/// The style of a query parameter, or of a part of a form.
pub(super) fn query_style(style: &str) -> Option<QueryStyle> {
    Some(match style {
        "form" => QueryStyle::Form,
        "spaceDelimited" => QueryStyle::SpaceDelimited,
        "pipeDelimited" => QueryStyle::PipeDelimited,
        "deepObject" => QueryStyle::DeepObject,
        _ => return None,
    })
}
