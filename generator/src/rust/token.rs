//! Token sources.

use super::{Doc, Ident, Ty};
use serde_json::Value;

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
    /// `.known()`.
    Known(Box<Way>),
    /// `.get(0)`.
    Place(usize, Box<Way>),
    /// `.pointer("/a")`.
    Pointer(String),
}
