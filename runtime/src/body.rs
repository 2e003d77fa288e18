//! What is sent: bytes that are there, bytes that come.

use crate::stream::ByteStream;
use bytes::Bytes;
use futures_core::Stream;
use std::error::Error;
use std::fmt;
use std::io::Read;

/// The body of a request: nothing, bytes, or a stream. `Debug` shows its length and never its content.
#[derive(Default)]
pub struct Body(Kind);

#[derive(Default)]
enum Kind {
    #[default]
    Empty,
    Bytes(Bytes),
    Stream(ByteStream, Option<u64>),
}

impl Body {
    /// No body.
    pub fn empty() -> Self {
        Self::default()
    }

    /// What a reader gives, a file for example, without holding it all in memory. It cannot be sent twice.
    pub fn from_reader(reader: impl Read + Send + 'static) -> Self {
        Self(Kind::Stream(ByteStream::from_reader(reader), None))
    }

    /// What a stream gives, without holding it all in memory. It cannot be sent twice.
    pub fn from_stream<S, B, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes> + 'static,
        E: Into<Box<dyn Error + Send + Sync>> + 'static,
    {
        Self(Kind::Stream(ByteStream::from_stream(stream), None))
    }

    /// The same body, known to be this long: it is sent with a `Content-Length`. Bytes know their length.
    pub fn with_length(self, length: u64) -> Self {
        match self.0 {
            Kind::Stream(stream, _) => Self(Kind::Stream(stream, Some(length))),
            other => Self(other),
        }
    }

    /// How long it is, where that is known.
    pub fn length(&self) -> Option<u64> {
        match &self.0 {
            Kind::Empty => Some(0),
            Kind::Bytes(bytes) => Some(bytes.len() as u64),
            Kind::Stream(_, length) => *length,
        }
    }

    /// Whether there is none. (A body of no bytes is one.)
    pub fn is_absent(&self) -> bool {
        matches!(self.0, Kind::Empty)
    }

    /// All of it, where it is in memory; nothing is `Some` of no bytes.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match &self.0 {
            Kind::Empty => Some(&[]),
            Kind::Bytes(bytes) => Some(bytes),
            Kind::Stream(..) => None,
        }
    }

    /// All of it, where it is in memory; the stream otherwise. For transports.
    ///
    /// # Errors
    /// When it is a stream.
    pub fn into_bytes(self) -> Result<Bytes, ByteStream> {
        match self.0 {
            Kind::Empty => Ok(Bytes::new()),
            Kind::Bytes(bytes) => Ok(bytes),
            Kind::Stream(stream, _) => Err(stream),
        }
    }

    /// The same body once more, where it is in memory.
    pub fn try_clone(&self) -> Option<Self> {
        match &self.0 {
            Kind::Empty => Some(Self(Kind::Empty)),
            Kind::Bytes(bytes) => Some(Self(Kind::Bytes(bytes.clone()))),
            Kind::Stream(..) => None,
        }
    }

    /// As a stream, for transports.
    pub fn into_stream(self) -> ByteStream {
        match self.0 {
            Kind::Empty => ByteStream::default(),
            Kind::Bytes(bytes) => bytes.into(),
            Kind::Stream(stream, _) => stream,
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.0, self.length()) {
            (Kind::Empty, _) => f.write_str("Body(none)"),
            (_, Some(length)) => write!(f, "Body({length} bytes)"),
            (_, None) => f.write_str("Body(a stream)"),
        }
    }
}

impl From<ByteStream> for Body {
    fn from(stream: ByteStream) -> Self {
        Self(Kind::Stream(stream, None))
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Kind::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Kind::Bytes(bytes.into()))
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Self(Kind::Bytes(text.into()))
    }
}

impl From<&str> for Body {
    fn from(text: &str) -> Self {
        Self(Kind::Bytes(Bytes::copy_from_slice(text.as_bytes())))
    }
}

impl From<&[u8]> for Body {
    fn from(bytes: &[u8]) -> Self {
        Self(Kind::Bytes(Bytes::copy_from_slice(bytes)))
    }
}

impl From<std::fs::File> for Body {
    fn from(file: std::fs::File) -> Self {
        let length = file.metadata().ok().filter(std::fs::Metadata::is_file).map(|it| it.len());
        let body = Self::from_reader(file);
        match length {
            Some(length) => body.with_length(length),
            None => body,
        }
    }
}
