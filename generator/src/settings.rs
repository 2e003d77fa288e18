//! What is decided once per provider, in its `source.toml`, and never by the document.

use crate::names::Names;
use std::collections::BTreeMap;

/// How a crate is to be.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `form-oauth`.
    pub name: String,
    /// `0.1.0`.
    pub version: String,
    /// The line that the manifest says of the crate; `None`: one made from the document's title.
    pub description: Option<String>,
    /// How the crate finds the runtime.
    pub runtime: Runtime,
    /// Where operations stand.
    pub layout: Layout,
    /// Which operations are wanted.
    pub select: Select,
    /// Rows of the table of formats that differ: `date-time = "string"`.
    pub formats: BTreeMap<String, String>,
    /// What keeps its name although something newer would take it: `names.toml`.
    pub names: Names,
    /// Whether every struct keeps the keys that it does not name, where the document does not forbid them: what is read and
    /// sent back then loses nothing that a server added. Otherwise only where the document speaks of them, or shows them.
    pub keep_unknown_keys: bool,
    /// Whether a binary `values` is added, which decodes and encodes values line by line.
    pub values_harness: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: "client".to_owned(),
            version: "0.1.0".to_owned(),
            description: None,
            runtime: Runtime::Workspace,
            layout: Layout::Flat,
            select: Select::default(),
            formats: BTreeMap::new(),
            names: Names::default(),
            keep_unknown_keys: false,
            values_harness: false,
        }
    }
}

/// How a crate finds the runtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// As a member of the same workspace.
    Workspace,
    /// At this path.
    Path(String),
    /// In the registry, in this version.
    Version(String),
}

/// Where operations stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// All on `Client`.
    #[default]
    Flat,
    /// A module and a handle for each tag.
    Tags,
}

/// Which operations are wanted; all, where nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Select {
    /// Of these tags.
    pub tags: Vec<String>,
    /// Under these paths; `*` stands for anything.
    pub paths: Vec<String>,
    /// With these ids.
    pub operations: Vec<String>,
}
