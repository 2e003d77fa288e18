//! The transport on `reqwest`: async wherever an async runtime is, on a thread of its own otherwise.

use super::{Attempt, Sending, Tls, Transport, TransportError, TransportErrorKind};
use crate::body::Body;
use crate::environment::BoxFuture;
use crate::stream::ByteStream;
use bytes::Bytes;
use futures_core::Stream;
use http_body::{Frame, SizeHint};
use std::error::Error;
use std::fmt;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::runtime::{Builder, Handle, Id};

/// How many async runtimes may keep connections of one transport at the same time.
const RUNTIMES: usize = 4;

/// Sends with `reqwest`: HTTP/1.1, TLS by rustls with the certificates that the system trusts, no proxy.
///
/// Awaited in a tokio runtime it works there; awaited elsewhere, or blocking, on a thread that all transports share.
#[derive(Clone)]
pub struct Reqwest(Arc<Shared>);

struct Shared {
    choices: Choices,
    /// A connection lives in the runtime that made it, so each runtime has its own.
    clients: Mutex<Vec<(Id, reqwest::Client)>>,
}

#[derive(Clone, Default)]
struct Choices {
    connect_timeout: Option<Duration>,
    proxy: Option<String>,
    tls: Tls,
}

impl Reqwest {
    /// With this limit for making a connection, TLS included.
    pub fn new(connect_timeout: Option<Duration>) -> Self {
        Self::of(Choices { connect_timeout, ..Choices::default() })
    }

    /// Through this proxy, `http://proxy.example.com:3128` for example. What the environment says of proxies is never
    /// looked at.
    pub fn with_proxy(self, url: &str) -> Self {
        Self::of(Choices { proxy: Some(url.to_owned()), ..self.0.choices.clone() })
    }

    /// With this TLS.
    pub fn with_tls(self, tls: Tls) -> Self {
        Self::of(Choices { tls, ..self.0.choices.clone() })
    }

    fn of(choices: Choices) -> Self {
        Self(Arc::new(Shared { choices, clients: Mutex::default() }))
    }
}

impl Default for Reqwest {
    fn default() -> Self {
        Self::new(Some(crate::client::CONNECT_TIMEOUT))
    }
}

impl fmt::Debug for Reqwest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reqwest")
    }
}

impl Transport for Reqwest {
    fn send(&self, request: http::Request<Body>, attempt: Attempt) -> BoxFuture<'_, Sending> {
        let shared = self.0.clone();
        match Handle::try_current() {
            Ok(handle) if !attempt.blocking => Box::pin(async move { shared.send(handle.id(), request).await }),
            _ => Box::pin(async move {
                let handle = background()?;
                let id = handle.id();
                let task = Abort(handle.spawn(async move { shared.send(id, request).await }));
                task.await
            }),
        }
    }
}

impl Shared {
    async fn send(&self, runtime: Id, request: http::Request<Body>) -> Sending {
        let client = self.client(runtime)?;
        let (parts, body) = request.into_parts();
        let request = http::Request::from_parts(parts, outgoing(body));
        let request = reqwest::Request::try_from(request).map_err(refused)?;
        let response: http::Response<reqwest::Body> = client.execute(request).await.map_err(failed)?.into();
        Ok(response.map(|body| ByteStream::from_stream(Pieces(body))))
    }

    fn client(&self, runtime: Id) -> Result<reqwest::Client, TransportError> {
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, client)) = clients.iter().find(|(id, _)| *id == runtime) {
            return Ok(client.clone());
        }
        let client = self.new_client()?;
        if clients.len() >= RUNTIMES {
            clients.remove(0);
        }
        clients.push((runtime, client.clone()));
        Ok(client)
    }

    fn new_client(&self) -> Result<reqwest::Client, TransportError> {
        let mut builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .retry(reqwest::retry::never())
            .no_proxy()
            .tls_backend_preconfigured(self.choices.tls.config()?);
        if let Some(timeout) = self.choices.connect_timeout {
            builder = builder.connect_timeout(timeout);
        }
        if let Some(proxy) = &self.choices.proxy {
            builder = builder.proxy(reqwest::Proxy::all(proxy).map_err(refused)?);
        }
        builder.build().map_err(refused)
    }
}

/// The runtime of those who have none, on a thread of its own.
fn background() -> Result<Handle, TransportError> {
    static RUNTIME: OnceLock<Result<Handle, String>> = OnceLock::new();
    let runtime = RUNTIME.get_or_init(|| {
        let runtime = Builder::new_current_thread().enable_all().build().map_err(|error| error.to_string())?;
        let handle = runtime.handle().clone();
        let run = move || runtime.block_on(std::future::pending::<()>());
        let thread = std::thread::Builder::new().name("specwright-reqwest".to_owned()).spawn(run);
        thread.map(|_| handle).map_err(|error| error.to_string())
    });
    runtime.clone().map_err(|error| TransportError::new(TransportErrorKind::Refused, error))
}

/// A task that ends when nobody waits for it any more.
struct Abort(tokio::task::JoinHandle<Sending>);

impl Future for Abort {
    type Output = Sending;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Sending> {
        Pin::new(&mut self.0).poll(context).map(|joined| match joined {
            Ok(sent) => sent,
            Err(error) => Err(TransportError::new(TransportErrorKind::Broken, error)),
        })
    }
}

impl Drop for Abort {
    fn drop(&mut self) {
        self.0.abort();
    }
}

fn refused(error: reqwest::Error) -> TransportError {
    TransportError::new(TransportErrorKind::Refused, error.without_url())
}

fn failed(error: reqwest::Error) -> TransportError {
    let kind = match () {
        () if error.is_connect() => TransportErrorKind::Connect,
        () if error.is_builder() => TransportErrorKind::Refused,
        () if error.is_timeout() => TransportErrorKind::Timeout,
        () => TransportErrorKind::Broken,
    };
    TransportError::new(kind, error.without_url())
}

fn outgoing(body: Body) -> reqwest::Body {
    if body.is_absent() {
        return reqwest::Body::default();
    }
    let length = body.length();
    match body.into_bytes() {
        Ok(bytes) => bytes.into(),
        Err(stream) => reqwest::Body::wrap(Upload { stream: stream.threaded(), length }),
    }
}

/// A stream as the body of a request.
struct Upload {
    stream: ByteStream,
    length: Option<u64>,
}

impl http_body::Body for Upload {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        self.stream.poll_piece(context).map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        self.length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// The pieces of an answer's body.
struct Pieces(reqwest::Body);

impl Stream for Pieces {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        use http_body::Body as _;
        loop {
            let frame = std::task::ready!(Pin::new(&mut self.0).poll_frame(context));
            match frame {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(broken(error)))),
                Some(Ok(frame)) => {
                    // Trailers are passed over.
                    if let Ok(bytes) = frame.into_data() {
                        return Poll::Ready(Some(Ok(bytes)));
                    }
                }
            }
        }
    }
}

/// With the kind of the cause that is an [`io::Error`], where there is one.
fn broken(error: reqwest::Error) -> io::Error {
    let error = error.without_url();
    let mut cause = Error::source(&error);
    while let Some(inner) = cause {
        if let Some(inner) = inner.downcast_ref::<io::Error>() {
            return io::Error::new(inner.kind(), error);
        }
        cause = inner.source();
    }
    io::Error::new(io::ErrorKind::UnexpectedEof, error)
}
