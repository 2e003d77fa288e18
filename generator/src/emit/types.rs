//! `types.rs`: pure data.

use super::tokens::{deprecated, inner, known};
use super::uses::Uses;
use super::{Piece, Source, constructor};
use crate::rust::{Alias, Answer, Choice, ChoiceKind, Field, Item, Newtype, Struct, Union};
use proc_macro2::TokenStream;
use quote::quote;

/// The whole file.
pub(super) fn types(items: &[Item]) -> Source<'_> {
    Source::Rust {
        path: "src/types.rs".to_owned(),
        docs: vec!["What travels.".to_owned()],
        pieces: Box::new(|tell| {
            let uses = Uses::of_items(items).lines();
            uses.into_iter().chain(items.iter().flat_map(item)).map(Piece::Items).for_each(tell);
        }),
    }
}

fn item(item: &Item) -> Vec<TokenStream> {
    match item {
        Item::Struct(item) => [structure(item)].into_iter().chain(constructor::constructor(item)).collect(),
        Item::Choice(item) => vec![choice(item)],
        Item::Union(item) => vec![union(item)],
        Item::Alias(item) => vec![alias(item)],
        Item::Newtype(item) => vec![newtype(item)],
        Item::Answer(item) => vec![answer(item)],
    }
}

fn structure(item: &Struct) -> TokenStream {
    let Struct { name, docs, .. } = item;
    let deprecated = deprecated(item.deprecated);
    let derives = item.derives.iter().map(|name| known(name));
    let fields = item.fields.iter().chain(item.rest.as_deref()).map(field);
    quote! {
        #docs
        #[derive(#(#derives),*)]
        #deprecated
        pub struct #name {
            #(#fields,)*
        }
    }
}

fn field(field: &Field) -> TokenStream {
    let Field { name, docs, .. } = field;
    let deprecated = deprecated(field.deprecated);
    let ty = inner(&field.ty);
    quote! { #docs #deprecated pub #name: #ty }
}

fn choice(item: &Choice) -> TokenStream {
    let Choice { name, docs, other, .. } = item;
    let deprecated = super::tokens::deprecated(item.deprecated);
    let variants = item.variants.iter().map(|variant| {
        let (name, docs, deprecated) = (&variant.name, &variant.docs, super::tokens::deprecated(variant.deprecated));
        quote! { #docs #deprecated #name }
    });
    let unknown = match item.kind {
        ChoiceKind::Text => quote! { String },
        ChoiceKind::Integer => quote! { i64 },
        ChoiceKind::Mixed => quote! { Value },
    };
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #deprecated
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = " A value that this crate does not know yet."]
            #other(#unknown),
        }
    }
}

fn union(item: &Union) -> TokenStream {
    let Union { name, docs, other, .. } = item;
    let deprecated = deprecated(item.deprecated);
    let variants = item.variants.iter().map(|variant| {
        let (name, docs, ty) = (&variant.name, &variant.docs, inner(&variant.ty));
        quote! { #docs #name(#ty) }
    });
    let unknown = inner(&item.other_ty);
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #deprecated
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = " A value that this crate does not know yet."]
            #other(#unknown),
        }
    }
}

fn alias(item: &Alias) -> TokenStream {
    let Alias { name, docs, ty } = item;
    let ty = inner(ty);
    quote! { #docs pub type #name = #ty; }
}

fn newtype(item: &Newtype) -> TokenStream {
    let Newtype { name, docs, ty } = item;
    let ty = inner(ty);
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        pub struct #name(pub #ty);
    }
}

fn answer(item: &Answer) -> TokenStream {
    let Answer { name, docs, variants } = item;
    let variants = variants.iter().map(|variant| {
        let (name, docs) = (&variant.name, &variant.docs);
        let content = variant.content.as_ref().map(|(ty, _)| {
            let ty = inner(ty);
            quote! { (#ty) }
        });
        quote! { #docs #name #content }
    });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        pub enum #name {
            #(#variants,)*
        }
    }
}
