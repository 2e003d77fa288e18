//! What a token endpoint says, as generated code reads it.

use crate::codec::Encode;
use crate::json::Json;
use crate::secret::Secret;
use std::fmt;
use std::time::Duration;

/// What an answer of a token endpoint holds.
#[derive(Clone, Debug, Default)]
pub struct Granted {
    /// Whether the answer does not count although its status says success.
    pub is_refusal: bool,
    /// The access token.
    pub token: Option<Secret>,
    /// How long it lives.
    pub lifetime: Option<Duration>,
    /// What another can be obtained with.
    pub refresh_token: Option<Secret>,
    /// What the answer says where it does not count.
    pub refusal: Refusal,
}

/// What a refusal of a token endpoint says. `Display` tells the code and what the provider calls the request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    /// `invalid_client`.
    pub code: Option<String>,
    /// For people, in the provider's words.
    pub message: Option<String>,
    /// For the provider's support.
    pub request_id: Option<String>,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the credentials were refused")?;
        if let Some(code) = &self.code {
            write!(f, ": {code}")?;
        }
        match &self.request_id {
            Some(id) => write!(f, " (request {id})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Refusal {}

/// A secret, where there is one that is not empty.
pub fn secret(value: &dyn Encode) -> Option<Secret> {
    text(value).map(Secret::from)
}

/// Text, or a number as text; nothing where it is empty.
pub fn text(value: &dyn Encode) -> Option<String> {
    let text = match value.encode() {
        Json::Text(text) => text.into_owned(),
        Json::Number(number) => number_text(&number),
        Json::Bool(truth) => truth.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

fn number_text(number: &crate::json::Number<'_>) -> String {
    number.integer().map_or_else(|| number.float().to_string(), |integer| integer.to_string())
}

/// A lifetime of so many units, read with tolerance: `3600`, `3600.0`, `"3600"`. Nothing where it makes no sense: a token
/// that was just given is not over, whatever the answer says.
pub fn lifetime(value: &dyn Encode, unit: Duration) -> Option<Duration> {
    let count: f64 = text(value)?.trim().parse().ok()?;
    if count.is_nan() || count <= 0.0 {
        return None;
    }
    Some(Duration::try_from_secs_f64(count * unit.as_secs_f64()).unwrap_or(Duration::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lifetimes_are_read_with_tolerance() {
        let seconds = Duration::from_secs(1);
        let cases: &[(&dyn Encode, Option<u64>)] = &[
            (&3600, Some(3600)),
            (&3600.0, Some(3600)),
            (&"3600", Some(3600)),
            (&" 60 ", Some(60)),
            (&0, None),
            (&"0", None),
            (&-1, None),
            (&-9007199254740991_i64, None),
            (&"soon", None),
            (&"", None),
            (&None::<i64>, None),
            (&Some(5), Some(5)),
            (&true, None),
        ];
        for (value, expected) in cases {
            assert_eq!(lifetime(*value, seconds), expected.map(Duration::from_secs), "{:?}", text(*value));
        }
        assert_eq!(lifetime(&i64::MAX, Duration::from_secs(3600)), Some(Duration::MAX));
        assert_eq!(lifetime(&10, Duration::from_secs(60)), Some(Duration::from_secs(600)));
    }

    #[test]
    fn a_refusal_shows_its_code() {
        let refusal = Refusal { code: Some("invalid_client".into()), message: Some("no".into()), request_id: None };
        assert_eq!(refusal.to_string(), "the credentials were refused: invalid_client");
    }
}
