//! Answers: as they are received, as generated code reads them, as callers get them.

use crate::codec::{self, Decode, DecodeError};
use crate::error::NoError;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::cell::Cell;
use std::fmt;

/// An answer that was read to its end.
#[derive(Clone)]
pub(crate) struct Received {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// An answer, as the `decode` of an [`Answer`] reads it.
pub struct Reply<'a> {
    received: &'a Received,
    is_undocumented: Cell<bool>,
}

/// One of the documented answers of an operation.
pub trait Answer: Sized {
    /// Reads the answer of this status; [`Reply::undocumented`] where there is none.
    ///
    /// # Errors
    /// When the status is not documented, or the body is not as documented.
    fn decode(reply: &Reply<'_>) -> Result<Self, DecodeError>;
}

impl Answer for NoError {
    fn decode(reply: &Reply<'_>) -> Result<Self, DecodeError> {
        Err(reply.undocumented())
    }
}

/// Headers of an answer, as types.
pub trait FromHeaders: Sized {
    /// Reads them.
    ///
    /// # Errors
    /// When one is missing or not as documented.
    fn from_headers(headers: &HeaderMap) -> Result<Self, DecodeError>;
}

impl<'a> Reply<'a> {
    pub(crate) fn new(received: &'a Received) -> Self {
        Self { received, is_undocumented: Cell::new(false) }
    }

    /// `404`.
    pub fn status(&self) -> u16 {
        self.received.status.as_u16()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.received.headers
    }

    /// The body, read as JSON.
    ///
    /// # Errors
    /// When it is not JSON, or none of this type.
    pub fn json<T: Decode>(&self) -> Result<T, DecodeError> {
        codec::decode(&self.received.body)
    }

    /// The body as text: in UTF-8, or in Latin-1 where it says so.
    ///
    /// # Errors
    /// When it is neither.
    pub fn text(&self) -> Result<String, DecodeError> {
        match std::str::from_utf8(&self.received.body) {
            Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned()),
            Err(_) if self.is_latin_1() => Ok(self.received.body.iter().map(|byte| char::from(*byte)).collect()),
            Err(_) => Err(DecodeError::other("the text is not UTF-8")),
        }
    }

    fn is_latin_1(&self) -> bool {
        let media_type = self.received.headers.get(http::header::CONTENT_TYPE).and_then(|it| it.to_str().ok());
        let mut parameters = media_type.unwrap_or_default().split(';').skip(1).filter_map(|it| it.split_once('='));
        parameters.any(|(name, value)| {
            let value = value.trim().trim_matches('"');
            let is_latin_1 = ["iso-8859-1", "latin1", "latin-1"].iter().any(|it| value.eq_ignore_ascii_case(it));
            name.trim().eq_ignore_ascii_case("charset") && is_latin_1
        })
    }

    /// The body as it came.
    ///
    /// # Errors
    /// Never; so that all readers look alike.
    pub fn bytes(&self) -> Result<Bytes, DecodeError> {
        Ok(self.received.body.clone())
    }

    /// That this status is not documented.
    pub fn undocumented(&self) -> DecodeError {
        self.is_undocumented.set(true);
        DecodeError::other("the status is not documented")
    }

    /// Reads an [`Answer`]; `None`: its status is not documented.
    pub(crate) fn answer<A: Answer>(&self) -> Result<Option<A>, DecodeError> {
        match A::decode(self) {
            Err(_) if self.is_undocumented.get() => Ok(None),
            answer => answer.map(Some),
        }
    }
}

/// An answer as a caller gets it: the body, read, and what came with it.
pub struct Response<T> {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) attempts: u32,
    pub(crate) body: T,
}

impl<T> Response<T> {
    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The documented headers, as types.
    ///
    /// # Errors
    /// When one is missing or not as documented.
    pub fn typed_headers<H: FromHeaders>(&self) -> Result<H, DecodeError> {
        H::from_headers(&self.headers)
    }

    /// What the server calls the request in its logs.
    pub fn request_id(&self) -> Option<&str> {
        crate::error::request_id(&self.headers)
    }

    /// How often the request was sent.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The body.
    pub fn body(&self) -> &T {
        &self.body
    }

    /// The body alone.
    pub fn into_body(self) -> T {
        self.body
    }

    /// The same answer with another body.
    pub fn map<U>(self, map: impl FnOnce(T) -> U) -> Response<U> {
        Response { status: self.status, headers: self.headers, attempts: self.attempts, body: map(self.body) }
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status.as_u16())
            .field("request_id", &self.request_id())
            .field("attempts", &self.attempts)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::{Received, Reply};
    use bytes::Bytes;
    use http::{HeaderMap, HeaderValue, StatusCode, header};

    #[test]
    fn text_is_read_as_it_says() {
        for (media_type, body, expected) in [
            ("text/plain", "é".as_bytes(), Some("é")),
            ("text/plain", "\u{feff}a".as_bytes(), Some("a")),
            ("text/csv; charset=ISO-8859-1", b"\xe9", Some("é")),
            ("text/csv;header=present; charset=\"latin1\"", b"\xe9", Some("é")),
            ("text/csv; charset=iso-8859-1", "é".as_bytes(), Some("é")),
            ("text/plain", b"\xe9", None),
            ("text/plain; charset=utf-16", b"\xe9\x00", None),
        ] {
            let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, HeaderValue::from_static(media_type))]);
            let received = Received { status: StatusCode::OK, headers, body: Bytes::from_static(body) };
            assert_eq!(Reply::new(&received).text().ok().as_deref(), expected, "{media_type}");
        }
    }
}
