//! `cargo xtask tidy`: the rules of this repository that the compiler does not know.

mod arrow;
mod files;
mod generated;
mod overlays;
mod readme;
mod text;

use crate::provider;
use crate::stop::Stop;
use files::Tree;
use std::fmt;

/// A place where a rule is broken.
#[derive(Debug, PartialEq)]
struct Finding {
    /// Relative to the repository.
    file: String,
    /// Counted from 1; 0: the file as a whole.
    line: usize,
    /// What is wrong and what to do.
    message: String,
}

/// Every rule.
const RULES: &[fn(&Tree) -> Vec<Finding>] = &[
    arrow::words,
    arrow::modules,
    text::lengths,
    text::stubs,
    text::machine_paths,
    text::dependencies,
    text::fixtures,
    generated::first_lines,
    generated::allowances,
    overlays::reasons,
    readme::commands,
    readme::excerpts,
];

/// Runs the command.
pub(crate) fn run(mut arguments: lexopt::Parser) -> Result<(), Stop> {
    if let Some(argument) = arguments.next()? {
        return Err(argument.unexpected().into());
    }
    let tree = Tree::read(&provider::root())?;
    let findings: Vec<Finding> = RULES.iter().flat_map(|rule| rule(&tree)).collect();
    if findings.is_empty() {
        println!("{} files are tidy", tree.len());
        return Ok(());
    }
    let lines: String = findings.iter().map(|finding| format!("{finding}\n")).collect();
    Err(Stop::Rendered(format!("{lines}error: {} findings", findings.len())))
}

impl Finding {
    fn new(file: &str, line: usize, message: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, message: message.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.message),
            line => write!(f, "{}:{line}: {}", self.file, self.message),
        }
    }
}
