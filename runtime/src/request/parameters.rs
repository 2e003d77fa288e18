//! Parameters, each in its place and style. A `None` is left out.

use super::{Plan, Request, append};
use crate::codec::Encode;
use crate::encode::{self, EncodeError, Style, style};

impl<E> Request<E> {
    /// A parameter in the path.
    pub fn path(self, name: &'static str, value: &dyn Encode) -> Self {
        self.path_as(style::SIMPLE, name, value)
    }

    /// A parameter in the path, in another style.
    pub fn path_as(mut self, style: Style, name: &'static str, value: &dyn Encode) -> Self {
        let text = encode::path(style, name, &value.encode());
        if let Some(text) = self.plan.encoded(text) {
            self.plan.path.push((name, text));
        }
        self
    }

    /// A parameter in the query; a list is several parameters.
    pub fn query(self, name: &'static str, value: &dyn Encode) -> Self {
        self.query_as(style::FORM_EXPLODE, name, value)
    }

    /// A parameter in the query, in another style.
    pub fn query_as(mut self, style: Style, name: &'static str, value: &dyn Encode) -> Self {
        let written = encode::query(style, name, &value.encode(), &mut self.plan.query);
        self.plan.encoded(written);
        self
    }

    /// A parameter in a header.
    pub fn header(self, name: &'static str, value: &dyn Encode) -> Self {
        self.header_as(style::SIMPLE, name, value)
    }

    /// A parameter in a header, in another style.
    pub fn header_as(mut self, style: Style, name: &'static str, value: &dyn Encode) -> Self {
        let text = encode::header(style, name, &value.encode());
        if let Some(text) = self.plan.encoded(text).flatten() {
            self.plan.set_header(name, text.as_bytes());
        }
        self
    }

    /// A parameter in a cookie.
    pub fn cookie(self, name: &'static str, value: &dyn Encode) -> Self {
        self.cookie_as(style::FORM_EXPLODE, name, value)
    }

    /// A parameter in a cookie, in another style.
    pub fn cookie_as(mut self, style: Style, name: &'static str, value: &dyn Encode) -> Self {
        if let Some(text) = encode::cookie(style, name, &value.encode()) {
            append(&mut self.plan.cookies, "; ", &text);
        }
        self
    }
}

impl Plan {
    /// What was written; what could not be is noted.
    fn encoded<T>(&mut self, written: Result<T, EncodeError>) -> Option<T> {
        written.map_err(|error| self.problem(error.to_string())).ok()
    }
}
