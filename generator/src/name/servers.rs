//! Where operations are served that say so themselves.

use crate::api::{Api, Server};
use crate::diagnostic::{Entry, Ledger};

/// The URL of an operation's own server, its variables filled in; one without a host is at the API's.
pub(super) fn own(servers: &[Server], api: &Api) -> Option<String> {
    let url = filled(servers.first()?);
    if is_absolute(&url) {
        return Some(url);
    }
    let host = api.servers.iter().map(filled).find(|it| is_absolute(it))?;
    let (scheme, rest) = host.split_once("://")?;
    let (host, base) = rest.split_once('/').unwrap_or((rest, ""));
    let path = match url.strip_prefix('/') {
        Some(path) => path.to_owned(),
        None => format!("{}/{url}", base.trim_end_matches('/')).trim_start_matches('/').to_owned(),
    };
    Some(format!("{scheme}://{host}/{path}").trim_end_matches('/').to_owned())
}

/// Whether a URL says where to go.
pub(super) fn is_absolute(url: &str) -> bool {
    let has = |scheme: &str| url.get(..scheme.len()).is_some_and(|it| it.eq_ignore_ascii_case(scheme));
    has("http://") || has("https://")
}

/// The servers of operations that no client can find, or between which none can choose.
pub(super) fn lost(api: &Api) -> Ledger {
    let lost = api.operations.iter().filter(|it| !it.servers.is_empty()).filter_map(|operation| {
        let (rule, message) = match (own(&operation.servers, api), operation.servers.as_slice()) {
            (None, _) => (
                "server-without-host",
                "a server without a host, in a document that names none: sent to the client's own".to_owned(),
            ),
            (Some(_), [only]) if only.variables.is_empty() => return None,
            (Some(url), _) => {
                ("server-fixed", format!("one of several servers, or one with variables: sent to `{url}`"))
            }
        };
        Some(Entry { place: None, pointer: operation.pointer.child("servers"), rule, message, broken: false })
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
    use crate::api::{Api, Server};

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
            assert_eq!(own(&[server(url)], &api).as_deref(), expected, "{url}");
        }
    }
}
