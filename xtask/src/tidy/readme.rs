//! What `README.md` says.

use super::Finding;
use super::files::{Tree, numbered};
use crate::command::COMMANDS;

/// Every command that the README names exists, and every command that exists has its row in the README.
pub(super) fn commands(tree: &Tree) -> Vec<Finding> {
    let names: Vec<&str> = COMMANDS.iter().map(|command| command.name).collect();
    against(tree.get("README.md").unwrap_or_default(), &names)
}

/// Every Rust block of the README is an excerpt of an example, which compiles.
pub(super) fn excerpts(tree: &Tree) -> Vec<Finding> {
    let examples: Vec<String> = tree.under("xtask/examples/", ".rs").map(|(_, text)| trimmed(text.lines())).collect();
    let mut findings = Vec::new();
    let mut lines = numbered(tree.get("README.md").unwrap_or_default());
    while let Some((number, line)) = lines.next() {
        if line.trim() == "```rust" {
            let block = trimmed(lines.by_ref().map(|(_, line)| line).take_while(|line| line.trim() != "```"));
            if !examples.iter().any(|example| example.contains(&block)) {
                findings.push(Finding::new("README.md", number, "this block stands in no file of xtask/examples/"));
            }
        }
    }
    findings
}

/// Lines without what is around them.
fn trimmed<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    lines.map(|line| format!("{}\n", line.trim())).collect()
}

fn against(readme: &str, names: &[&str]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (number, line) in numbered(readme) {
        for said in mentioned(line).filter(|said| *said != "help" && !names.contains(said)) {
            findings.push(Finding::new("README.md", number, format!("there is no command `cargo xtask {said}`")));
        }
    }
    for name in names {
        if !readme.lines().any(|line| line.starts_with(&format!("| `cargo xtask {name}"))) {
            findings.push(Finding::new("README.md", 0, format!("the table of commands has no row for `{name}`")));
        }
    }
    findings
}

/// The commands that a line names.
fn mentioned(line: &str) -> impl Iterator<Item = &str> {
    line.split("cargo xtask ").skip(1).filter_map(|rest| {
        let end = rest.find(|each: char| !each.is_ascii_lowercase() && each != '-').unwrap_or(rest.len());
        rest.get(..end).filter(|name| !name.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::{Tree, against, excerpts};

    #[test]
    fn blocks_are_excerpts() {
        let tree = Tree::of(&[
            ("README.md", "```rust\nlet a = 1;\n```\n\n```rust\nlet b = 2;\n```\n"),
            ("xtask/examples/a.rs", "fn main() {\n    let a = 1;\n}\n"),
        ]);
        assert_eq!(excerpts(&tree).iter().map(|finding| finding.line).collect::<Vec<_>>(), [5]);
    }

    #[test]
    fn the_table_and_the_commands_are_the_same() {
        let readme = "| `cargo xtask generate` | writes |\nRun `cargo xtask help` or `cargo xtask polish`.\n";
        let found: Vec<String> = against(readme, &["generate", "tidy"]).iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "README.md:2: there is no command `cargo xtask polish`",
                "README.md: the table of commands has no row for `tidy`",
            ]
        );
    }
}
