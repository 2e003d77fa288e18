//! The files that the rules look at.

use crate::stop::Stop;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Folders that hold nothing of ours.
const PASSED_OVER: &[&str] = &[".git", ".conformance", "target", "node_modules"];

/// The text files of the repository, by path.
#[derive(Default)]
pub(super) struct Tree {
    files: BTreeMap<String, String>,
    /// Where it lies, so that its own path can be looked for.
    pub(super) root: PathBuf,
}

impl Tree {
    /// Reads a repository.
    pub(super) fn read(root: &Path) -> Result<Self, Stop> {
        let mut tree = Self { files: BTreeMap::new(), root: root.to_path_buf() };
        tree.walk(root, "")?;
        Ok(tree)
    }

    fn walk(&mut self, folder: &Path, prefix: &str) -> Result<(), Stop> {
        for entry in fs::read_dir(folder).map_err(|why| Stop::at(folder, "list", why))? {
            let entry = entry.map_err(|why| Stop::at(folder, "list", why))?;
            let kind = entry.file_type().map_err(|why| Stop::at(&entry.path(), "look at", why))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{prefix}{name}");
            if kind.is_dir() && !PASSED_OVER.contains(&name.as_str()) {
                self.walk(&entry.path(), &format!("{path}/"))?;
            } else if kind.is_file() {
                let bytes = fs::read(entry.path()).map_err(|why| Stop::at(&entry.path(), "read", why))?;
                if let Ok(text) = String::from_utf8(bytes) {
                    self.files.insert(path, text);
                }
            }
        }
        Ok(())
    }

    /// A repository of these files, for tests.
    #[cfg(test)]
    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        let files = files.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect();
        Self { files, root: PathBuf::from("/some/where/repository") }
    }

    /// How many files there are.
    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    /// A file.
    pub(super) fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Every file.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The files of a folder whose name ends so.
    pub(super) fn under<'a>(&'a self, folder: &'a str, ending: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.all().filter(move |(path, _)| path.starts_with(folder) && path.ends_with(ending))
    }
}

/// The lines of a text that are code, counted from 1: comments of Rust are passed over.
pub(super) fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    numbered(text).filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// The lines of a text, counted from 1.
pub(super) fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(index, line)| (index + 1, line))
}

/// Whether a word stands in a line, with no letter, digit or `_` at either side.
pub(super) fn has_word(line: &str, word: &str) -> bool {
    let is_part = |each: char| each.is_alphanumeric() || each == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|before| before.chars().next_back());
        let after = line.get(at + word.len()..).and_then(|after| after.chars().next());
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

#[cfg(test)]
mod tests {
    use super::has_word;

    #[test]
    fn words_are_whole() {
        assert!(has_word("use quote::quote;", "quote"));
        assert!(has_word("quote! {}", "quote"));
        assert!(!has_word("unquote(quoted)", "quote"));
    }
}
