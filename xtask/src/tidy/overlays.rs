//! The corrections of providers' documents.

use super::Finding;
use super::files::Tree;
use specwright::document::tree::{self, Node};

/// Every action says why.
pub(super) fn reasons(tree: &Tree) -> Vec<Finding> {
    let overlays = tree.under("specs/", "overlay.yaml");
    overlays
        .flat_map(|(path, text)| unexplained(text).into_iter().map(|(line, message)| Finding::new(path, line, message)))
        .collect()
}

/// The lines of the actions without a description.
fn unexplained(text: &str) -> Vec<(usize, String)> {
    let parsed = match tree::parse(text) {
        Ok(parsed) => parsed,
        Err(fault) => return vec![(1, fault.message)],
    };
    let actions = parsed.root.get("actions").and_then(Node::as_array).unwrap_or_default();
    let silent = actions.iter().filter(|action| {
        let description = action.get("description").and_then(Node::as_str).unwrap_or_default();
        description.trim().is_empty()
    });
    silent
        .map(|action| (action.mark.line as usize, "this action does not say why: add a `description`".to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::unexplained;

    #[test]
    fn an_action_without_a_reason_is_found() {
        let text = "actions:\n  - target: $.a\n    description: because\n    remove: true\n  - target: $.b\n    remove: true\n";
        assert_eq!(unexplained(text).iter().map(|(line, _)| *line).collect::<Vec<_>>(), [5]);
    }
}
