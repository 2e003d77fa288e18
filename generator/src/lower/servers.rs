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
    Server { url: server.url.clone(), description: server.description.clone(), variables: variables.collect() }
}
