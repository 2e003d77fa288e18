//! `src/bin/values.rs`: a table of the component schemas, for those who try values.

use super::tokens::{known, outer};
use super::{Piece, Source};
use crate::rust::Ty;
use proc_macro2::TokenStream;
use quote::quote;

/// The whole file.
pub(super) fn values<'a>(package: &'a str, table: &'a [(String, Ty)]) -> Source<'a> {
    Source::Rust {
        path: "src/bin/values.rs".to_owned(),
        docs: vec!["Decodes and encodes values, line by line: `{\"schema\": \"Pet\", \"value\": {}}`.".to_owned()],
        pieces: Box::new(|tell| items(package, table).into_iter().map(Piece::Items).for_each(tell)),
    }
}

fn items(package: &str, table: &[(String, Ty)]) -> Vec<TokenStream> {
    let package = known(&package.replace('-', "_"));
    let rows = table.iter().map(|(key, ty)| {
        let ty = outer(ty);
        quote! { (#key, through::<#ty>) }
    });
    let mut uses = super::uses::Uses::default();
    table.iter().for_each(|(_, ty)| uses.add(ty));
    let types = uses.items().then(|| quote! { use #package::types; });
    let through = (!table.is_empty()).then(|| quote! { , through });
    let mut items = Vec::from_iter(types);
    items.push(quote! { use specwright_runtime::generated::{serve_values #through}; });
    items.extend(uses.lines());
    items.sort_by_key(ToString::to_string);
    items.push(quote! {
        fn main() -> std::io::Result<()> {
            serve_values(&[#(#rows),*])
        }
    });
    items
}
