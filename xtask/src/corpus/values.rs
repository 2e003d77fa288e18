//! Whether values survive: valid ones of every component schema are read and written by the generated crate and have to be
//! the same; those of a wrong kind have to be refused.

mod compare;
mod dice;
mod harness;
mod mutation;
mod report;
mod schemas;
mod synthesis;
mod text;
mod validity;

use super::check;
use super::document::Document;
use super::generate::{Outcome, Row};
use super::progress::Progress;
use super::request::Request;
use super::workspace::Workspace;
use crate::stop::Stop;
use harness::Answer;
use mutation::Depth;
pub(super) use report::Survival;
use schemas::Schemas;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;
use validity::Validity;

/// A value to be tried.
struct Trial {
    schema: String,
    value: Value,
    expected: Expected,
}

/// What has to come of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expected {
    /// The same; made from the schema, or taken from the document.
    Same { is_example: bool },
    /// A refusal.
    Refusal(Depth),
}

/// Builds the binaries and tries `count` values of every component schema on every crate.
pub(super) fn all(
    documents: &[Document],
    scratch: &Workspace,
    request: &Request,
    count: usize,
    rows: &[Row],
) -> Result<Survival, Stop> {
    // Whatever is there after this was built by it; cargo puts back what is still fresh.
    for document in documents {
        let _ = fs::remove_file(scratch.harness(&document.name));
    }
    build(scratch, request)?;
    let is_made = |name: &str| rows.iter().any(|row| row.name == name && matches!(row.outcome, Outcome::Made(_)));
    let made: Vec<_> = documents.iter().filter(|document| is_made(&document.name)).cloned().collect();
    Ok(again(&made, scratch, request, count))
}

/// Tries `count` values of every component schema on every crate that is built.
pub(super) fn again(documents: &[Document], scratch: &Workspace, request: &Request, count: usize) -> Survival {
    let all = documents.len();
    let documents: Vec<_> = documents.iter().filter(|document| scratch.harness(&document.name).exists()).collect();
    let progress = Progress::new("trying values", documents.len());
    let next = AtomicUsize::new(0);
    let survival = Mutex::new(Survival::default());
    thread::scope(|scope| {
        for _ in 0..request.jobs {
            // Schemas refer to each other deeply, and the validator follows.
            let worker = || {
                while let Some(document) = documents.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let own = one(document, scratch, request, count);
                    progress.step(&document.name);
                    survival.lock().unwrap_or_else(|broken| broken.into_inner()).add(own);
                }
            };
            let _ = thread::Builder::new().stack_size(256 << 20).spawn_scoped(scope, worker);
        }
    });
    let mut survival = survival.into_inner().unwrap_or_else(|broken| broken.into_inner());
    survival.not_built = all - documents.len();
    survival
}

/// Builds the binaries.
fn build(scratch: &Workspace, request: &Request) -> Result<(), Stop> {
    let log = scratch.folder.join("build.log");
    let log = fs::File::create(&log).map_err(|why| Stop::at(&log, "write", why))?;
    let status = Command::new(check::cargo())
        .current_dir(&scratch.folder)
        .args(["build", "--workspace", "--bins", "--keep-going", "--quiet", "--jobs"])
        .arg(request.jobs.to_string())
        .arg("--target-dir")
        .arg(scratch.target())
        .stdout(Stdio::null())
        .stderr(log)
        .status();
    status.map(|_| ()).map_err(|why| Stop::Failed(format!("cannot start cargo: {why}")))
}

/// Tries values on one crate.
fn one(document: &Document, scratch: &Workspace, request: &Request, count: usize) -> Survival {
    let started = Instant::now();
    let mut survival = Survival::default();
    let Some(schemas) = Schemas::read(&document.path) else { return survival };
    let Some(registry) = validity::registry(&schemas) else {
        survival.without_validator += schemas.keys.len();
        return survival;
    };
    let mut validity = Validity::new(&registry);
    let mut trials = Vec::new();
    for key in &schemas.keys {
        if started.elapsed() > request.limit {
            survival.untried += 1;
            continue;
        }
        if validity.of(key).is_none() {
            survival.without_validator += 1;
            continue;
        }
        let before = trials.len();
        of_schema(&schemas, key, count, &mut validity, &mut trials);
        if trials.len() == before {
            survival.without_value += 1;
        }
    }
    survival.schemas = schemas.keys.len();
    let program = scratch.harness(&document.name);
    let values: Vec<_> = trials.iter().map(|trial| (trial.schema.as_str(), &trial.value)).collect();
    let answers = harness::through(&program, &values);
    let ledger =
        explained(&fs::read_to_string(scratch.crate_folder(&document.name).join("ledger.tsv")).unwrap_or_default());
    for (trial, answer) in trials.iter().zip(answers) {
        let is_explained = || schemas.reach(&trial.schema).iter().any(|key| ledger.contains(key));
        let names = |property: &str| schemas.names(&trial.schema, property);
        judge(&document.name, trial, &answer, is_explained, names, &mut survival);
    }
    survival
}

/// The components that the ledger speaks of.
fn explained(ledger: &str) -> BTreeSet<String> {
    let pointers = ledger.lines().filter_map(|line| line.split('\t').nth(1));
    let keys = pointers.filter_map(|pointer| pointer.strip_prefix("#/components/schemas/")?.split('/').next());
    keys.map(|key| key.replace("~1", "/").replace("~0", "~")).collect()
}

fn of_schema(schemas: &Schemas, key: &str, count: usize, validity: &mut Validity<'_>, trials: &mut Vec<Trial>) {
    let mut known: Vec<Value> = Vec::new();
    let mut keep = |value: Value, is_example: bool, validity: &mut Validity<'_>| {
        if known.contains(&value) || !validity.accepts(key, &value) {
            return false;
        }
        trials.push(Trial { schema: key.to_owned(), value: value.clone(), expected: Expected::Same { is_example } });
        known.push(value);
        true
    };
    for example in schemas.examples(key).into_iter().take(count) {
        keep(example, true, validity);
    }
    let mut made = 0;
    for number in 0..count * 3 + 8 {
        if made == count {
            break;
        }
        if let Some(value) = synthesis::value(schemas, key, number) {
            made += usize::from(keep(value, false, validity));
        }
    }
    for (number, value) in known.iter().enumerate().take(2) {
        for (depth, wrong) in mutation::wrong(value, number) {
            if !validity.accepts(key, &wrong) {
                trials.push(Trial { schema: key.to_owned(), value: wrong, expected: Expected::Refusal(depth) });
            }
        }
    }
}

fn judge(
    document: &str,
    trial: &Trial,
    answer: &Answer,
    is_explained: impl Fn() -> bool,
    names: impl Fn(&str) -> bool,
    survival: &mut Survival,
) {
    let place = format!("{document} {}", trial.schema);
    match (trial.expected, answer) {
        (_, Answer::Skipped(why)) => survival.skip(why, &place),
        (Expected::Same { is_example }, Answer::Ok(back)) => match compare::difference(&trial.value, back) {
            None => survival.survived(is_example),
            // Types pass over what no schema names: a server may add it at any time.
            Some(found) if found.what.ends_with("is lost") && !names(found.path.rsplit('/').next().unwrap_or("")) => {
                survival.passed_over(&format!("{place} {}: {}", found.path, found.detail));
            }
            Some(found) => {
                let example = format!("{place} {}: {}", found.path, found.detail);
                survival.lost(is_example, found.what.to_owned(), &example, is_explained());
            }
        },
        (Expected::Same { is_example }, Answer::Refused(why)) => {
            let example = format!("{place}: {why}: {}", compare::short(&trial.value));
            survival.lost(is_example, format!("refused: {}", report::general(why)), &example, is_explained());
        }
        (_, Answer::Died) => survival.lost(false, "the process died".to_owned(), &place, false),
        (Expected::Refusal(depth), Answer::Refused(_)) => survival.refused(depth),
        (Expected::Refusal(depth), Answer::Ok(_)) => {
            survival.let_pass(depth, &format!("{place}: {}", compare::short(&trial.value)));
        }
    }
}
