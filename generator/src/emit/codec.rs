//! `codec.rs`: how the types are read and written.

use super::{Piece, Source, choice, operation, reply, union};
use crate::rust::{ChoiceKind, Field, Item, Newtype, Presence, Struct, StructCodec};
use proc_macro2::TokenStream;
use quote::quote;

/// Whether any item is read or written by itself: aliases are not.
pub(super) fn is_needed(items: &[Item]) -> bool {
    items.iter().any(|item| !matches!(item, Item::Alias(_)))
}

/// The whole file.
pub(super) fn codec(items: &[Item]) -> Source<'_> {
    Source::Rust {
        path: "src/codec.rs".to_owned(),
        docs: vec!["How the types are read and written.".to_owned()],
        pieces: Box::new(|tell| {
            let all = [uses(items)].into_iter().chain(items.iter().flat_map(item)).chain(serde(items));
            all.map(Piece::Items).for_each(tell);
        }),
    }
}

fn uses(items: &[Item]) -> TokenStream {
    let is_shown = |item: &Item| matches!(item, Item::Choice(choice) if choice.kind == ChoiceKind::Text);
    let fmt = items.iter().any(is_shown).then(|| quote! { use std::fmt; });
    quote! {
        use crate::types;
        use specwright_runtime::generated::*;
        #fmt
    }
}

/// What serde reads and writes.
fn serde(items: &[Item]) -> Option<TokenStream> {
    let serde: Vec<_> = items.iter().filter(|item| has_serde(item)).map(Item::name).collect();
    (!serde.is_empty()).then(|| quote! { serde_by_codec!(#(types::#serde),*); })
}

fn item(item: &Item) -> Vec<TokenStream> {
    match item {
        Item::Struct(item) => match item.codec {
            StructCodec::Object => object(item),
            StructCodec::Parameters => vec![operation::parameters(item)],
            StructCodec::Multipart => vec![reply::multipart(item)],
            StructCodec::Headers => vec![reply::headers(item)],
        },
        Item::Choice(item) => choice::choice(item),
        Item::Union(item) => union::union(item),
        Item::Alias(_) => Vec::new(),
        Item::Newtype(item) => newtype(item),
        Item::Answer(item) => vec![reply::answer(item)],
    }
}

/// Whether an item is a JSON value, so that people can store it.
fn has_serde(item: &Item) -> bool {
    match item {
        Item::Struct(item) => item.codec == StructCodec::Object,
        Item::Choice(_) | Item::Union(_) | Item::Newtype(_) => true,
        Item::Alias(_) | Item::Answer(_) => false,
    }
}

fn object(item: &Struct) -> Vec<TokenStream> {
    let name = &item.name;
    let lenient = item.fields.iter().filter(|field| field.is_lenient).map(lenient);
    let read = item.fields.iter().map(read);
    let read_rest = item.rest.as_deref().into_iter().map(|Field { name, .. }| quote! { #name: fields.rest()? });
    let read = read.chain(read_rest);
    let fields = match item.fields.is_empty() && item.rest.is_none() {
        true => quote! { Fields::of(json)?; },
        false => quote! { let mut fields = Fields::of(json)?; },
    };
    let written = item.fields.iter().map(written);
    let written = match item.rest.as_deref() {
        Some(Field { name, .. }) => quote! { Json::object_with_rest([#(#written),*], &self.#name) },
        None => quote! { Json::object([#(#written),*]) },
    };
    vec![
        quote! {
            impl Decode for types::#name {
                fn decode(json: Json<'_>) -> Result<Self, DecodeError> {
                    #fields
                    #(#lenient)*
                    Ok(Self { #(#read),* })
                }
            }
        },
        quote! {
            impl Encode for types::#name {
                fn encode(&self) -> Json<'_> {
                    #written
                }
            }
        },
    ]
}

/// Lets a number be what servers make of it, before it is read.
fn lenient(field: &Field) -> TokenStream {
    let wire = &field.wire;
    match field.presence {
        Presence::Required => quote! { fields.lenient_or_zero(#wire); },
        _ => quote! { fields.lenient(#wire); },
    }
}

fn read(field: &Field) -> TokenStream {
    let Field { name, wire, .. } = field;
    match field.presence {
        Presence::Required => quote! { #name: fields.required(#wire)? },
        Presence::Nullable => quote! { #name: fields.nullable(#wire)? },
        Presence::Optional => quote! { #name: fields.optional(#wire)? },
        Presence::OptionalNullable => quote! { #name: fields.optional_nullable(#wire)? },
    }
}

fn written(field: &Field) -> TokenStream {
    let Field { name, wire, .. } = field;
    match field.presence {
        Presence::Required => quote! { required(#wire, &self.#name) },
        Presence::Nullable => quote! { nullable(#wire, &self.#name) },
        Presence::Optional => quote! { optional(#wire, &self.#name) },
        Presence::OptionalNullable => quote! { optional_nullable(#wire, &self.#name) },
    }
}

fn newtype(item: &Newtype) -> Vec<TokenStream> {
    let name = &item.name;
    vec![
        quote! {
            impl Decode for types::#name {
                fn decode(json: Json<'_>) -> Result<Self, DecodeError> {
                    Decode::decode(json).map(Self)
                }
            }
        },
        quote! {
            impl Encode for types::#name {
                fn encode(&self) -> Json<'_> {
                    self.0.encode()
                }
            }
        },
    ]
}
