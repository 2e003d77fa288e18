//! Names that stand side by side: each once, whoever comes first keeps it.

use super::ident::{Style, TYPES, given, ident};
use super::words::Symbols;
use crate::diagnostic::Diagnostic;
use crate::pointer::Pointer;
use crate::rust::Ident;
use std::collections::BTreeSet;

/// The names that are taken in one place.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    taken: BTreeSet<String>,
}

impl Scope {
    /// The names of types, without those that `types.rs` means something else by.
    pub(super) fn without_taken_types() -> Self {
        Self { taken: TYPES.iter().map(|&name| name.to_owned()).collect() }
    }

    /// Takes a name, where it is free.
    pub(super) fn take(&mut self, name: &str) -> Option<Ident> {
        let ident = ident(name);
        self.taken.insert(ident.0.clone()).then_some(ident)
    }

    /// Whether a name is free.
    pub(super) fn is_free(&self, name: &str) -> bool {
        !self.taken.contains(&ident(name).0)
    }

    /// Takes the first name that is free; where none is, the last with a number.
    pub(super) fn claim<I: IntoIterator<Item = String>>(&mut self, candidates: I) -> Ident {
        let mut last = String::new();
        for candidate in candidates {
            if let Some(ident) = self.take(&candidate) {
                return ident;
            }
            last = candidate;
        }
        let numbered = (2_usize..).map(|number| match last.ends_with(|it: char| it.is_ascii_digit()) {
            true => format!("{last}_{number}"),
            false => format!("{last}{number}"),
        });
        numbered.into_iter().find_map(|name| self.take(&name)).unwrap_or(Ident(last))
    }
}

/// One of the names that stand side by side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sibling<'a> {
    /// As the document writes it.
    pub(super) text: &'a str,
    /// `x-rust-name`.
    pub(super) given: Option<&'a str>,
    /// What it has been called so far.
    pub(super) kept: Option<&'a str>,
    /// Where it stands.
    pub(super) pointer: &'a Pointer,
}

/// Names siblings: what the overlay gives first, then what stays, then what is spelled as in the document, then the rest in its order.
pub(super) fn siblings(
    all: &[Sibling<'_>],
    style: Style,
    scope: &mut Scope,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Ident> {
    let mut names: Vec<Option<Ident>> =
        all.iter().map(|it| it.given.and_then(|name| take_given(name, style, it.pointer, scope, problems))).collect();
    for (name, sibling) in names.iter_mut().zip(all).filter(|(name, _)| name.is_none()) {
        *name = sibling.kept.and_then(|kept| scope.take(kept));
    }
    let plain: Vec<String> = all.iter().map(|it| style.of(it.text, Symbols::Meant)).collect();
    for ((name, sibling), plain) in names.iter_mut().zip(all).zip(&plain) {
        if name.is_none() && plain == sibling.text {
            *name = scope.take(plain);
        }
    }
    let named = names.into_iter().zip(all).zip(plain);
    let named = named.map(|((name, it), plain)| {
        let name = name.or_else(|| scope.take(&plain));
        name.unwrap_or_else(|| scope.claim(spellings(it.text, plain, style)))
    });
    named.collect()
}

/// Takes a name that the overlay gives, or says why that cannot be.
pub(super) fn take_given(
    name: &str,
    style: Style,
    pointer: &Pointer,
    scope: &mut Scope,
    problems: &mut Vec<Diagnostic>,
) -> Option<Ident> {
    let Some(ident) = given(name, style) else {
        problems.push(invalid(name, style, pointer));
        return None;
    };
    let taken = scope.take(name);
    if taken.is_none() {
        problems.push(twice(&ident, pointer));
    }
    taken
}

/// The ways to write a text, the plainest first.
fn spellings(text: &str, plain: String, style: Style) -> impl Iterator<Item = String> {
    let has = |is: fn(&char) -> bool| text.chars().any(|it| is(&it));
    let case = match (has(|it| it.is_ascii_lowercase()), has(|it| it.is_ascii_uppercase())) {
        (true, false) => Some("lower"),
        (false, true) => Some("upper"),
        _ => None,
    };
    let case = case.map(|case| match style {
        Style::Pascal => format!("{plain}{}", style.of(case, Symbols::Meant)),
        Style::Snake => format!("{plain}_{case}"),
    });
    [plain, style.of(text, Symbols::All)].into_iter().chain(case)
}

fn invalid(name: &str, style: Style, pointer: &Pointer) -> Diagnostic {
    let better = ident(&style.of(name, Symbols::Meant));
    Diagnostic {
        code: "rust-name-invalid",
        message: format!("`{name}` is no name that Rust takes here"),
        place: None,
        pointer: Some(pointer.clone()),
        label: match style {
            Style::Pascal => "a type or a variant is written `LikeThis`".to_owned(),
            Style::Snake => "a field, a method or a module is written `like_this`".to_owned(),
        },
        notes: Vec::new(),
        help: Some(format!("`x-rust-name: {}`", better.plain())),
    }
}

fn twice(name: &Ident, pointer: &Pointer) -> Diagnostic {
    Diagnostic {
        code: "rust-name-taken",
        message: format!("`{}` is given to two things that stand side by side", name.0),
        place: None,
        pointer: Some(pointer.clone()),
        label: "the second, or a name that every crate has".to_owned(),
        notes: Vec::new(),
        help: Some("give one of them another `x-rust-name`".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Scope, Sibling, Style, siblings};
    use crate::pointer::Pointer;

    fn named(style: Style, texts: &[&str]) -> Vec<String> {
        let pointer = Pointer::root();
        let all: Vec<_> =
            texts.iter().map(|text| Sibling { text, given: None, kept: None, pointer: &pointer }).collect();
        let names = siblings(&all, style, &mut Scope::default(), &mut Vec::new());
        names.into_iter().map(|it| it.0).collect()
    }

    #[test]
    fn collisions_are_told_apart_by_what_differs() {
        for (style, texts, expected) in [
            (Style::Snake, &["foo-bar", "foo_bar"][..], &["foo_hyphen_bar", "foo_bar"][..]),
            (Style::Snake, &["$type", "type"], &["dollar_type", "r#type"]),
            (Style::Snake, &["id", "ID", "Id"], &["id", "id_upper", "id2"]),
            (Style::Pascal, &["asc", "ASC"], &["Asc", "AscUpper"]),
            (Style::Pascal, &["+1", "-1", "1"], &["Plus1", "Minus1", "V1"]),
            (Style::Pascal, &["1.12", "11.2", "112"], &["V1_12", "V11_2", "V112"]),
        ] {
            assert_eq!(named(style, texts), expected, "{texts:?}");
        }
    }

    #[test]
    fn what_the_overlay_gives_stands_or_is_an_error() {
        let pointer = Pointer::root();
        let given = |text, given| Sibling { text, given: Some(given), kept: None, pointer: &pointer };
        let mut problems = Vec::new();
        let all = [given("a", "size"), given("b", "size"), given("c", "Size")];
        siblings(&all, Style::Snake, &mut Scope::default(), &mut problems);
        let codes: Vec<_> = problems.iter().map(|it| it.code).collect();
        assert_eq!(codes, ["rust-name-taken", "rust-name-invalid"]);
    }
}
