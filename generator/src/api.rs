//! What a provider promises: every reference resolved, every version forgotten, no Rust in sight.
//!
//! `lower` makes an [`Api`] out of a document and `name` reads it. Nothing here decides anything.

use crate::pointer::Pointer;
use indexmap::IndexMap;
use serde_json::Value;
use std::fmt;

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

/// How a token is obtained: `x-token-source`, checked against the schemas that it speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct TokenSource {
    /// A key of [`Api::schemes`].
    pub scheme: String,
    /// The operation that gives a token for the client's credentials.
    pub grant: Grant,
    /// The operation that gives another one for a refresh token.
    pub refresh: Option<Refresh>,
    /// Where an answer has what; of several ways the first that is there.
    pub answer: TokenAnswer,
    /// What a refusal says: the documented failure, and an answer that does not count.
    pub refusal: Refusal,
    /// What one of `expires_in` stands for.
    pub unit: TimeUnit,
    /// The lifetime of a token whose answer does not say it, in seconds.
    pub default_lifetime: Option<u64>,
    /// How long before its end a token is renewed, in seconds, where the provider asks for it.
    pub renew_before: Option<u64>,
    /// The environment variables that hold the client's id and secret.
    pub environment: Option<(String, String)>,
}

/// The operation that gives a token for the client's credentials.
#[derive(Clone, Debug, PartialEq)]
pub struct Grant {
    /// An index into [`Api::operations`].
    pub operation: usize,
    /// Where the credentials go.
    pub credentials: GrantCredentials,
    /// What else its body must say: fields, and the strings that they hold.
    pub constants: Vec<(String, String)>,
}

/// Where the credentials go.
#[derive(Clone, Debug, PartialEq)]
pub enum GrantCredentials {
    /// Into these fields of the body.
    Body {
        /// `clientId`.
        id: String,
        /// `clientSecret`.
        secret: String,
    },
    /// Into the header `Authorization: Basic …`.
    Basic,
}

/// The operation that gives another token for a refresh token.
#[derive(Clone, Debug, PartialEq)]
pub struct Refresh {
    /// An index into [`Api::operations`].
    pub operation: usize,
    /// The field of the body that the refresh token goes into.
    pub token: String,
    /// Where the client's credentials go, where they are asked for again.
    pub credentials: Option<GrantCredentials>,
    /// What else its body must say.
    pub constants: Vec<(String, String)>,
    /// Where its answer has what.
    pub answer: TokenAnswer,
    /// What a refusal says.
    pub refusal: Refusal,
}

/// Where an answer has what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TokenAnswer {
    /// The access token.
    pub token: Vec<Way>,
    /// Its lifetime.
    pub lifetime: Vec<Way>,
    /// The refresh token; a refresh that gives none leaves the old one valid.
    pub refresh_token: Vec<Way>,
    /// `Bearer`.
    pub token_type: Vec<Way>,
    /// What it must say to count.
    pub success: Option<(Way, Value)>,
    /// What it says where it does not count.
    pub refusal: RefusalWays,
}

/// What a refusal says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Refusal {
    /// The type of every documented failure of the operation, where it is one; and where it has what.
    pub body: Option<(Use, RefusalWays)>,
}

/// Where a refusal has what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RefusalWays {
    /// `invalid_client`.
    pub code: Vec<Way>,
    /// For people.
    pub message: Vec<Way>,
    /// For the provider's support.
    pub request_id: Vec<Way>,
}

/// What one of `expires_in` stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum TimeUnit {
    Milliseconds,
    #[default]
    Seconds,
    Minutes,
    Hours,
}

/// The way from a value to a value inside it.
#[derive(Clone, Debug, PartialEq)]
pub enum Way {
    /// The value itself.
    Here,
    /// Through a field of an object.
    Field(TypeId, usize, Box<Way>),
    /// Through whichever member of a union it is.
    Members(TypeId, Vec<(usize, Way)>),
    /// Through another name for a type.
    Alias(TypeId, Box<Way>),
    /// Through JSON in a string.
    Embedded(Box<Way>),
    /// Through an element of a list.
    Place(usize, Box<Way>),
    /// Through a value of any kind, by this JSON pointer.
    Any(String),
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

/// A place where a type stands: in a field, a list, a body.
#[derive(Clone, Debug, PartialEq)]
pub struct Use {
    /// What the value is when it is not null.
    pub ty: Type,
    /// Whether it may be null.
    pub nullable: bool,
}

/// What a JSON value is.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// Any JSON value, null too.
    Any,
    /// Only null.
    Null,
    /// `true`, `false`.
    Bool,
    /// A whole number; `1.0` is one too.
    Integer(Integer),
    /// A number.
    Number(Number),
    /// A string.
    Text(Text),
    /// A list.
    Array(Box<Use>),
    /// A list whose places differ, and what may follow them.
    Tuple(Vec<Use>, Option<Box<Use>>),
    /// An object whose keys are data.
    Map(Box<Use>),
    /// JSON in a string: `"{\"a\": 1}"`, or the same JSON as it is.
    Embedded(Box<Use>),
    /// A thing of [`Api::types`].
    Named(TypeId),
}

/// The whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Integer {
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
    /// Beyond 64 bits: kept as its digits.
    Big,
    /// Seconds or milliseconds since 1970 (`format: unixtime`, `timestamp`): an `i64`.
    UnixTime,
}

/// The numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// `format: double`, `float` or none.
    Double,
    /// `format: decimal`: kept as its digits.
    Decimal,
}

/// The strings whose content is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Text {
    Plain,
    /// Never shown: `format: password`, `x-secret: true`.
    Secret,
    DateTime,
    Date,
    Time,
    Duration,
    Uuid,
    /// `format: byte`, `contentEncoding: base64`.
    Base64,
    Base64Url,
    Ipv4,
    Ipv6,
    Uri,
    /// `format: decimal` on a string.
    Decimal,
    /// `format: int64` on a string, as gRPC gateways send it.
    Integer,
    /// `format: binary`: bytes, where the place can hold them; a string in JSON.
    Binary,
}

/// Something that has a name of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// What it may be called after.
    pub origin: Origin,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
    /// What it is.
    pub shape: Shape,
    /// Whether null is one of its values too; every [`Use`] of it says so.
    pub nullable: bool,
    /// What a reader is told.
    pub docs: Docs,
    /// Where it stands.
    pub pointer: Pointer,
}

/// Where a definition comes from, so that `name` can call it something.
#[derive(Clone, Debug, PartialEq)]
pub enum Origin {
    /// `ApiError` in `#/components/schemas/ApiError`; also the key of another components section, or of `$defs`.
    Component(String),
    /// An inline schema.
    Inline {
        /// In what it stands.
        parent: Parent,
        /// As what.
        role: Role,
    },
}

/// In what an inline schema stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parent {
    /// In another definition.
    Type(TypeId),
    /// In an operation: an index into [`Api::operations`].
    Operation(usize),
}

/// As what an inline schema stands in its parent.
#[derive(Clone, Debug, PartialEq)]
pub enum Role {
    /// The property of this name.
    Property(String),
    /// The element of a list (of the property before it, where a role is nested).
    Items(Box<Role>),
    /// The value of a map.
    Values(Box<Role>),
    /// A list's place, counted from 0.
    Place(Box<Role>, usize),
    /// A member of a union, counted from 0; with its title, its `$ref`'s last segment or its constant, where there is one.
    Member(Box<Role>, usize, Option<String>),
    /// The parent itself: a component that is a list of inline objects has `Items(Itself)`.
    Itself,
    /// A body that is sent.
    Request,
    /// The body of an answer, by its key: `200`, `4XX`, `default`.
    Reply(String),
    /// The parameter of this name.
    Parameter(String),
    /// A header of an answer, by its name.
    Header(String),
    /// An event of a stream.
    Event,
}

/// What a definition is.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// An object whose keys are known.
    Object(Object),
    /// One of some constants.
    Choice(Choice),
    /// One of some types.
    Union(Union),
    /// Another name for a type: a component that is a string, a list, a map.
    Alias(Use),
}

/// An object whose keys are known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object {
    /// In document order.
    pub fields: Vec<Field>,
    /// What the keys hold that no field names, where the document speaks of them: `additionalProperties: true` or a schema,
    /// `patternProperties`. `None` where it is silent or says `false`: unknown keys are passed over.
    pub rest: Option<Use>,
}

/// A key of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// `userId` in `{"userId": 1}`.
    pub name: String,
    /// What it holds.
    pub value: Use,
    /// Whether it is always there, in the direction that [`Field::access`] leaves open.
    pub required: bool,
    /// Who may send it.
    pub access: Access,
    /// The only value that it can have.
    pub constant: Option<Value>,
    /// The value that its absence means.
    pub default: Option<Value>,
    /// Whether a number is also taken as text, and what is none as nothing: the lifetime of a token, which servers write
    /// in every way.
    pub is_lenient: bool,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
    /// What a reader is told.
    pub docs: Docs,
    /// Where it stands.
    pub pointer: Pointer,
}

/// Who may send a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Access {
    /// Both sides.
    #[default]
    Both,
    /// `readOnly`: the server. A required one does not have to be sent.
    Read,
    /// `writeOnly`: the client. A required one is not missed in an answer.
    Write,
}

/// One of some constants. The world is open: a server may send one that is not listed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choice {
    /// In document order, each once; null is [`Use::nullable`] where the choice stands.
    pub values: Vec<ChoiceValue>,
}

/// A constant of a choice.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceValue {
    /// `"asc"`, `1`; never null.
    pub value: Value,
    /// What it may be called after, where that is not the value: `x-enum-varnames`, the title of a `oneOf` member.
    pub hint: Option<String>,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
    /// `x-enum-descriptions`, or the text of a `oneOf` member that is a constant.
    pub docs: Docs,
}

/// One of some types, told apart in one look.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Union {
    /// In document order, at least two, no two alike in evidence.
    pub members: Vec<Member>,
    /// The property that names the member, where the document has a discriminator.
    pub tag: Option<String>,
}

/// A member of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// What it may be called after: a component's key, a title, a constant; `None`: its kind.
    pub hint: Option<String>,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
    /// What it is; never nullable.
    pub ty: Type,
    /// How it is known.
    pub evidence: Evidence,
    /// What a reader is told.
    pub docs: Docs,
}

/// What can be seen of a value from outside, without decoding it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// The kinds of JSON that it may be.
    pub kinds: Kinds,
    /// The scalars that it may be, where they are listed (a choice).
    pub values: Vec<Value>,
    /// For an object: the names that may stand in it, in document order.
    pub properties: Vec<KnownProperty>,
    /// For an object: whether other names are allowed (only an explicit `additionalProperties: false` forbids them).
    pub closed: bool,
    /// For a list: what its elements may be.
    pub items: Kinds,
    /// For JSON in a string: what that JSON may be. A string that does not begin so is not of this member.
    pub embedded: Option<Kinds>,
}

/// A name that may stand in an object.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownProperty {
    /// `accessToken`.
    pub name: String,
    /// Whether every value has it.
    pub required: bool,
    /// The kinds of JSON that it may hold.
    pub kinds: Kinds,
    /// The constants that it may hold, where they are listed: a discriminator's values, a `const`, an enum.
    pub values: Vec<Value>,
    /// Whether no other constant is possible: a discriminator's values, a `const`. Those of an enum may grow: a hint.
    pub exact: bool,
}

/// A set of kinds of JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds {
    /// `null`.
    pub null: bool,
    /// `true`.
    pub bool: bool,
    /// `1`, also `1.0`.
    pub integer: bool,
    /// `1.5`, and every integer.
    pub number: bool,
    /// `"a"`.
    pub string: bool,
    /// `[]`.
    pub array: bool,
    /// `{}`.
    pub object: bool,
}

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
    /// What it needs; `None`: what [`Api::security`] says.
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
