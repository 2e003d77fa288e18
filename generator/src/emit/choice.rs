//! Choices: constants both ways.

use super::tokens::scalar;
use super::union::set;
use crate::api::Kinds;
use crate::rust::{Choice, ChoiceKind, ChoiceVariant};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

/// How a choice is read and written.
pub(super) fn choice(item: &Choice) -> Vec<TokenStream> {
    match item.kind {
        ChoiceKind::Text => text(item),
        ChoiceKind::Integer => integer(item),
        ChoiceKind::Mixed => mixed(item),
    }
}

fn text(item: &Choice) -> Vec<TokenStream> {
    let Choice { name, other, .. } = item;
    let constants: Vec<_> = item.variants.iter().map(|it| it.value.as_str().unwrap_or_default()).collect();
    let variants: Vec<_> = item.variants.iter().map(|it| &it.name).collect();
    vec![
        quote! {
            impl types::#name {
                #[doc = " As it travels."]
                pub fn as_str(&self) -> &str {
                    match self {
                        #(Self::#variants => #constants,)*
                        Self::#other(text) => text,
                    }
                }
            }
        },
        quote! {
            impl From<&str> for types::#name {
                fn from(text: &str) -> Self {
                    match text {
                        #(#constants => Self::#variants,)*
                        _ => Self::#other(text.to_owned()),
                    }
                }
            }
        },
        quote! {
            impl fmt::Display for types::#name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str(self.as_str())
                }
            }
        },
        quote! {
            impl Decode for types::#name {
                fn decode(json: Json<'_>) -> Result<Self, DecodeError> {
                    Ok(Self::from(json.into_text()?.as_ref()))
                }
            }
        },
        quote! {
            impl Encode for types::#name {
                fn encode(&self) -> Json<'_> {
                    Json::text(self.as_str())
                }
            }
        },
    ]
}

fn integer(item: &Choice) -> Vec<TokenStream> {
    let Choice { name, other, .. } = item;
    let constant = |it: &ChoiceVariant| Literal::i64_unsuffixed(it.value.as_i64().unwrap_or_default());
    let constants: Vec<_> = item.variants.iter().map(constant).collect();
    let variants: Vec<_> = item.variants.iter().map(|it| &it.name).collect();
    vec![
        quote! {
            impl types::#name {
                #[doc = " As it travels."]
                pub fn as_i64(&self) -> i64 {
                    match self {
                        #(Self::#variants => #constants,)*
                        Self::#other(number) => *number,
                    }
                }
            }
        },
        quote! {
            impl From<i64> for types::#name {
                fn from(number: i64) -> Self {
                    match number {
                        #(#constants => Self::#variants,)*
                        _ => Self::#other(number),
                    }
                }
            }
        },
        quote! {
            impl Decode for types::#name {
                fn decode(json: Json<'_>) -> Result<Self, DecodeError> {
                    Ok(Self::from(json.into_i64()?))
                }
            }
        },
        quote! {
            impl Encode for types::#name {
                fn encode(&self) -> Json<'_> {
                    Json::from(self.as_i64())
                }
            }
        },
    ]
}

fn mixed(item: &Choice) -> Vec<TokenStream> {
    let Choice { name, other, .. } = item;
    let scalars = item.variants.iter().map(|it| scalar(&it.value));
    let variants: Vec<_> = item.variants.iter().map(|it| &it.name).collect();
    let written = item.variants.iter().map(|it| written(&it.value));
    let kinds = set(&kinds(&item.variants));
    vec![
        quote! {
            impl Decode for types::#name {
                fn decode(json: Json<'_>) -> Result<Self, DecodeError> {
                    Ok(match json.as_scalar() {
                        #(#scalars => Self::#variants,)*
                        _ => Self::#other(constant(json, #kinds)?),
                    })
                }
            }
        },
        quote! {
            impl Encode for types::#name {
                fn encode(&self) -> Json<'_> {
                    match self {
                        #(Self::#variants => #written,)*
                        Self::#other(it) => it.encode(),
                    }
                }
            }
        },
    ]
}

/// The kinds of the constants: one that is not known yet is of such a kind too.
fn kinds(variants: &[ChoiceVariant]) -> Kinds {
    let has = |is: fn(&Value) -> bool| variants.iter().any(|variant| is(&variant.value));
    let number = has(Value::is_number);
    let (bool, string) = (has(Value::is_boolean), has(Value::is_string));
    Kinds { bool, integer: number, number, string, ..Kinds::default() }
}

fn written(value: &Value) -> TokenStream {
    match value {
        Value::String(text) => quote! { Json::text(#text) },
        Value::Bool(value) => quote! { Json::from(#value) },
        Value::Number(number) => {
            let number = match (number.as_i64(), number.as_u64()) {
                (Some(whole), _) => Literal::i64_suffixed(whole),
                (None, Some(whole)) => Literal::u64_suffixed(whole),
                (None, None) => super::tokens::number(number, true),
            };
            quote! { Json::from(#number) }
        }
        Value::Null | Value::Array(_) | Value::Object(_) => quote! { Json::Null },
    }
}
