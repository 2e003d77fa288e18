//! Who asks for a token, who waits, who goes on with the old one: a state and the steps it allows, without clocks, I/O or
//! futures.
//!
//! One flight at a time. A failure is shared by all who waited for it, and no flight starts until the hold-off is over.
//! Shortly before a token's end one caller renews it while the others go on with it.

use std::task::Waker;
use std::time::{Duration, SystemTime};

/// The shortest hold-off after a failure; it doubles with each that follows.
const HOLD_OFF: Duration = Duration::from_secs(1);

/// The longest hold-off.
const LONGEST_HOLD_OFF: Duration = Duration::from_secs(60);

/// What both clocks say. A token is over when either says so: one stands still while a machine sleeps, the other jumps.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Now {
    pub(crate) elapsed: Duration,
    pub(crate) wall: SystemTime,
}

/// How long a token is good.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Term {
    /// When it was asked for.
    pub(crate) from: Now,
    /// How long it lives.
    pub(crate) lifetime: Duration,
    /// How long before its end it is renewed.
    pub(crate) window: Duration,
}

impl Term {
    fn is_over(&self, now: Now) -> bool {
        self.reached(now, self.lifetime)
    }

    fn is_ending(&self, now: Now) -> bool {
        self.reached(now, self.lifetime.saturating_sub(self.window))
    }

    fn reached(&self, now: Now, age: Duration) -> bool {
        let wall = self.from.wall.checked_add(age).is_some_and(|end| now.wall >= end);
        wall || now.elapsed >= self.from.elapsed.saturating_add(age)
    }
}

/// A token (`T`) and why there is none (`E`), and who is asking for another.
#[derive(Debug)]
pub(crate) struct Flights<T, E> {
    held: Option<Held<T>>,
    /// Counts the tokens that were held.
    generation: u64,
    flying: Option<Flying>,
    /// Counts the flights that were started.
    started: u64,
    /// How the last flight that landed ended, for those who waited for it.
    landed: Option<(u64, Result<Given<T>, E>)>,
    failures: Failures<E>,
}

#[derive(Debug)]
struct Held<T> {
    given: Given<T>,
    term: Term,
}

#[derive(Debug)]
struct Flying {
    number: u64,
    waiting: Vec<Waker>,
}

#[derive(Debug)]
struct Failures<E> {
    in_a_row: u32,
    last: Option<(E, Duration)>,
}

/// A token, and which of its source's tokens it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Given<T> {
    pub(crate) token: T,
    pub(crate) generation: u64,
}

/// What a caller does.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Step<T, E> {
    /// Goes on with this token.
    Use(Given<T>),
    /// Fails as the last flight did.
    Fail(E),
    /// Waits for this flight.
    Wait(u64),
    /// Asks for a token: this flight is the caller's.
    Fly(u64),
}

impl<T, E> Default for Flights<T, E> {
    fn default() -> Self {
        let failures = Failures { in_a_row: 0, last: None };
        Self { held: None, generation: 0, flying: None, started: 0, landed: None, failures }
    }
}

impl<T: Clone, E: Clone> Flights<T, E> {
    /// What a caller does who wants a token now.
    pub(crate) fn ask(&mut self, now: Now) -> Step<T, E> {
        let is_held_off = self.failures.last.as_ref().is_some_and(|(_, until)| now.elapsed < *until);
        if let Some(held) = self.held.as_ref().filter(|held| !held.term.is_over(now)) {
            let is_renewed = self.flying.is_none() && !is_held_off && held.term.is_ending(now);
            return if is_renewed { self.take_off() } else { Step::Use(held.given.clone()) };
        }
        match (&self.flying, &self.failures.last) {
            (Some(flying), _) => Step::Wait(flying.number),
            (None, Some((error, _))) if is_held_off => Step::Fail(error.clone()),
            _ => self.take_off(),
        }
    }

    fn take_off(&mut self) -> Step<T, E> {
        self.started += 1;
        self.flying = Some(Flying { number: self.started, waiting: Vec::new() });
        Step::Fly(self.started)
    }

    /// How a flight ended; `None`: it has not, and `waker` is called when it does; or its caller was dropped, and the
    /// question has to be asked again. `seat` is where the caller sits, once it does.
    pub(crate) fn wait(&mut self, number: u64, seat: &mut Option<usize>, waker: &Waker) -> Waited<T, E> {
        if let Some((landed, outcome)) = self.landed.as_ref()
            && *landed == number
        {
            return Waited::Landed(outcome.clone());
        }
        match &mut self.flying {
            Some(flying) if flying.number == number => {
                match seat.and_then(|seat| flying.waiting.get_mut(seat)) {
                    Some(known) => known.clone_from(waker),
                    None => {
                        *seat = Some(flying.waiting.len());
                        flying.waiting.push(waker.clone());
                    }
                }
                Waited::NotYet
            }
            _ => Waited::Gone,
        }
    }

    /// Ends a flight; gives what its own caller goes on with, and who has to be woken.
    pub(crate) fn land(
        &mut self,
        number: u64,
        outcome: Result<(T, Term), E>,
        now: Now,
    ) -> (Result<Given<T>, E>, Vec<Waker>) {
        let outcome = match outcome {
            Ok((token, term)) => {
                self.generation += 1;
                self.failures = Failures { in_a_row: 0, last: None };
                let given = Given { token, generation: self.generation };
                self.held = Some(Held { given: given.clone(), term });
                Ok(given)
            }
            Err(error) => {
                let hold_off = HOLD_OFF.saturating_mul(1 << self.failures.in_a_row.min(10)).min(LONGEST_HOLD_OFF);
                self.failures.in_a_row = self.failures.in_a_row.saturating_add(1);
                self.failures.last = Some((error.clone(), now.elapsed.saturating_add(hold_off)));
                // A renewal that comes too early to matter is not an error yet.
                let held = self.held.as_ref().filter(|held| !held.term.is_over(now));
                held.map(|held| held.given.clone()).ok_or(error)
            }
        };
        self.landed = Some((number, outcome.clone()));
        (outcome, self.leave(number))
    }

    /// Gives a flight up: its caller was dropped. Who is woken asks again, and the first of them flies.
    pub(crate) fn leave(&mut self, number: u64) -> Vec<Waker> {
        match self.flying.take_if(|flying| flying.number == number) {
            Some(flying) => flying.waiting,
            None => Vec::new(),
        }
    }

    /// The server refused a token. Only the token itself is forgotten, not one that came after it.
    pub(crate) fn refuse(&mut self, generation: u64) {
        self.held.take_if(|held| held.given.generation == generation);
    }
}

/// What became of a flight that was waited for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Waited<T, E> {
    /// It ended so.
    Landed(Result<Given<T>, E>),
    /// It goes on.
    NotYet,
    /// It was given up, or is long over.
    Gone,
}
