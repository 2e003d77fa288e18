//! JSON as RFC 8259 has it, in one look at each byte.

use super::{DEEPEST, Fault, Mark, Member, Node, Note, Object, Parsed, Value, keep_last};

/// Reads a JSON text.
pub(super) fn parse(text: &str, file: u32) -> Result<Parsed, Fault> {
    let mut reader =
        Reader { text, at: 0, line: 1, line_start: 0, continuations: 0, file, depth: 0, notes: Vec::new() };
    reader.space();
    let root = reader.node()?;
    reader.space();
    match reader.peek() {
        None => Ok(Parsed { root, notes: reader.notes }),
        Some(_) => Err(reader.fault("there is more after the end of the document", "the document ended before this")),
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    /// Where the line begins, and how many bytes since then do not begin a character.
    line_start: usize,
    continuations: usize,
    file: u32,
    depth: usize,
    notes: Vec<Note>,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn mark(&self) -> Mark {
        let column = self.at.saturating_sub(self.line_start + self.continuations) + 1;
        Mark { file: self.file, line: self.line, column: u32::try_from(column).unwrap_or(u32::MAX) }
    }

    fn fault(&self, message: &str, label: &str) -> Fault {
        let (message, label) = (message.to_owned(), label.to_owned());
        Fault { code: "syntax", message, label, mark: self.mark(), help: None }
    }

    /// What is wrong where something else was expected.
    fn unexpected(&self, expected: &str) -> Fault {
        match self.peek() {
            None => self.fault("the document ends too early", &format!("expected {expected}, and the file ends")),
            Some(_) => self.fault("this is not JSON", &format!("expected {expected}")),
        }
    }

    fn space(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\t' | b'\r' => self.at += 1,
                b'\n' => {
                    self.at += 1;
                    (self.line, self.line_start, self.continuations) = (self.line + 1, self.at, 0);
                }
                _ => break,
            }
        }
    }

    fn node(&mut self) -> Result<Node, Fault> {
        let mark = self.mark();
        let value = match self.peek() {
            Some(b'{') => self.nested(Self::object)?,
            Some(b'[') => self.nested(Self::array)?,
            Some(b'"') => Value::String(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            _ => self.word()?,
        };
        Ok(Node { value, mark })
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<Value, Fault>) -> Result<Value, Fault> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(too_deep(self.mark()));
        }
        self.at += 1;
        self.space();
        let value = read(self)?;
        self.depth -= 1;
        Ok(value)
    }

    fn object(&mut self) -> Result<Value, Fault> {
        let mut members = Vec::new();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(Value::Object(Object { members }));
        }
        loop {
            let mark = self.mark();
            if self.peek() != Some(b'"') {
                return Err(self.unexpected("a key in quotes"));
            }
            let key = self.string()?;
            self.space();
            if self.peek() != Some(b':') {
                return Err(self.unexpected("`:`"));
            }
            self.at += 1;
            self.space();
            let node = self.node()?;
            members.push(Member { key, mark, node });
            self.space();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'}') => break,
                _ => return Err(self.unexpected("`,` or `}`")),
            }
            self.space();
        }
        self.at += 1;
        keep_last(&mut members, &mut self.notes);
        Ok(Value::Object(Object { members }))
    }

    fn array(&mut self) -> Result<Value, Fault> {
        let mut nodes = Vec::new();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(Value::Array(nodes));
        }
        loop {
            nodes.push(self.node()?);
            self.space();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => break,
                _ => return Err(self.unexpected("`,` or `]`")),
            }
            self.space();
        }
        self.at += 1;
        Ok(Value::Array(nodes))
    }

    fn word(&mut self) -> Result<Value, Fault> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let words = [("null", Value::Null), ("true", Value::Bool(true)), ("false", Value::Bool(false))];
        match words.into_iter().find(|(word, _)| rest.starts_with(word)) {
            Some((word, value)) => {
                self.at += word.len();
                Ok(value)
            }
            None => Err(self.unexpected("a value")),
        }
    }

    fn number(&mut self) -> Result<Value, Fault> {
        let start = self.at;
        self.at += usize::from(self.peek() == Some(b'-'));
        let leads_with_zero = self.peek() == Some(b'0');
        let digits = self.digits()?;
        if leads_with_zero && digits > 1 {
            return Err(self.fault("this is not JSON", "a number does not begin with a needless zero"));
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), Some(b'+' | b'-')));
            self.digits()?;
        }
        Ok(Value::Number(self.text.get(start..self.at).unwrap_or_default().to_owned()))
    }

    fn digits(&mut self) -> Result<usize, Fault> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        if self.at > start { Ok(self.at - start) } else { Err(self.unexpected("a digit")) }
    }

    fn string(&mut self) -> Result<String, Fault> {
        self.at += 1;
        let mut text = String::new();
        let mut start = self.at;
        loop {
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => {
                    text.push_str(self.text.get(start..self.at).unwrap_or_default());
                    self.at += 1;
                    text.push(self.escape()?);
                    start = self.at;
                }
                None | Some(..=0x1f) => return Err(self.unexpected("the string to end on its line")),
                Some(byte) => {
                    self.continuations += usize::from(byte & 0xc0 == 0x80);
                    self.at += 1;
                }
            }
        }
        text.push_str(self.text.get(start..self.at).unwrap_or_default());
        self.at += 1;
        Ok(text)
    }

    fn escape(&mut self) -> Result<char, Fault> {
        let byte = self.peek();
        self.at += usize::from(byte.is_some());
        Ok(match byte {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => self.unicode()?,
            _ => return Err(self.unexpected("an escape that JSON knows")),
        })
    }

    /// The character of `\uXXXX` or of a pair of surrogates; U+FFFD for half a pair.
    fn unicode(&mut self) -> Result<char, Fault> {
        let first = self.hex()?;
        let rest = self.text.get(self.at..).unwrap_or_default();
        if (0xd800..0xdc00).contains(&first) && rest.starts_with("\\u") {
            let before = self.at;
            self.at += 2;
            let second = self.hex()?;
            if (0xdc00..0xe000).contains(&second) {
                let code = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                return Ok(char::from_u32(code).unwrap_or('\u{fffd}'));
            }
            self.at = before;
        }
        Ok(char::from_u32(first).unwrap_or('\u{fffd}'))
    }

    fn hex(&mut self) -> Result<u32, Fault> {
        let digits = self.text.get(self.at..self.at + 4).filter(|it| it.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()) {
            Some(code) => {
                self.at += 4;
                Ok(code)
            }
            None => Err(self.unexpected("four hexadecimal digits")),
        }
    }
}

/// What is said when values nest too deep.
pub(super) fn too_deep(mark: Mark) -> Fault {
    Fault {
        code: "too-deep",
        message: format!("values nest deeper than {DEEPEST} levels"),
        label: "this is one level too many".to_owned(),
        mark,
        help: Some("name the inner values under `components` and refer to them".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every value with its place, in the order of the text.
    fn marks(node: &Node, into: &mut Vec<(u32, u32)>) {
        into.push((node.mark.line, node.mark.column));
        match &node.value {
            Value::Array(nodes) => nodes.iter().for_each(|node| marks(node, into)),
            Value::Object(object) => object.members.iter().for_each(|member| marks(&member.node, into)),
            _ => {}
        }
    }

    #[test]
    fn columns_are_characters() {
        let mut places = Vec::new();
        marks(&parse("{\"é\": [1,\n \"😀\", true]}", 0).unwrap().root, &mut places);
        assert_eq!(places, [(1, 1), (1, 7), (1, 8), (2, 2), (2, 7)]);
    }

    #[test]
    fn values_survive() {
        let table = [
            ("[123456789012345678901234567890, -0, 1.10, 1e400]", "[123456789012345678901234567890,-0,1.10,1e400]"),
            (r#"["\u00e9\ud83d\ude00\ud83d\n"]"#, "[é😀\u{fffd}\n]"),
            (r#"{"a": 1, "b": 2, "a": 3}"#, "{b:2,a:3}"),
        ];
        for (text, expected) in table {
            assert_eq!(show(&parse(text, 0).unwrap().root), expected);
        }
    }

    fn show(node: &Node) -> String {
        match &node.value {
            Value::Null => "null".to_owned(),
            Value::Bool(value) => value.to_string(),
            Value::Number(text) | Value::String(text) => text.clone(),
            Value::Array(nodes) => format!("[{}]", nodes.iter().map(show).collect::<Vec<_>>().join(",")),
            Value::Object(object) => {
                let members = object.members.iter().map(|it| format!("{}:{}", it.key, show(&it.node)));
                format!("{{{}}}", members.collect::<Vec<_>>().join(","))
            }
        }
    }

    #[test]
    fn what_is_wrong_is_shown_where_it_is() {
        let table = [
            ("{\"a\": 1", "1:8 the document ends too early: expected `,` or `}`, and the file ends"),
            ("{\"a\" 1}", "1:6 this is not JSON: expected `:`"),
            ("{\n\"a\": tru}", "2:6 this is not JSON: expected a value"),
            ("[01]", "1:4 this is not JSON: a number does not begin with a needless zero"),
            ("[1.]", "1:4 this is not JSON: expected a digit"),
            ("[] x", "1:4 there is more after the end of the document: the document ended before this"),
            ("[\"\\x\"]", "1:5 this is not JSON: expected an escape that JSON knows"),
        ];
        for (text, expected) in table {
            let Fault { message, label, mark, .. } = parse(text, 0).unwrap_err();
            assert_eq!(format!("{}:{} {message}: {label}", mark.line, mark.column), expected, "{text}");
        }
        assert_eq!(parse(&"[".repeat(DEEPEST + 1), 0).unwrap_err().code, "too-deep");
    }
}
