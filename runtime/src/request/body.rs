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

    /// A body as it is.
    pub fn body(self, body: impl Into<Body>) -> Self {
        self.sending("application/octet-stream", body.into())
    }

    /// A body as it is, if there is one.
    pub fn body_if(self, body: Option<impl Into<Body>>) -> Self {
        self.perhaps(body, Self::body)
    }

    /// What the body is, where its kind does not say it. Nothing without a body.
    pub fn content_type(mut self, media_type: &'static str) -> Self {
        if !self.plan.body.is_absent() {
            self.plan.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
        }
        self
    }

    fn sending(mut self, media_type: &'static str, body: Body) -> Self {
        self.plan.body = body;
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
