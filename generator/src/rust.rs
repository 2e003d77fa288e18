//! What will be written: every name final, every choice made, no token in sight.
//!
//! `name` makes a [`Crate`] out of an API and `emit` writes it down. Nothing here decides anything, and nothing that
//! follows can fail: an [`Ident`] is a valid identifier, a [`Doc`] is text that rustdoc takes as it is.

use serde_json::Value;

/// An identifier, raw where it has to be: `user_id`, `r#type`. Only `name` makes them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(pub String);

/// The text of a doc comment, its lines as they follow `///`, made safe by `name`; empty: no comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doc(pub Vec<String>);

/// A crate.
#[derive(Clone, Debug, PartialEq)]
pub struct Crate {
    /// Its manifest.
    pub package: Package,
    /// What stands at the top of `lib.rs`.
    pub docs: Doc,
    /// What the API is, as a constant.
    pub api: ApiConst,
    /// Its types, alphabetical.
    pub items: Vec<Item>,
    /// What each of [`crate::api::Api::types`] is called, by its [`crate::api::TypeId`]; what has no item of its own, since
    /// it was merged away or is not wanted, is `None`.
    pub names: Vec<Option<Ident>>,
    /// Its operations.
    pub groups: Vec<Group>,
    /// The ways to obtain a token that overlays describe.
    pub token_sources: Vec<TokenSource>,
    /// The lines of its `README.md`.
    pub readme: Vec<String>,
    /// For the binary `values`: `ApiError` in `#/components/schemas/ApiError`, and the type that it became.
    pub harness: Option<Vec<(String, Ty)>>,
}

/// A manifest.
#[derive(Clone, Debug, PartialEq)]
pub struct Package {
    /// `form-oauth`.
    pub name: String,
    /// `0.1.0`.
    pub version: String,
    /// One line.
    pub description: String,
    /// How the manifest names the runtime.
    pub runtime: RuntimeDependency,
    /// Features of the runtime that its types need.
    pub features: Vec<String>,
    /// Lints of clippy that only the document decides, each with its reason.
    pub lints: Vec<(String, String)>,
}

/// How a manifest names the runtime.
#[derive(Clone, Debug, PartialEq)]
pub enum RuntimeDependency {
    /// `workspace = true`: the crate is a member of this workspace, and takes version, edition and licence from it.
    Workspace,
    /// `path = "…"`: the crate stands alone.
    Path(String),
    /// `version = "…"`: the crate stands alone.
    Version(String),
}

/// What the runtime is told about the API as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct ApiConst {
    /// `DynamoSQL API`.
    pub title: String,
    /// The URLs of the servers, variables filled in with their defaults; relative ones left out. The first is the default.
    pub servers: Vec<ServerConst>,
    /// The schemes.
    pub schemes: Vec<SchemeConst>,
    /// What an operation needs unless it says otherwise: alternatives of scheme keys.
    pub security: Vec<Vec<String>>,
}

/// A server that has more to choose than its URL.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerConst {
    /// `https://{region}.example.com/v1`.
    pub url: String,
    /// `Production`.
    pub description: Option<String>,
    /// Name, default, and what it may be.
    pub variables: Vec<(String, String, Vec<String>)>,
}

/// A scheme.
#[derive(Clone, Debug, PartialEq)]
pub struct SchemeConst {
    /// `cognitoJwt`.
    pub key: String,
    /// How the credential travels.
    pub kind: crate::api::SchemeKind,
}

/// Operations that stand together.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// `None`: methods of `Client`, in `lib.rs`. Otherwise a module with a handle of its own.
    pub module: Option<GroupModule>,
    /// In document order.
    pub methods: Vec<Method>,
}

/// A module of operations.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupModule {
    /// `pets`: the module, and the method of `Client` that gives the handle.
    pub name: Ident,
    /// `Pets`: the handle.
    pub handle: Ident,
    /// What a reader is told.
    pub docs: Doc,
}

/// A type where it stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Ty {
    /// `()`.
    Unit,
    /// `bool`, `i64`, `f64`, `u32`, `String`: a type of the prelude.
    Plain(&'static str),
    /// A type of the runtime without parameters: `Secret`, `DateTime`, `Value`, `Bytes`, `ByteStream`, `FilePart`, `NoError`, `Never`.
    Runtime(&'static str),
    /// A type of the runtime with a parameter: `Embedded<T>`, `EventStream<T>`, `LineStream<T>`.
    RuntimeOf(&'static str, Box<Ty>),
    /// `Option<T>`.
    Option(Box<Ty>),
    /// `Vec<T>`.
    Vec(Box<Ty>),
    /// `BTreeMap<String, T>`.
    Map(Box<Ty>),
    /// `(A, B)`; of one, `(A,)`.
    Tuple(Vec<Ty>),
    /// `Box<T>`.
    Box(Box<Ty>),
    /// A type of this crate: `types::T` outside of `types`, `T` inside.
    Item(Ident),
    /// `&T`; of a `String`, `&str`; of a `Vec<T>`, `&[T]`.
    Ref(Box<Ty>),
}

/// What stands in `types.rs`, and how `codec.rs` reads and writes it.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Item {
    Struct(Struct),
    Choice(Choice),
    Union(Union),
    Alias(Alias),
    Newtype(Newtype),
    Answer(Answer),
}

/// A struct with public fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Struct {
    /// `ApiError`.
    pub name: Ident,
    /// What a reader is told.
    pub docs: Doc,
    /// `deprecated: true`.
    pub deprecated: bool,
    /// `Clone`, `Debug`, `PartialEq`, and `Default` where every field can be left out.
    pub derives: Vec<&'static str>,
    /// In document order.
    pub fields: Vec<Field>,
    /// The field that holds the keys that no other names; a map, or `Value`s by name.
    pub rest: Option<Field>,
    /// Whether it has `new(required…)`: some fields must be given, or some default is not Rust's.
    pub has_new: bool,
    /// How it is read and written.
    pub codec: StructCodec,
}

impl Struct {
    /// The fields that `new` asks for, alphabetical: the order of a document's properties, which may change with any
    /// edition of it, is not the order of arguments.
    pub fn arguments(&self) -> Vec<&Field> {
        let mut asked: Vec<&Field> = self.fields.iter().filter(|field| field.is_argument()).collect();
        asked.sort_by_key(|field| field.name.0.trim_start_matches("r#"));
        asked
    }
}

impl Field {
    /// Whether `new` asks for it: it is always there, and begins with no value of its own.
    pub fn is_argument(&self) -> bool {
        self.initial.is_none() && matches!(self.presence, Presence::Required | Presence::Nullable)
    }
}

/// How a struct is read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StructCodec {
    /// As a JSON object, both directions.
    Object,
    /// Not at all: the parameters of an operation, whose method takes them one by one.
    Parameters,
    /// Only written, as the parts of a multipart body.
    Multipart,
    /// Only read, from the headers of an answer.
    Headers,
}

/// A field.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// `user_id`.
    pub name: Ident,
    /// `userId`.
    pub wire: String,
    /// Its whole type, `Option` and `Box` included.
    pub ty: Ty,
    /// When it is there.
    pub presence: Presence,
    /// Whether a number is also taken as text, and what is none as nothing.
    pub is_lenient: bool,
    /// What a reader is told.
    pub docs: Doc,
    /// `deprecated: true`.
    pub deprecated: bool,
    /// What `new` and `Default` put there, where it is not an argument and not Rust's own default.
    pub initial: Option<Initial>,
    /// For a part of a multipart body.
    pub part: Option<PartWriter>,
}

/// How a part of a multipart body is written.
#[derive(Clone, Debug, PartialEq)]
pub struct PartWriter {
    /// What it holds.
    pub kind: PartKind,
    /// Whether the field is a list, each element a part.
    pub repeated: bool,
    /// The media type, where it is given.
    pub media_type: Option<String>,
}

/// What a part holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum PartKind {
    File,
    Text,
    Json,
}

/// When a field is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always: `T`.
    Required,
    /// Always, perhaps null: `Option<T>`, written as null.
    Nullable,
    /// Perhaps: `Option<T>`, not written when `None`. A null that is read is `None`.
    Optional,
    /// Perhaps, perhaps null: `Option<Option<T>>`.
    OptionalNullable,
}

/// What a field starts with.
#[derive(Clone, Debug, PartialEq)]
pub enum Initial {
    /// A variant of a choice: `types::Kind::Dog`; wrapped in `Some` where the field is an `Option`.
    Variant(Ident, Ident),
    /// A literal: a string (`"v1".to_owned()`), a number, a bool; wrapped in `Some` where the field is an `Option`.
    Literal(Value),
}

/// An enum of constants, with `Other` for those of tomorrow.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// `Order`.
    pub name: Ident,
    /// What a reader is told.
    pub docs: Doc,
    /// `deprecated: true`.
    pub deprecated: bool,
    /// What the constants are.
    pub kind: ChoiceKind,
    /// In document order.
    pub variants: Vec<ChoiceVariant>,
    /// `Other`, or what it yields to when the document has an `Other` itself.
    pub other: Ident,
}

/// What the constants of a choice are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChoiceKind {
    /// Strings: `Other(String)`.
    Text,
    /// Whole numbers that an `i64` holds: `Other(i64)`.
    Integer,
    /// Anything else: `Other(Value)`.
    Mixed,
}

/// A constant.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceVariant {
    /// `Ascending`.
    pub name: Ident,
    /// `"asc"`.
    pub value: Value,
    /// What a reader is told.
    pub docs: Doc,
    /// `deprecated: true`.
    pub deprecated: bool,
}

/// An enum of types, with `Other(Value)` for those of tomorrow.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// `TokenAnswer`.
    pub name: Ident,
    /// What a reader is told.
    pub docs: Doc,
    /// `deprecated: true`.
    pub deprecated: bool,
    /// In document order.
    pub variants: Vec<UnionVariant>,
    /// `Other`, or what it yields to.
    pub other: Ident,
    /// The property that names the variant.
    pub tag: Option<String>,
}

/// A type of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct UnionVariant {
    /// `OAuth2TokenResponse`.
    pub name: Ident,
    /// What it holds, boxed where it has to be.
    pub ty: Ty,
    /// How it is known.
    pub evidence: crate::api::Evidence,
    /// What a reader is told.
    pub docs: Doc,
}

/// `pub type UserId = String;`
#[derive(Clone, Debug, PartialEq)]
pub struct Alias {
    /// `UserId`.
    pub name: Ident,
    /// What a reader is told.
    pub docs: Doc,
    /// What it stands for.
    pub ty: Ty,
}

/// `pub struct Tree(pub Vec<Tree>);`: an alias that contains itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Newtype {
    /// `Tree`.
    pub name: Ident,
    /// What a reader is told.
    pub docs: Doc,
    /// What it wraps.
    pub ty: Ty,
}

/// An enum of the documented answers of one operation: its failures, or its successes where there are several types.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// `ListPetsError`, `ListPetsReply`.
    pub name: Ident,
    /// What a reader is told.
    pub docs: Doc,
    /// In document order, `default` last.
    pub variants: Vec<AnswerVariant>,
}

/// A documented answer.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerVariant {
    /// `NotFound`.
    pub name: Ident,
    /// Its key.
    pub status: crate::api::Status,
    /// What it holds and how it is read; `None`: no content, a variant without data.
    pub content: Option<(Ty, AnswerContent)>,
    /// What a reader is told.
    pub docs: Doc,
}

/// How the body of an answer inside an [`Answer`] is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum AnswerContent {
    Json,
    Text,
    Bytes,
}

/// An operation as a method.
#[derive(Clone, Debug, PartialEq)]
pub struct Method {
    /// `auth_token`.
    pub name: Ident,
    /// What a reader is told, its last line `` `POST /v1/auth/token` ``.
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
    /// The server of its own.
    pub server: Option<String>,
    /// What it sends besides the body, in order.
    pub parameters: Vec<Sent>,
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
    /// A field of an argument: `&params.limit`.
    Field(Ident, Ident),
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
    /// As the parts of a struct with [`StructCodec::Multipart`].
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
    /// An [`Answer`] reads itself.
    Answer,
}

/// How a failure is read.
#[derive(Clone, Debug, PartialEq)]
pub enum Fails {
    /// No failure is documented with a body: `NoError`.
    Undocumented,
    /// As JSON of one type, for these statuses.
    Json(Vec<crate::api::Status>),
    /// An [`Answer`] reads itself.
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

/// A way to obtain tokens, derived from the document and its overlay.
#[derive(Clone, Debug, PartialEq)]
pub struct TokenSource {
    /// The scheme's key.
    pub scheme: String,
    /// `CognitoJwt`.
    pub name: Ident,
    /// What a reader is told.
    pub docs: Doc,
    /// The method of `Client` that gives the source: `token_source`.
    pub source: Ident,
    /// The method of `Client` that gives a client with it: `with_client_credentials`.
    pub with: Ident,
    /// The same, from the environment, and the variables that hold id and secret.
    pub environment: Option<(Ident, String, String)>,
    /// The request for the client's credentials.
    pub grant: TokenRequest,
    /// The request for a refresh token.
    pub refresh: Option<TokenRequest>,
    /// How many milliseconds one of `expires_in` stands for.
    pub unit: u64,
    /// In seconds.
    pub default_lifetime: Option<u64>,
    /// In seconds.
    pub renew_before: Option<u64>,
}

/// A request for a token, and how its answer is read.
#[derive(Clone, Debug, PartialEq)]
pub struct TokenRequest {
    /// The handle that the method is on, where it is not on the client.
    pub group: Option<Ident>,
    /// `auth_token`.
    pub method: Ident,
    /// The type of the body, where one is sent.
    pub body: Option<TokenBody>,
    /// Whether the client's credentials go into the header `Authorization`.
    pub is_basic: bool,
    /// The type of the answer.
    pub output: Ty,
    /// The type of the documented failure.
    pub error: Ty,
    /// Where the answer has what.
    pub reads: TokenReads,
    /// Where the failure has what; `None`: nowhere that is known.
    pub refusal: Option<RefusalReads>,
}

/// The body of a request for a token.
#[derive(Clone, Debug, PartialEq)]
pub struct TokenBody {
    /// `AuthTokenRequest`.
    pub ty: Ident,
    /// Whether it begins with `new`, else with `default`.
    pub has_new: bool,
    /// What `new` is given, in order.
    pub arguments: Vec<TokenValue>,
    /// What is set beside it.
    pub fields: Vec<(Ident, TokenValue)>,
}

/// A value in the body of a request for a token, and the type of its field without `Option`.
#[derive(Clone, Debug, PartialEq)]
pub struct TokenValue {
    /// What it is.
    pub what: TokenInput,
    /// `String`, `Secret`, or a choice.
    pub ty: Ty,
}

/// What goes into the body of a request for a token.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum TokenInput {
    ClientId,
    ClientSecret,
    RefreshToken,
    Constant(String),
}

/// Where an answer has what; of several ways the first that is there.
#[derive(Clone, Debug, PartialEq)]
pub struct TokenReads {
    /// The access token.
    pub token: Vec<Way>,
    /// Its lifetime.
    pub lifetime: Vec<Way>,
    /// The refresh token.
    pub refresh_token: Vec<Way>,
    /// What it must say to count.
    pub success: Option<(Way, Value)>,
    /// What it says where it does not count.
    pub refusal: RefusalReads,
}

/// Where a refusal has what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RefusalReads {
    /// `invalid_client`.
    pub code: Vec<Way>,
    /// For people.
    pub message: Vec<Way>,
    /// For the provider's support.
    pub request_id: Vec<Way>,
}

/// The way from a value to a value inside it.
#[derive(Clone, Debug, PartialEq)]
pub enum Way {
    /// The value itself.
    Here,
    /// `.data`; through an `Option`, where it is one and the way goes on.
    Field(Ident, bool, Box<Way>),
    /// `types::TokenAnswer::Token(it)`, for each variant that has it.
    Variants(Ident, Vec<(Ident, Way)>),
    /// `.0`.
    Newtype(Box<Way>),
    /// Through JSON in a string.
    Embedded(Box<Way>),
    /// `.get(0)`.
    Place(usize, Box<Way>),
    /// `.pointer("/a")`.
    Pointer(String),
}
