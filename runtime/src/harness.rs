//! Values through types, line by line: the binary `values` of a generated crate.

use crate::codec::{Decode, DecodeError, Encode};
use crate::json::Json;
use std::io::{self, BufRead, Write};

/// What reads a value into a type and writes it again.
pub type Through = fn(Json<'_>) -> Result<Vec<u8>, DecodeError>;

/// Reads a value into a type and writes it again.
///
/// # Errors
/// When it is none of the type.
pub fn through<T: Decode + Encode>(json: Json<'_>) -> Result<Vec<u8>, DecodeError> {
    T::decode(json).map(|value| crate::codec::encode(&value))
}

/// Answers each line of the standard input, `{"schema": "Pet", "value": {}}`, on the standard output:
/// `{"ok": true, "value": {}}`, `{"ok": false, "error": "missing at /id"}`, or `{"skip": "no such schema"}`.
///
/// # Errors
/// When the input cannot be read or the output cannot be written.
pub fn serve_values(table: &[(&str, Through)]) -> io::Result<()> {
    let mut output = io::BufWriter::new(io::stdout().lock());
    let mut input = io::stdin().lock();
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        if !line.trim_ascii().is_empty() {
            output.write_all(&answer(table, &line))?;
            output.write_all(b"\n")?;
            output.flush()?;
        }
        line.clear();
    }
    Ok(())
}

fn answer(table: &[(&str, Through)], line: &[u8]) -> Vec<u8> {
    let line = match Json::parse(line) {
        Ok(line) => line,
        Err(error) => return failure(&error.to_string()),
    };
    let schema = line.get("schema").and_then(Json::as_text).unwrap_or_default();
    let Some((_, through)) = table.iter().find(|(key, _)| *key == schema) else {
        return br#"{"skip":"no such schema"}"#.to_vec();
    };
    match through(line.get("value").cloned().unwrap_or_default()) {
        Ok(value) => [br#"{"ok":true,"value":"#.as_slice(), &value, b"}"].concat(),
        Err(error) => failure(&error.to_string()),
    }
}

fn failure(error: &str) -> Vec<u8> {
    Json::object([Some(("ok".into(), Json::Bool(false))), Some(("error".into(), Json::text(error)))]).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_answered() {
        let table: &[(&str, Through)] = &[("Age", through::<i64>), ("Name", through::<String>)];
        for (line, expected) in [
            (r#"{"schema": "Age", "value": 1.0}"#, r#"{"ok":true,"value":1}"#),
            (r#"{"value": "a", "schema": "Name"}"#, r#"{"ok":true,"value":"a"}"#),
            (
                r#"{"schema": "Age", "value": "a"}"#,
                r#"{"ok":false,"error":"expected a 64-bit integer, found a string"}"#,
            ),
            (r#"{"schema": "Age"}"#, r#"{"ok":false,"error":"expected a 64-bit integer, found null"}"#),
            (r#"{"schema": "Pet", "value": 1}"#, r#"{"skip":"no such schema"}"#),
            ("{", r#"{"ok":false,"error":"expected a name at line 1, column 2 (byte 1)"}"#),
        ] {
            assert_eq!(String::from_utf8(answer(table, line.as_bytes())).unwrap(), expected);
        }
    }
}
