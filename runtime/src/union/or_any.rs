//! What is meant to be of one type, where the document lets anything stand.

use crate::codec::{Decode, DecodeError, Encode};
use crate::json::Json;
use serde_json::Value;

/// A `T`, or any other value: the document lets anything stand where a `T` is meant.
///
/// ```
/// use specwright_runtime::OrAny;
///
/// let limit: OrAny<i64> = 3.into();
/// assert_eq!(limit.into_known(), Some(3));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum OrAny<T> {
    /// What is meant.
    Known(T),
    /// What is no `T`; also an object of which a `T` knows no key.
    Any(Value),
}

impl<T> OrAny<T> {
    /// No value at all, said so.
    pub const NULL: Self = Self::Any(Value::Null);

    /// What is meant, if it is that.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(known) => Some(known),
            Self::Any(_) => None,
        }
    }

    /// What is meant, if it is that.
    pub fn into_known(self) -> Option<T> {
        match self {
            Self::Known(known) => Some(known),
            Self::Any(_) => None,
        }
    }
}

impl<T> From<T> for OrAny<T> {
    fn from(known: T) -> Self {
        Self::Known(known)
    }
}

impl<T: Decode + Encode> Decode for OrAny<T> {
    const TAKES_NULL: bool = true;

    fn decode(json: Json<'_>) -> Result<Self, DecodeError> {
        match T::decode(json.clone()) {
            Ok(known) if !is_empty(&known.encode()) || is_empty(&json) => Ok(Self::Known(known)),
            _ => Ok(Self::Any(json.into_value())),
        }
    }
}

/// Whether it is an object without keys.
fn is_empty(json: &Json<'_>) -> bool {
    matches!(json, Json::Object(members) if members.is_empty())
}

impl<T: Encode> Encode for OrAny<T> {
    fn encode(&self) -> Json<'_> {
        match self {
            Self::Known(known) => known.encode(),
            Self::Any(value) => value.encode(),
        }
    }
}

impl<T: Encode> serde::Serialize for OrAny<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        crate::codec::serialize(self, serializer)
    }
}

impl<'de, T: Decode + Encode> serde::Deserialize<'de> for OrAny<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::codec::deserialize(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::{Fields, decode, encode, optional};
    use serde_json::json;

    #[derive(Debug, PartialEq)]
    struct Pet {
        name: Option<String>,
    }

    impl Decode for Pet {
        fn decode(json: Json<'_>) -> Result<Self, DecodeError> {
            Ok(Self { name: Fields::of(json)?.optional("name")? })
        }
    }

    impl Encode for Pet {
        fn encode(&self) -> Json<'_> {
            Json::object([optional("name", &self.name)])
        }
    }

    #[test]
    fn what_is_no_such_thing_is_kept() {
        let known = |name: Option<&str>| OrAny::Known(Pet { name: name.map(str::to_owned) });
        let cases = [
            (r#"{"name":"Rex"}"#, known(Some("Rex"))),
            ("{}", known(None)),
            (r#"{"name":1}"#, OrAny::Any(json!({"name": 1}))),
            (r#"{"age":1}"#, OrAny::Any(json!({"age": 1}))),
            (r#""Rex""#, OrAny::Any(json!("Rex"))),
            ("null", OrAny::Any(Value::Null)),
        ];
        for (text, expected) in cases {
            let read: OrAny<Pet> = decode(text.as_bytes()).unwrap();
            assert_eq!(read, expected);
            assert_eq!(encode(&read), text.as_bytes());
        }
    }
}
