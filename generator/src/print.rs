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
use crate::emit::{Piece, Source};
use crate::stack::side_by_side;
use item::Items;
use page::{Page, STEP};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// What was printed, and how long it took, all cores together.
#[derive(Default)]
pub(crate) struct Printed {
    /// The text of each file.
    pub(crate) files: BTreeMap<String, String>,
    /// Until the tokens were there.
    pub(crate) emitting: Duration,
    /// From tokens to text.
    pub(crate) printing: Duration,
}

/// Prints every file, piece by piece as these are emitted.
pub(crate) fn print(sources: Vec<Source<'_>>) -> Printed {
    let mut printed = Printed::default();
    for file in side_by_side(sources, file) {
        printed.files.extend(file.files);
        printed.emitting += file.emitting;
        printed.printing += file.printing;
    }
    printed
}

fn file(source: Source<'_>) -> Printed {
    let begun = Instant::now();
    let mut printing = Duration::ZERO;
    let (path, text) = match source {
        Source::Rust { path, docs, pieces } => {
            let mut file = RustFile::begun(&docs);
            pieces(&mut |piece| {
                let begun = Instant::now();
                file.piece(piece);
                printing += begun.elapsed();
            });
            (path, file.page.finish())
        }
        Source::Text { path, text } if path.ends_with(".md") => (path, format!("<!-- {HEADER} -->\n\n{text}")),
        Source::Text { path, text } => (path, format!("# {HEADER}\n{text}")),
    };
    Printed { files: BTreeMap::from([(path, text)]), emitting: begun.elapsed().saturating_sub(printing), printing }
}

/// A file of Rust that is being printed.
struct RustFile {
    page: Page,
    items: Items,
    /// What stands in the braces that are open.
    inner: Option<Items>,
}

impl RustFile {
    fn begun(docs: &[String]) -> Self {
        let mut page = Page::default();
        page.line(0, &format!("// {HEADER}"));
        docs.iter().for_each(|line| page.line(0, format!("//! {line}").trim_end()));
        page.line(0, "");
        Self { page, items: Items::at(0), inner: None }
    }

    fn piece(&mut self, piece: Piece) {
        match piece {
            Piece::Items(tokens) => {
                self.inner.as_mut().unwrap_or(&mut self.items).write(&mut self.page, &token::read(tokens));
            }
            Piece::Open(head) => {
                self.items.open(&mut self.page, &token::read(head));
                self.inner = Some(Items::at(STEP));
            }
            Piece::Close => {
                self.page.line(0, "}");
                self.inner = None;
            }
        }
    }
}
