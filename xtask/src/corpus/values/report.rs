//! The sum of all trials.

use super::Source;
use super::mutation::Depth;
use crate::stop::Stop;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The sum of all trials.
#[derive(Debug, Default)]
pub(in super::super) struct Survival {
    pub(super) schemas: usize,
    /// Documents whose crate could not be built.
    pub(super) not_built: usize,
    /// Schemas that the validator cannot read.
    pub(super) without_validator: Vec<String>,
    /// Schemas for which there was no time.
    pub(super) untried: usize,
    /// Schemas for which no valid value was found.
    pub(super) without_value: Vec<String>,
    /// By source.
    survival: BTreeMap<Source, Count>,
    /// How many differences stand where the ledger speaks of a rule.
    explained: BTreeMap<String, usize>,
    /// By what is wrong, with the first few examples.
    groups: BTreeMap<String, (usize, Vec<String>)>,
    skipped: BTreeMap<String, (usize, Vec<String>)>,
    /// Values of a wrong kind that were refused, and that were not.
    refused: [usize; 2],
    let_pass: [usize; 2],
    passed: Vec<String>,
}

/// What became of values.
#[derive(Debug, Default)]
struct Count {
    same: usize,
    different: usize,
    /// The same but for keys that no schema names.
    passed_over: usize,
}

const EXAMPLES: usize = 4;

impl Survival {
    pub(super) fn survived(&mut self, source: Source) {
        self.survival.entry(source).or_default().same += 1;
    }

    pub(super) fn lost(&mut self, source: Source, what: String, example: &str, rules: &BTreeSet<String>) {
        self.survival.entry(source).or_default().different += 1;
        let all: Vec<&str> = rules.iter().map(String::as_str).collect();
        let rules = if all.is_empty() { "no rule".to_owned() } else { all.join(", ") };
        note(&mut self.groups, format!("{what} ({})", source.word()), &format!("{example} [{rules}]"));
        *self.explained.entry(rules).or_default() += 1;
    }

    pub(super) fn passed_over(&mut self, source: Source) {
        self.survival.entry(source).or_default().passed_over += 1;
    }

    pub(super) fn skip(&mut self, why: &str, place: &str) {
        note(&mut self.skipped, general(why), place);
    }

    pub(super) fn refused(&mut self, depth: Depth) {
        self.refused[usize::from(depth == Depth::Part)] += 1;
    }

    pub(super) fn let_pass(&mut self, depth: Depth, example: &str) {
        self.let_pass[usize::from(depth == Depth::Part)] += 1;
        if depth == Depth::Whole || self.passed.len() < 40 {
            self.passed.push(format!("{depth:?} {example}"));
        }
    }

    pub(super) fn add(&mut self, other: Self) {
        self.schemas += other.schemas;
        self.not_built += other.not_built;
        self.untried += other.untried;
        self.without_validator.extend(other.without_validator);
        self.without_value.extend(other.without_value);
        for (source, theirs) in other.survival {
            let ours = self.survival.entry(source).or_default();
            ours.same += theirs.same;
            ours.different += theirs.different;
            ours.passed_over += theirs.passed_over;
        }
        for (rules, count) in other.explained {
            *self.explained.entry(rules).or_default() += count;
        }
        for at in 0..2 {
            self.refused[at] += other.refused[at];
            self.let_pass[at] += other.let_pass[at];
        }
        for (groups, others) in [(&mut self.groups, other.groups), (&mut self.skipped, other.skipped)] {
            for (what, (count, examples)) in others {
                let group = groups.entry(what).or_default();
                group.0 += count;
                group.1.extend(examples);
                group.1.truncate(EXAMPLES);
            }
        }
        self.passed.extend(other.passed);
    }

    /// Fails where fewer survive than have to: 999 of 1000.
    pub(in super::super) fn verdict(&self) -> Result<(), Stop> {
        let counted = self.survival.iter().filter(|(source, _)| **source != Source::Extended);
        let (same, different) =
            counted.fold((0, 0), |(same, different), (_, count)| (same + count.same, different + count.different));
        if different * 1000 <= same + different {
            return Ok(());
        }
        Err(Stop::Failed(format!("{different} of {} values do not survive", same + different)))
    }

    /// What is said of it.
    pub(in super::super) fn report(&self) -> String {
        let mut text = String::new();
        let share = |good: usize, bad: usize| 100.0 * good as f64 / (good + bad).max(1) as f64;
        let _ = writeln!(
            text,
            "\nvalues: {} schemas ({} that the validator cannot read, {} without a valid value, {} without time)",
            self.schemas,
            self.without_validator.len(),
            self.without_value.len(),
            self.untried
        );
        if self.not_built > 0 {
            let _ = writeln!(text, "  {} crates could not be built: see target/corpus/build.log", self.not_built);
        }
        let mut all = Count::default();
        for (source, count) in &self.survival {
            let of = count.same + count.different;
            let share = share(count.same, count.different);
            let _ = match source {
                Source::Extended => writeln!(
                    text,
                    "  {}: {} survive whole, {} but for those keys, {} differ otherwise",
                    source.word(),
                    count.same,
                    count.passed_over,
                    count.different
                ),
                _ => writeln!(text, "  {}: {} of {of} survive ({share:.3} %)", source.word(), count.same),
            };
            if *source != Source::Extended {
                all.same += count.same;
                all.different += count.different;
            }
        }
        let (of, share_of_all) = (all.same + all.different, share(all.same, all.different));
        let _ = writeln!(text, "  all but those with more keys: {} of {of} survive ({share_of_all:.3} %)", all.same);
        for (rules, count) in &self.explained {
            let _ = writeln!(text, "  {count} differences where the ledger says: {rules}");
        }
        for (at, what) in ["the whole of a wrong kind", "a part of a wrong kind"].iter().enumerate() {
            let (good, bad) = (self.refused[at], self.let_pass[at]);
            let _ = writeln!(text, "  {what}: {good} of {} refused ({:.3} %)", good + bad, share(good, bad));
        }
        for (title, groups) in [("differences", &self.groups), ("skipped", &self.skipped)] {
            let mut sorted: Vec<_> = groups.iter().collect();
            sorted.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
            if !sorted.is_empty() {
                let _ = writeln!(text, "\n{title}:");
            }
            for (what, (count, examples)) in sorted {
                let _ = writeln!(text, "  {count} × {what}");
                examples.iter().for_each(|example| {
                    let _ = writeln!(text, "      {example}");
                });
            }
        }
        for (title, all) in [
            ("that the validator cannot read, the first", &self.without_validator),
            ("without a valid value, the first", &self.without_value),
        ] {
            let first: Vec<&str> = all.iter().take(20).map(String::as_str).collect();
            if !first.is_empty() {
                let _ = writeln!(text, "\n{title}: {}", first.join(", "));
            }
        }
        if !self.passed.is_empty() {
            let _ = writeln!(text, "\nof a wrong kind and let pass, the first:");
        }
        for depth in ["Whole", "Part"] {
            self.passed.iter().filter(|example| example.starts_with(depth)).take(20).for_each(|example| {
                let _ = writeln!(text, "      {example}");
            });
        }
        text
    }
}

fn note(groups: &mut BTreeMap<String, (usize, Vec<String>)>, what: String, example: &str) {
    let group = groups.entry(what).or_default();
    group.0 += 1;
    if group.1.len() < EXAMPLES {
        group.1.push(example.to_owned());
    }
}

/// An error without the names and values in it.
pub(super) fn general(error: &str) -> String {
    let mut text = String::new();
    let mut quoted = false;
    for character in error.chars() {
        match character {
            '`' | '"' => {
                quoted = !quoted;
                if quoted {
                    text.push('…');
                }
            }
            _ if quoted => {}
            '0'..='9' => {}
            _ => text.push(character),
        }
    }
    text.chars().take(120).collect()
}
