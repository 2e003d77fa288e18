//! A transport for tests: it plays answers and keeps what was sent.

use super::{Attempt, Sending, Transport, TransportError, TransportErrorKind};
use crate::body::Body;
use crate::environment::BoxFuture;
use crate::stream::ByteStream;
use bytes::Bytes;
use http::{HeaderName, HeaderValue, StatusCode};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A transport without a network: it answers with what it was given, in that order, and keeps what was sent.
///
/// ```
/// use specwright_runtime::Replay;
/// let replay = Replay::new().json(200, r#"{"ok": true}"#).fails(specwright_runtime::TransportErrorKind::Connect);
/// // ….transport(replay.clone()).build()?
/// assert!(replay.sent().is_empty());
/// ```
#[derive(Clone, Debug, Default)]
pub struct Replay(Arc<Mutex<Tape>>);

#[derive(Debug, Default)]
struct Tape {
    answers: VecDeque<Result<http::Response<Bytes>, TransportErrorKind>>,
    sent: Vec<Sent>,
}

/// A request as a [`Replay`] kept it: with its secrets, in `Debug` too.
#[derive(Clone, Debug)]
pub struct Sent {
    /// Method, URL and headers.
    pub head: http::Request<()>,
    /// What the body was.
    pub body: Bytes,
}

impl Sent {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The value of a header, where it is there and text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.headers().get(name)?.to_str().ok()
    }
}

impl Replay {
    /// Without answers.
    pub fn new() -> Self {
        Self::default()
    }

    /// Then answers with this.
    pub fn answer(self, answer: http::Response<Bytes>) -> Self {
        self.tape().answers.push_back(Ok(answer));
        self
    }

    /// Then answers with JSON.
    ///
    /// # Panics
    /// When the status is not one of HTTP.
    pub fn json(self, status: u16, body: &str) -> Self {
        self.with(status, &[("content-type", "application/json")], body)
    }

    /// Then answers with these headers and this body.
    ///
    /// # Panics
    /// When status or headers are not of HTTP.
    pub fn with(self, status: u16, headers: &[(&str, &str)], body: &str) -> Self {
        let mut answer = http::Response::new(Bytes::copy_from_slice(body.as_bytes()));
        *answer.status_mut() = StatusCode::from_u16(status).expect("a status of HTTP");
        for (name, value) in headers {
            let name = HeaderName::from_bytes(name.as_bytes()).expect("the name of a header");
            answer.headers_mut().append(name, HeaderValue::from_str(value).expect("the value of a header"));
        }
        self.answer(answer)
    }

    /// Then fails in this way.
    pub fn fails(self, kind: TransportErrorKind) -> Self {
        self.tape().answers.push_back(Err(kind));
        self
    }

    /// What was sent until now.
    pub fn sent(&self) -> Vec<Sent> {
        self.tape().sent.clone()
    }

    fn tape(&self) -> MutexGuard<'_, Tape> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for Replay {
    fn send(&self, request: http::Request<Body>, _attempt: Attempt) -> BoxFuture<'_, Sending> {
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let body = body.into_stream().collect(usize::MAX).await;
            let body = body.map_err(|error| TransportError::new(TransportErrorKind::Broken, error))?;
            let mut tape = self.tape();
            tape.sent.push(Sent { head: http::Request::from_parts(head, ()), body });
            match tape.answers.pop_front() {
                Some(Ok(answer)) => Ok(answer.map(ByteStream::from)),
                Some(Err(kind)) => Err(TransportError::new(kind, "as the test wants it")),
                None => Err(TransportError::new(TransportErrorKind::Refused, "no answer is left on the tape")),
            }
        })
    }
}
