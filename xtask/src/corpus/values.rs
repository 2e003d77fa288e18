//! Whether values survive: valid ones of every component schema are read and written by the generated crate and have to be
//! the same; those of a wrong kind have to be refused.

mod compare;
mod dice;
mod extension;
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
use std::collections::{BTreeMap, BTreeSet};
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
    /// The same.
    Same(Source),
    /// A refusal.
    Refusal(Depth),
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    /// Made from the schema.
    Made,
    /// Taken from the document.
    Example,
    /// Of either, with a key added to every object that no schema names.
    Extended,
}

impl Source {
    fn word(self) -> &'static str {
        match self {
            Self::Made => "made from schemas",
            Self::Example => "the documents' own",
            Self::Extended => "with keys that no schema names",
        }
    }
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
        survival.without_validator.extend(schemas.keys.iter().map(|key| format!("{} {key}", document.name)));
        return survival;
    };
    let validity = Validity::new(&registry, &schemas.keys);
    let mut trials = Vec::new();
    for key in &schemas.keys {
        if started.elapsed() > request.limit {
            survival.untried += 1;
            continue;
        }
        if !validity.reads(key) {
            survival.without_validator.push(format!("{} {key}", document.name));
            continue;
        }
        let before = trials.len();
        of_schema(&schemas, key, count, &validity, &mut trials);
        if trials.len() == before {
            survival.without_value.push(format!("{} {key}", document.name));
        }
    }
    survival.schemas = schemas.keys.len();
    let program = scratch.harness(&document.name);
    let values: Vec<_> = trials.iter().map(|trial| (trial.schema.as_str(), &trial.value)).collect();
    let answers = harness::through(&program, &values);
    let ledger = fs::read_to_string(scratch.crate_folder(&document.name).join("ledger.tsv")).unwrap_or_default();
    let ledger = Rules::read(&ledger);
    for (trial, answer) in trials.iter().zip(answers) {
        judge(&document.name, trial, &answer, &|| ledger.of(&schemas.reach(&trial.schema)), &mut survival);
    }
    survival
}

/// What the ledger says of each component, by rule.
struct Rules(BTreeMap<String, BTreeSet<String>>);

impl Rules {
    fn read(ledger: &str) -> Self {
        let mut rules: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for line in ledger.lines() {
            let Some((rule, rest)) = line.split_once('\t') else { continue };
            let pointer = rest.split('\t').next().unwrap_or_default();
            let key = pointer.strip_prefix("#/components/schemas/").and_then(|rest| rest.split('/').next());
            let key = key.unwrap_or_default().replace("~1", "/").replace("~0", "~");
            rules.entry(key).or_default().insert(rule.to_owned());
        }
        Self(rules)
    }

    /// The rules at these components.
    fn of(&self, keys: &BTreeSet<String>) -> BTreeSet<String> {
        keys.iter().filter_map(|key| self.0.get(key)).flatten().cloned().collect()
    }
}

fn of_schema(schemas: &Schemas, key: &str, count: usize, validity: &Validity, trials: &mut Vec<Trial>) {
    let mut known: Vec<Value> = Vec::new();
    let mut keep = |value: Value, source: Source| {
        if known.contains(&value) || !validity.accepts(key, &value) {
            return false;
        }
        trials.push(Trial { schema: key.to_owned(), value: value.clone(), expected: Expected::Same(source) });
        known.push(value);
        true
    };
    for example in schemas.examples(key).into_iter().take(count) {
        keep(example, Source::Example);
    }
    let mut made = 0;
    for number in 0..count * 3 + 8 {
        if made == count {
            break;
        }
        if let Some(value) = synthesis::value(schemas, key, number) {
            made += usize::from(keep(value, Source::Made));
        }
    }
    for value in known.iter().take(2) {
        let value = extension::extended(value);
        if !known.contains(&value) && validity.accepts(key, &value) {
            trials.push(Trial { schema: key.to_owned(), value, expected: Expected::Same(Source::Extended) });
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
    rules: &dyn Fn() -> BTreeSet<String>,
    survival: &mut Survival,
) {
    let place = format!("{document} {}", trial.schema);
    match (trial.expected, answer) {
        (_, Answer::Skipped(why)) => survival.skip(why, &place),
        (Expected::Same(source), Answer::Ok(back)) => {
            let found = compare::difference(&trial.value, back);
            let found = match (source, found) {
                // Types pass over what the document is silent about: a server may add it at any time.
                (Source::Extended, Some(_)) if *back != trial.value => {
                    let bare = compare::difference(&extension::bare(&trial.value), &extension::bare(back));
                    if bare.is_none() {
                        return survival.passed_over(source);
                    }
                    bare
                }
                (_, found) => found,
            };
            match found {
                None => survival.survived(source),
                Some(found) => {
                    let example = format!("{place} {}: {}", found.path, found.detail);
                    survival.lost(source, found.what.to_owned(), &example, &rules());
                }
            }
        }
        (Expected::Same(source), Answer::Refused(why)) => {
            let example = format!("{place}: {why}: {}", compare::short(&trial.value));
            survival.lost(source, format!("refused: {}", report::general(why)), &example, &rules());
        }
        (_, Answer::Died) => survival.lost(Source::Made, "the process died".to_owned(), &place, &BTreeSet::new()),
        (Expected::Refusal(depth), Answer::Refused(_)) => survival.refused(depth),
        (Expected::Refusal(depth), Answer::Ok(_)) => {
            survival.let_pass(depth, &format!("{place}: {}", compare::short(&trial.value)));
        }
    }
}
