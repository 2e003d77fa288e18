//! Expressions: in one line where there is room, else a line for each part.

use super::line::{line, line_within};
use super::page::{Page, STEP, WIDTH};
use super::token::{Delimiter, Token, parts};

/// The inside of a block, and the beginning of the line of its `}`.
pub(super) fn block(page: &mut Page, tokens: &[Token], indent: usize) {
    for statement in tokens.split_inclusive(|token| token.is(";")) {
        page.begin(indent + STEP);
        let (statement, end) = match statement {
            [statement @ .., Token::Sign(";")] => (statement, ";"),
            statement => (statement, ""),
        };
        assigned(page, statement, indent + STEP, end.len());
        page.push(end);
    }
    page.line(0, "");
}

/// `name = value`, or a value alone.
pub(super) fn assigned(page: &mut Page, tokens: &[Token], indent: usize, after: usize) {
    match tokens.iter().position(|token| token.is("=")) {
        Some(sign) => named(page, tokens.split_at(sign + 1), indent, after),
        None => expression(page, tokens, indent, after),
    }
}

/// A name, its sign, and a value: on the next line where it fits there whole and here it does not.
pub(super) fn named(page: &mut Page, (name, value): (&[Token], &[Token]), indent: usize, after: usize) {
    let flat = line(name).unwrap_or_default();
    // A constant whose name leaves no room for its type.
    match name.iter().position(|token| token.is(":")).map(|colon| name.split_at(colon + 1)) {
        Some((name, ty)) if name.first().is_some_and(|it| it.is_word("const")) && flat.len() > page.room(0) => {
            page.push(&line(name).unwrap_or_default());
            page.begin(indent + STEP);
            page.push(&line(ty).unwrap_or_default());
        }
        _ => page.push(&flat),
    }
    let width = line_within(value, WIDTH).map_or(usize::MAX, |value| value.chars().count());
    let is_chain = value.iter().any(|token| token.is("."));
    let has_room_below = width <= WIDTH.saturating_sub(indent + STEP + after);
    if width > page.room(after + 1) && has_room_below && !is_chain {
        page.begin(indent + STEP);
    } else {
        page.push(" ");
    }
    expression(page, value, indent, after);
}

/// An expression, from where the page stands; its later lines are indented, and `after` more characters follow.
pub(super) fn expression(page: &mut Page, tokens: &[Token], indent: usize, after: usize) {
    // A `?` that ends a chain leaves two characters less.
    let is_tried = tokens.last().is_some_and(|last| last.is("?")) && tokens.iter().any(|token| token.is("."));
    match line_within(tokens, page.room(after + 2 * usize::from(is_tried))) {
        Some(flat) => page.push(&flat),
        None => broken(page, tokens, indent, after),
    }
}

fn broken(page: &mut Page, tokens: &[Token], indent: usize, after: usize) {
    if let [Token::Word(word), value @ .., Token::Group(Delimiter::Brace, arms)] = tokens
        && word == "match"
    {
        page.push("match ");
        expression(page, value, indent, 2);
        page.push(" {");
        self::arms(page, arms, indent + STEP);
        page.begin(indent);
        page.push("}");
        return;
    }
    if let [head @ Token::Word(bars), body @ ..] = tokens
        && is_closure(head)
    {
        page.push(&format!("{bars} "));
        if body.first().is_some_and(|first| first.is_word("match")) {
            return expression(page, body, indent, after);
        }
        page.push("{");
        page.begin(indent + STEP);
        expression(page, body, indent + STEP, 0);
        page.begin(indent);
        return page.push("}");
    }
    let steps: Vec<_> = tokens.split(|token| token.is(".")).collect();
    if let [root, steps @ ..] = steps.as_slice()
        && !steps.is_empty()
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
        _ => page.push(&line(tokens).unwrap_or_default()),
    }
}

/// Whether this is what a closure begins with: `|it|`, `||`.
fn is_closure(token: &Token) -> bool {
    matches!(token, Token::Word(word) if word.starts_with('|'))
}

/// `root.step().step()`: a line for each step, or only the last one over several lines where that is no longer.
fn chain(page: &mut Page, root: &[Token], steps: &[&[Token]], indent: usize, after: usize) {
    let vertical = vertical(page, root, steps, indent, after);
    let beside = beside(page, root, steps, indent, after).filter(|it| it.fits() && it.lines() > 1);
    page.accept(match beside {
        Some(beside) if beside.lines() >= 5 || beside.lines() <= own_lines(page, steps, indent, after) => beside,
        _ => vertical,
    });
}

/// How many lines the last step takes on lines of its own.
fn own_lines(page: &Page, steps: &[&[Token]], indent: usize, after: usize) -> usize {
    let mut attempt = page.attempt();
    attempt.begin(indent + STEP);
    attempt.push(".");
    let begun = attempt.lines();
    if let Some(last) = steps.last() {
        expression(&mut attempt, last, indent + STEP, after);
    }
    attempt.lines() + 1 - begun
}

/// All but the last step in one line.
fn beside(page: &Page, root: &[Token], steps: &[&[Token]], indent: usize, after: usize) -> Option<Page> {
    let (last, steps) = steps.split_last()?;
    let mut attempt = page.attempt();
    attempt.push(&line(root)?);
    for step in steps {
        attempt.push(".");
        attempt.push(&line(step)?);
    }
    attempt.push(".");
    expression(&mut attempt, last, indent, after);
    Some(attempt)
}

/// A line for each step; a short root takes the first step beside it, and where the root itself takes several lines,
/// the steps stand under its last one.
fn vertical(page: &Page, root: &[Token], steps: &[&[Token]], indent: usize, after: usize) -> Page {
    let mut attempt = page.attempt();
    expression(&mut attempt, root, indent, 0);
    let indent = if attempt.lines() > 1 { indent } else { indent + STEP };
    let is_short = line(root).is_some_and(|root| root.chars().count() <= STEP);
    for (at, step) in steps.iter().enumerate() {
        if at > 0 || !is_short {
            attempt.begin(indent);
        }
        attempt.push(".");
        expression(&mut attempt, step, indent, if at + 1 == steps.len() { after } else { 0 });
    }
    attempt
}

/// Words of a list that are no longer stand several in a line.
const SHORT: usize = 10;

fn group(page: &mut Page, delimiter: Delimiter, inner: &[Token], indent: usize, after: usize, is_macro: bool) {
    let (open, close) = match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::None => ("", ""),
    };
    page.push(open);
    let parts = parts(inner);
    if let ([only], Delimiter::Parenthesis | Delimiter::Bracket) = (parts.as_slice(), delimiter)
        && let Some(wrapped) = wrapped(page, only, indent, after + close.len())
    {
        page.accept(wrapped);
        page.push(close);
        return;
    }
    let short = match delimiter {
        Delimiter::Bracket => parts.iter().map(|part| line_within(part, SHORT)).collect::<Option<Vec<_>>>(),
        _ => None,
    };
    if let Some(short) = short {
        page.begin(indent + STEP);
        fill(page, &short, indent + STEP);
    } else {
        for (at, part) in parts.iter().enumerate() {
            page.begin(indent + STEP);
            match part.iter().position(|token| token.is(":")) {
                Some(colon) if delimiter == Delimiter::Brace => field(page, part.split_at(colon + 1), indent + STEP),
                _ => expression(page, part, indent + STEP, 1),
            }
            page.push(if is_macro && at + 1 == parts.len() { "" } else { "," });
        }
    }
    page.begin(indent);
    page.push(close);
}

/// A field of a literal: its value begins beside its name, unless there is nothing in it to break.
fn field(page: &mut Page, (name, value): (&[Token], &[Token]), indent: usize) {
    match value.last() {
        Some(Token::Group(_, inner)) if !inner.is_empty() => {
            page.push(&line(name).unwrap_or_default());
            page.push(" ");
            expression(page, value, indent, 1);
        }
        _ => named(page, (name, value), indent, 1),
    }
}

/// An only argument whose brackets stand beside those of the call: `Ok(Self {`, `object(&[`, `Ok(match x {`.
fn wrapped(page: &Page, tokens: &[Token], indent: usize, after: usize) -> Option<Page> {
    if !matches!(tokens.last(), Some(Token::Group(..))) {
        return None;
    }
    let steps: Vec<_> = tokens.split(|token| token.is(".")).collect();
    if let [root, steps @ ..] = steps.as_slice()
        && !steps.is_empty()
        && !tokens.first().is_some_and(|first| first.is_word("match") || is_closure(first))
    {
        let beside = beside(page, root, steps, indent, after).filter(Page::fits);
        return beside.or_else(|| Some(vertical(page, root, steps, indent, after)).filter(Page::fits));
    }
    let mut attempt = page.attempt();
    expression(&mut attempt, tokens, indent, after);
    Some(attempt)
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
        page.push(&line(pattern).unwrap_or_default());
        match line_within(body, page.room(2)) {
            Some(body) => page.push(&format!(" {body},")),
            None => {
                page.push(" {");
                page.begin(indent + STEP);
                expression(page, body, indent + STEP, 0);
                page.begin(indent);
                page.push("}");
            }
        }
    }
}
