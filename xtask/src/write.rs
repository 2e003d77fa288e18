//! Writing files: all of them or none.

use crate::stop::Stop;
use std::fs;
use std::path::{Path, PathBuf};

/// A file that is not as it should be.
#[derive(Debug)]
pub(crate) struct Change {
    /// Where it lies.
    pub(crate) path: PathBuf,
    /// As it is shown.
    pub(crate) shown: PathBuf,
    /// What stands there; `None`: nothing.
    pub(crate) before: Option<String>,
    /// What shall stand there; `None`: nothing.
    pub(crate) after: Option<String>,
}

/// Writes and removes. Everything is written beside its place first, so that what can fail fails before the first file
/// changes.
pub(crate) fn apply(changes: &[&Change]) -> Result<(), Stop> {
    let mut staged = Vec::new();
    for change in changes {
        let Some(text) = &change.after else { continue };
        let beside = beside(&change.path);
        let folder = beside.parent().unwrap_or(Path::new("."));
        let written = fs::create_dir_all(folder).and_then(|()| fs::write(&beside, text));
        staged.push((beside, change));
        if let Err(why) = written {
            staged.iter().for_each(|(beside, _)| drop(fs::remove_file(beside)));
            return Err(Stop::at(&change.shown, "write", why));
        }
    }
    for (beside, change) in staged {
        fs::rename(&beside, &change.path).map_err(|why| Stop::at(&change.shown, "replace", why))?;
    }
    for change in changes.iter().filter(|change| change.after.is_none()) {
        fs::remove_file(&change.path).map_err(|why| Stop::at(&change.shown, "remove", why))?;
        remove_empty(change.path.parent());
    }
    Ok(())
}

/// Where a file waits until all are written.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.new"))
}

/// Removes folders that have become empty, from the inside out.
fn remove_empty(mut folder: Option<&Path>) {
    while let Some(path) = folder {
        if fs::remove_dir(path).is_err() {
            return;
        }
        folder = path.parent();
    }
}
