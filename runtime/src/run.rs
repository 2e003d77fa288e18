//! Running a call: credentials, attempts, deadlines, limits. Written once; blocking calls run the same.

use crate::api::Security;
use crate::body::Body;
use crate::credential::{self, Attached, CredentialError};
use crate::environment::{BoxFuture, Environment};
use crate::error::{Error, ErrorKind, Failure};
use crate::executor::is_blocking;
use crate::layer::Next;
use crate::reply::{Received, Reply};
use crate::request::Plan;
use crate::retry::{may_help, retry_after};
use crate::stream::{ByteStream, TooLarge};
use crate::trace::Span;
use crate::transport::{Attempt, TransportError, TransportErrorKind};
use bytes::Bytes;
use http::{StatusCode, header};
use std::error::Error as StdError;
use std::future::poll_fn;
use std::io;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

/// An answer of any status.
pub(crate) struct Answered {
    /// Its body is empty where it is streamed.
    pub(crate) received: Received,
    /// The body of a success that is streamed.
    pub(crate) stream: ByteStream,
    pub(crate) attempts: u32,
}

impl Answered {
    pub(crate) fn reply(&self) -> Reply<'_> {
        Reply::new(&self.received)
    }

    /// Whether the server says that its body is one value of JSON.
    pub(crate) fn is_json(&self) -> bool {
        let media_type = self.received.headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok());
        let essence = media_type.and_then(|it| it.split(';').next()).unwrap_or_default();
        essence.trim().eq_ignore_ascii_case("application/json")
    }
}

/// The request as it would be sent, without credentials.
pub(crate) fn preview<E>(mut plan: Box<Plan>) -> Result<http::Request<Body>, Error<E>> {
    plan.complete();
    let head = match plan.problem.take() {
        Some(problem) => Err(problem),
        None => plan.base().and_then(|base| plan.head(&base, &Attached::default())),
    };
    let head = head.map_err(|problem| Error::new(plan.failure(ErrorKind::Build, problem), None))?;
    Ok(head.map(|()| plan.body))
}

/// Makes the call, and gives the plan back: it says how the answer is to be read.
pub(crate) fn run(plan: Box<Plan>) -> BoxFuture<'static, (Box<Plan>, Result<Answered, Failure>)> {
    Box::pin(async move {
        let span = Span::call(&plan);
        let mut run = Run::new(plan, span.clone());
        let outcome = span.around(run.run()).await;
        match &outcome {
            Ok(answered) => span.answered(answered.received.status, &answered.received.headers),
            Err(failure) => span.failed(failure.kind),
        }
        (run.plan, outcome)
    })
}

struct Run {
    plan: Box<Plan>,
    attempts: u32,
    /// By the clock that never goes back.
    deadline: Option<Duration>,
    span: Span,
}

/// Why an attempt came to nothing.
struct Trouble {
    kind: ErrorKind,
    message: Option<String>,
    received: Option<Received>,
    may_have_been_received: bool,
    /// Whether it may go away although nothing was sent.
    may_succeed_later: bool,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Trouble {
    fn new(kind: ErrorKind) -> Self {
        let (message, received, source) = (None, None, None);
        Self { kind, message, received, may_have_been_received: false, may_succeed_later: false, source }
    }
}

impl Run {
    fn new(mut plan: Box<Plan>, span: Span) -> Self {
        plan.complete();
        let total = plan.timeout.or(plan.client.0.limits.total);
        let deadline = total.and_then(|total| plan.client.0.environment.elapsed().checked_add(total));
        Self { plan, attempts: 0, deadline, span }
    }

    async fn run(&mut self) -> Result<Answered, Failure> {
        if let Some(problem) = self.plan.problem.take() {
            return Err(self.plan.failure(ErrorKind::Build, problem));
        }
        let mut body = std::mem::take(&mut self.plan.body);
        let mut has_replayed = false;
        loop {
            let again = body.try_clone();
            let mut attached = Attached::default();
            let outcome = self.attempt(body, &mut attached).await;
            let is_401 = outcome.as_ref().is_ok_and(|it| it.received.status == StatusCode::UNAUTHORIZED);
            if is_401 {
                attached.tokens.iter().for_each(|(source, token)| source.refused(token));
            }
            let is_replay = is_401 && !attached.tokens.is_empty() && !has_replayed;
            let (Some(again), Some(wait)) = (again, self.wait(&outcome, is_replay)) else {
                return outcome.map_err(|trouble| self.failure(trouble));
            };
            drop(outcome);
            has_replayed |= is_replay;
            self.span.waiting(wait);
            if !wait.is_zero() {
                self.plan.client.0.environment.sleep(wait).await;
            }
            body = again;
        }
    }

    /// How long to wait until the request is sent again; `None`: it is not.
    fn wait(&self, outcome: &Result<Answered, Trouble>, is_replay: bool) -> Option<Duration> {
        if is_replay { Some(Duration::ZERO) } else { self.wait_to_retry(outcome) }
    }

    /// Sends once, and reads the answer.
    async fn attempt(&mut self, body: Body, attached: &mut Attached) -> Result<Answered, Trouble> {
        let client = self.plan.client.clone();
        let environment = &*client.0.environment;
        let build = |problem| Trouble { message: Some(problem), ..Trouble::new(ErrorKind::Build) };
        let base = self.plan.base().map_err(build)?.into_owned();
        *attached = self.credentials(self.plan.security()).await?;
        let is_safe = base.is_https || (base.is_loopback && client.0.http_on_loopback);
        if !is_safe && (self.plan.is_secret || !attached.is_empty()) {
            let problem = match base.is_loopback {
                true => "credentials travel unencrypted only after `allow_http_on_loopback`",
                false => "credentials travel only over https",
            };
            return Err(Trouble { message: Some(problem.to_owned()), ..Trouble::new(ErrorKind::Credentials) });
        }
        let request = self.plan.head(&base, attached).map_err(build)?.map(|()| body);
        let limit = self.attempt_limit().ok_or_else(|| Trouble::new(ErrorKind::Timeout))?;
        self.attempts += 1;
        let attempt = Attempt {
            operation: self.plan.operation,
            template: self.plan.template,
            number: self.attempts,
            blocking: is_blocking(),
            streams: self.plan.is_stream,
            timeout: limit,
            idle: client.0.limits.idle,
        };
        let span = Span::attempt(&self.plan, request.uri(), self.attempts);
        let next = Next::new(&client.0.layers, &*client.0.transport);
        let exchange = async {
            let answer = next.send(request, attempt).await.map_err(Trouble::from)?;
            self.receive(answer).await
        };
        let outcome = span.around(within(environment, limit, exchange)).await;
        let timeout = Trouble { may_have_been_received: true, ..Trouble::new(ErrorKind::Timeout) };
        let outcome = outcome.unwrap_or(Err(timeout));
        match &outcome {
            Ok(answered) => span.answered(answered.received.status, &answered.received.headers),
            Err(trouble) => span.failed(trouble.kind),
        }
        outcome
    }

    /// What this attempt may take; `None`: there is no time left. (`Some(None)`: as long as it likes.)
    fn attempt_limit(&self) -> Option<Option<Duration>> {
        let limit = self.plan.timeout.or(self.plan.client.0.limits.attempt);
        let Some(left) = self.time_left() else { return Some(limit) };
        (!left.is_zero()).then(|| Some(limit.map_or(left, |limit| limit.min(left))))
    }

    fn time_left(&self) -> Option<Duration> {
        let now = self.plan.client.0.environment.elapsed();
        self.deadline.map(|deadline| deadline.saturating_sub(now))
    }

    async fn credentials(&self, security: Security) -> Result<Attached, Trouble> {
        let client = &self.plan.client.0;
        let keys = credential::choose(security, client.api.schemes, &client.credentials)
            .map_err(|problem| Trouble { message: Some(problem), ..Trouble::new(ErrorKind::Credentials) })?;
        let attached = credential::attach(keys, client.api.schemes, &client.credentials);
        match within(&*client.environment, self.time_left(), attached).await {
            Some(Ok(attached)) => Ok(attached),
            Some(Err(CredentialError::Unfit(problem))) => {
                Err(Trouble { message: Some(problem), ..Trouble::new(ErrorKind::Credentials) })
            }
            Some(Err(CredentialError::Token(error))) => {
                let may_succeed_later = error.refusal().is_none();
                Err(Trouble { source: Some(error.into()), may_succeed_later, ..Trouble::new(ErrorKind::Token) })
            }
            None => Err(Trouble::new(ErrorKind::Timeout)),
        }
    }

    /// Reads the body, unless it is to be streamed.
    async fn receive(&self, answer: http::Response<ByteStream>) -> Result<Answered, Trouble> {
        let limits = self.plan.client.0.limits;
        let (head, stream) = answer.into_parts();
        let mut received = Received { status: head.status, headers: head.headers, body: Bytes::new() };
        if self.plan.is_stream && received.status.is_success() {
            let environment = self.plan.client.0.environment.clone();
            let stream = stream.with_patience(environment, limits.idle);
            return Ok(Answered { received, stream, attempts: self.attempts });
        }
        let length =
            received.headers.get(header::CONTENT_LENGTH).and_then(|it| it.to_str().ok()?.parse::<usize>().ok());
        let is_head = self.plan.method == http::Method::HEAD;
        let body = match length {
            Some(length) if length > limits.body && !is_head => Err(TooLarge::error(limits.body)),
            _ => stream.collect(limits.body).await,
        };
        match body {
            Ok(body) => {
                received.body = body;
                Ok(Answered { received, stream: ByteStream::default(), attempts: self.attempts })
            }
            Err(error) => {
                let kind = match error.kind() {
                    io::ErrorKind::FileTooLarge => ErrorKind::TooLarge,
                    io::ErrorKind::TimedOut => ErrorKind::Timeout,
                    _ => ErrorKind::Broken,
                };
                let (received, source) = (Some(received), Some(error.into()));
                Err(Trouble { received, source, may_have_been_received: true, ..Trouble::new(kind) })
            }
        }
    }

    /// How long to wait until the request is sent again; `None`: it is not.
    fn wait_to_retry(&self, outcome: &Result<Answered, Trouble>) -> Option<Duration> {
        let client = &self.plan.client.0;
        let received = match outcome {
            Ok(answered) => Some(&answered.received),
            Err(trouble) => trouble.received.as_ref(),
        };
        if outcome.is_ok() && received.is_some_and(|it| it.status.as_u16() < 400) {
            client.budget.refill();
            return None;
        }
        if !self.may_help(outcome) {
            return None;
        }
        let policy = self.plan.retry.as_ref().unwrap_or(&client.retry);
        let asked = received.and_then(|it| retry_after(&it.headers, client.environment.now()));
        let wait = policy.wait(self.attempts, asked, client.environment.random())?;
        let is_in_time = self.time_left().is_none_or(|left| wait < left);
        (is_in_time && client.budget.take()).then_some(wait)
    }

    fn may_help(&self, outcome: &Result<Answered, Trouble>) -> bool {
        let (kind, status) = match outcome {
            Ok(answered) => (ErrorKind::Unexpected, Some(answered.received.status)),
            Err(trouble) => (trouble.kind, None),
        };
        may_help(kind, status, self.plan.is_idempotent)
    }

    fn failure(&self, trouble: Trouble) -> Failure {
        Failure {
            is_retryable: trouble.may_succeed_later || may_help(trouble.kind, None, self.plan.is_idempotent),
            received: trouble.received,
            attempts: self.attempts,
            may_have_been_received: trouble.may_have_been_received,
            source: trouble.source,
            ..self.plan.failure(trouble.kind, trouble.message)
        }
    }
}

impl From<TransportError> for Trouble {
    fn from(error: TransportError) -> Self {
        let kind = match error.kind() {
            TransportErrorKind::Connect => ErrorKind::Connect,
            TransportErrorKind::Timeout => ErrorKind::Timeout,
            TransportErrorKind::Broken => ErrorKind::Broken,
            TransportErrorKind::Refused => ErrorKind::Refused,
        };
        let may_have_been_received = matches!(kind, ErrorKind::Timeout | ErrorKind::Broken);
        Self { may_have_been_received, source: Some(error.into()), ..Self::new(kind) }
    }
}

/// What the future gives, unless that takes longer than the limit.
pub(crate) async fn within<T>(
    environment: &dyn Environment,
    limit: Option<Duration>,
    future: impl Future<Output = T>,
) -> Option<T> {
    let mut future = pin!(future);
    let mut sleep = None;
    poll_fn(|context| {
        if let Poll::Ready(output) = future.as_mut().poll(context) {
            return Poll::Ready(Some(output));
        }
        let Some(limit) = limit else { return Poll::Pending };
        let sleep = sleep.get_or_insert_with(|| environment.sleep(limit));
        sleep.as_mut().poll(context).map(|()| None)
    })
    .await
}
