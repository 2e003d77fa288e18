//! Several documents put into one.

use super::{Mark, Member, Node, Value};
use crate::pointer::Pointer;

/// Two documents that say different things in one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Contradiction {
    /// Where.
    pub pointer: Pointer,
    /// Where the first says it.
    pub ours: Mark,
    /// Where the second says it.
    pub theirs: Mark,
}

impl Node {
    /// Adds what another document says: keys that are new come last, lists whose values are new to it grow, equal values stay.
    /// What contradicts is told, and stays as it was.
    pub fn merge(&mut self, other: Node) -> Vec<Contradiction> {
        let mut found = Vec::new();
        merge(self, other, &Pointer::root(), &mut found);
        found
    }

    /// Whether both say the same, wherever it stands and in whatever order the keys are.
    pub fn says_the_same(&self, other: &Node) -> bool {
        match (&self.value, &other.value) {
            (Value::Object(ours), Value::Object(theirs)) => {
                let finds = |it: &Member| theirs.get(&it.key).is_some_and(|theirs| it.node.says_the_same(theirs));
                ours.members.len() == theirs.members.len() && ours.members.iter().all(finds)
            }
            (Value::Array(ours), Value::Array(theirs)) => {
                ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(ours, theirs)| ours.says_the_same(theirs))
            }
            (ours, theirs) => ours == theirs,
        }
    }
}

fn merge(ours: &mut Node, theirs: Node, pointer: &Pointer, found: &mut Vec<Contradiction>) {
    let mark = theirs.mark;
    match (&mut ours.value, theirs.value) {
        (Value::Object(ours), Value::Object(theirs)) => {
            for member in theirs.members {
                match ours.get_mut(&member.key) {
                    Some(known) => merge(known, member.node, &pointer.child(&member.key), found),
                    None => ours.members.push(member),
                }
            }
        }
        (Value::Array(ours), Value::Array(theirs)) => {
            for node in theirs {
                if !ours.iter().any(|known| known.says_the_same(&node)) {
                    ours.push(node);
                }
            }
        }
        (known, said) if *known == said => {}
        _ => found.push(Contradiction { pointer: pointer.clone(), ours: ours.mark, theirs: mark }),
    }
}
