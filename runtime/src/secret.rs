//! What is never shown.

use crate::codec::{Decode, DecodeError, Encode};
use crate::json::Json;
use serde_json::Value;
use std::fmt;

/// Text that travels but is never shown: `{:?}` and `{}` give `[redacted]`.
///
/// ```
/// use specwright_runtime::Secret;
///
/// let secret = Secret::from("s3cret");
/// assert_eq!(format!("{secret} {secret:?}"), "[redacted] [redacted]");
/// assert_eq!(secret.expose(), "s3cret");
/// ```
#[derive(Clone, Default, Eq)]
pub struct Secret(String);

impl Secret {
    /// The text itself.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl PartialEq for Secret {
    /// In a time that tells the length only.
    fn eq(&self, other: &Self) -> bool {
        let pairs = self.0.bytes().zip(other.0.bytes());
        let differs = pairs.fold(0, |differs, (one, two)| std::hint::black_box(differs | (one ^ two)));
        self.0.len() == other.0.len() && differs == 0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl Decode for Secret {
    fn decode(json: Json<'_>) -> Result<Self, DecodeError> {
        String::decode(json).map(Self)
    }
}

impl Encode for Secret {
    fn encode(&self) -> Json<'_> {
        Json::text(&self.0)
    }
}

/// A value that travels but is never shown, since it may hold a secret where nobody expects one: `{:?}` gives `[redacted]`.
///
/// ```
/// use specwright_runtime::{SecretValue, Value};
///
/// let value = SecretValue::from(Value::from("s3cret"));
/// assert_eq!(format!("{value:?}"), "[redacted]");
/// assert_eq!(value.expose(), "s3cret");
/// ```
#[derive(Clone, Default, PartialEq)]
pub struct SecretValue(Value);

impl SecretValue {
    /// The value itself.
    pub fn expose(&self) -> &Value {
        &self.0
    }
}

impl From<Value> for SecretValue {
    fn from(value: Value) -> Self {
        Self(value)
    }
}

impl fmt::Debug for SecretValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl Decode for SecretValue {
    fn decode(json: Json<'_>) -> Result<Self, DecodeError> {
        Value::decode(json).map(Self)
    }
}

impl Encode for SecretValue {
    fn encode(&self) -> Json<'_> {
        self.0.encode()
    }
}

#[cfg(test)]
mod tests {
    use super::Secret;

    #[test]
    fn secrets_are_equal_by_text() {
        for (one, two, equal) in [("", "", true), ("a", "a", true), ("a", "b", false), ("a", "aa", false)] {
            assert_eq!(Secret::from(one) == Secret::from(two), equal);
        }
    }
}
