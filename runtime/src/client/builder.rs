//! Everything that can be chosen about a client.

use super::{CONNECT_TIMEOUT, Client, Limits, Shared};
use crate::api::{Api, SchemeKind, Server};
use crate::base::Base;
use crate::credential::Credential;
use crate::environment::{Environment, SystemEnvironment};
use crate::layer::Layer;
use crate::retry::RetryPolicy;
use crate::secret::Secret;
use crate::token::TokenSource;
use crate::transport::Transport;
use http::{HeaderMap, HeaderName, HeaderValue, header};
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

/// Why a client cannot be built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildError(String);

impl BuildError {
    pub(crate) fn missing_variable(name: &str) -> Self {
        Self(format!("the environment variable `{name}` is not there, or not text"))
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BuildError {}

/// Everything that can be chosen about a client `C`. What is wrong with a choice is said by [`build`](Self::build).
pub struct ClientBuilder<C = Client> {
    api: &'static Api,
    base: Option<Base>,
    server: Option<&'static Server>,
    variables: Vec<(String, String)>,
    credentials: Vec<(&'static str, Credential)>,
    http_on_loopback: bool,
    headers: HeaderMap,
    transport: Option<Arc<dyn Transport>>,
    layers: Vec<Arc<dyn Layer>>,
    environment: Arc<dyn Environment>,
    retry: RetryPolicy,
    connect_timeout: Option<Duration>,
    limits: Limits,
    problem: Option<String>,
    client: PhantomData<fn() -> C>,
}

impl<C> ClientBuilder<C> {
    /// With the API's first server, no credentials, and the usual limits.
    pub fn new(api: &'static Api) -> Self {
        let agent = HeaderValue::from_static(concat!("specwright/", env!("CARGO_PKG_VERSION")));
        Self {
            api,
            base: None,
            server: api.servers.first(),
            variables: Vec::new(),
            credentials: Vec::new(),
            http_on_loopback: false,
            headers: HeaderMap::from_iter([(header::USER_AGENT, agent)]),
            transport: None,
            layers: Vec::new(),
            environment: Arc::new(SystemEnvironment),
            retry: RetryPolicy::default(),
            connect_timeout: Some(CONNECT_TIMEOUT),
            limits: Limits {
                attempt: Some(Duration::from_secs(30)),
                total: Some(Duration::from_secs(90)),
                idle: Some(Duration::from_secs(300)),
                body: 10 * 1024 * 1024,
            },
            problem: None,
            client: PhantomData,
        }
    }

    /// Where the API is: `https://api.example.com/v1`. Its path is kept. Every operation is sent there, also those for
    /// which the document names other servers; where it names another path of the same host, to that path of this one.
    ///
    /// # Errors
    /// When it is no URL of a server, or holds a password, a query or a fragment.
    pub fn base_url(mut self, url: &str) -> Result<Self, BuildError> {
        let base = Base::parse(url).map_err(|problem| BuildError(format!("the base URL cannot be used: {problem}")))?;
        self.base = Some(base);
        Ok(self)
    }

    /// One of the API's servers, by its URL as the document writes it: `https://{region}.sandbox.example.com`.
    pub fn server(mut self, url: &str) -> Self {
        match self.api.servers.iter().find(|it| it.url == url) {
            Some(found) => {
                self.server = Some(found);
                self
            }
            None => self.problem("the API has no server of that URL: `base_url` takes any".to_owned()),
        }
    }

    /// A variable of the server's URL: `region`, `eu`.
    pub fn server_variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.variables.push((name.into(), value.into()));
        self
    }

    /// A bearer token that is already there, for every scheme that takes one.
    pub fn bearer(self, token: impl Into<Secret>) -> Self {
        self.for_all("a bearer token", Credential::Key(token.into()), |kind| *kind == SchemeKind::Bearer)
    }

    /// A user name and a password, for every scheme that takes them.
    pub fn basic(self, user: impl Into<String>, password: impl Into<Secret>) -> Self {
        let credential = Credential::Basic(user.into(), password.into());
        self.for_all("a user name and a password", credential, |kind| *kind == SchemeKind::Basic)
    }

    /// A key, where the API has one scheme that takes one; with several, [`credential`](Self::credential) says which.
    pub fn api_key(self, key: impl Into<Secret>) -> Self {
        let takes_key =
            |kind: &SchemeKind| matches!(kind, SchemeKind::Header(_) | SchemeKind::Query(_) | SchemeKind::Cookie(_));
        if self.api.schemes.iter().filter(|scheme| takes_key(&scheme.kind)).count() > 1 {
            return self
                .problem("the API has several schemes that take a key: use `credential` to say which".to_owned());
        }
        self.for_all("a key", Credential::Key(key.into()), takes_key)
    }

    /// A source of bearer tokens, for every scheme that takes one.
    pub fn token_source(self, source: Arc<dyn TokenSource>) -> Self {
        self.for_all("a bearer token", Credential::Source(source), |kind| *kind == SchemeKind::Bearer)
    }

    /// A credential for the security scheme of this key in the document.
    pub fn credential(self, scheme: &str, credential: impl Into<Credential>) -> Self {
        match self.api.schemes.iter().find(|it| it.key == scheme) {
            Some(found) => self.with(found.key, credential.into()),
            None => self.problem(format!("the API has no security scheme `{scheme}`")),
        }
    }

    /// Lets credentials travel unencrypted to this machine itself: `http://127.0.0.1`, `http://localhost`.
    pub fn allow_http_on_loopback(mut self) -> Self {
        self.http_on_loopback = true;
        self
    }

    /// A header of every request. One that a call or an operation sets goes before it.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(value.as_bytes())) {
            (Ok(name), Ok(mut value)) => {
                value.set_sensitive(name != header::USER_AGENT);
                self.headers.insert(name, value);
                self
            }
            (Err(_), _) => self.problem("the name of a header is none of HTTP".to_owned()),
            (_, Err(_)) => self.problem(format!("the value of the header `{name}` holds control characters")),
        }
    }

    /// When requests are sent again.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// How long making a connection may take (10 s), with the transports of this crate unless one is given.
    pub fn connect_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.connect_timeout = limit.into();
        self
    }

    /// How long one attempt may take (30 s), its answer read to the end; of a stream, until it begins.
    pub fn attempt_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.limits.attempt = limit.into();
        self
    }

    /// How long a call may take with all its attempts, waits and tokens (90 s); of a stream, until it begins.
    pub fn timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.limits.total = limit.into();
        self
    }

    /// How long a stream may be silent (5 min).
    pub fn idle_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.limits.idle = limit.into();
        self
    }

    /// How large a body may be that is held in memory (10 MiB).
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.limits.body = bytes;
        self
    }

    /// What carries the requests.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Adds a layer around the transport, inside those added before.
    pub fn layer(mut self, layer: impl Layer + 'static) -> Self {
        self.layers.push(Arc::new(layer));
        self
    }

    /// The clocks, sleep and randomness that are used.
    pub fn environment(mut self, environment: impl Environment + 'static) -> Self {
        self.environment = Arc::new(environment);
        self
    }

    fn for_all(mut self, what: &str, credential: Credential, takes: impl Fn(&SchemeKind) -> bool) -> Self {
        let keys: Vec<_> = self.api.schemes.iter().filter(|it| takes(&it.kind)).map(|it| it.key).collect();
        if keys.is_empty() {
            return self.problem(format!("the API has no security scheme that takes {what}"));
        }
        for key in keys {
            self = self.with(key, credential.clone());
        }
        self
    }

    fn with(mut self, key: &'static str, credential: Credential) -> Self {
        self.credentials.retain(|(own, _)| *own != key);
        self.credentials.push((key, credential));
        self
    }

    /// The first problem is the one that is told.
    fn problem(mut self, problem: String) -> Self {
        self.problem.get_or_insert(problem);
        self
    }

    fn base(&self) -> Result<Base, String> {
        match (&self.base, self.server) {
            (Some(base), _) => Ok(base.clone()),
            (None, Some(server)) => Base::of_server(server, &self.variables),
            (None, None) => Err("the API names no server: a base URL is needed".to_owned()),
        }
    }

    /// The client, whatever is wrong with its server.
    pub(super) fn shared(self) -> Client {
        let transport = self.transport.clone().unwrap_or_else(|| default_transport(self.connect_timeout));
        Client(Arc::new(Shared {
            base: self.base(),
            api: self.api,
            server: self.server,
            base_is_chosen: self.base.is_some(),
            variables: self.variables,
            credentials: self.credentials,
            http_on_loopback: self.http_on_loopback,
            headers: self.headers,
            transport,
            layers: self.layers,
            environment: self.environment,
            retry: self.retry,
            budget: Arc::default(),
            limits: self.limits,
        }))
    }
}

impl<C: From<Client>> ClientBuilder<C> {
    /// The client.
    ///
    /// # Errors
    /// When a choice cannot be: the first such is named, without the value that was given.
    pub fn build(self) -> Result<C, BuildError> {
        if let Some(problem) = self.problem {
            return Err(BuildError(problem));
        }
        let client = self.shared();
        match &client.0.base {
            Ok(_) => Ok(client.into()),
            Err(problem) => Err(BuildError(problem.clone())),
        }
    }
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder").field("api", &self.api.title).finish_non_exhaustive()
    }
}

#[cfg(feature = "reqwest")]
fn default_transport(connect_timeout: Option<Duration>) -> Arc<dyn Transport> {
    Arc::new(crate::transport::Reqwest::new(connect_timeout))
}

#[cfg(all(not(feature = "reqwest"), feature = "ureq"))]
fn default_transport(connect_timeout: Option<Duration>) -> Arc<dyn Transport> {
    Arc::new(crate::transport::Ureq::new(connect_timeout))
}

#[cfg(not(any(feature = "reqwest", feature = "ureq")))]
fn default_transport(_connect_timeout: Option<Duration>) -> Arc<dyn Transport> {
    Arc::new(crate::transport::Replay::new())
}
