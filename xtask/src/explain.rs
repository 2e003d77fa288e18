//! `cargo xtask explain CODE`: what a diagnostic means, with an example and the lines that mend it.

use crate::stop::Stop;
use lexopt::prelude::{Long, Short, Value, ValueExt};
use specwright::diff::rules;

const PAGES: &str = include_str!("explain/pages.md");

/// Runs the command.
pub(crate) fn run(mut arguments: lexopt::Parser) -> Result<(), Stop> {
    let mut code = None;
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(text) if code.is_none() => code = Some(text.string()?),
            Value(_) | Short(_) | Long(_) => return Err(argument.unexpected().into()),
        }
    }
    match code {
        None => print!("{}", index()),
        Some(code) => match page(&code) {
            Some(page) => print!("{page}"),
            None => return Err(unknown(&code)),
        },
    }
    Ok(())
}

fn unknown(code: &str) -> Stop {
    let codes: Vec<&str> = pages().map(|(code, _)| code).chain(rules::ALL.iter().map(|rule| rule.code)).collect();
    let mut close: Vec<&str> = codes.iter().copied().filter(|known| known.contains(code)).collect();
    close.extend(similar::get_close_matches(code, &codes, 3, 0.6));
    close.sort_unstable();
    close.dedup();
    let close = if close.is_empty() { String::new() } else { format!("; close: {}", close.join(", ")) };
    Stop::Failed(format!("there is no code `{code}`{close}; `cargo xtask explain` lists them"))
}

/// Every page, by its code.
fn pages() -> impl Iterator<Item = (&'static str, &'static str)> {
    PAGES.split("\n## ").skip(1).filter_map(|page| page.split_once('\n'))
}

/// The page of a code: of a diagnostic, or of a kind of change.
fn page(code: &str) -> Option<String> {
    let code = code.trim_start_matches("error[").trim_end_matches(']');
    if let Some((code, text)) = pages().find(|(known, _)| *known == code) {
        return Some(format!("{code}\n\n{}\n", text.trim()));
    }
    let rule = rules::ALL.iter().find(|rule| rule.code == code)?;
    Some(format!("{}\n\nA change that `cargo xtask diff` reports as {}: {}.\n", rule.code, rule.verdict, rule.reason))
}

fn index() -> String {
    let codes: Vec<_> = pages().map(|(code, _)| format!("  {code}\n")).collect();
    let rules: Vec<_> = rules::ALL.iter().map(|rule| format!("  {}\n", rule.code)).collect();
    format!("diagnostics:\n{}\nchanges:\n{}", codes.concat(), rules.concat())
}

#[cfg(test)]
mod tests {
    use super::{page, pages};
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    /// What looks like a code in the generator's text and is none: formats, media types, parts of messages.
    const OTHER: &[&str] = &[
        "big-decimal",
        "big-int",
        "content-type",
        "date-time",
        "event-stream",
        "full-date",
        "iso-date-time",
        "json-seq",
        "octet-stream",
        "timestamp-ms",
        "unix-time",
        "unix-timestamp",
    ];

    #[test]
    fn every_code_of_the_generator_has_a_page() {
        let known: BTreeSet<_> = pages().map(|(code, _)| code).collect();
        let mut used = BTreeSet::new();
        for pass in ["document", "lower", "name", "names"] {
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator/src");
            codes(&root.join(format!("{pass}.rs")), &mut used);
            walk(&root.join(pass), &mut used);
        }
        let missing: Vec<_> =
            used.iter().filter(|code| !known.contains(code.as_str()) && !OTHER.contains(&code.as_str())).collect();
        assert!(missing.is_empty(), "no page in xtask/src/explain/pages.md: {missing:?}");
        let stale: Vec<_> = known.iter().filter(|code| !used.contains(**code)).collect();
        assert!(stale.is_empty(), "pages for codes that nothing uses: {stale:?}");
    }

    fn walk(folder: &Path, used: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.path().is_dir() { walk(&entry.path(), used) } else { codes(&entry.path(), used) }
        }
    }

    /// The string literals of a file, tests aside, that look like a code: words in lower case, joined by hyphens,
    /// or one that is called so.
    fn codes(path: &Path, used: &mut BTreeSet<String>) {
        let is_test = path.file_name().is_some_and(|name| name == "tests.rs");
        let text = if is_test { String::new() } else { fs::read_to_string(path).unwrap_or_default() };
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for literal in line.split('"').skip(1).step_by(2) {
                let is_word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.';
                let is_named = literal.contains('-') || line.contains("code: \"");
                let is_code = is_named && literal.chars().all(is_word) && !literal.starts_with("x-");
                if is_code && literal.starts_with(|c: char| c.is_ascii_lowercase()) && !literal.ends_with('-') {
                    used.insert(literal.to_owned());
                }
            }
        }
    }

    #[test]
    fn pages_are_found() {
        assert!(page("error[overlay-unmatched]").is_some_and(|page| page.contains("matches nothing")));
        assert!(page("field-added").is_some_and(|page| page.contains("minor")));
        assert_eq!(page("no-such-code"), None);
    }
}
