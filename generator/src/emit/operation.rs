//! An operation: one function, one expression.

use super::tokens::{deprecated, known, outer};
use crate::api::{Place, Style};
use crate::rust::{
    Argument, ArgumentTy, Fails, Field, Method, ParameterWriter, Reads, Sent, SentBody, SentKind, ServerConst, Source,
    Struct, Ty,
};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// A method of a client or of a handle.
pub(super) fn method(method: &Method) -> TokenStream {
    let Method { name, docs, path: template, operation, .. } = method;
    let deprecated = deprecated(method.deprecated);
    let arguments = method.arguments.iter().map(argument);
    let (output, error) = (outer(&method.output), outer(&method.error));
    let verb = known(method.verb.key());
    let security = method.security.as_deref().map(security);
    let servers = servers(&method.servers);
    let idempotent = method.idempotent.then(|| quote! { .idempotent() });
    let key = method.idempotency_header.as_ref().map(|name| quote! { .idempotency_header(#name) });
    let path = path(&method.parameters);
    let params = method.params.as_ref().map(|params| quote! { .params(#params) });
    let constants = method.parameters.iter().filter(|sent| sent.place != Place::Path).map(constant);
    let body = method.body.as_ref().map(|sent| body(sent, &method.arguments));
    let accept = method.accept.as_ref().map(|types| quote! { .accept(#types) });
    let fails = fails(&method.fails);
    let call = call(method.reads);
    quote! {
        #docs
        #deprecated
        pub fn #name(&self, #(#arguments),*) -> Call<#output, #error> {
            self.api.#verb(#operation, #template) #security #servers #idempotent #key #path #params #(#constants)* #body #accept #fails #call
        }
    }
}

pub(super) fn argument(argument: &Argument) -> TokenStream {
    let name = &argument.name;
    match &argument.ty {
        ArgumentTy::Ty(ty) => {
            let ty = outer(ty);
            quote! { #name: #ty }
        }
        ArgumentTy::IntoBody => quote! { #name: impl Into<Body> },
    }
}

fn security(alternatives: &[Vec<String>]) -> TokenStream {
    if alternatives.is_empty() {
        return quote! { .anonymous() };
    }
    let alternatives = alternatives.iter().map(|schemes| quote! { &[#(#schemes),*] });
    quote! { .auth(&[#(#alternatives),*]) }
}

fn servers(servers: &[ServerConst]) -> Option<TokenStream> {
    match servers {
        [] => None,
        [ServerConst { url, variables, .. }] if variables.is_empty() => Some(quote! { .server(#url) }),
        servers => {
            let servers = servers.iter().map(|ServerConst { url, variables, .. }| {
                let variables = variables.iter().map(|(name, default, values)| {
                    quote! { (#name, #default, &[#(#values),*]) }
                });
                quote! { (#url, &[#(#variables),*]) }
            });
            Some(quote! { .servers(&[#(#servers),*]) })
        }
    }
}

/// What the names in the path stand for: a list of those that are written the usual way, after the others.
fn path(parameters: &[Sent]) -> TokenStream {
    let in_path = parameters.iter().filter(|sent| sent.place == Place::Path);
    let (usual, others): (Vec<_>, Vec<_>) = in_path.partition(|sent| style(sent.place, sent.style).is_none());
    let others = others.into_iter().map(|sent| {
        let (wire, value) = (&sent.wire, value(sent));
        let style = known(style_name(sent.style));
        quote! { .path_as(style::#style, #wire, &#value) }
    });
    let usual = (!usual.is_empty()).then(|| {
        let values = usual.into_iter().map(value);
        quote! { .path(&[#(&#values),*]) }
    });
    quote! { #(#others)* #usual }
}

fn value(sent: &Sent) -> TokenStream {
    match &sent.source {
        Source::Argument(name) => name.to_token_stream(),
        Source::Constant(text) => text.to_token_stream(),
    }
}

/// A parameter that is always the same; it is written the usual way.
fn constant(sent: &Sent) -> TokenStream {
    let (step, wire, value) = (known(step(sent.place)), &sent.wire, value(sent));
    quote! { .#step(#wire, &#value) }
}

fn step(place: Place) -> &'static str {
    match place {
        Place::Path => "path",
        Place::Query => "query",
        Place::Header => "header",
        Place::Cookie => "cookie",
    }
}

/// How the parameters of an operation are written.
pub(super) fn parameters(item: &Struct) -> TokenStream {
    let name = &item.name;
    let sent = item.fields.iter().filter_map(|Field { name, wire, parameter, .. }| {
        let ParameterWriter { place, style } = (*parameter)?;
        let step = step(place);
        Some(match self::style(place, style) {
            None => {
                let step = known(step);
                quote! { to.#step(#wire, &self.#name); }
            }
            Some(style) => {
                let (step, style) = (known(&format!("{step}_as")), known(style));
                quote! { to.#step(style::#style, #wire, &self.#name); }
            }
        })
    });
    let constants = item.constants.iter().map(|sent| {
        let (step, wire, value) = (known(step(sent.place)), &sent.wire, value(sent));
        quote! { to.#step(#wire, &#value); }
    });
    quote! {
        impl Parameters for types::#name {
            fn send(&self, to: &mut Plan) {
                #(#sent)*
                #(#constants)*
            }
        }
    }
}

/// A style by its name in the runtime; `None` where it is the usual one.
pub(super) fn style(place: Place, style: Style) -> Option<&'static str> {
    let usual = match place {
        Place::Path | Place::Header => Style::Simple { explode: false },
        Place::Query | Place::Cookie => Style::Form { explode: true, allow_reserved: false },
    };
    (style != usual).then(|| style_name(style))
}

pub(super) fn style_name(style: Style) -> &'static str {
    match style {
        Style::Simple { explode: false } => "SIMPLE",
        Style::Simple { explode: true } => "SIMPLE_EXPLODE",
        Style::Label { explode: false } => "LABEL",
        Style::Label { explode: true } => "LABEL_EXPLODE",
        Style::Matrix { explode: false } => "MATRIX",
        Style::Matrix { explode: true } => "MATRIX_EXPLODE",
        Style::Form { explode: false, allow_reserved: false } => "FORM",
        Style::Form { explode: true, allow_reserved: false } => "FORM_EXPLODE",
        Style::Form { explode: false, allow_reserved: true } => "FORM_RESERVED",
        Style::Form { explode: true, allow_reserved: true } => "FORM_EXPLODE_RESERVED",
        Style::SpaceDelimited => "SPACE",
        Style::PipeDelimited => "PIPE",
        Style::DeepObject => "DEEP_OBJECT",
        Style::Json => "JSON",
    }
}

fn body(body: &SentBody, arguments: &[Argument]) -> TokenStream {
    let argument = &body.argument;
    let (step, styles) = match &body.kind {
        SentKind::Json => ("json", None),
        SentKind::Form(styles) if styles.is_empty() => ("form", None),
        SentKind::Form(styles) => ("form_as", Some(self::styles(styles))),
        SentKind::Multipart => ("multipart", None),
        SentKind::Raw => ("body", None),
        SentKind::Lines => ("lines", None),
    };
    let step = known(&if body.optional { format!("{step}_if") } else { step.to_owned() });
    let ty = arguments.iter().find(|it| it.name == *argument).map(|it| &it.ty);
    let value = match (&body.kind, ty) {
        (SentKind::Multipart | SentKind::Raw, _) => quote! { #argument },
        (_, Some(ArgumentTy::Ty(Ty::Option(ty)))) if !matches!(**ty, Ty::Ref(_)) => quote! { #argument.as_ref() },
        (_, Some(ArgumentTy::Ty(Ty::Option(_) | Ty::Ref(_)))) => quote! { #argument },
        _ => quote! { &#argument },
    };
    let media_type = body.media_type.as_ref().map(|media_type| quote! { .content_type(#media_type) });
    quote! { .#step(#value #styles) #media_type }
}

fn styles(styles: &[(String, Style)]) -> TokenStream {
    let styles = styles.iter().map(|(name, style)| {
        let style = known(style_name(*style));
        quote! { (#name, style::#style) }
    });
    quote! { , &[#(#styles),*] }
}

fn fails(fails: &Fails) -> Option<TokenStream> {
    match fails {
        Fails::Undocumented | Fails::Answer => None,
        Fails::Json(statuses) => {
            let statuses = statuses.iter().map(ToString::to_string);
            Some(quote! { .errors(&[#(#statuses),*]) })
        }
    }
}

fn call(reads: Reads) -> TokenStream {
    let step = known(match reads {
        Reads::Nothing => "call_empty",
        Reads::Json => "call",
        Reads::Text => "call_text",
        Reads::Bytes => "call_bytes",
        Reads::Events => "call_events",
        Reads::Lines => "call_lines",
        Reads::Answer => "call_answer",
    });
    quote! { .#step() }
}
