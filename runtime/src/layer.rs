//! What stands around a transport: logging, signing, metrics.

use crate::body::Body;
use crate::environment::BoxFuture;
use crate::transport::{Attempt, Sending, Transport};
use std::fmt;
use std::sync::Arc;

/// Stands around the transport and sees every attempt, with its credentials: to sign, to measure, to log.
///
/// One implementation serves async and blocking calls.
///
/// ```
/// use specwright_runtime::{Attempt, Body, BoxFuture, Layer, Next, Sending};
///
/// #[derive(Debug)]
/// struct Signed;
///
/// impl Layer for Signed {
///     fn send<'a>(&'a self, mut request: http::Request<Body>, attempt: Attempt, next: Next<'a>) -> BoxFuture<'a, Sending> {
///         request.headers_mut().insert("x-signature", http::HeaderValue::from_static("…"));
///         next.send(request, attempt)
///     }
/// }
/// ```
pub trait Layer: fmt::Debug + Send + Sync {
    /// Handles a request: passes it to `next`, once, not at all, or changed.
    fn send<'a>(&'a self, request: http::Request<Body>, attempt: Attempt, next: Next<'a>) -> BoxFuture<'a, Sending>;
}

/// What stands inside a layer: more layers, and the transport.
#[derive(Clone, Copy, Debug)]
pub struct Next<'a> {
    layers: &'a [Arc<dyn Layer>],
    transport: &'a dyn Transport,
}

impl<'a> Next<'a> {
    pub(crate) fn new(layers: &'a [Arc<dyn Layer>], transport: &'a dyn Transport) -> Self {
        Self { layers, transport }
    }

    /// Passes the request on.
    pub fn send(self, request: http::Request<Body>, attempt: Attempt) -> BoxFuture<'a, Sending> {
        match self.layers.split_first() {
            Some((layer, layers)) => layer.send(request, attempt, Next { layers, ..self }),
            None => self.transport.send(request, attempt),
        }
    }
}
