//! How long each pass took.

use std::fmt;
use std::time::Duration;

/// The passes in their order, each with the time that it took.
#[derive(Default)]
pub(super) struct Timings(Vec<(&'static str, Duration)>);

impl Timings {
    /// Notes that a pass is done.
    pub(super) fn note(&mut self, pass: &'static str, took: Duration) {
        self.0.push((pass, took));
    }

    /// How long all took.
    pub(super) fn total(&self) -> Duration {
        self.0.iter().map(|(_, took)| *took).sum()
    }
}

impl fmt::Display for Timings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (pass, took)) in self.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}{pass} {:.1} ms", took.as_secs_f64() * 1000.0)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Timings;
    use std::time::Duration;

    #[test]
    fn each_pass_has_its_own_time() {
        let mut timings = Timings::default();
        timings.note("document", Duration::from_micros(1500));
        timings.note("lower", Duration::from_micros(2500));
        assert_eq!(timings.to_string(), "document 1.5 ms, lower 2.5 ms");
        assert_eq!(timings.total(), Duration::from_millis(4));
    }
}
