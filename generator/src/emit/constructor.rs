//! `new(required…)`, or `Default` where nothing is required and the document has values of its own.

use super::tokens::{inner, number};
use crate::rust::{Field, Initial, Presence, Struct, Ty};
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

/// The way to begin a value, where deriving `Default` is not enough.
pub(super) fn constructor(item: &Struct) -> Option<TokenStream> {
    if !item.has_new {
        return None;
    }
    let name = &item.name;
    let arguments: Vec<_> = item.arguments().into_iter().map(argument).collect();
    let rest = item.rest.as_deref().into_iter().map(|Field { name, .. }| quote! { #name: BTreeMap::new() });
    let fields = item.fields.iter().map(beginning).chain(rest);
    Some(if arguments.is_empty() {
        quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self { #(#fields),* }
                }
            }
        }
    } else {
        quote! {
            impl #name {
                #[doc = " A value with these fields, everything else left out."]
                pub fn new(#(#arguments),*) -> Self {
                    Self { #(#fields),* }
                }
            }
        }
    })
}

fn argument(field: &Field) -> TokenStream {
    let (name, ty) = (&field.name, inner(&field.ty));
    if is_converted(&field.ty) {
        quote! { #name: impl Into<#ty> }
    } else {
        quote! { #name: #ty }
    }
}

/// Whether callers pass what becomes the type: `"a"` for a `String`.
fn is_converted(ty: &Ty) -> bool {
    matches!(ty, Ty::Plain("String") | Ty::Runtime("Secret") | Ty::RuntimeOf("OrAny", _) | Ty::Box(_))
}

fn beginning(field: &Field) -> TokenStream {
    let name = &field.name;
    match (&field.initial, &field.presence) {
        (Some(initial), _) => {
            let value = value(initial, &field.ty);
            quote! { #name: #value }
        }
        (None, Presence::Optional | Presence::OptionalNullable) => quote! { #name: None },
        (None, _) if is_converted(&field.ty) => quote! { #name: #name.into() },
        (None, _) => quote! { #name },
    }
}

/// The value that a field begins with, wrapped as its type is.
fn value(initial: &Initial, ty: &Ty) -> TokenStream {
    if let Ty::Option(ty) = ty {
        let value = value(initial, ty);
        return quote! { Some(#value) };
    }
    match (initial, ty) {
        (Initial::Variant(item, variant), _) => quote! { #item::#variant },
        (Initial::Literal(Value::Bool(value)), _) => quote! { #value },
        (Initial::Literal(Value::Number(value)), _) => {
            let value = number(value, value.is_f64());
            quote! { #value }
        }
        (Initial::Literal(Value::String(text)), Ty::Runtime("Secret")) => quote! { #text.into() },
        (Initial::Literal(Value::String(text)), _) => quote! { #text.to_owned() },
        (Initial::Literal(Value::Null | Value::Array(_) | Value::Object(_)), _) => quote! { Default::default() },
    }
}
