//! `token_source.rs`: for each token source a type that asks for tokens and says where their answers have what.

use super::tokens::outer;
use super::{Piece, Source};
use crate::rust::{
    Crate, Ident, RefusalReads, TokenBody, TokenInput, TokenReads, TokenRequest, TokenSource, TokenValue, Ty, Way,
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

/// `src/token_source.rs`, where the crate has a token source.
pub(super) fn auth(krate: &Crate) -> Option<Source<'_>> {
    let sources = &krate.token_sources;
    if sources.is_empty() {
        return None;
    }
    Some(Source::Rust {
        path: "src/token_source.rs".to_owned(),
        docs: vec!["How tokens are obtained.".to_owned()],
        pieces: Box::new(|tell| {
            uses(sources).into_iter().chain(sources.iter().flat_map(source)).map(Piece::Items).for_each(tell);
        }),
    })
}

/// The methods of `Client` that hand token sources out and use them.
pub(super) fn methods(sources: &[TokenSource]) -> Vec<TokenStream> {
    sources.iter().flat_map(client_methods).collect()
}

fn client_methods(source: &TokenSource) -> Vec<TokenStream> {
    let TokenSource { scheme, name, source: plain, with, .. } = source;
    let lifetime = source.default_lifetime.map(|seconds| {
        let seconds = Literal::u64_unsuffixed(seconds);
        quote! { .default_lifetime(Duration::from_secs(#seconds)) }
    });
    let window = source.renew_before.map(|seconds| {
        let seconds = Literal::u64_unsuffixed(seconds);
        quote! { .renew_before(Duration::from_secs(#seconds)) }
    });
    let mut methods = vec![
        quote! {
            #[doc = " Tokens for these credentials: obtained when one is asked for, kept, and renewed before they end."]
            pub fn #plain(&self, client_id: impl Into<String>, client_secret: impl Into<Secret>) -> TokenCache {
                let grant = token_source::#name::new(self.clone(), client_id.into(), client_secret.into());
                TokenCache::new(&self.api, grant) #lifetime #window
            }
        },
        quote! {
            #[doc = " The same client, which obtains its tokens with these credentials by itself."]
            pub fn #with(&self, client_id: impl Into<String>, client_secret: impl Into<Secret>) -> Self {
                let tokens = self.#plain(client_id, client_secret);
                self.api.with_credential(#scheme, Credential::source(tokens)).into()
            }
        },
    ];
    if let Some((from, id, secret)) = &source.environment {
        let docs = format!(" The same client, with the credentials in `{id}` and `{secret}`.");
        methods.push(quote! {
            #[doc = #docs]
            pub fn #from(&self) -> Result<Self, BuildError> {
                Ok(self.#with(environment(#id)?, environment(#secret)?))
            }
        });
    }
    methods
}

fn uses(sources: &[TokenSource]) -> Vec<TokenStream> {
    let requests = || sources.iter().flat_map(|source| [Some(&source.grant), source.refresh.as_ref()]).flatten();
    let has_lifetime = requests().any(|request| !request.reads.lifetime.is_empty());
    let has_refusal = |reads: &RefusalReads| *reads != RefusalReads::default();
    let has_text = requests().any(|request| {
        let reads = &request.reads;
        reads.success.is_some() || has_refusal(&reads.refusal) || request.refusal.as_ref().is_some_and(has_refusal)
    });
    let is_basic = requests().any(|request| request.is_basic);
    let basic = is_basic.then(|| quote! { basic });
    let lifetime = has_lifetime.then(|| quote! { lifetime });
    let text = has_text.then(|| quote! { text });
    let names = [quote! { Grant }, quote! { Granted }, quote! { Refusal }, quote! { TokenCall }];
    let names = names.into_iter().chain(basic).chain(lifetime).chain([quote! { secret }]).chain(text);
    let types = requests().any(|request| request.body.is_some() || matches!(request.output, Ty::Item(_)));
    let own = if types {
        quote! { use crate::{Client, types}; }
    } else {
        quote! { use crate::Client; }
    };
    let reading = quote! { use specwright_runtime::generated::token::{#(#names),*}; };
    let mut lines = vec![own, quote! { use specwright_runtime::Secret; }, reading];
    if has_lifetime {
        lines.push(quote! { use std::time::Duration; });
    }
    lines
}

fn source(source: &TokenSource) -> Vec<TokenStream> {
    let TokenSource { name, docs, grant, .. } = source;
    let granted = request(grant, &quote! { Self::granted }, &quote! { Self::refused });
    let is_other_refusal = |request: &TokenRequest| request.refusal != grant.refusal || request.error != grant.error;
    let refresh = source.refresh.as_ref().map(|it| {
        let refused = if is_other_refusal(it) {
            quote! { Self::not_refreshed }
        } else {
            quote! { Self::refused }
        };
        let refreshed = request(it, &quote! { Self::refreshed }, &refused);
        let body = statement(it);
        quote! {
            fn refresh(&self, refresh_token: &Secret) -> Option<TokenCall> {
                #body
                Some(#refreshed)
            }
        }
    });
    let body = statement(grant);
    let has_unit = [Some(grant), source.refresh.as_ref()].into_iter().flatten().any(|it| !it.reads.lifetime.is_empty());
    let unit = has_unit.then(|| {
        let unit = unit(source.unit);
        quote! { const UNIT: Duration = #unit; }
    });
    let mut readers = vec![reader("granted", grant)];
    readers.extend(source.refresh.as_ref().map(|request| reader("refreshed", request)));
    readers.extend(refusal("refused", grant));
    readers
        .extend(source.refresh.as_ref().filter(|it| is_other_refusal(it)).and_then(|it| refusal("not_refreshed", it)));
    vec![
        quote! {
            #docs
            #[derive(Debug)]
            pub(crate) struct #name {
                client: Client,
                client_id: String,
                client_secret: Secret,
            }
        },
        quote! {
            impl #name {
                #unit
                pub(crate) fn new(client: Client, client_id: String, client_secret: Secret) -> Self {
                    Self { client, client_id, client_secret }
                }
                #(#readers)*
            }
        },
        quote! {
            impl Grant for #name {
                fn grant(&self) -> TokenCall {
                    #body
                    #granted
                }
                #refresh
            }
        },
    ]
}

fn unit(milliseconds: u64) -> TokenStream {
    let (function, count) = match milliseconds {
        1000.. => (quote! { from_secs }, milliseconds / 1000),
        _ => (quote! { from_millis }, milliseconds),
    };
    let count = Literal::u64_unsuffixed(count);
    quote! { Duration::#function(#count) }
}

fn request(request: &TokenRequest, granted: &TokenStream, refused: &TokenStream) -> TokenStream {
    let method = &request.method;
    let group = request.group.as_ref().map(|name| quote! { .#name() });
    let body = request.body.as_ref().map(|_| quote! { &body });
    let call = quote! { self.client #group.#method(#body) };
    let call = match request.is_basic {
        true => quote! { basic(#call, &self.client_id, &self.client_secret) },
        false => call,
    };
    let refused = if request.refusal.is_some() {
        refused.clone()
    } else {
        quote! { |_| Refusal::default() }
    };
    quote! { TokenCall::new(#call, #granted, #refused) }
}

fn statement(request: &TokenRequest) -> Option<TokenStream> {
    let TokenBody { ty, has_new, arguments, fields } = request.body.as_ref()?;
    let arguments = arguments.iter().map(value);
    let begin = if *has_new {
        quote! { types::#ty::new(#(#arguments),*) }
    } else {
        quote! { types::#ty::default() }
    };
    let is_mutable = (!fields.is_empty()).then(|| quote! { mut });
    let fields = fields.iter().map(|(name, input)| {
        let value = value(input);
        match (&input.what, &input.ty) {
            (TokenInput::ClientSecret | TokenInput::RefreshToken, Ty::Runtime("Secret"))
            | (TokenInput::Constant(_), Ty::Item(_)) => quote! { body.#name = Some(#value); },
            _ => quote! { body.#name = Some(#value.into()); },
        }
    });
    Some(quote! { let #is_mutable body = #begin; #(#fields)* })
}

fn value(value: &TokenValue) -> TokenStream {
    let is_secret = value.ty == Ty::Runtime("Secret");
    match (&value.what, &value.ty) {
        (TokenInput::ClientId, _) => quote! { self.client_id.as_str() },
        (TokenInput::ClientSecret, _) if is_secret => quote! { self.client_secret.clone() },
        (TokenInput::ClientSecret, _) => quote! { self.client_secret.expose() },
        (TokenInput::RefreshToken, _) if is_secret => quote! { refresh_token.clone() },
        (TokenInput::RefreshToken, _) => quote! { refresh_token.expose() },
        (TokenInput::Constant(text), Ty::Item(name)) => quote! { types::#name::from(#text) },
        (TokenInput::Constant(text), _) => quote! { #text },
    }
}

fn reader(name: &str, request: &TokenRequest) -> TokenStream {
    let name = super::tokens::known(name);
    let answer = outer(&request.output);
    let TokenReads { token, lifetime, refresh_token, success, refusal } = &request.reads;
    let is_refusal = match success {
        Some((way, value)) => {
            let said = read(way, &quote! { text }, &At::variable("answer"), None);
            let expected = match value {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            quote! { #said.as_deref() != Some(#expected) }
        }
        None => quote! { false },
    };
    let token = reads(token, "secret", "answer", None);
    let lifetime = reads(lifetime, "lifetime", "answer", Some(quote! { Self::UNIT }));
    let refresh_token = reads(refresh_token, "secret", "answer", None);
    let refusal = refusal_value(refusal, "answer");
    quote! {
        fn #name(answer: &#answer) -> Granted {
            Granted {
                is_refusal: #is_refusal,
                token: #token,
                lifetime: #lifetime,
                refresh_token: #refresh_token,
                refusal: #refusal,
            }
        }
    }
}

fn refusal(name: &str, request: &TokenRequest) -> Option<TokenStream> {
    let name = super::tokens::known(name);
    let error = outer(&request.error);
    let refusal = request.refusal.as_ref()?;
    let argument = if *refusal == RefusalReads::default() {
        quote! { _ }
    } else {
        quote! { error }
    };
    let refusal = refusal_value(refusal, "error");
    Some(quote! {
        fn #name(#argument: &#error) -> Refusal {
            #refusal
        }
    })
}

fn refusal_value(ways: &RefusalReads, from: &str) -> TokenStream {
    if *ways == RefusalReads::default() {
        return quote! { Refusal::default() };
    }
    let code = reads(&ways.code, "text", from, None);
    let message = reads(&ways.message, "text", from, None);
    let request_id = reads(&ways.request_id, "text", from, None);
    quote! { Refusal { code: #code, message: #message, request_id: #request_id } }
}

/// What the first of several ways that leads anywhere gives.
fn reads(ways: &[Way], function: &str, from: &str, more: Option<TokenStream>) -> TokenStream {
    let function = super::tokens::known(function);
    let (function, from) = (quote! { #function }, At::variable(from));
    let is_match = matches!(ways, [Way::Variants(..), _, ..]);
    let it = At::variable("it");
    let mut ways = ways.iter().enumerate().map(|(index, way)| match index {
        0 if is_match => {
            let (then, from) = (read(way, &function, &it, more.as_ref()), &from.reference);
            quote! { Some(#from).and_then(|it| #then) }
        }
        _ => read(way, &function, &from, more.as_ref()),
    });
    let first = ways.next().unwrap_or_else(|| quote! { None });
    let others = ways.map(|way| quote! { .or_else(|| #way) });
    quote! { #first #(#others)* }
}

/// A value, as something whose fields can be named and as a reference.
struct At {
    base: TokenStream,
    reference: TokenStream,
    is_variable: bool,
}

impl At {
    /// A variable that holds a reference.
    fn variable(name: &str) -> Self {
        let name = super::tokens::known(name);
        Self { base: quote! { #name }, reference: quote! { #name }, is_variable: true }
    }

    fn field(base: TokenStream) -> Self {
        Self { reference: quote! { &#base }, base, is_variable: false }
    }
}

fn read(way: &Way, function: &TokenStream, at: &At, more: Option<&TokenStream>) -> TokenStream {
    let At { base, reference, is_variable } = at;
    let it = At::variable("it");
    let more_argument = more.map(|more| quote! { , #more });
    match way {
        Way::Here => quote! { #function(#reference #more_argument) },
        Way::Field(name, true, then) if **then != Way::Here => {
            let then = read(then, function, &it, more);
            quote! { #base.#name.as_ref().and_then(|it| #then) }
        }
        Way::Field(name, _, then) => read(then, function, &At::field(quote! { #base.#name }), more),
        Way::Variants(name, arms) => {
            let arms = arms.iter().map(|(variant, then)| arm(name, variant, read(then, function, &it, more)));
            quote! { match #reference { #(#arms)* _ => None, } }
        }
        Way::Newtype(then) => read(then, function, &At::field(quote! { #base.0 }), more),
        Way::Embedded(then) => {
            let reference = if *is_variable {
                quote! { &**#base }
            } else {
                quote! { &*#base }
            };
            read(then, function, &At { base: base.clone(), reference, is_variable: false }, more)
        }
        Way::Known(then) => {
            let then = read(then, function, &it, more);
            quote! { #base.known().and_then(|it| #then) }
        }
        Way::Place(place, then) => {
            let then = read(then, function, &it, more);
            let place = match place {
                0 => quote! { first() },
                place => {
                    let place = Literal::usize_unsuffixed(*place);
                    quote! { get(#place) }
                }
            };
            quote! { #base.#place.and_then(|it| #then) }
        }
        Way::Pointer(pointer) => quote! { #base.pointer(#pointer).and_then(|it| #function(it #more_argument)) },
    }
}

fn arm(name: &Ident, variant: &Ident, then: TokenStream) -> TokenStream {
    quote! { types::#name::#variant(it) => #then, }
}
