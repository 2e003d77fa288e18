//! The rules of a token source, without a clock, a network or a wait.

use super::flight::{Flights, Now, Term};
use super::tower::Tower;
use super::*;
use crate::environment::Environment;
use std::future::poll_fn;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, SystemTime};

/// Clocks that stand until they are moved.
#[derive(Clone, Debug, Default)]
struct Clock(Arc<AtomicU64>);

impl Clock {
    fn advance(&self, seconds: u64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Environment for Clock {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + self.elapsed()
    }

    fn elapsed(&self) -> Duration {
        Duration::from_secs(1_000_000 + self.0.load(Ordering::SeqCst))
    }

    fn random(&self) -> u64 {
        500
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::pending())
    }
}

/// A provider that answers when its gate is open.
#[derive(Clone, Debug, Default)]
struct Provider(Arc<Desk>);

#[derive(Debug, Default)]
struct Desk {
    grants: AtomicUsize,
    refreshes: AtomicUsize,
    closed: AtomicBool,
    broken: AtomicBool,
    refuses_refresh: AtomicBool,
    gives_refresh: AtomicBool,
    lifetime: AtomicU64,
}

impl Provider {
    fn living(seconds: u64) -> Self {
        let provider = Self::default();
        provider.0.lifetime.store(seconds, Ordering::SeqCst);
        provider
    }

    fn grants(&self) -> usize {
        self.0.grants.load(Ordering::SeqCst)
    }

    fn answer(&self, is_refresh: bool) -> TokenCall {
        let desk = self.0.clone();
        TokenCall::of(Box::pin(async move {
            let number = if is_refresh { &desk.refreshes } else { &desk.grants }.fetch_add(1, Ordering::SeqCst);
            poll_fn(|_| if desk.closed.load(Ordering::SeqCst) { Poll::Pending } else { Poll::Ready(()) }).await;
            if desk.broken.load(Ordering::SeqCst) {
                return Err(TokenError::new("the provider is down"));
            }
            if is_refresh && desk.refuses_refresh.load(Ordering::SeqCst) {
                return Err(TokenError::from_refusal(Refusal::default()));
            }
            let lifetime = desk.lifetime.load(Ordering::SeqCst);
            Ok(Granted {
                token: Some(Secret::from(format!("{}{number}", if is_refresh { "refreshed-" } else { "granted-" }))),
                lifetime: (lifetime > 0).then(|| Duration::from_secs(lifetime)),
                refresh_token: desk.gives_refresh.load(Ordering::SeqCst).then(|| Secret::from("refresh")),
                ..Granted::default()
            })
        }))
    }
}

impl Grant for Provider {
    fn grant(&self) -> TokenCall {
        self.answer(false)
    }

    fn refresh(&self, _: &Secret) -> Option<TokenCall> {
        Some(self.answer(true))
    }
}

fn cache(clock: &Clock, provider: &Provider) -> TokenCache {
    TokenCache::with_environment(Arc::new(clock.clone()), provider.clone())
}

/// Polls once.
fn poll<T>(future: &mut BoxFuture<'_, T>) -> Option<T> {
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    }
}

/// The text of the token that is given at once.
fn now(cache: &TokenCache) -> Result<String, TokenError> {
    poll(&mut cache.token()).expect("an answer at once").map(|token| token.secret().expose().to_owned())
}

#[test]
fn ten_thousand_callers_make_one_request() {
    let (clock, provider) = (Clock::default(), Provider::living(3600));
    let cache = cache(&clock, &provider);
    provider.0.closed.store(true, Ordering::SeqCst);
    let mut callers: Vec<_> = (0..10_000).map(|_| cache.token()).collect();
    assert!(callers.iter_mut().all(|caller| poll(caller).is_none()));
    provider.0.closed.store(false, Ordering::SeqCst);
    for caller in &mut callers {
        assert_eq!(poll(caller).unwrap().unwrap().secret().expose(), "granted-0");
    }
    assert_eq!(provider.grants(), 1);
}

#[test]
fn a_failure_is_shared_and_followed_by_a_hold_off() {
    let (clock, provider) = (Clock::default(), Provider::living(3600));
    let cache = cache(&clock, &provider);
    provider.0.broken.store(true, Ordering::SeqCst);
    provider.0.closed.store(true, Ordering::SeqCst);
    let mut callers: Vec<_> = (0..10_000).map(|_| cache.token()).collect();
    assert!(callers.iter_mut().all(|caller| poll(caller).is_none()));
    provider.0.closed.store(false, Ordering::SeqCst);
    assert!(callers.iter_mut().all(|caller| poll(caller).unwrap().is_err()));
    assert!(now(&cache).is_err());
    assert_eq!(provider.grants(), 1);
    for (wait, requests) in [(1, 2), (1, 2), (1, 3), (3, 3), (1, 4)] {
        clock.advance(wait);
        assert!(now(&cache).is_err());
        assert_eq!(provider.grants(), requests);
    }
    provider.0.broken.store(false, Ordering::SeqCst);
    clock.advance(60);
    assert!(now(&cache).is_ok());
}

#[test]
fn whoever_waits_flies_when_the_first_is_dropped() {
    let (clock, provider) = (Clock::default(), Provider::living(3600));
    let cache = cache(&clock, &provider);
    provider.0.closed.store(true, Ordering::SeqCst);
    let (mut first, mut second, mut third) = (cache.token(), cache.token(), cache.token());
    assert!(poll(&mut first).is_none() && poll(&mut second).is_none() && poll(&mut third).is_none());
    drop(first);
    assert!(poll(&mut second).is_none() && poll(&mut third).is_none());
    assert_eq!(provider.grants(), 2);
    provider.0.closed.store(false, Ordering::SeqCst);
    assert_eq!(poll(&mut second).unwrap().unwrap().secret().expose(), "granted-1");
    assert_eq!(poll(&mut third).unwrap().unwrap().secret().expose(), "granted-1");
    assert_eq!(provider.grants(), 2);
}

#[test]
fn near_its_end_one_caller_renews_and_the_others_go_on() {
    let (clock, provider) = (Clock::default(), Provider::living(3600));
    let cache = cache(&clock, &provider);
    assert_eq!(now(&cache).unwrap(), "granted-0");
    clock.advance(3580);
    provider.0.closed.store(true, Ordering::SeqCst);
    let mut renewing = cache.token();
    assert!(poll(&mut renewing).is_none());
    assert_eq!(now(&cache).unwrap(), "granted-0");
    provider.0.closed.store(false, Ordering::SeqCst);
    assert_eq!(poll(&mut renewing).unwrap().unwrap().secret().expose(), "granted-1");
    assert_eq!(now(&cache).unwrap(), "granted-1");
}

#[test]
fn a_renewal_that_fails_early_is_not_an_error_yet() {
    let (clock, provider) = (Clock::default(), Provider::living(3600));
    let cache = cache(&clock, &provider);
    assert_eq!(now(&cache).unwrap(), "granted-0");
    clock.advance(3580);
    provider.0.broken.store(true, Ordering::SeqCst);
    assert_eq!(now(&cache).unwrap(), "granted-0");
    assert_eq!(now(&cache).unwrap(), "granted-0");
    assert_eq!(provider.grants(), 2);
    clock.advance(20);
    assert!(now(&cache).is_err());
}

#[test]
fn many_refusals_of_one_token_make_one_renewal() {
    let (clock, provider) = (Clock::default(), Provider::living(3600));
    let cache = cache(&clock, &provider);
    let tokens: Vec<_> = (0..1000).map(|_| poll(&mut cache.token()).unwrap().unwrap()).collect();
    for token in &tokens {
        cache.refused(token);
        assert_eq!(now(&cache).unwrap(), "granted-1");
    }
    assert_eq!(provider.grants(), 2);
}

#[test]
fn a_refresh_token_is_used_until_it_is_refused() {
    let (clock, provider) = (Clock::default(), Provider::living(3600));
    let cache = cache(&clock, &provider);
    provider.0.gives_refresh.store(true, Ordering::SeqCst);
    assert_eq!(now(&cache).unwrap(), "granted-0");
    provider.0.gives_refresh.store(false, Ordering::SeqCst);
    clock.advance(3600);
    assert_eq!(now(&cache).unwrap(), "refreshed-0");
    clock.advance(3600);
    assert_eq!(now(&cache).unwrap(), "refreshed-1", "the old refresh token stays where none is given");
    provider.0.refuses_refresh.store(true, Ordering::SeqCst);
    clock.advance(3600);
    assert_eq!(now(&cache).unwrap(), "granted-1", "in the same flight");
    clock.advance(3600);
    assert_eq!(now(&cache).unwrap(), "granted-2", "and it is forgotten");
    assert_eq!(provider.0.refreshes.load(Ordering::SeqCst), 3);
}

#[test]
fn a_day_of_hours_makes_a_request_an_hour() {
    for lifetime in [3600, 0] {
        let (clock, provider) = (Clock::default(), Provider::living(lifetime));
        let cache = cache(&clock, &provider).default_lifetime(Duration::from_secs(3600));
        for _ in 0..24 * 60 {
            assert!(now(&cache).is_ok());
            clock.advance(60);
        }
        assert!((24..=26).contains(&provider.grants()), "{}", provider.grants());
    }
}

#[test]
fn a_provider_may_ask_for_an_earlier_renewal() {
    let (clock, provider) = (Clock::default(), Provider::living(3600));
    let cache = cache(&clock, &provider).renew_before(Duration::from_secs(300));
    assert_eq!(now(&cache).unwrap(), "granted-0");
    clock.advance(3200);
    assert_eq!(now(&cache).unwrap(), "granted-0");
    clock.advance(101);
    assert_eq!(now(&cache).unwrap(), "granted-1");
}

#[test]
fn either_clock_ends_a_token() {
    let at = |elapsed, wall| Now {
        elapsed: Duration::from_secs(elapsed),
        wall: SystemTime::UNIX_EPOCH + Duration::from_secs(wall),
    };
    let term = Term { from: at(0, 1000), lifetime: Duration::from_secs(100), window: Duration::ZERO };
    let cases = [(at(99, 1099), true), (at(100, 1000), false), (at(1, 1100), false), (at(50, 500), true)];
    for (now, is_good) in cases {
        let mut flights: Flights<u8, ()> = Flights::default();
        let number = match flights.ask(term.from) {
            super::flight::Step::Fly(number) => number,
            step => panic!("{step:?}"),
        };
        assert!(flights.land(number, Ok((1, term)), term.from).0.is_ok());
        assert_eq!(matches!(flights.ask(now), super::flight::Step::Use(_)), is_good, "{now:?}");
    }
}

#[test]
fn nothing_shows_a_token() {
    let (clock, provider) = (Clock::default(), Provider::living(3600));
    let cache = cache(&clock, &provider);
    let token = poll(&mut cache.token()).unwrap().unwrap();
    assert!(!format!("{cache:?} {token:?}").contains("granted-0"));
}

/// A tower whose lock and threads a model checker knows.
struct Modelled(loom::sync::Mutex<Flights<u64, ()>>, loom::sync::atomic::AtomicUsize);

impl Tower for Modelled {
    type Token = u64;
    type Error = ();

    fn flights<R>(&self, change: impl FnOnce(&mut Flights<u64, ()>) -> R) -> R {
        change(&mut self.0.lock().unwrap())
    }

    fn now(&self) -> Now {
        Now { elapsed: Duration::ZERO, wall: SystemTime::UNIX_EPOCH }
    }

    fn fly(&self) -> BoxFuture<'_, Result<(u64, Term), ()>> {
        Box::pin(async move {
            self.1.fetch_add(1, loom::sync::atomic::Ordering::SeqCst);
            let lifetime = Duration::from_secs(3600);
            Ok((7, Term { from: self.now(), lifetime, window: Duration::ZERO }))
        })
    }
}

#[test]
fn no_schedule_loses_a_wake_up() {
    // Every schedule in which a thread is interrupted at most twice where it need not be.
    let mut model = loom::model::Builder::new();
    model.preemption_bound = Some(2);
    model.check(|| {
        let tower = loom::sync::Arc::new(Modelled(Default::default(), loom::sync::atomic::AtomicUsize::new(0)));
        let other = tower.clone();
        let caller =
            loom::thread::spawn(move || loom::future::block_on(super::tower::give(&*other)).map(|given| given.token));
        assert_eq!(loom::future::block_on(super::tower::give(&*tower)).map(|given| given.token), Ok(7));
        assert_eq!(caller.join().unwrap(), Ok(7));
        assert_eq!(tower.1.load(loom::sync::atomic::Ordering::SeqCst), 1);
    });
}
