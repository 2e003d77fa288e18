//! Numbers that are kept as the digits that arrived.

use super::FormatError;
use crate::codec::{Decode, DecodeError, Encode};
use crate::json::{Json, Number, integral};
use std::fmt;
use std::str::FromStr;

/// A number, exactly the digits that arrived: `1.50` stays `1.50`.
///
/// ```
/// use specwright_runtime::Decimal;
///
/// let price: Decimal = "0.10".parse()?;
/// assert_eq!(price.as_str(), "0.10");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Decimal(String);

/// A whole number of any size, exactly the digits that arrived.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct BigInt(String);

impl Decimal {
    /// As it is written in JSON.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The nearest float.
    pub fn to_f64(&self) -> f64 {
        Number::Raw(&self.0).float()
    }
}

impl BigInt {
    /// As it is written in JSON.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number.
    ///
    /// # Errors
    /// When it is beyond 128 bits.
    pub fn get(&self) -> Result<i128, FormatError> {
        integral(&self.0).ok_or(FormatError { expected: "a number of 128 bits" })
    }
}

/// The text of a number, as JSON has it.
fn digits(number: Number<'_>) -> String {
    String::from_utf8(Json::Number(number).to_vec()).unwrap_or_default()
}

/// Whether a JSON number is whole, however large: its exponent moves the point behind the last digit.
fn is_whole(text: &str) -> bool {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let fraction = mantissa.split_once('.').map_or("", |(_, fraction)| fraction.trim_end_matches('0'));
    let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
    integral(text).is_some() || exponent.parse().is_ok_and(|places: usize| places >= fraction.len())
}

macro_rules! digits {
    ($ty:ident, $name:literal, $accepts:expr) => {
        impl Decode for $ty {
            fn decode(json: Json<'_>) -> Result<Self, DecodeError> {
                match json {
                    Json::Number(number) if $accepts(&digits(number)) => Ok(Self(digits(number))),
                    other => Err(DecodeError::kind($name, &other)),
                }
            }
        }

        impl Encode for $ty {
            fn encode(&self) -> Json<'_> {
                Json::Number(Number::Raw(&self.0))
            }
        }

        impl FromStr for $ty {
            type Err = FormatError;

            fn from_str(text: &str) -> Result<Self, FormatError> {
                match Json::parse(text.trim().as_bytes()) {
                    Ok(Json::Number(Number::Raw(text))) if $accepts(text) => Ok(Self(text.to_owned())),
                    _ => Err(FormatError { expected: $name }),
                }
            }
        }

        impl fmt::Debug for $ty {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Display for $ty {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        crate::__serde_by_codec!($ty);
        digits!($ty: i32 i64 i128 u32 u64 u128);
    };
    ($ty:ident: $($from:ty)*) => {$(
        impl From<$from> for $ty {
            fn from(value: $from) -> Self {
                Self(value.to_string())
            }
        }
    )*};
}

digits!(Decimal, "a number", |_: &str| true);
digits!(BigInt, "a whole number", is_whole);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::{decode, encode};

    #[test]
    fn digits_stay() {
        for text in ["1.50", "0", "-0.0", "123456789012345678901234567890.000", "1E+2"] {
            assert_eq!(encode(&decode::<Decimal>(text.as_bytes()).unwrap()), text.as_bytes());
            assert_eq!(text.parse::<Decimal>().unwrap().to_string(), text);
        }
        for text in ["\"1\"", "null", "true"] {
            assert!(decode::<Decimal>(text.as_bytes()).is_err());
        }
        for text in ["", "+1", "1_000", "NaN", ".5", "1]"] {
            assert!(text.parse::<Decimal>().is_err(), "{text}");
        }
    }

    #[test]
    fn whole_numbers_of_any_size() {
        const LARGE: &str = "-1234567890123456789012345678901234567890123456789";
        assert_eq!(encode(&decode::<BigInt>(LARGE.as_bytes()).unwrap()), LARGE.as_bytes());
        assert!(decode::<BigInt>(LARGE.as_bytes()).unwrap().get().is_err());
        assert_eq!(BigInt::from(u64::MAX).get(), Ok(i128::from(u64::MAX)));
        assert_eq!(decode::<BigInt>(b"1e2").unwrap().get(), Ok(100));
        for (text, is_whole) in
            [("1.5", false), ("1e400", true), ("3.40e+1", true), ("3.45e1", false), ("1.5e-400", false)]
        {
            assert_eq!(decode::<BigInt>(text.as_bytes()).is_ok(), is_whole, "{text}");
        }
    }
}
