//! Compiling: one invocation of cargo, so that crates are compiled side by side on shared dependencies.

use super::generate::{Outcome, Row};
use super::progress::Progress;
use super::request::Request;
use super::workspace::Workspace;
use crate::stop::Stop;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// What the compiler said.
#[derive(Clone, Debug, Default)]
pub(super) struct Check {
    pub(super) warnings: usize,
    pub(super) errors: usize,
    /// How long it took; `None` where it was compiled before.
    pub(super) seconds: Option<f64>,
    /// The first of what it said, and each kind of it with its number.
    pub(super) first: Option<String>,
    pub(super) codes: BTreeMap<String, usize>,
}

/// Compiles all crates that were made.
pub(super) fn all(scratch: &Workspace, request: &Request, rows: &mut [Row]) -> Result<(), Stop> {
    let mut checks: BTreeMap<String, Check> = BTreeMap::new();
    let mut compiled: BTreeSet<String> = BTreeSet::new();
    for row in rows.iter().filter(|row| matches!(row.outcome, Outcome::Made(_))) {
        checks.insert(Workspace::package(&row.name), Check::default());
    }
    if checks.is_empty() {
        return Ok(());
    }
    let progress = Progress::new("checking", checks.len());
    let _ = fs::remove_dir_all(scratch.target().join("cargo-timings"));
    let stderr = scratch.folder.join("check.log");
    let log = fs::File::create(&stderr).map_err(|why| Stop::at(&stderr, "write", why))?;
    let mut child = Command::new(cargo())
        .current_dir(&scratch.folder)
        .args(["check", "--workspace", "--keep-going", "--message-format=json", "--timings", "--jobs"])
        .arg(request.jobs.to_string())
        .arg("--target-dir")
        .arg(scratch.target())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(log)
        .spawn()
        .map_err(|why| Stop::Failed(format!("cannot start cargo: {why}")))?;
    for line in child.stdout.take().map(BufReader::new).into_iter().flat_map(BufRead::lines).map_while(Result::ok) {
        let Ok(message) = serde_json::from_str::<Value>(&line) else { continue };
        let Some(package) = package(&message) else { continue };
        match message["reason"].as_str() {
            Some("compiler-message") => {
                if let Some(check) = checks.get_mut(&package) {
                    note(check, &message["message"]);
                }
            }
            Some("compiler-artifact") if message["target"]["kind"][0] == "lib" && compiled.insert(package.clone()) => {
                progress.step(&package);
            }
            _ => {}
        }
    }
    child.wait().map_err(|why| Stop::Failed(format!("cargo: {why}")))?;
    drop(progress);
    if compiled.is_empty() && checks.values().all(|check| check.errors == 0) {
        let text = fs::read_to_string(&stderr).unwrap_or_default();
        return Err(Stop::Failed(format!("cargo could not check anything:\n{text}")));
    }
    let seconds = seconds(scratch);
    for row in rows {
        let package = Workspace::package(&row.name);
        let Some(mut check) = checks.remove(&package) else { continue };
        if !compiled.contains(&package) && check.errors == 0 {
            check.errors = 1;
            check.first = Some("the compiler died; see target/corpus/check.log".to_owned());
        }
        check.seconds = seconds.get(&package).copied();
        row.check = Some(check);
    }
    Ok(())
}

/// The program that this one was started by.
pub(super) fn cargo() -> std::ffi::OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// The name of the crate that a message of cargo's speaks of.
fn package(message: &Value) -> Option<String> {
    let id = message["package_id"].as_str()?;
    let (_, rest) = id.rsplit_once("/crates/")?;
    rest.split('#').next().map(str::to_owned)
}

fn note(check: &mut Check, message: &Value) {
    let is_summary = message["spans"].as_array().is_none_or(Vec::is_empty) && message["code"].is_null();
    let is_error = message["level"].as_str().is_some_and(|level| level.starts_with("error"));
    match message["level"].as_str() {
        _ if is_summary => return,
        Some("warning") => check.warnings += 1,
        _ if is_error => check.errors += 1,
        _ => return,
    }
    let code = message["code"]["code"].as_str().unwrap_or(if is_error { "error" } else { "warning" });
    *check.codes.entry(code.to_owned()).or_default() += 1;
    if check.first.is_none() || is_error && check.errors == 1 {
        check.first = message["rendered"].as_str().map(str::to_owned);
    }
}

/// The seconds of each crate, from the report that `--timings` leaves.
fn seconds(scratch: &Workspace) -> BTreeMap<String, f64> {
    let report = scratch.target().join("cargo-timings").join("cargo-timing.html");
    let text = fs::read_to_string(report).unwrap_or_default();
    let units = text.split_once("UNIT_DATA = ").and_then(|(_, rest)| {
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
        values.next()?.ok()
    });
    let mut seconds: BTreeMap<String, f64> = BTreeMap::new();
    for unit in units.as_ref().and_then(Value::as_array).into_iter().flatten() {
        let is_bin = unit["target"].as_str().is_some_and(|target| target.contains("bin"));
        if let (Some(name), Some(duration), false) = (unit["name"].as_str(), unit["duration"].as_f64(), is_bin) {
            *seconds.entry(name.to_owned()).or_default() += duration;
        }
    }
    seconds
}
