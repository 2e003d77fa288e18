//! A call as a value: nothing is sent until it is run.

use crate::body::Body;
use crate::codec::DecodeError;
use crate::environment::BoxFuture;
use crate::error::{Error, ErrorKind, Failure, NoError};
use crate::executor::block_on;
use crate::reply::{Received, Reply, Response};
use crate::request::Plan;
use crate::retry::{RetryPolicy, may_help};
use crate::run::{self, Answered};
use std::fmt;
use std::time::Duration;

/// A call that can be made: `.await` and [`blocking`](Self::blocking) give a `T`, [`send`](Self::send) and
/// [`send_blocking`](Self::send_blocking) also what came with it.
///
/// Dropping the future cancels the call. `Debug` shows neither arguments nor body.
#[must_use = "nothing is sent until the call is awaited or `.blocking()` is called"]
pub struct Call<T, E = NoError> {
    plan: Box<Plan>,
    reads: Reads<T>,
    fails: Fails<E>,
}

/// Reads a success; `None`: the status is not documented.
pub(crate) type Reads<T> = Box<dyn FnOnce(Answered, &Plan) -> Result<Option<T>, DecodeError> + Send>;

/// Reads a failure; `None`: the status is not documented.
pub(crate) type Fails<E> = fn(&Reply<'_>) -> Result<Option<E>, DecodeError>;

impl<T, E> Call<T, E> {
    pub(crate) fn new(plan: Box<Plan>, reads: Reads<T>, fails: Fails<E>) -> Self {
        Self { plan, reads, fails }
    }

    /// How long this call may take with all its attempts; one attempt may take as long.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.plan.timeout = Some(limit);
        self
    }

    /// A header of this request, in place of one of that name.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.plan.set_header(name, value.as_bytes());
        self
    }

    /// Where this call goes, whatever the client's base URL is: one of the servers of its operation or of the API, as the
    /// document writes it, or any other base URL.
    pub fn server(mut self, url: &str) -> Self {
        self.plan.base_url = Some(url.to_owned());
        self
    }

    /// A variable of the URL of the server that this call goes to: `region`, `eu`.
    pub fn server_variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.plan.variables.push((name.into(), value.into()));
        self
    }

    /// With these credentials in place of the client's.
    pub(crate) fn with_basic(mut self, user: &str, password: &str) -> Self {
        self.plan.set_basic(user, password);
        self
    }

    /// A key by which the server knows repetitions of this call, so that it can be sent again whatever its method.
    pub fn idempotency_key(mut self, key: &str) -> Self {
        self.plan.set_idempotency_key(key);
        self
    }

    /// This call is sent once.
    pub fn no_retry(self) -> Self {
        self.retry(RetryPolicy::none())
    }

    /// When this call is sent again.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.plan.retry = Some(policy);
        self
    }

    /// The request that would go out, without the client's credentials.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn request(self) -> Result<http::Request<Body>, Error<E>> {
        run::preview(self.plan)
    }

    /// The same call, its success turned into something else.
    pub fn map<U>(self, map: impl FnOnce(T) -> U + Send + 'static) -> Call<U, E>
    where
        T: 'static,
    {
        let reads = self.reads;
        Call::new(self.plan, Box::new(move |answered, plan| Ok(reads(answered, plan)?.map(map))), self.fails)
    }

    /// The same call, its success and what was received turned into something else.
    pub(crate) fn map_received<U>(self, map: impl FnOnce(T, &Received) -> U + Send + 'static) -> Call<U, E>
    where
        T: 'static,
    {
        let reads = self.reads;
        let reads: Reads<U> = Box::new(move |answered, plan| {
            let received = answered.received.clone();
            Ok(reads(answered, plan)?.map(|value| map(value, &received)))
        });
        Call::new(self.plan, reads, self.fails)
    }

    /// The same call to what a server names as the place to go on, at the same origin.
    pub(crate) fn follow(mut self, link: &str) -> Self {
        self.plan.link = Some(link.to_owned());
        self
    }

    /// A failure of this call that no request has to do with.
    pub(crate) fn failure(&self, kind: ErrorKind, message: String) -> Failure {
        self.plan.failure(kind, message)
    }

    /// Marks a body that holds credentials: it travels as they do.
    pub(crate) fn secret(mut self) -> Self {
        self.plan.is_secret = true;
        self
    }

    /// Runs the call on this thread, without an async runtime.
    ///
    /// # Errors
    /// When it fails.
    pub fn blocking(self) -> Result<T, Error<E>> {
        self.send_blocking().map(Response::into_body)
    }

    /// Runs the call on this thread, and gives what came with the body too.
    ///
    /// # Errors
    /// When it fails.
    pub fn send_blocking(self) -> Result<Response<T>, Error<E>> {
        let (plan, outcome) = block_on(run::run(self.plan));
        finish(&plan, outcome, self.reads, self.fails)
    }
}

impl<T: 'static, E: 'static> Call<T, E> {
    /// Runs the call, and gives what came with the body too.
    pub fn send(self) -> BoxFuture<'static, Result<Response<T>, Error<E>>> {
        Box::pin(async move {
            let (plan, outcome) = run::run(self.plan).await;
            finish(&plan, outcome, self.reads, self.fails)
        })
    }
}

impl<T: 'static, E: 'static> IntoFuture for Call<T, E> {
    type Output = Result<T, Error<E>>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let sent = self.send();
        Box::pin(async move { sent.await.map(Response::into_body) })
    }
}

impl<T, E> fmt::Debug for Call<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.plan.operation)
            .field("request", &format_args!("{} {}", self.plan.method, self.plan.template))
            .field("body", &self.plan.body)
            .finish_non_exhaustive()
    }
}

/// Makes types of what was received.
fn finish<T, E>(
    plan: &Plan,
    outcome: Result<Answered, Failure>,
    reads: Reads<T>,
    fails: Fails<E>,
) -> Result<Response<T>, Error<E>> {
    let answered = outcome.map_err(|failure| Error::new(failure, None))?;
    let received = answered.received.clone();
    let attempts = answered.attempts;
    if received.status.is_success() || plan.answer_decides {
        match reads(answered, plan) {
            Ok(Some(body)) => {
                return Ok(Response { status: received.status, headers: received.headers, attempts, body });
            }
            Ok(None) => {}
            Err(error) => return Err(Error::new(unexpected(plan, received, attempts, Some(error)), None)),
        }
    }
    if !is_documented(plan, received.status.as_u16()) {
        return Err(Error::new(unexpected(plan, received, attempts, None), None));
    }
    match fails(&Reply::new(&received)) {
        Ok(Some(body)) => {
            let failure = Failure { kind: ErrorKind::Documented, ..unexpected(plan, received, attempts, None) };
            Err(Error::new(failure, Some(body)))
        }
        Ok(None) => Err(Error::new(unexpected(plan, received, attempts, None), None)),
        Err(error) => Err(Error::new(unexpected(plan, received, attempts, Some(error)), None)),
    }
}

fn unexpected(plan: &Plan, received: Received, attempts: u32, error: Option<DecodeError>) -> Failure {
    let is_retryable = may_help(ErrorKind::Unexpected, Some(received.status), plan.is_idempotent);
    Failure {
        received: Some(received),
        attempts,
        may_have_been_received: true,
        is_retryable,
        source: error.map(Into::into),
        ..plan.failure(ErrorKind::Unexpected, None)
    }
}

/// Whether failures with this status have the documented body.
fn is_documented(plan: &Plan, status: u16) -> bool {
    let Some(documented) = plan.documented else { return true };
    documented.iter().any(|key| match key.as_bytes() {
        b"default" => true,
        [class, b'X' | b'x', b'X' | b'x'] => u16::from(class.wrapping_sub(b'0')) == status / 100,
        _ => key.parse() == Ok(status),
    })
}
