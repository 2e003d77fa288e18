//! Which operations are wanted.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::settings::Select;
use std::collections::BTreeSet;

/// What was asked for, and what of it was there.
pub(super) struct Wanted<'a> {
    select: &'a Select,
    unmatched: BTreeSet<(&'static str, &'a str)>,
}

impl<'a> Wanted<'a> {
    pub(super) fn new(select: &'a Select) -> Self {
        let tags = select.tags.iter().map(|it| ("tag", it.as_str()));
        let paths = select.paths.iter().map(|it| ("path", it.as_str()));
        let ids = select.operations.iter().map(|it| ("operation", it.as_str()));
        Self { select, unmatched: tags.chain(paths).chain(ids).collect() }
    }

    /// Whether everything is wanted.
    pub(super) fn is_everything(&self) -> bool {
        *self.select == Select::default()
    }

    /// Whether an operation is wanted: of a tag, under a path or by its id.
    pub(super) fn wants(&mut self, tags: &[String], path: &str, id: &str) -> bool {
        let mut wants = self.is_everything();
        let select = self.select;
        for tag in select.tags.iter().filter(|tag| tags.contains(tag)) {
            wants = true;
            self.unmatched.remove(&("tag", tag.as_str()));
        }
        for pattern in select.paths.iter().filter(|pattern| matches(pattern, path)) {
            wants = true;
            self.unmatched.remove(&("path", pattern.as_str()));
        }
        for operation in select.operations.iter().filter(|operation| *operation == id) {
            wants = true;
            self.unmatched.remove(&("operation", operation.as_str()));
        }
        wants
    }

    /// A selection that selects nothing is an error: it would go stale in silence.
    pub(super) fn check(self) -> Result<(), Diagnostics> {
        let unmatched = self.unmatched.into_iter().map(|(kind, text)| Diagnostic {
            code: "select-unmatched",
            message: format!("no operation has the {kind} `{text}`, which the settings select"),
            place: None,
            pointer: None,
            label: String::new(),
            notes: Vec::new(),
            help: Some(format!("mend or remove the {kind} in the provider's settings")),
        });
        let unmatched: Vec<Diagnostic> = unmatched.collect();
        if unmatched.is_empty() { Ok(()) } else { Err(Diagnostics(unmatched)) }
    }
}

/// Whether a path is of a pattern, in which `*` stands for anything.
fn matches(pattern: &str, path: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else {
        return false;
    };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else {
        return rest.is_empty();
    };
    for part in middle {
        match rest.split_once(part) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_stands_for_anything() {
        for (pattern, path, expected) in [
            ("/pets", "/pets", true),
            ("/pets", "/pets/{id}", false),
            ("/pets*", "/pets/{id}", true),
            ("/*/toys", "/pets/{id}/toys", true),
            ("/*/toys", "/pets/{id}", false),
            ("*", "/anything", true),
            ("/a*b*c", "/axbxc", true),
            ("/a*b*c", "/axc", false),
        ] {
            assert_eq!(matches(pattern, path), expected, "{pattern} {path}");
        }
    }
}
