//! Every way to send something.

use super::sent;
use kitchen_sink::types::{Point, SendFormRequest, SendPartsRequest};
use specwright_runtime::FilePart;

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
    ] {
        assert_eq!(raw.header("content-type"), Some(media_type));
        assert_eq!(raw.text(), r#"{"x":1,"y":2}"#);
    }
    let raw = sent(|client| client.bodies().change_json_patch(std::slice::from_ref(&point)));
    assert_eq!(raw.header("content-type"), Some("application/json-patch+json"));
    assert_eq!(raw.text(), r#"[{"x":1,"y":2}]"#);
    let raw = sent(|client| client.bodies().send_perhaps(None));
    assert_eq!((raw.header("content-type"), raw.text().as_str()), (None, ""));
}

#[test]
fn forms() {
    let body = SendFormRequest {
        words: Some(vec!["a".to_owned(), "b c".to_owned()]),
        joined: Some(vec!["a".to_owned(), "b c".to_owned()]),
        point: Some(point()),
        ..SendFormRequest::new("x&y")
    };
    let raw = sent(|client| client.bodies().send_form(&body));
    assert_eq!(raw.header("content-type"), Some("application/x-www-form-urlencoded"));
    let fields: Vec<(String, String)> = url::form_urlencoded::parse(&raw.body).into_owned().collect();
    let expected =
        [("name", "x&y"), ("words", "a"), ("words", "b c"), ("joined", "a,b c"), ("point[x]", "1"), ("point[y]", "2")];
    assert_eq!(fields, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
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
            ..SendPartsRequest::new(file)
        })
    });
    let media_type = raw.header("content-type").unwrap();
    let boundary = media_type.strip_prefix("multipart/form-data; boundary=").unwrap().trim_matches('"');
    let text = raw.text().replace("\r\n", "\n").replace(boundary, "B");
    assert_eq!(text.replace('\u{fffd}', "<89>"), include_str!("parts.txt"));
}
