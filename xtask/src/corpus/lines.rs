//! How much was written.

use std::collections::BTreeMap;

/// The lines of all Rust files.
pub(super) fn of_all(files: &BTreeMap<String, String>) -> usize {
    files.iter().filter(|(path, _)| path.ends_with(".rs")).map(|(_, text)| text.lines().count()).sum()
}

/// The lines of each operation's method without its documentation; in the middle, where they are sorted.
pub(super) fn per_operation(files: &BTreeMap<String, String>) -> Vec<usize> {
    let is_data = |path: &str| path.ends_with("/types.rs") || path.ends_with("/codec.rs") || path.contains("/bin/");
    let sources = files.iter().filter(|(path, _)| path.ends_with(".rs") && !is_data(path));
    let mut counts: Vec<usize> = sources.flat_map(|(_, text)| methods(text)).collect();
    counts.sort_unstable();
    counts
}

/// The middle one.
pub(super) fn median(sorted: &[usize]) -> Option<usize> {
    sorted.get(sorted.len() / 2).copied()
}

fn methods(text: &str) -> Vec<usize> {
    let mut counts = Vec::new();
    let mut method: Option<(usize, bool)> = None;
    for line in text.lines() {
        match &mut method {
            None if line.starts_with("    pub fn ") => method = Some((1, line.contains(" -> Call<"))),
            None => {}
            Some((count, is_operation)) => {
                *count += 1;
                *is_operation |= line.contains(" -> Call<");
                if line == "    }" {
                    if *is_operation {
                        counts.push(*count);
                    }
                    method = None;
                }
            }
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    #[test]
    fn methods_are_counted_without_their_documentation() {
        let text = "impl Client {\n    /// Docs\n    pub fn a(&self) -> Call<T> {\n        self.api.get(\"a\", \"/a\").call()\n    }\n\n    pub fn new() -> Self {\n    }\n}\n";
        assert_eq!(super::methods(text), [3]);
    }
}
