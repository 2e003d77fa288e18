//! Where operations are served that say so themselves.

use crate::api::{Api, Server};
use crate::rust::ServerConst;

/// The servers of an operation, with what can be chosen of each. One without a host is a path of the API's host.
pub(super) fn own(servers: &[Server], api: &Api) -> Vec<ServerConst> {
    let own = servers.iter().map(|server| match is_absolute(&filled(server)) {
        true => constant(server),
        false => ServerConst { url: absolute_path(&server.url, api), ..constant(server) },
    });
    let own: Vec<_> = own.collect();
    // Some documents say of each operation what they say of the API.
    let is_said = own.iter().eq(&self::all(api)) || own.iter().map(|it| it.url.as_str()).eq([path(api)]);
    if is_said { Vec::new() } else { own }
}

/// The servers of the API that say where they are.
pub(super) fn all(api: &Api) -> Vec<ServerConst> {
    api.servers.iter().filter(|it| is_absolute(&filled(it))).map(constant).collect()
}

/// The path that the API is at, where its server has no host; else nothing.
pub(super) fn path(api: &Api) -> &str {
    api.servers.first().map(|it| it.url.as_str()).filter(|url| url.starts_with('/')).unwrap_or_default()
}

/// The path of a server without a host, which may go on from that of the API's server. One that says nothing is the host.
fn absolute_path(url: &str, api: &Api) -> String {
    if url.is_empty() || url.starts_with('/') {
        return format!("/{}", url.trim_matches('/'));
    }
    let root = api.servers.first().map(|it| it.url.as_str()).unwrap_or_default();
    let root = root.split_once("://").map_or(root, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let url = url.strip_prefix("./").unwrap_or(url);
    format!("/{}", [root.trim_matches('/'), url.trim_matches('/')].join("/").trim_matches('/'))
}

/// A server as the runtime is told of it.
fn constant(server: &Server) -> ServerConst {
    let variables = server.variables.iter();
    ServerConst {
        url: server.url.clone(),
        description: server.description.clone(),
        variables: variables
            .map(|(name, variable)| (name.clone(), variable.default.clone(), variable.values.clone()))
            .collect(),
    }
}

/// Whether a URL says where to go.
fn is_absolute(url: &str) -> bool {
    let has = |scheme: &str| url.get(..scheme.len()).is_some_and(|it| it.eq_ignore_ascii_case(scheme));
    has("http://") || has("https://")
}

/// The URL, its variables filled in.
fn filled(server: &Server) -> String {
    server
        .variables
        .iter()
        .fold(server.url.clone(), |url, (name, variable)| url.replace(&format!("{{{name}}}"), &variable.default))
}

#[cfg(test)]
mod tests {
    use super::own;
    use crate::api::{Api, Server};

    #[test]
    fn a_server_without_a_host_is_a_path_of_the_apis() {
        let server = |url: &str| Server { url: url.to_owned(), ..Server::default() };
        for (api, url, expected) in [
            (Some("https://a.com/v1"), "https://b.com", "https://b.com"),
            (Some("https://a.com/v1"), "/upload/", "/upload"),
            (Some("https://a.com/v1/"), "upload", "/v1/upload"),
            (Some("https://a.com"), "./upload", "/upload"),
            (Some("https://a.com"), "https://a.com", ""),
            (Some("/v1"), "/v1/", ""),
            (Some("https://a.com/v1"), "/", "/"),
            (Some("/v1"), "", "/"),
            (None, "/upload", "/upload"),
            (None, "", "/"),
        ] {
            let api = Api { servers: api.map(server).into_iter().collect(), ..Api::default() };
            let own = own(&[server(url)], &api);
            assert_eq!(own.first().map_or("", |it| &it.url), expected, "{url}");
        }
    }
}
