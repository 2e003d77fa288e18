//! What the client crates written by specwright stand on.

mod body;
mod client;
mod environment;
mod executor;
mod stream;
mod transport;

pub use body::Body;
pub use bytes::Bytes;
pub use environment::{BoxFuture, Environment, SystemEnvironment};
pub use stream::ByteStream;
#[cfg(feature = "reqwest")]
pub use transport::Reqwest;
pub use transport::{Attempt, Replay, Sending, Sent, Transport, TransportError, TransportErrorKind};
