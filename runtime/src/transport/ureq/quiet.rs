//! `ureq` writes whole requests and answers to the log at TRACE, with their secrets. So while it works, TRACE is off.

use log::LevelFilter;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// While one of these is there, the process logs nothing at TRACE (what goes through `tracing` is not concerned).
pub(super) struct Quiet(());

#[derive(Default)]
struct State {
    /// How many there are.
    count: usize,
    /// Whether TRACE was on before the first.
    was_trace: bool,
}

static STATE: Mutex<State> = Mutex::new(State { count: 0, was_trace: false });

fn state() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Quiet {
    pub(super) fn enter() -> Self {
        let mut state = state();
        if log::max_level() == LevelFilter::Trace {
            state.was_trace = true;
            log::set_max_level(LevelFilter::Debug);
        }
        state.count += 1;
        Self(())
    }
}

impl Drop for Quiet {
    fn drop(&mut self) {
        let mut state = state();
        state.count -= 1;
        if state.count == 0 && std::mem::take(&mut state.was_trace) && log::max_level() == LevelFilter::Debug {
            log::set_max_level(LevelFilter::Trace);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Quiet;
    use log::LevelFilter;

    #[test]
    fn trace_is_off_until_the_last_is_gone() {
        log::set_max_level(LevelFilter::Trace);
        let (one, two) = (Quiet::enter(), Quiet::enter());
        assert_eq!(log::max_level(), LevelFilter::Debug);
        drop(one);
        assert_eq!(log::max_level(), LevelFilter::Debug);
        drop(two);
        assert_eq!(log::max_level(), LevelFilter::Trace);
        log::set_max_level(LevelFilter::Info);
        drop(Quiet::enter());
        assert_eq!(log::max_level(), LevelFilter::Info);
    }
}
