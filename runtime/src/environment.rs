//! Time and chance, which tests replace.

use crate::executor;
use std::fmt;
use std::future::Future;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::pin::Pin;
use std::sync::OnceLock;
use std::time::{Duration, Instant, SystemTime};

/// A future behind a pointer, so that traits with async methods are object-safe.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The clocks, sleep and randomness that a client uses.
pub trait Environment: fmt::Debug + Send + Sync {
    /// The time of day; it may jump.
    fn now(&self) -> SystemTime;

    /// The time since some moment in the past; it never goes back, and may stand still while the machine sleeps.
    fn elapsed(&self) -> Duration;

    /// Any number, each as likely.
    fn random(&self) -> u64;

    /// Done after this long.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
}

/// The clocks of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemEnvironment;

impl Environment for SystemEnvironment {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn elapsed(&self) -> Duration {
        static START: OnceLock<Instant> = OnceLock::new();
        START.get_or_init(Instant::now).elapsed()
    }

    fn random(&self) -> u64 {
        RandomState::new().build_hasher().finish()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(executor::sleep(duration))
    }
}
