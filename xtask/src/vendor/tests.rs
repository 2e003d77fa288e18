//! What an update of a document changes in its crate: what it brings, and nothing else.

use super::network::{root, vendor, written};
use super::release;
use crate::provider;
use similar::{ChangeTag, TextDiff};
use specwright::diff::{Verdict, diff};
use specwright::{Input, Output, generate};

/// DynamoSQL's crate, its document changed so.
fn made(change: impl Fn(String) -> String) -> Output {
    let mut input: Input = provider::read(&provider::root(), "dynamosql").unwrap().input;
    input.spec.text = change(input.spec.text);
    generate(&input).unwrap()
}

/// DynamoSQL with an enum, of which an update can add a value.
fn with_enum(text: String) -> String {
    text.replacen(
        "type: string\n                            example: Bearer\n",
        "type: string\n                            enum:\n                              - Bearer\n",
        1,
    )
}

/// One more field, one more operation, one more value.
fn updated(text: String) -> String {
    let text = with_enum(text).replacen("enum:\n                              - Bearer\n", "enum:\n                              - Bearer\n                              - MAC\n                          scope:\n                            type: string\n", 1);
    let operation = "  /v1/auth/revoke:\n    post:\n      operationId: authRevoke\n      responses:\n        '204':\n          description: Gone.\ncomponents:\n";
    text.replacen("components:\n", operation, 1)
}

/// The lines that went and the lines that came.
fn lines(old: &str, new: &str) -> (Vec<String>, Vec<String>) {
    let diff = TextDiff::from_lines(old, new);
    let of =
        |tag| diff.iter_all_changes().filter(|it| it.tag() == tag).map(|it| it.value().trim_end().to_owned()).collect();
    (of(ChangeTag::Delete), of(ChangeTag::Insert))
}

#[test]
fn an_update_changes_nothing_unrelated() {
    let (old, new) = (made(with_enum), made(updated));
    let (gone, come_in_outline) = lines(&old.outline, &new.outline);
    assert_eq!(gone, Vec::<String>::new());
    assert_eq!(
        come_in_outline,
        [
            "Client::auth_revoke() -> Call<(), NoError>, POST /v1/auth/revoke",
            "AuthRefreshResponseData.scope: Option<String>",
            "AuthRefreshResponseDataTokenType::Mac = \"MAC\"",
        ]
    );
    for (path, text) in &old.files {
        let (gone, come) = lines(text, &new.files[path]);
        // The list of what `lib.rs` imports is one line, which grows.
        let gone: Vec<&String> = gone.iter().filter(|line| !line.starts_with("use specwright_runtime")).collect();
        assert!(gone.len() <= 1 && come.len() <= 20, "{path}: {gone:?} {come:?}");
    }
    let changes = diff((&old).into(), (&new).into());
    // The README tells this story.
    let readme = std::fs::read_to_string(provider::root().join("README.md")).unwrap();
    let told =
        changes.table("dynamosql") + &come_in_outline.iter().map(|line| format!("+{line}\n")).collect::<String>();
    let missing: Vec<_> = told.lines().filter(|line| !readme.lines().any(|it| it == *line)).collect();
    assert_eq!(missing, Vec::<&str>::new(), "README.md");
    let verdict = changes.verdict();
    assert_eq!((verdict, release::next("0.1.0", verdict).as_deref()), (Verdict::Minor, Some("0.1.1")));
}

#[test]
fn order_descriptions_and_spelling_are_no_change_for_callers() {
    let old = made(|text| text);
    let new = made(|text| text.replace("JWT bearer token.", "A token.").replace("'200'", "\"200\""));
    assert_eq!(diff((&old).into(), (&new).into()).list, []);
}

/// The crate of the provider, its public things a line each.
fn outline(root: &std::path::Path) -> String {
    generate(&provider::read(root, "acme").unwrap().input).unwrap().outline
}

#[test]
fn names_stay_as_long_as_something_would_take_them() {
    let root = root("names");
    let path = root.join("acme.yaml");
    let source = [path.display().to_string()];
    let version = |schemas: &str| {
        let head = "openapi: 3.0.3\ninfo: {title: Acme, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n";
        std::fs::write(&path, format!("{head}{schemas}")).unwrap();
        vendor(&root, &source).unwrap();
        (written(&root).get("names.toml").cloned(), outline(&root))
    };
    let (old, new) = (
        "    foo_bar: {type: object, properties: {a: {type: string}}}\n",
        "    FooBar: {type: object, properties: {b: {type: string}}}\n",
    );
    let (kept, first) = version(old);
    assert_eq!((kept, first.contains("struct FooBar\nFooBar.a:")), (None, true));
    let items = first.split("\nLedger").next().unwrap();
    for schemas in [format!("{new}{old}"), format!("{old}{new}"), format!("{old}{new}")] {
        let (kept, outline) = version(&schemas);
        assert!(kept.unwrap().ends_with("\n[types]\nfoo_bar = \"FooBar\"\n"));
        assert!(outline.starts_with(items) && outline.contains("struct FooBarModel"), "{outline}");
    }
    let (kept, outline) = version(old);
    assert_eq!((kept, outline), (None, first));
    std::fs::remove_dir_all(root).unwrap();
}

#[test]
fn a_provider_that_cannot_be_updated_keeps_no_other_from_it() {
    let root = root("every");
    let document = |path: &str| {
        format!(
            "openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths: {{{path}: {{get: {{responses: {{'204': {{description: d}}}}}}}}}}\n"
        )
    };
    let (first, second) = (root.join("first.yaml"), root.join("second.yaml"));
    for (name, path) in [("aaa", &first), ("acme", &second)] {
        std::fs::write(path, document("/a")).unwrap();
        super::update(&root, &super::Fetcher::new(), name, &[path.display().to_string()]).unwrap();
    }
    std::fs::remove_file(&first).unwrap();
    std::fs::write(&second, document("/b")).unwrap();
    assert!(super::every(&root).is_err());
    assert!(written(&root)["openapi.yaml"].contains("/b"));
    assert!(std::fs::read_to_string(root.join("specs/aaa/openapi.yaml")).unwrap().contains("/a"));
    std::fs::remove_dir_all(root).unwrap();
}
