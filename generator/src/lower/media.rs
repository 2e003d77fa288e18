//! Media types, as far as they say how a body is read and written.

/// How a body of a media type is read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Media {
    Json,
    Form,
    Multipart,
    Text,
    Bytes,
    Lines,
    Events,
    /// `*/*`, `application/*`: whatever its schema suggests.
    Anything,
}

/// The media type without its parameters, in small letters.
fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    // Some documents write half of it.
    match essence.as_str() {
        "json" | "xml" => format!("application/{essence}"),
        "csv" | "html" => format!("text/{essence}"),
        "text" => "text/plain".to_owned(),
        _ => essence,
    }
}

/// Whether it is JSON.
pub(super) fn is_json(media_type: &str) -> bool {
    media(media_type) == Media::Json
}

/// How a body of this media type is read and written.
pub(super) fn media(media_type: &str) -> Media {
    let essence = essence(media_type);
    let (kind, subtype) = essence.split_once('/').unwrap_or((essence.as_str(), ""));
    match (kind, subtype) {
        ("*", _) | ("application", "*") | ("", _) => Media::Anything,
        (_, "json") => Media::Json,
        ("application", "x-www-form-urlencoded") => Media::Form,
        ("multipart", _) => Media::Multipart,
        ("text", "event-stream") => Media::Events,
        (
            _,
            "x-ndjson" | "ndjson" | "jsonl" | "x-jsonl" | "jsonlines" | "x-jsonlines" | "json-seq" | "stream+json"
            | "x-json-stream",
        ) => Media::Lines,
        (_, subtype) if subtype.ends_with("+json") => Media::Json,
        (_, subtype) if subtype.ends_with("+json-seq") || subtype.ends_with("+jsonl") => Media::Lines,
        ("text", _) => Media::Text,
        ("application", "xml" | "yaml" | "x-yaml" | "javascript" | "graphql" | "sql" | "jwt" | "jose" | "toml") => {
            Media::Text
        }
        ("application", subtype) if subtype.ends_with("+xml") || subtype.ends_with("+yaml") => Media::Text,
        _ => Media::Bytes,
    }
}

/// Whether a media type beside JSON only says again what JSON says: plain text, a page, XML. A table (CSV), YAML, a track
/// (GPX) is a thing of its own.
pub(super) fn says_again<'a>(media_type: &str, mut all: impl Iterator<Item = &'a String>) -> bool {
    let own = essence(media_type);
    match own.strip_suffix("+xml") {
        Some(stem) => all.any(|other| essence(other).strip_suffix("+json") == Some(stem)),
        None => matches!(own.as_str(), "text/plain" | "text/html" | "application/xml" | "text/xml"),
    }
}

/// The media type as it is sent and compared: parameters are kept only where they matter.
pub(super) fn shown(media_type: &str) -> String {
    let mut shown = essence(media_type);
    for parameter in media_type.split(';').skip(1).map(str::trim).filter(|parameter| !parameter.is_empty()) {
        let name = parameter.split('=').next().unwrap_or_default().trim().to_ascii_lowercase();
        let is_usual = parameter.replace('"', "").eq_ignore_ascii_case("charset=utf-8");
        if !is_usual && !matches!(name.as_str(), "q" | "boundary") {
            shown.push_str("; ");
            shown.push_str(parameter);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::{Media, media, says_again, shown};

    #[test]
    fn what_json_says_already() {
        for (media_type, beside, expected) in [
            ("application/xml; charset=utf-8", "application/json", true),
            ("text/plain", "application/json", true),
            ("application/problem+xml", "application/problem+json", true),
            ("application/gpx+xml", "application/json", false),
            ("text/csv", "application/json", false),
            ("application/x-yaml", "application/json", false),
        ] {
            assert_eq!(says_again(media_type, [beside.to_owned()].iter()), expected, "{media_type}");
        }
    }

    #[test]
    fn a_media_type_says_how_a_body_is_read() {
        for (media_type, expected) in [
            ("application/json", Media::Json),
            ("application/json; charset=utf-8", Media::Json),
            ("application/problem+json", Media::Json),
            ("text/json", Media::Json),
            ("application/vnd.github.v3.star+json", Media::Json),
            ("application/x-www-form-urlencoded", Media::Form),
            ("multipart/form-data", Media::Multipart),
            ("text/plain", Media::Text),
            ("text/csv", Media::Text),
            ("application/atom+xml", Media::Text),
            ("application/octet-stream", Media::Bytes),
            ("image/*", Media::Bytes),
            ("*/*", Media::Anything),
            ("application/x-ndjson", Media::Lines),
            ("application/json-seq", Media::Lines),
            ("text/event-stream", Media::Events),
            ("", Media::Anything),
            ("json", Media::Json),
            ("gzip", Media::Bytes),
        ] {
            assert_eq!(media(media_type), expected, "{media_type}");
        }
    }

    #[test]
    fn parameters_are_kept_where_they_matter() {
        for (media_type, expected) in [
            ("Application/JSON; charset=utf-8", "application/json"),
            ("application/json;version=2", "application/json; version=2"),
            ("text/plain; charset=iso-8859-1", "text/plain; charset=iso-8859-1"),
            ("text/plain;q=0.5", "text/plain"),
            ("JSON", "application/json"),
        ] {
            assert_eq!(shown(media_type), expected);
        }
    }
}
