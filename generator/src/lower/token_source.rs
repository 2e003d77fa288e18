//! From `x-token-source` on a security scheme to how a token is obtained, every pointer checked against the schemas.
//!
//! ```yaml
//! x-token-source:
//!   grant: {operation: authToken, client_id: /clientId, client_secret: /clientSecret}
//!   token: [/data/accessToken]
//!   lifetime: {pointers: [/data/expiresIn], unit: seconds, default: 3600}
//!   refresh_token: [/data/refreshToken]
//!   refresh: {operation: authRefresh, refresh_token: /refreshToken}
//!   success: {pointer: /success, equals: true}
//!   error: {code: [/error/code], message: [/error/message], request_id: [/error/requestId]}
//!   renew_before: 300
//!   environment: {client_id: ACME_CLIENT_ID, client_secret: ACME_CLIENT_SECRET}
//! ```

use super::token_source_reader::{Found, Reader};
use super::way::{self, End};
use crate::api::{
    Api, ContentKind, Grant, GrantCredentials, Operation, Refresh, Refusal, RefusalWays, Shape, Status, TimeUnit,
    TokenAnswer, TokenSource, Type, Use, Way,
};
use crate::diagnostic::Diagnostics;
use crate::document::Document;

/// Reads every token source; what is wrong in any of them is said at once.
pub(super) fn token_sources(api: &Api, document: &Document) -> Result<Vec<TokenSource>, Diagnostics> {
    let mut wrong = Diagnostics::default();
    let mut sources = Vec::new();
    for (key, scheme) in &api.schemes {
        let Some(value) = &scheme.token_source else { continue };
        let mut reader = Reader::new(document, scheme.pointer.child("x-token-source"), &mut wrong);
        if let Some(source) = token_source(api, key, &mut reader, Found::root(value)) {
            sources.push(source);
        }
    }
    if wrong.0.is_empty() { Ok(sources) } else { Err(wrong) }
}

fn token_source(api: &Api, scheme: &str, reader: &mut Reader<'_>, at: Found<'_>) -> Option<TokenSource> {
    reader.only(
        &at,
        &[
            "grant",
            "token",
            "lifetime",
            "refresh_token",
            "token_type",
            "refresh",
            "success",
            "error",
            "renew_before",
            "environment",
        ],
    );
    let grant_at = reader.required(&at, "grant")?;
    reader.only(&grant_at, &["operation", "client_id", "client_secret", "credentials", "with"]);
    let operation = operation(api, reader, &grant_at)?;
    let credentials = credentials(api, reader, &grant_at, operation);
    let constants = reader.constants(&grant_at, "with");
    let answer = answer(api, reader, &at, operation);
    let refusal = refusal(api, reader, &at, operation);
    let lifetime = reader.optional(&at, "lifetime");
    let unit = lifetime.as_ref().and_then(|it| reader.one_of(it, "unit", UNITS)).unwrap_or_default();
    let default_lifetime = lifetime.as_ref().and_then(|it| reader.number(it, "default"));
    let renew_before = reader.number(&at, "renew_before");
    let seconds = |count: u64| match unit {
        TimeUnit::Milliseconds => count / 1000,
        TimeUnit::Seconds => count,
        TimeUnit::Minutes => count.saturating_mul(60),
        TimeUnit::Hours => count.saturating_mul(3600),
    };
    let environment = reader.optional(&at, "environment").and_then(|it| {
        reader.only(&it, &["client_id", "client_secret"]);
        Some((reader.text(&it, "client_id")?, reader.text(&it, "client_secret")?))
    });
    let refresh = reader.optional(&at, "refresh").and_then(|it| refresh(api, reader, &at, &it));
    Some(TokenSource {
        scheme: scheme.to_owned(),
        grant: Grant { operation, credentials: credentials?, constants },
        refresh,
        answer: answer?,
        refusal,
        unit,
        default_lifetime: default_lifetime.map(seconds),
        renew_before: renew_before.map(seconds),
        environment,
    })
}

/// Lets the fields that hold a lifetime take what servers send there: `"3600"` too, and nonsense as nothing.
pub(super) fn make_lifetimes_lenient(api: &mut Api) {
    let answers =
        |source: &TokenSource| [Some(source.answer.clone()), source.refresh.as_ref().map(|it| it.answer.clone())];
    let ways: Vec<Way> = api.token_sources.iter().flat_map(answers).flatten().flat_map(|it| it.lifetime).collect();
    ways.iter().for_each(|way| make_lenient(api, way));
}

fn make_lenient(api: &mut Api, way: &Way) {
    match way {
        Way::Field(id, at, then) if **then == Way::Here => {
            if let Some(Shape::Object(object)) = api.types.get_mut(id.0).map(|it| &mut it.shape)
                && let Some(field) = object.fields.get_mut(*at)
            {
                field.is_lenient = matches!(field.value.ty, Type::Integer(_) | Type::Number(_));
            }
        }
        Way::Field(_, _, then) | Way::Alias(_, then) | Way::Embedded(then) | Way::Known(then) | Way::Place(_, then) => {
            make_lenient(api, then)
        }
        Way::Members(_, arms) => arms.iter().for_each(|(_, then)| make_lenient(api, then)),
        Way::Here | Way::Any(_) => {}
    }
}

const UNITS: &[(&str, TimeUnit)] = &[
    ("milliseconds", TimeUnit::Milliseconds),
    ("seconds", TimeUnit::Seconds),
    ("minutes", TimeUnit::Minutes),
    ("hours", TimeUnit::Hours),
];

fn operation(api: &Api, reader: &mut Reader<'_>, at: &Found<'_>) -> Option<usize> {
    let id = reader.text(at, "operation")?;
    let found = api.operations.iter().position(|operation| operation.id == id);
    if found.is_none() {
        let ids = api.operations.iter().map(|operation| operation.id.as_str()).collect();
        reader.no_operation(at, &id, ids);
    }
    found
}

/// Where id and secret go: into fields of the body, which must be there.
fn credentials(api: &Api, reader: &mut Reader<'_>, at: &Found<'_>, operation: usize) -> Option<GrantCredentials> {
    if reader.one_of(at, "credentials", &[("basic", ()), ("body", ())]).is_some()
        && at.value.get("credentials").and_then(|it| it.as_str()) == Some("basic")
    {
        return Some(GrantCredentials::Basic);
    }
    let id = body_field(api, reader, at, "client_id", operation);
    let secret = body_field(api, reader, at, "client_secret", operation);
    Some(GrantCredentials::Body { id: id?, secret: secret? })
}

/// The name of a field of the operation's body, from a pointer such as `/clientId`.
fn body_field(api: &Api, reader: &mut Reader<'_>, at: &Found<'_>, key: &str, operation: usize) -> Option<String> {
    let at = reader.required(at, key)?;
    let pointer = reader.pointer(&at)?;
    let body = api.operations.get(operation).and_then(body)?;
    let segments = pointer.segments();
    match (segments.as_slice(), way::way(&api.types, body, &segments, End::Text)) {
        ([name], Ok(_)) => Some((*name).to_owned()),
        (_, missed) => {
            reader.no_way(&at, api, missed.err().unwrap_or_default());
            None
        }
    }
}

fn body(operation: &Operation) -> Option<&Use> {
    operation.body.as_ref()?.contents.iter().find_map(|content| match &content.kind {
        ContentKind::Json(value) | ContentKind::Form(value, _) => Some(value),
        _ => None,
    })
}

fn success(operation: &Operation) -> Option<&Use> {
    let is_success = |status| matches!(status, Status::Code(200..=299) | Status::Range(2) | Status::Default);
    operation.replies.iter().filter(|reply| is_success(reply.status)).find_map(|reply| json(&reply.contents))
}

fn json(contents: &[crate::api::Content]) -> Option<&Use> {
    contents.iter().find_map(|content| match &content.kind {
        ContentKind::Json(value) => Some(value),
        _ => None,
    })
}

fn answer(api: &Api, reader: &mut Reader<'_>, at: &Found<'_>, operation: usize) -> Option<TokenAnswer> {
    let Some(from) = api.operations.get(operation).and_then(success) else {
        reader.no_answer(at);
        return None;
    };
    let token = ways(api, reader, at, "token", from, End::Text);
    if token.is_empty() {
        reader.required(at, "token")?;
    }
    let lifetime = reader.optional(at, "lifetime");
    if let Some(it) = &lifetime {
        reader.only(it, &["pointers", "unit", "default"]);
    }
    let lifetime = lifetime.map(|it| ways(api, reader, &it, "pointers", from, End::Text)).unwrap_or_default();
    let success = reader.optional(at, "success").and_then(|it| {
        reader.only(&it, &["pointer", "equals"]);
        let pointer_at = reader.required(&it, "pointer")?;
        let equals = reader.required(&it, "equals")?;
        Some((one_way(api, reader, &pointer_at, from, End::Anything)?, equals.value.clone()))
    });
    Some(TokenAnswer {
        token,
        lifetime,
        refresh_token: ways(api, reader, at, "refresh_token", from, End::Text),
        token_type: ways(api, reader, at, "token_type", from, End::Text),
        success,
        refusal: refusal_ways(api, &mut reader.quiet(), at, from),
    })
}

/// The refresh's own answer: the same pointers, of which only the token's must lead somewhere.
fn refresh(api: &Api, reader: &mut Reader<'_>, root: &Found<'_>, at: &Found<'_>) -> Option<Refresh> {
    reader.only(at, &["operation", "refresh_token", "rotates", "client_id", "client_secret", "credentials", "with"]);
    let operation = operation(api, reader, at)?;
    let token = body_field(api, reader, at, "refresh_token", operation);
    let asks_again = ["client_id", "credentials"].iter().any(|key| at.value.get(key).is_some());
    let credentials = if asks_again { Some(credentials(api, reader, at, operation)?) } else { None };
    let constants = reader.constants(at, "with");
    let rotates = at.value.get("rotates").is_none_or(|it| it.as_bool() != Some(false));
    let answer = {
        let from = api.operations.get(operation).and_then(success);
        let Some(from) = from else {
            reader.no_answer(at);
            return None;
        };
        let mut quiet = reader.quiet();
        let mut answer = answer(api, &mut quiet, root, operation)?;
        if answer.token.is_empty() {
            ways(api, reader, root, "token", from, End::Text);
            return None;
        }
        if !rotates {
            answer.refresh_token.clear();
        }
        answer
    };
    let refusal = refusal(api, &mut reader.quiet(), root, operation);
    Some(Refresh { operation, token: token?, credentials, constants, answer, refusal })
}

/// What the operation's failures say, where they are of one type.
fn refusal(api: &Api, reader: &mut Reader<'_>, at: &Found<'_>, operation: usize) -> Refusal {
    let Some(operation) = api.operations.get(operation) else { return Refusal::default() };
    let is_failure = |status| !matches!(status, Status::Code(200..=299) | Status::Range(2));
    let mut bodies =
        operation.replies.iter().filter(|reply| is_failure(reply.status)).map(|reply| json(&reply.contents));
    let Some(Some(first)) = bodies.next() else { return Refusal::default() };
    if bodies.any(|other| other != Some(first)) {
        return Refusal::default();
    }
    Refusal { body: Some((first.clone(), refusal_ways(api, reader, at, first))) }
}

fn refusal_ways(api: &Api, reader: &mut Reader<'_>, at: &Found<'_>, from: &Use) -> RefusalWays {
    let Some(at) = reader.optional(at, "error") else { return RefusalWays::default() };
    reader.only(&at, &["code", "message", "request_id"]);
    RefusalWays {
        code: ways(api, reader, &at, "code", from, End::Text),
        message: ways(api, reader, &at, "message", from, End::Text),
        request_id: ways(api, reader, &at, "request_id", from, End::Text),
    }
}

/// The ways that a list of pointers names, each checked.
fn ways(api: &Api, reader: &mut Reader<'_>, at: &Found<'_>, key: &str, from: &Use, end: End) -> Vec<Way> {
    let pointers = reader.list(at, key);
    pointers.iter().filter_map(|at| one_way(api, reader, at, from, end)).collect()
}

fn one_way(api: &Api, reader: &mut Reader<'_>, at: &Found<'_>, from: &Use, end: End) -> Option<Way> {
    let pointer = reader.pointer(at)?;
    match way::way(&api.types, from, &pointer.segments(), end) {
        Ok(way) => Some(way),
        Err(missed) => {
            reader.no_way(at, api, missed);
            None
        }
    }
}
