//! A clock for tests that meet a real server: waits of whole seconds take no time.

use specwright_runtime::{BoxFuture, Environment, SystemEnvironment};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

/// Real, but waits of whole seconds, which servers ask for, are skipped and written down.
#[derive(Clone, Debug, Default)]
pub struct Skipping(Arc<Mutex<Vec<Duration>>>);

impl Skipping {
    pub fn skipped(&self) -> Vec<Duration> {
        self.0.lock().unwrap().clone()
    }
}

impl Environment for Skipping {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_255_200)
    }

    fn elapsed(&self) -> Duration {
        SystemEnvironment.elapsed() + self.0.lock().unwrap().iter().sum::<Duration>()
    }

    fn random(&self) -> u64 {
        0
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        if duration.subsec_nanos() != 0 {
            return SystemEnvironment.sleep(duration);
        }
        self.0.lock().unwrap().push(duration);
        Box::pin(std::future::ready(()))
    }
}
