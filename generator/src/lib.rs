//! Reads an OpenAPI document and writes one small, readable, typed Rust client crate.
//!
//! ```text
//! spec ────┐
//! overlay ─┴▶ document ─▶ api ─▶ rust ─▶ tokens ─▶ text
//!               load     lower  name     emit     print
//! ```
//!
//! Nouns are data, verbs are passes; a pass takes the noun on its left and gives the noun on its right. Nothing points
//! left. There is no I/O here: text in, files in memory out.

pub mod api;
pub mod diagnostic;
pub mod document;
mod emit;
mod lower;
mod name;
pub mod pointer;
mod print;
pub mod rust;
mod settings;

pub use diagnostic::{Diagnostic, Diagnostics, Entry, Ledger};
pub use settings::{Layout, Runtime, Select, Settings};

use std::collections::BTreeMap;

/// What is read.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// The document.
    pub spec: File,
    /// The corrections.
    pub overlay: Option<File>,
    /// The files that the document may refer to, by their path relative to the document's folder.
    pub files: BTreeMap<String, File>,
    /// How the crate is to be.
    pub settings: Settings,
    /// Whether a broken rule in one place of the document is an error, not an entry of the ledger.
    pub strict: bool,
}

/// A file that was read.
#[derive(Clone, Debug, Default)]
pub struct File {
    /// As it shall be shown: `specs/acme/openapi.yaml`.
    pub name: String,
    /// What stands in it.
    pub text: String,
}

/// What is written.
#[derive(Clone, Debug)]
pub struct Output {
    /// By path relative to the crate's folder, which is wholly the generator's.
    pub files: BTreeMap<String, String>,
    /// What was widened, left out or mended.
    pub ledger: Ledger,
    /// The public API, a line per item, then the ledger.
    pub outline: String,
    /// How many operations the crate has.
    pub operations: usize,
    /// How many types.
    pub types: usize,
    /// What the provider promises, for those who compare.
    pub api: api::Api,
    /// What was written, before it became text.
    pub krate: rust::Crate,
}

/// Makes a crate of a document.
///
/// # Errors
/// When the document cannot be read at all, when a correction changes nothing, and when names that the overlay gives
/// cannot both stand: everything at once.
pub fn generate(input: &Input) -> Result<Output, Diagnostics> {
    let document = document::load(&input.spec, input.overlay.as_ref(), &input.files)?;
    let (api, mut ledger) = lower::lower(&document, &input.settings)?;
    if input.strict {
        ledger.refuse_broken(&document)?;
    }
    let (krate, widened) = name::name(&api, &input.settings)?;
    ledger.extend(widened);
    let sources = emit::emit(&krate);
    let outline = print::outline(&krate, &ledger);
    Ok(Output {
        files: print::print(sources),
        outline,
        operations: krate.groups.iter().map(|group| group.methods.len()).sum(),
        types: krate.items.len(),
        ledger,
        api,
        krate,
    })
}
