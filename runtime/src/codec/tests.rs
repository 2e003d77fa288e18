//! A codec as it is generated, and what it makes of values.

use super::*;
use crate::Value;
use crate::json::Scalar;
use crate::union::{Kinds, constant};
use std::collections::BTreeMap;

#[derive(Clone, Debug, Default, PartialEq)]
struct Pet {
    id: i64,
    parent: Option<String>,
    tags: Option<Vec<String>>,
    note: Option<Option<String>>,
    any: Option<Value>,
    rest: BTreeMap<String, Value>,
}

impl Decode for Pet {
    fn decode(json: Json<'_>) -> Result<Self, DecodeError> {
        let mut fields = Fields::of(json)?;
        Ok(Self {
            id: fields.required("id")?,
            parent: fields.nullable("parent")?,
            tags: fields.optional("tags")?,
            note: fields.optional_nullable("note")?,
            any: fields.optional("any")?,
            rest: fields.rest()?,
        })
    }
}

impl Encode for Pet {
    fn encode(&self) -> Json<'_> {
        Json::object_with_rest(
            [
                required("id", &self.id),
                nullable("parent", &self.parent),
                optional("tags", &self.tags),
                optional_nullable("note", &self.note),
                optional("any", &self.any),
            ],
            &self.rest,
        )
    }
}

crate::generated::serde_by_codec!(Pet);

#[test]
fn absent_null_and_value() {
    for (text, written) in [
        (r#"{"id": 1, "parent": null}"#, r#"{"id":1,"parent":null}"#),
        (r#"{"parent": "p", "id": 1.0, "tags": null}"#, r#"{"id":1,"parent":"p"}"#),
        (r#"{"id": 1e2, "parent": "p", "tags": ["a"]}"#, r#"{"id":100,"parent":"p","tags":["a"]}"#),
        (r#"{"note": null, "id": 1, "parent": null}"#, r#"{"id":1,"parent":null,"note":null}"#),
        (r#"{"id": 1, "parent": null, "note": "n"}"#, r#"{"id":1,"parent":null,"note":"n"}"#),
        (r#"{"id": 1, "parent": null, "any": null}"#, r#"{"id":1,"parent":null,"any":null}"#),
        (r#"{"z": 1, "id": 1, "": [], "parent": null}"#, r#"{"id":1,"parent":null,"":[],"z":1}"#),
    ] {
        let pet: Pet = decode(text.as_bytes()).unwrap();
        assert_eq!(String::from_utf8(encode(&pet)).unwrap(), written, "{text}");
        assert_eq!(serde_json::from_str::<Pet>(text).unwrap(), pet);
        assert_eq!(serde_json::from_value::<Pet>(serde_json::to_value(&pet).unwrap()).unwrap(), pet);
    }
}

#[test]
fn errors_say_where_and_never_what() {
    for (text, error) in [
        ("[]", "expected an object, found a list"),
        ("{}", "missing at /id"),
        (r#"{"id": 1}"#, "missing at /parent"),
        (r#"{"id": null, "parent": null}"#, "expected a 64-bit integer, found null at /id"),
        (r#"{"id": 1.5, "parent": null}"#, "expected a 64-bit integer, found a number at /id"),
        (r#"{"id": 1, "parent": null, "tags": ["a", {"s3cret": 1}]}"#, "expected a string, found an object at /tags/1"),
        (r#"{"id": 1,,}"#, "not JSON: expected a name at line 1, column 10 (byte 9)"),
    ] {
        assert_eq!(decode::<Pet>(text.as_bytes()).unwrap_err().to_string(), error);
    }
    let error = decode::<BTreeMap<String, bool>>(br#"{"s3cret": 1}"#).unwrap_err();
    assert_eq!(error.to_string(), "expected a boolean, found a number at /*");
    assert!(serde_json::from_str::<Pet>("{}").unwrap_err().to_string().starts_with("missing at /id"));
}

#[test]
fn a_choice_of_scalars() {
    let choose = |text: &'static str| -> Result<Value, DecodeError> {
        let json = Json::parse(text.as_bytes())?;
        Ok(match json.as_scalar() {
            Scalar::Text("auto") => Value::from("the first"),
            Scalar::Int(2) => Value::from("the second"),
            Scalar::Float(0.5) => Value::from("the third"),
            _ => constant(json, Kinds::STRING.or(Kinds::NUMBER))?,
        })
    };
    for (text, chosen) in [
        (r#""auto""#, Some(Value::from("the first"))),
        ("2.0", Some(Value::from("the second"))),
        ("5e-1", Some(Value::from("the third"))),
        (r#""new""#, Some(Value::from("new"))),
        ("1.5", Some(Value::from(1.5))),
        ("true", None),
        ("[]", None),
        ("{}", None),
    ] {
        assert_eq!(choose(text).ok(), chosen, "{text}");
    }
}

#[test]
fn integers_are_ranged() {
    assert_eq!(decode::<u8>(b"255").unwrap(), 255);
    assert_eq!(decode::<u8>(b"2.55e2").unwrap(), 255);
    assert_eq!(decode::<u64>(b"18446744073709551615").unwrap(), u64::MAX);
    assert_eq!(decode::<i64>(b"-9223372036854775808.0").unwrap(), i64::MIN);
    for text in ["256", "-1", "1.5", "\"1\"", "1e9"] {
        assert!(decode::<u8>(text.as_bytes()).is_err(), "{text}");
    }
    assert!(decode::<f64>(b"1e400").is_err());
    assert_eq!(encode(&0.1_f32), b"0.1");
}

#[test]
fn tuples_take_lists_of_their_length_or_more() {
    type Pair = (i64, Option<String>);
    for (text, pair) in [("[1, \"a\"]", (1, Some("a"))), ("[1, null, 2]", (1, None)), ("[1]", (1, None))] {
        assert_eq!(decode::<Pair>(text.as_bytes()).unwrap(), (pair.0, pair.1.map(str::to_owned)));
    }
    assert_eq!(decode::<Pair>(b"[]").unwrap_err().to_string(), "expected a longer list");
    assert_eq!(encode(&(1_u8, "a", ())), br#"[1,"a",null]"#);
}

#[test]
fn own_names_go_before_the_rest() {
    let rest = BTreeMap::from([("id".to_owned(), Value::from(2)), ("tags".to_owned(), Value::from(3))]);
    let pet = Pet { id: 1, rest, ..Pet::default() };
    assert_eq!(encode(&pet), br#"{"id":1,"parent":null,"tags":3}"#);
}

#[test]
fn many_fields_in_any_order() {
    let names: Vec<&'static str> = (0..1000).map(|at| &*format!("n{at}").leak()).collect();
    for text in [
        format!("{{{}}}", names.iter().rev().map(|name| format!("{name:?}:1")).collect::<Vec<_>>().join(",")),
        format!("{{{}}}", names.iter().map(|name| format!("{name:?}:1")).collect::<Vec<_>>().join(",")),
    ] {
        let mut fields = Fields::of(Json::parse(text.as_bytes()).unwrap()).unwrap();
        for name in names.iter().skip(1) {
            assert_eq!(fields.required::<i64>(name), Ok(1));
            assert_eq!(fields.optional::<i64>("absent"), Ok(None));
        }
        assert_eq!(fields.rest(), Ok(BTreeMap::from([("n0".to_owned(), 1)])));
    }
}

#[test]
fn a_lenient_number_may_be_text() {
    for (json, expected) in [
        (r#"{"n": 3600}"#, Some(3600)),
        (r#"{"n": "3600"}"#, Some(3600)),
        (r#"{"n": 3600.7}"#, Some(3600)),
        (r#"{"n": -9007199254740991}"#, Some(-9007199254740991)),
        (r#"{"n": "soon"}"#, None),
        (r#"{"n": "1e999"}"#, None),
        (r#"{"n": {}}"#, None),
        (r#"{}"#, None),
    ] {
        let mut fields = Fields::of(Json::parse(json.as_bytes()).unwrap()).unwrap();
        fields.lenient("n");
        assert_eq!(fields.optional::<i64>("n").unwrap(), expected, "{json}");
    }
}
