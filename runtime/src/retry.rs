//! When a request is sent again, and after how long. Pure: who waits is elsewhere.

mod date;

use crate::error::ErrorKind;
use http::{HeaderMap, StatusCode, header};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

/// When a request is sent again: by default three attempts in all, the waits between them random up to 0.2 s, 0.4 s, …
///
/// What the server may have acted on is only sent again where that does no harm. 429 and 503 say that the server did
/// not act, and a connection that was not made carried nothing: those are tried again for every method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    attempts: u32,
    first_wait: Duration,
    longest_wait: Duration,
    longest_retry_after: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            attempts: 3,
            first_wait: Duration::from_millis(200),
            longest_wait: Duration::from_secs(10),
            longest_retry_after: Duration::from_secs(60),
        }
    }
}

impl RetryPolicy {
    /// Nothing is sent again.
    pub fn none() -> Self {
        Self::default().attempts(1)
    }

    /// So many attempts in all; 0 means 1.
    pub fn attempts(self, attempts: u32) -> Self {
        Self { attempts: attempts.max(1), ..self }
    }

    /// The wait before the second attempt is random between nothing and `first`, and so on, doubled each time, up to
    /// `longest`.
    pub fn waits(self, first: Duration, longest: Duration) -> Self {
        Self { first_wait: first, longest_wait: longest, ..self }
    }

    /// A server that asks to wait longer than this is not waited for: its answer is the result.
    pub fn longest_retry_after(self, longest: Duration) -> Self {
        Self { longest_retry_after: longest, ..self }
    }

    /// How long to wait after this attempt before the next; `None`: it was the last.
    pub(crate) fn wait(&self, attempt: u32, asked: Option<Duration>, random: u64) -> Option<Duration> {
        if attempt >= self.attempts {
            return None;
        }
        if let Some(asked) = asked {
            return (asked <= self.longest_retry_after).then_some(asked);
        }
        let doubled =
            2_u32.checked_pow(attempt.saturating_sub(1)).and_then(|factor| self.first_wait.checked_mul(factor));
        let longest = doubled.map_or(self.longest_wait, |wait| wait.min(self.longest_wait));
        Some(longest.mul_f64(random as f64 / u64::MAX as f64))
    }
}

/// Whether a failure may go away, and whether the server may have acted on the request.
pub(crate) fn may_help(kind: ErrorKind, status: Option<StatusCode>, is_idempotent: bool) -> bool {
    match kind {
        ErrorKind::Connect => true,
        ErrorKind::Timeout | ErrorKind::Broken => is_idempotent,
        _ => status.is_some_and(|status| match status.as_u16() {
            429 | 503 => true,
            408 | 500 | 502 | 504 => is_idempotent,
            _ => false,
        }),
    }
}

/// How long the server asks to wait: in seconds, or until a date. What is neither is passed over.
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit()) {
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let then = date::parse(text)?;
    Some(then.duration_since(now).unwrap_or(Duration::ZERO))
}

/// How many retries a client has left: 100, a tenth of one back with every answer. When a server fails for everyone,
/// retries stop.
#[derive(Debug)]
pub(crate) struct Budget(AtomicU32);

const RETRY: u32 = 10;
const FULL: u32 = 100 * RETRY;

impl Default for Budget {
    fn default() -> Self {
        Self(AtomicU32::new(FULL))
    }
}

impl Budget {
    /// Takes one retry, if there is one.
    pub(crate) fn take(&self) -> bool {
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(RETRY)).is_ok()
    }

    /// Notes an answer that was no failure.
    pub(crate) fn refill(&self) {
        let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| (left < FULL).then_some(left + 1));
    }
}

#[cfg(test)]
mod tests {
    use super::{Budget, ErrorKind, RetryPolicy, may_help, retry_after};
    use http::{HeaderMap, HeaderValue, StatusCode};
    use std::time::{Duration, SystemTime};

    #[test]
    fn waits_grow_up_to_a_limit_and_are_random() {
        let policy = RetryPolicy::default().attempts(9);
        let longest: Vec<_> = (1..9).map(|attempt| policy.wait(attempt, None, u64::MAX).unwrap().as_millis()).collect();
        assert_eq!(longest, [200, 400, 800, 1600, 3200, 6400, 10000, 10000]);
        assert_eq!(policy.wait(1, None, 0), Some(Duration::ZERO));
        assert_eq!(policy.wait(9, None, 0), None);
        assert_eq!(RetryPolicy::none().wait(1, None, 0), None);
        assert_eq!(RetryPolicy::default().attempts(u32::MAX).wait(u32::MAX - 1, None, 0), Some(Duration::ZERO));
    }

    #[test]
    fn what_the_server_asks_for_is_honoured_up_to_a_limit() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_770);
        for (text, asked) in [
            ("2", Some(2)),
            ("0", Some(0)),
            ("1000000000", Some(1_000_000_000)),
            ("99999999999999999999999", Some(u64::MAX)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(7)),
            ("Sun, 06 Nov 1994 08:49:00 GMT", Some(0)),
            ("-1", None),
            ("soon", None),
            ("", None),
            ("1.5", None),
        ] {
            let headers = HeaderMap::from_iter([(http::header::RETRY_AFTER, HeaderValue::from_static(text))]);
            assert_eq!(retry_after(&headers, now), asked.map(Duration::from_secs), "{text}");
        }
        let policy = RetryPolicy::default();
        assert_eq!(policy.wait(1, Some(Duration::from_secs(60)), 0), Some(Duration::from_secs(60)));
        assert_eq!(policy.wait(1, Some(Duration::from_secs(61)), 0), None);
        assert_eq!(policy.wait(3, Some(Duration::ZERO), 0), None);
    }

    #[test]
    fn what_may_have_arrived_is_sent_again_only_where_that_does_no_harm() {
        for (kind, status, any, idempotent) in [
            (ErrorKind::Connect, 0, true, true),
            (ErrorKind::Timeout, 0, false, true),
            (ErrorKind::Broken, 0, false, true),
            (ErrorKind::TooLarge, 0, false, false),
            (ErrorKind::Documented, 429, true, true),
            (ErrorKind::Unexpected, 503, true, true),
            (ErrorKind::Unexpected, 500, false, true),
            (ErrorKind::Unexpected, 502, false, true),
            (ErrorKind::Unexpected, 400, false, false),
            (ErrorKind::Unexpected, 302, false, false),
            (ErrorKind::Unexpected, 200, false, false),
        ] {
            let status = StatusCode::from_u16(status).ok();
            assert_eq!(may_help(kind, status, false), any, "{kind:?} {status:?}");
            assert_eq!(may_help(kind, status, true), idempotent, "{kind:?} {status:?}");
        }
    }

    #[test]
    fn a_budget_ends_and_comes_back_slowly() {
        let budget = Budget::default();
        assert_eq!((0..200).filter(|_| budget.take()).count(), 100);
        (0..10).for_each(|_| budget.refill());
        assert!(budget.take());
        assert!(!budget.take());
    }
}
