//! Unions: a table of shapes, one look, one decode.

use super::tokens::{known, scalar};
use crate::api::{Evidence, Kinds, KnownProperty};
use crate::rust::{Ident, Union, UnionVariant};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// How a union is read and written.
pub(super) fn union(item: &Union) -> Vec<TokenStream> {
    let Union { name, other, .. } = item;
    let table = table(name);
    let shapes = item.variants.iter().map(|it| shape(it, item.tag.as_deref()));
    let indexes = (0..item.variants.len()).map(Literal::usize_unsuffixed);
    let variants: Vec<_> = item.variants.iter().map(|it| &it.name).collect();
    vec![
        quote! { const #table: &[Shape] = &[#(#shapes),*]; },
        quote! {
            impl Decode for types::#name {
                fn decode(json: Json<'_>) -> Result<Self, DecodeError> {
                    match pick(#table, &json)? {
                        #(Some(#indexes) => Decode::decode(json).map(Self::#variants),)*
                        _ => Ok(Self::#other(json.into_value())),
                    }
                }
            }
        },
        quote! {
            impl Encode for types::#name {
                fn encode(&self) -> Json<'_> {
                    match self {
                        #(Self::#variants(it) => it.encode(),)*
                        Self::#other(it) => it.encode(),
                    }
                }
            }
        },
    ]
}

/// `TOKEN_ANSWER` for `TokenAnswer`.
pub(super) fn table(name: &Ident) -> proc_macro2::Ident {
    let mut constant = String::new();
    for character in name.0.trim_start_matches("r#").chars() {
        if character.is_uppercase() && !constant.is_empty() {
            constant.push('_');
        }
        constant.extend(character.to_uppercase());
    }
    known(&constant)
}

fn shape(variant: &UnionVariant, tag: Option<&str>) -> TokenStream {
    let Evidence { kinds, values, properties, closed, items } = &variant.evidence;
    let object = kinds.object.then(|| {
        let properties = properties.iter().map(|it| property(it, tag));
        let closed = closed.then(|| quote! { .closed() });
        quote! { .object(&[#(#properties),*]) #closed }
    });
    let array = kinds.array.then(|| {
        let items = self::kinds(items);
        quote! { .array(Kinds::NONE #items) }
    });
    let scalars = self::kinds(&Kinds { object: false, array: false, ..*kinds });
    let values = (!values.is_empty()).then(|| {
        let values = values.iter().map(scalar);
        quote! { .values(&[#(#values),*]) }
    });
    quote! { Shape::new() #scalars #values #array #object }
}

fn property(property: &KnownProperty, tag: Option<&str>) -> TokenStream {
    let name = &property.name;
    let kinds = kinds(&property.kinds);
    let required = property.required.then(|| quote! { .required() });
    let values = (!property.values.is_empty()).then(|| {
        let values = property.values.iter().map(scalar);
        match tag == Some(name.as_str()) || property.values.len() == 1 {
            true => quote! { .tag(&[#(#values),*]) },
            false => quote! { .one_of(&[#(#values),*]) },
        }
    });
    quote! { known(#name) #kinds #required #values }
}

/// `.string().null()`; nothing where every kind will do.
fn kinds(kinds: &Kinds) -> TokenStream {
    let Kinds { null, bool, integer, number, string, array, object } = *kinds;
    let table = [
        (null, "null"),
        (bool, "bool"),
        (integer && !number, "integer"),
        (number, "number"),
        (string, "string"),
        (array, "array"),
        (object, "object"),
    ];
    let steps = table.iter().filter(|(is, _)| *is).map(|(_, name)| known(name));
    quote! { #(.#steps())* }
}
