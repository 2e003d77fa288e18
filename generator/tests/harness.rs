//! The binary `values`: what it can be asked for.

use specwright::{File, Input, Settings, generate};

#[test]
fn values_are_tried_on_the_schemas_that_the_document_has_among_its_components() {
    let text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nwebhooks: {w: {post: {requestBody: {content: \
        {application/json: {schema: {type: object, properties: {x: {type: string}}}}}}}}}\ncomponents:\n  schemas:\n    \
        a/b: {type: object, properties: {c: {type: object, properties: {d: {type: string}}}}}\n    \
        50%: {$ref: '#/components/schemas/a~1b/properties/c'}\n    \
        a b: {$ref: '#/components/schemas/50%25'}\n    \
        'true': true\n    'false': false\n    '': {type: [string, 'null']}\n";
    let settings = Settings { values_harness: true, ..Settings::default() };
    let spec = File { name: "openapi.yaml".to_owned(), text: text.to_owned() };
    let output = generate(&Input { spec, settings, ..Input::default() }).unwrap();
    let values = &output.files["src/bin/values.rs"];
    let rows = values.lines().filter_map(|line| line.trim().strip_prefix("(\"")?.split_once("\", through"));
    assert_eq!(rows.map(|(key, _)| key).collect::<Vec<_>>(), ["a/b", "50%", "a b", "true", "false", ""]);
}
