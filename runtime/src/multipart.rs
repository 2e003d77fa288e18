//! Bodies of several parts (RFC 7578).

mod boundary;
mod parts;
mod stream;

pub use parts::{Files, Parts};

use crate::body::Body;
use crate::encode::EncodeError;

/// A body that is sent in parts.
pub trait Multipart {
    /// Its parts.
    fn parts(self) -> Parts;
}

/// A file that is sent: its content, and what the server is told of it.
///
/// ```
/// use specwright_runtime::FilePart;
///
/// let file = FilePart::new("a,b\n1,2\n").named("table.csv").media_type("text/csv");
/// ```
#[derive(Debug)]
pub struct FilePart {
    content: Body,
    name: Option<String>,
    media_type: Option<String>,
    headers: Vec<(String, String)>,
}

impl FilePart {
    /// A file without a name; servers are told that it is called `file`, since without one they take it for text.
    pub fn new(content: impl Into<Body>) -> Self {
        Self { content: content.into(), name: None, media_type: None, headers: Vec::new() }
    }

    /// What it is called.
    #[must_use]
    pub fn named(self, name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..self }
    }

    /// What it is: `image/png`.
    #[must_use]
    pub fn media_type(self, media_type: impl Into<String>) -> Self {
        Self { media_type: Some(media_type.into()), ..self }
    }

    /// A header of this part, besides those that say what it is and what it is called.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }
}

impl From<Body> for FilePart {
    fn from(content: Body) -> Self {
        Self::new(content)
    }
}

impl From<Vec<u8>> for FilePart {
    fn from(content: Vec<u8>) -> Self {
        Self::new(content)
    }
}

impl From<bytes::Bytes> for FilePart {
    fn from(content: bytes::Bytes) -> Self {
        Self::new(content)
    }
}

impl From<std::fs::File> for FilePart {
    fn from(content: std::fs::File) -> Self {
        Self::new(content)
    }
}

/// The value of the header `Content-Type`, and the body.
pub(crate) type Encoded = Result<(String, Body), EncodeError>;
