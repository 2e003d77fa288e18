//! Bodies, each of its kind. A step that ends in `_if` sends none for `None`.

use super::Request;
use crate::body::Body;
use crate::codec::{self, Encode};
use crate::encode::{self, Style};
use crate::multipart::Multipart;
use http::{HeaderValue, header};

impl<F> Request<F> {
    /// A body in JSON.
    pub fn json<T: Encode + ?Sized>(self, value: &T) -> Self {
        self.sending("application/json", value.encode().to_vec().into())
    }

    /// A body in JSON, if there is one.
    pub fn json_if<T: Encode + ?Sized>(self, value: Option<&T>) -> Self {
        self.perhaps(value, Self::json)
    }

    /// A body of values, each a line of JSON.
    pub fn lines<T: Encode>(self, values: &[T]) -> Self {
        let mut bytes = Vec::new();
        for value in values {
            bytes.extend(codec::encode(value));
            bytes.push(b'\n');
        }
        self.sending("application/x-ndjson", bytes.into())
    }

    /// A body of values, each a line of JSON, if there is one.
    pub fn lines_if<T: Encode>(self, values: Option<&[T]>) -> Self {
        self.perhaps(values, |this, values| this.lines(values))
    }

    /// A body as forms send it.
    pub fn form<T: Encode + ?Sized>(self, value: &T) -> Self {
        self.form_as(value, &[])
    }

    /// A body as forms send it, if there is one.
    pub fn form_if<T: Encode + ?Sized>(self, value: Option<&T>) -> Self {
        self.perhaps(value, Self::form)
    }

    /// A body as forms send it, some of its fields in these styles.
    pub fn form_as<T: Encode + ?Sized>(mut self, value: &T, styles: &[(&str, Style)]) -> Self {
        match encode::form(&value.encode(), styles) {
            Ok(text) => self.sending("application/x-www-form-urlencoded", text.into()),
            Err(error) => {
                self.plan.problem(error.to_string());
                self
            }
        }
    }

    /// A body as forms send it, some of its fields in these styles, if there is one.
    pub fn form_as_if<T: Encode + ?Sized>(self, value: Option<&T>, styles: &[(&str, Style)]) -> Self {
        self.perhaps(value, |this, value| this.form_as(value, styles))
    }

    /// A body in parts.
    pub fn multipart(mut self, value: impl Multipart) -> Self {
        match value.parts().encode() {
            Ok((media_type, body)) => {
                self.plan.body = body;
                self.plan.set_header("content-type", media_type.as_bytes());
            }
            Err(error) => self.plan.problem(error.to_string()),
        }
        self
    }

    /// A body in parts, if there is one.
    pub fn multipart_if(self, value: Option<impl Multipart>) -> Self {
        self.perhaps(value, Self::multipart)
    }

    /// A body as it is; [`Body::empty`] is none.
    pub fn body(self, body: impl Into<Body>) -> Self {
        self.sending("application/octet-stream", body.into())
    }

    /// A body as it is, if there is one.
    pub fn body_if(self, body: Option<impl Into<Body>>) -> Self {
        self.perhaps(body, Self::body)
    }

    /// What the body is, where its kind does not say it. Nothing without a body; one in parts keeps its boundary.
    pub fn content_type(mut self, media_type: &'static str) -> Self {
        if !self.plan.body.is_absent() {
            let known = self.plan.headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok());
            match known.and_then(|known| known.split_once("; boundary=")) {
                Some((_, boundary)) => {
                    let value = format!("{media_type}; boundary={boundary}");
                    self.plan.set_header(header::CONTENT_TYPE.as_str(), value.as_bytes());
                }
                None => self = self.of_type(media_type),
            }
        }
        self
    }

    fn sending(mut self, media_type: &'static str, body: Body) -> Self {
        self.plan.body = body;
        if self.plan.body.is_absent() { self } else { self.of_type(media_type) }
    }

    fn of_type(mut self, media_type: &'static str) -> Self {
        self.plan.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
        self
    }

    fn perhaps<T>(self, value: Option<T>, step: impl FnOnce(Self, T) -> Self) -> Self {
        match value {
            Some(value) => step(self, value),
            None => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::api::Api;
    use crate::multipart::{Multipart, Parts};
    use crate::request::Request;
    use crate::{Body, Client, FilePart, NoError};

    const API: Api = Api { title: "Pets", servers: &[], schemes: &[], security: &[] };

    struct Pet;

    impl Multipart for Pet {
        fn parts(self) -> Parts {
            Parts::new().text("name", &"Rex").file("picture", FilePart::new("pixels"))
        }
    }

    #[test]
    fn a_body_says_what_it_is() {
        let client = crate::ClientBuilder::<Client>::new(&API).base_url("https://a.example").unwrap().build().unwrap();
        let sent = |step: fn(Request) -> Request| {
            let request = step(client.post("sendPet", "/pets")).call_empty::<NoError>().request().unwrap();
            request
                .headers()
                .get("content-type")
                .map(|it| it.to_str().unwrap().split("boundary=").next().unwrap().to_owned())
        };
        for (step, expected) in [
            (sent(|it| it.json(&1)), Some("application/json")),
            (sent(|it| it.json(&1).content_type("application/vnd.pet+json")), Some("application/vnd.pet+json")),
            (sent(|it| it.json_if(None::<&i64>).content_type("application/vnd.pet+json")), None),
            (sent(|it| it.body("")), Some("application/octet-stream")),
            (sent(|it| it.body(Body::empty()).content_type("text/plain")), None),
            (sent(|it| it.multipart(Pet)), Some("multipart/form-data; ")),
            (sent(|it| it.multipart(Pet).content_type("multipart/mixed")), Some("multipart/mixed; ")),
            (sent(|it| it.multipart_if(None::<Pet>).content_type("multipart/mixed")), None),
        ] {
            assert_eq!(step.as_deref(), expected);
        }
    }
}
