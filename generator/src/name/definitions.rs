//! What types are called: what the document declares keeps its name, what stands inline is called after its place.

use super::headers;
use super::ident::{Style, is_taken_type, pascal};
use super::kept::Kept;
use super::members::{MemberNames, member_names};
use super::operations::OperationName;
use super::scope::{Scope, take_given};
use super::status::phrase;
use super::words::{Symbols, words};
use crate::api::{Api, ContentKind, Definition, Operation, Origin, Parent, Role, Shape, Status, Type, TypeId, Use};
use crate::diagnostic::Diagnostic;
use crate::rust::Ident;
use std::collections::HashMap;

/// The names of all types.
#[derive(Clone, Debug)]
pub(super) struct TypeNames {
    /// Of the members of unions.
    pub(super) members: MemberNames,
    /// By [`TypeId`].
    pub(super) types: Vec<Ident>,
    /// By index of operation: the types that only this crate knows.
    pub(super) operations: Vec<OperationTypes>,
}

/// The types that are made for an operation, should it need them.
#[derive(Clone, Debug)]
pub(super) struct OperationTypes {
    pub(super) params: Ident,
    /// Of successes, the best first: after the response that declares them, after the operation.
    pub(super) headers: Vec<Ident>,
    /// Of failures, likewise.
    pub(super) error_headers: Vec<Ident>,
    pub(super) reply: Ident,
    pub(super) error: Ident,
    pub(super) parts: Ident,
}

/// Names every type, none like another.
pub(super) fn definitions(
    api: &Api,
    operations: &[OperationName],
    kept: &Kept<'_>,
    problems: &mut Vec<Diagnostic>,
) -> TypeNames {
    let mut scope = Scope::without_taken_types();
    let mut names: Vec<Option<Ident>> = api
        .types
        .iter()
        .map(|it| take_given(it.rust_name.as_deref()?, Style::Pascal, &it.pointer, &mut scope, problems))
        .collect();
    for (at, name) in names.iter_mut().enumerate().filter(|(_, name)| name.is_none()) {
        *name = kept.ty(TypeId(at)).and_then(|name| scope.take(name));
    }
    let stay: Vec<_> = api.operations.iter().map(|it| stays(it, kept, &mut scope)).collect();
    components(api, operations, &mut names, &mut scope);
    let members = member_names(api);
    let made: Vec<_> = operations.iter().zip(stay).map(|(it, stays)| made(&it.base, stays, &mut scope)).collect();
    let places = Places { api, operations, members: &members };
    for at in 0..api.types.len() {
        inline(&places, TypeId(at), &mut names, &mut scope, 0);
    }
    let parts = api.operations.iter().zip(operations).map(|(operation, name)| {
        let is_sent = |kind: &ContentKind| matches!(kind, ContentKind::Multipart(_));
        match operation.body.iter().any(|body| body.contents.iter().any(|content| is_sent(&content.kind))) {
            true => scope.claim(["Request", "MultipartRequest", "Parts"].map(|it| format!("{}{it}", name.base))),
            false => Ident(String::new()),
        }
    });
    let mut made: Vec<_> = made.into_iter().zip(parts).map(|(made, parts)| OperationTypes { parts, ..made }).collect();
    headers::names(api, operations, &mut made, &mut scope);
    TypeNames {
        operations: made,
        members,
        types: names.into_iter().map(|name| name.unwrap_or(Ident("Unnamed".to_owned()))).collect(),
    }
}

/// What is declared: first what is spelled as in the document, schemas before other sections, then the rest.
fn components(api: &Api, operations: &[OperationName], names: &mut [Option<Ident>], scope: &mut Scope) {
    let by_id = api.operations.iter().zip(operations).rev();
    let by_id: HashMap<&str, &OperationName> = by_id.map(|(operation, name)| (operation.id.as_str(), name)).collect();
    let declared = api.types.iter().enumerate().filter_map(|(at, definition)| match &definition.origin {
        Origin::Component(key) | Origin::Moved(key) => {
            Some((at, key, section(definition), body_of(key, &by_id).unwrap_or_else(|| plain(key))))
        }
        Origin::Inline { .. } => None,
    });
    let declared: Vec<_> = declared.collect();
    for pass in 0..4 {
        for (at, key, section, plain) in &declared {
            let Some(name @ None) = names.get_mut(*at) else { continue };
            *name = match pass {
                0 if *section == "schemas" && plain == *key => scope.take(plain),
                1 if *section != "schemas" => None,
                2 if plain == *key => scope.take(plain),
                0 | 2 => None,
                _ => {
                    let qualified = format!("{plain}{}", qualifier(section));
                    Some(scope.claim([plain.clone(), pascal(key, Symbols::All), qualified]))
                }
            };
        }
    }
}

/// FastAPI declares a form as `Body_` and the operation's id, which is long: `BodyUploadFile`.
fn body_of(key: &str, by_id: &HashMap<&str, &OperationName>) -> Option<String> {
    let name = by_id.get(key.strip_prefix("Body_")?)?;
    Some(format!("Body{}", name.base))
}

/// A component's name by itself.
pub(super) fn plain(key: &str) -> String {
    let name = pascal(key, Symbols::Meant);
    if is_taken_type(&name) { format!("{name}Model") } else { name }
}

fn section(definition: &Definition) -> &str {
    match *definition.pointer.segments() {
        _ if matches!(definition.origin, Origin::Moved(_)) => "",
        ["components", section, ..] => section,
        _ => "schemas",
    }
}

fn qualifier(section: &str) -> &'static str {
    match section {
        "responses" => "Response",
        "requestBodies" => "Request",
        "parameters" => "Parameter",
        "headers" => "Header",
        _ => "Model",
    }
}

/// What the types that are made for an operation go on being called.
fn stays(operation: &Operation, kept: &Kept<'_>, scope: &mut Scope) -> [Option<Ident>; 3] {
    ["params", "reply", "error"].map(|what| scope.take(kept.made(operation, what)?))
}

fn made(base: &str, [params, reply, error]: [Option<Ident>; 3], scope: &mut Scope) -> OperationTypes {
    let mut claim = |stays: Option<Ident>, suffixes: [&str; 3]| {
        stays.unwrap_or_else(|| scope.claim(suffixes.map(|suffix| format!("{base}{suffix}"))))
    };
    OperationTypes {
        params: claim(params, ["Params", "Parameters", "Query"]),
        headers: vec![claim(None, ["Headers", "ReplyHeaders", "ResponseHeaders"])],
        error_headers: Vec::new(),
        reply: claim(reply, ["Reply", "Answer", "Success"]),
        error: claim(error, ["Error", "Failure", "ErrorAnswer"]),
        parts: Ident(String::new()),
    }
}

/// How deep inline types may stand in one another before their names stop to tell.
const DEEPEST: usize = 64;

/// What the name of an inline type may come from.
#[derive(Clone, Copy)]
struct Places<'a> {
    api: &'a Api,
    operations: &'a [OperationName],
    members: &'a MemberNames,
}

fn inline(places: &Places<'_>, id: TypeId, names: &mut Vec<Option<Ident>>, scope: &mut Scope, depth: usize) -> String {
    if let Some(Some(name)) = names.get(id.0) {
        return name.0.clone();
    }
    let Some(definition) = places.api.types.get(id.0).filter(|_| depth < DEEPEST) else { return "Deep".to_owned() };
    let Origin::Inline { parent, role } = &definition.origin else { return plain("") };
    let member = places.members.types.get(&id.0).map(String::as_str);
    let name = match parent {
        Parent::Type(outer) => {
            let name = inline(places, *outer, names, scope, depth + 1);
            if stands_for(places.api, *outer) == Some(id) {
                Ident(name)
            } else {
                let suffix = suffix(role, member);
                let full = format!("{name}{suffix}");
                let short = shortened(&name, &suffix).filter(|it| !is_taken_type(it));
                let shaped = format!("{full}{}", shape(definition));
                scope.claim(short.into_iter().chain([full, shaped]))
            }
        }
        Parent::Operation(at) => {
            let base = places.operations.get(*at).map_or("", |it| &it.base);
            let own = of_operation(places.api, *at, role, member);
            let first = own.first().cloned().unwrap_or_default();
            let all = own.iter().map(|it| format!("{base}{it}"));
            let medium = format!("{base}{}{first}", medium(definition));
            scope.claim(all.chain([medium, format!("{base}{first}{}", shape(definition))]))
        }
    };
    let text = name.0.clone();
    if let Some(slot) = names.get_mut(id.0) {
        *slot = Some(name);
    }
    text
}

/// The inline type that a component is, where it says nothing else: the two are one.
pub(super) fn stands_for(api: &Api, id: TypeId) -> Option<TypeId> {
    let Shape::Alias(Use { ty: Type::Named(own), .. }) = api.types.get(id.0)?.shape else { return None };
    let Origin::Inline { parent, role } = &api.types.get(own.0)?.origin else { return None };
    (*parent == Parent::Type(id) && *role == Role::Itself).then_some(own)
}

/// What tells an inline type from a declared one of the same name.
fn shape(definition: &Definition) -> &'static str {
    match definition.shape {
        Shape::Object(_) => "Object",
        Shape::Choice(_) => "Choice",
        Shape::Union(_) => "Union",
        Shape::Alias(_) => "Alias",
    }
}

/// `AddressLines` for the property `address_lines` of `Address`: nobody says it twice.
fn shortened(outer: &str, suffix: &str) -> Option<String> {
    let repeats = suffix.strip_prefix(outer)?;
    repeats.starts_with(|it: char| it.is_ascii_uppercase()).then(|| suffix.to_owned())
}

/// What a type is called inside another type.
fn suffix(role: &Role, member: Option<&str>) -> String {
    let inner = |role: &Role, own: &str| format!("{}{own}", suffix(role, member));
    match role {
        Role::Itself => String::new(),
        Role::Property(name) | Role::Parameter(name) | Role::Header(name) => spelled(name),
        Role::Items(of) => inner(of, "Item"),
        Role::Values(of) => inner(of, "Value"),
        Role::Place(of, at) => inner(of, &format!("Part{}", at + 1)),
        Role::Member(of, at, hint) => {
            let outer = suffix(of, member);
            match (hint, member) {
                (Some(hint), _) => {
                    let hint = spelled(hint);
                    if hint.starts_with(&outer) { hint } else { format!("{outer}{hint}") }
                }
                (None, Some(member)) => format!("{outer}{member}"),
                (None, None) => format!("{outer}Variant{}", at + 1),
            }
        }
        Role::Request => "Request".to_owned(),
        Role::Reply(_) => "Response".to_owned(),
        Role::Event => "Event".to_owned(),
    }
}

/// A text as it stands within a name: `oAuthURL` is `OAuthUrl`.
fn spelled(text: &str) -> String {
    let name = pascal(text, Symbols::Meant);
    if words(text, Symbols::Meant).is_empty() { pascal(text, Symbols::All) } else { name }
}

/// What a type is called inside an operation: the best first.
fn of_operation(api: &Api, at: usize, role: &Role, member: Option<&str>) -> Vec<String> {
    match role {
        Role::Request => ["Request", "RequestBody"].map(str::to_owned).to_vec(),
        Role::Reply(key) => {
            let status = status(key);
            let phrase = status.map_or_else(|| pascal(key, Symbols::Meant), phrase);
            let is_success = |it: Status| matches!(it, Status::Code(200..=299) | Status::Range(2));
            let successes = || api.operations.get(at).into_iter().flat_map(|it| &it.replies).map(|it| it.status);
            let first = successes().filter(|it| is_success(*it)).min();
            match status {
                Some(status) if Some(status) == first => ["Response", "ResponseBody"].map(str::to_owned).to_vec(),
                Some(Status::Default) if first.is_none() => ["Response", "ResponseBody"].map(str::to_owned).to_vec(),
                Some(status) if is_success(status) => vec![format!("{phrase}Response")],
                Some(Status::Code(300..=399) | Status::Range(3)) => vec![format!("{phrase}Response")],
                _ if phrase.ends_with("Error") => vec![phrase.clone(), format!("{phrase}Body")],
                _ => vec![format!("{phrase}Error"), format!("{phrase}ErrorBody")],
            }
        }
        Role::Items(of) => inside(api, at, of, member, "Item"),
        Role::Values(of) => inside(api, at, of, member, "Value"),
        Role::Place(of, place) => inside(api, at, of, member, &format!("Part{}", place + 1)),
        Role::Member(of, place, None) => {
            let own = member.map_or_else(|| format!("Variant{}", place + 1), str::to_owned);
            inside(api, at, of, member, &own)
        }
        Role::Member(of, _, Some(hint)) => inside(api, at, of, member, &spelled(hint)),
        role => vec![suffix(role, member)],
    }
}

fn inside(api: &Api, at: usize, of: &Role, member: Option<&str>, own: &str) -> Vec<String> {
    of_operation(api, at, of, member).into_iter().map(|it| format!("{it}{own}")).collect()
}

fn status(key: &str) -> Option<Status> {
    match key {
        "default" => Some(Status::Default),
        _ => match key.parse() {
            Ok(code) => Some(Status::Code(code)),
            Err(_) => key.get(..1)?.parse().ok().filter(|_| key[1..].eq_ignore_ascii_case("xx")).map(Status::Range),
        },
    }
}

/// `Form` for what stands in a body of `application/x-www-form-urlencoded`.
fn medium(definition: &Definition) -> String {
    let segments = definition.pointer.segments();
    let content = segments.iter().position(|it| *it == "content").and_then(|at| segments.get(at + 1));
    match content.copied() {
        Some("application/json") => "Json".to_owned(),
        Some("application/x-www-form-urlencoded") => "Form".to_owned(),
        Some("multipart/form-data") => "Multipart".to_owned(),
        Some(other) => other.split('/').next_back().map(|it| pascal(it, Symbols::Meant)).unwrap_or_default(),
        None => String::new(),
    }
}
