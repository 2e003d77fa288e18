//! Which operation is meant.

use crate::stop::Stop;
use specwright::Output;
use specwright::rust::{Group, Method};

/// An operation, as the crate has it.
#[derive(Clone, Copy)]
pub(super) struct Found<'a> {
    pub(super) group: &'a Group,
    pub(super) method: &'a Method,
}

impl Found<'_> {
    /// `pets.list`, `auth_token`.
    pub(super) fn name(&self) -> String {
        let own = self.method.name.plain();
        match &self.group.module {
            Some(module) => format!("{}.{own}", module.name.plain()),
            None => own.to_owned(),
        }
    }
}

/// Every operation that can be called.
pub(super) fn all(output: &Output) -> impl Iterator<Item = Found<'_>> {
    let methods = output.krate.groups.iter().flat_map(|group| group.methods.iter().map(move |method| (group, method)));
    methods.map(|(group, method)| Found { group, method })
}

/// The operation that is called so: `pets.list`, `list`, or the document's id.
pub(super) fn operation<'a>(output: &'a Output, provider: &str, said: &str) -> Result<Found<'a>, Stop> {
    let whole: Vec<_> = all(output).filter(|found| found.name() == said).collect();
    let part = || {
        let is_meant = |found: &Found<'_>| found.method.name.plain() == said || found.method.operation == said;
        all(output).filter(is_meant).collect::<Vec<_>>()
    };
    let found = if whole.is_empty() { part() } else { whole };
    match found.as_slice() {
        [found, rest @ ..] if rest.is_empty() || found.method.operation == said => Ok(*found),
        [] => {
            let names: Vec<String> = all(output).map(|found| found.name()).collect();
            let there = listed(said, &names);
            Err(Stop::Failed(format!(
                "{provider} has no operation `{said}`; {there}\n`cargo xtask call {provider}` lists what each takes"
            )))
        }
        several => {
            let names: Vec<String> = several.iter().map(Found::name).collect();
            Err(Stop::Failed(format!("`{said}` may be {}", names.join(" or "))))
        }
    }
}

/// How many names are shown.
const SHOWN: usize = 12;

/// What there is instead: the names that are close, then the others.
pub(super) fn listed(said: &str, names: &[String]) -> String {
    if names.is_empty() {
        return "there is none".to_owned();
    }
    let plain: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut close = similar::get_close_matches(said, &plain, 3, 0.6);
    close.extend(plain.iter().filter(|name| name.contains(said) && !said.is_empty()));
    close.sort_unstable();
    close.dedup();
    let mut text = match close.as_slice() {
        [] => "there are ".to_owned(),
        close => format!("close: {}; there are ", close.join(", ")),
    };
    text.push_str(&plain.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", "));
    if plain.len() > SHOWN {
        text.push_str(&format!(" and {} more", plain.len() - SHOWN));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn close_names_come_first() {
        let names = ["auth_refresh", "auth_token"].map(str::to_owned);
        assert_eq!(listed("auth_tokn", &names), "close: auth_token; there are auth_refresh, auth_token");
        assert_eq!(listed("zzz", &names), "there are auth_refresh, auth_token");
        assert_eq!(listed("x", &[]), "there is none");
    }
}
