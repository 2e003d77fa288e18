//! A place in a document: a JSON pointer (RFC 6901).

use std::fmt;

/// A place in a document, `#/paths/~1pets/get` for example.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(Vec<String>);

impl Pointer {
    /// The whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// The place in this place that a key or an index names.
    pub fn child(&self, segment: impl fmt::Display) -> Self {
        let mut segments = self.0.clone();
        segments.push(segment.to_string());
        Self(segments)
    }

    /// The place that these keys, one after the other, name in this place.
    pub fn join<'a>(&self, segments: impl IntoIterator<Item = &'a str>) -> Self {
        let mut all = self.0.clone();
        all.extend(segments.into_iter().map(str::to_owned));
        Self(all)
    }

    /// Reads `/a/b~1c` or `#/a/b~1c`, percent-encoding undone; `None` where it is neither.
    pub fn parse(text: &str) -> Option<Self> {
        let (text, is_fragment) = match text.strip_prefix('#') {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        if text.is_empty() {
            return Some(Self::root());
        }
        let segments = text.strip_prefix('/')?.split('/').map(|segment| {
            let segment = match is_fragment && segment.contains('%') {
                true => percent_decode(segment),
                false => segment.to_owned(),
            };
            if segment.contains('~') { segment.replace("~1", "/").replace("~0", "~") } else { segment }
        });
        Some(Self(segments.collect()))
    }

    /// The same place in JSONPath (RFC 9535), as overlays have it: `$.paths['/pets'].get`.
    pub fn to_json_path(&self) -> String {
        let steps = self.0.iter().map(|segment| {
            let is_word = segment.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
                && segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
            let is_index =
                !segment.is_empty() && segment.len() < 9 && segment.bytes().all(|byte| byte.is_ascii_digit());
            match (is_word, is_index && segment.len() != 3) {
                (true, _) => format!(".{segment}"),
                (_, true) => format!("[{segment}]"),
                _ => format!("['{}']", segment.replace('\\', "\\\\").replace('\'', "\\'")),
            }
        });
        format!("${}", steps.collect::<String>())
    }

    /// The keys and indexes, from the outside in.
    pub fn segments(&self) -> &[String] {
        &self.0
    }

    /// The innermost key or index.
    pub fn last(&self) -> Option<&str> {
        self.0.last().map(String::as_str)
    }

    /// What this place stands in.
    pub fn parent(&self) -> Option<Self> {
        let (_, outer) = self.0.split_last()?;
        Some(Self(outer.to_vec()))
    }
}

impl FromIterator<String> for Pointer {
    fn from_iter<I: IntoIterator<Item = String>>(segments: I) -> Self {
        Self(segments.into_iter().collect())
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("#")?;
        self.0.iter().try_for_each(|segment| write!(f, "/{}", segment.replace('~', "~0").replace('/', "~1")))
    }
}

/// `%7Bid%7D` is `{id}`; what is not percent-encoding, or not UTF-8 once decoded, stays as it is.
fn percent_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = bytes.get(at + 1..at + 3).and_then(|hex| std::str::from_utf8(hex).ok());
        match (bytes[at], hex.and_then(|hex| u8::from_str_radix(hex, 16).ok())) {
            (b'%', Some(byte)) => {
                decoded.push(byte);
                at += 3;
            }
            (byte, _) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::Pointer;

    #[test]
    fn what_is_written_is_read_back() {
        for text in ["#", "#/paths/~1pets~1{id}/get", "#/a~0b/0", "#/"] {
            assert_eq!(Pointer::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn fragments_are_percent_decoded() {
        assert_eq!(Pointer::parse("#/paths/~1a~1%7Bid%7D").unwrap().segments(), ["paths", "/a/{id}"]);
        assert_eq!(Pointer::parse("/a%20b").unwrap().segments(), ["a%20b"]);
        assert_eq!(Pointer::parse("#/100%/%zz/%ff").unwrap().segments(), ["100%", "%zz", "%ff"]);
    }

    #[test]
    fn a_place_has_a_json_path() {
        let table = [
            ("#", "$"),
            ("#/paths/~1pets~1{id}/get/parameters/0", "$.paths['/pets/{id}'].get.parameters[0]"),
            ("#/responses/200/it's", "$.responses['200']['it\\'s']"),
        ];
        for (pointer, path) in table {
            assert_eq!(Pointer::parse(pointer).unwrap().to_json_path(), path);
        }
    }

    #[test]
    fn what_is_no_pointer_is_none() {
        assert_eq!(Pointer::parse("Pet"), None);
        assert_eq!(Pointer::parse("#Pet"), None);
    }
}
