//! From an API to what gives its tokens.

use super::leaves::{Leaf, leaves};
use super::refusal::{Refusal, refusal};
use super::words::{self, GRANT_TYPE, ID, LIFETIME, MAYBE_LIFETIME, REFRESH_TOKEN, SECRET, SUCCESS, TOKEN};
use specwright::api::{
    Api, Content, ContentKind, Field, Object, Operation, Reply, SchemeKind, Security, Shape, Status, Text, TimeUnit,
    Type, Use,
};
use specwright::pointer::Pointer;

/// What an overlay would say.
pub(super) struct Proposal<'a> {
    pub(super) api: &'a Api,
    pub(super) grant: Request<'a>,
    /// Pointers to the token, the best first.
    pub(super) token: Vec<String>,
    pub(super) lifetime: Option<Lifetime>,
    pub(super) refresh_token: Vec<String>,
    /// The request, and whether it gives a new refresh token.
    pub(super) refresh: Option<(Request<'a>, bool)>,
    /// What has to be `true`.
    pub(super) success: Option<String>,
    pub(super) refusal: Refusal,
    /// A key of the document's schemes; `None`: it has none that a token goes with.
    pub(super) scheme: Option<&'a str>,
    /// The fields to be marked.
    pub(super) secrets: Vec<Pointer>,
}

/// A request for a token.
#[derive(Debug)]
pub(super) struct Request<'a> {
    pub(super) operation: &'a Operation,
    /// The fields of id and secret, or `Authorization: Basic …`; `None`: not asked for.
    pub(super) credentials: Option<Credentials>,
    /// The name of the refresh token's field.
    pub(super) refresh_token: Option<String>,
    /// What else is said: name, value, and whether the value is a guess.
    pub(super) with: Vec<(String, String, bool)>,
}

/// Where the credentials go.
#[derive(Debug, PartialEq)]
pub(super) enum Credentials {
    Basic,
    Body { id: String, secret: String },
}

/// Where a lifetime is found.
pub(super) struct Lifetime {
    pub(super) pointers: Vec<String>,
    pub(super) unit: TimeUnit,
    pub(super) default: Option<u64>,
}

/// Finds the operation that gives a token, and what has to be known of it.
pub(super) fn find(api: &Api) -> Result<Proposal<'_>, String> {
    let scheme = scheme(api)?;
    let granting = api.operations.iter().filter_map(|operation| Some((grant(api, operation)?, operation)));
    let best = granting.max_by_key(|((score, _), operation)| (*score, std::cmp::Reverse(operation.path.len())));
    let Some(((_, grant), operation)) = best else { return Err(nothing(api)) };
    let answer = answer(api, operation);
    let token = best_of(api, &answer, TOKEN);
    let refresh_token = best_of(api, &answer, REFRESH_TOKEN);
    let refresh = if refresh_token.is_empty() { None } else { refresh(api, &grant, &pointers(&token)) };
    let scheme = scheme.map(|names| described(api, names, operation));
    let mut secrets: Vec<&Field> = token.iter().chain(&refresh_token).map(|leaf| leaf.field).collect();
    for request in [Some(&grant), refresh.as_ref().map(|(request, _)| request)].into_iter().flatten() {
        let object = body(api, request.operation);
        let names = [request.secret(), request.refresh_token.as_deref()];
        let fields = object.into_iter().flat_map(|it| &it.fields).filter(|it| names.contains(&Some(it.name.as_str())));
        secrets.extend(fields);
        if let Some((renewing, _)) = &refresh {
            let answer = self::answer(api, renewing.operation);
            secrets.extend(answer.iter().filter(|it| it.rank(TOKEN) == Some(0)).map(|leaf| leaf.field));
        }
    }
    let is_plain = |field: &&Field| matches!(field.value.ty, Type::Text(Text::Plain));
    let mut secrets: Vec<Pointer> = secrets.into_iter().filter(is_plain).map(|it| it.pointer.clone()).collect();
    secrets.sort();
    secrets.dedup();
    let success = answer.iter().find(|leaf| {
        leaf.path.len() == 1 && *leaf.ty == Type::Bool && leaf.field.required && leaf.rank(SUCCESS).is_some()
    });
    let success = success.map(Leaf::pointer);
    let refusal = match failure(operation) {
        Some(body) => refusal(api, &leaves(api, body)),
        None if success.is_some() => refusal(api, &answer),
        None => Refusal::default(),
    };
    Ok(Proposal {
        api,
        token: pointers(&token),
        lifetime: lifetime(&answer),
        refresh_token: pointers(&refresh_token),
        grant,
        refresh,
        success,
        refusal,
        scheme,
        secrets,
    })
}

impl Request<'_> {
    fn secret(&self) -> Option<&str> {
        match &self.credentials {
            Some(Credentials::Body { secret, .. }) => Some(secret),
            _ => None,
        }
    }
}

fn nothing(api: &Api) -> String {
    let nearly = api.operations.iter().find(|it| {
        let answer = answer(api, it);
        answer.iter().any(|leaf| leaf.rank(TOKEN).is_some_and(|rank| rank < 3))
    });
    let text = "nothing looks like an operation that gives a token for an id and a secret";
    match nearly {
        Some(it) => format!(
            "{text}; `{}` answers with a token, and asks for no id and secret at the top of its body, or for more than a body",
            it.id
        ),
        None => text.to_owned(),
    }
}

/// The schemes that a token goes with; `None` where there is none.
fn scheme(api: &Api) -> Result<Option<Vec<&str>>, String> {
    let bearers = || api.schemes.iter().filter(|(_, scheme)| scheme.kind == SchemeKind::Bearer);
    let free: Vec<&str> = bearers().filter(|(_, it)| it.token_source.is_none()).map(|(key, _)| key.as_str()).collect();
    match (free.is_empty(), bearers().next()) {
        (false, _) => Ok(Some(free)),
        (true, Some((key, _))) => Err(format!("the scheme `{key}` has a token source already")),
        (true, None) => Ok(None),
    }
}

/// The one whose description names the operation, or that most operations need.
fn described<'a>(api: &'a Api, names: Vec<&'a str>, operation: &Operation) -> &'a str {
    let uses = |security: &Security, name: &str| security.iter().flatten().any(|it| it.scheme == name);
    let key = |name: &&str| {
        let text = api.schemes.get(*name).and_then(|it| it.description.as_deref()).unwrap_or_default();
        let count =
            api.operations.iter().filter(|it| uses(it.security.as_ref().unwrap_or(&api.security), name)).count();
        (text.contains(&operation.path), uses(&api.security, name), count)
    };
    let first = names.first().copied().unwrap_or_default();
    names.into_iter().rev().max_by_key(key).unwrap_or(first)
}

/// How much an operation looks like one that gives a token for credentials, and the request; `None`: it cannot be one.
fn grant<'a>(api: &'a Api, operation: &'a Operation) -> Option<(i64, Request<'a>)> {
    let answer = answer(api, operation);
    let token = best_of(api, &answer, TOKEN).first()?.rank(TOKEN)?;
    let object = body(api, operation);
    let in_body = object.and_then(credentials);
    let in_path: Vec<String> = operation.path.split('/').flat_map(words::words).collect();
    let is_there = |words: &[&str]| in_path.iter().any(|it| words.contains(&it.as_str()));
    let has_grant_type =
        object.is_some_and(|it| it.fields.iter().any(|it| words::rank(&it.name, GRANT_TYPE).is_some()));
    let security = operation.security.as_ref().unwrap_or(&api.security);
    let is_open = security.is_empty() || security.iter().any(Vec::is_empty);
    let (credentials, rank) = match in_body {
        Some((rank, credentials)) => (credentials, rank),
        None if is_basic(api, security) && is_there(words::PATH) => (Credentials::Basic, 4),
        None => return None,
    };
    let is_likely = is_there(words::PATH) || has_grant_type || (is_open && token < 3);
    if !is_likely {
        return None;
    }
    let request = request(api, operation, Some(credentials), None)?;
    let mut score = 100 - 2 * i64::try_from(rank + token).unwrap_or(50);
    for (holds, weight) in [
        (is_open, 15),
        (is_there(words::PATH), 15),
        (has_grant_type, 15),
        (is_there(words::OTHER_PATH), -30),
        (request.with.iter().any(|(_, _, is_guess)| *is_guess), -10),
    ] {
        score += if holds { weight } else { 0 };
    }
    Some((score, request))
}

/// The fields of id and secret, and how good their names are.
fn credentials(object: &Object) -> Option<(usize, Credentials)> {
    let best = |names: &[&str], not: Option<&str>| {
        let texts =
            object.fields.iter().filter(|it| matches!(it.value.ty, Type::Text(_)) && Some(it.name.as_str()) != not);
        texts.filter_map(|it| Some((words::rank(&it.name, names)?, it.name.clone()))).min()
    };
    let (secret_rank, secret) = best(SECRET, None)?;
    let (id_rank, id) = best(ID, Some(&secret))?;
    Some((secret_rank + id_rank, Credentials::Body { id, secret }))
}

/// The request with all that it has to say; `None` where a string for each field does not do.
fn request<'a>(
    api: &'a Api,
    operation: &'a Operation,
    credentials: Option<Credentials>,
    refresh_token: Option<String>,
) -> Option<Request<'a>> {
    let is_passed = |name: &str| !["authorization", "accept", "contenttype"].contains(&words::plain(name).as_str());
    if operation.parameters.iter().any(|it| is_passed(&it.name)) {
        return None;
    }
    let mut with = Vec::new();
    for field in body(api, operation).into_iter().flat_map(|it| &it.fields) {
        let is_given = match &credentials {
            Some(Credentials::Body { id, secret }) => *id == field.name || *secret == field.name,
            _ => false,
        };
        if is_given || refresh_token.as_ref() == Some(&field.name) || field.constant.is_some() {
            continue;
        }
        if words::rank(&field.name, GRANT_TYPE).is_some() {
            with.push((
                field.name.clone(),
                grant_type(api, field, credentials.as_ref(), refresh_token.is_some()),
                false,
            ));
        } else if field.required {
            let texts = texts(api, field)?;
            let known = field.default.as_ref().and_then(|it| it.as_str()).map(str::to_owned);
            let known = known.or_else(|| texts.first().filter(|_| texts.len() == 1).cloned());
            let guess = texts.first().cloned().or_else(|| field.docs.examples.first()?.as_str().map(str::to_owned));
            let is_guess = known.is_none();
            with.push((field.name.clone(), known.or(guess).unwrap_or_else(|| "CHANGE-ME".to_owned()), is_guess));
        }
    }
    Some(Request { operation, credentials, refresh_token, with })
}

fn grant_type(api: &Api, field: &Field, credentials: Option<&Credentials>, is_refresh: bool) -> String {
    let texts = texts(api, field).unwrap_or_default();
    let is_password =
        matches!(credentials, Some(Credentials::Body { secret, .. }) if words::plain(secret) == "password");
    let wanted = match (is_refresh, is_password) {
        (true, _) => "refresh_token",
        (false, true) => "password",
        (false, false) => "client_credentials",
    };
    match texts.as_slice() {
        [only] => only.clone(),
        _ => wanted.to_owned(),
    }
}

/// The strings that a field lists; `None` where it holds no string.
fn texts(api: &Api, field: &Field) -> Option<Vec<String>> {
    match &field.value.ty {
        Type::Text(_) => Some(Vec::new()),
        Type::Named(id) => match &api.types.get(id.0)?.shape {
            Shape::Choice(choice) => choice.values.iter().map(|it| it.value.as_str().map(str::to_owned)).collect(),
            _ => None,
        },
        _ => None,
    }
}

/// The operation that gives another token for a refresh token; it may be the same one.
fn refresh<'a>(api: &'a Api, grant: &Request<'a>, tokens: &[String]) -> Option<(Request<'a>, bool)> {
    let found = api.operations.iter().filter_map(|operation| {
        let object = body(api, operation)?;
        let name = object.fields.iter().find(|it| words::rank(&it.name, REFRESH_TOKEN).is_some())?.name.clone();
        let answer = answer(api, operation);
        if !answer.iter().any(|leaf| tokens.contains(&leaf.pointer())) {
            return None;
        }
        let has_grant_type = object.fields.iter().any(|it| words::rank(&it.name, GRANT_TYPE).is_some());
        if operation.id == grant.operation.id && !has_grant_type {
            return None;
        }
        let again = credentials(object).map(|(_, it)| it);
        let security = operation.security.as_ref().unwrap_or(&api.security);
        let again = again.or_else(|| is_basic(api, security).then_some(Credentials::Basic));
        let rotates = answer.iter().any(|leaf| leaf.rank(REFRESH_TOKEN).is_some());
        Some((request(api, operation, again, Some(name))?, rotates))
    });
    found.min_by_key(|(request, _)| request.operation.id == grant.operation.id)
}

fn is_basic(api: &Api, security: &Security) -> bool {
    let kind = |name: &str| api.schemes.get(name).map(|it| &it.kind);
    security.iter().flatten().any(|it| kind(&it.scheme) == Some(&SchemeKind::Basic))
}

/// The fields with the best name: beside each other, or in different members of a union.
fn best_of<'a>(api: &Api, leaves: &[Leaf<'a>], names: &[&str]) -> Vec<Leaf<'a>> {
    let is_index = |name: &String| name.bytes().all(|each| each.is_ascii_digit());
    let mut found: Vec<_> = leaves
        .iter()
        .filter(|leaf| leaf.is_text(api) && !leaf.path.iter().any(is_index))
        .filter_map(|leaf| {
            Some((leaf.rank(names)?, leaf.path.len(), leaf.pointer().contains(char::is_uppercase), leaf))
        })
        .collect();
    found.sort_by_key(|(rank, depth, is_camel, _)| (*rank, *depth, *is_camel));
    let Some((best, depth, _, first)) = found.first().copied() else { return Vec::new() };
    let is_other = |leaf: &Leaf<'_>, deep: usize| deep == depth || leaf.excludes(first);
    found
        .into_iter()
        .filter(|(rank, deep, _, leaf)| *rank == best && is_other(leaf, *deep))
        .map(|(.., leaf)| leaf.clone())
        .collect()
}

fn lifetime(answer: &[Leaf<'_>]) -> Option<Lifetime> {
    let unit = |leaf: &Leaf<'_>| {
        let docs = &leaf.field.docs;
        let name = words::words(&leaf.field.name).iter().find_map(|word| words::unit(word));
        name.or_else(|| words::unit_in(docs.text.as_deref()?)).or_else(|| words::unit_in(docs.title.as_deref()?))
    };
    let rank = |leaf: &Leaf<'_>| {
        let bare: String = words::words(&leaf.field.name).into_iter().filter(|it| words::unit(it).is_none()).collect();
        let certain = words::rank(&bare, LIFETIME);
        certain.or_else(|| Some(LIFETIME.len() + words::rank(&bare, MAYBE_LIFETIME).filter(|_| unit(leaf).is_some())?))
    };
    let is_number = |leaf: &&Leaf<'_>| {
        matches!(leaf.ty, Type::Integer(_) | Type::Number(_) | Type::Text(Text::Plain | Text::Integer))
    };
    let mut found: Vec<_> = answer
        .iter()
        .filter(is_number)
        .filter_map(|leaf| Some((rank(leaf)?, leaf.path.len(), leaf.pointer().contains(char::is_uppercase), leaf)))
        .collect();
    found.sort_by_key(|(rank, depth, is_camel, _)| (*rank, *depth, *is_camel));
    let (best, .., first) = found.first().copied()?;
    let same: Vec<_> = found.iter().filter(|(rank, ..)| *rank == best).map(|(.., leaf)| *leaf).collect();
    let example = |leaf: &&Leaf<'_>| {
        let docs = leaf.field.docs.examples.iter().chain(&leaf.field.default);
        docs.filter_map(|it| it.as_u64()).find(|it| *it > 0)
    };
    Some(Lifetime {
        pointers: same.iter().map(|leaf| leaf.pointer()).collect(),
        unit: unit(first).unwrap_or_default(),
        default: same.iter().find_map(example),
    })
}

fn pointers(leaves: &[Leaf<'_>]) -> Vec<String> {
    leaves.iter().map(Leaf::pointer).collect()
}

/// The object that an operation is sent.
fn body<'a>(api: &'a Api, operation: &Operation) -> Option<&'a Object> {
    let contents = &operation.body.as_ref()?.contents;
    let sent = contents.iter().find_map(|content| match &content.kind {
        ContentKind::Json(value) | ContentKind::Form(value, _) => Some(value),
        _ => None,
    })?;
    match &sent.ty {
        Type::Named(id) => match &api.types.get(id.0)?.shape {
            Shape::Object(object) => Some(object),
            _ => None,
        },
        _ => None,
    }
}

fn json(contents: &[Content]) -> Option<&Use> {
    contents.iter().find_map(|content| match &content.kind {
        ContentKind::Json(value) => Some(value),
        _ => None,
    })
}

/// What stands in the answer of an operation that went well.
fn answer<'a>(api: &'a Api, operation: &'a Operation) -> Vec<Leaf<'a>> {
    let is_success =
        |reply: &&Reply| matches!(reply.status, Status::Code(200..=299) | Status::Range(2) | Status::Default);
    let body = operation.replies.iter().filter(is_success).find_map(|reply| json(&reply.contents));
    body.map(|body| leaves(api, body)).unwrap_or_default()
}

/// What every documented failure answers with, where it is one type.
fn failure(operation: &Operation) -> Option<&Use> {
    let is_failure = |reply: &&Reply| !matches!(reply.status, Status::Code(200..=299) | Status::Range(2));
    let mut bodies = operation.replies.iter().filter(is_failure).map(|reply| json(&reply.contents));
    let first = bodies.next()??;
    bodies.all(|other| other == Some(first)).then_some(first)
}
