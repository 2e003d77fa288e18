//! The table of formats: which type a string, an integer or a number becomes.

use super::schema::{Kind, Schema};
use crate::api::{Integer, Number, Text};
use crate::diagnostic::{Diagnostic, Diagnostics};
use std::collections::BTreeMap;

/// The rows for what has no format of its own.
const PLAIN: [&str; 5] = ["string", "integer", "number", "float", "double"];

/// The table, with the rows that a provider's settings change.
#[derive(Clone, Debug, Default)]
pub(super) struct Formats {
    rows: BTreeMap<String, String>,
}

impl Formats {
    /// The table with these rows changed: `date-time` to `string`, `int32` to `int64`.
    ///
    /// # Errors
    /// Where a row is to be like one that is not there: it would change nothing as wished.
    pub(super) fn with(rows: &BTreeMap<String, String>) -> Result<Self, Diagnostics> {
        let table = Self::default();
        let is_there = |row: &str| {
            let numbers = table.integer(row).is_some() || table.number(row) != Number::Double;
            PLAIN.contains(&row) || numbers || table.text(row) != Text::Plain
        };
        let unknown = rows.iter().filter(|(_, row)| !is_there(row)).map(|(format, row)| Diagnostic {
            code: "format-unknown",
            message: format!("the settings make `{format}` a `{row}`, which the table of formats does not have"),
            place: None,
            pointer: None,
            label: String::new(),
            notes: Vec::new(),
            help: Some("`string`, `integer` and `number` are plain; a format is what the table makes of it".to_owned()),
        });
        let unknown: Vec<Diagnostic> = unknown.collect();
        if unknown.is_empty() { Ok(Self { rows: rows.clone() }) } else { Err(Diagnostics(unknown)) }
    }

    fn row<'a>(&'a self, format: &'a str) -> &'a str {
        self.rows.get(format).map_or(format, String::as_str)
    }

    /// Whether the format says what the type is; otherwise it is a remark, `email` for example.
    pub(super) fn is_type(&self, kind: Option<Kind>, format: &str) -> bool {
        match kind {
            Some(Kind::Text) => self.text(format) != Text::Plain,
            Some(Kind::Integer) => self.integer(format).is_some(),
            Some(Kind::Number) => self.number(format) != Number::Double,
            None => self.text(format) != Text::Plain && !format.starts_with("int") && !format.starts_with("uint"),
            Some(Kind::Bool | Kind::Array | Kind::Object) => false,
        }
    }

    /// What a string of a format is.
    pub(super) fn text(&self, format: &str) -> Text {
        match self.row(format).to_ascii_lowercase().as_str() {
            "date-time" | "datetime" | "timestamp" | "iso8601" | "iso-date-time" => Text::DateTime,
            "date" | "full-date" => Text::Date,
            "time" => Text::Time,
            "duration" => Text::Duration,
            "uuid" | "guid" => Text::Uuid,
            "byte" | "base64" => Text::Base64,
            "base64url" => Text::Base64Url,
            "binary" => Text::Binary,
            "ipv4" => Text::Ipv4,
            "ipv6" => Text::Ipv6,
            "uri" | "url" => Text::Uri,
            "password" | "secret" => Text::Secret,
            "decimal" | "big-decimal" | "bigdecimal" => Text::Decimal,
            "int64" | "uint64" | "int32" | "uint32" => Text::Integer,
            _ => Text::Plain,
        }
    }

    /// What an integer of a format is.
    fn integer(&self, format: &str) -> Option<Integer> {
        Some(match self.row(format).to_ascii_lowercase().as_str() {
            "int8" | "i8" => Integer::I8,
            "int16" | "i16" | "short" => Integer::I16,
            "int32" | "i32" => Integer::I32,
            "int64" | "i64" | "long" => Integer::I64,
            "uint8" | "u8" => Integer::U8,
            "uint16" | "u16" => Integer::U16,
            "uint32" | "u32" => Integer::U32,
            "uint64" | "u64" | "uint" => Integer::U64,
            "unixtime" | "unix-time" | "unix-timestamp" | "unix_timestamp" | "timestamp" | "timestamp-ms" | "epoch" => {
                Integer::UnixTime
            }
            "bigint" | "big-int" | "biginteger" => Integer::Big,
            _ => return None,
        })
    }

    /// What a number of a format is.
    pub(super) fn number(&self, format: &str) -> Number {
        match self.row(format).to_ascii_lowercase().as_str() {
            "decimal" | "big-decimal" | "bigdecimal" => Number::Decimal,
            _ => Number::Double,
        }
    }

    /// What an integer is that holds all that the schema itself speaks of; and whether that is more than its format says.
    pub(super) fn integer_of(&self, schema: &Schema) -> (Integer, bool) {
        let says = schema.format.as_deref().and_then(|format| self.integer(format)).unwrap_or(Integer::I64);
        let mentioned = mentioned(schema);
        if mentioned.iter().all(|number| holds(says, *number)) {
            return (says, false);
        }
        let wider = [Integer::I32, Integer::I64, Integer::U64].into_iter();
        let wider = wider.filter(|wide| *wide != Integer::I32 || matches!(says, Integer::I8 | Integer::I16));
        let mut wider = wider.filter(|wide| mentioned.iter().all(|number| holds(*wide, *number)));
        (wider.next().unwrap_or(Integer::Big), true)
    }

    /// Whether neither a format nor bounds say that an integer is of 64 bits.
    pub(super) fn is_open_integer(&self, schema: &Schema) -> bool {
        let limits = schema.limits.as_deref();
        let is_bounded = limits.is_some_and(|limits| limits.minimum.is_some() && limits.maximum.is_some());
        !is_bounded
            && schema.values.is_none()
            && self.integer_of(schema).0 == Integer::I64
            && schema.format.as_deref().and_then(|format| self.integer(format)).is_none()
    }
}

/// The numbers that a schema mentions: bounds, default, examples.
fn mentioned(schema: &Schema) -> Vec<i128> {
    let limits = schema.limits.as_deref();
    let bounds = limits.into_iter().flat_map(|limits| [&limits.minimum, &limits.maximum]).flatten();
    let bounds = bounds.map(|digits| whole(digits).unwrap_or(i128::MAX));
    let values = schema.default.iter().chain(&schema.about.examples);
    let values = values.filter(|value| value.is_number()).filter_map(|value| whole(&value.to_string()));
    bounds.chain(values).collect()
}

/// `-3`, `3.0` and `1e3` as whole numbers.
fn whole(digits: &str) -> Option<i128> {
    if let Ok(number) = digits.parse() {
        return Some(number);
    }
    let float: f64 = digits.parse().ok()?;
    (float.is_finite() && float.abs() < 1e38).then_some(float as i128)
}

/// Whether a type holds a number. A bound of 2^63 or 2^64 is meant to be the type's own.
fn holds(integer: Integer, number: i128) -> bool {
    let (low, high) = match integer {
        Integer::I8 => (i128::from(i8::MIN), i128::from(i8::MAX)),
        Integer::I16 => (i128::from(i16::MIN), i128::from(i16::MAX)),
        Integer::I32 => (i128::from(i32::MIN), i128::from(i32::MAX)),
        Integer::I64 | Integer::UnixTime => (i128::from(i64::MIN), i128::from(i64::MAX) + 1),
        Integer::U8 => (0, i128::from(u8::MAX)),
        Integer::U16 => (0, i128::from(u16::MAX)),
        Integer::U32 => (0, i128::from(u32::MAX)),
        Integer::U64 => (0, i128::from(u64::MAX) + 1),
        Integer::Big => (i128::MIN, i128::MAX),
    };
    (low..=high).contains(&number)
}

#[cfg(test)]
mod tests {
    use super::Formats;
    use crate::api::{Integer, Text};
    use crate::lower::schema::{Limits, Schema};
    use serde_json::json;

    #[test]
    fn an_integer_holds_what_its_own_schema_speaks_of() {
        let cases = [
            (None, None, None, (Integer::I64, false)),
            (Some("int32"), Some("2147483647"), None, (Integer::I32, false)),
            (Some("int32"), Some("2147483648"), None, (Integer::I64, true)),
            (Some("int32"), None, Some(json!(1700000000000_i64)), (Integer::I64, true)),
            (Some("int8"), None, Some(json!(200)), (Integer::I32, true)),
            (Some("uint8"), Some("255"), None, (Integer::U8, false)),
            (None, Some("18446744073709551615"), None, (Integer::U64, true)),
            (None, Some("18446744073709551617000"), None, (Integer::Big, true)),
            (Some("unix-time"), None, None, (Integer::UnixTime, false)),
        ];
        for (format, maximum, default, expected) in cases {
            let limits = Limits { maximum: maximum.map(str::to_owned), ..Limits::default() };
            let schema = Schema {
                format: format.map(str::to_owned),
                limits: Some(Box::new(limits)),
                default,
                ..Schema::default()
            };
            assert_eq!(Formats::default().integer_of(&schema), expected, "{schema:?}");
        }
    }

    #[test]
    fn settings_change_a_row() {
        let with = |row: &str| Formats::with(&[("date-time".to_owned(), row.to_owned())].into());
        let formats = with("string").unwrap_or_default();
        assert_eq!(formats.text("date-time"), Text::Plain);
        assert_eq!(formats.text("date"), Text::Date);
        let rows = ["string", "uuid", "int64", "number", "decimal", "strnig", ""];
        assert_eq!(rows.map(|row| with(row).is_ok()), [true, true, true, true, true, false, false]);
    }
}
