//! An answer that is a stream of values, one a line.

use super::ByteStream;
use crate::codec::{self, Decode, DecodeError};
use crate::error::{Error, ErrorKind, Failure};
use crate::executor::block_on;
use crate::lines::LineParser;
use crate::request::Plan;
use crate::run::Answered;
use futures_core::Stream;
use http::Method;
use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::io;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// A stream of values in JSON, one a line: `next().await`, a [`Stream`], or [`blocking`](Self::blocking).
///
/// A line that is none of the type is an error, and the stream goes on after it; after any other error it ends.
pub struct LineStream<T> {
    lines: Lines,
    origin: Origin,
    value: PhantomData<fn() -> T>,
}

/// The call from which a stream comes, for errors.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    operation: &'static str,
    method: Method,
    template: &'static str,
    attempts: u32,
}

impl Origin {
    pub(super) fn new(plan: &Plan, attempts: u32) -> Self {
        Self { operation: plan.operation, method: plan.method.clone(), template: plan.template, attempts }
    }

    pub(super) fn io(&self, error: io::Error) -> Error {
        let kind = match error.kind() {
            io::ErrorKind::FileTooLarge => ErrorKind::TooLarge,
            io::ErrorKind::TimedOut => ErrorKind::Timeout,
            _ => ErrorKind::Broken,
        };
        self.failure(kind, error)
    }

    pub(super) fn decode(&self, error: DecodeError) -> Error {
        self.failure(ErrorKind::Unexpected, error)
    }

    pub(super) fn failure(
        &self,
        kind: ErrorKind,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Error {
        let failure = Failure {
            kind,
            operation: self.operation,
            method: self.method.clone(),
            template: self.template,
            message: None,
            received: None,
            attempts: self.attempts,
            may_have_been_received: true,
            is_retryable: false,
            source: Some(source.into()),
        };
        Error::new(failure, None)
    }
}

/// Lines, whatever stands in them.
struct Lines {
    bytes: ByteStream,
    parser: LineParser,
    ready: VecDeque<Vec<u8>>,
    has_ended: bool,
}

impl Lines {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Vec<u8>>>> {
        loop {
            if let Some(line) = self.ready.pop_front() {
                return Poll::Ready(Some(Ok(line)));
            }
            if self.has_ended {
                return Poll::Ready(None);
            }
            let error = match ready!(self.bytes.poll_piece(context)) {
                Some(Ok(piece)) => match self.parser.feed(&piece) {
                    Ok(lines) => {
                        self.ready.extend(lines);
                        continue;
                    }
                    Err(error) => io::Error::new(io::ErrorKind::FileTooLarge, error),
                },
                Some(Err(error)) => error,
                None => {
                    self.has_ended = true;
                    self.ready.extend(self.parser.finish());
                    continue;
                }
            };
            self.has_ended = true;
            return Poll::Ready(Some(Err(error)));
        }
    }
}

impl<T: Decode> LineStream<T> {
    pub(crate) fn new(answered: Answered, plan: &Plan) -> Self {
        let limit = plan.client.0.limits.body;
        let parser = LineParser::new(limit);
        let lines = Lines { bytes: answered.stream, parser, ready: VecDeque::new(), has_ended: false };
        Self { lines, origin: Origin::new(plan, answered.attempts), value: PhantomData }
    }

    /// The next value; `None` at the end.
    ///
    /// # Errors
    /// When the connection breaks or takes too long, or a line is none of the type or too long.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// The values, one after the other, on this thread.
    pub fn blocking(mut self) -> impl Iterator<Item = Result<T, Error>> {
        std::iter::from_fn(move || block_on(self.next()))
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        Poll::Ready(ready!(self.lines.poll(context)).map(|line| match line {
            Ok(line) => codec::decode(&line).map_err(|error| self.origin.decode(error)),
            Err(error) => Err(self.origin.io(error)),
        }))
    }
}

impl<T: Decode> Stream for LineStream<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<T> fmt::Debug for LineStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LineStream").field("of", &self.origin).finish_non_exhaustive()
    }
}
