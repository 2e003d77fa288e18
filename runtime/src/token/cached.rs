//! A token source over an operation that grants: it asks, keeps, renews.

use super::answer::{Granted, Refusal};
use super::flight::{Flights, Now, Term};
use super::tower::{self, Tower};
use super::{Token, TokenError, TokenSource};
use crate::call::Call;
use crate::client::{BuildError, Client};
use crate::encode::unreserved;
use crate::environment::{BoxFuture, Environment};
use crate::secret::Secret;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long a token lives of which nothing is known.
const UNKNOWN_LIFETIME: Duration = Duration::from_secs(300);

/// How long before its end a token is renewed, unless the provider asks for more; a fifth of its lifetime at most.
const WINDOW: Duration = Duration::from_secs(60);

/// How a provider gives tokens: what a generated crate knows of it.
pub trait Grant: fmt::Debug + Send + Sync {
    /// Asks for a token with the client's credentials.
    fn grant(&self) -> TokenCall;

    /// Asks for another with a refresh token, where the provider can do that.
    fn refresh(&self, _refresh_token: &Secret) -> Option<TokenCall> {
        None
    }
}

/// A call for a token.
pub struct TokenCall(BoxFuture<'static, Result<Granted, TokenError>>);

impl TokenCall {
    #[cfg(test)]
    pub(super) fn of(future: BoxFuture<'static, Result<Granted, TokenError>>) -> Self {
        Self(future)
    }

    /// Makes this call; the functions read its answer and its documented failure.
    pub fn new<T: 'static, E: 'static>(
        call: Call<T, E>,
        granted: fn(&T) -> Granted,
        refused: fn(&E) -> Refusal,
    ) -> Self {
        Self(Box::pin(async move {
            match call.secret().await {
                Ok(answer) => Ok(granted(&answer)),
                Err(error) => {
                    let is_refusal = error.status().is_some_and(|it| matches!(it.as_u16(), 400..=404 | 422));
                    let refusal = error.body().map(refused).or_else(|| is_refusal.then(Refusal::default));
                    Err(TokenError::refused(error.erase(), refusal.filter(|_| is_refusal)))
                }
            }
        }))
    }
}

/// The same call with the client's credentials in `Authorization: Basic …`, as RFC 6749 writes them: each form-encoded
/// first.
pub fn basic<T, E>(call: Call<T, E>, client_id: &str, client_secret: &Secret) -> Call<T, E> {
    call.with_basic(&unreserved(client_id), &unreserved(client_secret.expose()))
}

/// What an environment variable holds.
///
/// # Errors
/// When it is not there, or not text.
pub fn environment(name: &str) -> Result<String, BuildError> {
    std::env::var(name).map_err(|_| BuildError::missing_variable(name))
}

/// Obtains, keeps and renews tokens: one request at a time, whoever asks.
///
/// `Debug` shows no token.
pub struct TokenCache {
    grant: Box<dyn Grant>,
    environment: Arc<dyn Environment>,
    default_lifetime: Duration,
    window: Option<Duration>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    flights: Flights<Secret, TokenError>,
    refresh_token: Option<Secret>,
}

impl TokenCache {
    /// Tokens of this grant, by the clocks of this client.
    pub fn new(client: &Client, grant: impl Grant + 'static) -> Self {
        Self::with_environment(client.0.environment.clone(), grant)
    }

    pub(super) fn with_environment(environment: Arc<dyn Environment>, grant: impl Grant + 'static) -> Self {
        Self {
            grant: Box::new(grant),
            environment,
            default_lifetime: UNKNOWN_LIFETIME,
            window: None,
            state: Mutex::default(),
        }
    }

    /// How long a token lives whose answer does not say it.
    pub fn default_lifetime(self, lifetime: Duration) -> Self {
        Self { default_lifetime: lifetime, ..self }
    }

    /// How long before its end a token is renewed, where the provider asks for it; half of its lifetime at most.
    pub fn renew_before(self, window: Duration) -> Self {
        Self { window: Some(window), ..self }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing that is done under the lock can panic half-way.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From the refresh token, or else from the client's credentials.
    async fn obtain(&self) -> Result<(Secret, Term), TokenError> {
        let refresh_token = self.state().refresh_token.clone();
        let refresh = refresh_token.as_ref().and_then(|token| self.grant.refresh(token));
        if let Some(call) = refresh {
            match self.ask(call).await {
                // It was refused: it is of no more use, and the credentials may still be.
                Err(error) if error.refusal().is_some() => self.state().refresh_token = None,
                outcome => return outcome,
            }
        }
        self.ask(self.grant.grant()).await
    }

    async fn ask(&self, call: TokenCall) -> Result<(Secret, Term), TokenError> {
        let from = self.now();
        let granted = call.0.await?;
        let token = match granted.token {
            Some(token) if !granted.is_refusal => token,
            _ => return Err(TokenError::from_refusal(granted.refusal)),
        };
        if let Some(refresh_token) = granted.refresh_token {
            self.state().refresh_token = Some(refresh_token);
        }
        let lifetime = granted.lifetime.unwrap_or(self.default_lifetime);
        Ok((token, Term { from, lifetime, window: self.window(lifetime) }))
    }

    /// Jittered, so that a fleet that was started at once does not renew at once.
    fn window(&self, lifetime: Duration) -> Duration {
        let window = match self.window {
            Some(window) => window.min(lifetime / 2),
            None => WINDOW.min(lifetime / 5),
        };
        let jitter = (self.environment.random() % 1000) as u32;
        match self.window {
            Some(_) => window + window / 10 * jitter / 1000,
            None => window - window / 2 * jitter / 1000,
        }
    }
}

impl Tower for TokenCache {
    type Token = Secret;
    type Error = TokenError;

    fn flights<R>(&self, change: impl FnOnce(&mut Flights<Secret, TokenError>) -> R) -> R {
        change(&mut self.state().flights)
    }

    fn now(&self) -> Now {
        Now { elapsed: self.environment.elapsed(), wall: self.environment.now() }
    }

    fn fly(&self) -> BoxFuture<'_, Result<(Secret, Term), TokenError>> {
        Box::pin(self.obtain())
    }
}

impl TokenSource for TokenCache {
    fn token(&self) -> BoxFuture<'_, Result<Token, TokenError>> {
        Box::pin(async move {
            let given = tower::give(self).await?;
            Ok(Token::new(given.token, given.generation))
        })
    }

    fn refused(&self, token: &Token) {
        self.state().flights.refuse(token.generation());
    }
}

impl fmt::Debug for TokenCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenCache").field("grant", &self.grant).finish_non_exhaustive()
    }
}
