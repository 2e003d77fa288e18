//! From what will be written to tokens: one `quote!` per item.

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
pub(crate) fn emit(_krate: &Crate) -> Vec<Source> {
    Vec::new()
}
