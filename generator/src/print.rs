//! From tokens to text: the layout that rustfmt leaves as it is, blank lines between items, the header line.
//!
//! Only what `emit` writes has to be laid out: data, constants, and functions of one expression. That is little enough
//! to be done here, as wide as this project's own code and in a tenth of the time of a printer of all of Rust.

mod expression;
mod item;
mod line;
mod outline;
mod page;
mod token;

pub(crate) use outline::outline;

use crate::HEADER;
use crate::emit::Source;
use page::Page;
use std::collections::BTreeMap;

/// Prints every file.
pub(crate) fn print(sources: Vec<Source>) -> BTreeMap<String, String> {
    sources.into_iter().map(file).collect()
}

fn file(source: Source) -> (String, String) {
    match source {
        Source::Rust { path, docs, items } => {
            let mut page = Page::default();
            page.line(0, &format!("// {HEADER}"));
            docs.iter().for_each(|line| page.line(0, format!("//! {line}").trim_end()));
            page.line(0, "");
            let tokens: Vec<_> = items.into_iter().flat_map(token::read).collect();
            item::items(&mut page, &tokens, 0);
            (path, page.finish())
        }
        Source::Text { path, text } if path.ends_with(".md") => (path, format!("<!-- {HEADER} -->\n\n{text}")),
        Source::Text { path, text } => (path, format!("# {HEADER}\n{text}")),
    }
}
