//! What a provider promises: every reference resolved, every version forgotten, no Rust in sight.
//!
//! `lower` makes an [`Api`] out of a document and `name` reads it. Nothing here decides anything.

mod operation;
mod schema;
mod token;

pub use operation::{
    Body, ConstantParameter, Content, ContentKind, FormField, Method, Operation, Parameter, Part, PartKind, Place,
    Reply, ReplyHeader, Status, Style,
};
pub use schema::{
    Access, Choice, ChoiceValue, Definition, Evidence, Field, Integer, Kinds, KnownProperty, LONGEST_TUPLE, Member,
    Number, Object, Origin, Parent, Role, Shape, Text, Type, Union, Use,
};
pub use token::{Grant, GrantCredentials, Refresh, Refusal, RefusalWays, TimeUnit, TokenAnswer, TokenSource, Way};

use crate::pointer::Pointer;
use indexmap::IndexMap;
use serde_json::Value;
use std::collections::BTreeSet;

/// One provider's API.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// `info.description`.
    pub description: Option<String>,
    /// `info.termsOfService`, `info.contact.url`, `info.license` and `externalDocs`, each as a label and a URL or a name.
    pub links: Vec<(String, String)>,
    /// In document order; the first is the default.
    pub servers: Vec<Server>,
    /// By their key under `components.securitySchemes`.
    pub schemes: IndexMap<String, Scheme>,
    /// What an operation needs unless it says otherwise.
    pub security: Security,
    /// `tags`, then the tags that only operations mention.
    pub tags: Vec<Tag>,
    /// Everything that deserves a name: components, and inline objects, choices and unions. A [`TypeId`] is an index.
    pub types: Vec<Definition>,
    /// The keys of the schemas that the document has among its components: not those that a reference made components.
    pub schemas: BTreeSet<String>,
    /// In document order.
    pub operations: Vec<Operation>,
    /// How tokens are obtained, for the schemes whose overlay says so.
    pub token_sources: Vec<TokenSource>,
}

/// An index into [`Api::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub usize);

/// A group of operations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tag {
    /// `Authentication`.
    pub name: String,
    /// What the document says of it.
    pub description: Option<String>,
}

/// A place where the API is served.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Server {
    /// `https://{region}.example.com/v1`, possibly relative.
    pub url: String,
    /// `Production`.
    pub description: Option<String>,
    /// `region`, with what it may be.
    pub variables: IndexMap<String, ServerVariable>,
}

/// A part of a server's URL that the caller chooses.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ServerVariable {
    /// `eu`.
    pub default: String,
    /// `eu`, `us`; empty where anything goes.
    pub values: Vec<String>,
    /// What the document says of it.
    pub description: Option<String>,
}

/// A way to prove who calls.
#[derive(Clone, Debug, PartialEq)]
pub struct Scheme {
    /// How the credential travels.
    pub kind: SchemeKind,
    /// What the document says of it.
    pub description: Option<String>,
    /// The value of `x-token-source`, unchecked.
    pub token_source: Option<Value>,
    /// Where it stands.
    pub pointer: Pointer,
}

/// How a credential travels.
#[derive(Clone, Debug, PartialEq)]
pub enum SchemeKind {
    /// `Authorization: Bearer …`; OAuth 2 and OpenID Connect tokens travel so too.
    Bearer,
    /// `Authorization: Basic …`.
    Basic,
    /// `Authorization: <scheme> …`, `Digest` for example.
    Http(String),
    /// A key in the header of this name.
    HeaderKey(String),
    /// A key in the query parameter of this name.
    QueryKey(String),
    /// A key in the cookie of this name.
    CookieKey(String),
    /// A client certificate: a matter of the transport.
    MutualTls,
}

/// The alternatives that an operation accepts; each is a set of schemes that are all needed.
/// Empty: no credential is needed. An empty alternative: none is needed, one may be given.
pub type Security = Vec<Vec<SchemeUse>>;

/// One scheme, and what is asked of it.
#[derive(Clone, Debug, PartialEq)]
pub struct SchemeUse {
    /// A key of [`Api::schemes`].
    pub scheme: String,
    /// `schemas:read`.
    pub scopes: Vec<String>,
}

/// What the document tells a reader about a thing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs {
    /// `title`, or an operation's `summary`.
    pub title: Option<String>,
    /// `description`, Markdown as written.
    pub text: Option<String>,
    /// `deprecated: true`.
    pub deprecated: bool,
    /// `example`, `examples`.
    pub examples: Vec<Value>,
    /// What the type does not say: `at least 1 character`, `default: 20`, `read only`.
    pub notes: Vec<String>,
    /// `externalDocs.url`.
    pub link: Option<String>,
}
