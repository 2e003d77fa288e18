//! Runs a future where it is, and wakes who sleeps: all that is needed of an async runtime, without one.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

/// Runs a future on this thread, which sleeps while there is nothing to do.
pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
    let _inside = Inside::enter();
    let mut future = pin!(future);
    let parker = Arc::new(Parker { thread: thread::current(), woken: AtomicBool::new(false) });
    let waker = Waker::from(parker.clone());
    let mut context = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
        while !parker.woken.swap(false, Ordering::Acquire) {
            thread::park();
        }
    }
}

thread_local! {
    /// How many futures run on this thread, one inside the other.
    static DEPTH: Cell<u32> = const { Cell::new(0) };
}

/// Whether this thread runs a future and nothing else: an async runtime that it may belong to stands still.
pub(crate) fn is_blocking() -> bool {
    DEPTH.get() > 0
}

struct Inside;

impl Inside {
    fn enter() -> Self {
        DEPTH.set(DEPTH.get() + 1);
        Self
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get() - 1);
    }
}

struct Parker {
    thread: Thread,
    woken: AtomicBool,
}

impl Wake for Parker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.woken.store(true, Ordering::Release);
        self.thread.unpark();
    }
}

/// Done after this long. One thread, started when the first sleeper is polled, wakes them all.
pub(crate) fn sleep(duration: Duration) -> impl Future<Output = ()> + Send {
    Sleep { until: Instant::now().checked_add(duration), number: None }
}

struct Sleep {
    /// `None`: longer than clocks reach.
    until: Option<Instant>,
    number: Option<u64>,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let Some(until) = self.until else { return Poll::Pending };
        if Instant::now() >= until {
            return Poll::Ready(());
        }
        let timer = Timer::get();
        let number = *self.number.get_or_insert_with(|| timer.next.fetch_add(1, Ordering::Relaxed));
        timer.sleepers().insert((until, number), context.waker().clone());
        timer.changed.notify_one();
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let (Some(until), Some(number)) = (self.until, self.number) {
            Timer::get().sleepers().remove(&(until, number));
        }
    }
}

#[derive(Default)]
struct Timer {
    next: AtomicU64,
    sleepers: Mutex<BTreeMap<(Instant, u64), Waker>>,
    changed: Condvar,
}

impl Timer {
    fn get() -> &'static Self {
        static TIMER: OnceLock<Timer> = OnceLock::new();
        static THREAD: OnceLock<bool> = OnceLock::new();
        let timer = TIMER.get_or_init(Self::default);
        THREAD.get_or_init(|| thread::Builder::new().name("specwright-timer".to_owned()).spawn(|| timer.run()).is_ok());
        timer
    }

    fn sleepers(&self) -> MutexGuard<'_, BTreeMap<(Instant, u64), Waker>> {
        self.sleepers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run(&self) {
        let mut sleepers = self.sleepers();
        loop {
            let Some((until, _)) = sleepers.first_key_value().map(|(key, _)| *key) else {
                sleepers = self.changed.wait(sleepers).unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            let left = until.saturating_duration_since(Instant::now());
            if !left.is_zero() {
                let waited = self.changed.wait_timeout(sleepers, left);
                sleepers = waited.unwrap_or_else(PoisonError::into_inner).0;
                continue;
            }
            let woken = sleepers.pop_first();
            // Whoever is woken may want to sleep again.
            drop(sleepers);
            if let Some((_, waker)) = woken {
                waker.wake();
            }
            sleepers = self.sleepers();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{block_on, sleep};
    use std::time::Duration;

    #[test]
    fn sleepers_are_woken() {
        block_on(async {
            sleep(Duration::ZERO).await;
            sleep(Duration::from_millis(1)).await;
        });
    }
}
