//! Unions: a table of shapes, one look, one decode.

use super::tokens::{known, scalar};
use crate::api::{Evidence, Kinds, KnownProperty};
use crate::rust::{Ident, Union};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

/// How a union is read and written.
pub(super) fn union(item: &Union) -> Vec<TokenStream> {
    let Union { name, other, .. } = item;
    let table = table(name);
    let shapes = item.variants.iter().map(|it| shape(&it.evidence));
    let takes_null = item.variants.iter().any(|it| it.evidence.kinds.null);
    let takes_null = takes_null.then(|| quote! { const TAKES_NULL: bool = true; });
    let indexes = (0..item.variants.len()).map(Literal::usize_unsuffixed);
    let variants: Vec<_> = item.variants.iter().map(|it| &it.name).collect();
    vec![
        quote! { const #table: &[Shape] = &[#(#shapes),*]; },
        quote! {
            impl Decode for types::#name {
                #takes_null
                fn decode(json: Json<'_>) -> Result<Self, DecodeError> {
                    match pick(#table, &json)? {
                        #(Some(#indexes) => Decode::decode(json).map(Self::#variants),)*
                        _ => Decode::decode(json).map(Self::#other),
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
fn table(name: &Ident) -> proc_macro2::Ident {
    let mut constant = String::new();
    for character in name.plain().chars() {
        if character.is_uppercase() && !constant.is_empty() {
            constant.push('_');
        }
        constant.extend(character.to_uppercase());
    }
    known(&constant)
}

/// What is looked at: `Shape::object(&[known("id").required().string()])`, and what else the member may be.
fn shape(evidence: &Evidence) -> TokenStream {
    let Evidence { kinds, values, properties, closed, items, embedded } = evidence;
    let scalars = Kinds { object: false, array: false, ..*kinds };
    let mut shapes = Vec::new();
    if kinds.object && embedded.is_none() {
        let properties = properties.iter().map(property);
        let closed = closed.then(|| quote! { .closed() });
        shapes.push(quote! { Shape::object(&[#(#properties),*]) #closed });
    }
    if kinds.array && embedded.is_none() {
        let items = set(items);
        shapes.push(quote! { Shape::array(#items) });
    }
    if let Some(kinds) = embedded {
        let kinds = set(kinds);
        shapes.push(quote! { Shape::embedded(#kinds) });
    } else if let Some(texts) = texts(values) {
        shapes.push(quote! { Shape::values(&[#(#texts),*]) });
    } else if !values.is_empty() {
        let (kinds, values) = (set(&scalars), values.iter().map(scalar));
        shapes.push(quote! { Shape::scalars(#kinds, &[#(#values),*]) });
    } else if let [kind] = names(&scalars).as_slice() {
        let kind = known(kind);
        shapes.push(quote! { Shape::#kind() });
    } else if scalars != Kinds::default() {
        let kinds = set(&scalars);
        shapes.push(quote! { Shape::of(#kinds) });
    }
    match shapes.as_slice() {
        [] => quote! { Shape::any() },
        [first, others @ ..] => quote! { #first #(.or(#others))* },
    }
}

/// What is known of a name: `known("kind").required().tag(&["cat"])`.
fn property(property: &KnownProperty) -> TokenStream {
    let KnownProperty { name, values, .. } = property;
    let required = property.required.then(|| quote! { .required() });
    let texts = texts(values);
    let is_said = |name: &&str| !(texts.is_some() && *name == "string");
    let kinds = names(&property.kinds).into_iter().filter(is_said).map(known);
    let kinds = (!is_any(&property.kinds)).then(|| quote! { #(.#kinds())* });
    let values = match (texts, property.exact) {
        (Some(texts), true) => quote! { .tag(&[#(#texts),*]) },
        (Some(texts), false) => quote! { .one_of(&[#(#texts),*]) },
        (None, _) if values.is_empty() => quote! {},
        (None, exact) => {
            let values = values.iter().map(scalar);
            let step = known(if exact { "tag_scalars" } else { "one_of_scalars" });
            quote! { .#step(&[#(#values),*]) }
        }
    };
    quote! { known(#name) #required #kinds #values }
}

/// The constants, where they are all strings.
fn texts(values: &[Value]) -> Option<Vec<&str>> {
    let texts: Option<Vec<_>> = values.iter().map(Value::as_str).collect();
    texts.filter(|texts| !texts.is_empty())
}

/// `Kinds::STRING.or(Kinds::NULL)`.
pub(super) fn set(kinds: &Kinds) -> TokenStream {
    let names = names(kinds);
    let names: Vec<_> = names.iter().map(|name| known(&name.to_uppercase())).collect();
    match names.as_slice() {
        _ if is_any(kinds) => quote! { Kinds::ANY },
        [] => quote! { Kinds::ANY },
        [first, others @ ..] => quote! { Kinds::#first #(.or(Kinds::#others))* },
    }
}

fn is_any(kinds: &Kinds) -> bool {
    let Kinds { null, bool, integer: _, number, string, array, object } = *kinds;
    null && bool && number && string && array && object
}

/// The steps of the runtime that say each kind.
fn names(kinds: &Kinds) -> Vec<&'static str> {
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
    table.into_iter().filter(|(is, _)| *is).map(|(_, name)| name).collect()
}
