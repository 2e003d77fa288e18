//! Items that come page by page.

mod link;

use crate::call::Call;
use crate::environment::BoxFuture;
use crate::error::{Error, ErrorKind, Failure};
use crate::executor::block_on;
use crate::reply::{Received, Response};
use futures_core::Stream;
use std::collections::{HashSet, VecDeque};
use std::fmt;
use std::future::poll_fn;
use std::hash::{BuildHasher, RandomState};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// All items of an operation that gives them page by page: `next().await`, a [`Stream`], or
/// [`blocking`](Self::blocking). A page is asked for when its first item is.
///
/// After an error there are no more items. Pages that would never end, because a server repeats itself, are an error.
pub struct Pages<I, E = crate::NoError> {
    ready: VecDeque<I>,
    state: State<I, E>,
}

enum State<I, E> {
    /// Asks for the page after this.
    Between(Turner<I, E>),
    Asking(BoxFuture<'static, Turned<I, E>>),
    Ended,
}

/// A page, or why there is none, and what asks for the next.
type Turned<I, E> = (Turner<I, E>, Result<Page<I>, Error<E>>);

/// Makes the call for a page.
type Ask<I, E> = Box<dyn FnMut(Option<Next>) -> Call<Page<I>, E> + Send>;

/// What makes the call for each page.
struct Turner<I, E> {
    ask: Ask<I, E>,
    next: Option<Next>,
    /// What was asked for and answered already, as hashes.
    seen: HashSet<u64>,
    keys: RandomState,
}

/// One page.
struct Page<I> {
    items: Vec<I>,
    next: Option<Next>,
    /// The answer as it came, as a hash.
    fingerprint: Option<u64>,
}

/// Where the next page is.
#[derive(Clone, Debug, Hash)]
enum Next {
    /// After this cursor, or at this URL.
    Text(String),
    /// At this number, of items or of pages.
    Number(i64),
}

impl<I: Send + 'static, E: 'static> Pages<I, E> {
    /// Each page says with which cursor to ask for the next; `set` puts it into the parameters.
    pub fn by_cursor<P: Send + 'static, T: 'static>(
        mut parameters: P,
        call: impl Fn(&P) -> Call<T, E> + Send + 'static,
        cursor: fn(&T) -> Option<String>,
        items: fn(T) -> Vec<I>,
        set: fn(&mut P, String),
    ) -> Self {
        Self::new(move |next| {
            if let Some(Next::Text(cursor)) = next {
                set(&mut parameters, cursor);
            }
            call(&parameters).map(move |page| {
                let next = cursor(&page).filter(|cursor| !cursor.is_empty()).map(Next::Text);
                Page { items: items(page), next, fingerprint: None }
            })
        })
    }

    /// Pages are asked for by the number of items before them; `first` is that of the first item. They end with one that
    /// is empty.
    pub fn by_offset<P: Send + 'static, T: 'static>(
        parameters: P,
        first: i64,
        call: impl Fn(&P) -> Call<T, E> + Send + 'static,
        read: fn(T) -> Vec<I>,
        set: fn(&mut P, i64),
    ) -> Self {
        Self::by_number(parameters, first, call, read, set, |items| i64::try_from(items).unwrap_or(i64::MAX))
    }

    /// Pages are asked for by their number; `first` is that of the first. They end with one that is empty.
    pub fn by_page<P: Send + 'static, T: 'static>(
        parameters: P,
        first: i64,
        call: impl Fn(&P) -> Call<T, E> + Send + 'static,
        read: fn(T) -> Vec<I>,
        set: fn(&mut P, i64),
    ) -> Self {
        Self::by_number(parameters, first, call, read, set, |_| 1)
    }

    fn by_number<P: Send + 'static, T: 'static>(
        mut parameters: P,
        first: i64,
        call: impl Fn(&P) -> Call<T, E> + Send + 'static,
        read: fn(T) -> Vec<I>,
        set: fn(&mut P, i64),
        step: fn(usize) -> i64,
    ) -> Self {
        let keys = RandomState::new();
        Self::new(move |next| {
            let number = match next {
                Some(Next::Number(number)) => number,
                _ => first,
            };
            set(&mut parameters, number);
            let keys = keys.clone();
            call(&parameters).map_received(move |page, received| {
                let items = read(page);
                let next = number.checked_add(step(items.len())).filter(|_| !items.is_empty()).map(Next::Number);
                Page { items, next, fingerprint: Some(keys.hash_one(&received.body)) }
            })
        })
    }

    /// Each page holds the URL of the next, at the same server.
    pub fn by_link<T: 'static>(
        call: impl Fn() -> Call<T, E> + Send + 'static,
        link: fn(&T) -> Option<String>,
        items: fn(T) -> Vec<I>,
    ) -> Self {
        Self::following(call, move |page, _| {
            let next = link(&page);
            (items(page), next)
        })
    }

    /// The header `Link` of each page holds the URL of the next, with `rel="next"`, at the same server.
    pub fn by_link_header<T: 'static>(call: impl Fn() -> Call<T, E> + Send + 'static, read: fn(T) -> Vec<I>) -> Self {
        Self::following(call, move |page, received| (read(page), link::next(&received.headers)))
    }

    fn following<T: 'static>(
        call: impl Fn() -> Call<T, E> + Send + 'static,
        read: impl Fn(T, &Received) -> (Vec<I>, Option<String>) + Clone + Send + 'static,
    ) -> Self {
        Self::new(move |next| {
            let call = match next {
                Some(Next::Text(link)) => call().follow(&link),
                _ => call(),
            };
            let read = read.clone();
            call.map_received(move |page, received| {
                let (items, link) = read(page, received);
                Page { items, next: link.filter(|link| !link.is_empty()).map(Next::Text), fingerprint: None }
            })
        })
    }

    fn new(ask: impl FnMut(Option<Next>) -> Call<Page<I>, E> + Send + 'static) -> Self {
        let turner = Turner { ask: Box::new(ask), next: None, seen: HashSet::new(), keys: RandomState::new() };
        Self { ready: VecDeque::new(), state: State::Between(turner) }
    }

    /// The next item; `None` at the end.
    ///
    /// # Errors
    /// When a page cannot be had, or pages repeat themselves.
    pub async fn next(&mut self) -> Option<Result<I, Error<E>>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// The items, one after the other, on this thread.
    pub fn blocking(mut self) -> impl Iterator<Item = Result<I, Error<E>>> {
        std::iter::from_fn(move || block_on(self.next()))
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<I, Error<E>>>> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Poll::Ready(Some(Ok(item)));
            }
            self.state = match std::mem::replace(&mut self.state, State::Ended) {
                State::Ended => return Poll::Ready(None),
                State::Between(turner) => State::Asking(turner.turn()),
                State::Asking(mut asked) => {
                    let Poll::Ready((mut turner, page)) = asked.as_mut().poll(context) else {
                        self.state = State::Asking(asked);
                        return Poll::Pending;
                    };
                    match page.and_then(|page| turner.note(page)) {
                        Ok((items, goes_on)) => {
                            self.ready.extend(items);
                            if goes_on { State::Between(turner) } else { State::Ended }
                        }
                        Err(error) => return Poll::Ready(Some(Err(error))),
                    }
                }
            };
        }
    }
}

impl<I: Send + 'static, E: 'static> Turner<I, E> {
    fn turn(mut self) -> BoxFuture<'static, Turned<I, E>> {
        let call = (self.ask)(self.next.take());
        let sent = call.send();
        Box::pin(async move { (self, sent.await.map(Response::into_body)) })
    }

    /// Notes where to go on; gives the items, and whether there is more.
    fn note(&mut self, page: Page<I>) -> Result<(Vec<I>, bool), Error<E>> {
        let is_known = match (&page.next, page.fingerprint) {
            (None, _) => false,
            (Some(_), Some(fingerprint)) => !self.seen.insert(fingerprint),
            (Some(next), None) => !self.seen.insert(self.keys.hash_one(next)),
        };
        if is_known {
            return Err(self.circle());
        }
        self.next = page.next;
        Ok((page.items, self.next.is_some()))
    }

    fn circle(&mut self) -> Error<E> {
        let problem = "the pages repeat themselves and would never end".to_owned();
        let failure =
            Failure { may_have_been_received: true, ..(self.ask)(None).failure(ErrorKind::Unexpected, problem) };
        Error::new(failure, None)
    }
}

/// Items are moved, never pinned.
impl<I, E> Unpin for Pages<I, E> {}

impl<I: Send + 'static, E: 'static> Stream for Pages<I, E> {
    type Item = Result<I, Error<E>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(ready!(self.poll(context)))
    }
}

impl<I, E> fmt::Debug for Pages<I, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("ready", &self.ready.len()).finish_non_exhaustive()
    }
}
