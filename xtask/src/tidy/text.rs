//! What stands in a file, whatever it says.

use super::Finding;
use super::files::{Tree, code, numbered};
use std::path::PathBuf;

/// Where hand-written Rust stands.
const SOURCES: &[&str] = &["generator/", "runtime/", "xtask/"];
/// More lines than this in one file hold two ideas.
const LONGEST: usize = 500;
/// More lines than this in a fixture hold two ideas.
const LONGEST_FIXTURE: usize = 40;

/// Our Rust files.
fn sources(tree: &Tree) -> impl Iterator<Item = (&str, &str)> {
    SOURCES.iter().flat_map(|folder| tree.under(folder, ".rs"))
}

/// Small files, because small ideas. The nouns are as long as their vocabulary, and the tables of tests as they have rows.
pub(super) fn lengths(tree: &Tree) -> Vec<Finding> {
    let is_noun = |path: &str| ["generator/src/api.rs", "generator/src/rust.rs"].contains(&path);
    let is_table = |path: &str| path.contains("/tests/") || path.ends_with("/tests.rs");
    sources(tree)
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(path, lines)| *lines > LONGEST && !is_noun(path) && !is_table(path))
        .map(|(path, lines)| Finding::new(path, 0, format!("{lines} lines: look for the second idea in it")))
        .collect()
}

/// Nothing is left to be done, no test is asleep.
pub(super) fn stubs(tree: &Tree) -> Vec<Finding> {
    let stubs = [concat!("todo", "!("), concat!("unimplemented", "!("), concat!("#[", "ignore")];
    let mut findings = Vec::new();
    for (path, text) in sources(tree) {
        for (number, line) in code(text) {
            if let Some(stub) = stubs.iter().find(|stub| line.contains(**stub)) {
                findings.push(Finding::new(path, number, format!("`{stub}` is a stub")));
            }
        }
    }
    findings
}

/// No path of the machine at hand.
pub(super) fn machine_paths(tree: &Tree) -> Vec<Finding> {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let paths: Vec<String> = [tree.root.parent().map(PathBuf::from), home]
        .into_iter()
        .flatten()
        .map(|path| format!("{}/", path.display()))
        .filter(|path| path.len() > 3 && path != "/tmp/")
        .collect();
    let mut findings = Vec::new();
    for (path, text) in tree.all().filter(|(path, _)| !path.ends_with(".lock")) {
        for (number, line) in numbered(text) {
            if paths.iter().any(|machine| line.contains(machine.as_str())) {
                findings.push(Finding::new(path, number, "a path of this machine"));
            }
        }
    }
    findings
}

/// Versions of dependencies stand once, in the workspace's manifest.
pub(super) fn dependencies(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for folder in SOURCES {
        let path = format!("{folder}Cargo.toml");
        let mut section = "";
        for (number, line) in numbered(tree.get(&path).unwrap_or_default()) {
            if line.starts_with('[') {
                section = line;
            } else if section.ends_with("dependencies]") && line.contains('=') && !is_shared(line) {
                findings.push(Finding::new(&path, number, "its version belongs in `[workspace.dependencies]`"));
            }
        }
    }
    findings
}

/// `url.workspace = true`, `url = { workspace = true, … }`, or the package itself.
fn is_shared(line: &str) -> bool {
    line.contains("workspace = true") || line.contains("path = \".\"")
}

/// A fixture shows one idea, and its first comment is that idea.
pub(super) fn fixtures(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.under("generator/tests/fixtures/", ".yaml") {
        let lines = text.lines().count();
        if lines > LONGEST_FIXTURE {
            let message = format!("{lines} lines: a fixture has at most {LONGEST_FIXTURE}, it shows one idea");
            findings.push(Finding::new(path, 0, message));
        }
        if !text.starts_with('#') && !path.contains("/bad/") {
            findings.push(Finding::new(path, 1, "its first line is no comment that says what it shows"));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::{Tree, dependencies, fixtures, lengths, machine_paths, stubs};

    fn found(findings: Vec<super::Finding>) -> Vec<String> {
        findings.iter().map(|finding| format!("{}:{}", finding.file, finding.line)).collect()
    }

    #[test]
    fn each_rule_finds_its_places() {
        let long = "\n".repeat(501);
        let fixture = "openapi: 3.0.3\n".repeat(41);
        let stub = format!("fn a() {{\n    {}\n}}\n", concat!("todo", "!()"));
        let tree = Tree::of(&[
            ("runtime/src/long.rs", &long),
            ("generator/src/api.rs", &long),
            ("xtask/src/stub.rs", &stub),
            ("README.md", "see\n/some/where/else\n"),
            (
                "runtime/Cargo.toml",
                "[package]\nname = \"a\"\n[dependencies]\nserde = \"1\"\nurl.workspace = true\nhttp = { workspace = true }\n",
            ),
            ("generator/tests/fixtures/a.yaml", &fixture),
        ]);
        assert_eq!(found(lengths(&tree)), ["runtime/src/long.rs:0"]);
        assert_eq!(found(stubs(&tree)), ["xtask/src/stub.rs:2"]);
        assert_eq!(found(machine_paths(&tree)), ["README.md:2"]);
        assert_eq!(found(dependencies(&tree)), ["runtime/Cargo.toml:4"]);
        assert_eq!(found(fixtures(&tree)), ["generator/tests/fixtures/a.yaml:0", "generator/tests/fixtures/a.yaml:1"]);
    }
}
