//! Operations: requests that can be made.

use super::contents::{self, Direction};
use super::parameters;
use super::paths;
use super::references;
use super::replies;
use super::schemas::Schemas;
use super::security;
use super::select::Wanted;
use super::servers::servers;
use super::types::{Site, Types};
use crate::api::{self, Api, Body, Docs, Method, Parent, Role};
use crate::document::carried;
use crate::pointer::Pointer;
use openapiv3::{Components, OpenAPI, Operation, PathItem};
use serde_json::Value;
use std::collections::HashMap;

/// The methods of a path item.
fn methods(item: &PathItem) -> [(Method, Option<&Operation>); 8] {
    [
        (Method::Get, item.get.as_ref()),
        (Method::Put, item.put.as_ref()),
        (Method::Post, item.post.as_ref()),
        (Method::Delete, item.delete.as_ref()),
        (Method::Options, item.options.as_ref()),
        (Method::Head, item.head.as_ref()),
        (Method::Patch, item.patch.as_ref()),
        (Method::Trace, item.trace.as_ref()),
    ]
}

/// An operation where it stands.
struct Stands<'a> {
    path: &'a str,
    item: &'a PathItem,
    method: Method,
    operation: &'a Operation,
    pointer: Pointer,
}

fn all(openapi: &OpenAPI) -> Vec<Stands<'_>> {
    let root = Pointer::root().child("paths");
    let mut all = Vec::new();
    for (path, node) in &openapi.paths.paths {
        let Some(item) = node.as_item() else {
            continue;
        };
        let pointer = root.child(path);
        for (method, operation) in methods(item) {
            if let Some(operation) = operation {
                all.push(Stands { path, item, method, operation, pointer: pointer.child(method.key()) });
            }
        }
    }
    all
}

/// Adds the operations that are wanted.
pub(super) fn operations(
    schemas: &mut Schemas<'_>,
    types: &mut Types,
    openapi: &OpenAPI,
    wanted: &mut Wanted<'_>,
    api: &mut Api,
) {
    let all = all(openapi);
    let mut ids: HashMap<&str, usize> = HashMap::new();
    for stands in &all {
        if let Some(id) = &stands.operation.operation_id {
            *ids.entry(id).or_default() += 1;
        }
    }
    for stands in &all {
        let own = stands.operation.operation_id.as_deref().filter(|id| !id.trim().is_empty());
        let is_used_twice = own.and_then(|id| ids.get(id)).is_some_and(|count| *count > 1);
        if let (Some(id), true) = (own, is_used_twice) {
            let message = format!("the id `{id}` is there more than once: made from method and path");
            schemas.broken(&stands.pointer.child("operationId"), "duplicate-operation-id", message);
        }
        let id = match own.filter(|_| !is_used_twice) {
            Some(id) => (id.to_owned(), false),
            None => (paths::made_id(stands.method.key(), stands.path), true),
        };
        if (wanted.wants(&stands.operation.tags, stands.path, &id.0)
            || own.is_some_and(|own| wanted.wants(&[], "", own)))
            && let Some(operation) = operation(schemas, types, openapi.components.as_ref(), stands, id, api)
        {
            api.operations.push(operation);
        }
    }
}

fn operation(
    schemas: &mut Schemas<'_>,
    types: &mut Types,
    components: Option<&Components>,
    stands: &Stands<'_>,
    (id, id_is_made): (String, bool),
    api: &Api,
) -> Option<api::Operation> {
    let Stands { path, item, method, operation, pointer, .. } = stands;
    if operation.extensions.contains_key(carried::UNSENDABLE) {
        return None;
    }
    let index = api.operations.len();
    let body = match body(schemas, types, components, operation, (index, *method), pointer) {
        Ok(body) => body,
        Err(reason) => {
            schemas.widened(pointer, "operation-skipped", format!("`{id}` cannot be sent: {reason}"));
            return None;
        }
    };
    let template = paths::template(path);
    if template.is_odd {
        schemas.broken(pointer, "odd-path", "a brace without its partner, or a fragment: taken as text");
    }
    let of_path = pointer.parent().unwrap_or_default();
    let lists = [(item.parameters.as_slice(), of_path), (operation.parameters.as_slice(), pointer.clone())];
    let declared = parameters::declared(schemas, components, lists);
    let parameters = parameters::parameters(schemas, types, declared, &template, index, pointer);
    let replies = replies::replies(schemas, types, components, &operation.responses, (index, *method), pointer);
    let security = operation.security.as_ref();
    let security = security.map(|needs| security::security(schemas, &api.schemes, needs, &pointer.child("security")));
    let own_servers = if operation.servers.is_empty() { &item.servers } else { &operation.servers };
    Some(api::Operation {
        id,
        id_is_made,
        rust_name: operation.extensions.get("x-rust-name").and_then(Value::as_str).map(str::to_owned),
        method: *method,
        path: parameters.path,
        template: (*path).to_owned(),
        tags: operation.tags.clone(),
        docs: Docs {
            title: operation.summary.clone().or(item.summary.clone()).filter(|text| !text.is_empty()),
            text: operation.description.clone().or(item.description.clone()).filter(|text| !text.is_empty()),
            deprecated: operation.deprecated,
            link: operation.external_docs.as_ref().map(|docs| docs.url.clone()),
            ..Docs::default()
        },
        parameters: parameters.passed,
        constants: parameters.constants,
        body,
        replies,
        security: security.filter(|own| *own != api.security),
        servers: servers(own_servers),
        extensions: operation
            .extensions
            .iter()
            .filter(|(key, _)| !key.starts_with(carried::PREFIX) && *key != "x-rust-name")
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect(),
        pointer: pointer.clone(),
    })
}

/// What is sent in the body; an error where it has to be sent and cannot be.
fn body(
    schemas: &mut Schemas<'_>,
    types: &mut Types,
    components: Option<&Components>,
    operation: &Operation,
    (index, method): (usize, Method),
    pointer: &Pointer,
) -> Result<Option<Body>, &'static str> {
    let Some(node) = &operation.request_body else {
        return Ok(None);
    };
    let pointer = pointer.child("requestBody");
    let Some(found) = references::find(schemas, components, node, &pointer) else {
        return Ok(None);
    };
    if matches!(method, Method::Head | Method::Trace) {
        schemas.widened(&pointer, "body-left-out", "a request of this method has no body: left out");
        return if found.item.required { Err("its method allows no body") } else { Ok(None) };
    }
    if found.item.content.is_empty() {
        return Ok(None);
    }
    let site = Site::new(Parent::Operation(index), Role::Request).with_key(found.key);
    let contents = contents::contents(schemas, types, &found.item.content, &site, Direction::Sent, &found.pointer);
    match (contents.is_empty(), found.item.required) {
        (true, true) => Err("none of the forms of its body can be made"),
        (true, false) => Ok(None),
        (false, required) => {
            let text = found.item.description.clone().filter(|text| !text.is_empty());
            Ok(Some(Body { required, contents, docs: Docs { text, ..Docs::default() } }))
        }
    }
}
