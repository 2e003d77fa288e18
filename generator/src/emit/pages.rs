//! A method that goes through all pages of an operation.

use super::tokens::{known, outer};
use crate::rust::{ArgumentTy, Ident, Method, NextPage, PageField, Pagination, Ty};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The method, where the operation has pages. `handle` is the type that it stands on, where that is not `Client`.
pub(super) fn method(method: &Method, handle: Option<&Ident>) -> Option<TokenStream> {
    let Pagination { name, item, next, .. } = method.pagination.as_ref()?;
    let docs =
        format!(" All items of [`{0}`](Self::{0}); each page is asked for when its first item is.", method.name.0);
    let arguments = method.arguments.iter().map(super::operation::argument);
    let (item, error) = (outer(item), outer(&method.error));
    let (keep, on) = match handle {
        None => (quote! { let client = self.clone(); }, quote! { client }),
        Some(handle) => (quote! { let api = self.api.clone(); }, quote! { #handle { api: &api } }),
    };
    let walked = match next {
        NextPage::Cursor(..) | NextPage::Offset(..) | NextPage::Page(..) => parameters(method),
        NextPage::Link(_) | NextPage::LinkHeader => None,
    };
    let kept = method.arguments.iter().filter(|it| Some(&it.name) != walked && is_reference(&it.ty)).map(|it| &it.name);
    let kept = kept.map(|name| quote! { let #name = #name.to_owned(); });
    let passed = method.arguments.iter().map(|it| {
        let name = &it.name;
        match Some(name) != walked && is_reference(&it.ty) {
            true => quote! { &#name },
            false => quote! { #name },
        }
    });
    let called = &method.name;
    let call = quote! { #on.#called(#(#passed),*) };
    let body = pages(method, next, walked, &call);
    Some(quote! {
        #[doc = #docs]
        pub fn #name(&self, #(#arguments),*) -> Pages<#item, #error> {
            #keep
            #(#kept)*
            #body
        }
    })
}

fn pages(method: &Method, next: &NextPage, walked: Option<&Ident>, call: &TokenStream) -> TokenStream {
    let answer = outer(&method.output);
    let items = items(method.pagination.as_ref().map(|it| it.items.as_slice()).unwrap_or_default());
    match next {
        NextPage::Cursor(way, field) => {
            let (cursor, set) = (text(way), set(field, &quote! { cursor }));
            quote! {
                Pages::by_cursor(
                    #walked.clone(),
                    move |#walked| #call,
                    |page: &#answer| #cursor,
                    |page: #answer| #items,
                    |#walked, cursor| #walked.#set,
                )
            }
        }
        NextPage::Offset(field, first) => by_number("by_offset", field, *first, &answer, &items, walked, call),
        NextPage::Page(field, first) => by_number("by_page", field, *first, &answer, &items, walked, call),
        NextPage::Link(way) => {
            let link = text(way);
            quote! { Pages::by_link(move || #call, |page: &#answer| #link, |page: #answer| #items) }
        }
        NextPage::LinkHeader => quote! { Pages::by_link_header(move || #call, |page: #answer| #items) },
    }
}

fn by_number(
    function: &str,
    field: &PageField,
    first: i64,
    answer: &TokenStream,
    items: &TokenStream,
    walked: Option<&Ident>,
    call: &TokenStream,
) -> TokenStream {
    let (function, first) = (known(function), Literal::i64_unsuffixed(first));
    let number = match &field.ty {
        Ty::Plain(name) if *name != "i64" => {
            let ty = known(name);
            quote! { #ty::try_from(number).unwrap_or(#ty::MAX) }
        }
        _ => quote! { number },
    };
    let set = set(field, &number);
    quote! {
        Pages::#function(
            #walked.clone(),
            #first,
            move |#walked| #call,
            |page: #answer| #items,
            |#walked, number| #walked.#set,
        )
    }
}

fn set(field: &PageField, value: &TokenStream) -> TokenStream {
    let name = &field.name;
    match field.is_option {
        true => quote! { #name = Some(#value) },
        false => quote! { #name = #value },
    }
}

/// The argument that holds the parameters.
fn parameters(method: &Method) -> Option<&Ident> {
    let is_struct = |ty: &ArgumentTy| matches!(ty, ArgumentTy::Ty(Ty::Ref(ty)) if matches!(**ty, Ty::Item(_)));
    method.arguments.iter().rfind(|argument| is_struct(&argument.ty)).map(|argument| &argument.name)
}

fn is_reference(ty: &ArgumentTy) -> bool {
    matches!(ty, ArgumentTy::Ty(Ty::Ref(_)))
}

/// The list at the end of a way; an empty one where the way ends before.
fn items(way: &[(Ident, bool)]) -> TokenStream {
    let mut at = quote! { page };
    let mut is_option = false;
    for (name, may_be_missing) in way {
        at = match (is_option, may_be_missing) {
            (false, _) => quote! { #at.#name },
            (true, false) => quote! { #at.map(|it| it.#name) },
            (true, true) => quote! { #at.and_then(|it| it.#name) },
        };
        is_option |= may_be_missing;
    }
    if is_option {
        quote! { #at.unwrap_or_default() }
    } else {
        at
    }
}

/// The text at the end of a way, if it is there.
fn text(way: &[(Ident, bool)]) -> TokenStream {
    let Some(((last, _), way)) = way.split_last() else { return quote! { text(page) } };
    let mut at = quote! { page };
    let mut is_option = false;
    for (name, may_be_missing) in way {
        at = match (is_option, may_be_missing) {
            (false, false) => quote! { #at.#name },
            (false, true) => quote! { #at.#name.as_ref() },
            (true, false) => quote! { #at.map(|it| &it.#name) },
            (true, true) => quote! { #at.and_then(|it| it.#name.as_ref()) },
        };
        is_option |= may_be_missing;
    }
    match is_option {
        true => quote! { #at.and_then(|it| text(&it.#last)) },
        false => quote! { text(&#at.#last) },
    }
}
