//! Expressions: in one line where there is room, else a line for each part.

use super::line::line;
use super::page::{Page, STEP};
use super::token::{Delimiter, Token, parts};

/// The inside of a block, and the beginning of the line of its `}`.
pub(super) fn block(page: &mut Page, tokens: &[Token], indent: usize) {
    for statement in tokens.split_inclusive(|token| token.is(";")) {
        page.begin(indent + STEP);
        let (statement, end) = match statement {
            [statement @ .., Token::Sign(";")] => (statement, ";"),
            statement => (statement, ""),
        };
        let assigned = statement.iter().position(|token| token.is("=")).map_or(0, |at| at + 1);
        let (head, value) = statement.split_at(assigned);
        if !head.is_empty() {
            page.push(&line(head).unwrap_or_default());
            page.push(" ");
        }
        expression(page, value, indent + STEP, end.len());
        page.push(end);
    }
    page.line(0, "");
}

/// An expression, from where the page stands; its later lines are indented, and `after` more characters follow.
pub(super) fn expression(page: &mut Page, tokens: &[Token], indent: usize, after: usize) {
    let flat = line(tokens);
    match flat {
        Some(flat) if flat.chars().count() <= page.room(after) => page.push(&flat),
        flat => broken(page, tokens, &flat.unwrap_or_default(), indent, after),
    }
}

fn broken(page: &mut Page, tokens: &[Token], flat: &str, indent: usize, after: usize) {
    if let [Token::Word(word), value @ .., Token::Group(Delimiter::Brace, arms)] = tokens
        && word == "match"
    {
        page.push(&format!("match {} {{", line(value).unwrap_or_default()));
        self::arms(page, arms, indent + STEP);
        page.begin(indent);
        page.push("}");
        return;
    }
    let steps: Vec<_> = tokens.split(|token| token.is(".")).collect();
    if let [root, steps @ ..] = steps.as_slice()
        && steps.iter().filter(|step| step.len() > 1).count() > 1
    {
        return chain(page, root, steps, indent, after);
    }
    let last = tokens.iter().rposition(|token| matches!(token, Token::Group(..)));
    match last.and_then(|at| Some((tokens.get(..at)?, tokens.get(at)?, tokens.get(at + 1..)?))) {
        Some((head, Token::Group(delimiter, inner), tail)) if !inner.is_empty() => {
            page.push(&line(head).unwrap_or_default());
            if *delimiter == Delimiter::Brace {
                page.push(" ");
            }
            let is_macro = head.last().is_some_and(|token| token.is("!"));
            let tail = line(tail).unwrap_or_default();
            group(page, *delimiter, inner, indent, after + tail.len(), is_macro);
            page.push(&tail);
        }
        _ => page.push(flat),
    }
}

/// `root`, then a line for each step; a short root takes the first step beside it.
fn chain(page: &mut Page, root: &[Token], steps: &[&[Token]], indent: usize, after: usize) {
    let root = line(root).unwrap_or_default();
    page.push(&root);
    let beside = usize::from(root.chars().count() <= STEP);
    for (at, step) in steps.iter().enumerate() {
        if at >= beside {
            page.begin(indent + STEP);
        }
        page.push(".");
        expression(page, step, indent + STEP, if at + 1 == steps.len() { after } else { 0 });
    }
}

fn group(page: &mut Page, delimiter: Delimiter, inner: &[Token], indent: usize, after: usize, is_macro: bool) {
    let (open, close) = match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::None => ("", ""),
    };
    page.push(open);
    let parts = parts(inner);
    if let ([only], Delimiter::Parenthesis) = (parts.as_slice(), delimiter)
        && is_wrapped(only)
    {
        expression(page, only, indent, after + close.len());
        page.push(close);
        return;
    }
    let short: Vec<_> = parts.iter().filter_map(|part| line(part).filter(|it| it.chars().count() <= 10)).collect();
    if delimiter == Delimiter::Bracket && short.len() == parts.len() {
        page.begin(indent + STEP);
        fill(page, &short, indent + STEP);
    } else {
        for (at, part) in parts.iter().enumerate() {
            page.begin(indent + STEP);
            let named = part.iter().position(|token| token.is(":")).filter(|_| delimiter == Delimiter::Brace);
            let (name, value) = part.split_at(named.map_or(0, |at| at + 1));
            if !name.is_empty() {
                page.push(&line(name).unwrap_or_default());
                page.push(" ");
            }
            expression(page, value, indent + STEP, 1);
            page.push(if is_macro && at + 1 == parts.len() { "" } else { "," });
        }
    }
    page.begin(indent);
    page.push(close);
}

/// Whether an only argument keeps its brackets beside those of the call: `Ok(Self {`, `object(&[`, `Ok(match x {`.
fn is_wrapped(tokens: &[Token]) -> bool {
    matches!(tokens.last(), Some(Token::Group(..))) && !tokens.iter().any(|token| token.is("."))
}

/// As many words a line as there is room for, each with its comma.
pub(super) fn fill(page: &mut Page, words: &[String], indent: usize) {
    for (at, word) in words.iter().enumerate() {
        if at > 0 && word.chars().count() + 2 > page.room(0) {
            page.begin(indent);
        } else if at > 0 {
            page.push(" ");
        }
        page.push(word);
        page.push(",");
    }
}

fn arms(page: &mut Page, tokens: &[Token], indent: usize) {
    for arm in parts(tokens) {
        page.begin(indent);
        let Some(at) = arm.iter().position(|token| token.is("=>")) else { continue };
        let (pattern, body) = arm.split_at(at + 1);
        let body_line = line(body);
        page.push(&line(pattern).unwrap_or_default());
        match body_line {
            Some(body) if body.chars().count() < page.room(1) => page.push(&format!(" {body},")),
            _ => {
                page.push(" {");
                page.begin(indent + STEP);
                expression(page, body, indent + STEP, 0);
                page.begin(indent);
                page.push("}");
            }
        }
    }
}
