//! The headers of an answer, each as a type.

use crate::codec::{Decode, DecodeError};
use crate::json::Json;
use http::HeaderMap;
use std::borrow::Cow;

/// A header that is always there.
///
/// # Errors
/// When it is not, or holds something else.
pub fn header<T: Decode>(headers: &HeaderMap, name: &'static str) -> Result<T, DecodeError> {
    optional_header(headers, name)?.ok_or_else(|| DecodeError::missing(name))
}

/// A header that is perhaps there. Several of a name are one with commas; only cookies, which hold commas of their own,
/// are one each.
///
/// # Errors
/// When it holds something else.
pub fn optional_header<T: Decode>(headers: &HeaderMap, name: &'static str) -> Result<Option<T>, DecodeError> {
    let lines: Vec<_> = headers.get_all(name).iter().map(|line| String::from_utf8_lossy(line.as_bytes())).collect();
    if lines.is_empty() {
        return Ok(None);
    }
    if name.eq_ignore_ascii_case("set-cookie")
        && let Ok(cookies) = T::decode(Json::Array(lines.iter().map(|line| Json::text(line)).collect()))
    {
        return Ok(Some(cookies));
    }
    read(lines.join(", ").trim()).map(Some).map_err(|error| error.inside(name))
}

/// A header does not say what it is: text, a number, a list of either, an object, JSON. What the type takes first, it
/// is.
fn read<T: Decode>(text: &str) -> Result<T, DecodeError> {
    let readings = [whole, number, json, texts, numbers, pairs, list_of_pairs];
    let mut first = None;
    for reading in readings {
        match reading(text).map(T::decode) {
            Some(Ok(value)) => return Ok(value),
            Some(Err(error)) => {
                first.get_or_insert(error);
            }
            None => {}
        }
    }
    Err(first.unwrap_or_else(|| DecodeError::other("expected something else")))
}

fn whole(text: &str) -> Option<Json<'_>> {
    Some(Json::text(text))
}

fn number(text: &str) -> Option<Json<'_>> {
    match Json::parse(text.as_bytes()) {
        Ok(json @ (Json::Number(_) | Json::Bool(_))) => Some(json),
        _ => None,
    }
}

fn json(text: &str) -> Option<Json<'_>> {
    Json::parse(text.as_bytes()).ok()
}

fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|item| !item.is_empty())
}

fn texts(text: &str) -> Option<Json<'_>> {
    Some(Json::Array(items(text).map(Json::text).collect()))
}

fn numbers(text: &str) -> Option<Json<'_>> {
    items(text).map(number).collect::<Option<_>>().map(Json::Array)
}

/// `R=100,G=200`.
fn pairs(text: &str) -> Option<Json<'_>> {
    items(text).map(|item| item.split_once('=')).collect::<Option<Vec<_>>>().map(object)
}

/// `R,100,G,200`.
fn list_of_pairs(text: &str) -> Option<Json<'_>> {
    let items: Vec<&str> = items(text).collect();
    let pairs = items.chunks(2).map(|pair| match pair {
        [name, value] => Some((*name, *value)),
        _ => None,
    });
    pairs.collect::<Option<Vec<_>>>().map(object)
}

fn object<'a>(pairs: Vec<(&'a str, &'a str)>) -> Json<'a> {
    let value = |text| number(text).unwrap_or(Json::text(text));
    Json::Object(pairs.into_iter().map(|(name, text)| (Cow::Borrowed(name), value(text))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;
    use std::collections::BTreeMap;

    fn with(value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(http::header::AGE, HeaderValue::from_static(value))])
    }

    #[test]
    fn by_type() {
        assert_eq!(header::<String>(&with("12"), "Age").unwrap(), "12");
        assert_eq!(header::<i64>(&with("12"), "age"), Ok(12));
        assert_eq!(header::<f64>(&with(" 1.5 "), "age"), Ok(1.5));
        assert_eq!(header::<bool>(&with("true"), "age"), Ok(true));
        assert_eq!(header::<Vec<String>>(&with("a, b,1"), "age").unwrap(), ["a", "b", "1"]);
        assert_eq!(header::<Vec<i64>>(&with("1,2, 3"), "age").unwrap(), [1, 2, 3]);
        assert_eq!(header::<Vec<String>>(&with(r#"["a,b"]"#), "age").unwrap(), ["a,b"]);
        let object = BTreeMap::from([("R".to_owned(), 100), ("G".to_owned(), 200)]);
        for text in ["R=100,G=200", "R, 100, G, 200", r#"{"R": 100, "G": 200}"#] {
            assert_eq!(header::<BTreeMap<String, i64>>(&with(text), "age").unwrap(), object);
        }
    }

    #[test]
    fn what_is_not_there_or_something_else() {
        assert_eq!(optional_header::<i64>(&HeaderMap::new(), "age"), Ok(None));
        assert_eq!(header::<i64>(&HeaderMap::new(), "Age").unwrap_err().to_string(), "missing at /Age");
        let error = optional_header::<i64>(&with("soon"), "Age").unwrap_err();
        assert_eq!(error.to_string(), "expected a 64-bit integer, found a string at /Age");
        let mut several = with("a");
        several.append(http::header::AGE, HeaderValue::from_static("b"));
        assert_eq!(header::<Vec<String>>(&several, "age").unwrap(), ["a", "b"]);
    }

    #[test]
    fn cookies_hold_commas() {
        let mut headers = HeaderMap::new();
        for cookie in ["a=1; Expires=Wed, 31 Jan 2024 12:00:00 GMT", "b=2"] {
            headers.append(http::header::SET_COOKIE, HeaderValue::from_static(cookie));
        }
        let cookies: Vec<String> = header(&headers, "Set-Cookie").unwrap();
        assert_eq!(cookies, ["a=1; Expires=Wed, 31 Jan 2024 12:00:00 GMT", "b=2"]);
        assert!(header::<String>(&headers, "Set-Cookie").unwrap().ends_with(", b=2"));
    }
}
