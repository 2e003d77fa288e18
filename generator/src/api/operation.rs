//! What can be asked: parameters, bodies, answers.

use super::{Docs, Security, Server, Use};
use crate::pointer::Pointer;
use indexmap::IndexMap;
use serde_json::Value;
use std::fmt;

/// The methods of HTTP that a document can speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Method {
    Get,
    Put,
    Post,
    Delete,
    Options,
    Head,
    Patch,
    Trace,
}

impl Method {
    /// As a document writes it: `get`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Get => "get",
            Self::Put => "put",
            Self::Post => "post",
            Self::Delete => "delete",
            Self::Options => "options",
            Self::Head => "head",
            Self::Patch => "patch",
            Self::Trace => "trace",
        }
    }

    /// As a request says it: `GET`.
    pub fn verb(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
        }
    }
}

/// A request that can be made.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// `operationId`, where it is there and used once; else made from method and path.
    pub id: String,
    /// Whether `id` was made.
    pub id_is_made: bool,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
    /// The method.
    pub method: Method,
    /// `/pets/{petId}`, as the document has it, constants filled in.
    pub path: String,
    /// `/{version}/pets/{petId}`, as the document has it.
    pub template: String,
    /// In document order, the first one is its group.
    pub tags: Vec<String>,
    /// `summary` as title, and `description`.
    pub docs: Docs,
    /// What the caller passes, path parameters in the order of the path first, then the rest in document order.
    pub parameters: Vec<Parameter>,
    /// What is always sent: parameters that have one value.
    pub constants: Vec<ConstantParameter>,
    /// What is sent in the body.
    pub body: Option<Body>,
    /// What comes back, in document order, `default` last.
    pub replies: Vec<Reply>,
    /// What it needs; `None`: what [`Api::security`](super::Api::security) says.
    pub security: Option<Security>,
    /// Servers of its own; empty: those of the API.
    pub servers: Vec<Server>,
    /// Every other `x-` key, for the knowledge that overlays add: idempotency, pagination.
    pub extensions: IndexMap<String, Value>,
    /// Where it stands.
    pub pointer: Pointer,
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Place {
    Path,
    Query,
    Header,
    Cookie,
}

/// Something that the caller passes outside the body.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// `petId`.
    pub name: String,
    /// Where it travels.
    pub place: Place,
    /// Whether it must be passed.
    pub required: bool,
    /// How it is written.
    pub style: Style,
    /// What it is.
    pub value: Use,
    /// The value that its absence means.
    pub default: Option<Value>,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
    /// What a reader is told.
    pub docs: Docs,
    /// Where it stands.
    pub pointer: Pointer,
}

/// A parameter that has one value.
#[derive(Clone, Debug, PartialEq)]
pub struct ConstantParameter {
    /// `X-Api-Version`.
    pub name: String,
    /// Where it travels; never the path, whose constants are filled in.
    pub place: Place,
    /// `2024-01-01`, as text.
    pub value: String,
}

/// How a parameter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Style {
    Simple {
        explode: bool,
    },
    Label {
        explode: bool,
    },
    Matrix {
        explode: bool,
    },
    Form {
        explode: bool,
        allow_reserved: bool,
    },
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
    /// `content: application/json`: as JSON text.
    Json,
}

/// What is sent in a body.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// Whether it must be there.
    pub required: bool,
    /// The forms that it can have, in document order, at least one; those that cannot be sent are left out.
    pub contents: Vec<Content>,
    /// What a reader is told.
    pub docs: Docs,
}

/// A form of a body.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// `application/json`, without parameters unless they matter (`charset`, `version`).
    pub media_type: String,
    /// How it is read and written.
    pub kind: ContentKind,
}

/// How a body is read and written.
#[derive(Clone, Debug, PartialEq)]
pub enum ContentKind {
    /// `application/json`, `application/problem+json`, `*/*` with a schema that is not a string.
    Json(Use),
    /// `application/x-www-form-urlencoded`: each field with the style that `encoding` gives it.
    Form(Use, Vec<FormField>),
    /// `multipart/form-data`, `multipart/mixed`: the parts, in document order.
    Multipart(Vec<Part>),
    /// `text/plain`, XML and other text: kept as text.
    Text,
    /// `application/octet-stream`, images, anything else: bytes, streamed.
    Bytes,
    /// `application/x-ndjson`, `application/jsonl`, `json-seq`: a value a line.
    Lines(Use),
    /// `text/event-stream`, with what the data of an event holds.
    Events(Use),
}

/// How a field of a form is written, where it is not `form` with `explode`.
#[derive(Clone, Debug, PartialEq)]
pub struct FormField {
    /// The key of the object.
    pub name: String,
    /// How it is written.
    pub style: Style,
}

/// A part of a multipart body.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// `file`.
    pub name: String,
    /// Whether it must be there.
    pub required: bool,
    /// Whether there may be several of this name.
    pub repeated: bool,
    /// What it holds.
    pub kind: PartKind,
    /// The media type that `encoding` gives it.
    pub media_type: Option<String>,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
    /// What a reader is told.
    pub docs: Docs,
}

/// What a part holds.
#[derive(Clone, Debug, PartialEq)]
pub enum PartKind {
    /// Bytes with a file name.
    File,
    /// A scalar, as text.
    Text(Use),
    /// Anything else, as JSON.
    Json(Use),
    /// Parts of the names that a form would give its fields: `point[x]`.
    Styled(Use, Style),
}

/// What may come back.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// Its key.
    pub status: Status,
    /// What a reader is told.
    pub docs: Docs,
    /// The forms that it can have, in document order; empty: no content.
    pub contents: Vec<Content>,
    /// The headers that it documents.
    pub headers: Vec<ReplyHeader>,
    /// Where it stands.
    pub pointer: Pointer,
}

/// The key of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// `200`.
    Code(u16),
    /// `4XX` is 4.
    Range(u8),
    /// `default`.
    Default,
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Range(hundreds) => write!(f, "{hundreds}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

/// A header that an answer documents.
#[derive(Clone, Debug, PartialEq)]
pub struct ReplyHeader {
    /// `X-Rate-Limit`.
    pub name: String,
    /// Whether it is always there.
    pub required: bool,
    /// What it holds.
    pub value: Use,
    /// What a reader is told.
    pub docs: Docs,
}
