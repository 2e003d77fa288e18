//! What changed about the API as a whole and the places where it is served.

use super::Changes;
use super::rules;
use super::spell::step;
use super::view::View;
use crate::api::Server;

pub(super) fn compare(old: &View<'_>, new: &View<'_>, changes: &mut Changes) {
    let (before, after) = (old.api, new.api);
    if before.title != after.title {
        changes.add(&rules::API_TITLE, "info.title", "", step(&before.title, &after.title));
    }
    if before.version != after.version {
        changes.add(&rules::API_VERSION, "info.version", "", step(&before.version, &after.version));
    }
    if before.description != after.description || before.links != after.links {
        changes.docs.push("info".to_owned());
    }
    default(&before.servers, &after.servers, changes);
    for server in &after.servers {
        match before.servers.iter().find(|it| it.url == server.url) {
            Some(it) => variables(it, server, changes),
            None if is_default(server, &after.servers) => {}
            None => changes.add(&rules::SERVER_ADDED, place(server), "", &server.url),
        }
    }
    for server in &before.servers {
        let is_gone = !after.servers.iter().any(|it| it.url == server.url);
        if is_gone && !is_default(server, &before.servers) {
            changes.add(&rules::SERVER_REMOVED, place(server), "", &server.url);
        }
    }
    describe(&before.servers, &after.servers, changes);
}

fn first(servers: &[Server]) -> Option<&Server> {
    servers.iter().find(|server| server.url.contains("://"))
}

fn is_default(server: &Server, servers: &[Server]) -> bool {
    first(servers).is_some_and(|it| it.url == server.url)
}

fn place(server: &Server) -> String {
    format!("server {}", server.url)
}

fn default(before: &[Server], after: &[Server], changes: &mut Changes) {
    match (first(before), first(after)) {
        (None, Some(server)) => changes.add(&rules::CLIENT_NEW_ADDED, "servers", "Client::new()", &server.url),
        (Some(server), None) => changes.add(&rules::CLIENT_NEW_REMOVED, "servers", "Client::new()", &server.url),
        (Some(before), Some(after)) if before.url != after.url => {
            changes.add(&rules::DEFAULT_SERVER, "servers", "", step(&before.url, &after.url));
        }
        _ => {}
    }
}

fn variables(before: &Server, after: &Server, changes: &mut Changes) {
    for (name, new) in &after.variables {
        let place = format!("{} {{{name}}}", place(after));
        let Some(old) = before.variables.get(name) else {
            changes.add(&rules::VARIABLE_ADDED, place, "", &new.default);
            continue;
        };
        if old.default != new.default {
            changes.add(&rules::VARIABLE_DEFAULT, &place, "", step(&old.default, &new.default));
        }
        if old.description != new.description {
            changes.docs.push(place.clone());
        }
        for value in new.values.iter().filter(|value| !old.values.is_empty() && !old.values.contains(value)) {
            changes.add(&rules::VARIABLE_VALUE_ADDED, &place, "", value);
        }
        for value in old.values.iter().filter(|value| !new.values.is_empty() && !new.values.contains(value)) {
            changes.add(&rules::VARIABLE_VALUE_REMOVED, &place, "", value);
        }
    }
    for name in before.variables.keys().filter(|name| !after.variables.contains_key(*name)) {
        changes.add(&rules::VARIABLE_REMOVED, format!("{} {{{name}}}", place(before)), "", "");
    }
}

fn describe(before: &[Server], after: &[Server], changes: &mut Changes) {
    for old in before {
        let new = after.iter().find(|new| new.url == old.url);
        if new.is_some_and(|new| new.description != old.description) {
            changes.docs.push(place(old));
        }
    }
}
