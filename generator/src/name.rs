//! From what the provider promises to what will be written: identifiers, types, order.

use crate::api::Api;
use crate::diagnostic::{Diagnostics, Ledger};
use crate::rust::{ApiConst, Crate, Doc, Package, RuntimeDependency};
use crate::settings::Settings;

/// Gives everything its name.
pub(crate) fn name(api: &Api, settings: &Settings) -> Result<(Crate, Ledger), Diagnostics> {
    let package = Package {
        name: settings.name.clone(),
        version: settings.version.clone(),
        description: api.title.clone(),
        runtime: RuntimeDependency::Workspace,
        features: Vec::new(),
        lints: Vec::new(),
    };
    let api = ApiConst { title: api.title.clone(), servers: Vec::new(), schemes: Vec::new(), security: Vec::new() };
    Ok((
        Crate { package, docs: Doc::default(), api, items: Vec::new(), names: Vec::new(), groups: Vec::new(), token_sources: Vec::new(), readme: Vec::new(), harness: None },
        Ledger::default(),
    ))
}
