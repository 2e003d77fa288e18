//! Who calls, and how that travels.

use crate::api::{Scheme, SchemeKind, Security};
use crate::encode;
use crate::secret::Secret;
use crate::text::Base64;
use crate::token::{Token, TokenError, TokenSource};
use http::{HeaderMap, HeaderName, HeaderValue, header};
use std::fmt;
use std::sync::Arc;

/// A proof of who calls, for one security scheme. `Debug` does not show it.
#[derive(Clone)]
#[non_exhaustive]
pub enum Credential {
    /// A bearer token, or an API key: whatever the scheme wants alone.
    Key(Secret),
    /// A user name and a password.
    Basic(String, Secret),
    /// Where bearer tokens come from.
    Source(Arc<dyn TokenSource>),
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(_) => f.write_str("Key([redacted])"),
            Self::Basic(..) => f.write_str("Basic([redacted])"),
            Self::Source(source) => write!(f, "Source({source:?})"),
        }
    }
}

impl Credential {
    /// A source of bearer tokens.
    pub fn source(source: impl TokenSource + 'static) -> Self {
        Self::Source(Arc::new(source))
    }
}

impl<T: Into<Secret>> From<T> for Credential {
    fn from(key: T) -> Self {
        Self::Key(key.into())
    }
}

/// The credentials of a client: each with the key of its scheme.
pub(crate) type Credentials = [(&'static str, Credential)];

/// What is attached to one request.
#[derive(Default)]
pub(crate) struct Attached {
    pub(crate) headers: HeaderMap,
    /// `key=value`, encoded.
    pub(crate) query: Vec<String>,
    pub(crate) cookies: Vec<String>,
    /// The tokens among it, so that they can be called refused.
    pub(crate) tokens: Vec<(Arc<dyn TokenSource>, Token)>,
}

impl Attached {
    pub(crate) fn is_empty(&self) -> bool {
        self.headers.is_empty() && self.query.is_empty() && self.cookies.is_empty()
    }
}

/// Why no credential was attached.
pub(crate) enum CredentialError {
    /// What is to be said about it.
    Unfit(String),
    /// A token source failed.
    Token(TokenError),
}

/// The alternative that is used: the first for which all credentials are there, one that uses any before one that uses
/// none.
///
/// # Errors
/// When there is none: the text says what is missing.
pub(crate) fn choose(
    security: Security,
    schemes: &[Scheme],
    credentials: &Credentials,
) -> Result<&'static [&'static str], String> {
    let given = |key: &&str| credentials.iter().any(|(own, _)| own == key);
    // What the transport proves, or the document forgot to describe, cannot be missing here.
    let is_elsewhere = |key: &&str| {
        let scheme = schemes.iter().find(|scheme| *scheme.key == **key);
        scheme.is_none_or(|scheme| scheme.kind == SchemeKind::MutualTls)
    };
    let satisfied = || security.iter().filter(|keys| keys.iter().all(|key| given(key) || is_elsewhere(key)));
    match satisfied().find(|keys| keys.iter().any(given)).or_else(|| satisfied().next()) {
        Some(keys) => Ok(keys),
        None if security.is_empty() => Ok(&[]),
        None => {
            let alternatives: Vec<_> = security.iter().map(|keys| format!("`{}`", keys.join("` and `"))).collect();
            Err(format!("the operation needs credentials for {}", alternatives.join(", or ")))
        }
    }
}

/// Makes headers, query parameters and cookies of the credentials for these schemes.
pub(crate) async fn attach(
    keys: &[&str],
    schemes: &[Scheme],
    credentials: &Credentials,
) -> Result<Attached, CredentialError> {
    let mut attached = Attached::default();
    for key in keys {
        let scheme = schemes.iter().find(|scheme| scheme.key == *key);
        let credential = credentials.iter().find(|(own, _)| own == key);
        if let (Some(scheme), Some((_, credential))) = (scheme, credential) {
            attach_one(&mut attached, scheme, credential).await?;
        }
    }
    Ok(attached)
}

async fn attach_one(attached: &mut Attached, scheme: &Scheme, credential: &Credential) -> Result<(), CredentialError> {
    let unfit = |what: &str| CredentialError::Unfit(format!("the credential for `{}` {what}", scheme.key));
    let key = match credential {
        Credential::Key(key) => key.clone(),
        Credential::Basic(user, password) => {
            if user.contains(':') {
                return Err(unfit("has a user name with a colon"));
            }
            Secret::from(Base64::from(format!("{user}:{}", password.expose()).into_bytes()).to_string())
        }
        Credential::Source(source) => {
            let token = source.token().await.map_err(CredentialError::Token)?;
            attached.tokens.push((source.clone(), token.clone()));
            token.secret().clone()
        }
    };
    let key = key.expose();
    if key.is_empty() {
        return Err(unfit("is empty"));
    }
    let is_basic = matches!(credential, Credential::Basic(..));
    let (name, text) = match scheme.kind {
        SchemeKind::MutualTls => return Ok(()),
        SchemeKind::Basic if !is_basic => return Err(unfit("must be a user name and a password")),
        SchemeKind::Basic => (header::AUTHORIZATION, format!("Basic {key}")),
        _ if is_basic => return Err(unfit("must not be a user name and a password")),
        SchemeKind::Bearer => (header::AUTHORIZATION, format!("Bearer {key}")),
        SchemeKind::Http(scheme) => (header::AUTHORIZATION, format!("{scheme} {key}")),
        SchemeKind::Header(name) => {
            let name = HeaderName::from_bytes(name.as_bytes());
            (name.map_err(|_| unfit("travels in a header that cannot be"))?, key.to_owned())
        }
        SchemeKind::Query(name) => {
            attached.query.push(format!("{}={}", encode::unreserved(name), encode::unreserved(key)));
            return Ok(());
        }
        SchemeKind::Cookie(name) => {
            attached.cookies.push(format!("{}={}", encode::unreserved(name), encode::unreserved(key)));
            return Ok(());
        }
    };
    let mut value = HeaderValue::from_bytes(text.as_bytes()).map_err(|_| unfit("holds control characters"))?;
    value.set_sensitive(true);
    attached.headers.insert(name, value);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Credential, Security, choose};
    use crate::api::Scheme;

    const SCHEMES: &[Scheme] =
        &[Scheme::bearer("a"), Scheme::basic("b"), Scheme::header("c", "x"), Scheme::mutual_tls("m")];

    #[test]
    fn the_first_alternative_that_is_complete_is_used() {
        /// What is needed, what is given, what is used.
        type Row = (Security, &'static [&'static str], Result<&'static [&'static str], ()>);
        let table: [Row; 12] = [
            (&[], &["a"], Ok(&[])),
            (&[&["a"]], &["a"], Ok(&["a"])),
            (&[&["a"]], &[], Err(())),
            (&[&["a"]], &["b"], Err(())),
            (&[&["a"], &["b"]], &["b"], Ok(&["b"])),
            (&[&["a", "c"], &["b"]], &["a", "b"], Ok(&["b"])),
            (&[&["a", "c"], &["b"]], &["a", "b", "c"], Ok(&["a", "c"])),
            (&[&[], &["a"]], &["a"], Ok(&["a"])),
            (&[&["a"], &[]], &[], Ok(&[])),
            (&[&["m"], &["a"]], &["a"], Ok(&["a"])),
            (&[&["m"]], &[], Ok(&["m"])),
            (&[&["unheard-of"]], &[], Ok(&["unheard-of"])),
        ];
        for (security, given, used) in table {
            let credentials: Vec<_> = given.iter().map(|key| (*key, Credential::from("k"))).collect();
            assert_eq!(choose(security, SCHEMES, &credentials).map_err(|_| ()), used, "{security:?} {given:?}");
        }
    }

    #[test]
    fn what_is_missing_is_said() {
        let problem = choose(&[&["a", "c"], &["b"]], SCHEMES, &[]).unwrap_err();
        assert_eq!(problem, "the operation needs credentials for `a` and `c`, or `b`");
    }

    #[test]
    fn credentials_are_not_shown() {
        let shown = format!("{:?} {:?}", Credential::from("canary"), Credential::Basic("u".into(), "canary".into()));
        assert!(!shown.contains("canary"), "{shown}");
    }
}
