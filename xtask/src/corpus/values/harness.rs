//! The binary `values` of a crate, which decodes and encodes a value a line.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

/// What the crate made of a value.
#[derive(Clone, Debug)]
pub(super) enum Answer {
    /// It was read, and written again.
    Ok(Value),
    /// It was refused.
    Refused(String),
    /// The crate has no type for this schema.
    Skipped(String),
    /// The process was gone.
    Died,
}

/// Sends each value of its schema through the crate.
pub(super) fn through(program: &Path, values: &[(&str, &Value)]) -> Vec<Answer> {
    let mut answers = Vec::with_capacity(values.len());
    let child = Command::new(program).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    if let Ok(mut child) = child {
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        thread::scope(|scope| {
            scope.spawn(move || {
                let Some(stdin) = stdin else { return };
                let mut stdin = BufWriter::new(stdin);
                for (schema, value) in values {
                    if writeln!(stdin, "{}", json!({"schema": schema, "value": value})).is_err() {
                        return;
                    }
                }
                let _ = stdin.flush();
            });
            let lines = stdout.map(BufReader::new).into_iter().flat_map(BufRead::lines);
            answers.extend(lines.map_while(Result::ok).map(|line| answer(&line)));
        });
        let _ = child.wait();
    }
    answers.resize(values.len(), Answer::Died);
    answers
}

fn answer(line: &str) -> Answer {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    match serde_json::from_str::<Value>(line) {
        Ok(answer) if answer["ok"] == true => Answer::Ok(answer["value"].clone()),
        Ok(answer) if answer["ok"] == false => Answer::Refused(text(&answer["error"])),
        Ok(answer) => Answer::Skipped(text(&answer["skip"])),
        Err(why) => Answer::Refused(format!("no answer: {why}")),
    }
}
