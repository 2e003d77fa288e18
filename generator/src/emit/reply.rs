//! What only one direction of one operation needs: answers, their headers, the parts of a multipart body.

use crate::api::Status;
use crate::rust::{Answer, AnswerContent, AnswerVariant, Field, PartKind, PartWriter, Presence, Struct, Ty};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// How the documented answers of an operation are told apart.
pub(super) fn answer(item: &Answer) -> TokenStream {
    let name = &item.name;
    let mut variants: Vec<_> = item.variants.iter().collect();
    variants.sort_by_key(|variant| variant.status);
    let arms = variants.iter().map(|variant| arm(variant));
    let undocumented = match variants.iter().any(|variant| variant.status == Status::Default) {
        true => None,
        false => Some(quote! { _ => Err(reply.undocumented()), }),
    };
    quote! {
        impl Answer for types::#name {
            fn decode(reply: &Reply<'_>) -> Result<Self, DecodeError> {
                match reply.status() {
                    #(#arms,)*
                    #undocumented
                }
            }
        }
    }
}

fn arm(variant: &AnswerVariant) -> TokenStream {
    let name = &variant.name;
    let status = match variant.status {
        Status::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote! { #code }
        }
        Status::Range(hundreds) => {
            let first = Literal::u16_unsuffixed(u16::from(hundreds) * 100);
            let last = Literal::u16_unsuffixed(u16::from(hundreds) * 100 + 99);
            quote! { #first..=#last }
        }
        Status::Default => quote! { _ },
    };
    match variant.content.as_ref().map(|(_, content)| content) {
        None => quote! { #status => Ok(Self::#name) },
        Some(AnswerContent::Json) => quote! { #status => reply.json().map(Self::#name) },
        Some(AnswerContent::Text) => quote! { #status => reply.text().map(Self::#name) },
        Some(AnswerContent::Bytes) => quote! { #status => reply.bytes().map(Self::#name) },
    }
}

/// How the headers of an answer are read.
pub(super) fn headers(item: &Struct) -> TokenStream {
    let name = &item.name;
    let fields = item.fields.iter().map(|Field { name, wire, presence, .. }| match presence {
        Presence::Required | Presence::Nullable => quote! { #name: header(headers, #wire)? },
        Presence::Optional | Presence::OptionalNullable => quote! { #name: optional_header(headers, #wire)? },
    });
    quote! {
        impl FromHeaders for types::#name {
            fn from_headers(headers: &HeaderMap) -> Result<Self, DecodeError> {
                Ok(Self { #(#fields),* })
            }
        }
    }
}

/// How the parts of a body are written.
pub(super) fn multipart(item: &Struct) -> TokenStream {
    let name = &item.name;
    let parts = item.fields.iter().map(part);
    quote! {
        impl Multipart for types::#name {
            fn parts(self) -> Parts {
                Parts::new() #(#parts)*
            }
        }
    }
}

fn part(field: &Field) -> TokenStream {
    let Field { name, wire, .. } = field;
    let PartWriter { kind, repeated, media_type } = match &field.part {
        Some(part) => part.clone(),
        None => PartWriter { kind: PartKind::Text, repeated: false, media_type: None },
    };
    let verb = match kind {
        PartKind::File => "file",
        PartKind::Text => "text",
        PartKind::Json => "json",
    };
    let suffix = match (repeated, &field.ty) {
        (true, _) => "s",
        (false, Ty::Option(_)) => "_if",
        (false, _) => "",
    };
    let step = super::tokens::known(&format!("{verb}{suffix}"));
    let value = if kind == PartKind::File {
        quote! { self.#name }
    } else {
        quote! { &self.#name }
    };
    let media_type = media_type.map(|media_type| quote! { .content_type(#media_type) });
    quote! { .#step(#wire, #value) #media_type }
}
