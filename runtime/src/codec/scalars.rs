//! Scalars from and to [`Json`].

use super::{Decode, DecodeError, Encode};
use crate::json::{Json, Number};
use serde_json::Value;
use std::borrow::Cow;

impl Decode for bool {
    fn decode(json: Json<'_>) -> Result<Self, DecodeError> {
        match json {
            Json::Bool(value) => Ok(value),
            other => Err(DecodeError::kind("a boolean", &other)),
        }
    }
}

impl Encode for bool {
    fn encode(&self) -> Json<'_> {
        Json::Bool(*self)
    }
}

fn integer(json: &Json<'_>, expected: &'static str) -> Result<i128, DecodeError> {
    match json {
        Json::Number(number) => match number.integer() {
            Some(integer) => Ok(integer),
            None => Err(DecodeError::kind(expected, json)),
        },
        other => Err(DecodeError::kind(expected, other)),
    }
}

macro_rules! integers {
    ($($ty:ty as $wide:ty, $variant:ident, $name:literal;)*) => {$(
        impl Decode for $ty {
            fn decode(json: Json<'_>) -> Result<Self, DecodeError> {
                if let Json::Number(Number::Raw(text)) = json && let Ok(value) = text.parse() {
                    return Ok(value);
                }
                <$ty>::try_from(integer(&json, $name)?).map_err(|_| DecodeError::kind($name, &json))
            }
        }

        impl Encode for $ty {
            fn encode(&self) -> Json<'_> {
                Json::Number(Number::$variant(<$wide>::from(*self)))
            }
        }
    )*};
}

integers! {
    i8 as i64, I64, "an 8-bit integer";
    i16 as i64, I64, "a 16-bit integer";
    i32 as i64, I64, "a 32-bit integer";
    i64 as i64, I64, "a 64-bit integer";
    u8 as u64, U64, "an unsigned 8-bit integer";
    u16 as u64, U64, "an unsigned 16-bit integer";
    u32 as u64, U64, "an unsigned 32-bit integer";
    u64 as u64, U64, "an unsigned 64-bit integer";
}

impl Decode for f64 {
    fn decode(json: Json<'_>) -> Result<Self, DecodeError> {
        match json.as_f64() {
            Some(value) if value.is_finite() => Ok(value),
            _ => Err(DecodeError::kind("a number of double precision", &json)),
        }
    }
}

impl Encode for f64 {
    fn encode(&self) -> Json<'_> {
        Json::from(*self)
    }
}

impl Decode for f32 {
    fn decode(json: Json<'_>) -> Result<Self, DecodeError> {
        match json.as_f64() {
            Some(value) if (value as f32).is_finite() => Ok(value as f32),
            _ => Err(DecodeError::kind("a number of single precision", &json)),
        }
    }
}

impl Encode for f32 {
    fn encode(&self) -> Json<'_> {
        // Through its own shortest digits: 0.1 stays 0.1, and does not become 0.10000000149011612.
        Json::from(self.to_string().parse().unwrap_or(f64::from(*self)))
    }
}

impl Decode for String {
    fn decode(json: Json<'_>) -> Result<Self, DecodeError> {
        json.into_text().map(Cow::into_owned)
    }
}

impl Encode for String {
    fn encode(&self) -> Json<'_> {
        Json::text(self)
    }
}

impl Encode for str {
    fn encode(&self) -> Json<'_> {
        Json::text(self)
    }
}

impl Decode for Value {
    const TAKES_NULL: bool = true;

    fn decode(json: Json<'_>) -> Result<Self, DecodeError> {
        Ok(json.into_value())
    }
}

impl Encode for Value {
    fn encode(&self) -> Json<'_> {
        Json::from_value(self)
    }
}

impl Encode for Json<'_> {
    fn encode(&self) -> Json<'_> {
        self.clone()
    }
}

impl Decode for () {
    const TAKES_NULL: bool = true;

    fn decode(json: Json<'_>) -> Result<Self, DecodeError> {
        match json {
            Json::Null => Ok(()),
            other => Err(DecodeError::kind("null", &other)),
        }
    }
}

impl Encode for () {
    fn encode(&self) -> Json<'_> {
        Json::Null
    }
}
