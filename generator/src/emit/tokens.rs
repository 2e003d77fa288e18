//! The nouns that stand for themselves: identifiers, docs, types, literals.

use crate::rust::{Doc, Ident, Ty};
use proc_macro2::{Literal, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt, quote};
use serde_json::Value;

impl ToTokens for Ident {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append(match self.0.strip_prefix("r#") {
            Some(name) => proc_macro2::Ident::new_raw(name, Span::call_site()),
            None => proc_macro2::Ident::new(&self.0, Span::call_site()),
        });
    }
}

impl ToTokens for Doc {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        for line in &self.0 {
            let line = after_slashes(line);
            tokens.extend(quote! { #[doc = #line] });
        }
    }
}

/// A line as it follows `///`. A literal in which nothing is to be escaped is read, which takes a fraction of the time that
/// [`Literal::string`] takes.
fn after_slashes(line: &str) -> Literal {
    let space = if line.is_empty() { "" } else { " " };
    let is_escaped = line.bytes().fold(false, |found, byte| found | matches!(byte, b'"' | b'\\' | b'\r'));
    let read = if is_escaped { None } else { format!("\"{space}{line}\"").parse().ok() };
    read.unwrap_or_else(|| Literal::string(&format!("{space}{line}")))
}

/// A name of ours: a type of the runtime, a derive, a function.
pub(super) fn known(name: &str) -> proc_macro2::Ident {
    proc_macro2::Ident::new(name, Span::call_site())
}

/// `#[deprecated]`, where the document says so.
pub(super) fn deprecated(deprecated: bool) -> Option<TokenStream> {
    deprecated.then(|| quote! { #[deprecated] })
}

/// A type, where `types.rs` mentions it: `ApiError`.
pub(super) fn inner(ty: &Ty) -> TokenStream {
    write(ty, &TokenStream::new())
}

/// A type, where anything else mentions it: `types::ApiError`.
pub(super) fn outer(ty: &Ty) -> TokenStream {
    write(ty, &quote! { types:: })
}

fn write(ty: &Ty, path: &TokenStream) -> TokenStream {
    let of = |ty| write(ty, path);
    match ty {
        Ty::Unit => quote! { () },
        Ty::Plain(name) | Ty::Runtime(name) => known(name).into_token_stream(),
        Ty::RuntimeOf(name, ty) => {
            let (name, ty) = (known(name), of(ty));
            quote! { #name<#ty> }
        }
        Ty::Option(ty) => {
            let ty = of(ty);
            quote! { Option<#ty> }
        }
        Ty::Vec(ty) => {
            let ty = of(ty);
            quote! { Vec<#ty> }
        }
        Ty::Map(ty) => {
            let ty = of(ty);
            quote! { BTreeMap<String, #ty> }
        }
        Ty::Box(ty) => {
            let ty = of(ty);
            quote! { Box<#ty> }
        }
        Ty::Tuple(places) => match places.as_slice() {
            [only] => {
                let only = of(only);
                quote! { (#only,) }
            }
            _ => {
                let places = places.iter().map(of);
                quote! { (#(#places),*) }
            }
        },
        Ty::Item(name) => quote! { #path #name },
        Ty::Ref(ty) => match ty.as_ref() {
            Ty::Plain("String") => quote! { &str },
            Ty::Vec(ty) => {
                let ty = of(ty);
                quote! { &[#ty] }
            }
            ty => {
                let ty = of(ty);
                quote! { &#ty }
            }
        },
    }
}

/// A number as it stands in Rust; `float`: where only `1.0` will do.
pub(super) fn number(number: &serde_json::Number, float: bool) -> Literal {
    match (number.as_i64(), number.as_u64(), number.as_f64()) {
        (Some(whole), _, _) if !float => Literal::i64_unsuffixed(whole),
        (_, Some(whole), _) if !float => Literal::u64_unsuffixed(whole),
        (_, _, value) => Literal::f64_unsuffixed(value.filter(|value| value.is_finite()).unwrap_or_default()),
    }
}

/// A constant of the document, as the runtime tells it from others.
pub(super) fn scalar(value: &Value) -> TokenStream {
    match value {
        Value::Bool(value) => quote! { Scalar::Bool(#value) },
        Value::String(text) => quote! { Scalar::Text(#text) },
        Value::Number(number) => match number.as_i64() {
            Some(whole) => {
                let whole = Literal::i64_unsuffixed(whole);
                quote! { Scalar::Int(#whole) }
            }
            None => {
                let number = self::number(number, true);
                quote! { Scalar::Float(#number) }
            }
        },
        Value::Null | Value::Array(_) | Value::Object(_) => quote! { Scalar::Null },
    }
}
