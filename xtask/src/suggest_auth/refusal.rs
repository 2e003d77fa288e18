//! Where a documented failure says what went wrong.

use super::leaves::Leaf;
use super::words::{self, CODE, MESSAGE, REQUEST_ID};
use specwright::api::{Api, Type};

/// More places than this are guesses.
const MOST: usize = 3;

/// Pointers into a failure, the best first.
#[derive(Debug, Default)]
pub(super) struct Refusal {
    pub(super) code: Vec<String>,
    pub(super) message: Vec<String>,
    pub(super) request_id: Vec<String>,
}

impl Refusal {
    /// Each list with its key, those that are empty left out.
    pub(super) fn lists(&self) -> impl Iterator<Item = (&'static str, &[String])> {
        let lists = [("code", &self.code), ("message", &self.message), ("request_id", &self.request_id)];
        lists.into_iter().filter(|(_, list)| !list.is_empty()).map(|(key, list)| (key, list.as_slice()))
    }
}

/// Finds them.
pub(super) fn refusal(api: &Api, leaves: &[Leaf<'_>]) -> Refusal {
    let scalars: Vec<&Leaf<'_>> =
        leaves.iter().filter(|it| it.is_text(api) || matches!(it.ty, Type::Integer(_) | Type::Number(_))).collect();
    let mut code = ranked(&scalars, CODE);
    let mut message = ranked(&scalars, MESSAGE);
    // `error` is the code in RFC 6749, and the text where the code stands elsewhere.
    let bare = ranked(&scalars, &["error"]);
    if code.is_empty() && !message.is_empty() {
        code = bare;
    } else {
        message.extend(bare);
    }
    let mut request_id = ranked(&scalars, REQUEST_ID);
    [&mut code, &mut message, &mut request_id].into_iter().for_each(|list| list.truncate(MOST));
    Refusal { code, message, request_id }
}

/// Those within an `error` before others, then by name, then the shallow ones.
fn ranked(leaves: &[&Leaf<'_>], names: &[&str]) -> Vec<String> {
    let is_within = |leaf: &Leaf<'_>| {
        let outer = leaf.path.split_last().map(|(_, outer)| outer).unwrap_or_default();
        outer.iter().any(|it| matches!(words::plain(it).as_str(), "error" | "errors" | "fault"))
    };
    let mut found: Vec<_> = leaves
        .iter()
        .filter_map(|leaf| Some(((!is_within(leaf), leaf.rank(names)?, leaf.path.len()), leaf.pointer())))
        .collect();
    found.sort_by_key(|(key, _)| *key);
    found.into_iter().map(|(_, pointer)| pointer).collect()
}
