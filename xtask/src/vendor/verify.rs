//! `--offline`: whether what lies here is what was vendored.

use super::assemble::assemble;
use super::fetch::Fetcher;
use super::gather::{gather, hash};
use crate::provider;
use crate::stop::Stop;
use std::path::Path;

/// Checks the recorded hashes of these providers, and that the sources which lie in the repository give the document.
pub(super) fn verify(root: &Path, names: &[String]) -> Result<(), Stop> {
    let mut wrong = String::new();
    for name in names {
        if super::source(root, name)?.sha256.is_none() {
            println!("{name}: ours, written by hand");
            continue;
        }
        let found = check(root, name)?;
        if found.is_empty() {
            println!("{name}: as vendored");
        }
        wrong.extend(found.iter().map(|message| format!("error: {name}: {message}\n")));
    }
    if wrong.is_empty() { Ok(()) } else { Err(Stop::Rendered(wrong)) }
}

fn check(root: &Path, name: &str) -> Result<Vec<String>, Stop> {
    let source = super::source(root, name)?;
    let document = provider::read_file(root, &Path::new("specs").join(name).join("openapi.yaml"))?;
    let mut found = Vec::new();
    match &source.sha256 {
        Some(sha256) if *sha256 != hash(&document.text) => {
            found.push(format!("{} is not what was vendored; corrections belong in its overlay", document.name))
        }
        Some(_) | None => {}
    }
    let mut here = Vec::new();
    for file in source.sources.iter().filter_map(|origin| Some((origin.file.as_ref()?, &origin.sha256))) {
        let (file, sha256) = file;
        if root.join(file).exists() {
            here.push(root.join(file).display().to_string());
            if *sha256 != hash(&provider::read_file(root, Path::new(file))?.text) {
                found.push(format!("{file} is not what was read; run `cargo xtask vendor {name}`"));
            }
        }
    }
    if found.is_empty() && !here.is_empty() && here.len() == source.sources.len() {
        let made = assemble(&gather(root, &Fetcher::new(), &here)?)?;
        if made != document.text {
            found.push(format!("its sources do not give {}; run `cargo xtask vendor {name}`", document.name));
        }
    }
    Ok(found)
}
