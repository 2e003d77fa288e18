//! The documents of a folder.

use super::workspace::Workspace;
use crate::stop::Stop;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A document of the folder.
#[derive(Clone, Debug)]
pub(super) struct Document {
    /// The name of its file, without the ending.
    pub(super) name: String,
    pub(super) path: PathBuf,
    /// `3.1.0`, as it says itself.
    pub(super) version: String,
}

/// The documents of a folder: the YAML and JSON files in it that name a version of OpenAPI. `only` keeps those with these names.
pub(super) fn list(folder: &Path, only: &[String]) -> Result<Vec<Document>, Stop> {
    let mut documents = Vec::new();
    for entry in fs::read_dir(folder).map_err(|why| Stop::at(folder, "list", why))? {
        let path = entry.map_err(|why| Stop::at(folder, "list", why))?.path();
        let is_wanted = path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml" || ending == "json");
        let Some(name) = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()) else { continue };
        if !is_wanted || !(only.is_empty() || only.contains(&name)) {
            continue;
        }
        let bytes = fs::read(&path).map_err(|why| Stop::at(&path, "read", why))?;
        let version = version(&String::from_utf8_lossy(&bytes));
        documents.push(Document { name, path, version });
    }
    documents.sort_by(|a, b| (&a.name, &a.path).cmp(&(&b.name, &b.path)));
    tell_apart(&mut documents);
    match only.iter().find(|name| !documents.iter().any(|document| document.name == **name)) {
        Some(unknown) => Err(Stop::Failed(format!("there is no document `{unknown}` in `{}`", folder.display()))),
        None => Ok(documents),
    }
}

/// Numbers those whose crates would have one name: `api.json` and `api.yaml`.
fn tell_apart(documents: &mut [Document]) {
    let mut taken = BTreeSet::new();
    for document in documents {
        let name = document.name.clone();
        let mut number = 1;
        while !taken.insert(Workspace::package(&document.name)) {
            number += 1;
            document.name = format!("{name}-{number}");
        }
    }
}

/// What stands after the first `openapi:`.
fn version(text: &str) -> String {
    let found = text.match_indices("openapi").find_map(|(at, word)| {
        let rest = text.get(at + word.len()..)?.trim_start_matches(['"', '\'']).trim_start().strip_prefix(':')?;
        let rest = rest.trim_start().trim_start_matches(['"', '\'']);
        let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(rest.len());
        rest.get(..end).filter(|version| !version.is_empty()).map(str::to_owned)
    });
    found.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Document, tell_apart, version};
    use std::path::PathBuf;

    #[test]
    fn each_document_has_a_crate_of_its_own() {
        let document = |name: &str| Document { name: name.to_owned(), path: PathBuf::new(), version: String::new() };
        let mut documents: Vec<_> = ["a", "a", "a.b", "a_b", "b"].map(document).into();
        tell_apart(&mut documents);
        let names: Vec<_> = documents.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["a", "a-2", "a.b", "a_b-2", "b"]);
    }

    #[test]
    fn versions_are_found_in_both_spellings() {
        assert_eq!(version("openapi: '3.0.3'\n"), "3.0.3");
        assert_eq!(version("{\"openapi\": \"3.1.0\"}"), "3.1.0");
        assert_eq!(version("swagger: '2.0'\n"), "");
    }
}
