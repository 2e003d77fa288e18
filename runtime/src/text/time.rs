//! Date-times, dates, times and durations.

use super::{Date, DateTime, Duration, Format, Formatted, Time, formats};
use jiff::civil;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};
use std::borrow::Cow;

impl Format for formats::DateTime {
    type Value = Timestamp;
    const NAME: &'static str = "a date-time (RFC 3339)";

    fn read(text: &str) -> Option<Timestamp> {
        let text = nine_digits(text.trim());
        if let Ok(instant) = text.parse() {
            return Some(instant);
        }
        if let Ok(local) = text.parse::<civil::DateTime>() {
            return TimeZone::UTC.to_timestamp(local).ok();
        }
        // As headers have it.
        jiff::fmt::rfc2822::parse(&text).ok().map(|zoned| zoned.timestamp())
    }

    fn write(value: &Timestamp) -> String {
        value.to_string()
    }
}

/// `12:00:00.1234567890Z` with no more digits than can be read.
fn nine_digits(text: &str) -> Cow<'_, str> {
    let fraction = text.find(['.', ',']).map(|at| at + 1);
    let Some((whole, fraction)) = fraction.and_then(|at| text.split_at_checked(at)) else { return text.into() };
    let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
    match (fraction.get(..9), fraction.get(digits..)) {
        (Some(kept), Some(after)) if digits > 9 => [whole, kept, after].concat().into(),
        _ => text.into(),
    }
}

impl Format for formats::Date {
    type Value = civil::Date;
    const NAME: &'static str = "a date (RFC 3339)";

    fn read(text: &str) -> Option<civil::Date> {
        let date = text.trim().split(['T', 't', ' ']).next()?;
        date.parse().ok()
    }

    fn write(value: &civil::Date) -> String {
        value.to_string()
    }
}

impl Format for formats::Time {
    type Value = civil::Time;
    const NAME: &'static str = "a time (RFC 3339)";

    fn read(text: &str) -> Option<civil::Time> {
        let text = nine_digits(text.trim().trim_start_matches(['T', 't']));
        let time = text.split(['Z', 'z', '+', '-', ' ']).next()?;
        time.parse().ok()
    }

    fn write(value: &civil::Time) -> String {
        value.to_string()
    }
}

impl Format for formats::Duration {
    type Value = Span;
    const NAME: &'static str = "a duration (ISO 8601)";

    fn read(text: &str) -> Option<Span> {
        text.trim().parse().ok()
    }

    fn write(value: &Span) -> String {
        value.to_string()
    }
}

impl From<Timestamp> for DateTime {
    fn from(value: Timestamp) -> Self {
        Self::of(&value)
    }
}

impl From<jiff::Zoned> for DateTime {
    /// With its offset: `2024-01-31T12:00:00+01:00`.
    fn from(value: jiff::Zoned) -> Self {
        Self::from_text(value.timestamp().display_with_offset(value.offset()).to_string())
    }
}

impl From<civil::Date> for Date {
    fn from(value: civil::Date) -> Self {
        Self::of(&value)
    }
}

impl From<civil::Time> for Time {
    /// In UTC.
    fn from(value: civil::Time) -> Self {
        Self::from_text(format!("{value}Z"))
    }
}

impl From<Span> for Duration {
    fn from(value: Span) -> Self {
        Self::of(&value)
    }
}

impl From<SignedDuration> for Duration {
    fn from(value: SignedDuration) -> Self {
        Formatted::from_text(value.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_times_in_every_spelling() {
        for (text, instant) in [
            ("2024-01-31T12:00:00Z", Some("2024-01-31T12:00:00Z")),
            ("2024-01-31T12:00:00+01:00", Some("2024-01-31T11:00:00Z")),
            ("2024-01-31T12:00:00-0130", Some("2024-01-31T13:30:00Z")),
            ("2024-01-31T12:00:00", Some("2024-01-31T12:00:00Z")),
            ("2024-01-31 12:00:00", Some("2024-01-31T12:00:00Z")),
            ("2024-01-31t12:00:00z", Some("2024-01-31T12:00:00Z")),
            (" 2024-01-31T12:00:00.5Z\n", Some("2024-01-31T12:00:00.5Z")),
            ("2024-01-31T12:00:00.123456789123Z", Some("2024-01-31T12:00:00.123456789Z")),
            ("2016-12-31T23:59:60Z", Some("2016-12-31T23:59:59Z")),
            ("2024-01-31T12:00Z", Some("2024-01-31T12:00:00Z")),
            ("2024-01-31", Some("2024-01-31T00:00:00Z")),
            ("Wed, 31 Jan 2024 12:00:00 GMT", Some("2024-01-31T12:00:00Z")),
            ("0001-01-01T00:00:00Z", Some("0001-01-01T00:00:00Z")),
            ("2024-02-30T12:00:00Z", None),
            ("1706702400", None),
            ("soon", None),
            ("", None),
        ] {
            let read = DateTime::from_text(text).get().ok();
            assert_eq!(read.map(|instant| instant.to_string()).as_deref(), instant, "{text}");
        }
    }

    #[test]
    fn dates_times_and_durations() {
        let date = |text: &str| Date::from_text(text).get().ok();
        assert_eq!(date("2024-01-31"), Some(civil::date(2024, 1, 31)));
        assert_eq!(date("2024-01-31T00:00:00Z"), Some(civil::date(2024, 1, 31)));
        assert_eq!(date("2024-13-31"), None);
        let time = |text: &str| Time::from_text(text).get().ok();
        assert_eq!(time("12:30:00Z"), Some(civil::time(12, 30, 0, 0)));
        assert_eq!(time("12:30:00.5+02:00"), Some(civil::time(12, 30, 0, 500_000_000)));
        assert_eq!(time("12:30"), Some(civil::time(12, 30, 0, 0)));
        assert_eq!(time("noon"), None);
        let hours = Duration::from_text("P1DT12H").get().map(|span| (span.get_days(), span.get_hours()));
        assert_eq!(hours, Ok((1, 12)));
        assert!(Duration::from_text("1:30").get().is_err() || Duration::from_text("tomorrow").get().is_err());
    }

    #[test]
    fn typed_values_become_text() {
        assert_eq!(DateTime::from(Timestamp::UNIX_EPOCH).as_str(), "1970-01-01T00:00:00Z");
        assert_eq!(DateTime::from(Timestamp::UNIX_EPOCH.to_zoned(TimeZone::UTC)).as_str(), "1970-01-01T00:00:00+00:00");
        assert_eq!(Date::from(civil::date(2024, 1, 31)).as_str(), "2024-01-31");
        assert_eq!(Time::from(civil::time(12, 30, 0, 0)).as_str(), "12:30:00Z");
        assert_eq!(Duration::from(SignedDuration::from_secs(90)).as_str(), "PT1M30S");
    }
}
