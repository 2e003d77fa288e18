//! [`Json`] from and to `serde_json::Value`.

use super::{Exact, Json, Number};
use serde_json::{Map, Value};
use std::borrow::Cow;

impl<'a> Json<'a> {
    /// As a value that users know. A number beyond the floats is kept as the string of its digits.
    pub fn into_value(self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(it) => Value::Bool(it),
            Self::Number(number) => number_value(number),
            Self::Text(text) => Value::String(text.into_owned()),
            Self::Array(items) => Value::Array(items.into_iter().map(Json::into_value).collect()),
            Self::Object(members) => {
                let members = members.into_iter().map(|(name, value)| (name.into_owned(), value.into_value()));
                Value::Object(members.collect::<Map<_, _>>())
            }
        }
    }

    /// What a value is.
    pub fn from_value(value: &'a Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(it) => Self::Bool(*it),
            Value::Number(number) => Self::Number(match (number.as_i64(), number.as_u64()) {
                (Some(number), _) => Number::I64(number),
                (_, Some(number)) => Number::U64(number),
                _ => Number::F64(number.as_f64().unwrap_or(f64::NAN)),
            }),
            Value::String(text) => Self::text(text),
            Value::Array(items) => Self::Array(items.iter().map(Json::from_value).collect()),
            Value::Object(members) => {
                let members =
                    members.iter().map(|(name, value)| (Cow::Borrowed(name.as_str()), Self::from_value(value)));
                Self::Object(members.collect())
            }
        }
    }
}

fn number_value(number: Number<'_>) -> Value {
    match (number.exact(), number) {
        (Exact::I64(number), _) => Value::from(number),
        (Exact::U64(number), _) => Value::from(number),
        (Exact::F64(float), Number::Raw(text)) if !float.is_finite() => Value::String(text.to_owned()),
        (Exact::F64(float), _) => Value::from(float),
    }
}
