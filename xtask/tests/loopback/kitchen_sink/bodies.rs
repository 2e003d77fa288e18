//! Every way to send something.

use super::sent;
use crate::server::Raw;
use kitchen_sink::types::{Job, Point, SendFormRequest, SendMixedRequest, SendPartsRequest};
use specwright_runtime::{Body, FilePart};

fn point() -> Point {
    Point { y: Some(2), ..Point::new(1) }
}

#[test]
fn json() {
    let point = point();
    for (raw, media_type) in [
        (sent(|client| client.bodies().send_json(&point)), "application/json"),
        (sent(|client| client.bodies().send_vendor_json(&point)), "application/vnd.sink+json"),
        (sent(|client| client.bodies().send_perhaps(Some(&point))), "application/json"),
        (sent(|client| client.bodies().send_either(&point)), "application/json"),
        (sent(|client| client.bodies().change(&point)), "application/merge-patch+json"),
        (sent(|client| client.bodies().replace(&point)), "application/vnd.sink+json; version=1"),
    ] {
        assert_eq!(raw.header("content-type"), Some(media_type));
        assert_eq!(raw.text(), r#"{"x":1,"y":2}"#);
    }
    let raw = sent(|client| client.bodies().change_json_patch(std::slice::from_ref(&point)));
    assert_eq!(raw.header("content-type"), Some("application/json-patch+json"));
    assert_eq!(raw.text(), r#"[{"x":1,"y":2}]"#);
    let job = Job::new("0b0c2b6e-6f4f-4a5e-9b3c-0c7f5d2d9c11".parse().unwrap());
    let raw = sent(|client| client.bodies().replace_sink_version_2(&job));
    assert_eq!(raw.header("content-type"), Some("application/vnd.sink+json; version=2"));
    let raw = sent(|client| client.bodies().send_perhaps(None));
    assert_eq!((raw.header("content-type"), raw.text().as_str()), (None, ""));
    let raw = sent(|client| client.bodies().send_bytes_perhaps(Body::empty()));
    assert_eq!((raw.header("content-type"), raw.text().as_str()), (None, ""));
    let raw = sent(|client| client.bodies().send_bytes_perhaps("a"));
    assert_eq!((raw.header("content-type"), raw.text().as_str()), (Some("application/octet-stream"), "a"));
}

#[test]
fn forms() {
    let body = SendFormRequest {
        words: Some(vec!["a".to_owned(), "b c".to_owned()]),
        joined: Some(vec!["a".to_owned(), "b c".to_owned()]),
        point: Some(point()),
        spaces: Some(vec!["a".to_owned(), "b".to_owned()]),
        pipes: Some(vec!["a".to_owned(), "b".to_owned()]),
        json: Some(vec!["a".to_owned(), "b".to_owned()]),
        object: Some(point()),
        flat: Some(point()),
        reserved: Some("a/b?c&d".to_owned()),
        ..SendFormRequest::new("x&y")
    };
    let raw = sent(|client| client.bodies().send_form(&body));
    assert_eq!(raw.header("content-type"), Some("application/x-www-form-urlencoded"));
    let fields: Vec<(String, String)> = url::form_urlencoded::parse(&raw.body).into_owned().collect();
    let expected = [
        ("name", "x&y"),
        ("words", "a"),
        ("words", "b c"),
        ("joined", "a,b c"),
        ("point[x]", "1"),
        ("point[y]", "2"),
        ("spaces", "a b"),
        ("pipes", "a|b"),
        ("json", r#"["a","b"]"#),
        ("object", r#"{"x":1,"y":2}"#),
        ("x", "1"),
        ("y", "2"),
        ("reserved", "a/b?c&d"),
    ];
    assert_eq!(fields, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    assert!(raw.text().ends_with("&reserved=a/b?c%26d"));
}

#[test]
fn texts_bytes_and_lines() {
    let point = point();
    for (raw, media_type, text) in [
        (sent(|client| client.bodies().send_text("héllo")), "text/plain", "héllo"),
        (sent(|client| client.bodies().send_xml("<a/>")), "application/xml", "<a/>"),
        (sent(|client| client.bodies().send_bytes(vec![1, 2])), "application/octet-stream", "\u{1}\u{2}"),
        (sent(|client| client.bodies().send_either_csv("a,b")), "text/csv", "a,b"),
        (
            sent(|client| client.bodies().send_lines(&[point.clone(), Point::new(3)])),
            "application/x-ndjson",
            "{\"x\":1,\"y\":2}\n{\"x\":3}\n",
        ),
    ] {
        assert_eq!(raw.header("content-type").map(|it| it.split(';').next().unwrap_or(it)), Some(media_type));
        assert_eq!(raw.text(), text);
    }
}

#[test]
fn parts() {
    let raw = sent(|client| {
        let file = FilePart::new("hello").named("a \"b\".txt").media_type("text/plain");
        client.bodies().send_parts(SendPartsRequest {
            more: Some(vec![FilePart::new("one"), FilePart::new("two")]),
            note: Some("n".to_owned()),
            point: Some(point()),
            picture: Some(FilePart::new(vec![0x89])),
            scan: Some(FilePart::new("dots").media_type("image/jpeg").header("X-Checksum", "7")),
            table: Some("a,b".to_owned()),
            xml: Some("<x>1</x>".to_owned()),
            numbers: Some(vec![1, 2]),
            deep: Some(point()),
            ..SendPartsRequest::new(file)
        })
    });
    assert_eq!(parts_of(&raw, "multipart/form-data"), include_str!("parts.txt"));
}

#[test]
fn parts_that_are_no_form() {
    let raw = sent(|client| client.bodies().send_mixed(Some(SendMixedRequest::new(point()))));
    assert_eq!(
        parts_of(&raw, "multipart/mixed"),
        "--B\nContent-Disposition: form-data; name=\"point\"\nContent-Type: application/json\n\n{\"x\":1,\"y\":2}\n--B--\n"
    );
    let raw = sent(|client| client.bodies().send_mixed(None));
    assert_eq!((raw.header("content-type"), raw.text().as_str()), (None, ""));
}

/// A body in parts with a plain boundary.
fn parts_of(raw: &Raw, media_type: &str) -> String {
    let boundary = raw.header("content-type").unwrap().strip_prefix(&format!("{media_type}; boundary=")).unwrap();
    raw.text().replace("\r\n", "\n").replace(boundary.trim_matches('"'), "B").replace('\u{fffd}', "<89>")
}
