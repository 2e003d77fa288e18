//! Streams of JSON texts: one a line (NDJSON), or each after a record separator (RFC 7464). Bytes in, as they come;
//! texts out.

use crate::sse::TooLong;

/// `\u{1e}`, before each text of a sequence.
const SEPARATOR: u8 = 0x1e;

/// What came so far of a stream of texts.
#[derive(Debug)]
pub(crate) struct LineParser {
    text: Vec<u8>,
    /// Whether a separator was seen: then texts may have several lines.
    is_sequence: bool,
    /// How long a text may become, in bytes.
    limit: usize,
}

impl LineParser {
    /// Nothing came so far; a text has at most `limit` bytes.
    pub(crate) fn new(limit: usize) -> Self {
        Self { text: Vec::new(), is_sequence: false, limit }
    }

    /// The texts that these bytes complete, without those that are empty.
    ///
    /// # Errors
    /// When a text is longer than it may be.
    pub(crate) fn feed(&mut self, bytes: &[u8]) -> Result<Vec<Vec<u8>>, TooLong> {
        let mut texts = Vec::new();
        let mut rest = bytes;
        while let Some(at) = rest.iter().position(|byte| self.ends(*byte)) {
            let (text, end) = rest.split_at(at);
            self.append(text)?;
            texts.extend(self.take());
            self.is_sequence |= end.first() == Some(&SEPARATOR);
            rest = end.get(1..).unwrap_or_default();
        }
        self.append(rest)?;
        Ok(texts)
    }

    /// The text that the end of the stream completes.
    pub(crate) fn finish(&mut self) -> Option<Vec<u8>> {
        self.take()
    }

    fn ends(&self, byte: u8) -> bool {
        byte == SEPARATOR || (byte == b'\n' && !self.is_sequence)
    }

    fn append(&mut self, bytes: &[u8]) -> Result<(), TooLong> {
        if self.text.len() + bytes.len() > self.limit {
            return Err(TooLong);
        }
        self.text.extend_from_slice(bytes);
        Ok(())
    }

    fn take(&mut self) -> Option<Vec<u8>> {
        let text = std::mem::take(&mut self.text);
        let trimmed = text.trim_ascii();
        match trimmed.len() {
            0 => None,
            length if length == text.len() => Some(text),
            _ => Some(trimmed.to_vec()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_any_pieces() {
        for (text, texts) in [
            ("{\"a\":1}\n[2]\n", vec!["{\"a\":1}", "[2]"]),
            ("1\r\n\r\n 2 \n3", vec!["1", "2", "3"]),
            ("\u{1e}1\n\u{1e}{\n\"a\": 2\n}\n", vec!["1", "{\n\"a\": 2\n}"]),
            ("\u{1e}\u{1e}1\n", vec!["1"]),
            ("\n\n", vec![]),
            ("\"é 🦀\"\n", vec!["\"é 🦀\""]),
        ] {
            for size in 1..=text.len() {
                let mut parser = LineParser::new(1000);
                let pieces = text.as_bytes().chunks(size);
                let mut found: Vec<_> = pieces.flat_map(|piece| parser.feed(piece).unwrap()).collect();
                found.extend(parser.finish());
                let found: Vec<_> = found.iter().map(|text| std::str::from_utf8(text).unwrap()).collect();
                assert_eq!(found, texts, "{text:?} in pieces of {size}");
            }
        }
    }

    #[test]
    fn texts_are_bounded() {
        assert_eq!(LineParser::new(3).feed(b"1234"), Err(TooLong));
        assert_eq!(LineParser::new(3).feed(&b"123\n".repeat(100)).map(|texts| texts.len()), Ok(100));
    }
}
