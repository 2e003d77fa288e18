//! Servers, at the API, a path or an operation.

use crate::api::{Server, ServerVariable};

/// The servers as they are, in document order.
pub(super) fn servers(servers: &[openapiv3::Server]) -> Vec<Server> {
    servers.iter().map(server).collect()
}

fn server(server: &openapiv3::Server) -> Server {
    let variables = server.variables.iter().flatten().map(|(name, variable)| {
        let read = ServerVariable {
            default: variable.default.clone(),
            values: variable.enumeration.clone(),
            description: variable.description.clone(),
        };
        (name.clone(), read)
    });
    let url = match server.url.strip_prefix("//") {
        // Relative to the scheme, of which there is one.
        Some(host) => format!("https://{host}"),
        None => server.url.clone(),
    };
    Server { url, description: server.description.clone(), variables: variables.collect() }
}

#[cfg(test)]
mod tests {
    use super::servers;

    #[test]
    fn a_url_without_a_scheme_is_https() {
        for (url, expected) in [("//a.com/v1", "https://a.com/v1"), ("/v1", "/v1"), ("http://a.com", "http://a.com")] {
            let written = openapiv3::Server { url: url.to_owned(), ..openapiv3::Server::default() };
            assert_eq!(servers(&[written])[0].url, expected);
        }
    }
}
