//! Strings whose content is known: date-times, UUIDs, base64 and so on.
//!
//! What the server sent is kept exactly, and read when it is asked for: a server that gets a format wrong is no outage,
//! and what came goes back as it came.

mod bytes;
mod digits;
mod embedded;
mod scalar;
#[cfg(feature = "jiff")]
mod time;

pub use digits::{BigInt, Decimal};
pub use embedded::Embedded;

use crate::codec::{Decode, DecodeError, Encode};
use crate::json::Json;
use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

/// What the content of a string is.
pub trait Format {
    /// What is read from it.
    type Value;
    /// `a date-time (RFC 3339)`.
    const NAME: &'static str;
    /// Reads it, tolerantly.
    fn read(text: &str) -> Option<Self::Value>;
    /// Writes it, exactly.
    fn write(value: &Self::Value) -> String;
}

/// A string of a format, as it arrived. See [`DateTime`], [`Uuid`] and the others.
pub struct Formatted<F> {
    text: String,
    format: PhantomData<fn() -> F>,
}

/// A string is not what its format says. The error does not hold the string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatError {
    expected: &'static str,
}

impl<F> Formatted<F> {
    /// This text, unread: for servers that want something else than the format.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self { text: text.into(), format: PhantomData }
    }

    /// As it arrived, and as it is sent.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// As it arrived, and as it is sent.
    pub fn into_string(self) -> String {
        self.text
    }
}

impl<F: Format> Formatted<F> {
    /// What it says.
    ///
    /// # Errors
    /// When it is not what the format says.
    pub fn get(&self) -> Result<F::Value, FormatError> {
        F::read(&self.text).ok_or(FormatError { expected: F::NAME })
    }

    /// The text of a value.
    pub fn of(value: &F::Value) -> Self {
        Self::from_text(F::write(value))
    }
}

impl<F: Format> FromStr for Formatted<F> {
    type Err = FormatError;

    fn from_str(text: &str) -> Result<Self, FormatError> {
        let formatted = Self::from_text(text);
        formatted.get().map(|_| formatted)
    }
}

impl<F> Clone for Formatted<F> {
    fn clone(&self) -> Self {
        Self::from_text(self.text.clone())
    }
}

impl<F> PartialEq for Formatted<F> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<F> Eq for Formatted<F> {}

impl<F> Hash for Formatted<F> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl<F> fmt::Debug for Formatted<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl<F> fmt::Display for Formatted<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl<F> Decode for Formatted<F> {
    fn decode(json: Json<'_>) -> Result<Self, DecodeError> {
        json.into_text().map(Cow::into_owned).map(Self::from_text)
    }
}

impl<F> Encode for Formatted<F> {
    fn encode(&self) -> Json<'_> {
        Json::text(&self.text)
    }
}

impl<F> serde::Serialize for Formatted<F> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de, F> serde::Deserialize<'de> for Formatted<F> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from_text)
    }
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not {}", self.expected)
    }
}

impl std::error::Error for FormatError {}

/// What the content of a string can be.
pub mod formats {
    macro_rules! formats {
        ($($(#[$docs:meta])* $name:ident;)*) => {$(
            $(#[$docs])*
            #[derive(Debug)]
            pub enum $name {}
        )*};
    }

    formats! {
        /// `2024-01-31T12:00:00Z`.
        DateTime;
        /// `2024-01-31`.
        Date;
        /// `12:00:00Z`.
        Time;
        /// `P1DT12H`.
        Duration;
        /// `f81d4fae-7dec-11d0-a765-00a0c91e6bf6`.
        Uuid;
        /// `SGk+`.
        Base64;
        /// `SGk-`.
        Base64Url;
        /// `192.0.2.1`.
        Ipv4;
        /// `2001:db8::1`.
        Ipv6;
        /// `1.50`.
        Decimal;
        /// `9007199254740993`.
        Integer;
    }
}

/// `"2024-01-31T12:00:00Z"`. Reading copes with a missing offset (then it is UTC), with a space for `T`, and with leap
/// seconds.
pub type DateTime = Formatted<formats::DateTime>;
/// `"2024-01-31"`.
pub type Date = Formatted<formats::Date>;
/// `"12:00:00Z"`; what is read is the time of the day, without the offset.
pub type Time = Formatted<formats::Time>;
/// `"P1DT12H"`, ISO 8601.
pub type Duration = Formatted<formats::Duration>;
/// `"f81d4fae-7dec-11d0-a765-00a0c91e6bf6"`; what is read is its 128 bits.
pub type Uuid = Formatted<formats::Uuid>;
/// `"SGk+"`. Reading copes with either alphabet, with or without padding.
pub type Base64 = Formatted<formats::Base64>;
/// `"SGk-"`. Reading copes with either alphabet, with or without padding.
pub type Base64Url = Formatted<formats::Base64Url>;
/// `"192.0.2.1"`.
pub type Ipv4 = Formatted<formats::Ipv4>;
/// `"2001:db8::1"`.
pub type Ipv6 = Formatted<formats::Ipv6>;
/// `"1.50"`, a decimal number in a string: exactly its digits.
pub type DecimalText = Formatted<formats::Decimal>;
/// `"9007199254740993"`, a whole number in a string.
pub type IntegerText = Formatted<formats::Integer>;
