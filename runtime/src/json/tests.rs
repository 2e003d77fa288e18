//! What is JSON and what is not, beside another reader of it.

use super::{Json, Number};
use serde_json::Value;

/// Texts that are JSON, and how they are written again.
const GOOD: &[(&str, &str)] = &[
    ("null", "null"),
    (" \t\r\n true ", "true"),
    ("\u{feff}false", "false"),
    ("0", "0"),
    ("-0", "-0"),
    ("-0.0", "-0.0"),
    ("1.50", "1.50"),
    ("1E+2", "1E+2"),
    ("1e-999", "1e-999"),
    ("123456789012345678901234567890", "123456789012345678901234567890"),
    (r#""""#, r#""""#),
    (r#""é 🦀 \u00e9 \ud83e\udd80""#, r#""é 🦀 é 🦀""#),
    (r#""\"\\\/\b\f\n\r\t""#, r#""\"\\/\b\f\n\r\t""#),
    (r#""\u0000\u001f\u007f""#, "\"\\u0000\\u001f\u{7f}\""),
    ("\"\u{2028}\u{10ffff}\"", "\"\u{2028}\u{10ffff}\""),
    ("[]", "[]"),
    ("[ ]", "[]"),
    ("[1 , [2,[ ]] ]", "[1,[2,[]]]"),
    ("{ }", "{}"),
    (r#"{"b": 1 , "a" :{"":null}}"#, r#"{"b":1,"a":{"":null}}"#),
    (r#"{"a": 1, "b": 2, "a": 3}"#, r#"{"b":2,"a":3}"#),
    (r#"{"a": 1, "\u0061": 2}"#, r#"{"a":2}"#),
];

/// Texts that are not, and the byte at which that is known.
const BAD: &[(&[u8], usize)] = &[
    (b"", 0),
    (b" ", 1),
    (b"nul", 0),
    (b"nulll", 4),
    (b"True", 0),
    (b"NaN", 0),
    (b"+1", 0),
    (b"-", 1),
    (b"-a", 1),
    (b"01", 1),
    (b"1.", 2),
    (b".5", 0),
    (b"1e", 2),
    (b"1e+", 3),
    (b"0x1", 1),
    (b"1 2", 2),
    (b"'a'", 0),
    (b"\"a", 2),
    (b"\"a\nb\"", 2),
    (b"\"\\", 2),
    (b"\"\\a\"", 2),
    (b"\"\\u12\"", 5),
    (b"\"\\u+123\"", 3),
    (b"\"\\ud800\\u12\"", 11),
    (b"\"\xff\"", 1),
    (b"\"\xed\xa0\x80\"", 1),
    (b"[", 1),
    (b"[1", 2),
    (b"[1,", 3),
    (b"[1,]", 3),
    (b"[,1]", 1),
    (b"[1 2]", 3),
    (b"[1}", 2),
    (b"{", 1),
    (b"{1:2}", 1),
    (b"{a:1}", 1),
    (b"{\"a\"", 4),
    (b"{\"a\":", 5),
    (b"{\"a\":1", 6),
    (b"{\"a\":1,}", 7),
    (b"{\"a\" 1}", 5),
    (b"{\"a\":1 \"b\":2}", 7),
    (b"// a\n1", 0),
    (b"1\0", 1),
    (b"\xef\xbb\xbf\xef\xbb\xbf1", 3),
];

#[test]
fn what_is_json() {
    for (text, written) in GOOD {
        let json = Json::parse(text.as_bytes()).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(String::from_utf8(json.to_vec()).unwrap(), *written, "{text}");
        let text = text.trim_start_matches('\u{feff}');
        assert_eq!(json.into_value(), serde_json::from_str::<Value>(text).unwrap(), "{text}");
    }
}

#[test]
fn what_is_not_json() {
    for (bytes, offset) in BAD {
        let error = Json::parse(bytes).expect_err(&String::from_utf8_lossy(bytes));
        assert_eq!(error.offset, *offset, "{}: {error}", String::from_utf8_lossy(bytes));
        assert!(serde_json::from_slice::<Value>(bytes).is_err());
    }
}

#[test]
fn half_a_character_costs_nothing_else() {
    for (text, read) in [
        (r#""a\ud83e""#, "a\u{fffd}"),
        (r#""\udd80b""#, "\u{fffd}b"),
        (r#""\ud83e\n""#, "\u{fffd}\n"),
        (r#""\ud83e\u0041""#, "\u{fffd}A"),
        (r#""\ud83e\ud83e\udd80""#, "\u{fffd}🦀"),
    ] {
        assert_eq!(Json::parse(text.as_bytes()), Ok(Json::text(read)), "{text}");
    }
}

#[test]
fn errors_say_where_and_never_what() {
    let error = Json::parse(b"{\n  \"token\": s3cret\n}").unwrap_err();
    assert_eq!(error.to_string(), "expected a value at line 2, column 12 (byte 13)");
}

#[test]
fn depth_is_bounded() {
    let nested = |depth: usize| [vec![b'['; depth], vec![b']'; depth]].concat();
    assert!(Json::parse(&nested(128)).is_ok());
    assert_eq!(Json::parse(&nested(129)).unwrap_err().problem, "nested too deeply");
    assert_eq!(Json::parse(&vec![b'['; 1_000_000]).unwrap_err().offset, 128);
    assert_eq!(Json::parse(&b"{\"a\":".repeat(1_000_000)).unwrap_err().problem, "nested too deeply");
}

#[test]
fn what_is_plain_is_borrowed() {
    let Ok(Json::Array(items)) = Json::parse(br#"["plain", "esc\u0061ped", 1.50]"#) else { panic!() };
    assert!(matches!(
        items.as_slice(),
        [
            Json::Text(std::borrow::Cow::Borrowed(_)),
            Json::Text(std::borrow::Cow::Owned(_)),
            Json::Number(Number::Raw("1.50"))
        ]
    ));
}

#[test]
fn floats_are_written_shortest() {
    for (number, text) in [
        (0.1, "0.1"),
        (1.0, "1.0"),
        (-0.0, "-0.0"),
        (1e300, "1e+300"),
        (1e-7, "1e-7"),
        (f64::NAN, "null"),
        (f64::INFINITY, "null"),
    ] {
        assert_eq!(Json::from(number).to_vec(), text.as_bytes());
    }
    assert_eq!(Json::from(u64::MAX).to_vec(), b"18446744073709551615");
    assert_eq!(Json::from(i64::MIN).to_vec(), b"-9223372036854775808");
}

#[test]
fn many_names_with_duplicates() {
    let members: Vec<String> = (0..1000).map(|at| format!(r#""n{}":{at}"#, at % 700)).collect();
    let text = format!("{{{}}}", members.join(","));
    let json = Json::parse(text.as_bytes()).unwrap();
    assert_eq!(json.clone().into_value(), serde_json::from_str::<Value>(&text).unwrap());
    assert!(matches!(json, Json::Object(members) if members.len() == 700));
}

/// A sequence that looks random and is always the same.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    fn text(&mut self) -> String {
        let characters = ['a', '"', '\\', '\n', '\u{0}', 'é', '🦀', '/', '\u{7f}', ' '];
        (0..self.roll(12)).map(|_| characters[self.roll(characters.len() as u64) as usize]).collect()
    }

    fn value(&mut self, depth: u64) -> Value {
        match self.roll(if depth == 0 { 5 } else { 7 }) {
            0 => Value::Null,
            1 => Value::Bool(self.roll(2) == 0),
            2 => Value::from(self.roll(u64::MAX) as i64 >> self.roll(64)),
            3 => Value::from(self.roll(1 << 20) as f64 / 1024.0),
            4 => Value::from(self.text()),
            5 => (0..self.roll(6)).map(|_| self.value(depth - 1)).collect(),
            _ => Value::Object((0..self.roll(6)).map(|_| (self.text(), self.value(depth - 1))).collect()),
        }
    }
}

#[test]
fn agrees_with_another_reader() {
    let mut dice = Dice(0x5eed_cafe);
    for _ in 0..5_000 {
        let value = dice.value(5);
        let mut text = serde_json::to_vec(&value).unwrap();
        let json = Json::parse(&text).unwrap();
        assert_eq!(json.clone().into_value(), value);
        assert_eq!(serde_json::from_slice::<Value>(&json.to_vec()).unwrap(), value);
        assert_eq!(Json::from_value(&value).into_value(), value);
        assert_eq!(serde_json::from_slice::<Json<'_>>(&text).unwrap().into_value(), value);
        assert_eq!(serde_json::to_value(&json).unwrap(), value);

        // A byte changed: both take it and agree, or both refuse it.
        if let Some(at) = (dice.roll(text.len() as u64 + 1) as usize).checked_sub(1) {
            text[at] = b"\"\\{}[],:0-.eu \n\x01\xff"[dice.roll(17) as usize];
            let ours = Json::parse(&text).ok().map(Json::into_value);
            match serde_json::from_slice::<Value>(&text) {
                Ok(theirs) => assert_eq!(ours, Some(theirs)),
                Err(error) if error.to_string().starts_with("number out of range") => {}
                Err(error) => assert_eq!(ours, None, "{error}: {}", String::from_utf8_lossy(&text)),
            }
        }
    }
}
