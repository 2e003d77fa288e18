//! `lib.rs` and a module per group: the API as a constant, the client, the operations. An API without operations has
//! no client.

use super::tokens::known;
use super::uses::Uses;
use super::{Piece, Source, codec, operation, pages};
use crate::api::SchemeKind;
use crate::rust::{ApiConst, Crate, Group, GroupModule, Ident, Method, NextPage, Sent, SentKind, ServerConst};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// `src/lib.rs`.
pub(super) fn lib(krate: &Crate) -> Source<'_> {
    Source::Rust {
        path: "src/lib.rs".to_owned(),
        docs: krate.docs.0.clone(),
        pieces: Box::new(|tell| lib_pieces(krate, tell)),
    }
}

fn lib_pieces(krate: &Crate, tell: &mut dyn FnMut(Piece)) {
    let flat: Vec<_> = krate.groups.iter().filter(|group| group.module.is_none()).flat_map(|it| &it.methods).collect();
    let groups: Vec<_> = krate.groups.iter().filter_map(|group| group.module.as_ref()).collect();
    let mut items = modules(krate, &groups);
    if krate.groups.iter().any(|group| !group.methods.is_empty()) {
        items.extend(uses(&flat, krate));
        items.extend([api(&krate.api), client(), construction(&krate.api)]);
        let sources = super::auth::methods(&krate.token_sources);
        if !sources.is_empty() {
            items.push(quote! { impl Client { #(#sources)* } });
        }
        if !groups.is_empty() {
            items.push(handles(&groups));
        }
        items.drain(..).map(Piece::Items).for_each(&mut *tell);
        if !flat.is_empty() {
            methods(quote! { impl Client }, flat, None, tell);
        }
        items.extend(krate.api.servers.first().map(|_| default_client()));
        items.push(from_client());
    }
    items.into_iter().map(Piece::Items).for_each(tell);
}

/// The operations, one after another.
fn methods<'a>(
    head: TokenStream,
    all: impl IntoIterator<Item = &'a Method>,
    handle: Option<&Ident>,
    tell: &mut dyn FnMut(Piece),
) {
    tell(Piece::Open(head));
    for method in all {
        tell(Piece::Items(operation::method(method)));
        pages::method(method, handle).map(Piece::Items).into_iter().for_each(&mut *tell);
    }
    tell(Piece::Close);
}

/// `src/pets.rs`.
pub(super) fn group(group: &Group) -> Option<Source<'_>> {
    let module = group.module.as_ref()?;
    Some(Source::Rust {
        path: format!("src/{}.rs", module.name.plain()),
        docs: module.docs.0.clone(),
        pieces: Box::new(|tell| group_pieces(group, module, tell)),
    })
}

fn group_pieces(group: &Group, GroupModule { handle, docs, .. }: &GroupModule, tell: &mut dyn FnMut(Piece)) {
    let uses = Uses::of_methods(&group.methods);
    let mut items = Vec::from_iter(uses.items().then(|| quote! { use crate::types; }));
    items.extend(
        style_use(&group.methods.iter().collect::<Vec<_>>())
            .map(|name| quote! { use specwright_runtime::generated::#name; }),
    );
    items.extend(text_use(&group.methods).map(|name| quote! { use specwright_runtime::generated::#name; }));
    items.extend(uses.lines());
    items.push(quote! {
        #docs
        #[derive(Clone, Copy, Debug)]
        pub struct #handle<'a> {
            pub(crate) api: &'a specwright_runtime::Client,
        }
    });
    items.into_iter().map(Piece::Items).for_each(&mut *tell);
    methods(quote! { impl #handle<'_> }, &group.methods, Some(handle), tell);
}

fn modules(krate: &Crate, groups: &[&GroupModule]) -> Vec<TokenStream> {
    let own = [("codec", codec::is_needed(&krate.items)), ("types", !krate.items.is_empty())];
    let own = own.into_iter().filter(|(_, is_there)| *is_there).map(|(name, _)| known(name));
    let mut names: Vec<_> = groups.iter().map(|group| group.name.to_token_stream()).collect();
    names.extend(own.map(|name| name.to_token_stream()));
    names.extend((!krate.token_sources.is_empty()).then(|| known("token_source").to_token_stream()));
    names.sort_by_key(|name| name.to_string());
    let modules = names.iter().map(|name| match name.to_string().as_str() {
        "codec" | "token_source" => quote! { mod #name; },
        _ => quote! { pub mod #name; },
    });
    modules.chain([quote! { pub use specwright_runtime as runtime; }]).collect()
}

fn uses(methods: &[&Method], krate: &Crate) -> Vec<TokenStream> {
    let (api, sources) = (&krate.api, &krate.token_sources);
    let scheme = (!api.schemes.is_empty()).then(|| quote! { Scheme });
    let server = (!api.servers.is_empty()).then(|| quote! { Server });
    let names: Vec<_> = [quote! { Api }]
        .into_iter()
        .chain(scheme)
        .chain(server)
        .chain(style_use(methods))
        .chain(text_use(methods.iter().copied()))
        .collect();
    let mut lines = vec![quote! { use specwright_runtime::generated::{#(#names),*}; }];
    let mut uses = Uses::of_methods(methods.iter().copied());
    uses.add(&crate::rust::Ty::Runtime("BuildError"));
    uses.add(&crate::rust::Ty::Runtime("ClientBuilder"));
    if !sources.is_empty() {
        ["Credential", "Secret", "TokenCache"].into_iter().for_each(|name| uses.add(&crate::rust::Ty::Runtime(name)));
    }
    if sources.iter().any(|source| source.environment.is_some()) {
        lines.insert(0, quote! { use specwright_runtime::generated::token::environment; });
    }
    lines.extend(uses.lines());
    if sources.iter().any(|source| source.default_lifetime.is_some() || source.renew_before.is_some()) {
        lines.push(quote! { use std::time::Duration; });
    }
    lines
}

/// Whether some parameter is not written the usual way.
fn style_use(methods: &[&Method]) -> Option<TokenStream> {
    let is_unusual = |sent: &Sent| operation::style(sent.place, sent.style).is_some();
    let has_style = |method: &&Method| {
        method.parameters.iter().any(is_unusual)
            || matches!(method.body.as_ref().map(|body| &body.kind), Some(SentKind::Form(styles)) if !styles.is_empty())
    };
    methods.iter().any(has_style).then(|| quote! { style })
}

/// Whether some page says in its body how it goes on.
fn text_use<'a>(methods: impl IntoIterator<Item = &'a Method>) -> Option<TokenStream> {
    let mut next = methods.into_iter().filter_map(|method| method.pagination.as_ref()).map(|pages| &pages.next);
    next.any(|next| matches!(next, NextPage::Cursor(..) | NextPage::Link(_))).then(|| quote! { text })
}

fn api(api: &ApiConst) -> TokenStream {
    let title = &api.title;
    let servers = api.servers.iter().map(server);
    let schemes = api.schemes.iter().map(|scheme| self::scheme(&scheme.key, &scheme.kind));
    let security = api.security.iter().map(|schemes| quote! { &[#(#schemes),*] });
    quote! {
        const API: Api = Api {
            title: #title,
            servers: &[#(#servers),*],
            schemes: &[#(#schemes),*],
            security: &[#(#security),*],
        };
    }
}

fn server(server: &ServerConst) -> TokenStream {
    let url = &server.url;
    let variables = server.variables.iter().map(|(name, default, values)| {
        quote! { .variable(#name, #default, &[#(#values),*]) }
    });
    quote! { Server::new(#url) #(#variables)* }
}

fn scheme(key: &str, kind: &SchemeKind) -> TokenStream {
    match kind {
        SchemeKind::Bearer => quote! { Scheme::bearer(#key) },
        SchemeKind::Basic => quote! { Scheme::basic(#key) },
        SchemeKind::Http(scheme) => quote! { Scheme::http(#key, #scheme) },
        SchemeKind::HeaderKey(name) => quote! { Scheme::header(#key, #name) },
        SchemeKind::QueryKey(name) => quote! { Scheme::query(#key, #name) },
        SchemeKind::CookieKey(name) => quote! { Scheme::cookie(#key, #name) },
        SchemeKind::MutualTls => quote! { Scheme::mutual_tls(#key) },
    }
}

fn client() -> TokenStream {
    quote! {
        #[doc = " A client of this API: each operation is a method that gives a [`runtime::Call`]."]
        #[derive(Clone, Debug)]
        pub struct Client {
            api: specwright_runtime::Client,
        }
    }
}

fn construction(api: &ApiConst) -> TokenStream {
    let new = api.servers.first().map(|server| {
        let is_plain = server.url.chars().all(|it| it.is_ascii_graphic() && it != '`');
        let place = if is_plain { format!("`{}`", server.url) } else { "the first server".to_owned() };
        let docs = format!(" A client of {place}, without credentials.");
        quote! {
            #[doc = #docs]
            pub fn new() -> Self {
                specwright_runtime::Client::new(&API).into()
            }
        }
    });
    quote! {
        impl Client {
            #new

            #[doc = " A client of the API at this base URL, whose path is kept."]
            pub fn at(base_url: &str) -> Result<Self, BuildError> {
                Self::builder().base_url(base_url)?.build()
            }

            #[doc = " Everything that can be chosen: credentials, base URL, retries, transport."]
            pub fn builder() -> ClientBuilder<Self> {
                ClientBuilder::new(&API)
            }
        }
    }
}

fn handles(groups: &[&GroupModule]) -> TokenStream {
    let handles = groups.iter().map(|GroupModule { name, handle, docs }| {
        quote! {
            #docs
            pub fn #name(&self) -> #name::#handle<'_> {
                #name::#handle { api: &self.api }
            }
        }
    });
    quote! { impl Client { #(#handles)* } }
}

fn default_client() -> TokenStream {
    quote! {
        impl Default for Client {
            fn default() -> Self {
                Self::new()
            }
        }
    }
}

fn from_client() -> TokenStream {
    quote! {
        impl From<specwright_runtime::Client> for Client {
            fn from(api: specwright_runtime::Client) -> Self {
                Self { api }
            }
        }
    }
}
