//! An answer that is a stream of server-sent events.

use super::ByteStream;
use super::lines::Origin;
use crate::codec::{Decode, DecodeError};
use crate::environment::BoxFuture;
use crate::error::{Error, ErrorKind, Failure};
use crate::executor::block_on;
use crate::json::Json;
use crate::request::Plan;
use crate::run::{self, Answered};
use crate::sse::{EventParser, RawEvent};
use futures_core::Stream;
use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::io;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// How long to wait before connecting again, unless the server says so.
const RECONNECT: Duration = Duration::from_secs(3);

/// How often in a row connecting again may fail.
const FAILURES: u32 = 3;

/// An event of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event<T> {
    /// What the server calls events of this kind; `message` where it says nothing.
    pub event: String,
    /// The last id that the server gave.
    pub id: String,
    /// What the event holds.
    pub data: T,
}

/// A stream of server-sent events: `next().await`, a [`Stream`], or [`blocking`](Self::blocking).
///
/// When the connection ends and the server has given an id or a time to reconnect, a `GET` is sent again with
/// `Last-Event-ID`, three times in a row at most. An event that is none of the type is an error, and the stream goes on
/// after it. The text `[DONE]`, with which some servers end, is the end.
pub struct EventStream<T> {
    events: Events,
    data: PhantomData<fn() -> T>,
}

struct Events {
    state: State,
    parser: EventParser,
    ready: VecDeque<RawEvent>,
    origin: Origin,
    /// What is sent to go on; `None`: the stream is not gone on with.
    plan: Option<Box<Plan>>,
    /// How often in a row connecting again has failed.
    failures: u32,
}

enum State {
    Open(ByteStream),
    Reconnecting(BoxFuture<'static, Result<Answered, Failure>>),
    Ended,
}

impl Events {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<RawEvent, Error>>> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                self.failures = 0;
                return Poll::Ready(Some(Ok(event)));
            }
            let error = match &mut self.state {
                State::Ended => return Poll::Ready(None),
                State::Open(bytes) => match ready!(bytes.poll_piece(context)) {
                    Some(Ok(piece)) => match self.parser.feed(&piece) {
                        Ok(events) => {
                            self.ready.extend(events);
                            continue;
                        }
                        Err(error) => {
                            self.plan = None;
                            Some(self.origin.io(io::Error::new(io::ErrorKind::FileTooLarge, error)))
                        }
                    },
                    Some(Err(error)) => Some(self.origin.io(error)),
                    None => None,
                },
                State::Reconnecting(answer) => match ready!(answer.as_mut().poll(context)) {
                    Ok(answered) if answered.received.status.as_u16() == 200 => {
                        self.state = State::Open(answered.stream);
                        continue;
                    }
                    // A server ends a stream for good with another status.
                    Ok(answered) if answered.received.status.is_success() => {
                        self.plan = None;
                        None
                    }
                    Ok(answered) => {
                        let status = answered.received.status;
                        Some(self.origin.failure(ErrorKind::Unexpected, format!("connecting again gave {status}")))
                    }
                    Err(failure) => Some(Error::new(failure, None)),
                },
            };
            self.state = self.reconnect().map_or(State::Ended, State::Reconnecting);
            if let (State::Ended, Some(error)) = (&self.state, error) {
                return Poll::Ready(Some(Err(error)));
            }
        }
    }

    /// Connects again, after a while.
    fn reconnect(&mut self) -> Option<BoxFuture<'static, Result<Answered, Failure>>> {
        let (id, retry) = (self.parser.last_id().to_owned(), self.parser.retry());
        self.failures += 1;
        if self.failures > FAILURES || (id.is_empty() && retry.is_none()) {
            return None;
        }
        let mut plan = self.plan.as_ref()?.again()?;
        if !id.is_empty() {
            plan.set_header("last-event-id", id.as_bytes());
        }
        self.parser.reconnect();
        let wait = retry.map_or(RECONNECT, Duration::from_millis);
        Some(Box::pin(async move {
            plan.client.0.environment.sleep(wait).await;
            run::run(plan).await.1
        }))
    }
}

impl<T: Decode> EventStream<T> {
    pub(crate) fn new(answered: Answered, plan: &Plan) -> Self {
        let limit = plan.client.0.limits.body;
        let plan_again = plan.again().filter(|plan| plan.method == http::Method::GET);
        let events = Events {
            parser: EventParser::new(limit),
            ready: VecDeque::new(),
            origin: Origin::new(plan, answered.attempts),
            plan: plan_again,
            failures: 0,
            state: State::Open(answered.stream),
        };
        Self { events, data: PhantomData }
    }

    /// The same stream, which ends with its connection.
    pub fn without_reconnect(mut self) -> Self {
        self.events.plan = None;
        self
    }

    /// The next event; `None` at the end.
    ///
    /// # Errors
    /// When the connection breaks or takes too long and cannot be made again, or an event is none of the type.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// The events, one after the other, on this thread.
    pub fn blocking(mut self) -> impl Iterator<Item = Result<Event<T>, Error>> {
        std::iter::from_fn(move || block_on(self.next()))
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Event<T>, Error>>> {
        let Some(raw) = ready!(self.events.poll(context)) else { return Poll::Ready(None) };
        Poll::Ready(match raw.map(|RawEvent { event, data, id }| (decode(&data), event, data, id)) {
            Ok((Ok(data), event, _, id)) => Some(Ok(Event { event, id, data })),
            Ok((Err(_), _, text, _)) if text == "[DONE]" => {
                self.events.state = State::Ended;
                None
            }
            Ok((Err(error), ..)) => Some(Err(self.events.origin.decode(error))),
            Err(error) => Some(Err(error)),
        })
    }
}

/// Reads the data of an event: JSON, or text where it is not JSON.
fn decode<T: Decode>(data: &str) -> Result<T, DecodeError> {
    match Json::parse(data.as_bytes()) {
        Ok(json) => T::decode(json).or_else(|error| T::decode(Json::text(data)).map_err(|_| error)),
        Err(error) => T::decode(Json::text(data)).map_err(|_| error.into()),
    }
}

impl<T: Decode> Stream for EventStream<T> {
    type Item = Result<Event<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStream").field("of", &self.events.origin).finish_non_exhaustive()
    }
}
