//! A document as it was written: values in their order, each with its place.
//!
//! [`parse`] reads YAML or JSON, [`Node::to_yaml`] writes YAML: block style, the order of the keys kept, the same bytes for
//! the same tree. To put several documents into one (`cargo xtask vendor`):
//!
//! ```
//! use specwright::document::tree;
//! let mut one = tree::parse("paths:\n  /a: {get: {}}\n").unwrap().root;
//! let other = tree::parse("paths:\n  /b: {get: {}}\n").unwrap().root;
//! assert!(one.merge(other).is_empty());
//! assert_eq!(one.to_yaml(), "paths:\n  /a:\n    get: {}\n  /b:\n    get: {}\n");
//! ```

mod indent;
mod json;
mod merge;
mod write;
mod yaml;

pub use merge::Contradiction;

use crate::pointer::Pointer;
use std::collections::{HashMap, HashSet};

/// How deep values may nest. Every later pass may recurse by it.
pub const DEEPEST: usize = 128;
/// How many bytes a file may have.
pub const LARGEST: usize = 64 << 20;
/// How many values the aliases of a YAML file may stand for, all together.
pub const MOST_ALIASED: usize = 1_000_000;

/// A value and its place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it begins.
    pub mark: Mark,
}

/// A value.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// `null`, `~`, nothing.
    #[default]
    Null,
    /// `true`.
    Bool(bool),
    /// `1.10`, as it was written.
    Number(String),
    /// `text`.
    String(String),
    /// `[1, 2]`.
    Array(Vec<Node>),
    /// `{a: 1}`.
    Object(Object),
}

/// A mapping, in the document's order, every key once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object {
    /// Key and value.
    pub members: Vec<Member>,
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// `paths`.
    pub key: String,
    /// Where the key begins.
    pub mark: Mark,
    /// The value.
    pub node: Node,
}

/// A place in a file: nowhere, where a pass made the thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark {
    /// Which file: an index into what was read.
    pub file: u32,
    /// Counted from 1; 0: nowhere.
    pub line: u32,
    /// In characters, counted from 1.
    pub column: u32,
}

impl Mark {
    /// Whether it is a place.
    pub fn is_somewhere(self) -> bool {
        self.line > 0
    }
}

/// What was read, and what is to be said about it.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// The whole of it.
    pub root: Node,
    /// What was not as it should be.
    pub notes: Vec<Note>,
}

/// Something that was read although a rule was broken.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// `duplicate-key`.
    pub rule: &'static str,
    /// What was done, in one line.
    pub message: String,
    /// Where.
    pub mark: Mark,
    /// Where what it is about stands in the tree: another place, where what was at `mark` is gone.
    pub kept: Mark,
}

/// Why a text could not be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// `syntax`.
    pub code: &'static str,
    /// What is wrong, in one line.
    pub message: String,
    /// What is said at the place.
    pub label: String,
    /// Where.
    pub mark: Mark,
    /// What to do about it.
    pub help: Option<String>,
}

/// Reads YAML or JSON.
///
/// # Errors
/// When the text is neither, or too large, or nests too deep.
pub fn parse(text: &str) -> Result<Parsed, Fault> {
    parse_file(text, 0)
}

/// The same, for the file of this index.
pub(crate) fn parse_file(text: &str, file: u32) -> Result<Parsed, Fault> {
    if text.len() > LARGEST {
        return Err(Fault {
            code: "too-large",
            message: format!("this file has {} MiB, more than the {} that are read", text.len() >> 20, LARGEST >> 20),
            label: "begins here".to_owned(),
            mark: Mark { file, line: 1, column: 1 },
            help: Some("split it, or leave out what no client needs".to_owned()),
        });
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if !text.trim_start().starts_with(['{', '[']) {
        return yaml::parse(text, file);
    }
    match json::parse(text, file) {
        Err(in_json) if in_json.code == "syntax" => yaml::parse(text, file).map_err(|in_yaml| {
            let yaml_went_further = in_yaml.code != "syntax" || in_yaml.mark > in_json.mark;
            if yaml_went_further { in_yaml } else { in_json }
        }),
        read => read,
    }
}

impl Node {
    /// A value that no file holds.
    pub fn made(value: Value) -> Self {
        Self { value, mark: Mark::default() }
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_object()?.get(key)
    }

    /// The value of a key.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        self.as_object_mut()?.get_mut(key)
    }

    /// The mapping that it is.
    pub fn as_object(&self) -> Option<&Object> {
        match &self.value {
            Value::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The mapping that it is.
    pub fn as_object_mut(&mut self) -> Option<&mut Object> {
        match &mut self.value {
            Value::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The list that it is.
    pub fn as_array(&self) -> Option<&[Node]> {
        match &self.value {
            Value::Array(nodes) => Some(nodes),
            _ => None,
        }
    }

    /// The text that it is.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// Where its `$ref` leads, if it is a reference.
    pub fn reference(&self) -> Option<&str> {
        self.get("$ref")?.as_str()
    }

    /// The value that a key or an index names.
    pub fn step(&self, segment: &str) -> Option<&Node> {
        match &self.value {
            Value::Object(object) => object.get(segment),
            Value::Array(nodes) => nodes.get(index(segment)?),
            _ => None,
        }
    }

    /// The value that a key or an index names.
    pub fn step_mut(&mut self, segment: &str) -> Option<&mut Node> {
        match &mut self.value {
            Value::Object(object) => object.get_mut(segment),
            Value::Array(nodes) => nodes.get_mut(index(segment)?),
            _ => None,
        }
    }

    /// The value at a pointer.
    pub fn at(&self, pointer: &Pointer) -> Option<&Node> {
        pointer.segments().iter().try_fold(self, |node, segment| node.step(segment))
    }

    /// The value at a pointer.
    pub fn at_mut(&mut self, pointer: &Pointer) -> Option<&mut Node> {
        pointer.segments().iter().try_fold(self, |node, segment| node.step_mut(segment))
    }

    /// How many values it is, and how deep.
    pub(crate) fn measure(&self) -> (usize, usize) {
        let add = |(size, depth): (usize, usize), child: &Node| {
            let (inner_size, inner_depth) = child.measure();
            (size + inner_size, depth.max(inner_depth + 1))
        };
        match &self.value {
            Value::Array(nodes) => nodes.iter().fold((1, 1), add),
            Value::Object(object) => object.members.iter().map(|member| &member.node).fold((1, 1), add),
            _ => (1, 0),
        }
    }

    /// `an object`, `a string`: for messages.
    pub fn kind(&self) -> &'static str {
        match &self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        }
    }

    /// The same as a value of serde's: numbers beyond 64 bits become the nearest `f64`.
    pub fn to_json(&self) -> serde_json::Value {
        match &self.value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(value) => serde_json::Value::Bool(*value),
            Value::Number(text) => number(text).map_or_else(|| text.clone().into(), serde_json::Value::Number),
            Value::String(text) => serde_json::Value::String(text.clone()),
            Value::Array(nodes) => nodes.iter().map(Node::to_json).collect(),
            Value::Object(object) => object.members.iter().map(|it| (it.key.clone(), it.node.to_json())).collect(),
        }
    }
}

impl Object {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.members.iter().find(|member| member.key == key).map(|member| &member.node)
    }

    /// The value of a key.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        self.members.iter_mut().find(|member| member.key == key).map(|member| &mut member.node)
    }

    /// Key and value.
    pub fn member(&self, key: &str) -> Option<&Member> {
        self.members.iter().find(|member| member.key == key)
    }

    /// Whether there is such a key.
    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Puts a value where the key has one already, else last.
    pub fn set(&mut self, key: &str, node: Node) {
        match self.get_mut(key) {
            Some(old) => *old = node,
            None => self.members.push(Member { key: key.to_owned(), mark: node.mark, node }),
        }
    }

    /// The mapping of a key, made where there is none.
    pub fn object_at(&mut self, key: &str) -> &mut Object {
        let at = self.members.iter().position(|member| member.key == key).unwrap_or_else(|| {
            self.set(key, Node::default());
            self.members.len() - 1
        });
        let value = &mut self.members[at].node.value;
        if !matches!(value, Value::Object(_)) {
            *value = Value::Object(Object::default());
        }
        match value {
            Value::Object(object) => object,
            _ => unreachable!("the lines above made it a mapping"),
        }
    }

    /// Takes a key out.
    pub fn take(&mut self, key: &str) -> Option<Node> {
        let at = self.members.iter().position(|member| member.key == key)?;
        Some(self.members.remove(at).node)
    }
}

impl FromIterator<(String, Node)> for Object {
    fn from_iter<I: IntoIterator<Item = (String, Node)>>(members: I) -> Self {
        Self { members: members.into_iter().map(|(key, node)| Member { key, mark: node.mark, node }).collect() }
    }
}

/// The index that a segment of a pointer is.
fn index(segment: &str) -> Option<usize> {
    let is_canonical = segment == "0" || !segment.starts_with(['0', '+']);
    segment.parse().ok().filter(|_| is_canonical)
}

/// A number of serde's, from the text of one, YAML's spellings too.
pub(crate) fn number(text: &str) -> Option<serde_json::Number> {
    if let Ok(number) = text.parse::<i64>() {
        return Some(number.into());
    }
    if let Ok(number) = text.parse::<u64>() {
        return Some(number.into());
    }
    serde_json::Number::from_f64(text.parse().ok()?)
}

/// Drops all but the last member of each key, with a note for each that goes.
fn keep_last(members: &mut Vec<Member>, notes: &mut Vec<Note>) {
    let has_doubles = match members.len() {
        ..=12 => (1..members.len()).any(|at| members[..at].iter().any(|earlier| earlier.key == members[at].key)),
        _ => {
            let mut seen = HashSet::with_capacity(members.len());
            !members.iter().all(|member| seen.insert(member.key.as_str()))
        }
    };
    if !has_doubles {
        return;
    }
    let mut seen: HashMap<String, Mark> = HashMap::with_capacity(members.len());
    let mut kept = Vec::with_capacity(members.len());
    for member in std::mem::take(members).into_iter().rev() {
        match seen.get(&member.key) {
            Some(kept) => {
                let message = format!("`{}` is there again below: that one holds", member.key);
                notes.push(Note { rule: "duplicate-key", message, mark: member.mark, kept: *kept });
            }
            None => {
                seen.insert(member.key.clone(), member.mark);
                kept.push(member);
            }
        }
    }
    kept.reverse();
    *members = kept;
}
