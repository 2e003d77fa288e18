use super::*;
use crate::document::tree::parse;

/// A schema of 3.1, and what becomes of it.
const TABLE: &[(&str, &str)] = &[
    ("{type: [string, 'null']}", r#"{"type":"string","nullable":true}"#),
    ("{type: 'null'}", r#"{"enum":[null],"nullable":true}"#),
    ("{const: null, title: N}", r#"{"title":"N","enum":[null],"nullable":true}"#),
    ("{enum: [a, null]}", r#"{"enum":["a"],"nullable":true}"#),
    ("{const: v1}", r#"{"enum":["v1"],"x-specwright-const":true}"#),
    (
        "{type: [string, integer], minLength: 1, minimum: 0, title: Id}",
        r#"{"title":"Id","anyOf":[{"type":"string","minLength":1},{"type":"integer","minimum":0}],"x-specwright-type-array":true}"#,
    ),
    ("{type: [integer, number]}", r#"{"type":"number"}"#),
    ("{type: [string, integer], enum: [a, 1]}", r#"{"enum":["a",1]}"#),
    ("{anyOf: [{type: string}, {type: 'null'}], title: T}", r#"{"title":"T","nullable":true,"type":"string"}"#),
    (
        "{anyOf: [{$ref: '#/components/schemas/A'}, {type: 'null'}]}",
        r##"{"nullable":true,"allOf":[{"$ref":"#/components/schemas/A"}],"x-specwright-annotated-reference":true}"##,
    ),
    (
        "{oneOf: [{type: string}, {type: integer}, {type: 'null'}]}",
        r#"{"oneOf":[{"type":"string"},{"type":"integer"}],"nullable":true}"#,
    ),
    (
        "{$ref: '#/components/schemas/A', description: d}",
        r##"{"description":"d","allOf":[{"$ref":"#/components/schemas/A"}],"x-specwright-annotated-reference":true}"##,
    ),
    (
        "{$ref: '#/components/schemas/A', required: [b]}",
        r##"{"required":["b"],"allOf":[{"$ref":"#/components/schemas/A"}]}"##,
    ),
    ("{exclusiveMinimum: 3}", r#"{"exclusiveMinimum":true,"minimum":3}"#),
    ("{exclusiveMinimum: 3, minimum: 5}", r#"{"minimum":5}"#),
    ("{type: string, contentEncoding: base64}", r#"{"type":"string","format":"byte"}"#),
    (
        "{type: string, contentMediaType: image/png}",
        r#"{"type":"string","format":"binary","x-specwright-content-media-type":"image/png"}"#,
    ),
    (
        "{contentMediaType: application/json, contentSchema: {type: [object]}}",
        r#"{"x-specwright-content-media-type":"application/json","x-specwright-content-schema":{"type":"object"}}"#,
    ),
    ("{items: [true, false]}", r#"{"x-specwright-prefix-items":[{},{"x-specwright-never":true}]}"#),
    (
        "{prefixItems: [{const: 1}], items: false}",
        r#"{"items":{"x-specwright-never":true},"x-specwright-prefix-items":[{"enum":[1],"x-specwright-const":true}]}"#,
    ),
    (
        "{properties: {type: true, const: {const: 1}}}",
        r#"{"properties":{"type":{},"const":{"enum":[1],"x-specwright-const":true}}}"#,
    ),
    ("{example: {const: 1}, default: {type: [a]}}", r#"{"example":{"const":1},"default":{"type":["a"]}}"#),
    ("{additionalProperties: false, x-specwright-never: true}", r#"{"additionalProperties":false}"#),
    ("{type: File}", r#"{"type":"string","format":"binary"}"#),
    ("{examples: [1], $comment: c}", r#"{"x-specwright-examples":[1]}"#),
];

#[test]
fn a_schema_of_31_becomes_one_of_30() {
    for (before, after) in TABLE {
        let mut node = parse(before).unwrap().root;
        visit(&mut node, Kind::Schema, Version::V31, &Trail::root(), &mut Notes::default());
        assert!(node.says_the_same(&parse(after).unwrap().root), "{before} became {}", node.to_json());
    }
}

#[test]
fn words_of_the_other_version_are_told() {
    let table = [
        (Version::V30, "{const: 1}", "keyword-of-3.1"),
        (Version::V30, "{type: [string, 'null']}", "keyword-of-3.1"),
        (Version::V31, "{nullable: true}", "keyword-of-3.0"),
        (Version::V30, "{$ref: '#/a', type: object}", "reference-siblings"),
        (Version::V31, "{if: {}, then: {}}", "conditional-keys"),
        (Version::V31, "{type: gadget}", "unknown-type"),
    ];
    for (version, text, rule) in table {
        let mut notes = Notes::default();
        visit(&mut parse(text).unwrap().root, Kind::Schema, version, &Trail::root(), &mut notes);
        assert_eq!(notes.ledger.0.iter().map(|entry| entry.rule).collect::<Vec<_>>(), [rule], "{text}");
    }
}
