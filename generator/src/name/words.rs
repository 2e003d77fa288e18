//! Text of any kind, taken apart into words: `clientID` is `client`, `id`; `+1` is `plus`, `1`.

use deunicode::deunicode_char;
use std::borrow::Cow;

/// Names that are one word although their letters change case.
const ONE_WORD: &[&str] = &["OAuth", "IPv4", "IPv6", "iOS", "macOS", "GraphQL", "OpenAPI", "GitHub", "GitLab"];

/// How much of a symbol is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Symbols {
    /// Where they mean something: `+1`, `>=`, `C#`.
    Meant,
    /// All, to keep two names apart: `a.b` and `a-b`.
    All,
}

/// The words of a text, in ASCII and lower case; perhaps none.
pub(super) fn words(text: &str, symbols: Symbols) -> Vec<String> {
    let text = ascii(text);
    let is_bare = !text.contains(|it: char| it.is_ascii_alphanumeric());
    let mut words = Vec::new();
    let mut before = None;
    let mut rest = text.as_ref();
    while let Some(first) = rest.chars().next() {
        let length = rest.find(|it: char| !it.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let length = if length > 0 {
            split_run(&rest[..length], &mut words);
            length
        } else if let Some(word) = pair_word(rest.get(..2).unwrap_or_default()) {
            words.push(word.to_owned());
            2
        } else {
            let is_meant = is_meant(first, before, rest.chars().nth(1));
            if symbols == Symbols::All || is_bare || is_meant {
                let is_between = first == '-' && !is_bare && !is_meant;
                words.extend(if is_between { Some("hyphen") } else { symbol_word(first) }.map(str::to_owned));
            }
            1
        };
        let (done, others) = rest.split_at(length);
        (before, rest) = (done.chars().next_back(), others);
    }
    words
}

/// A text as ASCII: `é` is `e`, `日` is `Ri ` (each is a word), `→` is ` -> `.
fn ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut ascii = String::with_capacity(text.len());
    for character in text.chars() {
        match deunicode_char(character) {
            _ if character.is_ascii() => ascii.push(character),
            Some(text) if character.is_alphabetic() => {
                ascii.extend(text.chars().filter(|it| *it != '\'' && it.is_ascii()))
            }
            Some(text) => ascii.extend([" ", text, " "].into_iter().flat_map(str::chars).filter(char::is_ascii)),
            None => ascii.push(' '),
        }
    }
    Cow::Owned(ascii)
}

/// Takes letters and digits apart: `userId2`, `HTTPServer`, `userIDs`, `ISO8601Date`, `sha256`.
fn split_run(run: &str, words: &mut Vec<String>) {
    let bytes = run.as_bytes();
    let (mut start, mut at) = (0, 0);
    let mut finish = |start: &mut usize, end: usize| {
        words.extend(run.get(*start..end).filter(|word| !word.is_empty()).map(str::to_ascii_lowercase));
        *start = end;
    };
    while at < bytes.len() {
        if let Some(length) = one_word(run, at) {
            finish(&mut start, at);
            at += length;
            if bytes.get(at).is_none_or(|next| !next.is_ascii_digit()) {
                finish(&mut start, at);
            }
            continue;
        }
        if begins_word(bytes, at) {
            finish(&mut start, at);
        }
        at += 1;
    }
    finish(&mut start, at);
}

fn begins_word(run: &[u8], at: usize) -> bool {
    let byte = |at: usize| run.get(at).copied().unwrap_or_default();
    let (Some(before), after) = (at.checked_sub(1).map(byte), byte(at + 1)) else { return false };
    let is_plural = after == b's' && !byte(at + 2).is_ascii_lowercase();
    byte(at).is_ascii_uppercase() && (before.is_ascii_lowercase() || (after.is_ascii_lowercase() && !is_plural))
}

/// How long the word is that begins here and changes case inside.
fn one_word(run: &str, at: usize) -> Option<usize> {
    let byte = |at: usize| run.as_bytes().get(at).copied().unwrap_or_default();
    if at.checked_sub(1).is_some_and(|before| byte(before).is_ascii_uppercase()) {
        return None;
    }
    let rest = run.as_bytes().get(at..)?;
    let is_it = |word: &[u8]| word.first() == rest.first() && rest.starts_with(word);
    let word = ONE_WORD.iter().find(|word| is_it(word.as_bytes()))?;
    (!byte(at + word.len()).is_ascii_lowercase()).then_some(word.len())
}

/// Whether a symbol is more than what stands between words.
fn is_meant(symbol: char, before: Option<char>, after: Option<char>) -> bool {
    let is_word = |it: Option<char>| it.is_some_and(|it| it.is_ascii_alphanumeric());
    match symbol {
        '+' | '-' => !is_word(before) && is_word(after) && before != Some(' '),
        '<' | '>' | '=' => before.is_none() || after.is_none(),
        '!' => before.is_none() && is_word(after),
        '#' | '%' => is_word(before) && !is_word(after),
        '*' => before.is_none() || after.is_none(),
        '&' => is_word(before) && is_word(after),
        _ => false,
    }
}

fn pair_word(pair: &str) -> Option<&'static str> {
    Some(match pair {
        ">=" => "gte",
        "<=" => "lte",
        "!=" | "<>" => "ne",
        "==" => "eq",
        "=~" => "matches",
        "++" => "plus_plus",
        _ => return None,
    })
}

fn symbol_word(symbol: char) -> Option<&'static str> {
    Some(match symbol {
        '+' => "plus",
        '-' => "minus",
        '<' => "lt",
        '>' => "gt",
        '=' => "eq",
        '!' => "not",
        '#' => "sharp",
        '%' => "percent",
        '*' => "star",
        '&' => "and",
        '|' => "or",
        '~' => "tilde",
        '^' => "caret",
        '$' => "dollar",
        '@' => "at",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '/' => "slash",
        '\\' => "backslash",
        '_' => "underscore",
        '?' => "question",
        '\'' => "apostrophe",
        '"' => "quote",
        '`' => "backtick",
        '(' | ')' => "parenthesis",
        '[' | ']' => "bracket",
        '{' | '}' => "brace",
        ' ' => "space",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Symbols, words};

    #[test]
    fn texts_are_words() {
        for (text, expected) in [
            ("clientID", "client id"),
            ("userIDs", "user ids"),
            ("userId2", "user id2"),
            ("OAuth2TokenResponse", "oauth2 token response"),
            ("getOAuthToken", "get oauth token"),
            ("IPv4Address", "ipv4 address"),
            ("HTTPServer", "http server"),
            ("ISO8601DateTime", "iso8601 date time"),
            ("sha256sum", "sha256sum"),
            ("B2B", "b2b"),
            ("X-Request-ID", "x request id"),
            ("pets/list", "pets list"),
            ("filter[name]", "filter name"),
            ("$ref", "ref"),
            ("@type", "type"),
            ("+1", "plus 1"),
            ("-1", "minus 1"),
            ("reactions-+1", "reactions plus 1"),
            ("-created_at", "minus created at"),
            (">=", "gte"),
            ("StartTime>", "start time gt"),
            ("C#", "c sharp"),
            ("C++", "c plus_plus"),
            ("100%", "100 percent"),
            ("R&D", "r and d"),
            ("*", "star"),
            ("_", "underscore"),
            ("", ""),
            ("Größe", "grosse"),
            ("naïve café", "naive cafe"),
            ("名称", "ming cheng"),
            ("2024-01-31", "2024 01 31"),
            ("don't", "don t"),
        ] {
            assert_eq!(words(text, Symbols::Meant).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn symbols_keep_names_apart() {
        assert_eq!(words("a.b", Symbols::All).join(" "), "a dot b");
        assert_eq!(words("a-b", Symbols::All).join(" "), "a hyphen b");
    }
}
