//! Parameters and forms: [`Json`] as it travels outside of JSON.
//!
//! The styles are those of OpenAPI, which are those of RFC 6570 and three more. What they leave open is decided here:
//!
//! * What is null is left out, and so is an empty list; an empty string is there (`a=`).
//! * A list or an object inside of a list or an object is written as JSON, except in [`style::DEEP_OBJECT`], where
//!   objects go on as `a[b][c]=1` and lists as `a[b][0]=1`.
//! * `allowReserved` keeps what cannot be misread: `[`, `]`, `#`, `&`, `+` and `%` are always encoded, so that what
//!   arrives is what was sent.

mod form;
mod parameter;
mod percent;
pub mod style;

pub(crate) use form::form;
pub(crate) use parameter::{cookie, header, path, query, text};
pub use style::Style;

use std::fmt;

/// Text with everything but the unreserved characters percent-encoded.
pub(crate) fn unreserved(text: &str) -> String {
    percent::Plain::Unreserved.encode(text)
}

/// What was percent-encoded.
pub(crate) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| *first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A value that cannot travel where it should. It does not hold the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodeError {
    name: String,
    problem: &'static str,
}

impl EncodeError {
    pub(crate) fn new(name: &str, problem: &'static str) -> Self {
        Self { name: name.to_owned(), problem }
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.name, self.problem)
    }
}

impl std::error::Error for EncodeError {}
