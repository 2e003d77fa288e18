//! What an update is to callers: the next version, and the section of the changelog that says why.

use specwright::diff::{Change, Changes, Verdict};

/// The title of a changelog.
const TITLE: &str = "# Changelog\n";

/// The version after this one, by Cargo's rules for compatible versions.
pub(super) fn next(version: &str, verdict: Verdict) -> Option<String> {
    let mut numbers = version.split('.').map(|number| number.parse::<u64>().ok());
    let (major, minor, patch) = (numbers.next()??, numbers.next()??, numbers.next()??);
    if numbers.next().is_some() {
        return None;
    }
    let (major, minor, patch) = match (verdict, major, minor) {
        (Verdict::None, ..) => (major, minor, patch),
        (Verdict::Major, 0, 0) => (0, 0, patch.checked_add(1)?),
        (Verdict::Major, 0, _) => (0, minor.checked_add(1)?, 0),
        (Verdict::Major, ..) => (major.checked_add(1)?, 0, 0),
        (Verdict::Minor, 1.., _) => (major, minor.checked_add(1)?, 0),
        (Verdict::Minor | Verdict::Patch, ..) => (major, minor, patch.checked_add(1)?),
    };
    Some(format!("{major}.{minor}.{patch}"))
}

/// The changelog with a section for a new version on top; `None` where the newest section says the same already.
pub(super) fn changelog(old: Option<&str>, version: &str, changes: &Changes) -> Option<String> {
    let body = body(changes);
    let rest = old.unwrap_or(TITLE).strip_prefix(TITLE).unwrap_or(old.unwrap_or_default());
    let newest =
        rest.trim_start().split_once("\n\n").map(|(_, section)| section.split("\n## ").next().unwrap_or_default());
    if newest.is_some_and(|newest| newest.trim() == body.trim()) {
        return None;
    }
    let rest = rest.trim_start();
    let gap = if rest.is_empty() { "" } else { "\n" };
    Some(format!("{TITLE}\n## {version}\n\n{body}{gap}{rest}"))
}

fn body(changes: &Changes) -> String {
    let groups = [(Verdict::Major, "Breaking"), (Verdict::Minor, "New"), (Verdict::Patch, "Unnoticed by callers")];
    let mut text = String::new();
    for (verdict, title) in groups {
        let lines: String = changes.list.iter().filter(|change| change.rule.verdict == verdict).map(line).collect();
        if !lines.is_empty() {
            let gap = if text.is_empty() { "" } else { "\n" };
            text.push_str(&format!("{gap}{title}:\n\n{lines}"));
        }
    }
    if text.is_empty() {
        text.push_str("Documentation only.\n");
    }
    text
}

fn line(change: &Change) -> String {
    let what = match (change.rust.as_str(), change.wire.as_str()) {
        ("", "") => String::new(),
        (said, "") | ("", said) => format!(": `{said}`"),
        (rust, wire) => format!(": `{rust}`, on the wire `{wire}`"),
    };
    format!("- {} `{}`{what}\n", change.rule.code.replace('-', " "), change.place)
}

#[cfg(test)]
mod tests {
    use super::{changelog, next};
    use specwright::diff::{Change, Changes, Rule, Verdict};

    #[test]
    fn versions_follow_the_verdict() {
        for (version, verdict, then) in [
            ("0.1.0", Verdict::None, "0.1.0"),
            ("0.1.0", Verdict::Patch, "0.1.1"),
            ("0.1.0", Verdict::Minor, "0.1.1"),
            ("0.1.3", Verdict::Major, "0.2.0"),
            ("0.0.3", Verdict::Major, "0.0.4"),
            ("1.2.3", Verdict::Patch, "1.2.4"),
            ("1.2.3", Verdict::Minor, "1.3.0"),
            ("1.2.3", Verdict::Major, "2.0.0"),
        ] {
            assert_eq!(next(version, verdict).as_deref(), Some(then), "{version} {verdict}");
        }
        assert_eq!(next("1.0", Verdict::Major), None);
    }

    #[test]
    fn a_change_is_told_once() {
        static ADDED: Rule = Rule { code: "field-added", verdict: Verdict::Minor, reason: "why" };
        let change = Change { rule: &ADDED, place: "A.b".into(), rust: "b: Option<i64>".into(), wire: String::new() };
        let changes = Changes { list: vec![change], docs: Vec::new() };
        let first = changelog(None, "0.1.1", &changes).unwrap();
        assert_eq!(first, "# Changelog\n\n## 0.1.1\n\nNew:\n\n- field added `A.b`: `b: Option<i64>`\n");
        assert_eq!(changelog(Some(&first), "0.1.2", &changes), None);
        let second =
            changelog(Some(&first), "0.1.2", &Changes { docs: vec!["A".into()], ..Changes::default() }).unwrap();
        assert_eq!(
            second,
            "# Changelog\n\n## 0.1.2\n\nDocumentation only.\n\n## 0.1.1\n\nNew:\n\n- field added `A.b`: `b: Option<i64>`\n"
        );
    }
}
