//! Corrections: an OpenAPI Overlay 1.1 document, applied to the tree before anything else reads it.
//!
//! What an action writes keeps its place in the overlay. Every action that changes nothing, and everything else that is
//! wrong with the overlay, is told at once.

mod apply;
mod hint;

use super::notes::{Notes, place};
use super::tree::{self, Mark, Node, Value};
use crate::File;
use crate::diagnostic::{Diagnostic, Diagnostics};
use apply::Applied;
use serde_json_path::JsonPath;

/// Applies an overlay.
///
/// # Errors
/// When it is no overlay, and for each action that cannot be done or that matches nothing.
pub(super) fn overlay(root: &mut Node, spec: &str, overlay: &File, notes: &mut Notes) -> Result<(), Diagnostics> {
    let index = u32::try_from(notes.files.len()).unwrap_or(u32::MAX);
    notes.files.push(overlay.name.clone());
    let parsed = tree::parse_file(&overlay.text, index).map_err(|fault| super::told(fault, &notes.files))?;
    notes.parsed(&parsed.root, parsed.notes);
    let mut teller = Teller { files: &notes.files, spec, found: Diagnostics::default() };
    let mut target = apply::Tree::new(root);
    let mut stale = Vec::new();
    for action in actions(&parsed.root, &mut teller) {
        match action.apply(&mut target) {
            Ok(Applied::Changed) => {}
            Ok(Applied::Same(pointer)) => stale.push((pointer, action.target_mark)),
            Err(apply::Refusal { mark, code, message, label, help }) => {
                teller.tell(code, &message, mark, &label.replace("{spec}", teller.spec), Some(&action), &help);
            }
        }
    }
    if !teller.found.0.is_empty() {
        return Err(teller.found);
    }
    for (pointer, mark) in stale {
        let message = "the document says already what this correction says: it can go".to_owned();
        notes.say("overlay-without-effect", pointer, mark, message, false);
    }
    Ok(())
}

/// One action, read.
struct Action<'a> {
    /// As it was written.
    target: &'a str,
    target_mark: Mark,
    path: JsonPath,
    description: Option<&'a str>,
    what: What<'a>,
}

/// What an action does.
enum What<'a> {
    Remove,
    Update(&'a Node),
    Copy(&'a Node, JsonPath),
}

/// What is wrong with the overlay, while it is found out.
struct Teller<'a> {
    files: &'a [String],
    spec: &'a str,
    found: Diagnostics,
}

impl Teller<'_> {
    fn tell(
        &mut self,
        code: &'static str,
        message: &str,
        mark: Mark,
        label: &str,
        action: Option<&Action<'_>>,
        help: &str,
    ) {
        let description = action.and_then(|action| action.description);
        let mark = Mark { line: mark.line.max(1), column: mark.column.max(1), ..mark };
        self.found.0.push(Diagnostic {
            code,
            message: message.to_owned(),
            place: place(self.files, mark),
            pointer: None,
            label: label.to_owned(),
            notes: description.map(|text| format!("description: {}", text.trim_end())).into_iter().collect(),
            help: Some(help.to_owned()).filter(|help| !help.is_empty()),
        });
    }

    fn form(&mut self, message: &str, mark: Mark, label: &str, help: &str) {
        self.tell("overlay-form", message, mark, label, None, help);
    }
}

const EXAMPLE: &str =
    "an overlay is `overlay: 1.1.0`, `info`, and `actions`, each with a `target` and `update`, `remove` or `copy`";

/// The actions of an overlay, those that can be read.
fn actions<'a>(root: &'a Node, teller: &mut Teller<'_>) -> Vec<Action<'a>> {
    let Some(object) = root.as_object() else {
        teller.form(
            "this is no overlay",
            root.mark,
            &format!("an overlay is an object, and here is {}", root.kind()),
            EXAMPLE,
        );
        return Vec::new();
    };
    match object.member("overlay") {
        None => teller.form("this is no overlay", root.mark, "the field `overlay` is missing", EXAMPLE),
        Some(member) => {
            let version = match &member.node.value {
                Value::String(text) | Value::Number(text) => text.as_str(),
                _ => "",
            };
            if !version.starts_with("1.") {
                teller.form("this version of overlays is not read", member.node.mark, "1.0 and 1.1 are read", EXAMPLE);
            }
        }
    }
    let list = match object.member("actions") {
        Some(member) => match member.node.as_array() {
            Some(list) => list,
            None => {
                let label = format!("`actions` is a list, and here is {}", member.node.kind());
                teller.form("the actions cannot be read", member.node.mark, &label, EXAMPLE);
                return Vec::new();
            }
        },
        None => {
            teller.form("this overlay does nothing", root.mark, "the field `actions` is missing", EXAMPLE);
            return Vec::new();
        }
    };
    list.iter().filter_map(|node| action(node, teller)).collect()
}

fn action<'a>(node: &'a Node, teller: &mut Teller<'_>) -> Option<Action<'a>> {
    let Some(object) = node.as_object() else {
        teller.form(
            "this is no action",
            node.mark,
            &format!("an action is an object, and here is {}", node.kind()),
            EXAMPLE,
        );
        return None;
    };
    const KNOWN: [&str; 5] = ["target", "description", "update", "remove", "copy"];
    for member in object.members.iter().filter(|it| !KNOWN.contains(&it.key.as_str()) && !it.key.starts_with("x-")) {
        let help = match hint::similar(&member.key, KNOWN) {
            Some(known) => format!("did you mean `{known}`?"),
            None => EXAMPLE.to_owned(),
        };
        teller.form("an action has no such field", member.mark, &format!("`{}` is not known", member.key), &help);
    }
    let Some(target) = object.get("target") else {
        teller.form("this action has no target", node.mark, "the field `target` is missing", EXAMPLE);
        return None;
    };
    let path = json_path(target, "target", teller)?;
    let removes = object.get("remove").is_some_and(|node| node.value == Value::Bool(true));
    let what = match (removes, object.get("update"), object.get("copy")) {
        (true, ..) => What::Remove,
        (false, Some(update), _) => What::Update(update),
        (false, None, Some(copy)) => What::Copy(copy, json_path(copy, "copy", teller)?),
        (false, None, None) => {
            teller.form(
                "this action does nothing",
                target.mark,
                "neither `update`, `remove: true` nor `copy`",
                EXAMPLE,
            );
            return None;
        }
    };
    let description = object.get("description").and_then(Node::as_str);
    Some(Action { target: target.as_str()?, target_mark: target.mark, path, description, what })
}

fn json_path(node: &Node, field: &str, teller: &mut Teller<'_>) -> Option<JsonPath> {
    let Some(text) = node.as_str() else {
        let label = format!("`{field}` is JSONPath, and here is {}", node.kind());
        teller.form(&format!("this `{field}` cannot be read"), node.mark, &label, "write it as `$.paths['/pets'].get`");
        return None;
    };
    match JsonPath::parse(text) {
        Ok(path) => Some(path),
        Err(error) => {
            let column = node.mark.column.saturating_add(u32::try_from(error.position()).unwrap_or_default());
            let mark = Mark { column, ..node.mark };
            let label = Some(error.message()).filter(|message| *message != "parser error");
            let label = label.unwrap_or("it cannot be read from here on");
            let help = "keys with other characters than letters, digits and `_` stand in brackets: `$.paths['/pets/{id}'].get`";
            teller.tell("overlay-path", "this is not JSONPath (RFC 9535)", mark, label, None, help);
            None
        }
    }
}

#[cfg(test)]
mod tests;
