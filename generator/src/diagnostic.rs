//! What is said when a document cannot be taken as it is: errors, and the ledger of what was taken with a loss.

mod render;

use crate::Input;
use crate::document::Document;
use crate::pointer::Pointer;
use std::collections::BTreeMap;
use std::fmt;

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

impl Diagnostics {
    /// The same, where those that know their pointer know their place too.
    pub fn placed(mut self, document: &Document) -> Self {
        for diagnostic in self.0.iter_mut().filter(|diagnostic| diagnostic.place.is_none()) {
            diagnostic.place = diagnostic.pointer.as_ref().and_then(|pointer| document.place(pointer));
        }
        self
    }

    /// As it is shown in a terminal: each with the line that it is about, from the files that were read.
    pub fn render(&self, input: &Input, color: bool) -> String {
        render::render(self, input, color)
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|diagnostic| writeln!(f, "{diagnostic}"))
    }
}

impl std::error::Error for Diagnostics {}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        write!(f, "error[{}]: {}", self.code, self.message)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

impl Ledger {
    /// Adds what a later pass has to say.
    pub fn extend(&mut self, later: Ledger) {
        self.0.extend(later.0);
    }

    /// Puts the entries in the order of their rules, then of their pointers, each once.
    pub fn settle(&mut self) {
        self.0.sort_by(|one, other| {
            let key = |entry: &Entry| (entry.rule, entry.broken);
            key(one)
                .cmp(&key(other))
                .then_with(|| one.pointer.cmp(&other.pointer))
                .then_with(|| one.message.cmp(&other.message))
        });
        self.0.dedup_by(|one, other| {
            one.rule == other.rule && one.pointer == other.pointer && one.message == other.message
        });
    }

    /// How many entries each rule has.
    pub fn totals(&self) -> BTreeMap<&'static str, usize> {
        let mut totals = BTreeMap::new();
        self.0.iter().for_each(|entry| *totals.entry(entry.rule).or_default() += 1);
        totals
    }

    /// The same, where entries that know their pointer only know their place too.
    pub fn placed(mut self, document: &Document) -> Self {
        for entry in self.0.iter_mut().filter(|entry| entry.place.is_none()) {
            entry.place = document.place(&entry.pointer);
        }
        self
    }

    /// Turns every broken rule into an error, with the lines of an overlay that would mend it; of one file only, where
    /// it is named.
    ///
    /// # Errors
    /// When there is one.
    pub fn refuse_broken(&self, document: &Document, file: Option<&str>) -> Result<(), Diagnostics> {
        let is_there = |entry: &Entry| match (file, &entry.place) {
            (Some(file), Some(place)) => place.file == file,
            (Some(_), None) => false,
            (None, _) => true,
        };
        let refused = self.0.iter().filter(|entry| entry.broken && is_there(entry));
        let mut broken = Ledger(refused.cloned().collect());
        broken.settle();
        let told = broken.0.into_iter().map(|entry| Diagnostic {
            code: entry.rule,
            place: entry.place.or_else(|| document.place(&entry.pointer)),
            label: "here".to_owned(),
            notes: vec![format!("pointer: {}", entry.pointer)],
            help: Some(match entry.pointer.last() {
                None => "mend it there".to_owned(),
                Some(_) => format!("mend it there, or by an overlay: `- target: {}`", entry.pointer.to_json_path()),
            }),
            message: entry.message,
            pointer: Some(entry.pointer),
        });
        let told: Vec<Diagnostic> = told.collect();
        if told.is_empty() { Ok(()) } else { Err(Diagnostics(told)) }
    }
}

/// A line per entry under a line per rule, fit to be committed:
///
/// ```text
/// dangling-reference: 1
///   #/components/schemas/A/properties/b (openapi.yaml:12): `#/components/schemas/B` leads nowhere
/// ```
impl fmt::Display for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut settled = self.clone();
        settled.settle();
        let totals = settled.totals();
        let mut rule = "";
        for entry in &settled.0 {
            if entry.rule != rule {
                rule = entry.rule;
                writeln!(f, "{rule}: {}", totals.get(rule).copied().unwrap_or_default())?;
            }
            let place = entry.place.as_ref().map(|place| {
                let file = place.file.rsplit(['/', '\\']).next().unwrap_or_default();
                format!(" ({file}:{})", place.line)
            });
            writeln!(f, "  {}{}: {}", entry.pointer, place.unwrap_or_default(), entry.message)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ledger_is_told_rule_by_rule() {
        let entry = |rule, pointer: &str, line| Entry {
            place: Some(Place { file: "specs/acme/openapi.yaml".to_owned(), line, column: 3 }),
            pointer: Pointer::parse(pointer).unwrap(),
            rule,
            message: "it is so".to_owned(),
            broken: true,
        };
        let ledger =
            Ledger(vec![entry("b", "#/x", 9), entry("a", "#/z", 1), entry("b", "#/x", 9), entry("a", "#/y", 2)]);
        let told = "a: 2\n  #/y (openapi.yaml:2): it is so\n  #/z (openapi.yaml:1): it is so\nb: 1\n  #/x (openapi.yaml:9): it is so\n";
        assert_eq!(ledger.to_string(), told);
    }
}
