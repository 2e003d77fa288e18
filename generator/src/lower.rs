//! From a document to what the provider promises.
//!
//! ```text
//! openapiv3 ─read▶ one view of every schema ─merge, union▶ what each is ─types▶ api::Definition
//! ```
//!
//! Schemas live in one arena. What follows from them (an `allOf` merged, a member of a union with what stands beside
//! it) is a schema of that arena too, made once for the same parts, so that recursion through anything ends.

mod apart;
mod conditional;
mod contents;
mod docs;
mod evidence;
mod form;
mod formats;
mod kept;
mod media;
mod merge;
mod objects;
mod operations;
mod parameters;
mod parts;
mod paths;
mod prune;
mod read;
mod references;
mod replies;
mod schema;
mod schemas;
mod security;
mod select;
mod servers;
#[cfg(test)]
mod tests;
mod token_source;
mod token_source_reader;
mod told;
mod types;
mod union;
mod way;

use crate::api::{Api, Tag};
use crate::diagnostic::{Diagnostics, Ledger};
use crate::document::Document;
use crate::pointer::Pointer;
use crate::settings::Settings;
use formats::Formats;
use openapiv3::OpenAPI;
use schemas::Schemas;
use select::Wanted;
use types::Types;

/// Resolves, merges and classifies.
///
/// # Errors
/// When the settings select an operation or name a format that is not there.
pub(crate) fn lower(document: &Document, settings: &Settings) -> Result<(Api, Ledger), Diagnostics> {
    let openapi = &document.openapi;
    let mut schemas = Schemas::of(document, Formats::with(&settings.formats)?);
    let mut types = Types::default();
    let mut wanted = Wanted::new(&settings.select);
    let mut api = head(&mut schemas, openapi);
    if wanted.is_everything() {
        for (_, id) in schemas.components() {
            types.component(&mut schemas, id);
        }
    }
    operations::operations(&mut schemas, &mut types, openapi, &mut wanted, &mut api);
    let is_everything = wanted.is_everything();
    wanted.check()?;
    if is_everything {
        kept::examples(&mut schemas);
    }
    types.finish(&mut schemas, settings.keep_unknown_keys);
    let (definitions, are_components) = types.definitions(&schemas);
    api.types = definitions;
    prune::prune(&mut api, |id| is_everything && are_components.get(id).copied().unwrap_or_default());
    api.tags = tags(openapi, &api);
    api.schemas = document.schemas().clone();
    api.token_sources = token_source::token_sources(&api, document)?;
    token_source::make_lifetimes_lenient(&mut api);
    let mut ledger = document.ledger.clone();
    ledger.extend(schemas.ledger());
    Ok((api, ledger))
}

/// What is said of the API as a whole.
fn head(schemas: &mut Schemas<'_>, openapi: &OpenAPI) -> Api {
    let info = &openapi.info;
    let contact = info.contact.as_ref();
    let license = info.license.as_ref();
    let links = [
        ("Terms of service", info.terms_of_service.clone()),
        ("Contact", contact.and_then(|contact| contact.url.clone().or(contact.email.clone()).or(contact.name.clone()))),
        ("License", license.map(|license| license.url.clone().unwrap_or(license.name.clone()))),
        ("Documentation", openapi.external_docs.as_ref().map(|docs| docs.url.clone())),
    ];
    let schemes = security::schemes(schemas, openapi.components.as_ref());
    let requirements = openapi.security.as_deref().unwrap_or_default();
    let security = security::security(schemas, &schemes, requirements, &Pointer::root().child("security"));
    Api {
        title: info.title.clone(),
        version: info.version.clone(),
        description: info.description.clone().filter(|text| !text.is_empty()),
        links: links.into_iter().filter_map(|(label, link)| Some((label.to_owned(), link?))).collect(),
        servers: servers::servers(&openapi.servers),
        schemes,
        security,
        ..Api::default()
    }
}

/// The tags that a document declares, then those that only operations mention; of those, what has an operation.
fn tags(openapi: &OpenAPI, api: &Api) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    for tag in &openapi.tags {
        if tags.iter().all(|known| known.name != tag.name) {
            tags.push(Tag { name: tag.name.clone(), description: tag.description.clone() });
        }
    }
    for name in api.operations.iter().flat_map(|operation| &operation.tags) {
        if tags.iter().all(|known| known.name != *name) {
            tags.push(Tag { name: name.clone(), description: None });
        }
    }
    tags
}
