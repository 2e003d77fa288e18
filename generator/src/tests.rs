//! What is laid out here means what a printer of all of Rust makes of the same tokens.

use crate::document::load;
use crate::emit::{Piece, Pieces, Source, emit};
use crate::print::print;
use crate::{File, Settings};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeMap;

const DOCUMENTS: &[(&str, &str)] = &[
    ("kitchen sink", include_str!("../../specs/kitchen-sink/openapi.yaml")),
    ("form-oauth", include_str!("../../specs/form-oauth/openapi.yaml")),
    ("unions", include_str!("../tests/fixtures/unions.yaml")),
    ("parameters", include_str!("../tests/fixtures/parameters.yaml")),
    ("hostile names", include_str!("../tests/fixtures/hostile-names.yaml")),
    ("hostile docs", include_str!("../tests/fixtures/hostile-docs.yaml")),
];

#[test]
fn the_layout_changes_no_token() {
    for (name, text) in DOCUMENTS {
        let spec = File { name: (*name).to_owned(), text: (*text).to_owned() };
        let settings = Settings::default();
        let document = load(&spec, None, &BTreeMap::new()).unwrap();
        let (api, _) = crate::lower::lower(&document, &settings).unwrap();
        let (krate, _) = crate::name::name(&api, &settings).unwrap();
        let printed = print(emit(&krate)).files;
        for source in emit(&krate) {
            let Source::Rust { path, docs: _, pieces } = source else { continue };
            let laid_out = &printed[&path];
            let laid_out = syn::parse_file(laid_out).unwrap_or_else(|error| panic!("{name}, {path}: {error}"));
            let laid_out = syn::File { attrs: Vec::new(), ..laid_out };
            let emitted = syn::parse2::<syn::File>(whole(pieces)).unwrap();
            assert_eq!(plain(&laid_out), plain(&emitted), "{name}, {path}");
        }
    }
}

/// All pieces of a file.
fn whole(pieces: Pieces<'_>) -> TokenStream {
    let (mut outer, mut open) = (TokenStream::new(), None);
    pieces(&mut |piece| match piece {
        Piece::Items(items) => open.as_mut().map_or(&mut outer, |(_, inner)| inner).extend(items),
        Piece::Open(head) => open = Some((head, TokenStream::new())),
        Piece::Close => outer.extend(open.take().map(|(head, inner)| quote! { #head { #inner } })),
    });
    outer
}

/// The text without what a layout may choose: white space, commas at the end, braces around one expression.
fn plain(file: &syn::File) -> String {
    let text = prettyplease::unparse(file);
    text.chars().filter(|it| !it.is_whitespace() && !matches!(it, ',' | '{' | '}')).collect()
}
