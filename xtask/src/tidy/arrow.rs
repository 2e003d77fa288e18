//! The arrow of the generator: which module speaks which vocabulary.

use super::Finding;
use super::files::{Tree, code, has_word};

/// A vocabulary, and the modules of the generator that may speak it; none: nobody.
const WORDS: &[(&str, &[&str])] = &[
    ("openapiv3", &["document", "lower"]),
    ("deunicode", &["name"]),
    ("pulldown_cmark", &["name"]),
    ("quote", &["emit", "print"]),
    ("proc_macro2", &["emit", "print"]),
    ("syn", &["print"]),
    ("prettyplease", &["print"]),
    ("std::fs", &[]),
    ("std::env", &[]),
    ("std::net", &[]),
    ("std::process", &[]),
];

/// A module of the arrow, and the modules that it may use besides `diagnostic`, `pointer` and itself.
const MODULES: &[(&str, &[&str])] = &[
    ("document", &["settings"]),
    ("api", &[]),
    ("lower", &["document", "api", "settings"]),
    ("rust", &["api"]),
    ("name", &["api", "rust", "settings"]),
    ("emit", &["api", "rust"]),
    ("print", &["api", "rust", "emit"]),
];

/// The tests of all passes together, which know every vocabulary.
const WHOLE_ARROW: &str = "generator/src/tests.rs";

/// What a module of the generator is called: `lower` for `generator/src/lower/union.rs`.
fn module(path: &str) -> Option<&str> {
    let path = path.strip_prefix("generator/src/")?;
    path.split('/').next().map(|first| first.trim_end_matches(".rs"))
}

/// No module uses a crate whose vocabulary is another's.
pub(super) fn words(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.under("generator/src/", ".rs").filter(|(path, _)| *path != WHOLE_ARROW) {
        for (number, line) in code(text) {
            for (word, allowed) in WORDS {
                let is_used = has_word(line, word)
                    && (line.contains(&format!("{word}::"))
                        || line.contains(&format!("{word}!"))
                        || line.contains(&format!("use {word};")));
                if is_used && !module(path).is_some_and(|module| allowed.contains(&module)) {
                    let message = match allowed {
                        [] => format!("`{word}` stands nowhere in the generator: text in, files in memory out"),
                        _ => format!("`{word}` is the vocabulary of {}", allowed.join(" and ")),
                    };
                    findings.push(Finding::new(path, number, message));
                }
            }
        }
    }
    findings
}

/// No module uses one that stands to its right on the arrow.
pub(super) fn modules(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.under("generator/src/", ".rs") {
        let Some((own, allowed)) = MODULES.iter().find(|(own, _)| module(path) == Some(own)) else { continue };
        for (number, line) in code(text) {
            for (other, _) in MODULES.iter().filter(|(other, _)| other != own && !allowed.contains(other)) {
                if has_word(line, &format!("crate::{other}")) {
                    findings.push(Finding::new(path, number, format!("`{own}` does not know `{other}`")));
                }
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::{Tree, modules, words};

    #[test]
    fn every_vocabulary_has_its_place() {
        let tree = Tree::of(&[
            (
                "generator/src/lower/union.rs",
                "use openapiv3::Schema;\nuse deunicode::deunicode;\n// use quote::quote;\n",
            ),
            ("generator/src/emit.rs", "use quote::quote;\nlet text = std::fs::read(path);\nlet unquoted = 1;\n"),
            ("generator/src/name.rs", "let api = crate::api::Api::default();\nlet syntax = 1;\n"),
            ("xtask/src/main.rs", "use std::fs;\n"),
        ]);
        let found: Vec<String> = words(&tree).iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "generator/src/emit.rs:2: `std::fs` stands nowhere in the generator: text in, files in memory out",
                "generator/src/lower/union.rs:2: `deunicode` is the vocabulary of name",
            ]
        );
    }

    #[test]
    fn nothing_points_left() {
        let tree = Tree::of(&[
            ("generator/src/lower.rs", "use crate::api::Api;\nuse crate::rust::Crate;\n"),
            ("generator/src/api.rs", "use crate::pointer::Pointer;\n"),
        ]);
        let found: Vec<String> = modules(&tree).iter().map(ToString::to_string).collect();
        assert_eq!(found, ["generator/src/lower.rs:2: `lower` does not know `rust`"]);
    }
}
