//! Text that means itself.

/// Where a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// At the start of a line, where lists and headings begin.
    Start,
    /// Within a line.
    Line,
    /// In the cell of a table.
    Cell,
    /// In the text of a link.
    Link,
}

/// Whether a URL leads into the web.
pub(super) fn is_web(url: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| url.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()))
}

/// A text with every character escaped that Markdown would read, and every bare URL a link.
pub(super) fn text(text: &str, place: Place) -> String {
    let mut written = String::with_capacity(text.len() + 8);
    let mut rest = text;
    if place == Place::Start {
        rest = start(text, &mut written);
    }
    while let Some(at) = url_start(rest) {
        let (before, url) = rest.split_at(at);
        let length = url_length(url);
        let (url, after) = url.split_at(length);
        characters(before, place, &mut written);
        match place {
            Place::Link => characters(url, place, &mut written),
            _ if is_web(url) => written.push_str(&format!("<{}>", url.replace('|', "%7C"))),
            _ => characters(url, place, &mut written),
        }
        rest = after;
    }
    characters(rest, place, &mut written);
    written
}

/// `` `text` ``.
pub(super) fn code(code: &str, place: Place) -> String {
    let longest = code.split(|it| it != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    let code = if place == Place::Cell { code.replace('|', "\\|") } else { code.to_owned() };
    format!("{fence}{pad}{code}{pad}{fence}")
}

/// Escapes what would make the line a heading, a list, a quote or a rule; gives what follows.
fn start<'a>(text: &'a str, written: &mut String) -> &'a str {
    let indent = text.len() - text.trim_start().len();
    let text = &text[indent..];
    let digits = text.len() - text.trim_start_matches(|it: char| it.is_ascii_digit()).len();
    if digits > 0 && text[digits..].starts_with(['.', ')']) {
        written.push_str(&text[..digits]);
        written.push('\\');
        written.push_str(&text[digits..=digits]);
        return &text[digits + 1..];
    }
    match text.chars().next() {
        Some(first @ ('#' | '>' | '+' | '-' | '=' | '|' | ':' | '*')) => {
            let is_plain = matches!(first, '+' | '-' | ':') && text[1..].starts_with(|it: char| it.is_alphanumeric());
            if !is_plain {
                written.push('\\');
            }
            written.push(first);
            &text[1..]
        }
        _ => text,
    }
}

fn url_start(text: &str) -> Option<usize> {
    let mut found = text.match_indices("http").map(|(at, _)| at);
    found.find(|at| ["http://", "https://"].iter().any(|scheme| text[*at..].starts_with(scheme)))
}

/// How much of a text that begins with a URL belongs to it.
fn url_length(text: &str) -> usize {
    let ends = |it: char| it.is_whitespace() || it.is_control() || "<>\"'`\\".contains(it);
    let whole = &text[..text.find(ends).unwrap_or(text.len())];
    let mut url = whole.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']);
    while url.ends_with([')', ']', '}']) {
        let (open, close) = match url.chars().last() {
            Some(')') => ('(', ')'),
            Some(']') => ('[', ']'),
            _ => ('{', '}'),
        };
        if url.matches(open).count() >= url.matches(close).count() {
            break;
        }
        url = url[..url.len() - 1].trim_end_matches(['.', ',', ';', ':', '!', '?']);
    }
    url.len().max("http://".len().min(text.len()))
}

fn characters(text: &str, place: Place, written: &mut String) {
    let mut before: Option<char> = written.chars().last();
    let mut characters = text.char_indices().peekable();
    while let Some((at, this)) = characters.next() {
        let after = characters.peek().map(|(_, next)| *next);
        let is_word = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
        let is_read = match this {
            '\\' => after.is_none_or(|it| it.is_ascii_punctuation()),
            '`' | '[' | '<' | '~' => true,
            '*' => !(before.is_none_or(char::is_whitespace) && after.is_none_or(char::is_whitespace)),
            '_' => !(is_word(before) && is_word(after)),
            ']' => place == Place::Link,
            '|' => place == Place::Cell,
            '&' => is_entity(&text[at..]),
            '$' => false,
            _ => false,
        };
        if is_read {
            written.push('\\');
        }
        written.push(this);
        before = Some(this);
    }
}

/// `&lt;` and `&#60;`, which a parser would decode.
fn is_entity(text: &str) -> bool {
    let Some((name, _)) = text.get(1..).and_then(|rest| rest.split_once(';')) else { return false };
    let name = name.strip_prefix('#').unwrap_or(name);
    !name.is_empty() && name.len() < 32 && name.chars().all(|it| it.is_ascii_alphanumeric())
}
