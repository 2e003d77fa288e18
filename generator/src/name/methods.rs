//! From operations to methods: arguments, what is sent, what comes back.

use super::bodies::{SentForm, forms};
use super::definitions::OperationTypes;
use super::docs;
use super::headers::KnownHeaders;
use super::ident::Style;
use super::initial::initial;
use super::items::{Making, finish, present};
use super::markdown::code;
use super::replies::{Outcome, Success, outcome};
use super::scope::{Scope, Sibling, siblings};
use super::security;
use super::servers;
use crate::api::{Operation, Parameter, Place};
use crate::diagnostic::Diagnostic;
use crate::rust::{
    Argument, ArgumentTy, Doc, Field, Ident, Item, Method, ParameterWriter, Reads, Sent, Source, Struct, StructCodec,
    Ty,
};
use serde_json::Value;

/// What an operation and its types are called, and what is told of it.
#[derive(Debug)]
pub(super) struct Called<'a> {
    pub(super) name: &'a Ident,
    pub(super) docs: Doc,
    pub(super) types: &'a OperationTypes,
}

/// The methods of an operation, one per form of its body and of its success, and the types that only they need.
pub(super) fn methods(
    making: &Making<'_>,
    operation: &Operation,
    Called { name, docs, types }: Called<'_>,
    scope: &mut Scope,
    known: &mut KnownHeaders,
    problems: &mut Vec<Diagnostic>,
) -> (Vec<Method>, Vec<Item>) {
    let mut items = Vec::new();
    let mut arguments = Vec::new();
    let mut argument_names = Scope::default();
    let mut parameters = path(making, operation, &mut arguments, &mut argument_names, problems);
    let mut params = None;
    if let Some(fields) = fields(making, operation, problems) {
        let argument = argument_names.claim(["params", "parameters", "query"].map(str::to_owned));
        let ty = Ty::Ref(Box::new(Ty::Item(types.params.clone())));
        arguments.push(Argument { name: argument.clone(), ty: ArgumentTy::Ty(ty) });
        params = Some(argument);
        let docs = docs::line(&format!("What {} takes besides its path and body.", code(&operation.id)));
        let item = finish(types.params.clone(), docs, fields, None, StructCodec::Parameters);
        items.push(Item::Struct(Struct { constants: constants(operation), ..item }));
    } else {
        parameters.extend(constants(operation));
    }

    let Outcome { successes, error, fails, headers, items: answers } = outcome(making, operation, types, known);
    items.extend(answers);
    let argument = argument_names.claim(["body", "content", "request_body"].map(str::to_owned));
    let (forms, parts) = forms(making, operation, types, &argument);
    items.extend(parts);
    let servers = servers::own(&operation.servers, making.api);
    let told = |docs| docs::with_servers(docs::with_headers(docs, &headers), &servers);
    let method = Method {
        name: name.clone(),
        docs: told(docs),
        deprecated: operation.docs.deprecated,
        operation: operation.id.clone(),
        verb: operation.method,
        path: operation.path.clone(),
        arguments,
        output: Ty::Unit,
        error,
        security: Some(security::needed(operation, making.api)).filter(|needed| *needed != making.security),
        servers: servers.clone(),
        parameters,
        params,
        body: None,
        accept: None,
        reads: Reads::Nothing,
        fails,
        idempotent: operation.extensions.get("x-idempotent") == Some(&Value::Bool(true)),
        idempotency_header: operation.extensions.get("x-idempotency-header").and_then(Value::as_str).map(str::to_owned),
        pagination: None,
    };
    let sent: Vec<Option<SentForm>> = match forms.is_empty() {
        true => vec![None],
        false => forms.into_iter().map(Some).collect(),
    };
    let mut made = Vec::with_capacity(sent.len() * successes.len());
    for (at, form) in sent.into_iter().enumerate() {
        for (read_at, success) in successes.iter().enumerate() {
            let Success { suffix, media_type, output, reads, accept } = success.clone();
            let mut method = Method { output, reads, accept, ..method.clone() };
            let own = form.as_ref().filter(|_| at > 0);
            let is_other = read_at > 0;
            let suffixes = own.map(|it| it.suffix.clone()).into_iter().chain(is_other.then_some(suffix));
            let suffix = suffixes.collect::<Vec<_>>().join("_");
            if !suffix.is_empty() {
                let sent = own.map(|it| it.media_type.as_str());
                let docs = docs::of_operation(operation, sent, is_other.then_some(media_type.as_str()));
                method.docs = told(docs);
                let plain = name.stem();
                method.name = scope.claim([format!("{plain}_{suffix}"), format!("{plain}_as_{suffix}")]);
            }
            if let Some(SentForm { argument, body, .. }) = form.clone() {
                if argument.ty == ArgumentTy::IntoBody && operation.body.as_ref().is_some_and(|body| !body.required) {
                    method.docs.0.extend(["", "`Body::empty()` leaves the body out."].map(str::to_owned));
                }
                method.arguments.push(argument);
                method.body = Some(body);
            }
            made.push(method);
        }
    }
    (made, items)
}

/// The parameters of the path, each an argument.
fn path(
    making: &Making<'_>,
    operation: &Operation,
    arguments: &mut Vec<Argument>,
    scope: &mut Scope,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Sent> {
    let all: Vec<&Parameter> = operation.parameters.iter().filter(|it| it.place == Place::Path).collect();
    let texts = all.iter().map(|it| it.name.clone()).collect::<Vec<_>>();
    let names = named(&all, &texts, &|_| None, scope, problems);
    let mut sent: Vec<Sent> = all
        .into_iter()
        .zip(names)
        .map(|(parameter, name)| {
            let ty = by_reference(making.table.ty(&parameter.value.ty));
            arguments.push(Argument { name: name.clone(), ty: ArgumentTy::Ty(ty) });
            let (place, style) = (parameter.place, parameter.style);
            Sent { wire: parameter.name.clone(), place, style, source: Source::Argument(name) }
        })
        .collect();
    sent.sort_by_key(|it| operation.path.find(&format!("{{{}}}", it.wire)));
    sent
}

/// The parameters that are always the same.
fn constants(operation: &Operation) -> Vec<Sent> {
    let sent = operation.constants.iter().map(|constant| Sent {
        wire: constant.name.clone(),
        place: constant.place,
        style: usual(constant.place),
        source: Source::Constant(constant.value.clone()),
    });
    sent.collect()
}

/// The other parameters, all in one struct.
fn fields(making: &Making<'_>, operation: &Operation, problems: &mut Vec<Diagnostic>) -> Option<Vec<Field>> {
    let all: Vec<&Parameter> = operation.parameters.iter().filter(|it| it.place != Place::Path).collect();
    if all.is_empty() {
        return None;
    }
    let texts: Vec<String> = all.iter().enumerate().map(|(at, it)| text(&all, at, it)).collect();
    let kept = |parameter: &Parameter| making.kept.parameter(operation, parameter);
    let names = named(&all, &texts, &kept, &mut Scope::default(), problems);
    let fields = all.into_iter().zip(names).map(|(parameter, name)| {
        let is_nullable = parameter.required && parameter.value.nullable;
        let (ty, presence) = present(making.table.ty(&parameter.value.ty), parameter.required, is_nullable);
        let default = parameter.default.as_ref().filter(|_| parameter.required);
        Field {
            name,
            wire: parameter.name.clone(),
            ty,
            presence,
            is_lenient: false,
            docs: docs::of_sent(&parameter.docs, &parameter.name),
            deprecated: parameter.docs.deprecated,
            initial: default.and_then(|value| initial(making, &parameter.value.ty, value)),
            part: None,
            parameter: Some(ParameterWriter { place: parameter.place, style: parameter.style }),
        }
    });
    Some(fields.collect())
}

/// What a parameter is called after: its name, and its place where another has the same.
fn text(all: &[&Parameter], at: usize, parameter: &Parameter) -> String {
    let is_again = all.iter().take(at).any(|it| it.name.eq_ignore_ascii_case(&parameter.name));
    match (is_again, parameter.place) {
        (false, _) => parameter.name.clone(),
        (true, Place::Path) => format!("{} path", parameter.name),
        (true, Place::Query) => format!("{} query", parameter.name),
        (true, Place::Header) => format!("{} header", parameter.name),
        (true, Place::Cookie) => format!("{} cookie", parameter.name),
    }
}

fn named<'a>(
    all: &[&'a Parameter],
    texts: &[String],
    kept: &dyn Fn(&Parameter) -> Option<&'a str>,
    scope: &mut Scope,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Ident> {
    let all: Vec<_> = all
        .iter()
        .zip(texts)
        .map(|(it, text)| Sibling { text, given: it.rust_name.as_deref(), kept: kept(it), pointer: &it.pointer })
        .collect();
    siblings(&all, Style::Snake, scope, problems)
}

fn usual(place: Place) -> crate::api::Style {
    match place {
        Place::Path | Place::Header => crate::api::Style::Simple { explode: false },
        Place::Query | Place::Cookie => crate::api::Style::Form { explode: true, allow_reserved: false },
    }
}

/// How an argument is passed: numbers as they are, the rest by reference.
pub(super) fn by_reference(ty: Ty) -> Ty {
    match ty {
        Ty::Plain(name) if name != "String" => Ty::Plain(name),
        ty => Ty::Ref(Box::new(ty)),
    }
}
