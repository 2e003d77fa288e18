//! One action on the tree, and on the view of it that JSONPath queries.

use super::{Action, What, hint};
use crate::document::tree::{DEEPEST, MOST_ALIASED, Mark, Node, Value};
use crate::pointer::Pointer;
use serde_json_path::{JsonPath, NormalizedPath, PathElement};

/// The tree, and the same as JSONPath sees it.
pub(super) struct Tree<'a> {
    root: &'a mut Node,
    pub(super) view: serde_json::Value,
    /// How many values may still be copied.
    budget: usize,
}

/// Whether an action changed something.
pub(super) enum Applied {
    Changed,
    /// It was so already, here and wherever else it matches.
    Same(Pointer),
}

/// Why an action was not done.
pub(super) struct Refusal {
    pub(super) mark: Mark,
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) label: String,
    pub(super) help: String,
}

impl<'a> Tree<'a> {
    /// A tree that nothing was done to.
    pub(super) fn new(root: &'a mut Node) -> Self {
        let view = root.to_json();
        Self { root, view, budget: MOST_ALIASED }
    }

    fn matches(&self, path: &JsonPath) -> Vec<Pointer> {
        let mut pointers: Vec<Pointer> = path.query_located(&self.view).locations().map(pointer).collect();
        pointers.dedup();
        pointers
    }

    fn refresh(&mut self, pointer: &Pointer) {
        let Some(node) = self.root.at(pointer) else { return };
        let text = pointer.to_string();
        if let Some(view) = self.view.pointer_mut(text.trim_start_matches('#')) {
            *view = node.to_json();
        }
    }

    fn remove(&mut self, pointer: &Pointer) {
        let (Some(parent), Some(last)) = (pointer.parent(), pointer.last()) else { return };
        let Some(node) = self.root.at_mut(&parent) else { return };
        match &mut node.value {
            Value::Object(object) => drop(object.take(last)),
            Value::Array(nodes) => match last.parse() {
                Ok(index) if index < nodes.len() => drop(nodes.remove(index)),
                _ => {}
            },
            _ => {}
        }
    }
}

impl Action<'_> {
    /// Does it.
    pub(super) fn apply(&self, tree: &mut Tree<'_>) -> Result<Applied, Refusal> {
        let mut pointers = tree.matches(&self.path);
        if pointers.is_empty() {
            return Err(Refusal {
                mark: self.target_mark,
                code: "overlay-unmatched",
                message: "this correction changes nothing".to_owned(),
                label: "nothing in {spec} matches".to_owned(),
                help: hint::help(self.target, &tree.view),
            });
        }
        let copied;
        let update = match &self.what {
            What::Remove => {
                if pointers.contains(&Pointer::root()) {
                    return Err(self.refuse(
                        self.target_mark,
                        "overlay-form",
                        "this would remove the whole document",
                        "here",
                    ));
                }
                // The last one first: so the others stay where they are.
                pointers.sort_by(|one, other| in_order(other, one));
                for pointer in &pointers {
                    tree.remove(pointer);
                }
                let parents: std::collections::BTreeSet<Pointer> =
                    pointers.iter().filter_map(Pointer::parent).collect();
                parents.iter().for_each(|parent| tree.refresh(parent));
                return Ok(Applied::Changed);
            }
            What::Update(update) => *update,
            What::Copy(copy, path) => {
                let sources = tree.matches(path);
                let [source] = sources.as_slice() else {
                    let label = match sources.len() {
                        0 => "this matches nothing".to_owned(),
                        count => format!("this matches {count} values"),
                    };
                    return Err(self.refuse(copy.mark, "overlay-copy", "a copy is made of one value", &label));
                };
                copied = tree.root.at(source).cloned().unwrap_or_default();
                &copied
            }
        };
        let (size, depth) = update.measure();
        let mut changed = false;
        for pointer in &pointers {
            tree.budget = tree.budget.checked_sub(size).ok_or_else(|| {
                self.refuse(
                    self.target_mark,
                    "too-large",
                    "this overlay makes too much of the document",
                    "with this action",
                )
            })?;
            if pointer.segments().len() + depth > DEEPEST {
                return Err(self.refuse(
                    self.target_mark,
                    "too-deep",
                    "values would nest too deep",
                    "with this action",
                ));
            }
            let Some(node) = tree.root.at_mut(pointer) else { continue };
            if matches!((&node.value, &update.value), (Value::Object(_), value) if !matches!(value, Value::Object(_))) {
                let label = format!("`{}` is an object", pointer.to_json_path());
                let message = format!("an object is updated with an object, and here is {}", update.kind());
                return Err(self.refuse(self.target_mark, "overlay-update", &message, &label));
            }
            changed |= match (&mut node.value, &update.value) {
                (Value::Array(_), Value::Array(_)) => merge(node, update),
                (Value::Array(nodes), _) => {
                    nodes.push(update.clone());
                    true
                }
                _ => merge(node, update),
            };
            tree.refresh(pointer);
        }
        Ok(if changed { Applied::Changed } else { Applied::Same(pointers.swap_remove(0)) })
    }

    fn refuse(&self, mark: Mark, code: &'static str, message: &str, label: &str) -> Refusal {
        Refusal { mark, code, message: message.to_owned(), label: label.to_owned(), help: String::new() }
    }
}

/// Objects become one, lists follow one another, anything else is replaced; whether something changed.
fn merge(node: &mut Node, update: &Node) -> bool {
    match (&mut node.value, &update.value) {
        (Value::Object(object), Value::Object(updates)) => {
            let mut changed = false;
            for member in &updates.members {
                changed |= match object.get_mut(&member.key) {
                    Some(known) => merge(known, &member.node),
                    None => {
                        object.members.push(member.clone());
                        true
                    }
                };
            }
            changed
        }
        (Value::Array(nodes), Value::Array(more)) => {
            nodes.extend(more.iter().cloned());
            !more.is_empty()
        }
        _ => {
            let changed = !node.says_the_same(update);
            *node = update.clone();
            changed
        }
    }
}

/// The order of two places, where one may be after the other in the same list.
fn in_order(one: &Pointer, other: &Pointer) -> std::cmp::Ordering {
    let (one, other) = (one.segments(), other.segments());
    let mut differing =
        one.iter().zip(&other).map(|(one, other)| match (one.parse::<usize>(), other.parse::<usize>()) {
            (Ok(one), Ok(other)) => one.cmp(&other),
            _ => one.cmp(other),
        });
    let first = differing.find(|order| order.is_ne());
    first.unwrap_or_else(|| one.len().cmp(&other.len()))
}

fn pointer(path: &NormalizedPath<'_>) -> Pointer {
    let segments = path.iter().map(|element| match element {
        PathElement::Name(name) => (*name).to_owned(),
        PathElement::Index(index) => index.to_string(),
    });
    segments.collect()
}
