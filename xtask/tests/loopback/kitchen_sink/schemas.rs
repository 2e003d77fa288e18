//! Every kind of type: what a server says is read, and written back as it was.

use crate::{both, json};
use kitchen_sink::Client;
use kitchen_sink::runtime::OrAny;
use kitchen_sink::types::{Everything, Pet, Presence, Shape, Unions};
use serde_json::{Value, json};

fn read(value: &Value) -> Everything {
    serde_json::from_value(value.clone()).unwrap()
}

#[test]
fn everything_survives() {
    let everything: Value = serde_json::from_str(include_str!("everything.json")).unwrap();
    for (sent, outcome) in both(Client::builder, "", json(200, &everything.to_string()), |client| {
        client.schemas().everything(&read(&everything))
    }) {
        let body: Value = serde_json::from_slice(&sent.body).unwrap();
        for (key, value) in everything.as_object().unwrap() {
            assert_eq!(&body[key], value, "{key}");
        }
        let back: Value = serde_json::to_value(outcome.unwrap().into_body()).unwrap();
        assert_eq!(back, everything);
    }
}

#[test]
fn absent_null_and_there_are_three_things() {
    let presence = |value: Value| -> Presence { serde_json::from_value(value).unwrap() };
    let there = presence(json!({"required": "a", "requiredNullable": null, "optionalNullable": null}));
    assert_eq!(
        (there.required_nullable.clone(), there.optional_nullable.clone(), there.optional.clone()),
        (None, Some(None), None)
    );
    assert_eq!(
        serde_json::to_value(&there).unwrap(),
        json!({"required": "a", "requiredNullable": null, "optionalNullable": null})
    );
    let absent = presence(json!({"required": "a", "requiredNullable": "b"}));
    assert_eq!(absent.optional_nullable, None);
    assert!(serde_json::from_value::<Presence>(json!({"required": "a"})).is_err());
}

#[test]
fn unions_are_told_apart() {
    let pet = |value: Value| -> Pet { serde_json::from_value(value).unwrap() };
    assert!(matches!(pet(json!({"kind": "cat", "tricks": ["none"]})), Pet::Cat(_)));
    assert!(matches!(pet(json!({"kind": "puppy", "lives": 9})), Pet::Dog(_)));
    assert!(matches!(pet(json!({"kind": "fish"})), Pet::Other(_)));
    let shape = |value: Value| -> Shape { serde_json::from_value(value).unwrap() };
    for value in [json!({"type": "circle", "radius": 1.5}), json!({"type": "square", "side": 2.5})] {
        let shape = shape(value.clone());
        assert!(!matches!(shape, Shape::Other(_)), "{shape:?}");
        assert_eq!(serde_json::to_value(shape).unwrap(), value);
    }
}

#[test]
fn anything_may_stand_where_a_point_is_meant() {
    for (value, is_known) in [
        (json!({"x": 1, "y": 2}), true),
        (json!({"x": "one", "y": 2}), false),
        (json!("nowhere"), false),
        (Value::Null, false),
    ] {
        let unions = json!({"orAnything": value});
        let read: Unions = serde_json::from_value(unions.clone()).unwrap();
        assert_eq!(read.or_anything.as_ref().and_then(OrAny::known).is_some(), is_known, "{value}");
        assert_eq!(serde_json::to_value(read).unwrap(), unions);
    }
}

#[test]
fn the_wrong_kind_is_refused() {
    for wrong in [
        json!({"scalars": "text"}),
        json!({"scalars": {"integer": "1"}}),
        json!({"scalars": {"bool": 1}}),
        json!({"collections": {"list": {}}}),
        json!({"collections": {"map": {"a": "1"}}}),
        json!({"unions": {"scalars": []}}),
        json!({"composed": {"x": 1, "y": 2}}),
    ] {
        assert!(serde_json::from_value::<Everything>(wrong.clone()).is_err(), "{wrong}");
    }
}
