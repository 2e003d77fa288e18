//! Bytes in base64 (RFC 4648).

use super::{Base64, Base64Url, Format, formats};

const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn write(bytes: &[u8], alphabet: &[u8; 64], is_padded: bool) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits = group.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..4 {
            if place <= group.len() {
                let six = bits >> (18 - 6 * place) & 0x3f;
                text.push(alphabet.get(six as usize).copied().map_or('=', char::from));
            } else if is_padded {
                text.push('=');
            }
        }
    }
    text
}

/// In either alphabet, with or without padding, perhaps in lines.
fn read(text: &str) -> Option<Vec<u8>> {
    let text = text.trim_end().trim_end_matches('=');
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    // Six bits that are left are a character that says nothing.
    (count < 6).then_some(bytes)
}

impl Format for formats::Base64 {
    type Value = Vec<u8>;
    const NAME: &'static str = "base64";

    fn read(text: &str) -> Option<Vec<u8>> {
        read(text)
    }

    fn write(value: &Vec<u8>) -> String {
        write(value, STANDARD, true)
    }
}

impl Format for formats::Base64Url {
    type Value = Vec<u8>;
    const NAME: &'static str = "base64url";

    fn read(text: &str) -> Option<Vec<u8>> {
        read(text)
    }

    fn write(value: &Vec<u8>) -> String {
        write(value, URL, false)
    }
}

macro_rules! from_bytes {
    ($($ty:ident, $alphabet:ident, $is_padded:literal;)*) => {$(
        impl From<&[u8]> for $ty {
            fn from(bytes: &[u8]) -> Self {
                Self::from_text(write(bytes, $alphabet, $is_padded))
            }
        }

        impl From<Vec<u8>> for $ty {
            fn from(bytes: Vec<u8>) -> Self {
                Self::from(bytes.as_slice())
            }
        }

        impl<const N: usize> From<&[u8; N]> for $ty {
            fn from(bytes: &[u8; N]) -> Self {
                Self::from(bytes.as_slice())
            }
        }

        impl From<bytes::Bytes> for $ty {
            fn from(bytes: bytes::Bytes) -> Self {
                Self::from(&*bytes)
            }
        }
    )*};
}

from_bytes! {
    Base64, STANDARD, true;
    Base64Url, URL, false;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways() {
        for (bytes, standard, url) in [
            ("", "", ""),
            ("f", "Zg==", "Zg"),
            ("fo", "Zm8=", "Zm8"),
            ("foo", "Zm9v", "Zm9v"),
            ("foob", "Zm9vYg==", "Zm9vYg"),
            ("fooba", "Zm9vYmE=", "Zm9vYmE"),
            ("foobar", "Zm9vYmFy", "Zm9vYmFy"),
            ("???>>>~", "Pz8/Pj4+fg==", "Pz8_Pj4-fg"),
        ] {
            assert_eq!(Base64::from(bytes.as_bytes()).as_str(), standard);
            assert_eq!(Base64Url::from(bytes.as_bytes()).as_str(), url);
            for text in [standard, url] {
                assert_eq!(Base64::from_text(text).get().unwrap(), bytes.as_bytes());
                assert_eq!(Base64Url::from_text(text).get().unwrap(), bytes.as_bytes());
            }
        }
    }

    #[test]
    fn tolerantly() {
        assert_eq!(Base64::from_text("Zm9v\r\nYmFy\n").get().unwrap(), b"foobar");
        for text in ["Z", "Zm9vY", "Zm9v!", "Zg==Zg"] {
            assert!(Base64::from_text(text).get().is_err(), "{text}");
        }
    }
}
