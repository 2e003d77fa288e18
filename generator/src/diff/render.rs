//! A comparison as text: for a terminal, for a pull request, for a program.

use super::{Change, Changes, Verdict};
use serde_json::{Value, json};
use std::fmt::Write;

const VERDICTS: [Verdict; 3] = [Verdict::Major, Verdict::Minor, Verdict::Patch];

impl Changes {
    /// `minor: 3 minor, 1 patch`.
    pub fn summary(&self) -> String {
        let counts = VERDICTS.iter().map(|verdict| (self.count(*verdict), verdict)).filter(|(count, _)| *count > 0);
        let mut counts: Vec<_> = counts.map(|(count, verdict)| format!("{count} {verdict}")).collect();
        if !self.docs.is_empty() {
            counts.push(format!("{} only in descriptions", self.docs.len()));
        }
        match self.verdict() {
            Verdict::None => "no change".to_owned(),
            verdict if self.list.is_empty() => format!("{verdict}: no change for callers, {}", counts.join(", ")),
            verdict => format!("{verdict}: {}", counts.join(", ")),
        }
    }

    /// For a terminal: a line per change, the worst first.
    pub fn table(&self, name: &str) -> String {
        let mut text = format!("{name}: {}\n", self.summary());
        let width = |of: fn(&Change) -> &str| self.list.iter().map(|it| of(it).chars().count()).max().unwrap_or(0);
        let codes = width(|it| it.rule.code);
        let places = width(|it| &it.place).min(60);
        for it in &self.list {
            let (verdict, code, place) = (it.rule.verdict, it.rule.code, &it.place);
            let _ = writeln!(text, "  {verdict:5}  {code:codes$}  {place:places$}  {}", detail(it));
        }
        text
    }

    /// For a pull request.
    pub fn markdown(&self, name: &str) -> String {
        let mut text = format!("### `{name}`: {}\n", self.summary());
        for verdict in VERDICTS {
            let mut of_verdict = self.list.iter().filter(|it| it.rule.verdict == verdict).peekable();
            if of_verdict.peek().is_none() {
                continue;
            }
            let title = match verdict {
                Verdict::Major => "Breaks callers",
                Verdict::Minor => "New or different, callers go on as they are",
                Verdict::Patch | Verdict::None => "Not noticed by callers",
            };
            let _ = writeln!(
                text,
                "\n**{title}**\n\n| where | what | in Rust | on the wire | why |\n| --- | --- | --- | --- | --- |"
            );
            for it in of_verdict {
                let (place, rust, wire) = (code(&it.place), code(&it.rust), code(&it.wire));
                let _ = writeln!(text, "| {place} | {} | {rust} | {wire} | {} |", it.rule.code, cell(it.rule.reason));
            }
        }
        if !self.docs.is_empty() {
            let places: Vec<_> = self.docs.iter().take(20).map(|place| code(place)).collect();
            let more = if self.docs.len() > 20 { format!(" and {} more", self.docs.len() - 20) } else { String::new() };
            let _ = writeln!(text, "\nDescriptions alone differ in {}{more}.", places.join(", "));
        }
        text
    }

    /// For a program.
    pub fn json(&self, name: &str) -> Value {
        let changes: Vec<_> = self
            .list
            .iter()
            .map(|it| {
                json!({
                    "kind": it.rule.code,
                    "where": it.place,
                    "rust": it.rust,
                    "wire": it.wire,
                    "verdict": it.rule.verdict.as_str(),
                    "reason": it.rule.reason,
                })
            })
            .collect();
        let mut reasons: Vec<_> =
            self.list.iter().filter(|it| it.rule.verdict == self.verdict()).map(|it| it.rule.reason).collect();
        reasons.sort_unstable();
        reasons.dedup();
        json!({
            "name": name,
            "verdict": self.verdict().as_str(),
            "reasons": reasons,
            "changes": changes,
            "descriptions": self.docs,
        })
    }
}

/// What changed and why it matters, in one line.
fn detail(it: &Change) -> String {
    let mut parts: Vec<&str> = Vec::new();
    if !it.rust.is_empty() {
        parts.push(&it.rust);
    }
    if !it.wire.is_empty() && it.wire != it.rust && it.rust.is_empty() {
        parts.push(&it.wire);
    }
    parts.push(it.rule.reason);
    parts.join("; ")
}

/// Text as code in a cell of a table; text from a document cannot leave it.
fn code(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let text = cell(text);
    let fence = if text.contains('`') { "``" } else { "`" };
    let space = if text.contains('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace(['\n', '\r'], " ")
}
