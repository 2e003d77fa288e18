//! Small APIs for the tests of this pass.

use crate::api::{Docs, Method, Operation};
use crate::pointer::Pointer;

/// `operation("listPets", "get /pets")`; without an id, it is made.
pub(super) fn operation(id: &str, call: &str) -> Operation {
    let (verb, path) = call.split_once(' ').unwrap();
    let method = match verb {
        "get" => Method::Get,
        "post" => Method::Post,
        "delete" => Method::Delete,
        other => panic!("{other}"),
    };
    Operation {
        id: if id.is_empty() { call.to_owned() } else { id.to_owned() },
        id_is_made: id.is_empty(),
        rust_name: None,
        method,
        path: path.to_owned(),
        template: path.to_owned(),
        tags: Vec::new(),
        docs: Docs::default(),
        parameters: Vec::new(),
        constants: Vec::new(),
        body: None,
        replies: Vec::new(),
        security: None,
        servers: Vec::new(),
        extensions: Default::default(),
        pointer: Pointer::root().join(["paths", path, verb]),
    }
}
