//! Where operations are served that say so themselves.

use crate::api::{Api, Server};
use crate::diagnostic::{Entry, Ledger};
use crate::rust::ServerConst;

/// The servers of an operation, with what can be chosen of each; one without a host is at the API's.
pub(super) fn own(servers: &[Server], api: &Api) -> Vec<ServerConst> {
    servers.iter().filter_map(|server| resolved(server, api)).collect()
}

fn resolved(server: &Server, api: &Api) -> Option<ServerConst> {
    if is_absolute(&filled(server)) {
        return Some(constant(server));
    }
    let base = api.servers.iter().find(|it| is_absolute(&filled(it)))?;
    let (scheme, rest) = base.url.split_once("://")?;
    let (host, root) = rest.split_once('/').unwrap_or((rest, ""));
    let path = match server.url.strip_prefix('/') {
        Some(path) => path.to_owned(),
        None => format!("{}/{}", root.trim_end_matches('/'), server.url).trim_start_matches('/').to_owned(),
    };
    let url = format!("{scheme}://{host}/{path}").trim_end_matches('/').to_owned();
    let mut variables = server.variables.clone();
    for (name, variable) in &base.variables {
        if url.contains(&format!("{{{name}}}")) {
            variables.entry(name.clone()).or_insert_with(|| variable.clone());
        }
    }
    Some(constant(&Server { url, description: server.description.clone(), variables }))
}

/// A server as the runtime is told of it.
pub(super) fn constant(server: &Server) -> ServerConst {
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
pub(super) fn is_absolute(url: &str) -> bool {
    let has = |scheme: &str| url.get(..scheme.len()).is_some_and(|it| it.eq_ignore_ascii_case(scheme));
    has("http://") || has("https://")
}

/// The servers of operations that no client can find.
pub(super) fn lost(api: &Api) -> Ledger {
    let lost = api.operations.iter().flat_map(|operation| {
        let pointer = operation.pointer.child("servers");
        let servers = operation.servers.iter().enumerate();
        servers.filter(|(_, server)| resolved(server, api).is_none()).map(move |(at, _)| Entry {
            place: None,
            pointer: pointer.child(at),
            rule: "server-without-host",
            message: "a server without a host, in a document that names none: the client's own is used".to_owned(),
            broken: false,
        })
    });
    Ledger(lost.collect())
}

/// The URL, its variables filled in.
pub(super) fn filled(server: &Server) -> String {
    server
        .variables
        .iter()
        .fold(server.url.clone(), |url, (name, variable)| url.replace(&format!("{{{name}}}"), &variable.default))
}

#[cfg(test)]
mod tests {
    use super::own;
    use crate::api::{Api, Server, ServerVariable};

    #[test]
    fn a_server_without_a_host_is_at_the_apis() {
        let server = |url: &str| Server { url: url.to_owned(), ..Server::default() };
        for (api, url, expected) in [
            (Some("https://a.com/v1"), "https://b.com", Some("https://b.com")),
            (Some("https://a.com/v1"), "/upload", Some("https://a.com/upload")),
            (Some("https://a.com/v1/"), "upload", Some("https://a.com/v1/upload")),
            (Some("https://a.com"), "/", Some("https://a.com")),
            (None, "/upload", None),
        ] {
            let api = Api { servers: api.map(server).into_iter().collect(), ..Api::default() };
            let own = own(&[server(url)], &api);
            assert_eq!(own.first().map(|it| it.url.as_str()), expected, "{url}");
        }
    }

    #[test]
    fn what_can_be_chosen_of_the_host_stays() {
        let eu = ServerVariable { default: "eu".to_owned(), values: vec!["eu".to_owned()], description: None };
        let variables = [("region".to_owned(), eu.clone()), ("stage".to_owned(), eu)].into_iter().collect();
        let api_server = Server { url: "https://{region}.a.com/{stage}".to_owned(), description: None, variables };
        let api = Api { servers: vec![api_server], ..Api::default() };
        let own = own(&[Server { url: "/upload".to_owned(), ..Server::default() }], &api);
        let known: Vec<_> = own.iter().map(|it| (it.url.as_str(), it.variables.len())).collect();
        assert_eq!(known, [("https://{region}.a.com/upload", 1)]);
    }
}
