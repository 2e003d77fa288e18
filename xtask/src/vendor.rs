//! `cargo xtask vendor`: adds a provider's document, or brings its new version, and says what that means for callers.

mod assemble;
mod fetch;
mod gather;
mod merge;
#[cfg(test)]
mod network;
mod page;
mod record;
mod release;
#[cfg(test)]
mod tests;
mod verify;

use crate::generate::rendered;
use crate::kept;
use crate::provider::{self, Provider};
use crate::source::{Origin, Source};
use crate::stop::Stop;
use crate::write::{self, Change};
use fetch::Fetcher;
use gather::{Piece, gather, hash};
use lexopt::prelude::{Long, Short, Value, ValueExt};
use record::Record;
use specwright::document::tree::{self, Node};
use specwright::names::{self, Names};
use specwright::{File, Input, Output, diff};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// With more operations than this, and several tags, a new provider gets a module for each tag.
const FLAT: usize = 40;

/// Runs the command.
pub(crate) fn run(mut arguments: lexopt::Parser) -> Result<(), Stop> {
    let (mut words, mut all, mut offline) = (Vec::new(), false, false);
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(word) => words.push(word.string()?),
            Long("all") => all = true,
            Long("offline") => offline = true,
            Short(_) | Long(_) => return Err(argument.unexpected().into()),
        }
    }
    let root = provider::root();
    match (words.as_slice(), all, offline) {
        ([], true, true) => verify::verify(&root, &recorded(&root)?),
        ([], true, false) => every(&root),
        (names @ [_, ..], false, true) => verify::verify(&root, names),
        ([name], false, false) => again(&root, name),
        ([name, sources @ ..], false, false) if !sources.is_empty() => update(&root, &Fetcher::new(), name, sources),
        _ => Err(Stop::Usage("what? `NAME SOURCE…` adds or updates a provider, `NAME` or `--all` updates from where it came, `--offline` verifies".to_owned())),
    }
}

/// Updates every provider; one that cannot be keeps no other from it.
fn every(root: &Path) -> Result<(), Stop> {
    let mut failed = Vec::new();
    for name in recorded(root)? {
        if let Err(stop) = again(root, &name) {
            stop.report();
            failed.push(name);
        }
    }
    match failed.as_slice() {
        [] => Ok(()),
        failed => Err(Stop::Failed(format!("{} could not be updated", failed.join(", ")))),
    }
}

/// The providers whose documents come from somewhere.
fn recorded(root: &Path) -> Result<Vec<String>, Stop> {
    let mut names = Vec::new();
    for name in provider::names(root)? {
        if !source(root, &name)?.sources.is_empty() {
            names.push(name);
        }
    }
    Ok(names)
}

fn source(root: &Path, name: &str) -> Result<Source, Stop> {
    if !root.join("specs").join(name).is_dir() {
        let unknown = provider::unknown(root, name)?;
        return Err(Stop::Failed(format!("{unknown}; `cargo xtask vendor {name} SOURCE…` adds one")));
    }
    let path = Path::new("specs").join(name).join("source.toml");
    Source::parse(&provider::read_file(root, &path)?.text, &path)
}

/// Updates a provider from where it came.
fn again(root: &Path, name: &str) -> Result<(), Stop> {
    let mut sources = Vec::new();
    for origin in source(root, name)?.sources {
        match (origin.url, origin.file) {
            (Some(url), _) => sources.push(url),
            (None, Some(file)) if root.join(&file).exists() => sources.push(root.join(file).display().to_string()),
            (None, file) => {
                let file = file.unwrap_or_default();
                let message =
                    format!("{name}: `{file}` lies elsewhere; run `cargo xtask vendor {name} {file}` where it does");
                return Err(Stop::Failed(message));
            }
        }
    }
    if sources.is_empty() {
        return Err(Stop::Failed(format!("the document of {name} is ours: it comes from nowhere")));
    }
    update(root, &Fetcher::new(), name, &sources)
}

/// Adds a provider, or brings its new version.
fn update(root: &Path, fetcher: &Fetcher, name: &str, sources: &[String]) -> Result<(), Stop> {
    if !crate::generate::is_package_name(name) {
        return Err(Stop::Usage(format!("`{name}` cannot be a provider's name")));
    }
    let folder = Path::new("specs").join(name);
    let old = if root.join(&folder).exists() { Some(Old::read(root, name)?) } else { None };
    let pieces = gather(root, fetcher, sources)?;
    let text = assemble::assemble(&pieces)?;
    let files: BTreeMap<String, File> = pieces.iter().flat_map(|piece| piece.files.clone()).collect();
    let new = New::make(&folder, name, text, files, old.as_ref())?;
    let origins = origins(&pieces, old.as_ref());
    let changes = changes(root, &folder, name, old.as_ref(), &new, &origins)?;
    write::apply(&changes.iter().collect::<Vec<_>>())?;
    println!("{}", new.report(name, old.as_ref(), changes.len()).trim_end());
    match new.refused {
        None => Ok(()),
        Some(text) => Err(Stop::Rendered(format!("{text}\nerror: the document is vendored, its overlay wants a look"))),
    }
}

/// What stood there before.
struct Old {
    provider: Provider,
    source: Source,
    text: String,
    /// What the generator makes of it, where it can.
    output: Option<Output>,
}

impl Old {
    fn read(root: &Path, name: &str) -> Result<Self, Stop> {
        let source_path = Path::new("specs").join(name).join("source.toml");
        let text = provider::read_file(root, &source_path)?.text;
        let source = Source::parse(&text, &source_path)?;
        if source.sha256.is_none() {
            let message = format!("the document of {name} is ours, written by hand (its source.toml has no `sha256`)");
            return Err(Stop::Failed(message));
        }
        let provider = provider::read(root, name)?;
        let output = specwright::generate(&provider.input).ok();
        Ok(Self { provider, source, text, output })
    }
}

/// What will stand there.
struct New {
    input: Input,
    output: Output,
    changes: diff::Changes,
    version: String,
    changelog: Option<String>,
    /// What the overlay does not fit, rendered.
    refused: Option<String>,
}

impl New {
    fn make(
        folder: &Path,
        name: &str,
        text: String,
        files: BTreeMap<String, File>,
        old: Option<&Old>,
    ) -> Result<Self, Stop> {
        let spec = File { name: folder.join("openapi.yaml").display().to_string(), text };
        let mut input = match old {
            Some(old) => Input { spec, files, ..old.provider.input.clone() },
            None => Input { spec, files, ..Input::default() },
        };
        if old.is_none() {
            input.settings.name = name.to_owned();
        }
        let mut bare = Input { overlay: None, ..input.clone() };
        bare.settings.names = Names::default();
        let output = specwright::generate(&bare).map_err(|found| Stop::Rendered(rendered(&found, &bare)))?;
        let made = match old.and_then(|old| old.output.as_ref()) {
            Some(old) => names::keep(old, &input),
            None => specwright::generate(&input).map(|output| (Names::default(), output)),
        };
        let (output, refused) = match made {
            Ok((names, output)) => {
                input.settings.names = names;
                (output, None)
            }
            Err(found) => (output, Some(rendered(&found, &input))),
        };
        let mut version = input.settings.version.clone();
        let mut changelog = old.and_then(|old| old.provider.changelog.clone());
        let mut changes = diff::Changes::default();
        if let (Some(before), None) = (old.and_then(|old| old.output.as_ref()), &refused) {
            changes = diff::diff(before.into(), (&output).into());
            let next = release::next(&version, changes.verdict()).filter(|next| *next != version);
            let told = next.as_deref().and_then(|next| release::changelog(changelog.as_deref(), next, &changes));
            if let (Some(next), Some(told)) = (next, told) {
                (version, changelog) = (next, Some(told));
            }
        }
        Ok(Self { input, output, changes, version, changelog, refused })
    }

    /// What the user is told.
    fn report(&self, name: &str, old: Option<&Old>, written: usize) -> String {
        let Output { operations, types, ledger, .. } = &self.output;
        let counts = format!("{operations} operations, {types} types, {} ledger entries", ledger.0.len());
        match old {
            None => format!("{name} {}: added, {counts}; now run `cargo xtask generate {name}`", self.version),
            Some(_) if written == 0 => format!("{name} {}: nothing new, {counts}", self.version),
            Some(old) => {
                let head = format!("{name} {} → {}: {counts}", old.source.version, self.version);
                let stay = match self.input.settings.names.len() {
                    0 => String::new(),
                    count => format!("{count} names stay, which something newer would take: specs/{name}/names.toml\n"),
                };
                format!("{head}\n{}{stay}now run `cargo xtask generate {name}`", self.changes.table(name))
            }
        }
    }
}

/// Where everything came from, in an order of its own; what did not change keeps its date.
fn origins(pieces: &[Piece], old: Option<&Old>) -> Vec<Origin> {
    let known = old.map(|old| old.source.sources.as_slice()).unwrap_or_default();
    let mut origins: Vec<Origin> = pieces.iter().map(|piece| piece.origin.clone()).collect();
    for origin in &mut origins {
        let date = known.iter().find(|known| Origin { date: String::new(), ..(*known).clone() } == *origin);
        origin.date = date.map_or_else(record::today, |known| known.date.clone());
    }
    origins.sort_by(|one, other| (&one.url, &one.file).cmp(&(&other.url, &other.file)));
    origins
}

/// The files of `specs/NAME` that have to be written.
fn changes(
    root: &Path,
    folder: &Path,
    name: &str,
    old: Option<&Old>,
    new: &New,
    origins: &[Origin],
) -> Result<Vec<Change>, Stop> {
    let text = &new.input.spec.text;
    let info = tree::parse(text).ok().and_then(|parsed| parsed.root.get("info").cloned()).unwrap_or_default();
    let licence = info.get("license").and_then(|licence| licence.get("name")).and_then(Node::as_str);
    let title = info.get("title").and_then(Node::as_str).unwrap_or(name);
    let toml = folder.join("source.toml");
    let record = Record {
        name,
        version: &new.version,
        description: &format!("A client of the {title}"),
        licence,
        sha256: &hash(text),
        by_tags: new.output.operations > FLAT && new.output.api.tags.len() > 1,
        origins,
    };
    let source = record::write(old.map(|old| old.text.as_str()), &record, &toml)?;
    let before = old.map(|old| &old.provider.input);
    let mut files = vec![
        (folder.join("openapi.yaml"), before.map(|input| input.spec.text.clone()), Some(text.clone())),
        (toml, old.map(|old| old.text.clone()), Some(source)),
        (
            folder.join("names.toml"),
            old.and_then(|old| old.provider.kept.clone()),
            kept::write(&new.input.settings.names),
        ),
        (folder.join("CHANGELOG.md"), old.and_then(|old| old.provider.changelog.clone()), new.changelog.clone()),
    ];
    let no_files = BTreeMap::new();
    let files_before = before.map_or(&no_files, |input| &input.files);
    let mut paths: Vec<&String> = files_before.keys().chain(new.input.files.keys()).collect();
    paths.sort();
    paths.dedup();
    for path in paths {
        let text = |files: &BTreeMap<String, File>| files.get(path).map(|file| file.text.clone());
        files.push((folder.join(path), text(files_before), text(&new.input.files)));
    }
    let differs = |(_, before, after): &(PathBuf, Option<String>, Option<String>)| before != after;
    let change = |(shown, before, after): (PathBuf, _, _)| Change { path: root.join(&shown), shown, before, after };
    Ok(files.into_iter().filter(differs).map(change).collect())
}
