//! What an operation takes, and where each of it comes from: `--arg`, `--body`, the environment.

use super::environment::{prefix, variable};
use super::find::{Found, listed};
use super::secrets::{Secrets, is_secret};
use super::values::{named, value};
use crate::stop::Stop;
use serde_json::{Map, Value};
use specwright::Output;
use specwright::rust::{ArgumentTy, Crate, Field, Ident, Initial, Item, SentKind, Struct, StructCodec, Ty};
use std::io::Read;

/// What the command line gives.
pub(super) struct Given<'a> {
    pub(super) arguments: &'a [(String, String)],
    pub(super) body: Option<&'a Body>,
}

/// What `--body` gives.
#[derive(Debug)]
pub(super) enum Body {
    /// As it was typed, for everyone on this machine to see.
    Typed(String),
    /// From a file or the standard input.
    Read(Vec<u8>),
}

impl Body {
    /// `@file`, `-`, or the body itself.
    pub(super) fn read(text: &str) -> Result<Self, Stop> {
        if let Some(path) = text.strip_prefix('@') {
            return std::fs::read(path).map(Self::Read).map_err(|why| Stop::at(path.as_ref(), "read", why));
        }
        if text != "-" {
            return Ok(Self::Typed(text.to_owned()));
        }
        let mut bytes = Vec::new();
        let read = std::io::stdin().read_to_end(&mut bytes);
        read.map_err(|why| Stop::Failed(format!("cannot read the standard input: {why}")))?;
        Ok(Self::Read(bytes))
    }

    fn bytes(&self) -> &[u8] {
        match self {
            Self::Typed(text) => text.as_bytes(),
            Self::Read(bytes) => bytes,
        }
    }
}

/// Where an argument stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Path,
    Parameters,
    Body,
}

/// Something that an operation takes.
#[derive(Debug)]
pub(super) struct Input {
    /// As the document calls it.
    pub(super) name: String,
    /// As the crate calls it.
    pub(super) rust: String,
    pub(super) place: Place,
    pub(super) ty: Ty,
    pub(super) required: bool,
    pub(super) secret: bool,
    /// What an API always gets, unless something else is said.
    initial: Option<Value>,
    /// The variable of the environment that holds it.
    pub(super) variable: String,
}

impl Input {
    /// Under what the program finds it.
    pub(super) fn key(&self) -> String {
        match self.place {
            Place::Path => self.rust.clone(),
            Place::Parameters => format!("params.{}", self.rust),
            Place::Body => format!("body.{}", self.rust),
        }
    }

    /// `id`; `body.id` where the path has one too.
    fn is_called(&self, said: &str) -> bool {
        let prefix = match self.place {
            Place::Path => "path.",
            Place::Parameters => "params.",
            Place::Body => "body.",
        };
        let own = said.strip_prefix(prefix).unwrap_or(said);
        [own, said].iter().any(|said| *said == self.name || *said == self.rust)
    }
}

/// What an operation takes.
pub(super) fn of(output: &Output, found: &Found<'_>, secrets: &Secrets) -> Vec<Input> {
    let (krate, method) = (&output.krate, found.method);
    let prefix = prefix(output);
    let body = method.body.as_ref();
    let is_body = |name: &Ident| body.is_some_and(|body| body.argument == *name);
    let mut inputs = Vec::new();
    for argument in &method.arguments {
        let ArgumentTy::Ty(ty) = &argument.ty else { continue };
        let item = structure(krate, ty);
        let place = match item {
            Some(item) if item.codec == StructCodec::Parameters => Place::Parameters,
            _ if is_body(&argument.name) => Place::Body,
            _ => Place::Path,
        };
        let rust = argument.name.plain().to_owned();
        match (place, item) {
            (Place::Path, _) => {
                let sent = method.parameters.iter().find(
                    |sent| matches!(&sent.source, specwright::rust::Source::Argument(name) if *name == argument.name),
                );
                let name = sent.map_or_else(|| rust.clone(), |sent| sent.wire.clone());
                let secret = is_secret(krate, ty) || secrets.is_name(&name);
                let variable = variable(&prefix, &name);
                inputs.push(Input {
                    name,
                    rust,
                    place,
                    ty: ty.clone(),
                    required: true,
                    secret,
                    initial: None,
                    variable,
                });
            }
            (_, Some(item)) => {
                let is_needed = place == Place::Parameters || body.is_some_and(|body| !body.optional);
                inputs
                    .extend(item.fields.iter().map(|field| of_field(krate, field, place, is_needed, &prefix, secrets)));
            }
            (_, None) => {}
        }
    }
    inputs
}

fn of_field(krate: &Crate, field: &Field, place: Place, is_needed: bool, prefix: &str, secrets: &Secrets) -> Input {
    Input {
        name: field.wire.clone(),
        rust: field.name.plain().to_owned(),
        place,
        ty: field.ty.clone(),
        required: is_needed && field.is_argument(),
        secret: is_secret(krate, &field.ty) || secrets.is_name(&field.wire),
        initial: field.initial.as_ref().map(|initial| constant(krate, initial)),
        variable: variable(prefix, &field.wire),
    }
}

fn constant(krate: &Crate, initial: &Initial) -> Value {
    match initial {
        Initial::Literal(value) => value.clone(),
        Initial::Variant(name, variant) => {
            let values = krate.items.iter().find(|item| named(item, name)).and_then(|item| match item {
                Item::Choice(choice) => choice.variants.iter().find(|it| it.name == *variant),
                _ => None,
            });
            values.map_or(Value::Null, |it| it.value.clone())
        }
    }
}

/// The struct that an argument is, through references, `Option`s and aliases.
pub(super) fn structure<'a>(krate: &'a Crate, ty: &Ty) -> Option<&'a Struct> {
    match ty {
        Ty::Ref(ty) | Ty::Option(ty) => structure(krate, ty),
        Ty::Item(name) => match krate.items.iter().find(|item| named(item, name))? {
            Item::Struct(item) => Some(item),
            Item::Alias(alias) => structure(krate, &alias.ty),
            _ => None,
        },
        _ => None,
    }
}

/// The values that the program is given, by key.
pub(super) fn fill(
    krate: &Crate,
    found: &Found<'_>,
    inputs: &[Input],
    given: &Given<'_>,
    secrets: &Secrets,
    environment: &dyn Fn(&str) -> Option<String>,
) -> Result<Map<String, Value>, Stop> {
    let name = found.name();
    let texts = texts(&name, inputs, given.arguments, environment)?;
    let body = match found.method.body.as_ref().map(|body| &body.kind) {
        Some(SentKind::Json | SentKind::Form(_) | SentKind::Lines) => json_body(given.body, secrets)?,
        Some(SentKind::Raw | SentKind::Multipart) | None => None,
    };
    let (mut values, mut object, mut missing) = (Map::new(), Map::new(), Vec::new());
    let whole = match body {
        Some(Value::Object(given)) => {
            object = given;
            None
        }
        other => other,
    };
    for (input, texts) in inputs.iter().zip(&texts) {
        let in_object = input.place == Place::Body && !is_parts(found);
        let made = (!texts.is_empty()).then(|| match is_file(&input.ty) {
            true => paths(texts),
            false => value(krate, &input.ty, texts),
        });
        let is_there = in_object && (whole.is_some() || object.contains_key(&input.name));
        match (made, &input.initial) {
            (Some(made), _) if in_object => drop(object.insert(input.name.clone(), made)),
            (Some(made), _) => drop(values.insert(input.key(), made)),
            (None, Some(initial)) if in_object && !is_there => drop(object.insert(input.name.clone(), initial.clone())),
            (None, _) if input.required && !is_there => missing.push(input),
            (None, _) => {}
        }
    }
    if !missing.is_empty() {
        return Err(incomplete(&name, &missing));
    }
    let is_said = given.body.is_some() || inputs.iter().zip(&texts).any(|(it, texts)| is_body(it) && !texts.is_empty());
    if let Some(body) = body_value(found, inputs, given.body, whole.unwrap_or(Value::Object(object)), is_said)? {
        values.insert("body".to_owned(), body);
    }
    Ok(values)
}

/// What is typed for each input, or stands in its variable.
fn texts(
    operation: &str,
    inputs: &[Input],
    arguments: &[(String, String)],
    environment: &dyn Fn(&str) -> Option<String>,
) -> Result<Vec<Vec<String>>, Stop> {
    for (said, _) in arguments {
        match inputs.iter().find(|input| input.is_called(said)) {
            None => return Err(unknown(operation, said, inputs)),
            Some(input) if input.secret => return Err(typed(said, &input.variable)),
            Some(_) => {}
        }
    }
    let mut texts: Vec<Vec<String>> = inputs.iter().map(|_| Vec::new()).collect();
    for (said, text) in arguments {
        let meant = inputs.iter().zip(&mut texts).find(|(input, _)| input.is_called(said));
        meant.into_iter().for_each(|(_, texts)| texts.push(text.clone()));
    }
    for (input, texts) in inputs.iter().zip(&mut texts) {
        let is_wanted = texts.is_empty() && (input.required || input.secret);
        texts.extend(environment(&input.variable).filter(|_| is_wanted));
    }
    Ok(texts)
}

/// What is sent as the body, where that is one value; `made` is it, where it is JSON or a form.
fn body_value(
    found: &Found<'_>,
    inputs: &[Input],
    given: Option<&Body>,
    made: Value,
    is_said: bool,
) -> Result<Option<Value>, Stop> {
    let name = found.name();
    let Some(sent) = &found.method.body else {
        return if given.is_some() { Err(Stop::Failed(format!("{name} takes no body"))) } else { Ok(None) };
    };
    let needs = |what: &str| {
        Err(Stop::Failed(format!("{name} needs `--body`: {what}, `@file`, or `-` for the standard input")))
    };
    match (&sent.kind, given) {
        (SentKind::Multipart, None) => Ok(None),
        (SentKind::Multipart, Some(_)) => {
            Err(Stop::Failed(format!("{name} takes parts: `--arg name=value`, for a file its path")))
        }
        (SentKind::Raw, Some(body)) => Ok(Some(body.bytes().into())),
        (SentKind::Raw, None) if !sent.optional => needs("text"),
        (_, None) if !is_said && sent.optional => Ok(None),
        (SentKind::Json | SentKind::Form(_) | SentKind::Lines, None) if !is_said && !inputs.iter().any(is_body) => {
            needs("JSON")
        }
        _ => Ok(Some(made)),
    }
}

fn is_body(input: &Input) -> bool {
    input.place == Place::Body
}

fn json_body(body: Option<&Body>, secrets: &Secrets) -> Result<Option<Value>, Stop> {
    let Some(body) = body else { return Ok(None) };
    let value: Value =
        serde_json::from_slice(body.bytes()).map_err(|why| Stop::Failed(format!("the body is no JSON: {why}")))?;
    match (body, secret_in(&value, secrets)) {
        (Body::Typed(_), Some(name)) => Err(Stop::Failed(format!(
            "`{name}` is a secret, which a command line shows to everyone: `--body @file`, `--body -`, or the environment"
        ))),
        _ => Ok(Some(value)),
    }
}

/// A name in a body under which a secret stands.
fn secret_in(value: &Value, secrets: &Secrets) -> Option<String> {
    match value {
        Value::Object(object) => object.iter().find_map(|(name, value)| {
            let is_said = secrets.is_name(name) && !value.is_null();
            if is_said { Some(name.clone()) } else { secret_in(value, secrets) }
        }),
        Value::Array(values) => values.iter().find_map(|value| secret_in(value, secrets)),
        _ => None,
    }
}

fn is_parts(found: &Found<'_>) -> bool {
    found.method.body.as_ref().is_some_and(|body| body.kind == SentKind::Multipart)
}

/// Whether a part is a file, or several.
pub(super) fn is_file(ty: &Ty) -> bool {
    match ty {
        Ty::Runtime(name) => *name == "FilePart",
        Ty::Option(ty) | Ty::Vec(ty) => is_file(ty),
        _ => false,
    }
}

/// The paths of files, as `@file` or as they are.
fn paths(texts: &[String]) -> Value {
    texts.iter().map(|text| text.strip_prefix('@').unwrap_or(text)).collect()
}

fn typed(said: &str, variable: &str) -> Stop {
    Stop::Failed(format!("`{said}` is a secret, which a command line shows to everyone: it is read from {variable}"))
}

fn unknown(operation: &str, said: &str, inputs: &[Input]) -> Stop {
    let names: Vec<String> = inputs.iter().map(|input| input.name.clone()).collect();
    let there = if names.is_empty() { "it takes none".to_owned() } else { listed(said, &names) };
    Stop::Failed(format!("{operation} takes no argument `{said}`; {there}"))
}

fn incomplete(operation: &str, missing: &[&Input]) -> Stop {
    let lines = missing.iter().map(|input| match input.secret {
        true => format!("\n  {}, a secret: set {}", input.name, input.variable),
        false => format!("\n  {}: `--arg {}=…`, or set {}", input.name, input.name, input.variable),
    });
    Stop::Failed(format!("{operation} needs more:{}", lines.collect::<String>()))
}
