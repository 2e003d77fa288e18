//! Tokens in one line.

use super::token::{Delimiter, Token, parts};

/// The tokens in one line, however long; `None` where they hold a `match`, which never stands in one line.
pub(super) fn line(tokens: &[Token]) -> Option<String> {
    line_within(tokens, usize::MAX)
}

/// The same; `None` too where it has more characters than these, which is seen without going on to its end.
pub(super) fn line_within(tokens: &[Token], room: usize) -> Option<String> {
    let mut text = String::new();
    write(tokens, room, &mut text).then_some(text)
}

fn write(tokens: &[Token], room: usize, text: &mut String) -> bool {
    let mut before: Option<&Token> = None;
    for token in tokens {
        if before.is_some_and(|before| is_spaced(before, token)) {
            text.push(' ');
        }
        let is_written = match token {
            Token::Word(word) if word == "match" => false,
            Token::Word(word) => {
                text.push_str(word);
                true
            }
            Token::Sign(sign) => {
                text.push_str(sign);
                true
            }
            Token::Group(delimiter, inner) => group(*delimiter, inner, before, room, text),
        };
        if !is_written || (text.len() > room && text.chars().count() > room) {
            return false;
        }
        before = Some(token);
    }
    true
}

fn group(delimiter: Delimiter, inner: &[Token], before: Option<&Token>, room: usize, text: &mut String) -> bool {
    let is_tuple_of_one = delimiter == Delimiter::Parenthesis
        && !before.is_some_and(|before| matches!(before, Token::Word(_)))
        && inner.last().is_some_and(|last| last.is(","))
        && parts(inner).len() == 1;
    let inner = match inner {
        [inner @ .., last] if last.is(",") && !is_tuple_of_one => inner,
        inner => inner,
    };
    let (open, close) = match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::Brace if inner.is_empty() || before.is_some_and(|before| before.is("::")) => ("{", "}"),
        Delimiter::Brace => ("{ ", " }"),
        Delimiter::None => ("", ""),
    };
    text.push_str(open);
    let is_written = write(inner, room, text);
    text.push_str(close);
    is_written
}

/// Whether a space stands between two tokens.
fn is_spaced(before: &Token, after: &Token) -> bool {
    match (before, after) {
        (_, Token::Sign("," | ";" | "." | "?" | ":" | "::" | "<" | ">" | "!" | ".." | "..=")) => false,
        (Token::Sign("::" | "." | "-" | "&" | "*" | "<" | "#" | "!" | ".." | "..="), _) => false,
        (Token::Sign("?") | Token::Word(_) | Token::Group(..), Token::Group(Delimiter::Bracket, _)) => false,
        (Token::Word(word), Token::Group(Delimiter::Parenthesis, _)) => {
            matches!(word.as_str(), "match" | "in" | "return")
        }
        (Token::Sign(">") | Token::Group(..), Token::Group(Delimiter::Parenthesis, _)) => false,
        _ => true,
    }
}
