//! `cargo xtask generate`: in memory first, then everything is written or nothing.

mod disk;
mod drift;
mod request;
mod timings;

use crate::provider;
use crate::stop::Stop;
use crate::write;
use disk::Plan;
use request::What;
pub(crate) use request::is_package_name;
use specwright::{Diagnostics, HEADER, Input, Output};
use std::collections::BTreeMap;
use std::io::{IsTerminal, stderr};
use std::path::{Path, PathBuf};

/// A crate that is to be made.
struct Job {
    /// As its line is headed.
    label: String,
    input: Input,
    changelog: Option<String>,
    /// The crate's folder, and how it is shown.
    folder: PathBuf,
    shown: PathBuf,
}

/// A crate that was made and is not written yet.
struct Made {
    label: String,
    output: Output,
    plan: Plan,
    timings: timings::Timings,
}

/// Runs the command.
pub(crate) fn run(arguments: lexopt::Parser) -> Result<(), Stop> {
    let request = request::parse(arguments)?;
    let root = provider::root();
    let jobs = match &request.what {
        What::Providers(names) => providers(&root, names, request.strict)?,
        What::Document(document) => vec![document.job(&root, request.strict)?],
    };
    let mut plans = Vec::new();
    let mut refused = Vec::new();
    for job in jobs {
        match make(job) {
            Ok(made) => plans.push(made),
            Err(Stop::Rendered(text)) => refused.push(text),
            Err(stop) => return Err(stop),
        }
    }
    if !refused.is_empty() {
        return Err(Stop::Rendered(refused.join("\n")));
    }
    let stale = match &request.what {
        What::Providers(names) if names.is_empty() => stale_crates(&root, &plans)?,
        _ => Plan::default(),
    };
    let changes = || plans.iter().map(|made| &made.plan).chain([&stale]);
    if request.check {
        drift::refuse(changes(), &request.mend())?;
    } else {
        write::apply(&changes().flat_map(Plan::changes).collect::<Vec<_>>())?;
    }
    for made in &plans {
        println!("{}", line(made, request.timings));
    }
    Ok(())
}

/// The line that sums a crate up.
fn line(made: &Made, with_timings: bool) -> String {
    let Made { label, output, plan, timings } = made;
    let mut line = format!(
        "{label:<14} {:>5} operations {:>5} types {:>5} ledger entries {:>4} files changed {:>6} ms",
        output.operations,
        output.types,
        output.ledger.0.len(),
        plan.len(),
        timings.total().as_millis(),
    );
    if with_timings {
        line.push_str(&format!("  ({timings})"));
    }
    line
}

/// The jobs of these providers; of all, where none is named.
fn providers(root: &Path, names: &[String], strict: bool) -> Result<Vec<Job>, Stop> {
    let all = if names.is_empty() { provider::names(root)? } else { names.to_vec() };
    let mut jobs = Vec::new();
    for name in all {
        let provider = provider::read(root, &name)?;
        let input = Input { strict, ..provider.input };
        let shown = Path::new("generated").join(&input.settings.name);
        jobs.push(Job { label: name, changelog: provider.changelog, folder: root.join(&shown), shown, input });
    }
    Ok(jobs)
}

/// Makes a crate, in memory.
fn make(job: Job) -> Result<Made, Stop> {
    let mut timings = timings::Timings::default();
    let output = specwright::generate_observed(&job.input, &mut |pass, took| timings.note(pass, took))
        .map_err(|diagnostics| Stop::Rendered(rendered(&diagnostics, &job.input)))?;
    let files = contents(&job, &output);
    let plan = Plan::new(&job.folder, &job.shown, files)?;
    Ok(Made { label: job.label, output, plan, timings })
}

/// Everything that stands in the crate's folder.
fn contents(job: &Job, output: &Output) -> BTreeMap<String, String> {
    let mut files = output.files.clone();
    files.insert("outline.txt".to_owned(), format!("# {HEADER}\n\n{}", output.outline));
    if let Some(changelog) = &job.changelog {
        files.insert("CHANGELOG.md".to_owned(), format!("<!-- {HEADER} -->\n\n{changelog}"));
    }
    files
}

/// What the generator refuses, as it is shown to the user.
pub(crate) fn rendered(diagnostics: &Diagnostics, input: &Input) -> String {
    diagnostics.render(input, stderr().is_terminal())
}

/// The crates under `generated/` that no provider makes any more.
fn stale_crates(root: &Path, made: &[Made]) -> Result<Plan, Stop> {
    let kept: Vec<&Path> = made.iter().map(|made| made.plan.folder()).collect();
    disk::stale(root, Path::new("generated"), &kept)
}
