//! Types from and to [`Json`]: what the generated `codec.rs` is written in.

mod error;
mod fields;
mod scalars;
mod structure;

pub use error::DecodeError;
pub use fields::{Fields, nullable, optional, optional_nullable, required};

#[cfg(test)]
mod tests;

use crate::json::Json;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A type that can be read.
pub trait Decode: Sized {
    /// Whether `null` is one of its values, and does not mean that there is none.
    const TAKES_NULL: bool = false;

    /// Reads a value.
    ///
    /// # Errors
    /// When it is none of this type. The error names kinds and places, never what stood there.
    fn decode(json: Json<'_>) -> Result<Self, DecodeError>;
}

/// A type that can be written.
pub trait Encode {
    /// What is written.
    fn encode(&self) -> Json<'_>;
}

/// Reads a type from JSON text.
///
/// # Errors
/// When it is not JSON, or none of this type.
pub fn decode<T: Decode>(bytes: &[u8]) -> Result<T, DecodeError> {
    T::decode(Json::parse(bytes)?)
}

/// Writes a type as JSON text.
pub fn encode(value: &dyn Encode) -> Vec<u8> {
    value.encode().to_vec()
}

/// Writes a type in any format of serde.
///
/// # Errors
/// When the format cannot.
pub fn serialize<S: Serializer>(value: &dyn Encode, serializer: S) -> Result<S::Ok, S::Error> {
    value.encode().serialize(serializer)
}

/// Reads a type from any format of serde that describes itself.
///
/// # Errors
/// When it holds none of this type.
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::decode(Json::deserialize(deserializer)?).map_err(D::Error::custom)
}
