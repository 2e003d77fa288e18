//! What a new version of a document means for callers: from two models to a list of changes and a verdict.
//!
//! ```text
//! old (Api, Crate) ─┐
//! new (Api, Crate) ─┴▶ views ─▶ pairs ─▶ changes ─▶ table, Markdown, JSON
//! ```
//!
//! Never from text: what differs in order, in descriptions or in the spelling of YAML is the same model. Things are paired
//! by where they stand, then by their Rust name, then by what they look like (a rename). Each change is an instance of a
//! [`Rule`], which carries the verdict and its reason; [`rules::ALL`] is the manual.
//!
//! A verdict speaks of code that calls the generated crate in its usual way: structs are completed with `..T::new(..)` or
//! `..Default::default()`, enums are matched with a last arm. *Major*: such code may no longer compile, or no longer work
//! without a hand laid on it. *Minor*: it goes on working, with something new to use or something else on the wire.
//! *Patch*: nothing that it could notice.

mod answers;
mod bodies;
mod change;
mod choices;
mod fields;
mod operations;
mod pairs;
mod parameters;
mod render;
pub mod rules;
mod security;
mod servers;
mod spell;
mod types;
mod unions;
mod view;

pub use change::{Change, Changes, Rule, Verdict};

use view::View;

/// One version: what the provider promises, and the crate that it became.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// What the provider promises.
    pub api: &'a crate::api::Api,
    /// What was written.
    pub krate: &'a crate::rust::Crate,
}

impl<'a> From<&'a crate::Output> for Side<'a> {
    fn from(output: &'a crate::Output) -> Self {
        Self { api: &output.api, krate: &output.krate }
    }
}

/// Compares two versions of one provider.
pub fn diff(old: Side<'_>, new: Side<'_>) -> Changes {
    let old = View::of(old);
    let mut new = View::of(new);
    let operations = pairs::operations(&old, &new);
    new.adopt(&old, &operations);
    let types = pairs::types(&old, &mut new, &operations);
    let mut changes = Changes::default();
    servers::compare(&old, &new, &mut changes);
    let schemes = security::compare(&old, &new, &mut changes);
    operations::compare(&old, &new, &operations, &schemes, &mut changes);
    types::compare(&old, &new, &types, &mut changes);
    changes.sort();
    changes
}
