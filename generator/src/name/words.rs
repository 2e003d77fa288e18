//! Text of any kind, taken apart into words: `clientID` is `client`, `id`; `+1` is `plus`, `1`.

use deunicode::deunicode_char;

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
    let characters: Vec<char> = text.chars().flat_map(ascii).collect();
    let is_bare = !characters.iter().any(char::is_ascii_alphanumeric);
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(&first) = characters.get(at) {
        if first.is_ascii_alphanumeric() {
            let length = characters.iter().skip(at).take_while(|it| it.is_ascii_alphanumeric()).count();
            let run: Vec<char> = characters.iter().skip(at).take(length).copied().collect();
            split_run(&run, &mut words);
            at += length;
            continue;
        }
        let pair: String = characters.iter().skip(at).take(2).collect();
        if let Some(word) = pair_word(&pair) {
            words.push(word.to_owned());
            at += 2;
            continue;
        }
        let before = at.checked_sub(1).and_then(|before| characters.get(before)).copied();
        let after = characters.get(at + 1).copied();
        if symbols == Symbols::All || is_bare || is_meant(first, before, after) {
            let is_between = first == '-' && !is_bare && !is_meant(first, before, after);
            words.extend(if is_between { Some("hyphen") } else { symbol_word(first) }.map(str::to_owned));
        }
        at += 1;
    }
    words
}

/// A character as ASCII: `é` is `e`, `日` is `Ri ` (each is a word), `→` is ` -> `.
fn ascii(character: char) -> Vec<char> {
    if character.is_ascii() {
        return vec![character];
    }
    match deunicode_char(character) {
        Some(text) if character.is_alphabetic() => text.chars().filter(|it| *it != '\'' && it.is_ascii()).collect(),
        Some(text) => format!(" {text} ").chars().filter(char::is_ascii).collect(),
        None => vec![' '],
    }
}

/// Takes letters and digits apart: `userId2`, `HTTPServer`, `userIDs`, `ISO8601Date`, `sha256`.
fn split_run(run: &[char], words: &mut Vec<String>) {
    let mut word = String::new();
    let mut at = 0;
    while let Some(&this) = run.get(at) {
        if let Some(length) = one_word(run, at) {
            finish(&mut word, words);
            word.extend(run.iter().skip(at).take(length).map(char::to_ascii_lowercase));
            at += length;
            if run.get(at).is_none_or(|next| !next.is_ascii_digit()) {
                finish(&mut word, words);
            }
            continue;
        }
        let before = at.checked_sub(1).and_then(|before| run.get(before)).copied();
        if before.is_some_and(|before| begins_word(run, at, before, this)) {
            finish(&mut word, words);
        }
        word.push(this.to_ascii_lowercase());
        at += 1;
    }
    finish(&mut word, words);
}

fn begins_word(run: &[char], at: usize, before: char, this: char) -> bool {
    let after = run.get(at + 1).copied();
    let is_plural = after == Some('s') && run.get(at + 2).is_none_or(|next| !next.is_ascii_lowercase());
    match (before, this) {
        (_, this) if !this.is_ascii_uppercase() => false,
        (before, _) if before.is_ascii_lowercase() => true,
        (_, _) => after.is_some_and(|after| after.is_ascii_lowercase()) && !is_plural,
    }
}

/// How long the word is that begins here and changes case inside.
fn one_word(run: &[char], at: usize) -> Option<usize> {
    let is_start = at.checked_sub(1).and_then(|before| run.get(before)).is_none_or(|it| !it.is_ascii_uppercase());
    let rest: String = run.iter().skip(at).take(8).collect();
    let word = ONE_WORD.iter().find(|word| rest.starts_with(**word))?;
    let is_end = run.get(at + word.len()).is_none_or(|next| !next.is_ascii_lowercase());
    (is_start && is_end).then_some(word.len())
}

fn finish(word: &mut String, words: &mut Vec<String>) {
    if !word.is_empty() {
        words.push(std::mem::take(word));
    }
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
