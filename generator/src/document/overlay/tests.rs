use super::*;
use crate::diagnostic::Ledger;

const SPEC: &str =
    "info: {title: A}\ntags: [a]\ncomponents: {schemas: {User: {type: object, properties: {id: {type: string}}}}}\n";

fn run(actions: &str) -> (Node, Result<(), Diagnostics>) {
    let mut root = tree::parse(SPEC).unwrap().root;
    let file = File { name: "overlay.yaml".to_owned(), text: format!("overlay: 1.1.0\nactions:\n{actions}") };
    let mut notes = Notes { files: vec!["openapi.yaml".to_owned()], ledger: Ledger::default() };
    let done = overlay(&mut root, "openapi.yaml", &file, &mut notes);
    (root, done)
}

#[test]
fn actions_do_what_they_say() {
    let table = [
        ("- {target: $.info, update: {title: B, version: '1'}}", "/info", r#"{"title":"B","version":"1"}"#),
        ("- {target: $.tags, update: b}", "/tags", r#"["a","b"]"#),
        ("- {target: $.tags, update: [b, c]}", "/tags", r#"["a","b","c"]"#),
        ("- {target: $.info.title, update: B}", "/info/title", r#""B""#),
        ("- {target: '$.tags[0]', remove: true}", "/tags", "[]"),
        (
            "- {target: $.components.schemas.User.properties.id, remove: true}",
            "/components/schemas/User/properties",
            "{}",
        ),
        (
            "- {target: '$..[?@.type == ''string'']', update: {format: uuid}}",
            "/components/schemas/User/properties/id",
            r#"{"type":"string","format":"uuid"}"#,
        ),
        (
            "- {target: $.info, copy: $.components.schemas.User.properties}",
            "/info",
            r#"{"title":"A","id":{"type":"string"}}"#,
        ),
        (
            "- {target: $.components.schemas, update: {New: {type: object}}}\n- {target: $.components.schemas.New, update: {title: N}}",
            "/components/schemas/New",
            r#"{"type":"object","title":"N"}"#,
        ),
    ];
    for (actions, pointer, expected) in table {
        let (root, done) = run(actions);
        assert_eq!(done, Ok(()), "{actions}");
        let pointer = crate::pointer::Pointer::parse(pointer).unwrap();
        assert_eq!(root.at(&pointer).unwrap().to_json().to_string(), expected, "{actions}");
    }
}

#[test]
fn what_an_action_writes_keeps_its_place() {
    let (root, _) = run("- target: $.info\n  update:\n    version: '1'");
    let mark = root.get("info").and_then(|info| info.get("version")).unwrap().mark;
    assert_eq!((mark.file, mark.line, mark.column), (1, 5, 14));
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let (_, done) = run(
        "- {target: $.components.schemas.Usr, remove: true}\n- {target: '$.paths[', remove: true}\n- {target: $.info}\n- {target: $.tags, updates: {}, remove: true}\n- {target: $.info, copy: $.none}\n- {target: $.info, update: 1}\n- 3\n- {target: $, remove: true}\n",
    );
    let told: Vec<String> =
        done.unwrap_err().0.iter().map(|it| format!("{} {}", it.place.as_ref().unwrap(), it.code)).collect();
    assert_eq!(
        told,
        [
            "overlay.yaml:4:19 overlay-path",
            "overlay.yaml:5:12 overlay-form",
            "overlay.yaml:6:20 overlay-form",
            "overlay.yaml:9:3 overlay-form",
            "overlay.yaml:3:12 overlay-unmatched",
            "overlay.yaml:7:26 overlay-copy",
            "overlay.yaml:8:12 overlay-update",
            "overlay.yaml:10:12 overlay-form",
        ]
    );
}
