//! YAML 1.2 with its core schema, as far as it is JSON: anchors and merge keys are expanded, tags are passed over.

use super::indent::{self, Shallow};
use super::json::too_deep;
use super::{DEEPEST, Fault, MOST_ALIASED, Mark, Member, Node, Note, Object, Parsed, Value, keep_last};
use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span, Tag};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// How many bytes are read again, all together, to mend indentation.
const MOST_READ_AGAIN: usize = 256 << 20;

/// Reads the first document of a YAML text.
///
/// A line of `{…}` or `[…]` that is not indented as deep as the block around it is no YAML, yet most tools read it and
/// many documents have it: such lines are indented, and what is on them keeps its place.
pub(super) fn parse(text: &str, file: u32) -> Result<Parsed, Fault> {
    let mut mended: Cow<'_, str> = Cow::Borrowed(text);
    let mut shifts = HashMap::new();
    let mut budget = MOST_READ_AGAIN;
    loop {
        match attempt(&mended, file, &shifts) {
            Ok(parsed) => return Ok(parsed),
            Err(trouble) => match trouble.shallow.filter(|_| budget >= text.len()) {
                Some(shallow) => {
                    budget -= text.len();
                    mended = Cow::Owned(indent::mend(&mended, shallow, &mut shifts));
                }
                None => return Err(trouble.fault),
            },
        }
    }
}

fn attempt(text: &str, file: u32, shifts: &HashMap<u32, u32>) -> Result<Parsed, Box<Trouble>> {
    let mut builder = Builder { file, shifts: shifts.clone(), ..Builder::default() };
    let mut lines: Vec<u32> = shifts.keys().copied().collect();
    lines.sort_unstable();
    for line in lines.iter().filter(|line| !lines.contains(&(**line - 1))) {
        let message = "this line is not indented as deep as the block that it is part of".to_owned();
        builder.note("yaml-indentation", message, Mark { file, line: *line, column: 1 });
    }
    for event in Parser::new_from_str(text) {
        let (event, Span { start, .. }) = event.map_err(|error| builder.trouble(&error, text))?;
        let mark = builder.mark(start);
        if builder.take(event, mark).map_err(|fault| Box::new(Trouble { fault, shallow: None }))? {
            break;
        }
    }
    Ok(Parsed { root: builder.root.unwrap_or_default(), notes: builder.notes })
}

/// Why a text could not be read, and which line would have to be indented how deep.
struct Trouble {
    fault: Fault,
    shallow: Option<Shallow>,
}

/// What is open, from the outside in, and what is known by now.
#[derive(Default)]
struct Builder {
    file: u32,
    /// By how much lines were indented.
    shifts: HashMap<u32, u32>,
    root: Option<Node>,
    open: Vec<Open>,
    anchors: HashMap<usize, Anchored>,
    aliased: usize,
    notes: Vec<Note>,
}

/// A list or a mapping that has not ended.
struct Open {
    anchor: usize,
    mark: Mark,
    kind: Kind,
}

enum Kind {
    List(Vec<Node>),
    Mapping { members: Vec<Member>, key: Option<(String, Mark, bool)>, merged: Vec<Member> },
}

/// What an alias stands for, with how much and how deep it is.
struct Anchored {
    node: Node,
    size: usize,
    depth: usize,
}

impl Builder {
    fn mark(&self, marker: Marker) -> Mark {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let line = clamp(marker.line());
        let shift = self.shifts.get(&line).copied().unwrap_or_default();
        Mark { file: self.file, line, column: clamp(marker.col()).saturating_sub(shift).saturating_add(1) }
    }

    fn trouble(&self, error: &ScanError, text: &str) -> Box<Trouble> {
        let fault = self.syntax(error);
        if error.info() != "invalid indentation" {
            return Box::new(Trouble { fault, shallow: None });
        }
        let lines: Vec<&str> = text.split('\n').collect();
        let written = |open: &Open| {
            let shift = self.shifts.get(&open.mark.line).copied().unwrap_or_default();
            Mark { column: open.mark.column + shift, ..open.mark }
        };
        let is_flow = |open: &Open| indent::begins_flow(&lines, written(open));
        let in_flow = self.open.last().is_some_and(is_flow);
        let block = self.open.iter().rev().find(|open| !is_flow(open)).map_or(0, |open| written(open).column as usize);
        let shallow = in_flow.then_some(Shallow { line: error.marker().line(), indent: block });
        Box::new(Trouble { fault, shallow })
    }

    fn syntax(&self, error: &ScanError) -> Fault {
        if error.info() == "recursion limit exceeded" {
            return too_deep(self.mark(*error.marker()));
        }
        Fault {
            code: "syntax",
            message: "this is not YAML".to_owned(),
            label: error.info().to_owned(),
            mark: self.mark(*error.marker()),
            help: None,
        }
    }

    fn note(&mut self, rule: &'static str, message: String, mark: Mark) {
        self.notes.push(Note { rule, message, mark, kept: mark });
    }

    /// Whether the first document has ended, and another begins.
    fn take(&mut self, event: Event<'_>, mark: Mark) -> Result<bool, Fault> {
        match event {
            Event::DocumentStart(_) if self.root.is_some() => {
                self.note("several-documents", "another document begins here; only the first is read".to_owned(), mark);
                return Ok(true);
            }
            Event::Scalar(text, style, anchor, tag) => {
                let is_key = self.expects_key();
                let value = self.scalar(text.into_owned(), style, tag.as_deref(), mark, is_key);
                let is_merge = style == ScalarStyle::Plain && value == Value::String("<<".to_owned());
                self.put(Node { value, mark }, anchor, is_merge)?;
            }
            Event::Alias(anchor) => self.alias(anchor, mark)?,
            Event::SequenceStart(anchor, tag) => self.begin(anchor, tag.as_deref(), mark, Kind::List(Vec::new()))?,
            Event::MappingStart(anchor, tag) => {
                self.begin(
                    anchor,
                    tag.as_deref(),
                    mark,
                    Kind::Mapping { members: Vec::new(), key: None, merged: Vec::new() },
                )?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(Open { anchor, mark, kind }) = self.open.pop() {
                    let value = match kind {
                        Kind::List(nodes) => Value::Array(nodes),
                        Kind::Mapping { mut members, merged, .. } => {
                            keep_last(&mut members, &mut self.notes);
                            add_merged(&mut members, merged);
                            Value::Object(Object { members })
                        }
                    };
                    self.put(Node { value, mark }, anchor, false)?;
                }
            }
            _ => {}
        }
        Ok(false)
    }

    fn expects_key(&self) -> bool {
        matches!(self.open.last(), Some(Open { kind: Kind::Mapping { key: None, .. }, .. }))
    }

    fn begin(&mut self, anchor: usize, tag: Option<&Tag>, mark: Mark, kind: Kind) -> Result<(), Fault> {
        if self.open.len() >= DEEPEST {
            return Err(too_deep(mark));
        }
        if let Some(tag) = tag.filter(|tag| !tag.is_yaml_core_schema()) {
            self.tag(tag, mark);
        }
        self.open.push(Open { anchor, mark, kind });
        Ok(())
    }

    fn tag(&mut self, tag: &Tag, mark: Mark) {
        self.note("yaml-tag", format!("the tag `{}{}` is passed over", tag.handle, tag.suffix), mark);
    }

    /// Puts a value that is complete where it belongs.
    fn put(&mut self, node: Node, anchor: usize, is_merge: bool) -> Result<(), Fault> {
        if anchor > 0 {
            let (size, depth) = node.measure();
            self.spend(size, node.mark)?;
            self.anchors.insert(anchor, Anchored { node: node.clone(), size, depth });
        }
        let Some(Open { kind, .. }) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        match kind {
            Kind::List(nodes) => nodes.push(node),
            Kind::Mapping { members, key, merged } => match key.take() {
                None => *key = Some(as_key(node, is_merge, &mut self.notes)),
                Some((_, mark, true)) => {
                    if !gather_merged(merged, node) {
                        self.note("yaml-merge", "`<<` stands for no mapping and is passed over".to_owned(), mark);
                    }
                }
                Some((key, mark, false)) => members.push(Member { key, mark, node }),
            },
        }
        Ok(())
    }

    fn alias(&mut self, anchor: usize, mark: Mark) -> Result<(), Fault> {
        let Some(Anchored { node, size, depth }) = self.anchors.get(&anchor) else {
            self.note("yaml-alias", "this alias stands for a value that it is part of; null is read".to_owned(), mark);
            return self.put(Node { value: Value::Null, mark }, 0, false);
        };
        if self.open.len() + depth > DEEPEST {
            return Err(too_deep(mark));
        }
        let (node, size) = (node.clone(), *size);
        self.spend(size, mark)?;
        self.put(node, 0, false)
    }

    fn spend(&mut self, size: usize, mark: Mark) -> Result<(), Fault> {
        self.aliased += size;
        if self.aliased <= MOST_ALIASED {
            return Ok(());
        }
        Err(Fault {
            code: "too-many-aliases",
            message: format!("the aliases of this file stand for more than {MOST_ALIASED} values"),
            label: "with this one".to_owned(),
            mark,
            help: Some("name what is repeated under `components` and refer to it".to_owned()),
        })
    }

    fn scalar(&mut self, text: String, style: ScalarStyle, tag: Option<&Tag>, mark: Mark, is_key: bool) -> Value {
        let is_core = tag.is_some_and(Tag::is_yaml_core_schema);
        let suffix = tag.map_or("", |tag| tag.suffix.as_str());
        match tag {
            Some(tag) if !is_core && !tag.suffix.is_empty() => self.tag(tag, mark),
            _ => {}
        }
        let is_plain = style == ScalarStyle::Plain;
        if (is_core && suffix == "str") || !(is_plain || is_core && matches!(suffix, "int" | "float" | "bool" | "null"))
        {
            return Value::String(text);
        }
        let value = plain(&text);
        if is_key && is_plain && matches!(value, Value::Number(_) | Value::Bool(_) | Value::Null) {
            let message = format!("the key `{text}` is {} as written; it is read as text", Node::made(value).kind());
            self.note("key-kind", message, mark);
            return Value::String(text);
        }
        value
    }
}

/// The text that a mapping's key is, its place, and whether it is a merge key.
fn as_key(node: Node, is_merge: bool, notes: &mut Vec<Note>) -> (String, Mark, bool) {
    let Node { value, mark } = node;
    let text = match value {
        Value::String(text) | Value::Number(text) => text,
        Value::Bool(value) => value.to_string(),
        Value::Null => "null".to_owned(),
        Value::Array(_) | Value::Object(_) => {
            let message = "this key is not a text; the empty text is read".to_owned();
            notes.push(Note { rule: "key-kind", message, mark, kept: mark });
            String::new()
        }
    };
    (text, mark, is_merge)
}

/// Takes what a merge key stands for; whether it stands for mappings.
fn gather_merged(merged: &mut Vec<Member>, node: Node) -> bool {
    match node.value {
        Value::Object(object) => merged.extend(object.members),
        Value::Array(nodes) if nodes.iter().all(|node| node.as_object().is_some()) => {
            for node in nodes {
                gather_merged(merged, node);
            }
        }
        _ => return false,
    }
    true
}

/// Adds what merge keys stand for, unless it is there already; of two merged mappings, the first holds.
fn add_merged(members: &mut Vec<Member>, merged: Vec<Member>) {
    if merged.is_empty() {
        return;
    }
    let mut known: HashSet<String> = members.iter().map(|member| member.key.clone()).collect();
    members.extend(merged.into_iter().filter(|member| known.insert(member.key.clone())));
}

/// What a scalar without quotes is, by YAML's core schema.
pub(super) fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ if is_decimal(text) => Value::Number(text.to_owned()),
        _ => match radix(text) {
            Some(number) => Value::Number(number.to_string()),
            None => Value::String(text.to_owned()),
        },
    }
}

fn radix(text: &str) -> Option<u128> {
    let (digits, radix) = match text.split_at_checked(2)? {
        ("0x", digits) => (digits, 16),
        ("0o", digits) => (digits, 8),
        _ => return None,
    };
    let is_unsigned = digits.starts_with(|first: char| first.is_ascii_hexdigit());
    u128::from_str_radix(digits, radix).ok().filter(|_| is_unsigned)
}

/// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
fn is_decimal(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['-', '+']).unwrap_or(exponent))),
        None => (unsigned, None),
    };
    let are_digits = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_mantissa = match mantissa.split_once('.') {
        Some(("", fraction)) => !fraction.is_empty() && are_digits(fraction),
        Some((whole, fraction)) => are_digits(whole) && are_digits(fraction),
        None => !mantissa.is_empty() && are_digits(mantissa),
    };
    is_mantissa && exponent.is_none_or(|digits| !digits.is_empty() && are_digits(digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_are_of_the_core_schema() {
        let table = [
            ("12", Value::Number("12".to_owned())),
            ("-1.5e3", Value::Number("-1.5e3".to_owned())),
            (".5", Value::Number(".5".to_owned())),
            ("0x1F", Value::Number("31".to_owned())),
            ("123456789012345678901234567890", Value::Number("123456789012345678901234567890".to_owned())),
            ("~", Value::Null),
            ("True", Value::Bool(true)),
            ("yes", Value::String("yes".to_owned())),
            ("2020-01-01", Value::String("2020-01-01".to_owned())),
            ("1.2.3", Value::String("1.2.3".to_owned())),
            ("1e", Value::String("1e".to_owned())),
            (".", Value::String(".".to_owned())),
            ("0x-1", Value::String("0x-1".to_owned())),
            ("\"12\"", Value::String("12".to_owned())),
            ("!!str 12", Value::String("12".to_owned())),
            ("!!int '12'", Value::Number("12".to_owned())),
        ];
        for (text, expected) in table {
            assert_eq!(parse(text, 0).unwrap().root.value, expected, "{text}");
        }
    }

    #[test]
    fn aliases_and_merge_keys_are_expanded() {
        let table = [
            ("a: &x {b: 1}\nc: *x\n", r#"{"a":{"b":1},"c":{"b":1}}"#),
            ("a: &x {b: 1, d: 2}\nc: {<<: *x, b: 3}\n", r#"{"a":{"b":1,"d":2},"c":{"b":3,"d":2}}"#),
            ("a: &x {b: 1}\ne: &y {f: 2}\nc: {b: 3, <<: [*x, *y]}\n", r#"{"a":{"b":1},"e":{"f":2},"c":{"b":3,"f":2}}"#),
            ("'<<': 1\n", r#"{"<<":1}"#),
        ];
        for (text, expected) in table {
            assert_eq!(parse(text, 0).unwrap().root.to_json().to_string(), expected, "{text}");
        }
    }

    #[test]
    fn what_was_mended_is_noted_where_it_stands() {
        let table = [
            ("a: 1\nb: 2\na: 3\n", "1:1 duplicate-key"),
            ("x: !foo bar\n", "1:4 yaml-tag"),
            ("200: x\n", "1:1 key-kind"),
            ("a: &x [*x]\n", "1:8 yaml-alias"),
            ("a: 1\n---\nb: 2\n", "2:1 several-documents"),
            ("<<: 1\n", "1:1 yaml-merge"),
            ("a:\n  b: {\n  c: 1,\n d: 2\n}\n", "3:1 yaml-indentation"),
        ];
        for (text, expected) in table {
            let notes = parse(text, 0).unwrap().notes;
            let found: Vec<_> =
                notes.iter().map(|it| format!("{}:{} {}", it.mark.line, it.mark.column, it.rule)).collect();
            assert_eq!(found, [expected], "{text}");
        }
    }

    #[test]
    fn it_is_bounded() {
        let bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\n".to_owned()
            + &('b'..='h').fold(String::new(), |text, name| {
                let before = char::from(name as u8 - 1);
                let aliases = vec![format!("*{before}"); 10].join(",");
                text + &format!("{name}: &{name} [{aliases}]\n")
            });
        assert_eq!(parse(&bomb, 0).unwrap_err().code, "too-many-aliases");
        for deep in ["[".repeat(1000), "- ".repeat(1000)] {
            assert_eq!(parse(&deep, 0).unwrap_err().code, "too-deep");
        }
        assert_eq!(parse("a: [", 0).unwrap_err().code, "syntax");
    }
}
