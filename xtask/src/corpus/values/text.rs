//! Texts of a format, of a length, of a pattern.

use regex_syntax::hir::{Class, Hir, HirKind};
use serde_json::{Map, Value};

/// A text that fits all of these schemas.
pub(super) fn text(maps: &[&Map<String, Value>], salt: usize) -> Option<String> {
    let word = |word: &str| maps.iter().find_map(|map| map.get(word)?.as_str());
    let size = |word: &'static str| maps.iter().filter_map(move |map| map.get(word)?.as_u64());
    let least = size("minLength").max().unwrap_or(0).min(5000) as usize;
    let most = size("maxLength").min().unwrap_or(u64::MAX).min(100_000) as usize;
    let text = match (word("pattern"), word("format").and_then(|format| of_format(format, salt))) {
        (_, Some(text)) => text,
        (Some(pattern), None) => matching(pattern, salt)?,
        (None, None) if word("contentMediaType").is_some_and(|it| it.ends_with("json")) => "{\"a\": 1}".to_owned(),
        (None, None) => plain(salt),
    };
    let length = text.chars().count();
    Some(if length < least {
        text.chars().chain(std::iter::repeat_n('a', least - length)).collect()
    } else {
        text.chars().take(most).collect()
    })
}

fn plain(salt: usize) -> String {
    let all = [
        "text",
        "Zoë & \"friends\" \\ / é 漢 🎉",
        "",
        " a b ",
        "1",
        "true",
        "line\nline\t",
        "2024-02-29",
        "null",
        "\0\u{8}\u{c}\r\u{1f}\u{7f}\u{2028}\u{feff}",
        "{\"a\": 1}",
    ];
    all.get(salt % all.len()).map_or_else(String::new, |text| (*text).to_owned())
}

/// A key that no schema names.
pub(super) fn key(salt: usize) -> String {
    let all = ["key", "a key", "", "Ключ \"é\"\n", "__proto__", "$ref", "0", "rest"];
    all.get(salt % all.len()).map_or_else(String::new, |text| (*text).to_owned())
}

fn of_format(format: &str, salt: usize) -> Option<String> {
    let pick = |all: &[&str]| all.get(salt % all.len()).map(|text| (*text).to_owned());
    match format {
        "date-time" => pick(&[
            "2024-02-29T12:34:56Z",
            "2024-01-31T00:00:00.123456+02:00",
            "1999-12-31T23:59:59.5-08:00",
            "2024-06-30t23:59:59z",
            "2023-03-26T01:15:00.000000001+05:45",
            "1937-01-01T12:00:27.87-00:00",
            "0001-01-01T00:00:00+14:00",
            "9999-12-31T23:59:59.999-12:00",
            "1990-12-31T23:59:60Z",
        ]),
        "date" => pick(&["2024-02-29", "1999-12-31", "0001-01-01"]),
        "time" => pick(&["12:34:56Z", "00:00:00.5+01:00", "23:59:59z", "01:02:03-00:00"]),
        "duration" => pick(&["P1DT2H", "PT0.5S", "P3W", "P1Y2M", "PT36H", "P0D"]),
        "uuid" => pick(&[
            "123e4567-e89b-12d3-a456-426614174000",
            "00000000-0000-0000-0000-000000000000",
            "ABCDEF00-0000-4000-8000-00000000ABCD",
        ]),
        "byte" | "base64" => pick(&["aGVsbG8=", "", "AAEC/w=="]),
        "base64url" => pick(&["aGVsbG8", "_-8"]),
        "ipv4" | "ip" => pick(&["192.0.2.1", "127.0.0.1"]),
        "ipv6" => pick(&["2001:db8::1", "::1", "2001:0DB8:0:0:0:0:0:1", "::ffff:192.0.2.1"]),
        "uri" | "url" | "iri" => pick(&["https://example.com/a?b=c#d", "urn:a:b", "http://localhost:8080"]),
        "uri-reference" | "iri-reference" => pick(&["/a/b", "https://example.com/"]),
        "uri-template" => pick(&["https://example.com/{id}"]),
        "email" | "idn-email" => pick(&["a.b@example.com"]),
        "hostname" | "idn-hostname" => pick(&["example.com", "a-b.example"]),
        "regex" => pick(&["^a+$"]),
        "json-pointer" => pick(&["/a/0"]),
        "decimal" => pick(&["12.50", "0", "-1.005", "12345678901234567890.123456789"]),
        "int64" | "uint64" => pick(&["42", "9007199254740993"]),
        _ => None,
    }
}

/// A text that a pattern matches.
pub(super) fn matching(pattern: &str, salt: usize) -> Option<String> {
    let pattern = pattern.replace("\\/", "/").replace("(?!", "(?:").replace("(?=", "(?:");
    let hir = regex_syntax::ParserBuilder::new().build().parse(&pattern).ok()?;
    let mut text = String::new();
    write(&hir, salt, &mut text, 0);
    Some(text)
}

fn write(hir: &Hir, salt: usize, text: &mut String, depth: usize) {
    if depth > 50 || text.len() > 5000 {
        return;
    }
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(&String::from_utf8_lossy(&literal.0)),
        HirKind::Class(Class::Unicode(class)) => {
            let range = class.ranges().iter().find(|range| range.start().is_alphanumeric()).or(class.ranges().first());
            let letters = ['a', 'A', '1', '-', ' '];
            let is_in = |letter: &&char| {
                class.ranges().iter().any(|range| range.start() <= **letter && **letter <= range.end())
            };
            let letter = letters.iter().cycle().skip(salt % 3).take(letters.len()).find(is_in).copied();
            text.extend(letter.or(range.map(|range| range.start())));
        }
        HirKind::Class(Class::Bytes(class)) => {
            text.extend(class.ranges().first().map(|range| char::from(range.start())));
        }
        HirKind::Repetition(repetition) => {
            let most = repetition.max.unwrap_or(repetition.min.saturating_add(3));
            let extra = (salt as u32 % 3).min(most.saturating_sub(repetition.min));
            for _ in 0..(repetition.min + extra).min(2000) {
                write(&repetition.sub, salt, text, depth + 1);
            }
        }
        HirKind::Capture(capture) => write(&capture.sub, salt, text, depth + 1),
        HirKind::Concat(all) => all.iter().for_each(|hir| write(hir, salt, text, depth + 1)),
        HirKind::Alternation(all) => {
            all.get(salt % all.len().max(1)).into_iter().for_each(|hir| write(hir, salt, text, depth + 1))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::matching;

    #[test]
    fn patterns_are_matched() {
        assert_eq!(matching("^[0-9]{2}-x$", 0).unwrap(), "11-x");
        assert_eq!(matching("(foo|bar)?", 4).unwrap(), "foo");
    }
}
