//! From what will be written to tokens: one `quote!` per item.
//!
//! Nothing is decided here and nothing can fail: text of the document comes in as literals or as identifiers that
//! `name` has checked, never as source text.

mod auth;
mod choice;
mod client;
mod codec;
mod constructor;
mod harness;
mod manifest;
mod operation;
mod pages;
mod reply;
mod tokens;
mod types;
mod union;
mod uses;

use crate::rust::Crate;
use proc_macro2::TokenStream;

/// A file of the crate.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    /// Rust: the items of a file, each printed by itself with a blank line between.
    Rust {
        /// `src/types.rs`.
        path: String,
        /// The lines of the `//!` comment.
        docs: Vec<String>,
        /// The items, in order.
        items: Vec<TokenStream>,
    },
    /// Anything else: `Cargo.toml`, `README.md`.
    Text {
        /// `Cargo.toml`.
        path: String,
        /// Its whole text.
        text: String,
    },
}

/// Writes a crate down.
pub(crate) fn emit(krate: &Crate) -> Vec<Source> {
    let mut sources = vec![manifest::manifest(krate), manifest::readme(krate), client::lib(krate)];
    sources.extend(krate.groups.iter().filter_map(client::group));
    sources.extend(auth::auth(krate));
    if !krate.items.is_empty() {
        sources.push(types::types(&krate.items));
        sources.extend(codec::is_needed(&krate.items).then(|| codec::codec(&krate.items)));
    }
    sources.extend(krate.harness.as_deref().map(|table| harness::values(&krate.package.name, table)));
    sources
}
