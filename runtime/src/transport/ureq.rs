//! The transport on `ureq`: on the thread that waits, or on one of its own where the call is awaited.

mod connect;
mod quiet;

use super::{Attempt, Sending, Tls, Transport, TransportError, TransportErrorKind};
use crate::body::Body;
use crate::environment::BoxFuture;
use crate::stream::ByteStream;
use connect::{Connecting, Resolving, Unconnected};
use quiet::Quiet;
use std::fmt;
use std::io;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::task::{Poll, Waker};
use std::time::Duration;
use ureq::{Agent, SendBody, Timeout};

/// Sends with `ureq`: HTTP/1.1, TLS by rustls with the certificates that the system trusts, no proxy, no async runtime.
///
/// A call that is awaited has a thread of its own; dropping it does not end what that thread has begun.
///
/// `ureq` itself writes whole requests and answers to the log at TRACE, with their secrets. So while a call is on its way
/// the process logs nothing at TRACE through the crate `log`; other levels, and `tracing`, stay as they are.
#[derive(Clone)]
pub struct Ureq(Arc<Shared>);

struct Shared {
    connect_timeout: Option<Duration>,
    tls: Tls,
    agent: OnceLock<Agent>,
}

impl Ureq {
    /// With this limit for making a connection, TLS included.
    pub fn new(connect_timeout: Option<Duration>) -> Self {
        Self(Arc::new(Shared { connect_timeout, tls: Tls::default(), agent: OnceLock::new() }))
    }

    /// With this TLS.
    pub fn with_tls(self, tls: Tls) -> Self {
        Self(Arc::new(Shared { connect_timeout: self.0.connect_timeout, tls, agent: OnceLock::new() }))
    }
}

impl Default for Ureq {
    fn default() -> Self {
        Self::new(Some(crate::client::CONNECT_TIMEOUT))
    }
}

impl fmt::Debug for Ureq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ureq")
    }
}

impl Transport for Ureq {
    fn send(&self, request: http::Request<Body>, attempt: Attempt) -> BoxFuture<'_, Sending> {
        let shared = self.0.clone();
        if attempt.blocking {
            return Box::pin(async move { shared.send(request, attempt) });
        }
        Box::pin(async move {
            let answer = on_thread(move || shared.send(request, attempt)).await?;
            Ok(answer.map(ByteStream::threaded))
        })
    }
}

impl Shared {
    fn send(&self, request: http::Request<Body>, attempt: Attempt) -> Sending {
        let agent = self.agent()?;
        let (parts, body) = request.into_parts();
        let mut request = http::Request::from_parts(parts, ());
        if let Some(length) = body.length().filter(|_| !body.is_absent()) {
            request.headers_mut().insert(http::header::CONTENT_LENGTH, length.into());
        }
        let request = request.map(|()| outgoing(body));
        let whole = attempt.timeout.filter(|_| !attempt.streams);
        let head = attempt.timeout.filter(|_| attempt.streams);
        let piece = attempt.idle.filter(|_| attempt.streams);
        let request = agent
            .configure_request(request)
            .timeout_global(whole)
            .timeout_per_read(piece)
            .timeout_recv_response(head)
            .allow_non_standard_methods(true)
            .build();
        let quiet = Quiet::enter();
        let answer = agent.run(request).map_err(failed)?;
        drop(quiet);
        Ok(answer.map(|body| ByteStream::from_reader(Answer(body.into_reader()))))
    }

    fn agent(&self) -> Result<&Agent, TransportError> {
        if let Some(agent) = self.agent.get() {
            return Ok(agent);
        }
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .user_agent("")
            .accept("")
            .accept_encoding("")
            .timeout_connect(self.connect_timeout)
            .timeout_resolve(self.connect_timeout)
            .build();
        let connecting = Connecting::new(self.tls.config()?);
        Ok(self.agent.get_or_init(|| Agent::with_parts(config, connecting, Resolving::default())))
    }
}

fn outgoing(body: Body) -> SendBody<'static> {
    match body.is_absent() {
        true => SendBody::none(),
        false => SendBody::from_owned_reader(body.into_stream()),
    }
}

fn failed(error: ureq::Error) -> TransportError {
    use TransportErrorKind::{Broken, Connect, Refused, Timeout as TooLong};
    let kind = match &error {
        ureq::Error::HostNotFound | ureq::Error::ConnectionFailed => Connect,
        ureq::Error::Timeout(Timeout::Resolve | Timeout::Connect) => Connect,
        ureq::Error::Timeout(_) => TooLong,
        ureq::Error::Other(other) if other.is::<Unconnected>() => Connect,
        ureq::Error::Http(_) | ureq::Error::BadUri(_) => Refused,
        _ => Broken,
    };
    TransportError::new(kind, error)
}

/// The body of an answer, its errors in the words of [`io`].
struct Answer(ureq::BodyReader<'static>);

impl io::Read for Answer {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let _quiet = Quiet::enter();
        self.0.read(buffer).map_err(|error| match error.get_ref().and_then(|it| it.downcast_ref::<ureq::Error>()) {
            Some(ureq::Error::Timeout(_)) => io::Error::new(io::ErrorKind::TimedOut, error),
            _ => error,
        })
    }
}

/// Does work on a thread, and waits for it without blocking.
async fn on_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, TransportError> + Send + 'static,
) -> Result<T, TransportError> {
    let desk = Arc::new(Mutex::new(Desk { result: None, waker: None }));
    let slot = Slot(desk.clone());
    let thread = std::thread::Builder::new().name("specwright-ureq".to_owned()).spawn(move || slot.fill(work()));
    thread.map_err(|error| TransportError::new(TransportErrorKind::Refused, error))?;
    std::future::poll_fn(|context| {
        let mut desk = desk.lock().unwrap_or_else(PoisonError::into_inner);
        desk.waker = Some(context.waker().clone());
        desk.result.take().map_or(Poll::Pending, Poll::Ready)
    })
    .await
}

struct Desk<T> {
    result: Option<Result<T, TransportError>>,
    waker: Option<Waker>,
}

/// Where a result is put; an error, when its thread ends without one.
struct Slot<T>(Arc<Mutex<Desk<T>>>);

impl<T> Slot<T> {
    fn fill(self, result: Result<T, TransportError>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).result = Some(result);
    }
}

impl<T> Drop for Slot<T> {
    fn drop(&mut self) {
        let mut desk = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        desk.result.get_or_insert_with(|| Err(TransportError::new(TransportErrorKind::Broken, "the thread has ended")));
        let waker = desk.waker.take();
        drop(desk);
        waker.into_iter().for_each(Waker::wake);
    }
}
