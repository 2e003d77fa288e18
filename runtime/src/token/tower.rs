//! Leads the callers: each asks the state what to do and does it.

use super::flight::{Flights, Given, Now, Step, Term, Waited};
use crate::environment::BoxFuture;
use std::future::poll_fn;
use std::task::{Poll, Waker};

/// What a flight brings: a token and how long it is good, or why there is none.
pub(crate) type Flown<T, E> = Result<(T, Term), E>;

/// The state behind its lock, the clocks, and the way to a token.
pub(crate) trait Tower: Sync {
    /// A token.
    type Token: Clone + Send;
    /// Why there is none.
    type Error: Clone + Send;

    /// Changes the state, alone.
    fn flights<R>(&self, change: impl FnOnce(&mut Flights<Self::Token, Self::Error>) -> R) -> R;

    /// What the clocks say.
    fn now(&self) -> Now;

    /// Asks the provider for a token.
    fn fly(&self) -> BoxFuture<'_, Flown<Self::Token, Self::Error>>;
}

/// A token that can be used now.
pub(crate) async fn give<S: Tower>(tower: &S) -> Result<Given<S::Token>, S::Error> {
    loop {
        let now = tower.now();
        match tower.flights(|flights| flights.ask(now)) {
            Step::Use(given) => return Ok(given),
            Step::Fail(error) => return Err(error),
            Step::Wait(number) => {
                if let Some(outcome) = wait(tower, number).await {
                    return outcome;
                }
            }
            Step::Fly(number) => {
                let seat = Seat { tower, number };
                let outcome = tower.fly().await;
                return seat.land(outcome);
            }
        }
    }
}

/// How a flight ended; `None`: whoever flew was dropped.
async fn wait<S: Tower>(tower: &S, number: u64) -> Option<Result<Given<S::Token>, S::Error>> {
    let mut seat = None;
    poll_fn(|context| {
        let waited = tower.flights(|flights| flights.wait(number, &mut seat, context.waker()));
        match waited {
            Waited::Landed(outcome) => Poll::Ready(Some(outcome)),
            Waited::Gone => Poll::Ready(None),
            Waited::NotYet => Poll::Pending,
        }
    })
    .await
}

/// Who flies. Dropped before the landing, it leaves the flight to whoever waits.
struct Seat<'a, S: Tower> {
    tower: &'a S,
    number: u64,
}

impl<S: Tower> Seat<'_, S> {
    fn land(self, outcome: Flown<S::Token, S::Error>) -> Result<Given<S::Token>, S::Error> {
        let now = self.tower.now();
        let (outcome, waiting) = self.tower.flights(|flights| flights.land(self.number, outcome, now));
        waiting.into_iter().for_each(Waker::wake);
        outcome
    }
}

impl<S: Tower> Drop for Seat<'_, S> {
    fn drop(&mut self) {
        let waiting = self.tower.flights(|flights| flights.leave(self.number));
        waiting.into_iter().for_each(Waker::wake);
    }
}
