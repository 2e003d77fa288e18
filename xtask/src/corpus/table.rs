//! What came out, as a table and as a file of tab-separated values.

use super::generate::{Made, Outcome, Row};
use super::lines;
use super::request::Request;
use crate::stop::Stop;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

const COLUMNS: [&str; 13] = [
    "document",
    "openapi",
    "operations",
    "types",
    "ledger",
    "lines",
    "lines/op",
    "generate ms",
    "MB",
    "check s",
    "warnings",
    "errors",
    "outcome",
];

/// Prints the table, the totals, and the first thing that each document that has to be mended said.
pub(super) fn print(rows: &[Row], request: &Request) {
    let cells: Vec<_> = rows.iter().map(cells).collect();
    let width = |at: usize| cells.iter().map(|row| row[at].chars().count()).max().unwrap_or(0).max(COLUMNS[at].len());
    let widths: Vec<usize> = (0..COLUMNS.len()).map(width).collect();
    let line = |row: &[String]| {
        let mut text = String::new();
        for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let _ = if at < 2 { write!(text, "{cell:<width$}  ") } else { write!(text, "{cell:>width$}  ") };
        }
        println!("{}", text.trim_end());
    };
    line(&COLUMNS.map(str::to_owned));
    cells.iter().for_each(|row| line(row));
    println!();
    if request.timings {
        passes(rows);
    }
    ledger(rows);
    for row in rows.iter().filter(|row| row.is_bad()) {
        trouble(row);
    }
    totals(rows);
}

/// Writes the same as tab-separated values.
pub(super) fn write(path: &Path, rows: &[Row]) -> Result<(), Stop> {
    let mut text = COLUMNS.join("\t") + "\n";
    for row in rows {
        text.push_str(&cells(row).join("\t"));
        text.push('\n');
    }
    fs::write(path, text).map_err(|why| Stop::at(path, "write", why))
}

fn cells(row: &Row) -> [String; COLUMNS.len()] {
    let empty = Made::default();
    let (made, outcome) = match &row.outcome {
        Outcome::Made(made) => (made, "made"),
        Outcome::Refused(_) => (&empty, "REFUSED"),
        Outcome::Panicked(_) => (&empty, "PANICKED"),
        Outcome::TimedOut => (&empty, "TIMED OUT"),
    };
    let check = |text: fn(&super::check::Check) -> String| row.check.as_ref().map(text).unwrap_or_default();
    [
        row.name.clone(),
        row.version.clone(),
        made.operations.to_string(),
        made.types.to_string(),
        made.ledger.values().sum::<usize>().to_string(),
        made.lines.to_string(),
        lines::median(&made.lines_per_operation).map(|lines| lines.to_string()).unwrap_or_default(),
        format!("{:.0}", made.milliseconds),
        made.peak.map(|peak| peak.to_string()).unwrap_or_default(),
        check(|check| check.seconds.map_or_else(|| "fresh".to_owned(), |seconds| format!("{seconds:.1}"))),
        check(|check| check.warnings.to_string()),
        check(|check| check.errors.to_string()),
        outcome.to_owned(),
    ]
}

fn made(rows: &[Row]) -> impl Iterator<Item = (&Row, &Made)> {
    rows.iter().filter_map(|row| match &row.outcome {
        Outcome::Made(made) => Some((row, made)),
        _ => None,
    })
}

fn passes(rows: &[Row]) {
    println!("milliseconds per pass");
    for (row, made) in made(rows) {
        let passes: Vec<_> = made.passes.iter().map(|(pass, took)| format!("{pass} {took:.1}")).collect();
        println!("  {:<28} {}", row.name, passes.join("  "));
    }
    println!();
}

fn ledger(rows: &[Row]) {
    let mut rules: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (_, made) in made(rows) {
        for (rule, count) in &made.ledger {
            let total = rules.entry(rule).or_default();
            total.0 += count;
            total.1 += 1;
        }
    }
    println!("ledger: rule, entries, documents");
    for (rule, (entries, documents)) in rules {
        println!("  {rule:<36} {entries:>7} {documents:>4}");
    }
    println!();
}

fn trouble(row: &Row) {
    let text = match (&row.outcome, &row.check) {
        (Outcome::Refused(text) | Outcome::Panicked(text), _) => text.clone(),
        (Outcome::TimedOut, _) => "it took too long".to_owned(),
        (Outcome::Made(_), Some(check)) => {
            let codes: Vec<_> = check.codes.iter().map(|(code, count)| format!("{code} ×{count}")).collect();
            format!("{}\n{}", codes.join(", "), check.first.clone().unwrap_or_default())
        }
        (Outcome::Made(_), None) => String::new(),
    };
    println!("{}:", row.name);
    for line in text.lines().take(24) {
        println!("    {line}");
    }
    println!();
}

fn totals(rows: &[Row]) {
    let count = |wanted: fn(&Row) -> bool| rows.iter().filter(|row| wanted(row)).count();
    let mut per_operation: Vec<usize> = made(rows).flat_map(|(_, made)| made.lines_per_operation.clone()).collect();
    per_operation.sort_unstable();
    let operations: usize = made(rows).map(|(_, made)| made.operations).sum();
    let types: usize = made(rows).map(|(_, made)| made.types).sum();
    let lines: usize = made(rows).map(|(_, made)| made.lines).sum();
    let milliseconds: f64 = made(rows).map(|(_, made)| made.milliseconds).sum();
    let seconds: f64 = rows.iter().filter_map(|row| row.check.as_ref()?.seconds).sum();
    let warnings: usize = rows.iter().filter_map(|row| row.check.as_ref()).map(|check| check.warnings).sum();
    println!(
        "{} documents: {} generated, {} refused, {} panicked, {} timed out",
        rows.len(),
        count(|row| matches!(row.outcome, Outcome::Made(_))),
        count(|row| matches!(row.outcome, Outcome::Refused(_))),
        count(|row| matches!(row.outcome, Outcome::Panicked(_))),
        count(|row| matches!(row.outcome, Outcome::TimedOut)),
    );
    if rows.iter().any(|row| row.check.is_some()) {
        let compiled = count(|row| row.check.as_ref().is_some_and(|check| check.errors == 0));
        println!("{compiled} compile, {warnings} warnings, {seconds:.1} s of checking");
    }
    println!(
        "{operations} operations, {types} types, {lines} lines, {} lines an operation at the median, {milliseconds:.0} ms of generating",
        lines::median(&per_operation).unwrap_or(0),
    );
}
