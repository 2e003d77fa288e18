//! What `--check` says.

use super::disk::Plan;
use crate::stop::Stop;
use crate::write::Change;
use similar::TextDiff;

/// How many lines of a file's difference are shown.
const LINES: usize = 12;

/// Fails where something would be written.
pub(super) fn refuse<'a>(plans: impl Iterator<Item = &'a Plan>, mend: &str) -> Result<(), Stop> {
    let drift: String = plans.flat_map(Plan::changes).map(describe).collect();
    if drift.is_empty() {
        return Ok(());
    }
    Err(Stop::Rendered(format!("{drift}error: these files are not what the generator writes; run `{mend}`")))
}

/// A file that is not as it should be, and the first lines that differ.
fn describe(change: &Change) -> String {
    let shown = change.shown.display();
    match (&change.before, &change.after) {
        (None, _) => format!("{shown}: missing\n"),
        (_, None) => format!("{shown}: no longer made\n"),
        (Some(before), Some(after)) => {
            let diff = TextDiff::from_lines(before, after).unified_diff().context_radius(1).to_string();
            let mut lines = diff.lines();
            let first: String = lines.by_ref().take(LINES).map(|line| format!("    {line}\n")).collect();
            match lines.count() {
                0 => format!("{shown}: differs\n{first}"),
                more => format!("{shown}: differs\n{first}    … and {more} lines more\n"),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Change, describe};

    fn change(before: Option<&str>, after: Option<&str>) -> String {
        let [before, after] = [before, after].map(|text| text.map(str::to_owned));
        describe(&Change { path: "/repo/a.rs".into(), shown: "a.rs".into(), before, after })
    }

    #[test]
    fn a_short_difference_is_shown_whole() {
        assert_eq!(change(None, Some("a\n")), "a.rs: missing\n");
        assert_eq!(change(Some("a\n"), None), "a.rs: no longer made\n");
        assert_eq!(
            change(Some("a\nb\nc\nd\n"), Some("a\nb\nC\nd\n")),
            "a.rs: differs\n    @@ -2,3 +2,3 @@\n     b\n    -c\n    +C\n     d\n"
        );
    }

    #[test]
    fn a_long_one_is_cut() {
        let long: String = (0..50).map(|line| format!("{line}\n")).collect();
        assert!(change(Some(""), Some(&long)).ends_with("    … and 39 lines more\n"));
    }
}
