//! What only one direction of one operation needs: answers, their headers, the parts of a multipart body.

use crate::api::Status;
use crate::rust::{Answer, AnswerContent, AnswerVariant, Field, PartKind, PartWriter, Presence, Struct, Ty};
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

/// How the documented answers of an operation are told apart.
pub(super) fn answer(item: &Answer) -> TokenStream {
    let name = &item.name;
    let mut variants: Vec<_> = item.variants.iter().collect();
    variants.sort_by_key(|variant| variant.status);
    let codes: Vec<_> = variants.iter().map(|variant| variant.status).collect();
    let arms = variants.iter().map(|variant| (pattern(variant.status, &codes), content(variant)));
    let (patterns, contents): (Vec<_>, Vec<_>) = arms.unzip();
    let undocumented = match codes.last() {
        Some(Status::Default) => None,
        _ => Some(quote! { _ => Err(reply.undocumented()), }),
    };
    let read = match (codes.as_slice(), contents.as_slice()) {
        ([Status::Default], [content]) => quote! { #content },
        _ => quote! {
            match reply.status() {
                #(#patterns => #contents,)*
                #undocumented
            }
        },
    };
    quote! {
        impl Answer for types::#name {
            fn decode(reply: &Reply<'_>) -> Result<Self, DecodeError> {
                #read
            }
        }
    }
}

/// `404`, `500..=599`; a range begins after the codes that have an arm of their own.
fn pattern(status: Status, codes: &[Status]) -> TokenStream {
    match status {
        Status::Code(code) => Literal::u16_unsuffixed(code).into_token_stream(),
        Status::Range(hundreds) => {
            let mut range = u16::from(hundreds) * 100..=u16::from(hundreds) * 100 + 99;
            let first = range.find(|code| !codes.contains(&Status::Code(*code))).unwrap_or_default();
            let [first, last] = [first, *range.end()].map(Literal::u16_unsuffixed);
            quote! { #first..=#last }
        }
        Status::Default => quote! { _ },
    }
}

fn content(variant: &AnswerVariant) -> TokenStream {
    let name = &variant.name;
    match variant.content.as_ref().map(|(_, content)| content) {
        None => quote! { Ok(Self::#name) },
        Some(AnswerContent::Json) => quote! { reply.json().map(Self::#name) },
        Some(AnswerContent::Text) => quote! { reply.text().map(Self::#name) },
        Some(AnswerContent::Bytes) => quote! { reply.bytes().map(Self::#name) },
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
        PartKind::Styled(style) => {
            let style = super::tokens::known(super::operation::style_name(style));
            return quote! { .styled(style::#style, #wire, &self.#name) };
        }
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
