//! The tables of the OpenAPI specification, and what they leave open.

use super::super::style::*;
use super::*;

/// The values of the tables: empty, a string, a list, an object.
fn values() -> [Json<'static>; 4] {
    [r#""""#, r#""blue""#, r#"["blue","black","brown"]"#, r#"{"R":100,"G":200,"B":150}"#]
        .map(|text| Json::parse(text.as_bytes()).unwrap())
}

#[test]
fn the_tables_of_paths() {
    for (style, expected) in [
        (SIMPLE, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]),
        (SIMPLE_EXPLODE, ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]),
        (LABEL, ["", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"]),
        (LABEL_EXPLODE, ["", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"]),
        (MATRIX, [";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"]),
        (MATRIX_EXPLODE, [";color", ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"]),
    ] {
        let written = values().map(|value| path(style, "color", &value).unwrap_or_default());
        assert_eq!(written, expected, "{style:?}");
    }
}

#[test]
fn the_tables_of_queries() {
    for (style, expected) in [
        (FORM, ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]),
        (FORM_EXPLODE, ["color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"]),
        (SPACE, ["color=", "color=blue", "color=blue%20black%20brown", "color=R%20100%20G%20200%20B%20150"]),
        (PIPE, ["color=", "color=blue", "color=blue%7Cblack%7Cbrown", "color=R%7C100%7CG%7C200%7CB%7C150"]),
        (
            DEEP_OBJECT,
            [
                "color=",
                "color=blue",
                "color%5B0%5D=blue&color%5B1%5D=black&color%5B2%5D=brown",
                "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
            ],
        ),
        (
            JSON,
            [
                "color=%22%22",
                "color=%22blue%22",
                "color=%5B%22blue%22%2C%22black%22%2C%22brown%22%5D",
                "color=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D",
            ],
        ),
    ] {
        let written = values().map(|value| {
            let mut out = String::new();
            query(style, "color", &value, &mut out).map(|()| out).unwrap()
        });
        assert_eq!(written, expected, "{style:?}");
    }
}

#[test]
fn the_tables_of_headers_and_cookies() {
    for (style, expected) in [
        (SIMPLE, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]),
        (SIMPLE_EXPLODE, ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]),
        (JSON, [r#""""#, r#""blue""#, r#"["blue","black","brown"]"#, r#"{"R":100,"G":200,"B":150}"#]),
    ] {
        let written = values().map(|value| header(style, "color", &value).unwrap().unwrap());
        assert_eq!(written, expected, "{style:?}");
    }
    for (style, expected) in [
        (FORM, ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]),
        (FORM_EXPLODE, ["color=", "color=blue", "color=blue; color=black; color=brown", "R=100; G=200; B=150"]),
    ] {
        assert_eq!(values().map(|value| cookie(style, "color", &value).unwrap()), expected, "{style:?}");
    }
}

#[test]
fn what_means_something_is_encoded() {
    let hostile = "a/b?c#d&e=f+g%2F h\r\n,;|.é[]";
    let value = Json::text(hostile);
    assert_eq!(path(SIMPLE, "p", &value).unwrap(), "a%2Fb%3Fc%23d%26e%3Df%2Bg%252F%20h%0D%0A%2C%3B%7C.%C3%A9%5B%5D");
    let list = Json::Array(vec![value.clone(), Json::text("x")]);
    for (style, expected) in [
        (FORM_EXPLODE, "q%5B%5D=a%2Fb%3Fc%23d%26e%3Df%2Bg%252F%20h%0D%0A%2C%3B%7C.%C3%A9%5B%5D"),
        (FORM_EXPLODE_RESERVED, "q%5B%5D=a/b?c%23d%26e=f%2Bg%252F%20h%0D%0A,;%7C.%C3%A9%5B%5D"),
    ] {
        let mut out = String::new();
        query(style, "q[]", &value, &mut out).unwrap();
        assert_eq!(out, expected);
        let decoded: Vec<_> = url::form_urlencoded::parse(out.as_bytes()).collect();
        assert_eq!(decoded, [("q[]".into(), hostile.into())]);
    }
    for (style, separators) in [(FORM, 1), (FORM_RESERVED, 1)] {
        let mut out = "before=1".to_owned();
        query(style, "q", &list, &mut out).unwrap();
        assert!(out.starts_with("before=1&q="));
        assert_eq!(out.matches(',').count(), separators, "{out}");
    }
    assert_eq!(cookie(FORM, "c", &Json::text("a=b+/== ;,\"%\\é")).unwrap(), "c=a=b+/==%20%3B%2C%22%25%5C%C3%A9");
    assert_eq!(header(SIMPLE, "H", &Json::text("é, b")).unwrap().unwrap(), "é, b");
}

#[test]
fn what_cannot_be_sent_is_refused() {
    let empty = "`p` is empty, which a path cannot hold";
    let dots = "`p` is `.` or `..`, which a path resolves away";
    for (style, json, problem) in [
        (SIMPLE, r#""""#, empty),
        (SIMPLE, "null", empty),
        (SIMPLE, "[]", empty),
        (SIMPLE, "[null]", empty),
        (SIMPLE, r#"[""]"#, empty),
        (MATRIX, "{}", empty),
        (SIMPLE, r#"".""#, dots),
        (SIMPLE, r#""..""#, dots),
        (LABEL, r#""""#, dots),
        (LABEL, r#"".""#, dots),
        (LABEL_EXPLODE, r#"["",""]"#, dots),
    ] {
        let error = path(style, "p", &Json::parse(json.as_bytes()).unwrap()).unwrap_err();
        assert_eq!(error.to_string(), problem, "{json}");
    }
    for text in ["a\r\nb", "\n", "\0", "\u{7f}"] {
        assert!(header(SIMPLE, "H", &Json::text(text)).is_err());
    }
}

#[test]
fn what_is_not_there_is_left_out() {
    for json in ["null", "[]", "[null]", "{}", r#"{"a":null}"#] {
        let value = Json::parse(json.as_bytes()).unwrap();
        for style in [FORM, FORM_EXPLODE, SPACE, PIPE, DEEP_OBJECT] {
            let mut out = String::new();
            query(style, "q", &value, &mut out).unwrap();
            assert_eq!(out, "", "{json} {style:?}");
        }
        assert_eq!(header(SIMPLE, "H", &value), Ok(None));
        assert_eq!(cookie(FORM, "c", &value), None);
    }
    let mut out = String::new();
    query(FORM_EXPLODE, "q", &Json::parse(br#"["a",null,["b"],{"c":1}]"#).unwrap(), &mut out).unwrap();
    assert_eq!(out, "q=a&q=%5B%22b%22%5D&q=%7B%22c%22%3A1%7D");
}

#[test]
fn whole_numbers_are_written_as_such() {
    for (number, expected) in [(10.0, "n=10"), (-3.0, "n=-3"), (0.5, "n=0.5"), (1e15, "n=1000000000000000")] {
        let mut out = String::new();
        query(FORM_EXPLODE, "n", &Json::Number(Number::F64(number)), &mut out).unwrap();
        assert_eq!(out, expected);
        assert_eq!(path(SIMPLE, "n", &Json::Number(Number::F64(number))).unwrap(), expected[2..]);
    }
}
