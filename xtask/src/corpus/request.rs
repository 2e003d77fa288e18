//! What the command line asks for.

use crate::stop::Stop;
use lexopt::prelude::{Long, Short, Value, ValueExt};
use std::path::PathBuf;
use std::time::Duration;

/// What the command line asks for.
pub(super) enum What {
    /// Every document of a folder.
    All(Request),
    /// One document, in a process of its own.
    One(One),
}

/// Every document of a folder.
#[derive(Debug)]
pub(super) struct Request {
    /// The folder.
    pub(super) folder: PathBuf,
    /// Only these, by the names of their files without the ending; all, where none is named.
    pub(super) only: Vec<String>,
    /// How many things are done side by side.
    pub(super) jobs: usize,
    /// Whether the crates are compiled.
    pub(super) check: bool,
    /// How many values of each schema are tried.
    pub(super) values: Option<usize>,
    /// Whether values are tried on the crates that the last run built.
    pub(super) again: bool,
    /// Whether the time of each pass is shown.
    pub(super) timings: bool,
    /// How long a document may take.
    pub(super) limit: Duration,
}

/// One document, in a process of its own.
#[derive(Debug)]
pub(super) struct One {
    /// The document.
    pub(super) spec: PathBuf,
    /// The crate's name.
    pub(super) name: String,
    /// Where the crate is written.
    pub(super) out: PathBuf,
    /// Whether the binary `values` is added.
    pub(super) harness: bool,
}

/// Reads the command line.
pub(super) fn parse(mut arguments: lexopt::Parser) -> Result<What, Stop> {
    let mut request = Request {
        folder: PathBuf::new(),
        only: Vec::new(),
        jobs: std::thread::available_parallelism().map_or(1, usize::from),
        check: true,
        values: None,
        again: false,
        timings: false,
        limit: Duration::from_secs(120),
    };
    let (mut folder, mut spec, mut name, mut out, mut harness) = (None, None, None, None, false);
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(path) if folder.is_none() => folder = Some(PathBuf::from(path)),
            Long("only") => request.only.push(arguments.value()?.string()?),
            Long("jobs") => request.jobs = arguments.value()?.parse::<usize>()?.max(1),
            Long("no-check") => request.check = false,
            Long("values") => request.values = Some(arguments.value()?.parse()?),
            Long("again") => request.again = true,
            Long("release") => {}
            Long("timings") => request.timings = true,
            Long("limit") => request.limit = Duration::from_secs(arguments.value()?.parse()?),
            Long("one") => spec = Some(PathBuf::from(arguments.value()?)),
            Long("name") => name = Some(arguments.value()?.string()?),
            Long("out") => out = Some(PathBuf::from(arguments.value()?)),
            Long("harness") => harness = true,
            Value(more) => request.only.push(more.string()?),
            Short(_) | Long(_) => return Err(argument.unexpected().into()),
        }
    }
    match (folder, spec, name, out) {
        (None, Some(spec), Some(name), Some(out)) => Ok(What::One(One { spec, name, out, harness })),
        (Some(folder), None, None, None) => Ok(What::All(Request { folder, ..request })),
        _ => Err(Stop::Usage("which folder? `cargo xtask corpus DIR`".to_owned())),
    }
}
