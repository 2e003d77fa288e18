//! Identifiers: valid, in Rust's own style, and never one that the generated code means something else by.

use super::words::{Symbols, words};
use crate::rust::Ident;

/// Words of the language that can be written raw: `r#type`.
const RAW: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Words of the language that cannot.
const NEVER_RAW: &[&str] = &["crate", "self", "super", "Self"];

/// What `types.rs` means something else by: the prelude, and what it imports.
pub(super) const TYPES: &[&str] = &[
    "BTreeMap",
    "Base64",
    "Base64Url",
    "BigInt",
    "Body",
    "Box",
    "ByteStream",
    "Bytes",
    "Call",
    "Clone",
    "Copy",
    "Date",
    "DateTime",
    "Debug",
    "Decimal",
    "DecimalText",
    "Default",
    "Display",
    "Drop",
    "Duration",
    "Embedded",
    "Eq",
    "Err",
    "EventStream",
    "FilePart",
    "Fn",
    "From",
    "Hash",
    "IntegerText",
    "Into",
    "Ipv4",
    "Ipv6",
    "LineStream",
    "Never",
    "NoError",
    "None",
    "Ok",
    "Option",
    "OrAny",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Secret",
    "SecretValue",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "Time",
    "ToOwned",
    "ToString",
    "Uuid",
    "Value",
    "Vec",
];

/// What `Client` and the handles have already, and what clippy keeps for traits.
const METHODS: &[&str] = &[
    "add",
    "as_mut",
    "as_ref",
    "at",
    "bitand",
    "bitor",
    "bitxor",
    "borrow",
    "borrow_mut",
    "builder",
    "clone",
    "clone_from",
    "clone_into",
    "cmp",
    "default",
    "deref",
    "deref_mut",
    "div",
    "drop",
    "eq",
    "fmt",
    "from",
    "from_iter",
    "from_str",
    "hash",
    "index",
    "index_mut",
    "into",
    "into_iter",
    "mul",
    "neg",
    "new",
    "next",
    "not",
    "rem",
    "shl",
    "shr",
    "sub",
    "to_owned",
    "try_from",
    "try_into",
    "type_id",
];

/// What `lib.rs` has as modules already, or cannot have as files.
const MODULES: &[&str] = &[
    "alloc",
    "aux",
    "codec",
    "con",
    "core",
    "lib",
    "main",
    "mod",
    "nul",
    "prn",
    "runtime",
    "specwright_runtime",
    "std",
    "token_source",
    "types",
];

/// Whether `types.rs` means something else by it.
pub(super) fn is_taken_type(name: &str) -> bool {
    TYPES.contains(&name)
}

/// Whether `Client` has such a method already.
pub(super) fn is_taken_method(name: &str) -> bool {
    METHODS.contains(&name)
}

/// Whether `lib.rs` has such a module already.
pub(super) fn is_taken_module(name: &str) -> bool {
    MODULES.contains(&name)
}

/// `user_id`.
pub(super) fn snake(text: &str, symbols: Symbols) -> String {
    snake_of(&words(text, symbols))
}

/// `UserId`; a text that is one already stays as it is: `OAuth2TokenResponse`.
pub(super) fn pascal(text: &str, symbols: Symbols) -> String {
    if is_pascal(text) { text.to_owned() } else { pascal_of(&words(text, symbols)) }
}

/// `user_id` of `user`, `id`.
pub(super) fn snake_of(words: &[String]) -> String {
    match words.first() {
        None => "empty".to_owned(),
        Some(first) if first.starts_with(|it: char| it.is_ascii_digit()) => format!("n{}", words.join("_")),
        Some(_) => words.join("_"),
    }
}

/// `UserId` of `user`, `id`. Digits stay apart: `V2024_01_31`.
pub(super) fn pascal_of(words: &[String]) -> String {
    let mut name = String::new();
    for word in words.iter().flat_map(|word| word.split('_')) {
        let is_digit = |it: char| it.is_ascii_digit();
        match (name.ends_with(is_digit), word.starts_with(is_digit)) {
            (true, true) => name.push('_'),
            (false, true) if name.is_empty() => name.push('V'),
            _ => {}
        }
        capitalised(word, &mut name);
    }
    if name.is_empty() { "Empty".to_owned() } else { name }
}

fn capitalised(word: &str, name: &mut String) {
    let (first, rest) = match word.strip_prefix("oauth") {
        Some(rest) => ("OAuth", rest),
        None => word.split_at(word.len().min(1)),
    };
    match first {
        "OAuth" => name.push_str(first),
        first => name.push_str(&first.to_ascii_uppercase()),
    }
    name.push_str(rest);
}

/// Whether a text is a type's name as Rust writes it, acronyms or not, but not in capitals alone.
fn is_pascal(text: &str) -> bool {
    text.starts_with(|it: char| it.is_ascii_uppercase())
        && text.chars().all(|it| it.is_ascii_alphanumeric())
        && (text.len() == 1 || text.contains(|it: char| it.is_ascii_lowercase()))
}

/// Makes what is spelled right an identifier, raw where it has to be.
pub(super) fn ident(name: &str) -> Ident {
    match name {
        name if NEVER_RAW.contains(&name) => Ident(format!("{name}_")),
        name if RAW.contains(&name) => Ident(format!("r#{name}")),
        name => Ident(name.to_owned()),
    }
}

/// A name that the overlay gives, where it is one that Rust takes without a warning.
pub(super) fn given(name: &str, style: Style) -> Option<Ident> {
    let is_ident = name.starts_with(|it: char| it.is_ascii_alphabetic())
        && name.chars().all(|it| it.is_ascii_alphanumeric() || it == '_')
        && !name.contains("__")
        && !NEVER_RAW.contains(&name);
    let is_styled = match style {
        Style::Pascal => name.starts_with(|it: char| it.is_ascii_uppercase()) && has_no_word_underscore(name),
        Style::Snake => !name.contains(|it: char| it.is_ascii_uppercase()),
    };
    (is_ident && is_styled).then(|| ident(name))
}

/// How Rust writes a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `UserId`.
    Pascal,
    /// `user_id`.
    Snake,
}

impl Style {
    /// What a text is called in this style.
    pub(super) fn of(self, text: &str, symbols: Symbols) -> String {
        match self {
            Style::Pascal => pascal(text, symbols),
            Style::Snake => snake(text, symbols),
        }
    }
}

fn has_no_word_underscore(name: &str) -> bool {
    name.split('_').skip(1).all(|part| part.starts_with(|it: char| it.is_ascii_digit()))
        && name.split('_').rev().skip(1).all(|part| part.ends_with(|it: char| it.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::super::words::Symbols;
    use super::{Style, given, ident, pascal, snake};

    #[test]
    fn fields_and_methods() {
        for (text, expected) in [
            ("clientID", "client_id"),
            ("userId2", "user_id2"),
            ("type", "r#type"),
            ("self", "self_"),
            ("Self", "self_"),
            ("crate", "crate_"),
            ("super", "super_"),
            ("gen", "r#gen"),
            ("_", "underscore"),
            ("", "empty"),
            ("2fa_enabled", "n2fa_enabled"),
            ("+1", "plus_1"),
            ("@type", "r#type"),
            ("größe", "grosse"),
        ] {
            assert_eq!(ident(&snake(text, Symbols::Meant)).0, expected, "{text}");
        }
    }

    #[test]
    fn types_and_variants() {
        for (text, expected) in [
            ("OAuth2TokenResponse", "OAuth2TokenResponse"),
            ("APIError", "APIError"),
            ("URL", "Url"),
            ("foo_bar", "FooBar"),
            ("Body_upload__file", "BodyUploadFile"),
            ("com.example.Pet", "ComExamplePet"),
            ("oauth_token", "OAuthToken"),
            ("2024-01-31", "V2024_01_31"),
            ("v1.2", "V1_2"),
            ("404", "V404"),
            ("self", "Self_"),
            ("", "Empty"),
            (">=", "Gte"),
            ("C++", "CPlusPlus"),
        ] {
            assert_eq!(ident(&pascal(text, Symbols::Meant)).0, expected, "{text}");
        }
    }

    #[test]
    fn names_of_overlays_are_taken_as_they_are_or_not_at_all() {
        let pascal = |text| given(text, Style::Pascal).map(|it| it.0);
        let snake = |text| given(text, Style::Snake).map(|it| it.0);
        assert_eq!(pascal("V1_2"), Some("V1_2".to_owned()));
        assert_eq!(pascal("user_id"), None);
        assert_eq!(pascal("User_Id"), None);
        assert_eq!(pascal("Self"), None);
        assert_eq!(snake("type"), Some("r#type".to_owned()));
        assert_eq!(snake("userId"), None);
        assert_eq!(snake("a b"), None);
        assert_eq!(snake("1st"), None);
        assert_eq!(snake(""), None);
    }
}
