//! How far it is, on standard error, where someone watches.

use std::io::{IsTerminal, Write, stderr};
use std::sync::Mutex;

/// A bar.
pub(super) struct Progress {
    what: &'static str,
    total: usize,
    done: Mutex<usize>,
}

impl Progress {
    pub(super) fn new(what: &'static str, total: usize) -> Self {
        Self { what, total, done: Mutex::new(0) }
    }

    /// One more is done: this one.
    pub(super) fn step(&self, name: &str) {
        let mut done = self.done.lock().unwrap_or_else(|broken| broken.into_inner());
        *done += 1;
        if stderr().is_terminal() {
            let full = (*done * 30).checked_div(self.total).unwrap_or(30).min(30);
            let bar: String = "█".repeat(full) + &"░".repeat(30 - full);
            let _ = write!(stderr(), "\r\x1b[2K{} {bar} {done}/{} {name}", self.what, self.total);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if stderr().is_terminal() {
            let _ = write!(stderr(), "\r\x1b[2K");
        }
    }
}
