//! `source.toml`: where a provider's document comes from, and how its crate is to be.

use crate::stop::Stop;
use serde::{Deserialize, Serialize};
use specwright::{Layout, Runtime, Select, Settings};
use std::collections::BTreeMap;
use std::path::Path;

/// `source.toml`.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Source {
    /// The crate's name.
    pub(crate) name: String,
    /// The crate's version, which `vendor` moves on.
    pub(crate) version: String,
    /// The line that the crate's manifest says of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
    /// The licence of the document, as far as known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) licence: Option<String>,
    /// The hash of `openapi.yaml`, as `vendor` wrote it; none where the document is ours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sha256: Option<String>,
    /// How the crate is to be, where that is not the usual.
    #[serde(default, skip_serializing_if = "Wishes::is_empty")]
    pub(crate) settings: Wishes,
    /// What `vendor` read.
    #[serde(default, rename = "source", skip_serializing_if = "Vec::is_empty")]
    pub(crate) sources: Vec<Origin>,
}

/// Something that `vendor` read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Origin {
    /// Where it was fetched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    /// Or the file that was read: its path in this repository, or its bare name where it lies elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) file: Option<String>,
    /// The index of the documentation that the page belongs to, where it names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) index: Option<String>,
    /// The document that the page is an excerpt of, where it names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) origin: Option<String>,
    /// The hash of what was read.
    pub(crate) sha256: String,
    /// When it was read.
    pub(crate) date: String,
}

/// `[settings]`.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wishes {
    /// `flat` or `tags`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) layout: Option<WishedLayout>,
    /// `[settings.select]`.
    #[serde(default, skip_serializing_if = "WishedSelect::is_empty")]
    pub(crate) select: WishedSelect,
    /// `[settings.formats]`: rows of the table of formats that differ.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) formats: BTreeMap<String, String>,
    /// Whether every struct keeps the keys that it does not name.
    #[serde(default, skip_serializing_if = "std::ops::Not::not", rename = "keep-unknown-keys")]
    pub(crate) keep_unknown_keys: bool,
}

/// Where operations stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum WishedLayout {
    /// All on `Client`.
    Flat,
    /// A module and a handle for each tag.
    Tags,
}

/// Which operations are wanted; all, where nothing is said.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct WishedSelect {
    /// Of these tags.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) tags: Vec<String>,
    /// Under these paths; `*` stands for anything.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) paths: Vec<String>,
    /// With these ids.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) operations: Vec<String>,
}

impl Wishes {
    fn is_empty(&self) -> bool {
        self.layout.is_none() && self.select.is_empty() && self.formats.is_empty() && !self.keep_unknown_keys
    }
}

impl WishedSelect {
    fn is_empty(&self) -> bool {
        self.tags.is_empty() && self.paths.is_empty() && self.operations.is_empty()
    }
}

impl Source {
    /// Reads `source.toml`; `shown` is how the file is named to the user.
    pub(crate) fn parse(text: &str, shown: &Path) -> Result<Self, Stop> {
        toml::from_str(text).map_err(|error| Stop::at(shown, "understand", error))
    }

    /// What the generator is told.
    pub(crate) fn settings(&self) -> Settings {
        Settings {
            name: self.name.clone(),
            version: self.version.clone(),
            description: self.description.clone(),
            runtime: Runtime::Workspace,
            layout: match self.settings.layout {
                Some(WishedLayout::Tags) => Layout::Tags,
                Some(WishedLayout::Flat) | None => Layout::Flat,
            },
            select: Select {
                tags: self.settings.select.tags.clone(),
                paths: self.settings.select.paths.clone(),
                operations: self.settings.select.operations.clone(),
            },
            formats: self.settings.formats.clone(),
            keep_unknown_keys: self.settings.keep_unknown_keys,
            ..Settings::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Source;
    use std::path::Path;

    #[test]
    fn a_key_that_nobody_knows_is_refused() {
        let error = Source::parse("name = \"a\"\nversion = \"1.0.0\"\nlayuot = \"tags\"\n", Path::new("source.toml"));
        assert!(error.is_err());
    }

    #[test]
    fn what_is_not_said_is_not_written() {
        let text = "name = \"a\"\nversion = \"1.0.0\"\n";
        let source = Source::parse(text, Path::new("source.toml")).unwrap();
        assert_eq!(toml::to_string(&source).unwrap(), text);
    }
}
