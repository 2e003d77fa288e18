//! Bytes that come piece by piece, read with `await` or with [`std::io::Read`].

mod events;
mod lines;

pub use events::{Event, EventStream};
pub use lines::LineStream;

use crate::environment::{BoxFuture, Environment};
use crate::executor::block_on;
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use std::error::Error;
use std::fmt;
use std::future::poll_fn;
use std::io::{self, Read};
use std::pin::Pin;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker, ready};
use std::time::Duration;

/// How much is asked of a reader at once.
const PIECE: usize = 16 * 1024;

/// Bytes that come piece by piece: the body of an answer that is not held in memory, or of a request.
///
/// `next().await` gives the next piece, and so does the [`Stream`]; without an async runtime it is a [`Read`].
#[derive(Default)]
pub struct ByteStream {
    /// What was taken from the source and not yet given by [`Read`].
    rest: Bytes,
    source: Source,
}

#[derive(Default)]
enum Source {
    #[default]
    Ended,
    Bytes(Bytes),
    Reader(Alone<Box<dyn Read + Send>>),
    Stream(Alone<Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>>),
}

/// Something that is only reached through `&mut`, and so may be shared. The lock is never waited for.
struct Alone<T>(Mutex<T>);

impl<T> Alone<T> {
    fn new(value: T) -> Self {
        Self(Mutex::new(value))
    }

    fn get(&mut self) -> &mut T {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner)
    }

    fn into_inner(self) -> T {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ByteStream {
    /// What a reader gives. It is read where the stream is polled.
    pub fn from_reader(reader: impl Read + Send + 'static) -> Self {
        Self { rest: Bytes::new(), source: Source::Reader(Alone::new(Box::new(reader))) }
    }

    /// What a stream gives.
    pub fn from_stream<S, B, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes> + 'static,
        E: Into<Box<dyn Error + Send + Sync>> + 'static,
    {
        Self::piecewise(AsBytes(Box::pin(stream)))
    }

    fn piecewise(stream: impl Stream<Item = io::Result<Bytes>> + Send + 'static) -> Self {
        Self { rest: Bytes::new(), source: Source::Stream(Alone::new(Box::pin(stream))) }
    }

    /// The next piece; `None` at the end.
    ///
    /// # Errors
    /// When the connection breaks, ends early, or takes too long.
    pub async fn next(&mut self) -> Option<io::Result<Bytes>> {
        poll_fn(|context| self.poll_piece(context)).await
    }

    /// Everything that is left.
    ///
    /// # Errors
    /// As [`next`](Self::next), and when it is more than `limit` bytes.
    pub async fn collect(mut self, limit: usize) -> io::Result<Bytes> {
        let mut all = BytesMut::new();
        while let Some(piece) = self.next().await.transpose()? {
            if all.len().saturating_add(piece.len()) > limit {
                return Err(TooLarge::error(limit));
            }
            if all.is_empty() {
                all = piece.into();
            } else {
                all.extend_from_slice(&piece);
            }
        }
        Ok(all.freeze())
    }

    /// The next piece, or when to ask again.
    pub fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        if !self.rest.is_empty() {
            return Poll::Ready(Some(Ok(std::mem::take(&mut self.rest))));
        }
        let piece = match &mut self.source {
            Source::Ended => None,
            Source::Bytes(bytes) => {
                Some(Ok(std::mem::take(bytes))).filter(|it| it.as_ref().is_ok_and(|it| !it.is_empty()))
            }
            Source::Reader(reader) => read_piece(reader.get()),
            Source::Stream(stream) => ready!(stream.get().as_mut().poll_next(context)),
        };
        if !matches!(piece, Some(Ok(_))) {
            self.source = Source::Ended;
        }
        Poll::Ready(piece)
    }

    /// The same bytes; waiting for one piece longer than `limit` is an error.
    pub(crate) fn with_patience(self, environment: Arc<dyn Environment>, limit: Option<Duration>) -> Self {
        let Some(limit) = limit else { return self };
        Self::piecewise(Patient { stream: self, environment, limit, sleep: None })
    }

    /// The same bytes; a reader is read on a thread of its own, so that polling does not block. For transports.
    pub fn threaded(self) -> Self {
        match self.source {
            Source::Reader(reader) => Self { rest: self.rest, ..Self::piecewise(threaded(reader.into_inner())) },
            source => Self { rest: self.rest, source },
        }
    }
}

impl Stream for ByteStream {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_piece(context)
    }
}

impl Read for ByteStream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.rest.is_empty() {
            match block_on(self.next()) {
                None => return Ok(0),
                Some(piece) => self.rest = piece?,
            }
        }
        let taken = self.rest.split_to(self.rest.len().min(buffer.len()));
        for (place, byte) in buffer.iter_mut().zip(&taken) {
            *place = *byte;
        }
        Ok(taken.len())
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ByteStream")
    }
}

impl From<Bytes> for ByteStream {
    fn from(bytes: Bytes) -> Self {
        Self { rest: Bytes::new(), source: Source::Bytes(bytes) }
    }
}

/// A body was longer than it may be.
#[derive(Debug)]
pub(crate) struct TooLarge(usize);

impl TooLarge {
    pub(crate) fn error(limit: usize) -> io::Error {
        io::Error::new(io::ErrorKind::FileTooLarge, Self(limit))
    }
}

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "more than {} bytes", self.0)
    }
}

impl Error for TooLarge {}

fn read_piece(reader: &mut dyn Read) -> Option<io::Result<Bytes>> {
    let mut buffer = vec![0; PIECE];
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => return None,
            Ok(length) => {
                buffer.truncate(length);
                return Some(Ok(buffer.into()));
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Some(Err(error)),
        }
    }
}

/// A stream of whatever becomes bytes and [`io::Error`]s.
struct AsBytes<S>(Pin<Box<S>>);

impl<S, B, E> Stream for AsBytes<S>
where
    S: Stream<Item = Result<B, E>>,
    B: Into<Bytes>,
    E: Into<Box<dyn Error + Send + Sync>>,
{
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let piece = ready!(self.0.as_mut().poll_next(context));
        Poll::Ready(piece.map(|piece| piece.map(Into::into).map_err(|error| as_io(error.into()))))
    }
}

/// The error itself, where it is an [`io::Error`] already.
fn as_io(error: Box<dyn Error + Send + Sync>) -> io::Error {
    match error.downcast::<io::Error>() {
        Ok(error) => *error,
        Err(other) => io::Error::other(other),
    }
}

/// Gives up when a piece takes too long.
struct Patient {
    stream: ByteStream,
    environment: Arc<dyn Environment>,
    limit: Duration,
    sleep: Option<BoxFuture<'static, ()>>,
}

impl Stream for Patient {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if let Poll::Ready(piece) = this.stream.poll_piece(context) {
            this.sleep = None;
            return Poll::Ready(piece);
        }
        let sleep = this.sleep.get_or_insert_with(|| this.environment.sleep(this.limit));
        ready!(sleep.as_mut().poll(context));
        this.sleep = None;
        Poll::Ready(Some(Err(io::ErrorKind::TimedOut.into())))
    }
}

/// Reads on a thread, two pieces ahead of who asks.
fn threaded(mut reader: Box<dyn Read + Send>) -> impl Stream<Item = io::Result<Bytes>> + Send {
    let (sender, receiver) = sync_channel(2);
    let waker = Arc::new(Mutex::new(None::<Waker>));
    let feeder = Feeder { sender, bell: Bell(waker.clone()) };
    let read = move || feeder.feed(&mut *reader);
    let thread = std::thread::Builder::new().name("specwright-read".to_owned()).spawn(read);
    Threaded { receiver: Mutex::new(receiver), waker, failed: thread.err() }
}

/// The bell is dropped, and rings, after the sender is gone: who is woken then sees the end.
struct Feeder {
    sender: SyncSender<io::Result<Bytes>>,
    bell: Bell,
}

impl Feeder {
    fn feed(self, reader: &mut dyn Read) {
        while let Some(piece) = read_piece(reader) {
            let ended = piece.is_err();
            if self.sender.send(piece).is_err() || ended {
                return;
            }
            self.bell.ring();
        }
    }
}

/// Wakes who waits; also when the thread ends, however it ends.
struct Bell(Arc<Mutex<Option<Waker>>>);

impl Bell {
    fn ring(&self) {
        let waker = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl Drop for Bell {
    fn drop(&mut self) {
        self.ring();
    }
}

struct Threaded {
    receiver: Mutex<Receiver<io::Result<Bytes>>>,
    waker: Arc<Mutex<Option<Waker>>>,
    failed: Option<io::Error>,
}

impl Stream for Threaded {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        use std::sync::mpsc::TryRecvError::{Disconnected, Empty};
        if let Some(error) = self.failed.take() {
            return Poll::Ready(Some(Err(error)));
        }
        *self.waker.lock().unwrap_or_else(PoisonError::into_inner) = Some(context.waker().clone());
        match self.receiver.lock().unwrap_or_else(PoisonError::into_inner).try_recv() {
            Ok(piece) => Poll::Ready(Some(piece)),
            Err(Empty) => Poll::Pending,
            Err(Disconnected) => Poll::Ready(None),
        }
    }
}
