//! The chain of steps by which a generated method says what its operation sends. Nothing fails on the way: what is wrong
//! is said when the call is made.

mod body;
mod parameters;
mod url;

use crate::api::{OwnServer, Security};
use crate::body::Body;
use crate::call::Call;
use crate::client::Client;
use crate::codec::{Decode, DecodeError};
use crate::error::{ErrorKind, Failure};
use crate::reply::{Answer, Reply};
use crate::retry::RetryPolicy;
use crate::run::Answered;
use crate::stream::{ByteStream, EventStream, LineStream};
use http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use std::marker::PhantomData;
use std::time::Duration;

pub use parameters::Parameters;

/// What an operation sends, and how its failures are read.
pub struct Request<F = ByType> {
    plan: Box<Plan>,
    fails: PhantomData<fn() -> F>,
}

/// How failures are read as an `E`.
pub trait Failures<E> {
    /// Reads one; `None`: its status is not documented.
    ///
    /// # Errors
    /// When the body is not as documented.
    fn read(reply: &Reply<'_>) -> Result<Option<E>, DecodeError>;
}

/// Failures are of a type that reads itself by status.
pub struct ByType;

/// Failures have a body of one type, in JSON.
pub struct InJson;

impl<E: Answer> Failures<E> for ByType {
    fn read(reply: &Reply<'_>) -> Result<Option<E>, DecodeError> {
        reply.answer()
    }
}

impl<E: Decode> Failures<E> for InJson {
    fn read(reply: &Reply<'_>) -> Result<Option<E>, DecodeError> {
        reply.json().map(Some)
    }
}

/// Everything about a request that is known before credentials are.
pub struct Plan {
    pub(crate) client: Client,
    pub(crate) method: Method,
    pub(crate) template: &'static str,
    pub(crate) operation: &'static str,
    /// `None`: what the API says.
    security: Option<Security>,
    servers: Servers,
    /// Where the call goes instead.
    pub(crate) base_url: Option<String>,
    /// What the call says of the server's URL.
    pub(crate) variables: Vec<(String, String)>,
    /// By name, encoded.
    path: Vec<(&'static str, String)>,
    /// `a=1&b=2`, encoded.
    query: String,
    /// `a=1; b=2`, encoded.
    cookies: String,
    headers: HeaderMap,
    /// Where to go instead: what a server names as the next page.
    pub(crate) link: Option<String>,
    pub(crate) body: Body,
    pub(crate) is_idempotent: bool,
    idempotency_header: Option<&'static str>,
    /// The statuses whose failures have the documented body; `None`: `fails` decides.
    pub(crate) documented: Option<&'static [&'static str]>,
    pub(crate) problem: Option<String>,
    /// Whether the body of a success is handed on as a stream.
    pub(crate) is_stream: bool,
    /// Whether the answer's type decides what is a success.
    pub(crate) answer_decides: bool,
    pub(crate) timeout: Option<Duration>,
    pub(crate) retry: Option<RetryPolicy>,
    /// Whether the body holds credentials, so that it travels as they do.
    pub(crate) is_secret: bool,
}

/// Where an operation is served.
#[derive(Clone, Copy)]
enum Servers {
    /// Where the API is.
    OfApi,
    One(&'static str),
    /// The first, unless the call chooses.
    Several(&'static [OwnServer]),
}

impl Request {
    pub(crate) fn new(client: Client, method: Method, operation: &'static str, template: &'static str) -> Self {
        let plan = Plan {
            is_idempotent: !matches!(method, Method::POST | Method::PATCH | Method::CONNECT),
            client,
            method,
            template,
            operation,
            security: None,
            servers: Servers::OfApi,
            base_url: None,
            variables: Vec::new(),
            path: Vec::new(),
            query: String::new(),
            cookies: String::new(),
            headers: HeaderMap::new(),
            link: None,
            body: Body::empty(),
            idempotency_header: None,
            documented: None,
            problem: None,
            is_stream: false,
            answer_decides: false,
            timeout: None,
            retry: None,
            is_secret: false,
        };
        Self { plan: Box::new(plan), fails: PhantomData }
    }

    /// Failures with these statuses (`404`, `4XX`, `default`) have a body of one type, in JSON.
    pub fn errors(mut self, statuses: &'static [&'static str]) -> Request<InJson> {
        self.plan.documented = Some(statuses);
        Request { plan: self.plan, fails: PhantomData }
    }
}

impl<F> Request<F> {
    /// The operation needs no credential and gets none.
    pub fn anonymous(self) -> Self {
        self.auth(&[])
    }

    /// What the operation needs, where that is not what the API says.
    pub fn auth(mut self, security: Security) -> Self {
        self.plan.security = Some(security);
        self
    }

    /// The operation has a server of its own. It is used unless the caller chose a base URL.
    pub fn server(mut self, url: &'static str) -> Self {
        self.plan.servers = Servers::One(url);
        self
    }

    /// The operation has several servers of its own, or one with variables. The first is used unless the call chooses, or
    /// the caller chose a base URL.
    pub fn servers(mut self, servers: &'static [OwnServer]) -> Self {
        self.plan.servers = Servers::Several(servers);
        self
    }

    /// Sending it twice does no harm, although its method does not say so.
    pub fn idempotent(mut self) -> Self {
        self.plan.is_idempotent = true;
        self
    }

    /// The server takes requests with the same value in this header for one. Each call gets one of its own.
    pub fn idempotency_header(mut self, name: &'static str) -> Self {
        self.plan.idempotency_header = Some(name);
        self
    }

    /// What the answer shall be.
    pub fn accept(mut self, media_type: &'static str) -> Self {
        self.plan.headers.insert(header::ACCEPT, HeaderValue::from_static(media_type));
        self
    }

    /// A call whose success is JSON.
    pub fn call<T: Decode + 'static, E>(self) -> Call<T, E>
    where
        F: Failures<E>,
    {
        self.accepting("application/json").reading(|answered, _| answered.reply().json().map(Some))
    }

    /// A call whose success is not read.
    pub fn call_empty<E>(self) -> Call<(), E>
    where
        F: Failures<E>,
    {
        self.reading(|_, _| Ok(Some(())))
    }

    /// A call whose success is text.
    pub fn call_text<E>(self) -> Call<String, E>
    where
        F: Failures<E>,
    {
        self.reading(|answered, _| answered.reply().text().map(Some))
    }

    /// A call whose success is bytes, read piece by piece.
    pub fn call_bytes<E>(mut self) -> Call<ByteStream, E>
    where
        F: Failures<E>,
    {
        self.plan.is_stream = true;
        self.reading(|answered, _| Ok(Some(answered.stream)))
    }

    /// A call whose success is a stream of events.
    pub fn call_events<T: Decode + 'static, E>(self) -> Call<EventStream<T>, E>
    where
        F: Failures<E>,
    {
        let mut this = self.accepting("text/event-stream");
        this.plan.is_stream = true;
        this.reading(|answered, plan| match answered.is_json() {
            true => Err(DecodeError::other("JSON came where events were asked for")),
            false => Ok(Some(EventStream::new(answered, plan))),
        })
    }

    /// A call whose success is a stream of values in JSON, one a line.
    pub fn call_lines<T: Decode + 'static, E>(self) -> Call<LineStream<T>, E>
    where
        F: Failures<E>,
    {
        let mut this = self.accepting("application/x-ndjson");
        this.plan.is_stream = true;
        this.reading(|answered, plan| Ok(Some(LineStream::new(answered, plan))))
    }

    /// A call whose success is one of several types, told apart by status.
    pub fn call_answer<T: Answer + 'static, E>(self) -> Call<T, E>
    where
        F: Failures<E>,
    {
        let mut this = self.accepting("application/json");
        this.plan.answer_decides = true;
        this.reading(|answered, _| answered.reply().answer())
    }

    fn reading<T, E>(self, reads: fn(Answered, &Plan) -> Result<Option<T>, DecodeError>) -> Call<T, E>
    where
        T: 'static,
        F: Failures<E>,
    {
        Call::new(self.plan, Box::new(reads), F::read)
    }

    fn accepting(mut self, media_type: &'static str) -> Self {
        let headers = &mut self.plan.headers;
        headers.entry(header::ACCEPT).or_insert(HeaderValue::from_static(media_type));
        self
    }
}

impl Plan {
    /// Notes what is wrong; the first is what is told.
    pub(crate) fn problem(&mut self, problem: impl Into<String>) {
        self.problem.get_or_insert_with(|| problem.into());
    }

    /// Sets a header, replacing what was there.
    pub(crate) fn set_header(&mut self, name: &str, value: &[u8]) {
        match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(value)) {
            (Ok(name), Ok(mut value)) => {
                value.set_sensitive(true);
                self.headers.insert(name, value);
            }
            (Err(_), _) => self.problem("the name of a header is none of HTTP"),
            (_, Err(_)) => self.problem(format!("the value of the header `{name}` holds control characters")),
        }
    }

    /// Sends these credentials in place of the client's.
    pub(crate) fn set_basic(&mut self, user: &str, password: &str) {
        let value = format!("Basic {}", crate::text::Base64::from(format!("{user}:{password}").into_bytes()));
        self.set_header(header::AUTHORIZATION.as_str(), value.as_bytes());
        self.security = Some(&[]);
    }

    /// The header that makes repetitions harmless, with this value.
    pub(crate) fn set_idempotency_key(&mut self, key: &str) {
        self.set_header(self.idempotency_header.unwrap_or("Idempotency-Key"), key.as_bytes());
        self.is_idempotent = true;
    }

    /// Chooses an idempotency key, where the operation has a header for it and the caller gave none.
    pub(crate) fn complete(&mut self) {
        if let Some(name) = self.idempotency_header
            && !self.headers.contains_key(name)
        {
            let environment = &self.client.0.environment;
            let key = format!("{:016x}{:016x}", environment.random(), environment.random());
            self.set_idempotency_key(&key);
        }
    }

    /// What the operation needs.
    pub(crate) fn security(&self) -> Security {
        self.security.unwrap_or(self.client.0.api.security)
    }

    /// The same request once more, where its body is in memory.
    pub(crate) fn again(&self) -> Option<Box<Self>> {
        Some(Box::new(Self {
            client: self.client.clone(),
            method: self.method.clone(),
            template: self.template,
            operation: self.operation,
            security: self.security,
            servers: self.servers,
            base_url: self.base_url.clone(),
            variables: self.variables.clone(),
            path: self.path.clone(),
            query: self.query.clone(),
            cookies: self.cookies.clone(),
            headers: self.headers.clone(),
            link: self.link.clone(),
            body: self.body.try_clone()?,
            is_idempotent: self.is_idempotent,
            idempotency_header: self.idempotency_header,
            documented: self.documented,
            problem: self.problem.clone(),
            is_stream: self.is_stream,
            answer_decides: self.answer_decides,
            timeout: self.timeout,
            retry: self.retry.clone(),
            is_secret: self.is_secret,
        }))
    }

    /// A failure before anything was sent.
    pub(crate) fn failure(&self, kind: ErrorKind, message: impl Into<Option<String>>) -> Failure {
        Failure {
            kind,
            operation: self.operation,
            method: self.method.clone(),
            template: self.template,
            message: message.into(),
            received: None,
            attempts: 0,
            may_have_been_received: false,
            is_retryable: false,
            source: None,
        }
    }
}

/// Adds to a list with a separator.
pub(crate) fn append(list: &mut String, separator: &str, item: &str) {
    if !list.is_empty() && !item.is_empty() {
        list.push_str(separator);
    }
    list.push_str(item);
}
