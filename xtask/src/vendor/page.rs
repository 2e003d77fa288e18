//! Documentation pages in Markdown that carry an OpenAPI document in a fenced block, and indexes of such pages.

/// What a page says of itself, and the documents that it carries.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Page {
    /// Where the index of the documentation is.
    pub(super) index: Option<String>,
    /// The document that the block is an excerpt of.
    pub(super) origin: Option<String>,
    /// Those that hold an OpenAPI document.
    pub(super) blocks: Vec<Block>,
}

/// A document in a page.
#[derive(Debug, PartialEq)]
pub(super) struct Block {
    pub(super) text: String,
    /// How many lines of the page stand before it.
    pub(super) before: usize,
}

/// A file that is a document itself, if it is one.
pub(super) fn whole(text: &str) -> Page {
    let lines: Vec<&str> = text.lines().collect();
    let blocks = if is_openapi(&lines) { vec![Block { text: text.to_owned(), before: 0 }] } else { Vec::new() };
    Page { blocks, ..Page::default() }
}

/// Reads a page; where no block holds an OpenAPI document, there are no blocks.
pub(super) fn read(text: &str) -> Page {
    let mut page = Page::default();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        if let Some((_, index)) = line.split_once("documentation index at: ") {
            page.index = Some(index.trim().to_owned());
        }
        let Some((fence, info)) = fence(line) else { continue };
        let block: Vec<&str> = lines.by_ref().map(|(_, line)| line).take_while(|line| !closes(line, fence)).collect();
        if is_openapi(&block) {
            page.origin = info.split_whitespace().find(|word| word.contains("://")).map(str::to_owned).or(page.origin);
            let text = format!("{}\n", block.join("\n").trim_end());
            page.blocks.push(Block { text, before: number + 1 });
        }
    }
    page
}

/// The fence that opens a block, and what stands behind it.
fn fence(line: &str) -> Option<(&str, &str)> {
    let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let length = line.len() - line.trim_start_matches(mark).len();
    (length >= 3).then(|| line.split_at(length))
}

/// Whether a line closes the block that a fence opened.
fn closes(line: &str, fence: &str) -> bool {
    let line = line.trim_end();
    line.starts_with(fence) && line.chars().all(|each| fence.starts_with(each))
}

/// Whether a block has the key `openapi` at its top, in YAML or JSON.
fn is_openapi(block: &[&str]) -> bool {
    let mut lines = block.iter().map(|line| line.trim_end());
    match lines.clone().find(|line| !line.trim().is_empty()) {
        Some(first) if first.trim_start().starts_with('{') => block.join("\n").contains("\"openapi\""),
        _ => lines.any(|line| ["openapi:", "'openapi':", "\"openapi\":"].iter().any(|key| line.starts_with(key))),
    }
}

/// The targets of the links in an index, in its order, each once.
pub(super) fn links(index: &str) -> Vec<&str> {
    let mut links = Vec::new();
    for part in index.split("](").skip(1) {
        let target = part.split([')', ' ', '\n', '#']).next().unwrap_or_default();
        if !target.is_empty() && !links.contains(&target) {
            links.push(target);
        }
    }
    links
}

#[cfg(test)]
mod tests {
    use super::{Block, Page, links, read};

    #[test]
    fn the_block_is_taken_out_of_the_page() {
        let text = "> Fetch the complete documentation index at: https://docs.example.com/llms.txt\n\n# Get\n\n\
            ```json\n{\"an\": \"example\"}\n```\n\n\
            ````yaml https://example.com/openapi.json get /a\nopenapi: 3.1.0\ninfo:\n  description: |\n    ```\n    code\n    ```\n````\n";
        assert_eq!(
            read(text),
            Page {
                index: Some("https://docs.example.com/llms.txt".to_owned()),
                origin: Some("https://example.com/openapi.json".to_owned()),
                blocks: vec![Block {
                    text: "openapi: 3.1.0\ninfo:\n  description: |\n    ```\n    code\n    ```\n".to_owned(),
                    before: 9,
                }],
            }
        );
        assert_eq!(read("# A guide\n\n```yaml\nkey: value\n```\n"), Page::default());
        assert_eq!(read("~~~\n{\n  \"openapi\": \"3.0.0\"\n}\n~~~\n").blocks.len(), 1);
        assert_eq!(read("```yaml\nopenapi: 3.0.0\n").blocks[0].text, "openapi: 3.0.0\n");
    }

    #[test]
    fn links_of_an_index() {
        let index = "# Docs\n- [A](https://x.io/a.md): about [b](b.md#part)\n- [A again](https://x.io/a.md)\n- [c](/c.md \"C\")\n";
        assert_eq!(links(index), ["https://x.io/a.md", "b.md", "/c.md"]);
    }
}
