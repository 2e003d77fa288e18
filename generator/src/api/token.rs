//! How tokens are obtained.

use super::{TypeId, Use};
use serde_json::Value;

/// How a token is obtained: `x-token-source`, checked against the schemas that it speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct TokenSource {
    /// A key of [`Api::schemes`](super::Api::schemes).
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
    /// An index into [`Api::operations`](super::Api::operations).
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
    /// An index into [`Api::operations`](super::Api::operations).
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
    /// Through what is meant, where anything may stand.
    Known(Box<Way>),
    /// Through an element of a list.
    Place(usize, Box<Way>),
    /// Through a value of any kind, by this JSON pointer.
    Any(String),
}
