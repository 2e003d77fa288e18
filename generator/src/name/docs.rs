//! What a reader is told: title, description, constraints, an example, a link, in this order.

use super::markdown::{code, link, markdown, plain_line};
use super::words::{Symbols, words};
use crate::api::{Access, Docs, Field, Operation, Tag};
use crate::rust::{Doc, Ident, ServerConst};
use crate::stack::side_by_side;
use serde_json::Value;

/// How many operations one core tells of before it looks for more to do.
const PART: usize = 16;

/// Longer examples are left to the document.
const LONGEST_EXAMPLE: usize = 80;

/// A line of our own, which says `code` in backticks and nothing else in Markdown.
pub(super) fn line(text: &str) -> Doc {
    Doc(vec![text.to_owned()])
}

/// Of a struct, an enum.
pub(super) fn of_type(docs: &Docs, name: &str) -> Doc {
    paragraphs([head(docs, name), notes(docs, &[]), see(docs)])
}

/// Of an alias, which cannot be marked as deprecated.
pub(super) fn of_alias(docs: &Docs, name: &str) -> Doc {
    paragraphs([head(docs, name), notes(docs, &[]), deprecated(docs), see(docs)])
}

/// Of a constant.
pub(super) fn of_variant(docs: &Docs, name: &str) -> Doc {
    paragraphs([head(docs, name), notes(docs, &[]), see(docs)])
}

/// Of a member of a union, an answer.
pub(super) fn of_member(docs: &Docs, name: &str) -> Doc {
    paragraphs([head(docs, name), notes(docs, &[]), deprecated(docs), see(docs)])
}

/// Of a parameter, a part, a header.
pub(super) fn of_sent(docs: &Docs, name: &str) -> Doc {
    paragraphs([head(docs, name), notes(docs, &[]), example(docs), see(docs)])
}

/// Of a field of a struct.
pub(super) fn of_field(field: &Field, is_required: bool) -> Doc {
    let own = match (field.access, field.required, is_required) {
        (Access::Read, true, false) => &["always there in an answer; not to be sent"][..],
        (Access::Write, true, false) => &["must be sent; not there in an answer"],
        _ => &[],
    };
    let docs = &field.docs;
    paragraphs([head(docs, &field.name), notes(docs, own), example(docs), see(docs)])
}

/// Of each operation's first method.
pub(super) fn of_operations(operations: &[Operation]) -> Vec<Doc> {
    let told = |part: &[Operation]| part.iter().map(|it| of_operation(it, None, None)).collect::<Vec<_>>();
    side_by_side(operations.chunks(PART).collect(), told).concat()
}

/// Of a method: what it calls comes after what the document says. Media types that tell it from others
/// of the same operation are told.
pub(super) fn of_operation(operation: &Operation, sent: Option<&str>, read: Option<&str>) -> Doc {
    let docs = &operation.docs;
    let verb = operation.method.verb();
    let call = vec![code(&format!("{verb} {}", operation.path))];
    let sent = sent.map(|it| format!("The body is sent as {}.", code(it)));
    let read = read.map(|it| format!("The answer comes as {}.", code(it)));
    let forms = sent.into_iter().chain(read).collect();
    paragraphs([head(docs, ""), notes(docs, &[]), forms, see(docs), call])
}

/// Of a method whose answers have these structs of headers: those of successes and of failures.
pub(super) fn with_headers(mut docs: Doc, headers: &[Option<Ident>; 2]) -> Doc {
    let link = |name: &Ident| format!("[`{}`](crate::types::{})", name.plain(), name.0);
    let told = match headers.each_ref().map(Option::as_ref) {
        [None, None] => return docs,
        [Some(answer), None] => format!("Headers: {}.", link(answer)),
        [None, Some(failure)] => format!("Headers of failures: {}.", link(failure)),
        [Some(answer), Some(failure)] if answer == failure => format!("Headers, also of failures: {}.", link(answer)),
        [Some(answer), Some(failure)] => format!("Headers: {}; of failures: {}.", link(answer), link(failure)),
    };
    docs.0.extend([String::new(), told]);
    docs
}

/// Of a method that can be served in several places.
pub(super) fn with_servers(mut docs: Doc, servers: &[ServerConst]) -> Doc {
    let step = match servers {
        [] => return docs,
        [only] if only.variables.is_empty() => return docs,
        [_] => "`Call::server_variable`",
        _ => "`Call::server`",
    };
    let urls: Vec<_> = servers.iter().map(|it| code(&it.url)).collect();
    docs.0.extend([String::new(), format!("Served at {}; {step} chooses.", urls.join(" or "))]);
    docs
}

/// Of a handle.
pub(super) fn of_tag(tag: &Tag) -> Doc {
    let description = tag.description.as_deref().map(markdown).unwrap_or_default();
    let name = if description.is_empty() { vec![plain_line(&tag.name)] } else { Vec::new() };
    paragraphs([name, description])
}

/// Paragraphs, with a blank line between.
pub(super) fn paragraphs<const N: usize>(all: [Vec<String>; N]) -> Doc {
    let all: Vec<_> = all.into_iter().filter(|lines| !lines.is_empty()).collect();
    Doc(all.join(&String::new()))
}

/// The title and the description; one that only repeats the name, and a title that the description repeats, is left out.
fn head(docs: &Docs, name: &str) -> Vec<String> {
    let title = docs.title.as_deref().filter(|it| !repeats(it, name)).map(plain_line).filter(|it| !it.is_empty());
    let text = docs.text.as_deref().filter(|it| !repeats(it, name)).map(markdown).unwrap_or_default();
    let said = |text: &str| text.trim_end_matches(['.', '!', ':']).to_lowercase();
    let is_said = match (&title, text.first()) {
        (Some(title), Some(first)) => said(first).starts_with(&said(title)),
        (title, _) => title.is_none(),
    };
    let title = if is_said { Vec::new() } else { title.into_iter().collect() };
    paragraphs([title, text]).0
}

/// Whether a text says what a name does, or what the name ends in: `Action`, `PetAction`.
fn repeats(text: &str, name: &str) -> bool {
    // A sentence is longer, and to take it apart is work.
    if text.len() > 2 * name.len() {
        return false;
    }
    let (text, name) = (words(text.trim_end_matches('.'), Symbols::Meant), words(name, Symbols::Meant));
    !text.is_empty() && (name.ends_with(&text) || text.concat() == name.concat())
}

/// `At least 1 character; default: 20.`
fn notes(docs: &Docs, own: &[&str]) -> Vec<String> {
    let notes: Vec<String> = docs.notes.iter().flat_map(|note| markdown(note)).collect();
    let all: Vec<&str> = notes.iter().map(String::as_str).chain(own.iter().copied()).collect();
    let text = all.join("; ");
    let mut characters = text.chars();
    let Some(first) = characters.next() else { return Vec::new() };
    let end = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    vec![format!("{}{}{end}", first.to_uppercase(), characters.as_str())]
}

/// The first example that is short, and says more than the type.
fn example(docs: &Docs) -> Vec<String> {
    let short = |value: &Value| {
        let text = value.to_string();
        let is_shown = text.len() <= LONGEST_EXAMPLE && !matches!(value, Value::Null | Value::Bool(_));
        let is_empty = matches!(text.as_str(), "\"\"" | "{}" | "[]" | "\"string\"" | "0");
        (is_shown && !is_empty).then_some(text)
    };
    let found = docs.examples.iter().find_map(short);
    found.map(|text| format!("Example: {}", code(&text))).into_iter().collect()
}

fn deprecated(docs: &Docs) -> Vec<String> {
    if docs.deprecated { vec!["**Deprecated.**".to_owned()] } else { Vec::new() }
}

fn see(docs: &Docs) -> Vec<String> {
    let url = docs.link.as_deref().and_then(link);
    url.map(|url| format!("See {url}.")).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::super::samples::operation;
    use super::{of_operation, of_sent, of_type, repeats};
    use crate::api::Docs;
    use serde_json::json;

    #[test]
    fn docs_are_paragraphs() {
        let docs = Docs {
            title: Some("A pet".to_owned()),
            text: Some("What people <keep>.\r\n\r\nSee https://a.com.".to_owned()),
            deprecated: true,
            examples: vec![json!(null), json!("Rex")],
            notes: vec!["at least 1 character".to_owned(), "default: `20`".to_owned()],
            link: Some("https://b.com".to_owned()),
        };
        let expected = [
            "A pet",
            "",
            "What people \\<keep>.",
            "",
            "See <https://a.com>.",
            "",
            "At least 1 character; default: `20`.",
            "",
            "Example: `\"Rex\"`",
            "",
            "See <https://b.com>.",
        ];
        assert_eq!(of_sent(&docs, "pet").0, expected);
    }

    #[test]
    fn a_title_is_not_said_twice() {
        let docs = |title: &str, text: &str| Docs {
            title: Some(title.to_owned()),
            text: Some(text.to_owned()),
            ..Docs::default()
        };
        assert_eq!(of_type(&docs("List pets", "List pets."), "").0, ["List pets."]);
        assert_eq!(of_type(&docs("Pet", ""), "Dog").0, ["Pet"]);
        assert_eq!(of_type(&docs("Client Id", ""), "client_id").0, Vec::<String>::new());
        assert_eq!(of_type(&docs("", ""), "").0, Vec::<String>::new());
    }

    #[test]
    fn a_name_is_not_said_again() {
        let table = [
            ("Action", "PetAction", true),
            ("Not found.", "NotFound", true),
            ("client id", "client_id", true),
            ("Client-ID", "client_id", true),
            ("Found", "NotFound", true),
            ("Not", "NotFound", false),
            ("A pet", "Pet", false),
            ("...", "Pet", false),
            ("", "", false),
        ];
        for (text, name, expected) in table {
            assert_eq!(repeats(text, name), expected, "{text}, {name}");
        }
    }

    #[test]
    fn an_operation_ends_in_its_call() {
        assert_eq!(of_operation(&operation("a", "get /a`b"), None, None).0, ["``GET /a`b``"]);
    }
}
