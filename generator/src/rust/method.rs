//! Operations as methods.

use super::{Doc, Ident, ServerConst, Ty};

/// An operation as a method.
#[derive(Clone, Debug, PartialEq)]
pub struct Method {
    /// `auth_token`.
    pub name: Ident,
    /// What a reader is told, `` `POST /v1/auth/token` `` among it.
    pub docs: Doc,
    /// `deprecated: true`.
    pub deprecated: bool,
    /// The operation's id, as the document has it.
    pub operation: String,
    /// The method of HTTP.
    pub verb: crate::api::Method,
    /// `/pets/{petId}`, as the document has it.
    pub path: String,
    /// What the caller passes.
    pub arguments: Vec<Argument>,
    /// The `T` of `Call<T, E>`.
    pub output: Ty,
    /// The `E` of `Call<T, E>`.
    pub error: Ty,
    /// What it needs, where that is not what the API says: alternatives of scheme keys; empty: nothing.
    pub security: Option<Vec<Vec<String>>>,
    /// The servers of its own; the first is the default.
    pub servers: Vec<ServerConst>,
    /// What it sends in its path, in the order of the path's names, and constants where no argument holds parameters.
    pub parameters: Vec<Sent>,
    /// The argument that holds what else it sends besides the body.
    pub params: Option<Ident>,
    /// What it sends in the body.
    pub body: Option<SentBody>,
    /// The value of `Accept`, where it is not what the output implies (JSON: `application/json`).
    pub accept: Option<String>,
    /// How a success is read.
    pub reads: Reads,
    /// How a failure is read.
    pub fails: Fails,
    /// Whether sending it twice does no harm although its method does not say so (`x-idempotent`).
    pub idempotent: bool,
    /// The header that makes it so (`x-idempotency-header`).
    pub idempotency_header: Option<String>,
    /// How the next page is asked for (`x-pagination`).
    pub pagination: Option<Pagination>,
}

/// What the caller passes to a method.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// `pet_id`.
    pub name: Ident,
    /// `&str`, `i64`, `&types::ListPetsParams`, `impl Into<Body>`.
    pub ty: ArgumentTy,
}

/// The type of an argument.
#[derive(Clone, Debug, PartialEq)]
pub enum ArgumentTy {
    /// As it is: `i64`, `&str`, `&types::X`, `Option<&types::X>`, `types::X`.
    Ty(Ty),
    /// `impl Into<Body>`: bytes, text or a stream.
    IntoBody,
}

/// A parameter as it is sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent {
    /// `petId`.
    pub wire: String,
    /// Where it travels.
    pub place: crate::api::Place,
    /// How it is written.
    pub style: crate::api::Style,
    /// What is sent.
    pub source: Source,
}

/// Where the value of a parameter comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// An argument: `&pet_id`.
    Argument(Ident),
    /// A constant.
    Constant(String),
}

/// A body as it is sent.
#[derive(Clone, Debug, PartialEq)]
pub struct SentBody {
    /// The argument that holds it.
    pub argument: Ident,
    /// Whether it may be left out: the argument is an `Option`.
    pub optional: bool,
    /// How it is written.
    pub kind: SentKind,
    /// The media type, where the kind does not imply it (`application/vnd.api+json`).
    pub media_type: Option<String>,
}

/// How a body is written.
#[derive(Clone, Debug, PartialEq)]
pub enum SentKind {
    /// As JSON.
    Json,
    /// As a form; fields that are not written the usual way are named.
    Form(Vec<(String, crate::api::Style)>),
    /// As the parts of a struct with [`StructCodec::Multipart`](super::StructCodec::Multipart).
    Multipart,
    /// As it is: text, bytes, a stream.
    Raw,
    /// A list, a value a line.
    Lines,
}

/// How a success is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    /// Nothing is read: `()`.
    Nothing,
    /// JSON.
    Json,
    /// `String`.
    Text,
    /// `ByteStream`.
    Bytes,
    /// `EventStream<T>`.
    Events,
    /// `LineStream<T>`.
    Lines,
    /// An [`Answer`](super::Answer) reads itself.
    Answer,
}

/// How a failure is read.
#[derive(Clone, Debug, PartialEq)]
pub enum Fails {
    /// No failure is documented with a body: `NoError`.
    Undocumented,
    /// As JSON of one type, for these statuses.
    Json(Vec<crate::api::Status>),
    /// An [`Answer`](super::Answer) reads itself.
    Answer,
}

/// How the next page is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Pagination {
    /// `list_pets_pages`.
    pub name: Ident,
    /// What an item is.
    pub item: Ty,
    /// The way from the answer to the items: fields, each perhaps an `Option`.
    pub items: Vec<(Ident, bool)>,
    /// How it goes on.
    pub next: NextPage,
}

/// How pagination goes on.
#[derive(Clone, Debug, PartialEq)]
pub enum NextPage {
    /// A cursor in the answer is sent as a parameter: the way to it, and the field of the parameters.
    Cursor(Vec<(Ident, bool)>, PageField),
    /// The parameter counts items, from this number on.
    Offset(PageField, i64),
    /// The parameter counts pages, from this number on.
    Page(PageField, i64),
    /// A URL in the answer.
    Link(Vec<(Ident, bool)>),
    /// The header `Link`, `rel="next"`.
    LinkHeader,
}

/// The field of the parameters that says which page is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct PageField {
    /// `after`.
    pub name: Ident,
    /// Its type, without `Option`.
    pub ty: Ty,
    /// Whether it is an `Option`.
    pub is_option: bool,
}
