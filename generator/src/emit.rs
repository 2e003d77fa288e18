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
pub(crate) enum Source<'a> {
    /// Rust.
    Rust {
        /// `src/types.rs`.
        path: String,
        /// The lines of the `//!` comment.
        docs: Vec<String>,
        /// The items, in order.
        pieces: Pieces<'a>,
    },
    /// Anything else: `Cargo.toml`, `README.md`.
    Text {
        /// `Cargo.toml`.
        path: String,
        /// Its whole text.
        text: String,
    },
}

/// What a file is made of: made and told piece by piece, so that the tokens of a large crate are never all there at once.
pub(crate) type Pieces<'a> = Box<dyn FnOnce(&mut dyn FnMut(Piece)) + Send + 'a>;

/// A piece of a file.
pub(crate) enum Piece {
    /// Items.
    Items(TokenStream),
    /// `impl Client`, with what follows in its braces.
    Open(TokenStream),
    /// Where these end.
    Close,
}

/// Writes a crate down.
pub(crate) fn emit(krate: &Crate) -> Vec<Source<'_>> {
    let mut sources = vec![manifest::manifest(krate), manifest::readme(krate), client::lib(krate)];
    sources.extend(krate.groups.iter().filter_map(client::group));
    sources.extend(auth::auth(krate));
    if !krate.items.is_empty() {
        sources.push(types::types(&krate.items));
        sources.extend(codec::is_needed(&krate.items).then(|| codec::codec(&krate.items)));
    }
    sources.extend(manifest::rustfmt(krate));
    sources.extend(krate.harness.as_deref().map(|table| harness::values(&krate.package.name, table)));
    sources
}
