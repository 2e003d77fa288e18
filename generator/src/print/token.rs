//! Tokens as the layout sees them.

pub(super) use proc_macro2::Delimiter;
use proc_macro2::{Spacing, TokenStream, TokenTree};

/// A token.
pub(super) enum Token {
    /// An identifier, a lifetime, a literal.
    Word(String),
    /// `::`, `->`, `,`.
    Sign(&'static str),
    /// What stands between brackets.
    Group(Delimiter, Vec<Token>),
}

impl Token {
    /// Whether this is that sign.
    pub(super) fn is(&self, sign: &str) -> bool {
        matches!(self, Token::Sign(it) if *it == sign)
    }

    /// Whether this is that word.
    pub(super) fn is_word(&self, word: &str) -> bool {
        matches!(self, Token::Word(it) if it == word)
    }
}

/// Reads the tokens of an item.
pub(super) fn read(stream: TokenStream) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut joint = String::new();
    for tree in stream {
        match tree {
            TokenTree::Group(group) => {
                let (delimiter, inner) = (group.delimiter(), group.stream());
                // Tokens that nobody else holds are taken, not copied.
                drop(group);
                tokens.push(Token::Group(delimiter, read(inner)));
            }
            TokenTree::Ident(name) if joint == "'" => {
                joint.clear();
                tokens.push(Token::Word(format!("'{name}")));
            }
            TokenTree::Ident(name) => tokens.push(Token::Word(name.to_string())),
            TokenTree::Literal(literal) => tokens.push(Token::Word(literal.to_string())),
            TokenTree::Punct(punct) => {
                joint.push(punct.as_char());
                let goes_on = punct.spacing() == Spacing::Joint
                    && matches!(joint.as_str(), "'" | ":" | "-" | "=" | "." | ".." | "!" | "|");
                if !goes_on {
                    tokens.push(Token::Sign(sign(&joint)));
                    joint.clear();
                }
            }
        }
    }
    closures(tokens)
}

/// Makes one word of what a closure begins with: `|it|`, `|page: &types::Pets|`, `||`.
fn closures(tokens: Vec<Token>) -> Vec<Token> {
    if !tokens.iter().any(|token| token.is("|") || token.is("||")) {
        return tokens;
    }
    let begins = |before: &[Token]| before.last().is_none_or(|before| before.is(",") || before.is_word("move"));
    let mut joined: Vec<Token> = Vec::with_capacity(tokens.len());
    // Where the bars stand that have begun no closure.
    let mut bars: Vec<usize> = Vec::new();
    for token in tokens {
        if token.is("||") && begins(&joined) {
            joined.push(Token::Word("||".to_owned()));
            continue;
        }
        if token.is("|") {
            let open = bars.last().copied().filter(|open| begins(joined.get(..*open).unwrap_or_default()));
            if let Some((open, head)) = open.and_then(|open| Some((open, super::line::line(joined.get(open + 1..)?)?)))
            {
                bars.pop();
                joined.truncate(open);
                joined.push(Token::Word(format!("|{head}|")));
                continue;
            }
            bars.push(joined.len());
        }
        joined.push(token);
    }
    joined
}

/// The signs that `emit` writes; another one would be a bug of ours, which the compiler of the output shows.
fn sign(text: &str) -> &'static str {
    const SIGNS: &[&str] = &[
        "::", "->", "=>", "..", "..=", ",", ";", ":", ".", "?", "&", "*", "<", ">", "=", "#", "!", "+", "-", "|", "||",
        "!=",
    ];
    // A look at the first byte is cheaper than a comparison, and there are many signs.
    let is_it = |sign: &str| sign.as_bytes().first() == text.as_bytes().first() && sign == text;
    SIGNS.iter().copied().find(|sign| is_it(sign)).unwrap_or_default()
}

/// The parts between commas; a comma between `<` and `>` parts nothing.
pub(super) fn parts(tokens: &[Token]) -> Vec<&[Token]> {
    let mut parts = Vec::new();
    let mut depth = 0_usize;
    let mut start = 0;
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Sign("<") => depth += 1,
            Token::Sign(">") => depth = depth.saturating_sub(1),
            Token::Sign(",") if depth == 0 => {
                parts.extend(tokens.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.extend(tokens.get(start..).filter(|last| !last.is_empty()));
    parts
}
