//! Forms: `application/x-www-form-urlencoded`.

use super::parameter::query;
use super::style::{FORM_EXPLODE, JSON};
use super::{EncodeError, Style};
use crate::json::Json;

/// An object as a form. A field is written in the style that is given for it; without one, a list is several fields
/// of its name, and an object is JSON text.
///
/// # Errors
/// When the value is not an object.
pub(crate) fn form(value: &Json<'_>, styles: &[(&str, Style)]) -> Result<String, EncodeError> {
    let mut out = String::new();
    match value {
        Json::Null => {}
        Json::Object(fields) => {
            for (name, value) in fields {
                let given = styles.iter().find(|(field, _)| field == name).map(|(_, style)| *style);
                let usual = if matches!(value, Json::Object(_)) { JSON } else { FORM_EXPLODE };
                query(given.unwrap_or(usual), name, value, &mut out)?;
            }
        }
        _ => return Err(EncodeError::new("body", "is no object, which a form has to be")),
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::super::style;
    use super::*;

    #[test]
    fn what_arrives_is_what_was_sent() {
        let secret = "s&=+ %x~é\r\n#;";
        let value = Json::object([
            Some(("client_secret".into(), Json::text(secret))),
            Some(("scope".into(), Json::text("a b"))),
            Some(("=&".into(), Json::text(""))),
        ]);
        let text = form(&value, &[("scope", style::FORM_EXPLODE_RESERVED)]).unwrap();
        assert_eq!(text, "client_secret=s%26%3D%2B%20%25x~%C3%A9%0D%0A%23%3B&scope=a%20b&%3D%26=");
        let decoded: Vec<_> = url::form_urlencoded::parse(text.as_bytes()).into_owned().collect();
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(decoded, [pair("client_secret", secret), pair("scope", "a b"), pair("=&", "")]);
    }

    #[test]
    fn fields_by_kind_and_style() {
        let json =
            br#"{"a":1.50,"b":true,"n":null,"l":["x","y"],"e":[],"o":{"k":[1]},"d":{"k":{"i":1},"l":["x",{"m":2}]}}"#;
        let value = Json::parse(json).unwrap();
        let styles = [("d", style::DEEP_OBJECT)];
        assert_eq!(
            form(&value, &styles).unwrap(),
            "a=1.50&b=true&l=x&l=y&o=%7B%22k%22%3A%5B1%5D%7D&d%5Bk%5D%5Bi%5D=1&d%5Bl%5D%5B0%5D=x&d%5Bl%5D%5B1%5D%5Bm%5D=2"
        );
        assert_eq!(
            form(&value, &[("l", style::PIPE), ("o", style::FORM_EXPLODE)]).unwrap().split("&d=").next(),
            Some("a=1.50&b=true&l=x%7Cy&k=%5B1%5D")
        );
        assert_eq!(form(&Json::Null, &[]).unwrap(), "");
        assert_eq!(form(&Json::text("a"), &[]).unwrap_err().to_string(), "`body` is no object, which a form has to be");
    }
}
