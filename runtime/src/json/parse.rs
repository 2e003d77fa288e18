//! JSON text (RFC 8259) to [`Json`]: strict, bounded in depth, and silent about content when it fails.

use super::{Json, Number};
use std::borrow::Cow;
use std::fmt;

/// How deep lists and objects may stand in each other.
const MAX_DEPTH: usize = 128;

/// From here on, the names of an object are compared by sorting.
const MANY: usize = 32;

type Member<'a> = (Cow<'a, str>, Json<'a>);

/// Why a text is no JSON, and where. It holds nothing of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// In bytes, from 0.
    pub offset: usize,
    /// From 1.
    pub line: usize,
    /// In bytes, from 1.
    pub column: usize,
    /// `expected a value`.
    pub problem: &'static str,
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at line {}, column {} (byte {})", self.problem, self.line, self.column, self.offset)
    }
}

impl std::error::Error for JsonError {}

impl<'a> Json<'a> {
    /// Reads a whole text. A byte order mark is passed over; of members with the same name, the last one counts.
    ///
    /// # Errors
    /// When it is not JSON, not UTF-8, or deeper than 128.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, JsonError> {
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => return Err(locate(bytes, error.valid_up_to(), "expected UTF-8")),
        };
        let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let mut parser = Parser { text, bytes, at: start, depth: 0, items: Vec::new(), members: Vec::new() };
        parser.document().map_err(|problem| locate(bytes, parser.at, problem))
    }
}

fn locate(bytes: &[u8], offset: usize, problem: &'static str) -> JsonError {
    let before = bytes.get(..offset).unwrap_or(bytes);
    let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    JsonError { offset, line, column: before.len() - line_start + 1, problem }
}

struct Parser<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    depth: usize,
    /// The elements of the lists that are open; a list takes its own when it closes, in one allocation.
    items: Vec<Json<'a>>,
    /// The members of the objects that are open.
    members: Vec<Member<'a>>,
}

type Parsed<T> = Result<T, &'static str>;

impl<'a> Parser<'a> {
    fn document(&mut self) -> Parsed<Json<'a>> {
        let value = self.value()?;
        match self.token() {
            None => Ok(value),
            Some(_) => Err("expected the end"),
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The next byte that is not white space, not consumed.
    fn token(&mut self) -> Option<u8> {
        loop {
            match self.peek() {
                Some(b' ' | b'\n' | b'\t' | b'\r') => self.at += 1,
                other => return other,
            }
        }
    }

    fn value(&mut self) -> Parsed<Json<'a>> {
        match self.token() {
            Some(b'"') => self.string().map(Json::Text),
            Some(b'{') => self.nested(Self::object),
            Some(b'[') => self.nested(Self::array),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.literal(b"true", Json::Bool(true)),
            Some(b'f') => self.literal(b"false", Json::Bool(false)),
            Some(b'n') => self.literal(b"null", Json::Null),
            _ => Err("expected a value"),
        }
    }

    fn literal(&mut self, word: &[u8], value: Json<'a>) -> Parsed<Json<'a>> {
        match self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(word)) {
            true => {
                self.at += word.len();
                Ok(value)
            }
            false => Err("expected a value"),
        }
    }

    fn nested(&mut self, inner: fn(&mut Self) -> Parsed<Json<'a>>) -> Parsed<Json<'a>> {
        if self.depth == MAX_DEPTH {
            return Err("nested too deeply");
        }
        self.depth += 1;
        self.at += 1;
        let value = inner(self)?;
        self.depth -= 1;
        Ok(value)
    }

    fn array(&mut self) -> Parsed<Json<'a>> {
        let start = self.items.len();
        if self.token() == Some(b']') {
            self.at += 1;
            return Ok(Json::Array(Vec::new()));
        }
        loop {
            let value = self.value()?;
            self.items.push(value);
            match self.token() {
                Some(b',') => self.at += 1,
                Some(b']') => break,
                _ => return Err("expected `,` or `]`"),
            }
        }
        self.at += 1;
        Ok(Json::Array(self.items.split_off(start)))
    }

    fn object(&mut self) -> Parsed<Json<'a>> {
        let start = self.members.len();
        if self.token() == Some(b'}') {
            self.at += 1;
            return Ok(Json::Object(Vec::new()));
        }
        let mut seen = 0_u64;
        let mut is_suspect = false;
        loop {
            if self.token() != Some(b'"') {
                return Err("expected a name");
            }
            let name = self.string()?;
            let mark = mark(&name);
            is_suspect |= seen & mark != 0;
            seen |= mark;
            if self.token() != Some(b':') {
                return Err("expected `:`");
            }
            self.at += 1;
            let value = self.value()?;
            self.members.push((name, value));
            match self.token() {
                Some(b',') => self.at += 1,
                Some(b'}') => break,
                _ => return Err("expected `,` or `}`"),
            }
        }
        self.at += 1;
        let members = self.members.split_off(start);
        Ok(Json::Object(if is_suspect { last_of_each_name(members) } else { members }))
    }

    fn number(&mut self) -> Parsed<Json<'a>> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        match self.peek() {
            Some(b'0') => self.at += 1,
            _ => self.digits()?,
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(Json::Number(Number::Raw(self.slice(start)?)))
    }

    fn digits(&mut self) -> Parsed<()> {
        if !self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            return Err("expected a digit");
        }
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        Ok(())
    }

    fn slice(&self, start: usize) -> Parsed<&'a str> {
        self.text.get(start..self.at).ok_or("expected UTF-8")
    }

    /// A string, whose opening quote is next.
    fn string(&mut self) -> Parsed<Cow<'a, str>> {
        self.at += 1;
        let start = self.at;
        match self.plain()? {
            b'"' => {
                let text = self.slice(start)?;
                self.at += 1;
                Ok(Cow::Borrowed(text))
            }
            _ => self.escaped(start).map(Cow::Owned),
        }
    }

    /// Passes over what stands for itself, up to a quote or a backslash, which it gives.
    fn plain(&mut self) -> Parsed<u8> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        match rest.iter().position(|byte| stops(*byte)) {
            Some(length) => {
                self.at += length;
                match self.peek() {
                    Some(byte @ (b'"' | b'\\')) => Ok(byte),
                    _ => Err("a control character in a string"),
                }
            }
            None => {
                self.at = self.bytes.len();
                Err("a string that does not end")
            }
        }
    }

    fn escaped(&mut self, start: usize) -> Parsed<String> {
        let mut text = self.slice(start)?.to_owned();
        loop {
            let run = self.at;
            let stop = self.plain()?;
            text.push_str(self.slice(run)?);
            self.at += 1;
            if stop == b'"' {
                return Ok(text);
            }
            let plain = match self.peek() {
                Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
                Some(b'b') => '\u{8}',
                Some(b'f') => '\u{c}',
                Some(b'n') => '\n',
                Some(b'r') => '\r',
                Some(b't') => '\t',
                Some(b'u') => {
                    self.at += 1;
                    text.push(self.unicode()?);
                    continue;
                }
                _ => return Err("an escape that JSON does not have"),
            };
            text.push(plain);
            self.at += 1;
        }
    }

    /// What follows `\u`; of a pair of surrogates both. One that stands alone, where somebody cut a text in two, is
    /// U+FFFD: the grammar allows it, and it should not cost its reader the rest.
    fn unicode(&mut self) -> Parsed<char> {
        let first = self.hex()?;
        let is_high = (0xd800..0xdc00).contains(&first);
        let is_pair = is_high && self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(b"\\u"));
        if !is_pair {
            return Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        let after_first = self.at;
        self.at += 2;
        let second = self.hex()?;
        if !(0xdc00..0xe000).contains(&second) {
            // What follows stands for itself.
            self.at = after_first;
            return Ok(char::REPLACEMENT_CHARACTER);
        }
        let code = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
        Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn hex(&mut self) -> Parsed<u32> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self.peek().and_then(|byte| char::from(byte).to_digit(16));
            code = code * 16 + digit.ok_or("expected four hexadecimal digits")?;
            self.at += 1;
        }
        Ok(code)
    }
}

/// Whether a byte does not stand for itself in a string.
pub(super) fn stops(byte: u8) -> bool {
    STOPS.get(usize::from(byte)).copied().unwrap_or(true)
}

const STOPS: [bool; 256] = {
    let mut table = [false; 256];
    let mut at = 0;
    while at < 0x20 {
        table[at] = true;
        at += 1;
    }
    table[b'"' as usize] = true;
    table[b'\\' as usize] = true;
    table
};

/// One bit out of 64: equal names have the same, and few others do.
fn mark(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let of = |at: usize| bytes.get(at).copied().map_or(0, u32::from);
    let (last, middle) = (of(bytes.len().wrapping_sub(1)), of(bytes.len() / 2));
    let hash = of(0).wrapping_mul(7) ^ middle.wrapping_mul(13) ^ last.wrapping_mul(31);
    1 << (hash.wrapping_add(bytes.len() as u32) % 64)
}

pub(super) fn last_of_each_name(members: Vec<Member<'_>>) -> Vec<Member<'_>> {
    let is_last: Vec<bool> = if members.len() < MANY {
        let later = |at: usize| members.iter().skip(at + 1);
        members.iter().enumerate().map(|(at, (name, _))| later(at).all(|(other, _)| other != name)).collect()
    } else {
        let mut order: Vec<(&str, usize)> = members.iter().enumerate().map(|(at, (name, _))| (&**name, at)).collect();
        order.sort_unstable();
        let mut is_last = vec![true; members.len()];
        for pair in order.windows(2) {
            if let [(name, at), (next, _)] = pair
                && name == next
                && let Some(flag) = is_last.get_mut(*at)
            {
                *flag = false;
            }
        }
        is_last
    };
    members.into_iter().zip(is_last).filter(|(_, is_last)| *is_last).map(|(member, _)| member).collect()
}
