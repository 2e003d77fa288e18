//! `cargo xtask diff`: what the documents under `specs/` mean for callers, beside an older revision of them.

mod revision;

use crate::generate::rendered;
use crate::provider;
use crate::stop::Stop;
use lexopt::prelude::{Long, Short, Value, ValueExt};
use revision::Revision;
use specwright::diff::{Changes, Verdict, diff};
use specwright::{Input, Output};
use std::collections::BTreeSet;

/// How it is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Table,
    Markdown,
    Json,
}

struct Request {
    names: Vec<String>,
    base: String,
    format: Format,
    fail_on: Option<Verdict>,
}

/// Runs the command.
pub(crate) fn run(arguments: lexopt::Parser) -> Result<(), Stop> {
    let request = parse(arguments)?;
    let root = provider::root();
    let revision = Revision::read(&root, &request.base)?;
    let there = provider::names(&root)?;
    let names: BTreeSet<String> = match request.names.as_slice() {
        [] => there.iter().cloned().chain(revision.providers(&root)?).collect(),
        names => names.iter().cloned().collect(),
    };
    let mut all = Vec::new();
    for name in names {
        let old = revision.provider(&root, &name)?;
        let new = if there.contains(&name) { Some(provider::read(&root, &name)?.input) } else { None };
        let changes = match (old, new) {
            (Some(old), Some(new)) => diff((&made(&old)?).into(), (&made(&new)?).into()),
            (None, Some(_)) => Changes::of_new(&name),
            (Some(_), None) => Changes::of_gone(&name),
            (None, None) => return Err(Stop::Failed(provider::unknown(&root, &name)?)),
        };
        all.push((name, changes));
    }
    show(&all, request.format);
    match request.fail_on {
        Some(limit) => refuse(&all, limit),
        None => Ok(()),
    }
}

fn parse(mut arguments: lexopt::Parser) -> Result<Request, Stop> {
    let mut request = Request { names: Vec::new(), base: "HEAD".to_owned(), format: Format::Table, fail_on: None };
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(name) => request.names.push(name.string()?),
            Long("base") => request.base = arguments.value()?.string()?,
            Long("format") => {
                request.format = match arguments.value()?.string()?.as_str() {
                    "table" => Format::Table,
                    "markdown" => Format::Markdown,
                    "json" => Format::Json,
                    other => return Err(Stop::Usage(format!("`{other}` is no format: table, markdown or json"))),
                }
            }
            Long("fail-on") => {
                request.fail_on = match arguments.value()?.string()?.as_str() {
                    "major" => Some(Verdict::Major),
                    "minor" => Some(Verdict::Minor),
                    "patch" => Some(Verdict::Patch),
                    other => return Err(Stop::Usage(format!("`{other}` is no verdict: major, minor or patch"))),
                }
            }
            Short(_) | Long(_) => return Err(argument.unexpected().into()),
        }
    }
    Ok(request)
}

fn made(input: &Input) -> Result<Output, Stop> {
    specwright::generate(input).map_err(|diagnostics| Stop::Rendered(rendered(&diagnostics, input)))
}

fn show(all: &[(String, Changes)], format: Format) {
    match format {
        Format::Table => all.iter().for_each(|(name, changes)| print!("{}", changes.table(name))),
        Format::Markdown => all.iter().for_each(|(name, changes)| println!("{}", changes.markdown(name))),
        Format::Json => {
            let all: Vec<_> = all.iter().map(|(name, changes)| changes.json(name)).collect();
            println!("{:#}", serde_json::Value::Array(all));
        }
    }
}

fn refuse(all: &[(String, Changes)], limit: Verdict) -> Result<(), Stop> {
    let over: Vec<_> =
        all.iter().filter(|(_, changes)| changes.verdict() >= limit).map(|(name, _)| name.as_str()).collect();
    if over.is_empty() { Ok(()) } else { Err(Stop::Failed(format!("{limit} changes in {}", over.join(", ")))) }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn wrong_usage_is_refused() {
        for wrong in [&["--format", "html"][..], &["--fail-on", "never"], &["--base"], &["-x"]] {
            assert!(parse(lexopt::Parser::from_args(wrong)).is_err(), "{wrong:?}");
        }
        let request = parse(lexopt::Parser::from_args(["dollr", "--base", "main", "--fail-on", "major"])).ok();
        assert!(request.is_some_and(|it| it.names == ["dollr"] && it.base == "main"));
    }
}
