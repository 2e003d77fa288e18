//! What the client crates written by specwright stand on.

mod api;
mod base;
mod body;
mod call;
mod client;
mod codec;
mod credential;
mod encode;
mod environment;
mod error;
mod executor;
mod harness;
mod headers;
mod json;
mod layer;
mod lines;
mod multipart;
mod pages;
mod reply;
mod request;
mod retry;
mod run;
mod secret;
mod sse;
mod stream;
mod text;
mod token;
mod trace;
mod transport;
mod union;

pub use body::Body;
pub use bytes::Bytes;
pub use call::Call;
pub use client::{BuildError, Client, ClientBuilder};
pub use codec::DecodeError;
pub use credential::Credential;
pub use environment::{BoxFuture, Environment, SystemEnvironment};
pub use error::{Error, ErrorKind, NoError};
pub use http;
#[cfg(feature = "jiff")]
pub use jiff;
pub use layer::{Layer, Next};
pub use multipart::FilePart;
pub use pages::Pages;
pub use reply::Response;
pub use retry::RetryPolicy;
pub use secret::Secret;
pub use serde_json::Value;
pub use stream::{ByteStream, Event, EventStream, LineStream};
pub use text::{
    Base64, Base64Url, BigInt, Date, DateTime, Decimal, DecimalText, Duration, Embedded, Format, FormatError,
    Formatted, IntegerText, Ipv4, Ipv6, Time, Uuid, formats,
};
pub use token::{Refusal, Token, TokenCache, TokenError, TokenSource};
#[cfg(feature = "reqwest")]
pub use transport::Reqwest;
#[cfg(any(feature = "reqwest", feature = "ureq"))]
pub use transport::Tls;
#[cfg(feature = "ureq")]
pub use transport::Ureq;
pub use transport::{Attempt, Replay, Sending, Sent, Transport, TransportError, TransportErrorKind};

/// What generated code is written in; of no use to anyone else, and free to change with the generator.
pub mod generated {
    pub use crate::__serde_by_codec as serde_by_codec;
    pub use crate::api::{Api, Scheme, Security, Server};
    pub use crate::codec::{
        Decode, DecodeError, Encode, Fields, decode, deserialize, encode, nullable, optional, optional_nullable,
        required, serialize,
    };
    pub use crate::encode::{EncodeError, Style, style};
    pub use crate::harness::{Through, serve_values, through};
    pub use crate::headers::{header, optional_header};
    pub use crate::json::{Entry, Json, JsonError, Number, Scalar};
    pub use crate::multipart::{Files, Multipart, Parts};
    pub use crate::reply::{Answer, FromHeaders, Reply};
    pub use crate::request::Request;
    /// How generated code reads the answers of token endpoints.
    pub mod token {
        pub use crate::token::{Grant, Granted, Refusal, TokenCall, basic, environment, lifetime, secret, text};
    }
    pub use crate::union::{Kinds, Known, Shape, known, pick};
    pub use http::HeaderMap;
    pub use serde;
}
