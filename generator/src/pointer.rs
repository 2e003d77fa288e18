//! A place in a document: a JSON pointer (RFC 6901).

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A place in a document, `#/paths/~1pets/get` for example. Places share what they stand in: to name one more is cheap,
/// however deep it is, and so is a copy.
#[derive(Clone, Default)]
pub struct Pointer(Option<Arc<Step>>);

/// A key or an index, and the place in which it is one.
struct Step {
    outer: Pointer,
    segment: Box<str>,
}

impl Pointer {
    /// The whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// The place in this place that a key or an index names.
    pub fn child(&self, segment: impl fmt::Display) -> Self {
        let segment = segment.to_string().into_boxed_str();
        Self(Some(Arc::new(Step { outer: self.clone(), segment })))
    }

    /// The place that these keys, one after the other, name in this place.
    pub fn join<'a>(&self, segments: impl IntoIterator<Item = &'a str>) -> Self {
        segments.into_iter().fold(self.clone(), |place, segment| place.child(segment))
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
        Some(segments.collect())
    }

    /// The same place as references have it: a `%` is one when they are read.
    pub fn to_reference(&self) -> String {
        self.to_string().replace('%', "%25")
    }

    /// The same place in JSONPath (RFC 9535), as overlays have it: `$.paths['/pets'].get`.
    pub fn to_json_path(&self) -> String {
        let steps = self.segments().into_iter().map(|segment| {
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
    pub fn segments(&self) -> Vec<&str> {
        let mut segments: Vec<_> = self.outwards().map(|step| &*step.segment).collect();
        segments.reverse();
        segments
    }

    /// The innermost key or index.
    pub fn last(&self) -> Option<&str> {
        self.0.as_ref().map(|step| &*step.segment)
    }

    /// What this place stands in.
    pub fn parent(&self) -> Option<Self> {
        self.0.as_ref().map(|step| step.outer.clone())
    }

    /// The steps that lead here, the last one first.
    fn outwards(&self) -> impl Iterator<Item = &Arc<Step>> {
        std::iter::successors(self.0.as_ref(), |step| step.outer.0.as_ref())
    }
}

impl FromIterator<String> for Pointer {
    fn from_iter<I: IntoIterator<Item = String>>(segments: I) -> Self {
        segments.into_iter().fold(Self::root(), |place, segment| place.child(segment))
    }
}

impl PartialEq for Pointer {
    fn eq(&self, other: &Self) -> bool {
        let (mut ours, mut theirs) = (&self.0, &other.0);
        while let (Some(our), Some(their)) = (ours, theirs) {
            if Arc::ptr_eq(our, their) {
                return true;
            }
            if our.segment != their.segment {
                return false;
            }
            (ours, theirs) = (&our.outer.0, &their.outer.0);
        }
        ours.is_none() && theirs.is_none()
    }
}

impl Eq for Pointer {}

impl Ord for Pointer {
    fn cmp(&self, other: &Self) -> Ordering {
        self.segments().cmp(&other.segments())
    }
}

impl PartialOrd for Pointer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for Pointer {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.outwards().for_each(|step| step.segment.hash(state));
    }
}

impl fmt::Debug for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("#")?;
        let mut segments = self.segments().into_iter();
        segments.try_for_each(|segment| write!(f, "/{}", segment.replace('~', "~0").replace('/', "~1")))
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
