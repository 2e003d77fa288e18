//! UUIDs, addresses, and numbers in strings.

use super::{DecimalText, Format, IntegerText, Ipv4, Ipv6, Uuid, formats};
use std::net::{Ipv4Addr, Ipv6Addr};

impl Format for formats::Uuid {
    type Value = u128;
    const NAME: &'static str = "a UUID (RFC 9562)";

    /// With or without hyphens, braces and `urn:uuid:`.
    fn read(text: &str) -> Option<u128> {
        let text = text.trim();
        let text = text.strip_prefix("urn:uuid:").unwrap_or(text);
        let text = text.strip_prefix('{').and_then(|inner| inner.strip_suffix('}')).unwrap_or(text);
        let groups: Vec<&str> = text.split('-').collect();
        let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
        let digits = groups.concat();
        let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let is_grouped = lengths == [8, 4, 4, 4, 12] || lengths == [32];
        if is_hex && is_grouped { u128::from_str_radix(&digits, 16).ok() } else { None }
    }

    fn write(value: &u128) -> String {
        let part = |from: u32, digits: u32| value >> (4 * (32 - from - digits)) & ((1 << (4 * digits)) - 1);
        format!("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", part(0, 8), part(8, 4), part(12, 4), part(16, 4), part(20, 12))
    }
}

impl From<u128> for Uuid {
    fn from(value: u128) -> Self {
        Self::of(&value)
    }
}

impl From<[u8; 16]> for Uuid {
    fn from(bytes: [u8; 16]) -> Self {
        Self::of(&u128::from_be_bytes(bytes))
    }
}

impl Format for formats::Ipv4 {
    type Value = Ipv4Addr;
    const NAME: &'static str = "an IPv4 address";

    fn read(text: &str) -> Option<Ipv4Addr> {
        text.trim().parse().ok()
    }

    fn write(value: &Ipv4Addr) -> String {
        value.to_string()
    }
}

impl From<Ipv4Addr> for Ipv4 {
    fn from(value: Ipv4Addr) -> Self {
        Self::of(&value)
    }
}

impl Format for formats::Ipv6 {
    type Value = Ipv6Addr;
    const NAME: &'static str = "an IPv6 address";

    fn read(text: &str) -> Option<Ipv6Addr> {
        text.trim().parse().ok()
    }

    fn write(value: &Ipv6Addr) -> String {
        value.to_string()
    }
}

impl From<Ipv6Addr> for Ipv6 {
    fn from(value: Ipv6Addr) -> Self {
        Self::of(&value)
    }
}

impl Format for formats::Decimal {
    /// The nearest float; the digits are in the text.
    type Value = f64;
    const NAME: &'static str = "a decimal number";

    fn read(text: &str) -> Option<f64> {
        let text = text.trim();
        let is_numeric = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
        if is_numeric { text.parse().ok().filter(|number: &f64| number.is_finite()) } else { None }
    }

    fn write(value: &f64) -> String {
        value.to_string()
    }
}

impl Format for formats::Integer {
    type Value = i128;
    const NAME: &'static str = "a whole number";

    /// `1.0` and `1e2` are whole, too.
    fn read(text: &str) -> Option<i128> {
        let text = text.trim();
        let text = text.strip_prefix('+').unwrap_or(text);
        let is_numeric = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
        let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
        if is_numeric && has_digit { crate::json::integral(text) } else { None }
    }

    fn write(value: &i128) -> String {
        value.to_string()
    }
}

macro_rules! from_integers {
    ($($ty:ty)*) => {$(
        impl From<$ty> for IntegerText {
            fn from(value: $ty) -> Self {
                Self::from_text(value.to_string())
            }
        }

        impl From<$ty> for DecimalText {
            fn from(value: $ty) -> Self {
                Self::from_text(value.to_string())
            }
        }
    )*};
}

from_integers!(i32 i64 i128 u32 u64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uuids() {
        const TEXT: &str = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6";
        const BITS: u128 = 0xf81d_4fae_7dec_11d0_a765_00a0_c91e_6bf6;
        assert_eq!(Uuid::from(BITS).as_str(), TEXT);
        assert_eq!(Uuid::from(BITS.to_be_bytes()).as_str(), TEXT);
        assert_eq!(Uuid::from(0).as_str(), "00000000-0000-0000-0000-000000000000");
        for text in
            [TEXT, &TEXT.to_uppercase(), &TEXT.replace('-', ""), &format!("urn:uuid:{TEXT}"), &format!("{{{TEXT}}}")]
        {
            assert_eq!(text.parse::<Uuid>().unwrap().get(), Ok(BITS), "{text}");
        }
        for text in ["", "f81d4fae", "f81d4fae7dec-11d0-a765-00a0c91e6bf6", "g81d4fae-7dec-11d0-a765-00a0c91e6bf6"] {
            assert_eq!(text.parse::<Uuid>().unwrap_err().to_string(), "not a UUID (RFC 9562)");
        }
    }

    #[test]
    fn addresses_and_numbers() {
        assert_eq!("192.0.2.1".parse::<Ipv4>().unwrap().get(), Ok(Ipv4Addr::new(192, 0, 2, 1)));
        assert_eq!(Ipv6::from(Ipv6Addr::LOCALHOST).as_str(), "::1");
        assert!("1.2.3".parse::<Ipv4>().is_err());
        assert_eq!("1.50".parse::<DecimalText>().unwrap().get(), Ok(1.5));
        assert!("inf".parse::<DecimalText>().is_err());
        assert_eq!(IntegerText::from_text("9007199254740993").get(), Ok(9_007_199_254_740_993));
        assert_eq!(IntegerText::from_text("+1.0").get(), Ok(1));
        assert_eq!(IntegerText::from(-5_i64).as_str(), "-5");
        for text in ["", "-", "1.5", "0x1", "e", "."] {
            assert!(IntegerText::from_text(text).get().is_err(), "{text}");
        }
    }
}
