//! Bodies of several parts, to the byte.

use super::*;
use crate::encode::style;
use std::io::Read;

fn written(parts: Parts) -> String {
    let (media_type, body) = parts.encode_with("B").unwrap();
    assert_eq!(media_type, "multipart/form-data; boundary=B");
    let length = body.length();
    let mut text = String::new();
    body.into_stream().read_to_string(&mut text).unwrap();
    assert!(length.is_none_or(|length| length == text.len() as u64));
    text
}

#[test]
fn to_the_byte() {
    let file = FilePart::new("content").named("a \"b\"\r\nX: y\0é.txt");
    let parts = Parts::new()
        .file("file", file)
        .content_type("image/png")
        .file_if("none", None)
        .text("note", &"é\r\n")
        .text("size", &3)
        .text_if("absent", &None::<String>)
        .texts("tags", &vec!["a", "b"])
        .json("meta", &Some(vec![1]))
        .content_type("application/vnd.api+json")
        .jsons("several", &vec![1, 2]);
    let expected = [
        "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a %22b%22%0D%0AX: yé.txt\"\r\n",
        "Content-Type: image/png\r\n\r\ncontent\r\n",
        "--B\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\né\r\n\r\n",
        "--B\r\nContent-Disposition: form-data; name=\"size\"\r\n\r\n3\r\n",
        "--B\r\nContent-Disposition: form-data; name=\"tags\"\r\n\r\na\r\n",
        "--B\r\nContent-Disposition: form-data; name=\"tags\"\r\n\r\nb\r\n",
        "--B\r\nContent-Disposition: form-data; name=\"meta\"\r\nContent-Type: application/vnd.api+json\r\n\r\n[1]\r\n",
        "--B\r\nContent-Disposition: form-data; name=\"several\"\r\nContent-Type: application/json\r\n\r\n1\r\n",
        "--B\r\nContent-Disposition: form-data; name=\"several\"\r\nContent-Type: application/json\r\n\r\n2\r\n",
        "--B--\r\n",
    ];
    assert_eq!(written(parts), expected.concat());
    assert_eq!(written(Parts::new()), "--B--\r\n");
}

#[test]
fn streams_are_sent_as_they_come() {
    let stream = |text: &'static str| Body::from_reader(text.as_bytes());
    for (body, length) in [(stream("abc"), None), (stream("abc").with_length(3), Some(222))] {
        let parts = Parts::new().text("a", &"1").file("f", FilePart::new(body)).text("b", &"2");
        let body = parts.encode_with("B").unwrap().1;
        assert_eq!(body.length(), length);
        assert!(body.as_bytes().is_none());
        let mut text = String::new();
        body.into_stream().read_to_string(&mut text).unwrap();
        assert!(text.contains("\r\n\r\nabc\r\n--B\r\n"), "{text}");
        assert_eq!(text.len(), 222);
    }
    let files = vec![FilePart::from(stream("abc").with_length(3)), FilePart::new(stream("de").with_length(2))];
    let text = written(Parts::new().files("f", files));
    assert_eq!(text.matches("filename=\"file\"\r\nContent-Type: application/octet-stream").count(), 2);
    let unknown = Parts::new().files("f", vec![FilePart::new(stream("a")), FilePart::new(stream("b").with_length(1))]);
    assert_eq!(unknown.encode_with("B").unwrap().1.length(), None);
}

#[test]
fn media_types() {
    let file = |media_type: Option<&str>| match media_type {
        Some(media_type) => FilePart::new("").media_type(media_type),
        None => FilePart::new(""),
    };
    for (own, documented, sent) in [
        (None, "image/png", "image/png"),
        (Some("image/webp"), "image/png", "image/webp"),
        (None, "image/png, image/jpeg", "application/octet-stream"),
        (None, "image/*", "application/octet-stream"),
    ] {
        let text = written(Parts::new().file("f", file(own)).content_type(documented));
        assert!(text.contains(&format!("Content-Type: {sent}\r\n")), "{text}");
    }
    let hostile = Parts::new().file("f", file(Some("a/b\r\nX: y")));
    assert_eq!(hostile.encode().unwrap_err().to_string(), "`f` has a media type with control characters");
}

#[test]
fn headers_of_a_part() {
    let file = FilePart::new("a").header("X-Checksum", "7").header("Content-ID", "<1>");
    let text = written(Parts::new().file("f", file));
    assert!(
        text.contains("Content-Type: application/octet-stream\r\nX-Checksum: 7\r\nContent-ID: <1>\r\n\r\na"),
        "{text}"
    );
    for (name, value) in [("X Y", "1"), ("", "1"), ("X", "1\r\nY: 2")] {
        let hostile = Parts::new().file("f", FilePart::new("").header(name, value));
        assert_eq!(hostile.encode().unwrap_err().to_string(), "`f` has a header that cannot be");
    }
}

#[test]
fn parts_in_the_styles_of_forms() {
    let value = Json::parse(br#"{"l": ["1", "2"], "x": {"y": "a&b=\u00e9 %41"}}"#).unwrap().into_value();
    let list = vec!["a", "b"];
    for (style, value, expected) in [
        (
            style::DEEP_OBJECT,
            &value as &dyn Encode,
            &[("p[l][0]", "1"), ("p[l][1]", "2"), ("p[x][y]", "a&b=é %41")][..],
        ),
        (style::FORM_EXPLODE, &list, &[("p", "a"), ("p", "b")]),
        (style::FORM, &list, &[("p", "a,b")]),
        (style::PIPE, &list, &[("p", "a|b")]),
        (style::FORM, &None::<String>, &[]),
    ] {
        let expected: String = expected
            .iter()
            .map(|(name, text)| format!("--B\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n"))
            .collect();
        assert_eq!(written(Parts::new().styled(style, "p", value)), format!("{expected}--B--\r\n"));
    }
}
