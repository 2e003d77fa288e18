//! From a proposal to the text of an overlay.

use super::find::{Credentials, Proposal, Request};
use super::words;
use specwright::api::{Api, Operation, TimeUnit};
use specwright::pointer::Pointer;
use std::collections::BTreeMap;

/// How the fields of secrets are named.
#[derive(Clone, Copy)]
pub(super) enum Secrets {
    /// By the place of each.
    Here,
    /// By their names, wherever they stand.
    Anywhere,
}

/// What stands above the actions.
pub(super) fn head(api: &Api) -> String {
    let title = scalar(&format!("What the document of {} leaves unsaid", api.title));
    format!("overlay: 1.1.0\ninfo:\n  title: {title}\n  version: 1.0.0\nactions:\n")
}

/// The actions.
pub(super) fn actions(proposal: &Proposal<'_>, secrets: Secrets) -> String {
    let mut actions: Vec<String> = marked(&proposal.secrets, secrets).iter().map(|target| secret(target)).collect();
    actions.extend(optional(proposal));
    let operation = proposal.grant.operation;
    let verb = operation.method.verb();
    let gives = format!("Says to a machine that `{verb} {}` gives the token", operation.path);
    match proposal.scheme {
        Some(key) => {
            let target = Pointer::root().join(["components", "securitySchemes", key]).to_json_path();
            let update = indented(6, &["x-token-source:".to_owned()]) + &indented(8, &source(proposal));
            actions.push(action(&target, &format!("{gives}, and where its answer has what."), &update));
        }
        None => {
            let key = if proposal.api.schemes.contains_key("bearerAuth") { "bearerToken" } else { "bearerAuth" };
            let lines = ["components:", "  securitySchemes:", &format!("    {key}:")].map(str::to_owned);
            let scheme = ["type: http", "scheme: bearer", "x-token-source:"].map(str::to_owned);
            let update = indented(6, &lines) + &indented(12, &scheme) + &indented(14, &source(proposal));
            let why = format!(
                "{gives}. The document has no scheme for it: tokens travel as bearer tokens, unless it says otherwise."
            );
            actions.push(action("$", &why, &update));
            actions.extend(needed(proposal, key));
        }
    }
    actions.join("\n")
}

/// A body that may be left out is one without which no token is given.
fn optional(proposal: &Proposal<'_>) -> Vec<String> {
    let renewing = proposal.refresh.as_ref().map(|(request, _)| request.operation);
    let mut operations: Vec<_> = [Some(proposal.grant.operation), renewing].into_iter().flatten().collect();
    operations.dedup_by_key(|it| &it.id);
    operations.retain(|it| it.body.as_ref().is_some_and(|body| !body.required));
    let action = |it: &Operation| {
        let why = "The document lets the body be left out, without which no token can be given.";
        action(&it.pointer.child("requestBody").to_json_path(), why, &indented(6, &["required: true".to_owned()]))
    };
    operations.into_iter().map(action).collect()
}

/// Without any scheme, no operation says that it needs the token.
fn needed(proposal: &Proposal<'_>, key: &str) -> Vec<String> {
    let api = proposal.api;
    let silent = api.operations.iter().filter(|it| it.security.is_none());
    let renewing = proposal.refresh.as_ref().map(|(request, _)| request.operation);
    let own: Vec<_> = [Some(proposal.grant.operation), renewing].into_iter().flatten().collect();
    let has_others = silent.clone().any(|it| own.iter().all(|other| other.id != it.id));
    if !api.schemes.is_empty() || !api.security.is_empty() || !has_others {
        return Vec::new();
    }
    let why = "No operation says what it needs. Those that need no token want a `security: []` like the one below.";
    let mut actions = vec![action("$", why, &indented(6, &["security:".to_owned(), format!("  - {key}: []")]))];
    let mut seen = Vec::new();
    for operation in own.into_iter().filter(|it| it.security.is_none()) {
        if !seen.contains(&&operation.id) {
            seen.push(&operation.id);
            let target = operation.pointer.to_json_path();
            actions.push(action(&target, "What gives a token needs none.", &indented(6, &["security: []".to_owned()])));
        }
    }
    actions
}

/// The value of `x-token-source`.
fn source(proposal: &Proposal<'_>) -> Vec<String> {
    let mut lines = vec!["grant:".to_owned()];
    lines.extend(request(&proposal.grant));
    lines.push(format!("token: {}", list(&proposal.token)));
    if let Some(lifetime) = &proposal.lifetime {
        lines.push("lifetime:".to_owned());
        lines.push(format!("  pointers: {}", list(&lifetime.pointers)));
        lines.push(format!("  unit: {}", unit(lifetime.unit)));
        lines.extend(lifetime.default.map(|it| format!("  default: {it}")));
    }
    if !proposal.refresh_token.is_empty() {
        lines.push(format!("refresh_token: {}", list(&proposal.refresh_token)));
    }
    if let Some((renewing, rotates)) = &proposal.refresh {
        lines.push("refresh:".to_owned());
        lines.extend(request(renewing));
        if !rotates {
            lines.push("  rotates: false".to_owned());
        }
    }
    if let Some(pointer) = &proposal.success {
        lines.extend(["success:".to_owned(), format!("  pointer: {}", scalar(pointer)), "  equals: true".to_owned()]);
    }
    let lists: Vec<_> = proposal.refusal.lists().map(|(key, places)| format!("  {key}: {}", list(places))).collect();
    if !lists.is_empty() {
        lines.push("error:".to_owned());
        lines.extend(lists);
    }
    let name = variable(&proposal.api.title);
    lines.push("environment:".to_owned());
    lines.extend([format!("  client_id: {name}_CLIENT_ID"), format!("  client_secret: {name}_CLIENT_SECRET")]);
    lines
}

fn request(request: &Request<'_>) -> Vec<String> {
    let pointer = |name: &str| scalar(&format!("/{}", name.replace('~', "~0").replace('/', "~1")));
    let mut lines = vec![format!("  operation: {}", scalar(&request.operation.id))];
    lines.extend(request.refresh_token.as_ref().map(|name| format!("  refresh_token: {}", pointer(name))));
    match &request.credentials {
        Some(Credentials::Basic) => lines.push("  credentials: basic".to_owned()),
        Some(Credentials::Body { id, secret }) => {
            lines.push(format!("  client_id: {}", pointer(id)));
            lines.push(format!("  client_secret: {}", pointer(secret)));
        }
        None => {}
    }
    if !request.with.is_empty() {
        lines.push("  with:".to_owned());
    }
    for (name, value, is_guess) in &request.with {
        if *is_guess {
            lines.push("    # The document asks for it and does not say what it holds: to be decided.".to_owned());
        }
        lines.push(format!("    {}: {}", scalar(name), scalar(value)));
    }
    lines
}

fn unit(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Milliseconds => "milliseconds",
        TimeUnit::Seconds => "seconds",
        TimeUnit::Minutes => "minutes",
        TimeUnit::Hours => "hours",
    }
}

/// `NITRO_SIGN` of `Nitro Sign Public API`.
fn variable(title: &str) -> String {
    let is_filler = |word: &&str| {
        ["api", "apis", "rest", "open", "public", "the", "openapi", "service", "documentation"]
            .contains(&words::plain(word).as_str())
    };
    let parts = title.split(|each: char| !each.is_ascii_alphanumeric()).filter(|it| !it.is_empty());
    let parts: Vec<String> = parts.filter(|it| !is_filler(it)).map(str::to_ascii_uppercase).collect();
    let name = parts.join("_");
    if name.starts_with(|first: char| first.is_ascii_alphabetic()) { name } else { "API".to_owned() }
}

/// A target for each object that holds secrets.
fn marked(places: &[Pointer], secrets: Secrets) -> Vec<String> {
    let mut names: BTreeMap<Option<Pointer>, Vec<String>> = BTreeMap::new();
    for place in places {
        let outer = match secrets {
            Secrets::Here => place.parent(),
            Secrets::Anywhere => None,
        };
        let quoted = place.last().map(|it| format!("'{}'", it.replace('\\', "\\\\").replace('\'', "\\'")));
        let known = names.entry(outer).or_default();
        known.extend(quoted.filter(|it| !known.contains(it)));
    }
    let target = |(outer, names): (Option<Pointer>, Vec<String>)| {
        let outer = outer.map_or_else(|| "$..properties".to_owned(), |it| it.to_json_path());
        format!("{outer}[{}]", names.join(", "))
    };
    names.into_iter().map(target).collect()
}

fn secret(target: &str) -> String {
    let why = "Credentials, which the document leaves plain strings; marked, they are never shown.";
    action(target, why, &indented(6, &["x-secret: true".to_owned()]))
}

fn action(target: &str, why: &str, update: &str) -> String {
    let mut lines = vec![String::new()];
    for word in why.split(' ') {
        let last = lines.pop().unwrap_or_default();
        if last.is_empty() || last.len() + word.len() < 112 {
            lines.push(format!("{last} {word}").trim_start().to_owned());
        } else {
            lines.extend([last, word.to_owned()]);
        }
    }
    let why = indented(6, &lines);
    format!("  - target: {}\n    description: >-\n{why}    update:\n{update}", scalar(target))
}

fn indented(by: usize, lines: &[String]) -> String {
    lines.iter().map(|line| format!("{:by$}{line}\n", "")).collect()
}

fn list(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(|it| scalar(it)).collect::<Vec<_>>().join(", "))
}

/// A string as YAML has it: plain where nothing in it can mean anything else.
fn scalar(text: &str) -> String {
    let is_plain = |each: char| each.is_ascii_alphanumeric() || " /_-.$'".contains(each);
    let begins = text.starts_with(|first: char| first.is_ascii_alphabetic() || "/$_".contains(first));
    let is_word =
        ["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(&text.to_ascii_lowercase().as_str());
    if begins && !is_word && !text.ends_with(' ') && text.chars().all(is_plain) {
        text.to_owned()
    } else {
        serde_json::Value::from(text).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::{scalar, variable};

    #[test]
    fn variables_are_called_after_the_title() {
        for (title, expected) in [
            ("DynamoSQL API", "DYNAMOSQL"),
            ("Nitro Sign Public API", "NITRO_SIGN"),
            ("Dollr Open API", "DOLLR"),
            ("API", "API"),
            ("3D", "API"),
        ] {
            assert_eq!(variable(title), expected);
        }
    }

    #[test]
    fn strings_stay_strings() {
        for (text, expected) in [
            ("/data/token", "/data/token"),
            ("no", "\"no\""),
            ("a: b", "\"a: b\""),
            ("$.a['b', 'c']", "\"$.a['b', 'c']\""),
            ("12", "\"12\""),
            ("", "\"\""),
        ] {
            assert_eq!(scalar(text), expected);
        }
    }
}
