//! Bearer tokens: where they come from.

mod answer;
mod cached;
mod flight;
#[cfg(test)]
mod tests;
mod tower;

pub use answer::{Granted, Refusal, lifetime, secret, text};
pub use cached::{Grant, TokenCache, TokenCall, basic, environment};

use crate::environment::BoxFuture;
use crate::secret::Secret;
use std::error::Error;
use std::fmt;
use std::sync::Arc;

/// Where bearer tokens come from: obtained, cached and renewed behind it.
///
/// Object-safe, so that it can serve any HTTP client: ask for a token before each request, and call it refused when the
/// answer is 401.
pub trait TokenSource: fmt::Debug + Send + Sync {
    /// A token that can be used now.
    fn token(&self) -> BoxFuture<'_, Result<Token, TokenError>>;

    /// Says that the server did not accept this token, so that it is not given out again.
    fn refused(&self, token: &Token);
}

impl dyn TokenSource + '_ {
    /// A token that can be used now; this thread waits for it.
    ///
    /// # Errors
    /// When none can be obtained.
    pub fn token_blocking(&self) -> Result<Token, TokenError> {
        crate::executor::block_on(self.token())
    }
}

/// A bearer token. `Debug` does not show it.
#[derive(Clone, Debug)]
pub struct Token {
    secret: Secret,
    generation: u64,
}

impl Token {
    /// The token of this generation: a number that tells it from those before and after it.
    pub fn new(secret: impl Into<Secret>, generation: u64) -> Self {
        Self { secret: secret.into(), generation }
    }

    /// The token itself.
    pub fn secret(&self) -> &Secret {
        &self.secret
    }

    /// Which of the tokens of its source it is.
    pub fn generation(&self) -> u64 {
        self.generation
    }
}

/// Why there is no token; shared by all who waited for it.
///
/// `Display` tells what was refused by its code, and never a body.
#[derive(Clone, Debug)]
pub struct TokenError(Arc<Cause>);

#[derive(Debug)]
struct Cause {
    refusal: Option<Refusal>,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl TokenError {
    /// With this cause, whose text must hold no secret.
    pub fn new(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self(Arc::new(Cause { refusal: None, source: Some(cause.into()) }))
    }

    /// What the provider says, where it refused the credentials; `None`: it could not be asked.
    pub fn refusal(&self) -> Option<&Refusal> {
        self.0.refusal.as_ref()
    }

    fn from_refusal(refusal: Refusal) -> Self {
        Self(Arc::new(Cause { refusal: Some(refusal), source: None }))
    }

    fn refused(cause: crate::error::Error, refusal: Option<Refusal>) -> Self {
        Self(Arc::new(Cause { refusal, source: Some(cause.into()) }))
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.refusal {
            Some(refusal) => write!(f, "no token was obtained: {refusal}"),
            None => f.write_str("no token was obtained"),
        }
    }
}

impl Error for TokenError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
