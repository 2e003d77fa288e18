//! The crate as a whole: its manifest, what the runtime is told, its documentation.

use super::markdown::printable;
use super::security::Keys;
use super::servers;
use crate::api::Api;
use crate::rust::{ApiConst, Group, Ident, Item, Package, RuntimeDependency, SchemeConst, Ty};
use crate::settings::{Runtime, Settings};

/// As many arguments as clippy lets a function have.
const ARGUMENTS: usize = 7;

/// The manifest.
pub(super) fn package(api: &Api, settings: &Settings, items: &[Item], groups: &[Group]) -> Package {
    let title = printable(&api.title).split_whitespace().collect::<Vec<_>>().join(" ");
    let made = if title.is_empty() { "A client of an API".to_owned() } else { format!("A client of {title}") };
    Package {
        name: settings.name.clone(),
        version: settings.version.clone(),
        description: settings.description.clone().unwrap_or(made),
        runtime: match &settings.runtime {
            Runtime::Workspace => RuntimeDependency::Workspace,
            Runtime::Path(path) => RuntimeDependency::Path(path.clone()),
            Runtime::Version(version) => RuntimeDependency::Version(version.clone()),
        },
        features: Vec::new(),
        lints: lints(items, groups),
    }
}

/// What clippy has an opinion on and only the document decides.
fn lints(items: &[Item], groups: &[Group]) -> Vec<(String, String)> {
    let arguments = groups.iter().flat_map(|it| &it.methods).map(|it| it.arguments.len() + 1);
    let is_long = arguments.chain(items.iter().map(new_arguments)).any(|count| count > ARGUMENTS);
    let is_enum = |it: &Item| matches!(it, Item::Union(_) | Item::Answer(_));
    let found = [
        (
            items.iter().any(is_enum),
            "large_enum_variant",
            "how large the members of a union are is the document's choice",
        ),
        (is_long, "too_many_arguments", "how much is required is the document's choice"),
        (has_deep(items), "type_complexity", "how deep lists and maps nest is the document's choice"),
        (has_placeholder(items, groups), "disallowed_names", "what fields are called is the document's choice"),
    ];
    found.into_iter().filter(|it| it.0).map(|(_, lint, reason)| (lint.to_owned(), reason.to_owned())).collect()
}

fn new_arguments(item: &Item) -> usize {
    match item {
        Item::Struct(item) if item.has_new => item.arguments().len(),
        _ => 0,
    }
}

/// Whether some type nests so deep that clippy wants a name for it.
fn has_deep(items: &[Item]) -> bool {
    const DEEP: usize = 250;
    fields(items).any(|ty| depth(ty, 1) > DEEP)
}

fn fields(items: &[Item]) -> impl Iterator<Item = &Ty> {
    items.iter().flat_map(|item| -> Vec<&Ty> {
        match item {
            Item::Struct(item) => item.fields.iter().chain(item.rest.as_deref()).map(|it| &it.ty).collect(),
            Item::Union(item) => item.variants.iter().map(|it| &it.ty).collect(),
            Item::Newtype(item) => vec![&item.ty],
            Item::Choice(_) | Item::Alias(_) | Item::Answer(_) => Vec::new(),
        }
    })
}

/// As clippy counts it: each name in a type weighs ten times the number of those around it.
fn depth(ty: &Ty, nest: usize) -> usize {
    let inner = match ty {
        Ty::Unit | Ty::Plain(_) | Ty::Runtime(_) | Ty::Item(_) => 0,
        Ty::Map(ty) => 10 * (nest + 1) + depth(ty, nest + 1),
        Ty::RuntimeOf(_, ty) | Ty::Option(ty) | Ty::Vec(ty) | Ty::Box(ty) | Ty::Ref(ty) => depth(ty, nest + 1),
        Ty::Tuple(places) => places.iter().map(|ty| depth(ty, nest + 1)).sum(),
    };
    10 * nest + inner
}

/// Whether a field or an argument has a name that clippy takes for a placeholder.
fn has_placeholder(items: &[Item], groups: &[Group]) -> bool {
    let is_placeholder = |name: &Ident| matches!(name.0.as_str(), "foo" | "baz" | "quux");
    let is_field = items.iter().any(|item| match item {
        Item::Struct(item) => item.fields.iter().any(|it| is_placeholder(&it.name)),
        _ => false,
    });
    is_field || groups.iter().flat_map(|it| &it.methods).flat_map(|it| &it.arguments).any(|it| is_placeholder(&it.name))
}

/// What the runtime is told.
pub(super) fn api(api: &Api, security: Keys) -> ApiConst {
    let schemes = api.schemes.iter().map(|(key, scheme)| SchemeConst { key: key.clone(), kind: scheme.kind.clone() });
    ApiConst { title: api.title.clone(), servers: servers::all(api), schemes: schemes.collect(), security }
}
