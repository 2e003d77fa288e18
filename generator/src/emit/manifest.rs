//! `Cargo.toml`, `README.md` and `rustfmt.toml`.

use super::Source;
use crate::rust::{Crate, Item, Package, RuntimeDependency};
use std::fmt::Write;

/// `Cargo.toml`.
pub(super) fn manifest(krate: &Crate) -> Source<'static> {
    let package = &krate.package;
    let mut text = format!(
        "[package]\nname = {}\nversion = {}\ndescription = {}\n",
        quoted(&package.name),
        quoted(&package.version),
        quoted(&package.description)
    );
    text.push_str(match package.runtime {
        RuntimeDependency::Workspace => {
            "edition.workspace = true\nrust-version.workspace = true\nlicense.workspace = true\npublish = false\n"
        }
        RuntimeDependency::Path(_) | RuntimeDependency::Version(_) => {
            "edition = \"2024\"\nrust-version = \"1.89\"\npublish = false\n"
        }
    });
    let _ = write!(text, "\n[dependencies]\nspecwright-runtime = {{ {} }}\n", dependency(package));
    text.push_str(&lints(krate));
    if package.runtime != RuntimeDependency::Workspace {
        text.push_str("\n# Its own workspace: it builds where it lies.\n[workspace]\n");
    }
    Source::Text { path: "Cargo.toml".to_owned(), text }
}

/// `rustfmt.toml` of a crate that stands alone: what is written is formatted so, and stays when somebody formats it.
pub(super) fn rustfmt(krate: &Crate) -> Option<Source<'static>> {
    let text = "max_width = 120\nuse_small_heuristics = \"Max\"\n".to_owned();
    let is_alone = krate.package.runtime != RuntimeDependency::Workspace;
    is_alone.then(|| Source::Text { path: "rustfmt.toml".to_owned(), text })
}

/// `README.md`.
pub(super) fn readme(krate: &Crate) -> Source<'static> {
    let text = krate.readme.iter().flat_map(|line| [line.as_str(), "\n"]).collect();
    Source::Text { path: "README.md".to_owned(), text }
}

fn dependency(package: &Package) -> String {
    let place = match &package.runtime {
        RuntimeDependency::Workspace => "workspace = true".to_owned(),
        RuntimeDependency::Path(path) => format!("path = {}", quoted(path)),
        RuntimeDependency::Version(version) => format!("version = {}", quoted(version)),
    };
    match package.features.as_slice() {
        [] => place,
        features => {
            let features: Vec<_> = features.iter().map(|feature| quoted(feature)).collect();
            format!("{place}, features = [{}]", features.join(", "))
        }
    }
}

fn lints(krate: &Crate) -> String {
    let mut text = String::new();
    if krate.groups.iter().flat_map(|group| &group.methods).any(|method| method.deprecated)
        || krate.items.iter().any(is_deprecated)
    {
        text.push_str("\n[lints.rust]\n# The document still has what it calls deprecated, and so has the crate.\ndeprecated = \"allow\"\n");
    }
    if !krate.package.lints.is_empty() {
        text.push_str("\n[lints.clippy]\n");
    }
    for (lint, reason) in &krate.package.lints {
        let _ = write!(text, "# {reason}\n{lint} = \"allow\"\n");
    }
    text
}

fn is_deprecated(item: &Item) -> bool {
    match item {
        Item::Struct(item) => item.deprecated || item.fields.iter().any(|field| field.deprecated),
        Item::Choice(item) => item.deprecated || item.variants.iter().any(|variant| variant.deprecated),
        Item::Union(item) => item.deprecated,
        Item::Alias(_) | Item::Newtype(_) | Item::Answer(_) => false,
    }
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            character if character.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(character));
            }
            character => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    #[test]
    fn strings_of_toml_are_escaped() {
        for (text, expected) in [("a", r#""a""#), ("a\"b\\c", r#""a\"b\\c""#), ("a\nb\u{7f}", r#""a\u000Ab\u007F""#)] {
            assert_eq!(super::quoted(text), expected);
        }
    }
}
