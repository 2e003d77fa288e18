//! Items: each with its attributes, a blank line between.

use super::expression::{assigned, block, expression, named};
use super::line::line;
use super::page::{Page, STEP, WIDTH};
use super::token::{Delimiter, Token, parts};
use std::borrow::Cow;

/// The items of a file or of an `impl`, one after another.
pub(super) struct Items {
    indent: usize,
    before: Option<Kind>,
}

impl Items {
    /// None yet, at this margin.
    pub(super) fn at(indent: usize) -> Self {
        Self { indent, before: None }
    }

    /// Writes some more.
    pub(super) fn write(&mut self, page: &mut Page, tokens: &[Token]) {
        let mut rest = tokens;
        while !rest.is_empty() {
            let (item, others) = rest.split_at(end(rest));
            self.part(page, Kind::of(item));
            self::item(page, item, self.indent);
            rest = others;
        }
    }

    /// Begins an `impl`.
    pub(super) fn open(&mut self, page: &mut Page, head: &[Token]) {
        self.part(page, Kind::Other);
        page.push(&" ".repeat(self.indent));
        implementation(page, head, self.indent);
    }

    /// A blank line before an item, where one belongs.
    fn part(&mut self, page: &mut Page, kind: Kind) {
        if self.before.replace(kind).is_some_and(|before| before != kind || kind == Kind::Other) {
            page.line(0, "");
        }
    }
}

/// What stands together without a blank line between, and what does not.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Mod,
    Use,
    PubUse,
    Other,
}

impl Kind {
    fn of(item: &[Token]) -> Self {
        match (keyword(item), item.first()) {
            (Some("mod"), _) => Kind::Mod,
            (Some("use"), Some(first)) if first.is_word("pub") => Kind::PubUse,
            (Some("use"), _) => Kind::Use,
            _ => Kind::Other,
        }
    }
}

/// Where the first item ends: after a `;`, or after the braces where it has no `;`.
fn end(tokens: &[Token]) -> usize {
    let is_line =
        keyword(tokens).is_some_and(|word| matches!(word, "use" | "const" | "type" | "mod")) || is_macro(tokens);
    let is_end = |token: &Token| match token {
        Token::Group(Delimiter::Brace, _) => !is_line,
        token => token.is(";"),
    };
    tokens.iter().position(is_end).map_or(tokens.len(), |at| at + 1)
}

/// `struct` in `#[derive(Debug)] pub struct Pet {}`.
fn keyword(tokens: &[Token]) -> Option<&str> {
    tokens.iter().find_map(|token| match token {
        Token::Word(word) if word != "pub" => Some(word.as_str()),
        _ => None,
    })
}

fn is_macro(tokens: &[Token]) -> bool {
    matches!(tokens, [Token::Word(_), Token::Sign("!"), ..])
}

fn item(page: &mut Page, tokens: &[Token], indent: usize) {
    let tokens = attributes(page, tokens, indent);
    page.push(&" ".repeat(indent));
    match (keyword(tokens), tokens) {
        (Some("struct" | "enum"), [head @ .., Token::Group(Delimiter::Brace, fields)]) => {
            page.push(&line(head).unwrap_or_default());
            self::fields(page, fields, indent);
        }
        (Some("impl"), [head @ .., Token::Group(Delimiter::Brace, inner)]) => {
            implementation(page, head, indent);
            Items::at(indent + STEP).write(page, inner);
            page.line(indent, "}");
        }
        (Some("fn"), [head @ .., Token::Group(Delimiter::Brace, body)]) => {
            signature(page, head, indent);
            block(page, body, indent);
            page.line(indent, "}");
        }
        (Some("use"), [head @ .., Token::Group(Delimiter::Brace, names), Token::Sign(";")]) => {
            uses(page, head, names, indent)
        }
        (_, tokens) => {
            let (tokens, end) = match tokens {
                [tokens @ .., Token::Sign(";")] => (tokens, ";"),
                tokens => (tokens, ""),
            };
            assigned(page, tokens, indent, end.len());
            page.line(0, end);
        }
    }
}

/// Writes the attributes, and gives what follows them.
fn attributes<'a>(page: &mut Page, tokens: &'a [Token], indent: usize) -> &'a [Token] {
    let mut rest = tokens;
    while let [Token::Sign("#"), Token::Group(Delimiter::Bracket, inner), others @ ..] = rest {
        match inner.as_slice() {
            [Token::Word(doc), Token::Sign("="), Token::Word(text)] if doc == "doc" => {
                for text in unquoted(text).split(['\n', '\r']) {
                    page.push(&" ".repeat(indent));
                    page.push("///");
                    page.line(0, text.trim_end());
                }
            }
            inner => page.line(indent, &format!("#[{}]", line(inner).unwrap_or_default())),
        }
        rest = others;
    }
    rest
}

fn fields(page: &mut Page, tokens: &[Token], indent: usize) {
    if tokens.is_empty() {
        page.line(0, " {}");
        return;
    }
    if page.room(0) >= 2 {
        page.line(0, " {");
    } else {
        page.line(0, "");
        page.line(indent, "{");
    }
    for field in parts(tokens) {
        let field = attributes(page, field, indent + STEP);
        page.push(&" ".repeat(indent + STEP));
        match field.iter().position(|token| token.is(":")) {
            Some(colon) => named(page, field.split_at(colon + 1), indent + STEP, 1),
            None => expression(page, field, indent + STEP, 1),
        }
        page.line(0, ",");
    }
    page.line(indent, "}");
}

/// `impl Decode for Pet {`, each half on a line where both have no room.
fn implementation(page: &mut Page, head: &[Token], indent: usize) {
    let flat = line(head).unwrap_or_default();
    let target = head.iter().position(|token| token.is_word("for"));
    match target.and_then(|at| head.split_at_checked(at)) {
        Some((name, target)) if flat.chars().count() > page.room(2) => {
            page.line(0, &line(name).unwrap_or_default());
            page.line(indent + STEP, &line(target).unwrap_or_default());
            page.line(indent, "{");
        }
        _ => page.line(0, &format!("{flat} {{")),
    }
}

fn signature(page: &mut Page, head: &[Token], indent: usize) {
    let flat = line(head).unwrap_or_default();
    let arguments = head.iter().position(|token| matches!(token, Token::Group(Delimiter::Parenthesis, _)));
    let split = arguments.and_then(|at| Some((head.get(..at)?, head.get(at)?, head.get(at + 1..)?)));
    match split {
        Some((name, Token::Group(_, arguments), result)) if flat.chars().count() > page.room(2) => {
            page.push(&line(name).unwrap_or_default());
            page.line(0, "(");
            for argument in parts(arguments) {
                self::argument(page, argument, indent + STEP);
            }
            page.push(&" ".repeat(indent));
            self::result(page, result, indent);
        }
        _ => page.push(&format!("{flat} {{")),
    }
}

/// `name: Type,`, what the type is of on a line of its own where there is no room.
fn argument(page: &mut Page, tokens: &[Token], indent: usize) {
    let flat = line(tokens).unwrap_or_default();
    match (tokens.iter().position(|token| token.is("<")), tokens) {
        (Some(open), [.., Token::Sign(">")]) if indent + flat.chars().count() >= WIDTH => {
            let (head, inner) = tokens.split_at(open + 1);
            page.line(indent, &line(head).unwrap_or_default());
            for parameter in parts(inner.split_last().map(|(_, inner)| inner).unwrap_or_default()) {
                page.line(indent + STEP, &format!("{},", line(parameter).unwrap_or_default()));
            }
            page.line(indent, ">,");
        }
        _ => page.line(indent, &format!("{flat},")),
    }
}

/// So wide a result has its brace on the next line: rustfmt leaves more free than the brace needs.
const OWN_BRACE: usize = WIDTH - 5;

/// So wide a result is broken: rustfmt then forgets what stands before it.
const BROKEN: usize = WIDTH + 3;

/// `) -> Call<A, B> {`, its brace on the next line, or each parameter on a line of its own, where there is no room.
fn result(page: &mut Page, result: &[Token], indent: usize) {
    let flat = line(result).unwrap_or_default();
    let width = indent + 2 + flat.chars().count();
    match (width, result) {
        (BROKEN.., [sign, name, Token::Sign("<"), parameters @ .., Token::Sign(">")]) => {
            let name =
                [line(std::slice::from_ref(sign)), line(std::slice::from_ref(name))].map(Option::unwrap_or_default);
            page.line(0, &format!(") {}<", name.join(" ")));
            for parameter in parts(parameters) {
                page.line(indent + STEP, &format!("{},", line(parameter).unwrap_or_default()));
            }
            page.push(&" ".repeat(indent));
            page.push("> {");
        }
        (OWN_BRACE.., _) => {
            page.line(0, &format!(") {flat}"));
            page.push(&" ".repeat(indent));
            page.push("{");
        }
        _ => page.push(&format!(") {flat} {{")),
    }
}

/// `use a::{b, c};`, as many names a line as there is room for; one needs no braces.
fn uses(page: &mut Page, head: &[Token], names: &[Token], indent: usize) {
    page.push(&line(head).unwrap_or_default());
    let names: Vec<_> = parts(names).into_iter().filter_map(line).collect();
    let flat = match names.as_slice() {
        [name] => format!("{name};"),
        names => format!("{{{}}};", names.join(", ")),
    };
    if flat.chars().count() <= page.room(0) {
        page.line(0, &flat);
        return;
    }
    page.push("{");
    page.begin(indent + STEP);
    super::expression::fill(page, &names, indent + STEP);
    page.begin(indent);
    page.line(0, "};");
}

/// The text of a string literal.
fn unquoted(literal: &str) -> Cow<'_, str> {
    let inner = literal.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(literal);
    if !inner.contains('\\') {
        return Cow::Borrowed(inner);
    }
    let mut text = String::with_capacity(inner.len());
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some('n') => text.push('\n'),
                Some('r') => text.push('\r'),
                Some('t') => text.push('\t'),
                Some('0') => text.push('\0'),
                Some('u') => {
                    let digits: String = characters.by_ref().skip(1).take_while(|it| *it != '}').collect();
                    text.extend(u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32));
                }
                other => text.extend(other),
            },
            character => text.push(character),
        }
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::super::token::read;
    use super::*;
    use quote::quote;

    #[test]
    fn a_string_literal_gives_its_text() {
        for text in ["", "a", "\"", "\\", "a \"b\" \\c", "tab\t, é, \u{200b}, \u{7f}", "'", "\\u{41}"] {
            assert_eq!(unquoted(&proc_macro2::Literal::string(text).to_string()), text);
        }
    }

    #[test]
    fn items_are_laid_out() {
        let tokens = quote! {
            use a::{b, C};
            use d;
            #[doc = " Text of `a`."]
            #[derive(Clone, Debug)]
            pub struct Pet<'a> { #[doc = " Its name."] pub name: &'a str, pub tags: BTreeMap<String, (u8,)>, }
            pub struct Empty {}
            pub struct Tree(pub Vec<Tree>);
            impl Decode for types::Pet {
                fn decode(json: Json<'_>) -> Result<Self, DecodeError> {
                    let mut fields = Fields::of(json)?;
                    Ok(Self { name: fields.required("name")?, })
                }
                fn status(&self) -> u16 { match self { Self::A(it) => *it, 500..=599 => 1, _ => Err(reply.undocumented()), } }
            }
        };
        let mut page = Page::default();
        Items::at(0).write(&mut page, &read(tokens));
        insta::assert_snapshot!(page.finish());
    }

    #[test]
    fn what_is_too_long_is_broken_where_rustfmt_breaks_it() {
        let tokens = quote! {
            const API: Api = Api {
                schemes: &[Scheme::bearer("a_scheme_of_a_long_name"), Scheme::bearer("another_scheme_of_a_long_name"), Scheme::basic("c")],
                servers: &[Server::new("{protocol}://{hostname}:{port}/{version}").variable("protocol", "http", &["http", "https"]).variable("port", "6333", &[])],
            };
            const THE_SHAPES_OF_A_UNION_WHOSE_NAME_IS_AS_LONG_AS_THE_OPERATION_AND_THE_FIELD_THAT_IT_WAS_FOUND_IN_TOGETHER_MAKE: &[Shape] = &[Shape::string()];
            impl Pet {
                pub fn new(compensations: Vec<TheRequestOfAnOperationWithoutAnIdWhosePathIsLongAndWhoseListHasItemsThatHaveNoNameOfTheirOwn>, name: &str) -> Self {
                    Self { name }
                }
            }
        };
        let mut page = Page::default();
        Items::at(0).write(&mut page, &read(tokens));
        insta::assert_snapshot!(page.finish());
    }
}
