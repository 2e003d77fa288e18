//! One scratch workspace for all crates, so that they share their dependencies and a folder for what is compiled.

use super::generate::{Outcome, Row};
use crate::stop::Stop;
use std::fs;
use std::path::{Path, PathBuf};

/// The scratch workspace.
pub(super) struct Workspace {
    /// `target/corpus`.
    pub(super) folder: PathBuf,
}

impl Workspace {
    pub(super) fn at(folder: &Path) -> Self {
        Self { folder: folder.to_path_buf() }
    }

    /// The name of a document's crate: never a keyword, never the name of a dependency.
    pub(super) fn package(document: &str) -> String {
        let words = document.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let words: Vec<_> = words.map(str::to_ascii_lowercase).collect();
        format!("corpus-{}", words.join("-"))
    }

    /// Where a document's crate stands.
    pub(super) fn crate_folder(&self, document: &str) -> PathBuf {
        self.folder.join("crates").join(Self::package(document))
    }

    /// Where cargo puts what it compiles.
    pub(super) fn target(&self) -> PathBuf {
        self.folder.join("target")
    }

    /// The binary `values` of a document's crate, under a name that no other crate's has.
    pub(super) fn harness(&self, document: &str) -> PathBuf {
        let name = format!("{}-values{}", Self::package(document), std::env::consts::EXE_SUFFIX);
        self.target().join("debug").join(name)
    }

    /// Writes the manifest of the workspace: the crates that were made are its members.
    pub(super) fn write(&self, root: &Path, rows: &[Row]) -> Result<(), Stop> {
        let made = rows.iter().filter(|row| matches!(row.outcome, Outcome::Made(_)));
        let members: Vec<_> = made.map(|row| format!("  \"crates/{}\",\n", Self::package(&row.name))).collect();
        let runtime = root.join("runtime");
        let runtime = runtime.to_string_lossy().replace('\\', "/");
        let text = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [\n{}]\n\n[workspace.package]\nversion = \"0.1.0\"\n\
             edition = \"2024\"\nrust-version = \"1.89\"\nlicense = \"MIT OR Apache-2.0\"\n\n[workspace.dependencies]\n\
             specwright-runtime = {{ path = {runtime:?} }}\n\n[profile.dev]\ndebug = false\nincremental = false\n",
            members.concat()
        );
        let path = self.folder.join("Cargo.toml");
        if fs::read_to_string(&path).is_ok_and(|there| there == text) {
            return Ok(());
        }
        fs::create_dir_all(&self.folder).map_err(|why| Stop::at(&self.folder, "make", why))?;
        fs::write(&path, text).map_err(|why| Stop::at(&path, "write", why))
    }
}
