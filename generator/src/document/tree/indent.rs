//! Lines of `{…}` and `[…]` that are not indented as deep as YAML asks.

use super::Mark;
use std::collections::HashMap;

/// A line that is not indented as deep as the block around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shallow {
    /// Counted from 1.
    pub(super) line: usize,
    /// How many spaces it would need.
    pub(super) indent: usize,
}

/// Whether a `{` or a `[` stands at a place.
pub(super) fn begins_flow(lines: &[&str], mark: Mark) -> bool {
    let line = lines.get((mark.line as usize).saturating_sub(1)).copied().unwrap_or_default();
    matches!(line.chars().nth((mark.column as usize).saturating_sub(1)), Some('{' | '['))
}

/// Indents a line, and those after it that clearly go on with the same list or object.
pub(super) fn mend(text: &str, shallow: Shallow, shifts: &mut HashMap<u32, u32>) -> String {
    let mut mended = String::with_capacity(text.len() + 64);
    let mut goes_on = false;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let is_first = index + 1 == shallow.line;
        let indent = line.len() - line.trim_start_matches(' ').len();
        if (is_first || goes_on) && indent < shallow.indent && !line.trim().is_empty() {
            let missing = shallow.indent - indent;
            mended.extend(std::iter::repeat_n(' ', missing));
            if let (Ok(line), Ok(missing)) = (u32::try_from(index + 1), u32::try_from(missing)) {
                *shifts.entry(line).or_default() += missing;
            }
        }
        mended.push_str(line);
        goes_on = (is_first || goes_on) && line.trim_end().ends_with([',', '{', '[', ':']);
    }
    mended
}
