//! The public API, a line per item, then the ledger.

use crate::diagnostic::Ledger;
use crate::rust::Crate;

/// What a reviewer reads first.
pub(crate) fn outline(_krate: &Crate, _ledger: &Ledger) -> String {
    String::new()
}
