//! Numbers: as the text that arrived, or as what Rust has.

/// A number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number<'a> {
    /// As text, by the grammar of JSON.
    Raw(&'a str),
    /// A signed integer.
    I64(i64),
    /// An unsigned integer.
    U64(u64),
    /// Anything else; what is not finite is written as `null`.
    F64(f64),
}

/// What a number is once it is a Rust number, as small as it goes.
pub(crate) enum Exact {
    I64(i64),
    U64(u64),
    F64(f64),
}

impl Number<'_> {
    /// The whole number that it is, if it is one; `1.0` and `1e2` are.
    pub fn integer(&self) -> Option<i128> {
        match *self {
            Self::Raw(text) => integral(text),
            Self::I64(number) => Some(i128::from(number)),
            Self::U64(number) => Some(i128::from(number)),
            // Beyond 2^100 a float says nothing about the integer that was meant.
            Self::F64(number) if number.fract() == 0.0 && number.abs() < 1.3e30 => Some(number as i128),
            Self::F64(_) => None,
        }
    }

    /// The nearest float; infinite where there is none.
    pub fn float(&self) -> f64 {
        match *self {
            Self::Raw(text) => text.parse().unwrap_or(f64::NAN),
            Self::I64(number) => number as f64,
            Self::U64(number) => number as f64,
            Self::F64(number) => number,
        }
    }

    /// As serde's formats know it: integers where it is written as one and fits, else a float. `-0` is a float.
    pub(crate) fn exact(&self) -> Exact {
        match *self {
            Self::I64(number) => Exact::I64(number),
            Self::U64(number) => Exact::U64(number),
            Self::F64(number) => Exact::F64(number),
            Self::Raw("-0") => Exact::F64(-0.0),
            Self::Raw(text) => match (text.parse(), text.parse()) {
                (Ok(number), _) => Exact::I64(number),
                (_, Ok(number)) => Exact::U64(number),
                _ => Exact::F64(self.float()),
            },
        }
    }
}

/// The whole number that a JSON number is, without rounding: `12`, `1.0`, `1e2`, `1.5e1`, `120e-1`.
pub(crate) fn integral(text: &str) -> Option<i128> {
    if let Ok(number) = text.parse::<i64>() {
        return Some(i128::from(number));
    }
    let (is_negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.strip_prefix('+').unwrap_or(exponent)),
        None => (unsigned, "0"),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let fraction = fraction.trim_end_matches('0');
    let mut digits: String = [whole, fraction].concat().trim_start_matches('0').to_owned();
    if digits.is_empty() {
        return Some(0);
    }
    let shift = exponent.parse::<i64>().ok()?.checked_sub(i64::try_from(fraction.len()).ok()?)?;
    if shift < 0 {
        let kept = digits.len().checked_sub(usize::try_from(shift.unsigned_abs()).ok()?)?;
        let (kept, cut) = digits.split_at_checked(kept)?;
        if cut.bytes().any(|digit| digit != b'0') {
            return None;
        }
        digits = kept.to_owned();
    } else if shift < 40 {
        digits.extend(std::iter::repeat_n('0', usize::try_from(shift).ok()?));
    } else {
        return None;
    }
    let number = digits.parse::<i128>().ok()?;
    Some(if is_negative { -number } else { number })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_in_every_spelling() {
        for (text, number) in [
            ("0", Some(0)),
            ("-0", Some(0)),
            ("-0.0", Some(0)),
            ("0e999999999999999999999", Some(0)),
            ("12", Some(12)),
            ("-12", Some(-12)),
            ("1.0", Some(1)),
            ("1.500e1", Some(15)),
            ("120e-1", Some(12)),
            ("1e2", Some(100)),
            ("1E+2", Some(100)),
            ("9223372036854775808", Some(9_223_372_036_854_775_808)),
            ("1.5", None),
            ("1e-1", None),
            ("121e-1", None),
            ("1e40", None),
            ("1e999999999999999999999", None),
            ("1e-9223372036854775808", None),
        ] {
            assert_eq!(integral(text), number, "{text}");
        }
    }
}
