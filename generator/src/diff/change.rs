//! The nouns of a comparison.

use super::rules;
use std::fmt;

/// What a new version is to its callers, by the rules of semantic versioning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Nothing changed.
    #[default]
    None,
    /// Nothing that a caller could notice.
    Patch,
    /// Callers go on as they are; something is new, or goes over the wire in another way.
    Minor,
    /// Callers have to change something.
    Major,
}

impl Verdict {
    /// `minor`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A kind of change.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// `field-added`.
    pub code: &'static str,
    /// What it is to callers.
    pub verdict: Verdict,
    /// Why.
    pub reason: &'static str,
}

/// Something that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Of which kind.
    pub rule: &'static Rule,
    /// Where, for a reader: `AuthTokenResponse.data.scope`, `GET /pets ?limit`.
    pub place: String,
    /// What it is in Rust: `scope: Option<String>`; empty: callers see nothing of it.
    pub rust: String,
    /// What it is on the wire: `string → integer`; empty: what travels is the same.
    pub wire: String,
}

/// Everything that changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The worst first, then by place.
    pub list: Vec<Change>,
    /// The places whose descriptions alone differ.
    pub docs: Vec<String>,
}

impl Changes {
    /// A provider that was not there before.
    pub fn of_new(name: &str) -> Self {
        Self::one(&rules::PROVIDER_ADDED, name)
    }

    /// A provider that is no longer there.
    pub fn of_gone(name: &str) -> Self {
        Self::one(&rules::PROVIDER_REMOVED, name)
    }

    fn one(rule: &'static Rule, name: &str) -> Self {
        let mut changes = Self::default();
        changes.add(rule, name, "", "");
        changes
    }

    /// The worst of its changes; where only descriptions differ, a patch.
    pub fn verdict(&self) -> Verdict {
        let docs = if self.docs.is_empty() { Verdict::None } else { Verdict::Patch };
        self.list.iter().map(|change| change.rule.verdict).max().unwrap_or_default().max(docs)
    }

    /// How many changes are of this verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.list.iter().filter(|change| change.rule.verdict == verdict).count()
    }

    pub(super) fn add(
        &mut self,
        rule: &'static Rule,
        place: impl Into<String>,
        rust: impl Into<String>,
        wire: impl Into<String>,
    ) {
        self.list.push(Change { rule, place: place.into(), rust: rust.into(), wire: wire.into() });
    }

    pub(super) fn sort(&mut self) {
        self.list.sort_by(|a, b| {
            b.rule
                .verdict
                .cmp(&a.rule.verdict)
                .then_with(|| a.place.cmp(&b.place))
                .then_with(|| a.rule.code.cmp(b.rule.code))
        });
        self.list.dedup();
        self.docs.sort();
        self.docs.dedup();
    }
}
