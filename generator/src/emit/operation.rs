//! An operation: one function, one expression.

use super::tokens::{deprecated, known, outer};
use crate::api::{Place, Style};
use crate::rust::{Argument, ArgumentTy, Fails, Method, Reads, Sent, SentBody, SentKind, Source, Ty};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// A method of a client or of a handle.
pub(super) fn method(method: &Method) -> TokenStream {
    let Method { name, docs, path, operation, .. } = method;
    let deprecated = deprecated(method.deprecated);
    let arguments = method.arguments.iter().map(argument);
    let (output, error) = (outer(&method.output), outer(&method.error));
    let verb = verb(method.verb);
    let security = method.security.as_deref().map(security);
    let server = method.server.as_ref().map(|url| quote! { .server(#url) });
    let idempotent = method.idempotent.then(|| quote! { .idempotent() });
    let key = method.idempotency_header.as_ref().map(|name| quote! { .idempotency_header(#name) });
    let parameters = method.parameters.iter().map(parameter);
    let body = method.body.as_ref().map(|sent| body(sent, &method.arguments));
    let accept = method.accept.as_ref().map(|types| quote! { .accept(#types) });
    let fails = fails(&method.fails);
    let call = call(method.reads);
    quote! {
        #docs
        #deprecated
        pub fn #name(&self, #(#arguments),*) -> Call<#output, #error> {
            self.api.#verb(#path).operation(#operation) #security #server #idempotent #key #(#parameters)* #body #accept #fails #call
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

fn verb(method: crate::api::Method) -> proc_macro2::Ident {
    use crate::api::Method;
    known(match method {
        Method::Get => "get",
        Method::Put => "put",
        Method::Post => "post",
        Method::Delete => "delete",
        Method::Options => "options",
        Method::Head => "head",
        Method::Patch => "patch",
        Method::Trace => "trace",
    })
}

fn security(alternatives: &[Vec<String>]) -> TokenStream {
    if alternatives.is_empty() {
        return quote! { .anonymous() };
    }
    let alternatives = alternatives.iter().map(|schemes| quote! { &[#(#schemes),*] });
    quote! { .auth(&[#(#alternatives),*]) }
}

fn parameter(sent: &Sent) -> TokenStream {
    let wire = &sent.wire;
    let step = match sent.place {
        Place::Path => "path",
        Place::Query => "query",
        Place::Header => "header",
        Place::Cookie => "cookie",
    };
    let value = match &sent.source {
        Source::Argument(name) => name.to_token_stream(),
        Source::Field(of, name) => quote! { #of.#name },
        Source::Constant(text) => text.to_token_stream(),
    };
    match style(sent.place, sent.style) {
        None => {
            let step = known(step);
            quote! { .#step(#wire, &#value) }
        }
        Some(style) => {
            let step = known(&format!("{step}_as"));
            let style = known(style);
            quote! { .#step(style::#style, #wire, &#value) }
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

fn style_name(style: Style) -> &'static str {
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
        Fails::Undocumented => None,
        Fails::Json(statuses) => {
            let statuses = statuses.iter().map(ToString::to_string);
            Some(quote! { .errors(&[#(#statuses),*]) })
        }
        Fails::Answer => Some(quote! { .errors_as() }),
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
