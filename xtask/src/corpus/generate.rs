//! Generating: a process for each document, some of them side by side.

use super::check::Check;
use super::document::Document;
use super::progress::Progress;
use super::request::Request;
use super::workspace::Workspace;
use crate::stop::Stop;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Read;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// What is known of a document in the end.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) outcome: Outcome,
    pub(super) check: Option<Check>,
}

impl Row {
    /// Whether it has to be mended.
    pub(super) fn is_bad(&self) -> bool {
        let is_clean = |check: &Check| check.warnings == 0 && check.errors == 0;
        !matches!(self.outcome, Outcome::Made(_)) || !self.check.as_ref().is_none_or(is_clean)
    }
}

/// What became of a document.
#[derive(Debug)]
pub(super) enum Outcome {
    /// A crate.
    Made(Made),
    /// The generator said why not.
    Refused(String),
    /// The generator panicked, or its process died.
    Panicked(String),
    /// It took too long.
    TimedOut,
}

/// A crate.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Made {
    pub(super) operations: usize,
    pub(super) types: usize,
    /// Entries by rule.
    pub(super) ledger: BTreeMap<String, usize>,
    pub(super) lines: usize,
    /// Sorted.
    pub(super) lines_per_operation: Vec<usize>,
    pub(super) milliseconds: f64,
    /// Each with its milliseconds.
    pub(super) passes: Vec<(String, f64)>,
    /// In MB.
    pub(super) peak: Option<u64>,
}

/// Generates all of them.
pub(super) fn all(documents: &[Document], scratch: &Workspace, request: &Request) -> Result<Vec<Row>, Stop> {
    let progress = Progress::new("generating", documents.len());
    let next = AtomicUsize::new(0);
    let rows = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..request.jobs {
            scope.spawn(|| {
                while let Some(document) = documents.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let outcome = one(document, scratch, request);
                    progress.step(&document.name);
                    let (name, version) = (document.name.clone(), document.version.clone());
                    let row = Row { name, version, outcome, check: None };
                    rows.lock().unwrap_or_else(|broken| broken.into_inner()).push(row);
                }
            });
        }
    });
    let mut rows = rows.into_inner().unwrap_or_else(|broken| broken.into_inner());
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(rows)
}

fn one(document: &Document, scratch: &Workspace, request: &Request) -> Outcome {
    let package = Workspace::package(&document.name);
    let out = scratch.crate_folder(&document.name);
    let program = match std::env::current_exe() {
        Ok(program) => program,
        Err(why) => return Outcome::Panicked(format!("cannot find this program: {why}")),
    };
    let mut command = Command::new(program);
    command.args(["corpus", "--one"]).arg(&document.path).args(["--name", &package, "--out"]).arg(&out);
    if request.values.is_some() {
        command.arg("--harness");
    }
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = match child {
        Ok(child) => child,
        Err(why) => return Outcome::Panicked(format!("cannot start it: {why}")),
    };
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let (stdout, stderr) = (thread::spawn(|| drain(stdout)), thread::spawn(|| drain(stderr)));
    let until = Instant::now() + request.limit;
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) if Instant::now() < until => thread::sleep(Duration::from_millis(5)),
            Ok(None) => {
                let _ = child.kill();
                let _ = child.wait();
                return Outcome::TimedOut;
            }
            Err(why) => return Outcome::Panicked(why.to_string()),
        }
    };
    let (stdout, stderr) = (stdout.join().unwrap_or_default(), stderr.join().unwrap_or_default());
    match (status.code(), serde_json::from_str(&stdout)) {
        (Some(0), Ok(made)) => Outcome::Made(made),
        (Some(1 | 2), _) => Outcome::Refused(stderr),
        _ => Outcome::Panicked(format!("{status}: {stderr}")),
    }
}

fn drain(pipe: Option<impl Read>) -> String {
    let mut bytes = Vec::new();
    if let Some(mut pipe) = pipe {
        let _ = pipe.read_to_end(&mut bytes);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
