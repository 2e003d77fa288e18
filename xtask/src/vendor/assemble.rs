//! From what was read to one document.

use super::gather::Piece;
use super::merge::{Contradiction, Said, merge};
use crate::stop::Stop;
use specwright::document::tree;

/// The text of the one document that these pieces hold. A single document in YAML stays as it was published, to the
/// byte; JSON becomes YAML, which can be reviewed; several are merged.
pub(super) fn assemble(pieces: &[Piece]) -> Result<String, Stop> {
    let mut nodes = Vec::new();
    let mut blocks = Vec::new();
    for piece in pieces {
        for block in &piece.blocks {
            let parsed = tree::parse(&block.text).map_err(|fault| {
                let line = fault.mark.line as usize + block.before;
                Stop::Rendered(format!(
                    "error[{}]: {}\n  --> {}:{line}:{}",
                    fault.code, fault.message, piece.name, fault.mark.column
                ))
            })?;
            nodes.push(parsed.root);
            blocks.push((piece, block));
        }
    }
    match (nodes.as_slice(), blocks.as_slice()) {
        ([_], [(_, block)]) if !block.text.trim_start().starts_with('{') => Ok(block.text.clone()),
        ([one], _) => Ok(one.to_yaml()),
        _ => {
            let place = |said: &Said| {
                let (piece, block) = blocks.get(said.excerpt)?;
                Some((piece.name.clone(), said.mark.line as usize + block.before, said.mark.column))
            };
            merge(nodes).map(|node| node.to_yaml()).map_err(|found| {
                let shown: String = found.iter().map(|one| render(one, place)).collect();
                Stop::Rendered(format!("{shown}help: one of them is older; fetch both again, or leave one out"))
            })
        }
    }
}

/// How many lines of what a source says are shown.
const LINES: usize = 6;

fn render(one: &Contradiction, place: impl Fn(&Said) -> Option<(String, usize, u32)>) -> String {
    let mut text = format!("error[contradiction]: two sources say different things at {}\n", one.pointer);
    for said in [&one.first, &one.second] {
        if let Some((name, line, column)) = place(said) {
            text.push_str(&format!("  --> {name}:{line}:{column}\n"));
        }
        for line in said.text.lines().take(LINES) {
            text.push_str(&format!("   | {line}\n"));
        }
        if said.text.lines().count() > LINES {
            text.push_str("   | …\n");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::assemble;
    use crate::provider;
    use crate::vendor::fetch::Fetcher;
    use crate::vendor::gather::gather;

    fn vendored(pages: &[&str]) -> Result<String, String> {
        let root = provider::root();
        let sources: Vec<String> =
            pages.iter().map(|page| root.join("xtask/tests/pages").join(page).display().to_string()).collect();
        let pieces = gather(&root, &Fetcher::new(), &sources).unwrap();
        assemble(&pieces).map_err(|stop| format!("{stop:?}"))
    }

    #[test]
    fn the_pages_give_the_documents_under_specs() {
        let table: &[(&[&str], &str)] = &[
            (&["dynamosql-token.md", "dynamosql-refresh.md"], "dynamosql"),
            (&["dynamosql-refresh.md", "dynamosql-token.md"], "dynamosql"),
            (&["nitro-sign-token.md"], "nitro-sign"),
            (&["dollr-token.md"], "dollr"),
        ];
        for (pages, name) in table {
            let path = provider::root().join("specs").join(name).join("openapi.yaml");
            assert_eq!(vendored(pages).unwrap(), std::fs::read_to_string(path).unwrap(), "{name}");
        }
    }

    #[test]
    fn pages_of_different_documents_contradict_each_other() {
        let error = vendored(&["dollr-token.md", "nitro-sign-token.md"]).unwrap_err();
        assert!(error.contains("at #/info"), "{error}");
        assert!(error.contains("dollr-token.md:14") && error.contains("nitro-sign-token.md:21"), "{error}");
    }
}
