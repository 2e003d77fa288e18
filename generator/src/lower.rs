//! From a document to what the provider promises.

use crate::api::Api;
use crate::diagnostic::{Diagnostics, Ledger};
use crate::document::Document;
use crate::settings::Settings;

/// Resolves, merges and classifies.
pub(crate) fn lower(document: &Document, _settings: &Settings) -> Result<(Api, Ledger), Diagnostics> {
    Ok((Api::default(), document.ledger.clone()))
}
