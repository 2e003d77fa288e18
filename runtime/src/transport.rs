//! What carries a request to its server and the answer back.
//!
//! A transport sends what it is given, once: it follows no redirect, keeps no cookie, decompresses nothing. Retries,
//! deadlines, tokens and limits are the client's.

mod replay;
#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(any(feature = "reqwest", feature = "ureq"))]
mod tls;
#[cfg(feature = "ureq")]
mod ureq;

#[cfg(feature = "reqwest")]
pub use self::reqwest::Reqwest;
#[cfg(any(feature = "reqwest", feature = "ureq"))]
pub use self::tls::Tls;
#[cfg(feature = "ureq")]
pub use self::ureq::Ureq;
pub use replay::{Replay, Sent};

use crate::body::Body;
use crate::environment::BoxFuture;
use crate::stream::ByteStream;
use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// What carries requests.
pub trait Transport: fmt::Debug + Send + Sync {
    /// Sends a request, once, and gives the answer as soon as its head is there.
    fn send(&self, request: http::Request<Body>, attempt: Attempt) -> BoxFuture<'_, Sending>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: http::Request<Body>, attempt: Attempt) -> BoxFuture<'_, Sending> {
        (**self).send(request, attempt)
    }
}

/// What sending comes to.
pub type Sending = Result<http::Response<ByteStream>, TransportError>;

/// What a transport and a layer are told about a request.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Attempt {
    /// `listPets`; empty where the document gives no id.
    pub operation: &'static str,
    /// `/pets/{petId}`.
    pub template: &'static str,
    /// Counted from 1.
    pub number: u32,
    /// Whether a thread waits for the answer: whoever polls may be blocked.
    pub blocking: bool,
    /// Whether the body of the answer is read piece by piece, as long as it takes.
    pub streams: bool,
    /// How long it may take until the answer is read; of one that is streamed, until its head is there. The client keeps
    /// this limit itself where the transport does not block.
    pub timeout: Option<Duration>,
    /// How long an answer that is streamed may be silent. The client keeps this limit itself, too.
    pub idle: Option<Duration>,
}

/// Why a request got no answer, or a layer let none through.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Option<Box<dyn Error + Send + Sync>>,
}

/// How sending failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection was made: the server did not see the request.
    Connect,
    /// It took too long.
    Timeout,
    /// The connection broke, or what came was no HTTP. The server may have seen the request.
    Broken,
    /// The request was not sent: a layer refused it, or it cannot be written as HTTP.
    Refused,
}

impl TransportError {
    /// An error of this kind and with this cause, whose text must hold no secret.
    pub fn new(kind: TransportErrorKind, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { kind, source: Some(source.into()) }
    }

    /// It took too long.
    pub fn timeout() -> Self {
        Self { kind: TransportErrorKind::Timeout, source: None }
    }

    /// How sending failed.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "no connection was made",
            TransportErrorKind::Timeout => "it took too long",
            TransportErrorKind::Broken => "the connection broke",
            TransportErrorKind::Refused => "the request was not sent",
        })
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
