//! Percent-encoding (RFC 3986).

use std::fmt::Write as _;

/// Which bytes stand for themselves.
#[derive(Clone, Copy, Debug)]
pub(super) enum Plain {
    /// Letters, digits, `-`, `.`, `_` and `~`: nothing that means something anywhere.
    Unreserved,
    /// And what in the value of a query has no meaning.
    Reserved,
    /// What may stand in a cookie, without what separates.
    Cookie,
    /// Everything: a header is not encoded.
    All,
}

impl Plain {
    fn has(self, byte: u8) -> bool {
        let is_unreserved = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        is_unreserved
            || match self {
                Self::Unreserved => false,
                Self::Reserved => b":/?@!$'()*,;=".contains(&byte),
                Self::Cookie => b"!#$&'()*+/:<=>?@[]^`{|}".contains(&byte),
                Self::All => true,
            }
    }

    /// Writes a text so that it arrives as it is.
    pub(super) fn write(self, text: &str, out: &mut String) {
        for (at, byte) in text.bytes().enumerate() {
            if !self.has(byte) {
                // Writing to a string cannot fail.
                let _ = write!(out, "%{byte:02X}");
            } else if byte.is_ascii() {
                out.push(char::from(byte));
            } else if let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) {
                out.push(character);
            }
        }
    }

    pub(super) fn encode(self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        self.write(text, &mut out);
        out
    }
}
