//! What stands in a crate's folder, what will stand there, and the way from one to the other.

use crate::stop::Stop;
use crate::write::Change;
use specwright::HEADER;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// What has to be done in a folder.
#[derive(Default)]
pub(super) struct Plan {
    folder: PathBuf,
    changes: Vec<Change>,
}

impl Plan {
    /// Compares a folder with what it shall hold. Files that do not carry our header are never touched: one that is in
    /// the way is an error, others are passed over.
    pub(super) fn new(folder: &Path, shown: &Path, mut files: BTreeMap<String, String>) -> Result<Self, Stop> {
        let mut changes = Vec::new();
        let mut foreign = Vec::new();
        for (name, before) in read(folder)? {
            let (path, shown) = (folder.join(&name), shown.join(&name));
            match files.remove(&name) {
                Some(after) if after == before => {}
                Some(_) if !is_ours(&before) => foreign.push(format!("`{}`", shown.display())),
                Some(after) => changes.push(Change { path, shown, before: Some(before), after: Some(after) }),
                None if is_ours(&before) => changes.push(Change { path, shown, before: Some(before), after: None }),
                None => {}
            }
        }
        for (name, after) in files {
            if !Path::new(&name).components().all(|part| matches!(part, Component::Normal(_))) {
                return Err(Stop::Failed(format!("`{name}` would stand outside of the crate: a bug of the generator")));
            }
            let (path, shown) = (folder.join(&name), shown.join(&name));
            changes.push(Change { path, shown, before: None, after: Some(after) });
        }
        if foreign.is_empty() {
            return Ok(Self { folder: folder.to_path_buf(), changes });
        }
        let foreign = foreign.join(", ");
        Err(Stop::Failed(format!(
            "{foreign}: not generated, as the first line does not say so, and in the way; nothing was written"
        )))
    }

    /// The crate's folder.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// How many files change.
    pub(super) fn len(&self) -> usize {
        self.changes.len()
    }

    /// The files that change.
    pub(super) fn changes(&self) -> &[Change] {
        &self.changes
    }
}

/// What has to be removed in a folder of crates, because none of `kept` accounts for it.
pub(super) fn stale(root: &Path, folder: &Path, kept: &[&Path]) -> Result<Plan, Stop> {
    let mut changes = Vec::new();
    for (name, before) in read(&root.join(folder))? {
        let (path, shown) = (root.join(folder).join(&name), folder.join(&name));
        if is_ours(&before) && !kept.iter().any(|kept| path.starts_with(kept)) {
            changes.push(Change { path, shown, before: Some(before), after: None });
        }
    }
    Ok(Plan { folder: root.join(folder), changes })
}

/// Whether the first line says that we wrote the file.
fn is_ours(text: &str) -> bool {
    text.lines().next().is_some_and(|line| line.contains(HEADER))
}

/// Every file in a folder by its relative path; hidden ones, build output and links are passed over.
fn read(folder: &Path) -> Result<BTreeMap<String, String>, Stop> {
    let mut files = BTreeMap::new();
    if folder.exists() {
        walk(folder, "", &mut files)?;
    }
    Ok(files)
}

fn walk(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) -> Result<(), Stop> {
    for entry in fs::read_dir(folder).map_err(|why| Stop::at(folder, "list", why))? {
        let entry = entry.map_err(|why| Stop::at(folder, "list", why))?;
        let kind = entry.file_type().map_err(|why| Stop::at(&entry.path(), "look at", why))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if kind.is_dir() && !name.starts_with('.') && name != "target" {
            walk(&entry.path(), &format!("{prefix}{name}/"), files)?;
        } else if kind.is_file() && !name.starts_with('.') {
            let bytes = fs::read(entry.path()).map_err(|why| Stop::at(&entry.path(), "read", why))?;
            files.insert(format!("{prefix}{name}"), String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    Ok(())
}
