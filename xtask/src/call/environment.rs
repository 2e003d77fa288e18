//! What comes from the environment: the base URL, and the credentials of each security scheme.

use super::find::Found;
use crate::stop::Stop;
use serde_json::{Map, Value, json};
use specwright::Output;
use specwright::api::SchemeKind;
use specwright::rust::Ident;

/// How the API is reached.
#[derive(Debug)]
pub(super) struct Access {
    pub(super) base_url: Option<String>,
    /// By the scheme's key: a text, or user and password.
    pub(super) credentials: Map<String, Value>,
    /// The methods of the client that have it obtain its tokens itself.
    pub(super) source: Vec<Ident>,
    /// What must not be shown.
    pub(super) secrets: Vec<String>,
}

/// `FORM_OAUTH` of `form-oauth`.
pub(super) fn prefix(output: &Output) -> String {
    upper(&output.krate.package.name)
}

/// `FORM_OAUTH_CLIENT_ID` of `clientId`.
pub(super) fn variable(prefix: &str, name: &str) -> String {
    format!("{prefix}_{}", upper(name))
}

/// `CLIENT_ID` of `clientId`, `X_API_KEY` of `X-Api-Key`.
fn upper(name: &str) -> String {
    let (mut text, mut was_lower) = (String::new(), false);
    for each in name.chars() {
        let is_plain = each.is_ascii_alphanumeric();
        if (each.is_ascii_uppercase() && was_lower || !is_plain) && !text.ends_with('_') && !text.is_empty() {
            text.push('_');
        }
        if is_plain {
            text.push(each.to_ascii_uppercase());
        }
        was_lower = each.is_ascii_lowercase() || each.is_ascii_digit();
    }
    text.trim_end_matches('_').to_owned()
}

/// The variables of a scheme: of the key or token alone, or of user and password.
fn variables(prefix: &str, key: &str, kind: &SchemeKind) -> Vec<String> {
    let own = variable(prefix, key);
    match kind {
        SchemeKind::MutualTls => Vec::new(),
        SchemeKind::Basic => vec![format!("{own}_USER"), format!("{own}_PASSWORD")],
        _ => vec![own],
    }
}

/// What the environment says of how the API is reached.
pub(super) fn access(
    output: &Output,
    base_url: Option<&str>,
    environment: &dyn Fn(&str) -> Option<String>,
) -> Result<Access, Stop> {
    let prefix = prefix(output);
    let base_url = base_url.map(str::to_owned).or_else(|| environment(&format!("{prefix}_URL")));
    if base_url.is_none() && output.krate.api.servers.is_empty() {
        let message = format!("the document names no server: `--base-url URL`, or set {prefix}_URL");
        return Err(Stop::Failed(message));
    }
    let mut access = Access { base_url, credentials: Map::new(), source: Vec::new(), secrets: Vec::new() };
    for scheme in &output.krate.api.schemes {
        let values: Option<Vec<String>> =
            variables(&prefix, &scheme.key, &scheme.kind).iter().map(|name| environment(name)).collect();
        let credential = match values.as_deref() {
            Some([key]) => json!(key),
            Some([user, password]) => json!({"user": user, "password": password}),
            _ => continue,
        };
        access.secrets.extend(values.into_iter().flatten());
        access.credentials.insert(scheme.key.clone(), credential);
    }
    for source in &output.krate.token_sources {
        let Some((method, id, secret)) = &source.environment else { continue };
        if let (Some(_), Some(secret)) = (environment(id), environment(secret))
            && !access.credentials.contains_key(&source.scheme)
        {
            access.source.push(method.clone());
            access.secrets.push(secret);
        }
    }
    Ok(access)
}

/// The variables that hold what an operation needs, by alternatives; empty: it needs nothing.
pub(super) fn needed(output: &Output, found: &Found<'_>) -> Vec<Vec<String>> {
    let prefix = prefix(output);
    let mut alternatives = Vec::new();
    for keys in found.method.security.as_ref().unwrap_or(&output.krate.api.security) {
        let mut names = Vec::new();
        for key in keys {
            let scheme = output.krate.api.schemes.iter().find(|scheme| scheme.key == *key);
            let source = output.krate.token_sources.iter().find(|source| source.scheme == *key);
            if let (Some((_, id, secret)), [_]) = (source.and_then(|it| it.environment.as_ref()), keys.as_slice()) {
                alternatives.push(vec![id.clone(), secret.clone()]);
            }
            names.extend(scheme.into_iter().flat_map(|scheme| variables(&prefix, key, &scheme.kind)));
        }
        alternatives.push(names);
    }
    alternatives.retain(|names| !names.is_empty());
    alternatives
}

/// The same, for a reader.
pub(super) fn missing(output: &Output, found: &Found<'_>) -> String {
    needed(output, found).iter().map(|names| names.join(" and ")).collect::<Vec<_>>().join(", or ")
}

#[cfg(test)]
mod tests {
    use super::variable;

    #[test]
    fn variables_are_called_after_what_they_hold() {
        for (name, expected) in [
            ("clientId", "ACME_CLIENT_ID"),
            ("X-Api-Key", "ACME_X_API_KEY"),
            ("client_secret", "ACME_CLIENT_SECRET"),
            ("filter[name]", "ACME_FILTER_NAME"),
            ("$top", "ACME_TOP"),
            ("OAuth2", "ACME_OAUTH2"),
        ] {
            assert_eq!(variable("ACME", name), expected);
        }
    }
}
