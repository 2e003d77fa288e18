//! The value between bytes and types: read from JSON text, written as JSON, as parameters, as a form.
//!
//! It borrows what it can: strings without an escape, and numbers as the text that they arrived as. Nothing here knows
//! of a type beyond it.

mod number;
mod parse;
mod serde;
mod value;
mod write;

#[cfg(test)]
mod tests;

pub use number::Number;
pub use parse::JsonError;

pub(crate) use number::{Exact, integral};

use crate::codec::{DecodeError, Encode};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A JSON value.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Json<'a> {
    /// `null`.
    #[default]
    Null,
    /// `true`.
    Bool(bool),
    /// `1.50`.
    Number(Number<'a>),
    /// `"a"`.
    Text(Cow<'a, str>),
    /// `[1]`.
    Array(Vec<Json<'a>>),
    /// `{"a": 1}`, in the order of the text; no name is there twice when it was read.
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

/// A member of an object that is written; `None`: left out.
pub type Entry<'a> = Option<(Cow<'a, str>, Json<'a>)>;

/// A scalar that can be matched on, and listed in a constant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scalar<'a> {
    /// `null`.
    Null,
    /// `true`.
    Bool(bool),
    /// `1`, also `1.0`.
    Int(i64),
    /// A number that is no [`Scalar::Int`].
    Float(f64),
    /// `"a"`.
    Text(&'a str),
    /// A list or an object.
    No,
}

impl<'a> Json<'a> {
    /// A string.
    pub fn text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    /// An object of the entries that are there.
    pub fn object<const N: usize>(mut entries: [Entry<'a>; N]) -> Self {
        Self::object_of(&mut entries, 0)
    }

    /// An object of the entries that are there, and of more; an entry goes before what has its name in `rest`.
    pub fn object_with_rest<const N: usize, T: Encode>(
        mut entries: [Entry<'a>; N],
        rest: &'a BTreeMap<String, T>,
    ) -> Self {
        let mut object = Self::object_of(&mut entries, rest.len());
        if let Self::Object(members) = &mut object {
            let own = members.len();
            for (name, value) in rest {
                let is_taken = members.iter().take(own).any(|(taken, _)| taken == name);
                if !is_taken {
                    members.push((Cow::Borrowed(name.as_str()), value.encode()));
                }
            }
        }
        object
    }

    fn object_of(entries: &mut [Entry<'a>], more: usize) -> Self {
        let mut members = Vec::with_capacity(entries.len() + more);
        members.extend(entries.iter_mut().filter_map(Option::take));
        Self::Object(members)
    }

    /// What it is, for messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::Text(_) => "a string",
            Self::Array(_) => "a list",
            Self::Object(_) => "an object",
        }
    }

    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The string that it is.
    ///
    /// # Errors
    /// When it is no string.
    pub fn into_text(self) -> Result<Cow<'a, str>, DecodeError> {
        match self {
            Self::Text(text) => Ok(text),
            other => Err(DecodeError::kind("a string", &other)),
        }
    }

    /// The whole number that it is; `1.0` is one too.
    ///
    /// # Errors
    /// When it is no whole number of 64 bits.
    pub fn into_i64(self) -> Result<i64, DecodeError> {
        self.as_i64().ok_or_else(|| DecodeError::kind("a 64-bit integer", &self))
    }

    /// The elements of the list that it is.
    ///
    /// # Errors
    /// When it is no list.
    pub fn into_array(self) -> Result<Vec<Json<'a>>, DecodeError> {
        match self {
            Self::Array(items) => Ok(items),
            other => Err(DecodeError::kind("a list", &other)),
        }
    }

    /// The members of the object that it is.
    ///
    /// # Errors
    /// When it is no object.
    pub fn into_object(self) -> Result<Vec<(Cow<'a, str>, Json<'a>)>, DecodeError> {
        match self {
            Self::Object(members) => Ok(members),
            other => Err(DecodeError::kind("an object", &other)),
        }
    }

    /// The string that it is, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The whole number that it is, if it is one of 64 bits.
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Number(number) => number.integer().and_then(|number| i64::try_from(number).ok()),
            _ => None,
        }
    }

    /// The number that it is, if it is one.
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(number.float()),
            _ => None,
        }
    }

    /// What it is, to be matched on.
    pub fn as_scalar(&self) -> Scalar<'_> {
        match self {
            Self::Null => Scalar::Null,
            Self::Bool(it) => Scalar::Bool(*it),
            Self::Number(number) => self.as_i64().map_or_else(|| Scalar::Float(number.float()), Scalar::Int),
            Self::Text(text) => Scalar::Text(text),
            Self::Array(_) | Self::Object(_) => Scalar::No,
        }
    }

    /// The member of this name, if it is an object that has one.
    pub fn get(&self, name: &str) -> Option<&Json<'a>> {
        match self {
            Self::Object(members) => members.iter().find(|(key, _)| key == name).map(|(_, value)| value),
            _ => None,
        }
    }
}

impl From<bool> for Json<'_> {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Json<'_> {
    fn from(value: i64) -> Self {
        Self::Number(Number::I64(value))
    }
}

impl From<u64> for Json<'_> {
    fn from(value: u64) -> Self {
        Self::Number(Number::U64(value))
    }
}

impl From<f64> for Json<'_> {
    fn from(value: f64) -> Self {
        Self::Number(Number::F64(value))
    }
}
