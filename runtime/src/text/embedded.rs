//! JSON in a string.

use crate::codec::{Decode, DecodeError, Encode};
use crate::json::Json;
use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

/// JSON in a string, or the same JSON as it is: `"{\"a\": 1}"` or `{"a": 1}`. It is written back as it came; made from
/// a value, it is written in a string.
#[derive(Clone)]
pub struct Embedded<T> {
    value: T,
    written: Written,
}

#[derive(Clone)]
enum Written {
    /// In a string, which is this text where it came from one.
    InText(Option<Box<str>>),
    AsItIs,
}

impl<T> Embedded<T> {
    /// A value that is written as it is, not in a string.
    pub fn plain(value: T) -> Self {
        Self { value, written: Written::AsItIs }
    }

    /// The value.
    pub fn into_inner(self) -> T {
        self.value
    }
}

impl<T> From<T> for Embedded<T> {
    fn from(value: T) -> Self {
        Self { value, written: Written::InText(None) }
    }
}

impl<T> Deref for Embedded<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: PartialEq> PartialEq for Embedded<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: fmt::Debug> fmt::Debug for Embedded<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

impl<T: Decode> Decode for Embedded<T> {
    const TAKES_NULL: bool = T::TAKES_NULL;

    /// A string that holds no JSON of `T` is taken as `T` itself, which is perhaps a string.
    fn decode(json: Json<'_>) -> Result<Self, DecodeError> {
        let Json::Text(text) = json else { return T::decode(json).map(Self::plain) };
        let inside = Json::parse(text.as_bytes()).map_err(DecodeError::from).and_then(T::decode);
        match inside {
            Ok(value) => Ok(Self { value, written: Written::InText(Some(text.into())) }),
            Err(error) => T::decode(Json::Text(text)).map(Self::plain).map_err(|_| error),
        }
    }
}

impl<T: Encode> Encode for Embedded<T> {
    fn encode(&self) -> Json<'_> {
        match &self.written {
            Written::AsItIs => self.value.encode(),
            Written::InText(Some(text)) => Json::text(text),
            Written::InText(None) => {
                let bytes = self.value.encode().to_vec();
                Json::Text(Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()))
            }
        }
    }
}

impl<T: Encode> serde::Serialize for Embedded<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        crate::codec::serialize(self, serializer)
    }
}

impl<'de, T: Decode> serde::Deserialize<'de> for Embedded<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::codec::deserialize(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::{decode, encode};
    use std::collections::BTreeMap;

    type Data = Embedded<BTreeMap<String, i64>>;

    #[test]
    fn both_forms_are_written_back_alike() {
        for text in [r#"{"a":1}"#, r#""{\"a\" : 1}""#] {
            let data: Data = decode(text.as_bytes()).unwrap();
            assert_eq!(data.get("a"), Some(&1));
            assert_eq!(encode(&data), text.as_bytes());
        }
        let null: Embedded<Option<i64>> = decode(b"null").unwrap();
        assert_eq!((*null, encode(&null)), (None, b"null".to_vec()));
        let data = BTreeMap::from([("a".to_owned(), 1)]);
        assert_eq!(encode(&Data::from(data.clone())), br#""{\"a\":1}""#);
        assert_eq!(encode(&Data::plain(data)), br#"{"a":1}"#);
    }

    #[test]
    fn what_is_neither() {
        for (text, error) in [
            ("[1]", "expected an object, found a list"),
            (r#""[1]""#, "expected an object, found a list"),
            (r#""{""#, "not JSON: expected a name at line 1, column 2 (byte 1)"),
        ] {
            assert_eq!(decode::<Data>(text.as_bytes()).unwrap_err().to_string(), error);
        }
        assert_eq!(decode::<Embedded<String>>(br#""plain""#).unwrap().as_str(), "plain");
        assert_eq!(decode::<Embedded<String>>(br#""\"inside\"""#).unwrap().as_str(), "inside");
    }
}
