//! From what the provider promises to what will be written: identifiers, types, order.
//!
//! An [`Api`] comes in, a [`Crate`] goes out in which every name is final and every choice is made. The only errors are
//! names that the overlay gives and that cannot stand.

mod bodies;
mod definitions;
mod docs;
mod example;
mod face;
mod groups;
mod headers;
mod ident;
mod initial;
mod items;
mod kept;
mod markdown;
mod media;
mod members;
mod methods;
mod operations;
mod package;
mod pagination;
mod recursion;
mod replies;
#[cfg(test)]
mod samples;
mod scope;
mod secrets;
mod security;
mod servers;
mod status;
mod token_source;
mod ty;
mod usage;
mod variants;
mod words;

pub(crate) use face::untold;

use crate::api::{Api, Operation, Origin, TypeId};
use crate::diagnostic::{Diagnostics, Ledger};
use crate::rust::{Crate, Doc, Group, Ident, Ty};
use crate::settings::Settings;
use items::Making;
use kept::Kept;
use methods::Called;
use recursion::Recursion;
use ty::Table;
use usage::Usage;

/// Gives everything its name.
pub(crate) fn name(api: &Api, settings: &Settings) -> Result<(Crate, Ledger), Diagnostics> {
    let mut problems = Vec::new();
    let mut widened = Ledger::default();
    let kept = Kept::of(api, &settings.names);
    let is_alone = |operation: &Operation| !groups::is_tagged(api, settings.layout, operation);
    let stays = |operation: &Operation| kept.method(operation).filter(|_| is_alone(operation));
    let operations = operations::operations(&api.operations, &stays, &mut problems);
    let names = definitions::definitions(api, &operations, &kept, &mut problems);
    let making = Making {
        api,
        table: Table { names: &names.types, formats: &settings.formats },
        recursion: Recursion::of(api),
        usage: Usage::of(api),
        choices: variants::choice_names(api, &kept, &mut problems),
        security: security::usual(api),
        members: &names.members,
        kept: &kept,
    };
    let mut items = items::items(&making, &mut problems);
    let mut told = docs::of_operations(&api.operations);
    let mut groups = Vec::new();
    let mut headers = headers::KnownHeaders::new();
    for mut grouped in groups::groups(api, settings.layout, &operations, &kept) {
        let mut methods = Vec::new();
        for (at, name) in &grouped.operations {
            let (Some(operation), Some(types)) = (api.operations.get(*at), names.operations.get(*at)) else { continue };
            let docs = told.get_mut(*at).map(std::mem::take).unwrap_or_default();
            let called = Called { name, docs, types };
            let made = methods::methods(&making, operation, called, &mut grouped.scope, &mut headers, &mut problems);
            items.extend(made.1);
            let mut made = made.0.into_iter();
            // Pages are asked for in the preferred form.
            let first = made.next();
            let paged = first.map(|it| pagination::paginated(operation, it, &items, &mut grouped.scope, &mut widened));
            methods.extend(paged.into_iter().chain(made));
        }
        groups.push(Group { module: grouped.module, methods });
    }
    let token_sources = token_source::token_sources(api, &names.types, &items, &groups, &mut problems);
    if !problems.is_empty() {
        return Err(Diagnostics(problems));
    }
    secrets::hide(&mut items);
    items.sort_by(|one, other| one.name().cmp(other.name()));
    let mut krate = Crate {
        package: package::package(api, settings, &items, &groups),
        docs: Doc::default(),
        api: package::api(api, making.security.clone()),
        items,
        names: wanted_names(&making),
        groups,
        token_sources,
        readme: Vec::new(),
        harness: settings.values_harness.then(|| harness(api, &names.types)),
    };
    let (docs, readme) = face::face(api, &krate);
    (krate.docs, krate.readme) = (docs, readme);
    Ok((krate, widened))
}

/// What each type is called, where it has an item.
fn wanted_names(making: &Making<'_>) -> Vec<Option<Ident>> {
    let named = making.table.names.iter().enumerate();
    named.map(|(at, name)| making.usage.is_wanted(TypeId(at)).then(|| name.clone())).collect()
}

/// What each schema became that the document has among its components.
fn harness(api: &Api, names: &[Ident]) -> Vec<(String, Ty)> {
    let named = api.types.iter().zip(names).filter_map(|(definition, name)| {
        let Origin::Component(key) = &definition.origin else { return None };
        let key = api.schemas.get(key)?;
        let ty = Ty::Item(name.clone());
        let ty = if definition.nullable { Ty::Option(Box::new(ty)) } else { ty };
        match *definition.pointer.segments() {
            ["components", "schemas", last] if last == key => Some((key.clone(), ty)),
            _ => None,
        }
    });
    named.collect()
}

#[cfg(test)]
mod tests;
