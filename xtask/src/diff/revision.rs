//! An older revision of `specs/`, as git has it.

use crate::provider;
use crate::stop::Stop;
use specwright::Input;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

/// A revision.
pub(super) struct Revision {
    /// Its hash.
    hash: String,
}

impl Revision {
    /// The place where this branch left the revision, which is the revision itself where it is in the branch's history:
    /// so `--base main` means what this branch changed, and not what happened on `main` since.
    pub(super) fn read(root: &Path, said: &str) -> Result<Self, Stop> {
        let wanted = format!("{said}^{{commit}}");
        let hash = git(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])
            .map_err(|_| Stop::Failed(format!("git knows no revision `{said}`")))?;
        let hash = text(&hash);
        let common = git(root, &["merge-base", &hash, "HEAD"]).map(|bytes| text(&bytes)).unwrap_or_default();
        Ok(Self { hash: if common.is_empty() { hash } else { common } })
    }

    /// The providers that there were.
    pub(super) fn providers(&self, root: &Path) -> Result<Vec<String>, Stop> {
        let listed = git(root, &["ls-tree", "-d", "-z", "--name-only", "--full-tree", &self.hash, "--", "specs/"])?;
        let names = listed.split(|byte| *byte == 0).map(text);
        Ok(names.filter_map(|path| path.strip_prefix("specs/").map(str::to_owned)).collect())
    }

    /// What the generator was given for a provider; `None` where there was none of this name.
    pub(super) fn provider(&self, root: &Path, name: &str) -> Result<Option<Input>, Stop> {
        let prefix = format!("specs/{name}/");
        let listed = git(root, &["ls-tree", "-r", "-z", "--name-only", "--full-tree", &self.hash, "--", &prefix])?;
        let paths: Vec<String> = listed.split(|byte| *byte == 0).map(text).filter(|path| !path.is_empty()).collect();
        if paths.is_empty() {
            return Ok(None);
        }
        let folder = root.join("target").join("diff").join(&self.hash);
        for path in &paths {
            let relative = Path::new(path);
            if !relative.components().all(|part| matches!(part, Component::Normal(_))) {
                continue;
            }
            let object = format!("{}:{path}", self.hash);
            write(&folder.join(relative), &git(root, &["cat-file", "blob", &object])?)?;
        }
        provider::read(&folder, name).map(|provider| Some(provider.input))
    }
}

fn write(path: &PathBuf, bytes: &[u8]) -> Result<(), Stop> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(|why| Stop::at(parent, "make", why))?;
    }
    fs::write(path, bytes).map_err(|why| Stop::at(path, "write", why))
}

fn text(bytes: impl AsRef<[u8]>) -> String {
    String::from_utf8_lossy(bytes.as_ref()).trim().to_owned()
}

fn git(root: &Path, arguments: &[&str]) -> Result<Vec<u8>, Stop> {
    let output = Command::new("git").current_dir(root).args(arguments).output();
    let output = output.map_err(|why| Stop::Failed(format!("cannot start git: {why}")))?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(Stop::Failed(format!("git {}: {}", arguments.join(" "), text(&output.stderr))))
    }
}
