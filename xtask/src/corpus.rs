//! `cargo xtask corpus DIR`: every document in a folder, generated and compiled, a line each.
//!
//! It is an instrument, not a daily command, so its parts (the independent validator above all) are behind the feature
//! `corpus`, and without it the command starts itself again; optimised where `--release` is said.

use crate::stop::Stop;

#[cfg(feature = "corpus")]
mod check;
#[cfg(feature = "corpus")]
mod document;
#[cfg(feature = "corpus")]
mod generate;
#[cfg(feature = "corpus")]
mod lines;
#[cfg(feature = "corpus")]
mod one;
#[cfg(feature = "corpus")]
mod progress;
#[cfg_attr(not(feature = "corpus"), allow(dead_code, reason = "the command only looks whether it was called rightly"))]
mod request;
#[cfg(feature = "corpus")]
mod table;
#[cfg(feature = "corpus")]
mod values;
#[cfg(feature = "corpus")]
mod workspace;

/// Runs the command.
#[cfg(not(feature = "corpus"))]
pub(crate) fn run(mut arguments: lexopt::Parser) -> Result<(), Stop> {
    use std::process::Command;
    let folder = match request::parse(arguments.clone())? {
        request::What::All(request) if !request.folder.is_dir() => {
            return Err(Stop::Failed(format!("`{}` is no folder", request.folder.display())));
        }
        request::What::All(request) => Some(request.folder.into_os_string()),
        request::What::One(_) => None,
    };
    let rest = absolute(arguments.raw_args()?, folder.as_deref());
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let profile = if rest.iter().any(|argument| argument == "--release") { "release" } else { "dev" };
    let again = ["run", "--quiet", "--package", "xtask", "--features", "corpus", "--profile", profile, "--", "corpus"];
    let status = Command::new(cargo)
        .current_dir(crate::provider::root())
        .args(again)
        .args(rest)
        .status()
        .map_err(|why| Stop::Failed(format!("cannot start cargo: {why}")))?;
    match status.code() {
        Some(0) => Ok(()),
        code => std::process::exit(code.unwrap_or(1)),
    }
}

/// The folder is meant from where the user stands, not from the repository.
#[cfg(not(feature = "corpus"))]
fn absolute(
    arguments: impl Iterator<Item = std::ffi::OsString>,
    folder: Option<&std::ffi::OsStr>,
) -> Vec<std::ffi::OsString> {
    let here = std::env::current_dir().unwrap_or_default();
    let is_folder = |argument: &std::ffi::OsString| Some(argument.as_os_str()) == folder;
    let mut arguments: Vec<_> = arguments.collect();
    if let Some(named) = arguments.iter_mut().find(|argument| is_folder(argument)) {
        *named = here.join(&named).into();
    }
    arguments
}

/// Runs the command.
#[cfg(feature = "corpus")]
pub(crate) fn run(arguments: lexopt::Parser) -> Result<(), Stop> {
    use request::What;
    match request::parse(arguments)? {
        What::One(one) => one::run(&one),
        What::All(request) => all(&request),
    }
}

#[cfg(feature = "corpus")]
fn all(request: &request::Request) -> Result<(), Stop> {
    let root = crate::provider::root();
    let scratch = workspace::Workspace::at(&root.join("target").join("corpus"));
    let documents = document::list(&request.folder, &request.only)?;
    if documents.is_empty() {
        return Err(Stop::Failed(format!("there is no document in `{}`", request.folder.display())));
    }
    if let (true, Some(count)) = (request.again, request.values) {
        let survival = values::again(&documents, &scratch, request, count);
        print!("{}", survival.report());
        return survival.verdict();
    }
    let mut rows = generate::all(&documents, &scratch, request)?;
    scratch.write(&root, &rows)?;
    if request.check {
        check::all(&scratch, request, &mut rows)?;
    }
    let survival = match request.values {
        Some(count) => Some(values::all(&documents, &scratch, request, count, &rows)?),
        None => None,
    };
    table::print(&rows, request);
    if let Some(survival) = &survival {
        print!("{}", survival.report());
    }
    let tsv = scratch.folder.join("corpus.tsv");
    table::write(&tsv, &rows)?;
    println!("the same, separated by tabs: {}", tsv.strip_prefix(&root).unwrap_or(&tsv).display());
    match rows.iter().filter(|row| row.is_bad()).count() {
        0 => survival.map_or(Ok(()), |survival| survival.verdict()),
        bad => Err(Stop::Failed(format!("{bad} of {} documents failed, warned or panicked", rows.len()))),
    }
}
