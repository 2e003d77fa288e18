//! Where a pass is in a tree, and what it has to say about that.

use super::carried;
use super::tree::{Mark, Node, Note};
use crate::diagnostic::{Entry, Ledger, Place};
use crate::pointer::Pointer;
use std::collections::HashMap;

/// The way from the root to a value; costs nothing until it is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trail<'a> {
    outer: Option<&'a Trail<'a>>,
    segment: Segment<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Segment<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl<'a> Trail<'a> {
    /// The whole document.
    pub(super) fn root() -> Self {
        Self { outer: None, segment: Segment::Root }
    }

    /// The value of a key.
    pub(super) fn key(&'a self, key: &'a str) -> Self {
        Self { outer: Some(self), segment: Segment::Key(key) }
    }

    /// A place in a list.
    pub(super) fn index(&'a self, index: usize) -> Self {
        Self { outer: Some(self), segment: Segment::Index(index) }
    }

    /// The key that leads here, if it is one.
    pub(super) fn last_key(&self) -> Option<&'a str> {
        match self.segment {
            Segment::Key(key) => Some(key),
            _ => None,
        }
    }

    /// The way as a pointer.
    pub(super) fn pointer(&self) -> Pointer {
        let mut segments = Vec::new();
        let mut here = Some(self);
        while let Some(trail) = here {
            match trail.segment {
                Segment::Root => {}
                Segment::Key(key) => segments.push(carried::word(key)),
                Segment::Index(index) => segments.push(index.to_string()),
            }
            here = trail.outer;
        }
        segments.into_iter().rev().collect()
    }
}

/// The ledger, while it is written.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The names of the files that marks speak of.
    pub(super) files: Vec<String>,
    /// What was said by now.
    pub(super) ledger: Ledger,
}

impl Notes {
    /// A rule of the specification was broken here.
    pub(super) fn broken(&mut self, rule: &'static str, trail: &Trail<'_>, mark: Mark, message: impl Into<String>) {
        self.say(rule, trail.pointer(), mark, message.into(), true);
    }

    /// Something valid was taken with a loss here.
    pub(super) fn lossy(&mut self, rule: &'static str, trail: &Trail<'_>, mark: Mark, message: impl Into<String>) {
        self.say(rule, trail.pointer(), mark, message.into(), false);
    }

    /// The same, at a pointer.
    pub(super) fn say(&mut self, rule: &'static str, pointer: Pointer, mark: Mark, message: String, broken: bool) {
        let place = place(&self.files, mark);
        self.ledger.0.push(Entry { place, pointer, rule, message, broken });
    }

    /// What the parser had to say about a tree that it made.
    pub(super) fn parsed(&mut self, root: &Node, notes: Vec<Note>) {
        if notes.is_empty() {
            return;
        }
        let mut pointers: HashMap<Mark, Option<Pointer>> = notes.iter().map(|note| (note.kept, None)).collect();
        find(root, &Trail::root(), &mut pointers);
        for Note { rule, message, mark, kept } in notes {
            let pointer = pointers.get(&kept).cloned().flatten().unwrap_or_default();
            self.say(rule, pointer, mark, message, true);
        }
    }
}

/// Where a mark is, for those who read.
pub(super) fn place(files: &[String], mark: Mark) -> Option<Place> {
    let file = files.get(mark.file as usize).filter(|_| mark.is_somewhere())?.clone();
    Some(Place { file, line: mark.line as usize, column: mark.column as usize })
}

/// Fills in the pointers to what stands at the marks.
fn find(node: &Node, trail: &Trail<'_>, pointers: &mut HashMap<Mark, Option<Pointer>>) {
    use super::tree::Value;
    let meet = |pointers: &mut HashMap<Mark, Option<Pointer>>, mark: Mark, trail: &Trail<'_>| {
        // The last one holds: a mapping begins where its first key does, and notes there are about the key.
        if let Some(pointer) = pointers.get_mut(&mark) {
            *pointer = Some(trail.pointer());
        }
    };
    meet(pointers, node.mark, trail);
    match &node.value {
        Value::Object(object) => {
            object.members.iter().for_each(|member| find(&member.node, &trail.key(&member.key), pointers));
            object.members.iter().for_each(|member| meet(pointers, member.mark, &trail.key(&member.key)));
        }
        Value::Array(nodes) => {
            nodes.iter().enumerate().for_each(|(at, node)| find(node, &trail.index(at), pointers));
        }
        _ => {}
    }
}
