//! The client that generated clients hold: what all calls share.

mod builder;

pub use builder::{BuildError, ClientBuilder};

use crate::api::{Api, Server};
use crate::base::Base;
use crate::credential::Credential;
use crate::environment::Environment;
use crate::layer::Layer;
use crate::request::Request;
use crate::retry::{Budget, RetryPolicy};
use crate::transport::Transport;
use http::{HeaderMap, Method};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// How long making a connection may take.
pub(crate) const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// What all calls of one API share: where it is, who calls, how requests travel. Cloning it is cheap, and connections are
/// shared by all clones.
#[derive(Clone)]
pub struct Client(pub(crate) Arc<Shared>);

#[derive(Clone)]
pub(crate) struct Shared {
    pub(crate) api: &'static Api,
    /// What is wrong with the API's own server is said when a call is made.
    pub(crate) base: Result<Base, String>,
    /// The API's server that is used.
    pub(crate) server: Option<&'static Server>,
    /// Whether the caller chose the base URL: then operations have no hosts of their own.
    pub(crate) base_is_chosen: bool,
    pub(crate) variables: Vec<(String, String)>,
    pub(crate) credentials: Vec<(&'static str, Credential)>,
    pub(crate) http_on_loopback: bool,
    pub(crate) headers: HeaderMap,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) layers: Vec<Arc<dyn Layer>>,
    pub(crate) environment: Arc<dyn Environment>,
    pub(crate) retry: RetryPolicy,
    pub(crate) budget: Arc<Budget>,
    pub(crate) limits: Limits,
}

/// How long and how large things may be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) attempt: Option<Duration>,
    pub(crate) total: Option<Duration>,
    /// Of each wait for a piece of a stream.
    pub(crate) idle: Option<Duration>,
    /// Of a body that is held in memory, in bytes.
    pub(crate) body: usize,
}

impl Client {
    /// A client of the API at its own server, without credentials.
    pub fn new(api: &'static Api) -> Self {
        ClientBuilder::<Self>::new(api).shared()
    }

    /// The same client with this credential for the security scheme of this key; connections are shared.
    pub fn with_credential(&self, scheme: &'static str, credential: impl Into<Credential>) -> Self {
        let mut shared = Shared::clone(&self.0);
        shared.credentials.retain(|(own, _)| *own != scheme);
        shared.credentials.push((scheme, credential.into()));
        Self(Arc::new(shared))
    }

    /// A request with `GET`, for the operation of this id at this path.
    pub fn get(&self, operation: &'static str, path: &'static str) -> Request {
        self.request(Method::GET, operation, path)
    }

    /// A request with `PUT`.
    pub fn put(&self, operation: &'static str, path: &'static str) -> Request {
        self.request(Method::PUT, operation, path)
    }

    /// A request with `POST`.
    pub fn post(&self, operation: &'static str, path: &'static str) -> Request {
        self.request(Method::POST, operation, path)
    }

    /// A request with `DELETE`.
    pub fn delete(&self, operation: &'static str, path: &'static str) -> Request {
        self.request(Method::DELETE, operation, path)
    }

    /// A request with `OPTIONS`.
    pub fn options(&self, operation: &'static str, path: &'static str) -> Request {
        self.request(Method::OPTIONS, operation, path)
    }

    /// A request with `HEAD`.
    pub fn head(&self, operation: &'static str, path: &'static str) -> Request {
        self.request(Method::HEAD, operation, path)
    }

    /// A request with `PATCH`.
    pub fn patch(&self, operation: &'static str, path: &'static str) -> Request {
        self.request(Method::PATCH, operation, path)
    }

    /// A request with `TRACE`.
    pub fn trace(&self, operation: &'static str, path: &'static str) -> Request {
        self.request(Method::TRACE, operation, path)
    }

    fn request(&self, method: Method, operation: &'static str, path: &'static str) -> Request {
        Request::new(self.clone(), method, operation, path)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let schemes: Vec<_> = self.0.credentials.iter().map(|(key, _)| key).collect();
        f.debug_struct("Client")
            .field("api", &self.0.api.title)
            .field("base", &self.0.base)
            .field("credentials", &schemes)
            .field("transport", &self.0.transport)
            .finish_non_exhaustive()
    }
}
