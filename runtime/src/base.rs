//! Where an API is: a base URL, whose path is kept and whose origin no path can change.

use crate::api::{OwnServer, Server};
use http::Uri;

/// `https://api.example.com/v1`: scheme, host and port, and the path without a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Base {
    /// `https://api.example.com`.
    origin: String,
    /// `/v1`, or nothing.
    path: String,
    pub(crate) is_https: bool,
    pub(crate) is_loopback: bool,
}

impl Base {
    /// Reads a base URL; says what is wrong with it otherwise. The text never repeats what was given: there may be a
    /// password in it.
    pub(crate) fn parse(text: &str) -> Result<Self, &'static str> {
        let uri: Uri = text.trim().parse().map_err(|_| "it is no URL")?;
        let is_https = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err("it must start with `https://` or `http://`"),
        };
        let authority = uri.authority().ok_or("it has no host")?;
        if authority.as_str().contains('@') {
            return Err("it must not hold a user name or password");
        }
        if uri.query().is_some() || text.contains('#') {
            return Err("it must have neither query nor fragment");
        }
        let host = authority.host();
        if !is_host(host) {
            return Err("its host is no name and no address");
        }
        if authority.as_str().len() != host.len() && authority.port_u16().is_none() {
            return Err("its port is no number");
        }
        let path = uri.path().trim_end_matches('/');
        if path.contains(['{', '}', '\\']) {
            return Err("its path holds characters that no path has");
        }
        if path.split('/').any(is_dots) {
            return Err("its path must not hold `.` or `..`");
        }
        let scheme = if is_https { "https" } else { "http" };
        Ok(Self {
            origin: format!("{scheme}://{}", authority.as_str().to_ascii_lowercase()),
            path: path.to_owned(),
            is_https,
            is_loopback: is_loopback(host),
        })
    }

    /// The URL of a server, its variables filled in with what was chosen or with their defaults.
    pub(crate) fn of_server(server: &Server, chosen: &[(String, String)]) -> Result<Self, String> {
        let variables = server.variables.iter().flatten().map(|it| (it.name, it.default, it.values));
        let url = filled(server.url, variables, chosen)?;
        Self::parse(&url).map_err(|problem| format!("the API's server `{}` cannot be used: {problem}", server.url))
    }

    /// Whether a server is another path of the host that the API is at.
    pub(crate) fn is_path(server: &str) -> bool {
        server.starts_with('/') && !server.starts_with("//")
    }

    /// The URL of an operation's own server, which may be a path of the host that the API is at.
    pub(crate) fn of_operation(
        (server, variables): &OwnServer,
        api: &Result<Self, String>,
        chosen: &[(String, String)],
    ) -> Result<Self, String> {
        let mut url = filled(server, variables.iter().copied(), chosen)?;
        if Self::is_path(server) {
            url.insert_str(0, &api.as_ref().map_err(Clone::clone)?.origin);
        }
        Self::parse(&url).map_err(|problem| format!("the operation's server `{server}` cannot be used: {problem}"))
    }

    /// The URL of an encoded path and query, checked to be at this origin and under this path.
    pub(crate) fn url(&self, path: &str, query: &str) -> Result<Uri, &'static str> {
        let slash = if path.starts_with('/') || path.is_empty() { "" } else { "/" };
        self.url_at_origin(&[&self.path, slash, path].concat(), query)
    }

    /// The URL of an encoded path and query, checked to be at this origin.
    pub(crate) fn url_at_origin(&self, path: &str, query: &str) -> Result<Uri, &'static str> {
        if path.split('/').any(is_dots) {
            return Err("the path must not hold `.` or `..`");
        }
        let mark = if query.is_empty() { "" } else { "?" };
        let text = [&self.origin, path, mark, query].concat();
        let uri: Uri = text.parse().map_err(|_| "the path and query make no URL")?;
        match self.is_origin_of(&uri) && uri.path().trim_end_matches('/') == path.trim_end_matches('/') {
            true => Ok(uri),
            false => Err("the path leaves the API's base URL"),
        }
    }

    /// The path and query of a link that stands in an answer to the request for this path.
    pub(crate) fn resolve(&self, path: &str, link: &str) -> Result<(String, String), &'static str> {
        let link = link.split_once('#').map_or(link, |(link, _)| link);
        let (place, query) = link.split_once('?').unwrap_or((link, ""));
        let path = match place {
            "" => [&self.path, path].concat(),
            place if place.starts_with('/') && !place.starts_with("//") => place.to_owned(),
            place => {
                let uri: Uri = place.parse().map_err(|_| "the link to the next page is no URL")?;
                if !self.is_origin_of(&uri) {
                    return Err("the link to the next page leads to another server");
                }
                uri.path().to_owned()
            }
        };
        Ok((path, query.to_owned()))
    }

    fn is_origin_of(&self, uri: &Uri) -> bool {
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else { return false };
        let own = self.origin.strip_prefix(scheme).and_then(|rest| rest.strip_prefix("://"));
        own.is_some_and(|own| own.eq_ignore_ascii_case(authority.as_str()))
    }
}

/// A URL with its variables, each the first value that was chosen for it, or its default.
fn filled<'a>(
    url: &str,
    variables: impl Iterator<Item = (&'a str, &'a str, &'a [&'a str])>,
    chosen: &[(String, String)],
) -> Result<String, String> {
    let mut filled = url.to_owned();
    for (name, default, values) in variables {
        let value = chosen.iter().find(|(known, _)| known == name).map_or(default, |(_, value)| value);
        // A document may have forgotten its default among the values.
        if value != default && !values.is_empty() && !values.contains(&value) {
            return Err(format!("the server's variable `{name}` must be one of `{}`", values.join("`, `")));
        }
        filled = filled.replace(&format!("{{{name}}}"), value);
    }
    for (name, value) in chosen {
        filled = filled.replace(&format!("{{{name}}}"), value);
    }
    match filled.split_once('{').and_then(|(_, rest)| rest.split_once('}')) {
        Some((name, _)) => {
            Err(format!("the server's variable `{name}` has no default: `server_variable` gives it a value"))
        }
        None => Ok(filled),
    }
}

/// Whether a segment means this folder or the one above, in any spelling that some reader of URLs takes for it.
fn is_dots(segment: &str) -> bool {
    let plain = segment.replace("%2e", ".").replace("%2E", ".");
    plain == "." || plain == ".."
}

fn is_host(host: &str) -> bool {
    match host.strip_prefix('[') {
        Some(rest) => rest.strip_suffix(']').is_some_and(|it| it.parse::<std::net::Ipv6Addr>().is_ok()),
        None => !host.is_empty() && host.bytes().all(|it| it.is_ascii_alphanumeric() || b"-._".contains(&it)),
    }
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    match bare.parse::<std::net::IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => bare.eq_ignore_ascii_case("localhost"),
    }
}

#[cfg(test)]
mod tests {
    use super::Base;
    use crate::api::Server;

    #[test]
    fn the_path_of_a_base_url_is_kept() {
        for (base, path, query, url) in [
            ("https://a.example", "/pets", "", "https://a.example/pets"),
            ("https://a.example/", "/pets", "", "https://a.example/pets"),
            ("https://a.example/v1", "/pets", "limit=3", "https://a.example/v1/pets?limit=3"),
            ("http://A.example:8080/v1/", "/pets/", "", "http://a.example:8080/v1/pets/"),
            ("http://[::1]:80/v1", "/", "", "http://[::1]:80/v1/"),
            ("https://a.example/v1", "pets", "", "https://a.example/v1/pets"),
            ("https://a.example/v1", "", "", "https://a.example/v1"),
            ("https://a.example/v1", "//b.example/x", "", "https://a.example/v1//b.example/x"),
            ("https://a.example", "/@b.example", "", "https://a.example/@b.example"),
        ] {
            assert_eq!(Base::parse(base).unwrap().url(path, query).unwrap().to_string(), url);
        }
    }

    #[test]
    fn no_path_leaves_the_base_url() {
        let base = Base::parse("https://a.example/v1").unwrap();
        for path in ["/../x", "/a/%2e%2E/x", "/./x", "/a/..", "/a b", "/\u{7f}"] {
            assert!(base.url(path, "").is_err(), "{path}");
        }
    }

    #[test]
    fn what_is_no_base_url_is_refused() {
        for text in [
            "",
            "/v1",
            "a.example",
            "ftp://a.example",
            "https://",
            "https://user:secret@a.example",
            "https://a.example?x=1",
            "https://a.example#x",
            "https://a.example/../v1",
            "https://a.example/%2e%2e/v1",
            "https://a.exa%6dple",
            "https://a.example:port",
            "https://a.example:99999",
            "https://[::g]",
            "https://a\\b.example",
            "https://a.example/v1\\..\\x",
        ] {
            assert!(Base::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn loopback_is_recognised() {
        for (url, is_loopback) in [
            ("http://localhost:1", true),
            ("http://127.0.0.1", true),
            ("http://127.9.9.9:1/v1", true),
            ("http://[::1]:1", true),
            ("http://127.0.0.1.example", false),
            ("http://localhost.example", false),
            ("http://0.0.0.0", false),
        ] {
            assert_eq!(Base::parse(url).unwrap().is_loopback, is_loopback, "{url}");
        }
    }

    #[test]
    fn variables_of_a_server_are_filled_in() {
        const SERVER: Server = Server::new("https://{region}.example.com/{stage}")
            .variable("region", "eu", &["us"])
            .variable("stage", "v1", &[]);
        let with = |name: &str, value: &str| vec![(name.to_owned(), value.to_owned())];
        let url = |chosen: &[(String, String)]| Ok(Base::of_server(&SERVER, chosen)?.url("", "").unwrap().to_string());
        assert_eq!(url(&[]), Ok::<_, String>("https://eu.example.com/v1".to_owned()));
        assert_eq!(url(&with("region", "us")), Ok("https://us.example.com/v1".to_owned()));
        assert!(url(&with("region", "mars")).is_err());
        assert!(url(&with("stage", "../x")).is_err());
        const FORGOTTEN: Server = Server::new("https://{tenant}.example.com");
        let url = |chosen: &[(String, String)]| Base::of_server(&FORGOTTEN, chosen).map(|base| base.origin);
        assert_eq!(url(&with("tenant", "acme")).as_deref(), Ok("https://acme.example.com"));
        assert!(url(&[]).unwrap_err().contains("`tenant` has no default"));
    }
}
