//! Parameters, each in its place and style. A `None` is left out.

use super::url::names;
use super::{Plan, Request, append};
use crate::codec::Encode;
use crate::encode::{self, EncodeError, Style, style};

/// What an operation takes besides its path and body, as one type.
pub trait Parameters {
    /// Adds each parameter to what is sent.
    fn send(&self, to: &mut Plan);
}

impl<F> Request<F> {
    /// What the names in the path stand for, in their order; those that [`path_as`](Self::path_as) gave are passed over.
    pub fn path(mut self, values: &[&dyn Encode]) -> Self {
        self.plan.path(values);
        self
    }

    /// What a name in the path stands for, in another style.
    pub fn path_as(mut self, style: Style, name: &'static str, value: &dyn Encode) -> Self {
        self.plan.path_as(style, name, value);
        self
    }

    /// All parameters besides those in the path.
    pub fn params(mut self, params: &dyn Parameters) -> Self {
        params.send(&mut self.plan);
        self
    }

    /// A parameter in the query; a list is several parameters.
    pub fn query(mut self, name: &str, value: &dyn Encode) -> Self {
        self.plan.query(name, value);
        self
    }

    /// A parameter in a header.
    pub fn header(mut self, name: &str, value: &dyn Encode) -> Self {
        self.plan.header(name, value);
        self
    }

    /// A parameter in a cookie.
    pub fn cookie(mut self, name: &str, value: &dyn Encode) -> Self {
        self.plan.cookie(name, value);
        self
    }
}

impl Plan {
    fn path(&mut self, values: &[&dyn Encode]) {
        let mut values = values.iter();
        for name in names(self.template) {
            if self.path.iter().any(|(given, _)| *given == name) {
                continue;
            }
            match values.next() {
                Some(value) => self.path_as(style::SIMPLE, name, *value),
                None => return,
            }
        }
        if values.next().is_some() {
            self.problem("there are more values for the path than names in it");
        }
    }

    fn path_as(&mut self, style: Style, name: &'static str, value: &dyn Encode) {
        let text = encode::path(style, name, &value.encode());
        if let Some(text) = self.encoded(text) {
            self.path.push((name, text));
        }
    }

    /// Adds a parameter to the query; a list is several parameters.
    pub fn query(&mut self, name: &str, value: &dyn Encode) {
        self.query_as(style::FORM_EXPLODE, name, value);
    }

    /// Adds a parameter to the query, in another style.
    pub fn query_as(&mut self, style: Style, name: &str, value: &dyn Encode) {
        let written = encode::query(style, name, &value.encode(), &mut self.query);
        self.encoded(written);
    }

    /// Adds a parameter in a header.
    pub fn header(&mut self, name: &str, value: &dyn Encode) {
        self.header_as(style::SIMPLE, name, value);
    }

    /// Adds a parameter in a header, in another style.
    pub fn header_as(&mut self, style: Style, name: &str, value: &dyn Encode) {
        let text = encode::header(style, name, &value.encode());
        if let Some(text) = self.encoded(text).flatten() {
            self.set_header(name, text.as_bytes());
        }
    }

    /// Adds a parameter in a cookie.
    pub fn cookie(&mut self, name: &str, value: &dyn Encode) {
        self.cookie_as(style::FORM_EXPLODE, name, value);
    }

    /// Adds a parameter in a cookie, in another style.
    pub fn cookie_as(&mut self, style: Style, name: &str, value: &dyn Encode) {
        if let Some(text) = encode::cookie(style, name, &value.encode()) {
            append(&mut self.cookies, "; ", &text);
        }
    }

    /// What was written; what could not be is noted.
    fn encoded<T>(&mut self, written: Result<T, EncodeError>) -> Option<T> {
        written.map_err(|error| self.problem(error.to_string())).ok()
    }
}

#[cfg(test)]
mod tests {
    use crate::api::{Api, Server};
    use crate::encode::style;
    use crate::{Client, NoError};

    const API: Api =
        Api { title: "Pets", servers: &[Server::new("https://api.example.com")], schemes: &[], security: &[] };

    #[test]
    fn values_of_the_path_stand_in_the_order_of_its_names() {
        let client = Client::new(&API);
        let request = |template| client.get("getPet", template);
        for (request, expected) in [
            (request("/{a}/{b}").path(&[&1, &"x/y"]), "/1/x%2Fy"),
            (request("/{a}/{b}/{a}").path(&[&1, &2]), "/1/2/1"),
            (request("/{a}/{b}/{c}").path_as(style::LABEL, "b", &2).path(&[&1, &3]), "/1/.2/3"),
            (request("/{a}/{b}").path(&[&1]), "the path parameter `b` is missing"),
            (request("/{a}").path(&[&1, &2]), "there are more values for the path than names in it"),
        ] {
            let built = request.call_empty::<NoError>().request();
            let shown = built.map_or_else(|error| error.to_string(), |request| request.uri().path().to_owned());
            assert!(shown.ends_with(expected), "{shown} for {expected}");
        }
    }
}
