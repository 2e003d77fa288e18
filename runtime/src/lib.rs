//! What the client crates written by specwright stand on.
//!
//! A generated crate says what an API promises; how a call is made stands here, once. So this is the manual for what all
//! those crates have in common. (`client` stands for any generated client; here it is made by hand.)
//!
//! # Calls
//! A method of a client gives a [`Call`], and sends nothing. It is run with `.await` or with
//! [`blocking`](Call::blocking), wherever you are: in tokio, in another async runtime, in none.
//!
//! ```
//! use specwright_runtime::{Call, Replay, Value};
//! # use specwright_runtime::{Client, ClientBuilder, generated::{Api, Server}};
//! # const API: Api = Api { title: "Pets", servers: &[Server::new("https://api.example.com")], schemes: &[], security: &[] };
//! # let answers = Replay::new().json(200, r#"{"name": "Rex"}"#).with(200, &[("x-request-id", "7")], "[]");
//! # let client: Client = ClientBuilder::new(&API).transport(answers).build()?;
//! # fn pet(client: &Client, id: i64) -> Call<Value> { client.get("getPet", "/pets/{id}").path(&[&id]).call() }
//!
//! let rex = pet(&client, 1).blocking()?;                      // or: pet(&client, 1).await?
//! assert_eq!(rex["name"], "Rex");
//!
//! let reply = pet(&client, 2)
//!     .timeout(std::time::Duration::from_secs(5))
//!     .header("X-Trace", "on")
//!     .no_retry()
//!     .send_blocking()?;                                      // or: .send().await?
//! assert_eq!((reply.status().as_u16(), reply.request_id(), reply.attempts()), (200, Some("7"), 1));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! An answer may also be a [`ByteStream`], an [`EventStream`] or a [`LineStream`]; items that come page by page are
//! [`Pages`]. Each has an async `next`, is a `Stream`, and can be read without an async runtime.
//!
//! # Errors
//! [`Error<E>`] says what kind of failure it is ([`ErrorKind`]), in which operation, with which status, headers and request
//! id, after how many attempts, and whether the server may have acted on the request. Where the document promises a body
//! for failures, [`body`](Error::body) is it, typed; whatever came is in [`bytes`](Error::bytes). `Display` and `Debug` show
//! no secret, no body and no query.
//!
//! # Retries and deadlines
//! Three attempts by default, see [`RetryPolicy`]. What the server may have acted on is only sent again where that does no
//! harm: a method that is idempotent by definition or by the document, or a call with an idempotency key. Connecting may
//! take 10 s, an attempt 30 s, a call 90 s, a pause in a stream 5 min; a body that is held in memory may have 10 MiB. All can be changed in the
//! [`ClientBuilder`], some for one [`Call`]. Dropping the future of a call cancels it.
//!
//! # Servers
//! A client speaks to the first server of its document; [`ClientBuilder::server`] takes another one of them,
//! [`ClientBuilder::server_variable`] fills in a part of its URL, and [`ClientBuilder::base_url`] takes any. Operations that
//! have servers of their own go there, unless there is a base URL. [`Call::server`] and [`Call::server_variable`] do the
//! same for one call.
//!
//! # Credentials
//! They are given to the [`ClientBuilder`], go only to operations whose security names their scheme, and only over https
//! (to this machine itself also over http, after
//! [`allow_http_on_loopback`](ClientBuilder::allow_http_on_loopback)). A [`TokenSource`] obtains, keeps and renews bearer
//! tokens; when the server refuses one, it is replaced and the call made again, once. Redirects are never followed.
//!
//! # Transports
//! `Reqwest` is the default, `Ureq` works without an async runtime; [`Replay`] is for your own tests; anything else is an
//! implementation of [`Transport`]. A [`Layer`] stands around it and sees every attempt.
//!
//! | feature | |
//! |---|---|
//! | `reqwest` (default) | the transport `Reqwest` |
//! | `ureq` | the transport `Ureq`; the default one where `reqwest` is off |
//! | `tracing` | a span per call and per attempt, in OpenTelemetry's names |
//! | `jiff` | date-times, dates, times and durations as types of the crate `jiff` |

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
pub use secret::{Secret, SecretValue};
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
pub use union::OrAny;

/// What generated code is written in; of no use to anyone else, and free to change with the generator.
pub mod generated {
    pub use crate::__serde_by_codec as serde_by_codec;
    pub use crate::api::{Api, OwnServer, OwnVariable, Scheme, Security, Server};
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
    pub use crate::request::{ByType, Failures, InJson, Parameters, Plan, Request};
    /// How generated code reads the answers of token endpoints.
    pub mod token {
        pub use crate::token::{Grant, Granted, Refusal, TokenCall, basic, environment, lifetime, secret, text};
    }
    pub use crate::token::text;
    pub use crate::union::{Kinds, Known, Shape, constant, known, pick};
    pub use http::HeaderMap;
    pub use serde;
}
