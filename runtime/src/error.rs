//! How a call can fail, and what is known then.

mod kind;

pub use kind::ErrorKind;

use crate::codec::DecodeError;
use crate::reply::{FromHeaders, Received};
use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};
use std::error::Error as StdError;
use std::fmt;

/// Why a call has failed; `E` is the body that the document promises for failures.
///
/// It is one pointer wide. `Display` and `Debug` tell kind, operation, status, request id and attempts, and never a
/// secret, a token, a body or a query.
pub struct Error<E = NoError>(Box<Inner<E>>);

struct Inner<E> {
    failure: Failure,
    body: Option<E>,
}

/// The body of failures of operations that document none: there is no such value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoError {}

impl fmt::Display for NoError {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl StdError for NoError {}

/// Everything that is known of a failure, whatever its body.
pub(crate) struct Failure {
    pub(crate) kind: ErrorKind,
    pub(crate) operation: &'static str,
    pub(crate) method: Method,
    pub(crate) template: &'static str,
    /// What is to be said beyond the kind.
    pub(crate) message: Option<String>,
    pub(crate) received: Option<Received>,
    pub(crate) attempts: u32,
    pub(crate) may_have_been_received: bool,
    /// Whether the policy would send it again, had it attempts left.
    pub(crate) is_retryable: bool,
    pub(crate) source: Option<Box<dyn StdError + Send + Sync>>,
}

impl<E> Error<E> {
    pub(crate) fn new(failure: Failure, body: Option<E>) -> Self {
        Self(Box::new(Inner { failure, body }))
    }

    /// What went wrong.
    pub fn kind(&self) -> ErrorKind {
        self.0.failure.kind
    }

    /// The documented body of the failure.
    pub fn body(&self) -> Option<&E> {
        self.0.body.as_ref()
    }

    /// The documented body of the failure, or the error itself where there is none.
    ///
    /// # Errors
    /// When there is no documented body.
    pub fn into_body(mut self) -> Result<E, Self> {
        self.0.body.take().ok_or(self)
    }

    /// `listPets`; empty where the document gives no id.
    pub fn operation(&self) -> &'static str {
        self.0.failure.operation
    }

    /// The method of the request.
    pub fn method(&self) -> &Method {
        &self.0.failure.method
    }

    /// `/pets/{petId}`, as the document has it.
    pub fn path(&self) -> &'static str {
        self.0.failure.template
    }

    /// The status of the answer, where there was one.
    pub fn status(&self) -> Option<StatusCode> {
        self.received().map(|it| it.status)
    }

    /// The headers of the answer, where there was one.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.received().map(|it| &it.headers)
    }

    /// The documented headers of the answer, as types.
    ///
    /// # Errors
    /// When there was no answer, when a header is missing or not as documented.
    pub fn typed_headers<H: FromHeaders>(&self) -> Result<H, DecodeError> {
        let headers = self.headers().ok_or_else(|| DecodeError::other("there was no answer"))?;
        H::from_headers(headers)
    }

    /// The body of the answer as it came, as far as it was read.
    pub fn bytes(&self) -> Option<&Bytes> {
        self.received().map(|it| &it.body)
    }

    /// What the server calls the request in its logs (`X-Request-Id` and its like).
    pub fn request_id(&self) -> Option<&str> {
        self.received().and_then(|it| request_id(&it.headers))
    }

    /// How often the request was sent; 0: it never was.
    pub fn attempts(&self) -> u32 {
        self.0.failure.attempts
    }

    /// Whether the server may have acted on the request.
    pub fn may_have_been_received(&self) -> bool {
        self.0.failure.may_have_been_received
    }

    /// Whether the same call may succeed later and can be made again without harm.
    pub fn is_retryable(&self) -> bool {
        self.0.failure.is_retryable
    }

    /// Whether it took too long.
    pub fn is_timeout(&self) -> bool {
        self.kind() == ErrorKind::Timeout
    }

    /// Whether no connection was made.
    pub fn is_connect(&self) -> bool {
        self.kind() == ErrorKind::Connect
    }

    /// Whether nothing was sent because the request could not be made.
    pub fn is_build(&self) -> bool {
        self.kind() == ErrorKind::Build
    }

    /// Whether the server answered with a failure that the document describes.
    pub fn is_documented(&self) -> bool {
        self.kind() == ErrorKind::Documented
    }

    /// Whether the server asked to slow down.
    pub fn is_rate_limited(&self) -> bool {
        self.status() == Some(StatusCode::TOO_MANY_REQUESTS)
    }

    /// The same error without its typed body, so that errors of several operations have one type.
    pub fn erase(self) -> Error {
        Error::new(self.0.failure, None)
    }

    /// The same error with another body.
    pub fn map_body<F>(self, map: impl FnOnce(E) -> F) -> Error<F> {
        Error::new(self.0.failure, self.0.body.map(map))
    }

    fn received(&self) -> Option<&Received> {
        self.0.failure.received.as_ref()
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let failure = &self.0.failure;
        if !failure.operation.is_empty() {
            write!(f, "{}: ", failure.operation)?;
        }
        write!(f, "{} {}: ", failure.method, failure.template)?;
        match (self.status(), &failure.source) {
            // A status that the document may well describe, only without a body.
            (Some(status), None) if failure.kind == ErrorKind::Unexpected && !status.is_success() => {
                write!(f, "the server answered {status}")?;
            }
            (Some(status), _) => write!(f, "{}, {status}", failure.kind)?,
            (None, _) => write!(f, "{}", failure.kind)?,
        }
        if let Some(message) = &failure.message {
            write!(f, ": {message}")?;
        }
        if let Some(id) = self.request_id() {
            write!(f, " (request {id})")?;
        }
        match failure.attempts {
            0 | 1 => Ok(()),
            attempts => write!(f, " (after {attempts} attempts)"),
        }
    }
}

impl<E> fmt::Debug for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let failure = &self.0.failure;
        f.debug_struct("Error")
            .field("kind", &failure.kind)
            .field("operation", &failure.operation)
            .field("request", &format_args!("{} {}", failure.method, failure.template))
            .field("status", &self.status().map(|it| it.as_u16()))
            .field("request_id", &self.request_id())
            .field("attempts", &failure.attempts)
            .field("message", &failure.message)
            .field("source", &failure.source)
            .finish_non_exhaustive()
    }
}

impl<E> StdError for Error<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.failure.source.as_deref().map(|source| source as _)
    }
}

/// The headers in which servers say what they call a request, the usual first.
const REQUEST_IDS: [&str; 8] = [
    "x-request-id",
    "request-id",
    "x-amzn-requestid",
    "x-amz-request-id",
    "x-ms-request-id",
    "x-correlation-id",
    "x-trace-id",
    "cf-ray",
];

/// What the server calls the request, where it says so in text that is fit to be shown.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    let value = REQUEST_IDS.iter().find_map(|name| headers.get(*name))?;
    value.to_str().ok().filter(|it| it.len() <= 200)
}
