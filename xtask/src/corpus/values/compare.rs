//! Whether two values are the same: numbers by value, points in time by instant, objects whatever their order.

use serde_json::Value;

/// Where two values part, and how.
#[derive(Debug, PartialEq)]
pub(super) struct Difference {
    /// `/items/0/id`.
    pub(super) path: String,
    /// `a key is lost`.
    pub(super) what: &'static str,
    /// What was there and what came back.
    pub(super) detail: String,
}

/// The first difference.
pub(super) fn difference(sent: &Value, back: &Value) -> Option<Difference> {
    at(sent, back, "")
}

fn at(sent: &Value, back: &Value, path: &str) -> Option<Difference> {
    let differ = |what: &'static str| {
        Some(Difference { path: path.to_owned(), what, detail: format!("{} → {}", short(sent), short(back)) })
    };
    match (sent, back) {
        (Value::Object(a), Value::Object(b)) => {
            for (key, value) in a {
                let path = format!("{path}/{key}");
                match b.get(key) {
                    Some(other) => {
                        if let Some(found) = at(value, other, &path) {
                            return Some(found);
                        }
                    }
                    None => {
                        let what = if value.is_null() { "a null is lost" } else { "a key is lost" };
                        return Some(Difference { path, what, detail: short(value) });
                    }
                }
            }
            let added = b.iter().find(|(key, _)| !a.contains_key(*key));
            added.map(|(key, value)| Difference {
                path: format!("{path}/{key}"),
                what: "a key is new",
                detail: short(value),
            })
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            a.iter().zip(b).enumerate().find_map(|(index, (a, b))| at(a, b, &format!("{path}/{index}")))
        }
        (Value::Array(_), Value::Array(_)) => differ("a list has another length"),
        (Value::Number(a), Value::Number(b)) => {
            let same =
                a == b || a.as_i128() == b.as_i128() && a.as_f64() == b.as_f64() || a.to_string() == b.to_string();
            let floats = (a.is_f64() || b.is_f64()) && a.as_f64() == b.as_f64();
            if same || floats { None } else { differ("a number is another") }
        }
        (Value::String(a), Value::String(b)) if a == b || instant(a).is_some() && instant(a) == instant(b) => None,
        (Value::String(_), Value::String(_)) => differ("a text is another"),
        (a, b) if a == b => None,
        _ => differ("a value is of another kind"),
    }
}

/// A value as JSON, its beginning.
pub(super) fn short(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() <= 160 { text } else { text.chars().take(160).chain(['…']).collect() }
}

/// Nanoseconds since 1970 of `2024-02-29T12:34:56.5+02:00`.
fn instant(text: &str) -> Option<i128> {
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<i128>().ok();
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    let (hour, minute, second) = (number(11..13)?, number(14..16)?, number(17..19)?);
    let rest = text.get(19..)?;
    let zone = rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len());
    let (fraction, zone) = rest.split_at_checked(zone)?;
    let digits: String = fraction.trim_start_matches('.').chars().chain("000000000".chars()).take(9).collect();
    let offset = match zone.as_bytes().first() {
        None | Some(b'Z' | b'z') => 0,
        Some(sign) => {
            let minutes = zone.get(1..3)?.parse::<i128>().ok()? * 60 + zone.get(4..6)?.parse::<i128>().ok()?;
            if *sign == b'-' { -minutes } else { minutes }
        }
    };
    let shifted = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let (era, of_era) = (shifted.0.div_euclid(400), shifted.0.rem_euclid(400));
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + (153 * shifted.1 + 2) / 5 + day - 1 - 719_468;
    let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset * 60;
    Some(seconds * 1_000_000_000 + digits.parse::<i128>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::difference;
    use serde_json::json;

    #[test]
    fn what_is_the_same() {
        for (a, b) in [
            (json!(1), json!(1.0)),
            (json!({"a": 1, "b": 2}), json!({"b": 2, "a": 1})),
            (json!("2024-01-01T00:00:00Z"), json!("2024-01-01T02:00:00.000+02:00")),
        ] {
            assert_eq!(difference(&a, &b), None);
        }
    }

    #[test]
    fn what_is_not() {
        for (a, b, what) in [
            (json!({"a": null}), json!({}), "a null is lost"),
            (json!({}), json!({"a": 1}), "a key is new"),
            (json!([1]), json!([]), "a list has another length"),
            (json!(9007199254740993_i64), json!(9007199254740992_i64), "a number is another"),
            (json!("a"), json!(1), "a value is of another kind"),
        ] {
            assert_eq!(difference(&a, &b).unwrap().what, what);
        }
    }
}
