//! The URL and the head of a planned request.

use super::{Plan, Servers, append};
use crate::api::OwnServer;
use crate::base::Base;
use crate::credential::Attached;
use http::{HeaderValue, Uri, header};
use std::borrow::Cow;

impl Plan {
    /// Where the request goes.
    pub(crate) fn base(&self) -> Result<Cow<'_, Base>, String> {
        let client = &self.client.0;
        let variables: Vec<_> = self.variables.iter().chain(&client.variables).cloned().collect();
        let of_api = match client.server.filter(|_| !client.base_is_chosen && !self.variables.is_empty()) {
            Some(server) => Cow::Owned(Base::of_server(server, &variables)),
            None => Cow::Borrowed(&client.base),
        };
        let of_operation = |server: &OwnServer| Base::of_operation(server, &of_api, &variables);
        if let Some(url) = &self.base_url {
            let own = self.own_servers().iter().find(|(own, _)| own == url).map(of_operation);
            let documented = || client.api.servers.iter().find(|it| it.url == url);
            let base = own.or_else(|| documented().map(|server| Base::of_server(server, &variables)));
            let parse = || Base::parse(url).map_err(|problem| format!("the call's server cannot be used: {problem}"));
            return base.unwrap_or_else(parse).map(Cow::Owned);
        }
        let is_own = |url: &str| !client.base_is_chosen || Base::is_path(url);
        match self.servers {
            Servers::One(url) if is_own(url) => of_operation(&(url, &[])).map(Cow::Owned),
            Servers::Several([first, ..]) if is_own(first.0) => of_operation(first).map(Cow::Owned),
            _ => match of_api {
                Cow::Owned(base) => base.map(Cow::Owned),
                Cow::Borrowed(base) => base.as_ref().map(Cow::Borrowed).map_err(Clone::clone),
            },
        }
    }

    fn own_servers(&self) -> &'static [OwnServer] {
        match self.servers {
            Servers::Several(servers) => servers,
            Servers::OfApi | Servers::One(_) => &[],
        }
    }

    /// Method, URL and headers, with credentials.
    pub(crate) fn head(&self, base: &Base, attached: &Attached) -> Result<http::Request<()>, String> {
        let mut request = http::Request::new(());
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.url(base, attached)?;
        let mut headers = self.client.0.headers.clone();
        for (name, value) in self.headers.iter().chain(&attached.headers) {
            headers.insert(name.clone(), value.clone());
        }
        let mut cookies = self.cookies.clone();
        attached.cookies.iter().for_each(|cookie| append(&mut cookies, "; ", cookie));
        if !cookies.is_empty() {
            let value = HeaderValue::from_str(&cookies);
            let mut value = value.map_err(|_| "a cookie holds control characters".to_owned())?;
            value.set_sensitive(true);
            headers.insert(header::COOKIE, value);
        }
        *request.headers_mut() = headers;
        Ok(request)
    }

    fn url(&self, base: &Base, attached: &Attached) -> Result<Uri, String> {
        let (template, own_query) = path_and_query(self.template);
        let path = expand(template, &self.path)?;
        let mut query = literal(own_query);
        append(&mut query, "&", &self.query);
        let Some(link) = &self.link else {
            attached.query.iter().for_each(|pair| append(&mut query, "&", pair));
            return Ok(base.url(&path, &query)?);
        };
        let (path, query) = base.resolve(&path, link)?;
        // A server that repeats a key in its links means the same key.
        let is_new = |pair: &&String| !query.split('&').any(|own| name_of(own) == name_of(pair));
        let added = attached.query.iter().filter(is_new);
        let query = added.fold(query.clone(), |mut query, pair| {
            append(&mut query, "&", pair);
            query
        });
        Ok(base.url_at_origin(&path, &query)?)
    }
}

/// A template may hold a query, as some documents have it; a fragment is not sent.
fn path_and_query(template: &str) -> (&str, &str) {
    let (template, _fragment) = template.split_once('#').unwrap_or((template, ""));
    template.split_once('?').unwrap_or((template, ""))
}

/// The `{names}` in the path of a template, in their order.
pub(super) fn names(template: &'static str) -> impl Iterator<Item = &'static str> {
    let (path, _query) = path_and_query(template);
    path.split('/').flat_map(|segment| {
        let mut rest = segment;
        std::iter::from_fn(move || {
            let (_, name, after) = placeholder(rest)?;
            rest = after;
            Some(name)
        })
    })
}

/// `a` of `a=1`.
fn name_of(pair: &str) -> &str {
    pair.split_once('=').map_or(pair, |(name, _)| name)
}

/// Puts encoded values in the place of `{names}`.
fn expand(template: &str, values: &[(&str, String)]) -> Result<String, String> {
    let mut path = Vec::new();
    for segment in template.split('/') {
        let mut expanded = String::new();
        let mut rest = segment;
        while let Some((before, name, after)) = placeholder(rest) {
            let (_, value) = values
                .iter()
                .find(|(own, _)| *own == name)
                .ok_or_else(|| format!("the path parameter `{name}` is missing"))?;
            expanded.push_str(&literal(before));
            expanded.push_str(value);
            rest = after;
        }
        let has_parameter = rest.len() < segment.len();
        expanded.push_str(&literal(rest));
        if has_parameter && matches!(expanded.as_str(), "" | "." | "..") {
            return Err(format!("the path parameters in `{segment}` must not give an empty segment, `.` or `..`"));
        }
        path.push(expanded);
    }
    Ok(path.join("/"))
}

/// `a{b}c` is `a`, `b` and `c`.
fn placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// Text of the document's own, in which what no URL can hold is percent-encoded.
fn literal(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'!' | b'$'..=b';' | b'=' | b'?'..=b'Z' | b'_' | b'a'..=b'z' | b'~' => encoded.push(char::from(byte)),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::{expand, literal, names};

    #[test]
    fn names_stand_in_the_order_of_the_template() {
        for (template, expected) in [
            ("/pets", &[][..]),
            ("/{owner}/{repo}", &["owner", "repo"]),
            ("/a{b}c{d}:{e}/x", &["b", "d", "e"]),
            ("/{a}/{a}?x={b}#{c}", &["a", "a"]),
            ("/{a/b}", &[]),
        ] {
            assert_eq!(names(template).collect::<Vec<_>>(), expected, "{template}");
        }
    }

    #[test]
    fn paths_are_made_of_templates() {
        let values =
            [("id", "7".to_owned()), ("empty", String::new()), ("up", "..".to_owned()), ("dot", ".".to_owned())];
        for (template, path) in [
            ("/pets/{id}", Some("/pets/7")),
            ("/pets/{id}/{id}.json", Some("/pets/7/7.json")),
            ("/pets/", Some("/pets/")),
            ("/pets/{empty}x", Some("/pets/x")),
            ("/a b/é", Some("/a%20b/%C3%A9")),
            ("/v1/things:{id}", Some("/v1/things:7")),
            ("/pets/{unheard}", None),
            ("/pets/{empty}", None),
            ("/pets/{up}", None),
            ("/pets/{dot}{dot}", None),
            ("/pets/{dot}{empty}", None),
        ] {
            assert_eq!(expand(template, &values).ok().as_deref(), path, "{template}");
        }
        assert_eq!(literal("Action=Get Thing&v=%41"), "Action=Get%20Thing&v=%41");
    }
}
