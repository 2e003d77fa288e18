//! What is never shown: what the crate's types keep secret, what only clients send, what is called like a secret, and every
//! secret that went out.

use serde_json::Value;
use specwright::Output;
use specwright::api::{Access, Shape};
use specwright::rust::{Crate, Item, Struct, Ty};
use std::collections::BTreeSet;

/// What is shown instead.
const HIDDEN: &str = "[redacted]";

/// What a name ends with that is a secret.
const ENDINGS: &[&str] = &[
    "accesskey",
    "apikey",
    "assertion",
    "credential",
    "credentials",
    "jwt",
    "passphrase",
    "passwd",
    "password",
    "privatekey",
    "secret",
    "secretkey",
    "sessionid",
    "token",
];
/// What begins the name of a token that says which page is next.
const PAGES: &[&str] = &["continuation", "cursor", "next", "page", "previous", "prev", "sync"];

/// What is never shown.
pub(super) struct Secrets {
    /// The names of the fields that hold secrets, wherever they stand.
    names: BTreeSet<String>,
    /// The secrets that are known.
    values: BTreeSet<String>,
}

impl Secrets {
    /// Those of a crate.
    pub(super) fn of(output: &Output) -> Self {
        let mut names = BTreeSet::new();
        for item in &output.krate.items {
            if let Item::Struct(Struct { fields, .. }) = item {
                let secret = fields.iter().filter(|field| is_secret(&output.krate, &field.ty));
                names.extend(secret.map(|field| field.wire.clone()));
            }
        }
        for definition in &output.api.types {
            if let Shape::Object(object) = &definition.shape {
                let sent = object.fields.iter().filter(|field| field.access == Access::Write);
                names.extend(sent.map(|field| field.name.clone()));
            }
        }
        Self { names, values: BTreeSet::new() }
    }

    /// Whether what is called so is a secret.
    pub(super) fn is_name(&self, name: &str) -> bool {
        self.names.contains(name) || sounds_secret(name)
    }

    /// A secret that must not come back.
    pub(super) fn learn(&mut self, value: &str) {
        if !value.is_empty() {
            self.values.insert(value.to_owned());
        }
    }

    /// A value without what is never shown.
    pub(super) fn hide(&self, value: &mut Value) {
        match value {
            Value::Object(object) => {
                for (name, value) in object.iter_mut() {
                    if self.is_name(name) { hide_all(value) } else { self.hide(value) }
                }
            }
            Value::Array(values) => values.iter_mut().for_each(|value| self.hide(value)),
            Value::String(text) => *text = self.clean(text),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// A text without the secrets that are known; JSON without what is never shown.
    pub(super) fn clean(&self, text: &str) -> String {
        if let Some(mut inner) = json_in(text) {
            self.hide(&mut inner);
            return inner.to_string();
        }
        let mut clean = text.to_owned();
        for secret in self.values.iter().rev() {
            for spelled in spellings(secret) {
                clean = clean.replace(&spelled, HIDDEN);
            }
        }
        clean
    }
}

/// An object or a list that is written down in a text.
fn json_in(text: &str) -> Option<Value> {
    let is_json = text.trim_start().starts_with(['{', '[']);
    is_json.then(|| serde_json::from_str(text).ok()).flatten()
}

/// A secret as it is, in JSON, and in a URL or a form.
fn spellings(secret: &str) -> Vec<String> {
    let json = Value::String(secret.to_owned()).to_string();
    let form: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    let mut all = vec![form.replace('+', "%20"), form, json.trim_matches('"').to_owned(), secret.to_owned()];
    all.sort_by_key(|spelled| std::cmp::Reverse(spelled.len()));
    all
}

fn hide_all(value: &mut Value) {
    match value {
        Value::Object(object) => object.values_mut().for_each(hide_all),
        Value::Array(values) => values.iter_mut().for_each(hide_all),
        Value::String(_) | Value::Number(_) => *value = Value::String(HIDDEN.to_owned()),
        Value::Null | Value::Bool(_) => {}
    }
}

/// `accessToken`, `client_secret`, `X-Api-Key`; not `next_page_token`, nor `token_type`.
fn sounds_secret(name: &str) -> bool {
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).map(|it| it.to_ascii_lowercase()).collect();
    let is_page = plain.ends_with("token") && PAGES.iter().any(|page| plain.starts_with(page));
    !is_page && ENDINGS.iter().any(|ending| plain.ends_with(ending))
}

/// Whether a type holds nothing but secrets.
pub(super) fn is_secret(krate: &Crate, ty: &Ty) -> bool {
    match ty {
        Ty::Runtime(name) => *name == "Secret",
        Ty::RuntimeOf(_, ty) | Ty::Option(ty) | Ty::Vec(ty) | Ty::Map(ty) | Ty::Box(ty) | Ty::Ref(ty) => {
            is_secret(krate, ty)
        }
        Ty::Item(name) => krate.items.iter().any(|item| match item {
            Item::Alias(alias) => alias.name == *name && is_secret(krate, &alias.ty),
            _ => false,
        }),
        Ty::Unit | Ty::Plain(_) | Ty::Tuple(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Secrets, sounds_secret};
    use serde_json::json;
    use std::collections::BTreeSet;

    #[test]
    fn names_that_sound_secret() {
        for name in ["accessToken", "client_secret", "X-Api-Key", "PASSWORD", "refresh_token", "id_token", "jwt"] {
            assert!(sounds_secret(name), "{name}");
        }
        for name in ["token_type", "nextPageToken", "page_token", "expires_in", "secretary", "keys", "max_tokens"] {
            assert!(!sounds_secret(name), "{name}");
        }
    }

    #[test]
    fn secrets_are_hidden_wherever_they_stand() {
        let names = BTreeSet::from(["pin".to_owned()]);
        let mut secrets = Secrets { names, values: BTreeSet::new() };
        secrets.learn("s&cret");
        let table = [
            (
                json!({"accessToken": "a", "tokenType": "Bearer"}),
                json!({"accessToken": "[redacted]", "tokenType": "Bearer"}),
            ),
            (json!({"pin": 1234, "a": [{"pin": null}]}), json!({"pin": "[redacted]", "a": [{"pin": null}]})),
            (
                json!({"password": {"old": "a", "new": ["b"]}}),
                json!({"password": {"old": "[redacted]", "new": ["[redacted]"]}}),
            ),
            (json!(["you sent s&cret"]), json!(["you sent [redacted]"])),
            (json!("a=s%26cret"), json!("a=[redacted]")),
            (json!({"body": "{\"clientSecret\":\"other\"}"}), json!({"body": "{\"clientSecret\":\"[redacted]\"}"})),
        ];
        for (mut value, shown) in table {
            secrets.hide(&mut value);
            assert_eq!(value, shown);
        }
    }
}
