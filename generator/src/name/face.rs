//! What a user reads first: the crate's documentation and its README.

use super::example::{Items, call};
use super::markdown::{code, markdown, plain_line};
use super::servers;
use crate::api::{Api, SchemeKind};
use crate::diagnostic::Ledger;
use crate::rust::{Crate, Doc, Group, Method, TokenSource};

/// No example is wider.
const WIDEST: usize = 110;

/// What can be chosen when the crate is built.
const FEATURES: [&str; 2] = [
    "None of its own. Those of `specwright-runtime` are there for all clients: `ureq` is a transport",
    "without an async runtime, `tracing` a span per call and per attempt.",
];

/// The crate's documentation, and the lines of its README.
pub(super) fn face(api: &Api, krate: &Crate) -> (Doc, Vec<String>) {
    let title = plain_line(&api.title);
    let description = api.description.as_deref().map(markdown).unwrap_or_default();
    let example = example(api, krate);
    let docs = blocks([vec![title.clone()], description.clone(), fenced("no_run", &example)]);
    let shown: Vec<String> = example.iter().filter(|line| !line.starts_with("# ")).cloned().collect();
    let first = description.split(String::is_empty).next().filter(|it| is_prose(it)).unwrap_or_default().to_vec();
    let mut readme = blocks([
        vec![format!("# {title}")],
        first,
        links(api),
        fenced("rust", &shown),
        places(krate),
        authentication(krate),
        vec!["## Operations".to_owned()],
    ]);
    for group in krate.groups.iter().filter(|group| !group.methods.is_empty()) {
        readme.push(String::new());
        readme.extend(operations(group));
    }
    if krate.groups.is_empty() {
        readme.extend([String::new(), "None: this crate has types only.".to_owned()]);
    }
    readme.extend(["", "## Features", ""].map(str::to_owned));
    readme.extend(FEATURES.map(str::to_owned));
    (Doc(docs), readme)
}

/// The section of the README that says what the ledger holds: a line per rule.
pub(crate) fn untold(ledger: &Ledger) -> Vec<String> {
    let rules = ledger.totals().into_iter().map(|(rule, count)| match count {
        1 => format!("- `{rule}`"),
        _ => format!("- `{rule}`, {count} times"),
    });
    let rules: Vec<_> = rules.collect();
    if rules.is_empty() {
        return Vec::new();
    }
    let where_to = "`outline.txt` says where; `cargo xtask explain RULE` says what each means.".to_owned();
    let section = blocks([vec!["## What the types do not say".to_owned()], rules, vec![where_to]]);
    [String::new()].into_iter().chain(section).collect()
}

fn is_prose(lines: &[String]) -> bool {
    lines.first().is_some_and(|first| first.starts_with(|it: char| it.is_alphanumeric() || "*[`\"<".contains(it)))
}

fn blocks<const N: usize>(all: [Vec<String>; N]) -> Vec<String> {
    let all: Vec<_> = all.into_iter().filter(|lines| !lines.is_empty()).collect();
    all.join(&String::new())
}

fn fenced(language: &str, lines: &[String]) -> Vec<String> {
    if lines.is_empty() {
        return Vec::new();
    }
    let (open, close) = ([format!("```{language}")], ["```".to_owned()]);
    open.into_iter().chain(lines.iter().cloned()).chain(close).collect()
}

/// The first operation whose call is short enough to be read, with a client that may make it.
fn example(api: &Api, krate: &Crate) -> Vec<String> {
    let items: Items<'_> = krate.items.iter().map(|item| (item.name(), item)).collect();
    let groups = krate.groups.iter().flat_map(|group| group.methods.iter().map(move |method| (group, method)));
    let found = groups.filter(|(_, method)| !method.deprecated).find_map(|(group, method)| {
        let handle = group.module.as_ref().map(|module| format!(".{}()", module.name.0)).unwrap_or_default();
        Some((method, call(method, &handle, &items, WIDEST)?))
    });
    let Some((method, lines)) = found else { return Vec::new() };
    let base = format!("https://api.example.com{}", servers::path(api).trim_end_matches('/'));
    let package = krate.package.name.replace('-', "_");
    let uses = if lines.iter().any(|line| line.contains("types::")) { "{Client, types}" } else { "Client" };
    let mut example = vec![
        "# async fn example() -> Result<(), Box<dyn std::error::Error>> {".to_owned(),
        format!("use {package}::{uses};"),
        String::new(),
        client(krate, method, &base),
    ];
    example.extend(lines);
    example.extend(["# Ok(())".to_owned(), "# }".to_owned()]);
    example
}

/// How to make a client that may make the call.
fn client(krate: &Crate, method: &Method, base: &str) -> String {
    let security = method.security.as_ref().unwrap_or(&krate.api.security);
    let credentials: String = security.first().into_iter().flatten().filter_map(|key| credential(krate, key)).collect();
    match (krate.api.servers.is_empty(), credentials.is_empty()) {
        (false, true) => "let client = Client::new();".to_owned(),
        (true, true) => format!("let client = Client::at({base:?})?;"),
        (false, false) => format!("let client = Client::builder(){credentials}.build()?;"),
        (true, false) => format!("let client = Client::builder().base_url({base:?})?{credentials}.build()?;"),
    }
}

/// `.bearer("token")`, for a scheme.
fn credential(krate: &Crate, key: &str) -> Option<String> {
    let kind = &krate.api.schemes.iter().find(|scheme| scheme.key == key)?.kind;
    let keys = krate.api.schemes.iter().filter(|it| is_key(&it.kind)).count();
    Some(match kind {
        SchemeKind::Bearer => ".bearer(\"token\")".to_owned(),
        SchemeKind::Basic => ".basic(\"user\", \"password\")".to_owned(),
        kind if is_key(kind) && keys == 1 => ".api_key(\"key\")".to_owned(),
        SchemeKind::MutualTls => return None,
        _ => format!(".credential({key:?}, \"key\")"),
    })
}

fn is_key(kind: &SchemeKind) -> bool {
    matches!(kind, SchemeKind::HeaderKey(_) | SchemeKind::QueryKey(_) | SchemeKind::CookieKey(_))
}

/// Where the provider says more.
fn links(api: &Api) -> Vec<String> {
    let shown = api.links.iter().filter_map(|(label, target)| {
        let target = super::markdown::link(target)?;
        Some(format!("- {}: {target}", plain_line(label)))
    });
    shown.collect()
}

/// The servers, where there is something to choose.
fn places(krate: &Crate) -> Vec<String> {
    let servers = &krate.api.servers;
    if servers.len() < 2 && servers.iter().all(|it| it.variables.is_empty()) {
        return Vec::new();
    }
    let lines = servers.iter().enumerate().map(|(at, server)| {
        let step = if at == 0 { "`Client::new()`" } else { "`Client::builder().server(…)`" };
        let said = server.description.as_deref().map(plain_line).filter(|it| !it.is_empty());
        let said = said.map(|it| format!(": {}", it.trim_end_matches('.'))).unwrap_or_default();
        let variables = server.variables.iter().map(|(name, default, values)| {
            let all: Vec<_> = [default].into_iter().chain(values.iter().filter(|it| *it != default)).collect();
            let all: Vec<_> = all.into_iter().map(|it| code(it)).collect();
            format!("; {} is {}", code(&format!(".server_variable({name:?}, …)")), all.join(", "))
        });
        format!("- {}{said}, {step}{}", code(&server.url), variables.collect::<String>())
    });
    blocks([vec!["## Servers".to_owned()], lines.collect()])
}

/// The ways to prove who calls.
fn authentication(krate: &Crate) -> Vec<String> {
    if krate.api.schemes.is_empty() {
        return Vec::new();
    }
    let schemes = krate.api.schemes.iter().map(|scheme| {
        let how = match &scheme.kind {
            SchemeKind::Bearer => "a bearer token".to_owned(),
            SchemeKind::Basic => "a user name and a password".to_owned(),
            SchemeKind::Http(name) => format!("`Authorization: {name} …`"),
            SchemeKind::HeaderKey(name) => format!("a key in the header {}", code(name)),
            SchemeKind::QueryKey(name) => format!("a key in the query parameter {}", code(name)),
            SchemeKind::CookieKey(name) => format!("a key in the cookie {}", code(name)),
            SchemeKind::MutualTls => return format!("- {}: a certificate of the transport's", code(&scheme.key)),
        };
        let step = credential(krate, &scheme.key).unwrap_or_default();
        let given = format!("- {}: {how}, {}", code(&scheme.key), code(&format!("Client::builder(){step}")));
        match krate.token_sources.iter().find(|source| source.scheme == scheme.key) {
            None => given,
            Some(source) => format!("{given}; or one that {}", obtained(source)),
        }
    });
    blocks([vec!["## Credentials".to_owned()], schemes.collect()])
}

/// `the client obtains and renews by itself: `client.with_client_credentials(…)``.
fn obtained(source: &TokenSource) -> String {
    let with = format!("the client obtains and renews by itself, `client.{}(…)`", source.with.plain());
    match &source.environment {
        None => with,
        Some((method, id, secret)) => {
            format!("{with}, or `client.{}()`, which reads `{id}` and `{secret}`", method.plain())
        }
    }
}

fn operations(group: &Group) -> Vec<String> {
    let handle = group.module.as_ref().map(|module| format!("{}().", module.name.plain())).unwrap_or_default();
    let heading = group.module.as_ref().map(|module| format!("### `{}`", module.name.plain()));
    let methods = group.methods.iter().map(|method| {
        let call = code(&format!("{} {}", method.verb.verb(), method.path));
        let first = method.docs.0.first().filter(|first| **first != call && is_prose(&method.docs.0));
        let said = first.map(|first| format!(": {first}")).unwrap_or_default();
        format!("- `{handle}{}`{said}", method.name.plain())
    });
    blocks([heading.into_iter().collect(), methods.collect()])
}
