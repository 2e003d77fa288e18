//! The forms that a body can have: which of them are another thing, which comes first, and what each is called.

use super::ident::snake;
use super::words::Symbols;
use crate::api::{Content, ContentKind};

/// A form that is another thing than those before it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Distinct<'a> {
    pub(super) content: &'a Content,
    /// `csv`: what a method for it is called besides.
    pub(super) suffix: String,
}

/// The forms, each thing once: plain JSON first, then other JSON, then the rest in the document's order.
pub(super) fn distinct(contents: &[Content]) -> Vec<Distinct<'_>> {
    let mut sorted: Vec<&Content> = contents.iter().collect();
    sorted.sort_by_key(|it| match &it.kind {
        ContentKind::Json(_) if is_plain_json(&it.media_type) => 0,
        ContentKind::Json(_) => 1,
        _ => 2,
    });
    let is_json = |it: &&&Content| matches!(it.kind, ContentKind::Json(_)) && is_plain_json(&it.media_type);
    let plain = sorted.first().filter(is_json).map(|it| &it.kind);
    let mut distinct: Vec<Distinct<'_>> = Vec::with_capacity(sorted.len());
    for content in sorted {
        // Another name for plain JSON says nothing; without plain JSON, each name may mean something else.
        let is_again = !distinct.is_empty() && plain == Some(&content.kind);
        let mut suffix = suffix(content);
        let twin = distinct.iter().find(|it| it.suffix == suffix);
        if is_again || twin.is_some_and(|twin| says_the_same(twin.content, content)) {
            continue;
        }
        if twin.is_some() {
            // What it is a version of is called the same.
            suffix = match parameters(content) {
                "" => named(&content.media_type),
                parameters => named(&format!("{suffix} {parameters}")),
            };
        }
        if distinct.iter().all(|it| it.suffix != suffix) {
            distinct.push(Distinct { content, suffix });
        }
    }
    distinct
}

/// Whether two media types that are called the same are of one thing: `text/xml` and `application/xml`.
fn says_the_same(one: &Content, other: &Content) -> bool {
    one.kind == other.kind && parameters(one) == parameters(other)
}

/// `version=1`.
fn parameters(content: &Content) -> &str {
    content.media_type.split_once(';').map_or("", |(_, parameters)| parameters.trim())
}

fn named(text: &str) -> String {
    snake(text, Symbols::Meant)
}

fn is_plain_json(media_type: &str) -> bool {
    let (_, subtype) = media_type.split_once('/').unwrap_or(("", "*"));
    matches!(subtype, "json" | "*" | "*+json")
}

fn suffix(content: &Content) -> String {
    let (essence, parameters) = content.media_type.split_once(';').unwrap_or((&content.media_type, ""));
    let (kind, subtype) = essence.split_once('/').unwrap_or((essence, ""));
    match (&content.kind, subtype) {
        (ContentKind::Json(_), _) if is_plain_json(essence) && parameters.is_empty() => "json".to_owned(),
        (ContentKind::Json(_), "json") => named(&format!("json {parameters}")),
        (ContentKind::Json(_), _) => named(shortened(subtype.trim_end_matches("+json"))),
        (ContentKind::Form(..), _) => "form".to_owned(),
        (ContentKind::Multipart(_), _) => "multipart".to_owned(),
        (ContentKind::Lines(_), _) => "lines".to_owned(),
        (ContentKind::Events(_), _) => "stream".to_owned(),
        (ContentKind::Text, "" | "*" | "plain") => "text".to_owned(),
        (ContentKind::Text, _) => named(shortened(subtype.split('+').next().unwrap_or_default())),
        (ContentKind::Bytes, "" | "octet-stream") => "bytes".to_owned(),
        (ContentKind::Bytes, "*") => {
            if matches!(kind, "*" | "application") {
                "bytes".to_owned()
            } else {
                named(kind)
            }
        }
        (ContentKind::Bytes, _) => named(shortened(subtype)),
    }
}

/// How long a name may be before only its last part is used.
const LONG: usize = 24;

/// `github.v3` of `vnd.github.v3`, `sheet` of `vnd.openxmlformats-officedocument.spreadsheetml.sheet`.
fn shortened(subtype: &str) -> &str {
    let own = ["vnd.", "prs.", "x-"].into_iter().find_map(|prefix| subtype.strip_prefix(prefix)).unwrap_or(subtype);
    if own.len() > LONG { own.rsplit('.').next().unwrap_or(own) } else { own }
}

#[cfg(test)]
mod tests {
    use super::distinct;
    use crate::api::{Content, ContentKind, Type, Use};

    #[test]
    fn each_thing_once() {
        let json = |ty: Type| ContentKind::Json(Use { ty, nullable: false });
        let content =
            |media_type: &str, kind: &ContentKind| Content { media_type: media_type.to_owned(), kind: kind.clone() };
        let (a, b) = (json(Type::Bool), json(Type::Any));
        let bytes = &ContentKind::Bytes;
        let cases: [(Vec<Content>, &[&str]); 9] = [
            (vec![content("text/json", &a), content("application/json", &a)], &["json"]),
            (vec![content("application/json-patch+json", &a), content("application/json", &a)], &["json"]),
            (
                vec![content("application/json-patch+json", &b), content("application/json", &a)],
                &["json", "json_patch"],
            ),
            (
                vec![content("application/json-patch+json", &a), content("application/merge-patch+json", &a)],
                &["json_patch", "merge_patch"],
            ),
            (
                vec![content("application/json; version=1", &a), content("application/json; version=2", &b)],
                &["json_version_1", "json_version_2"],
            ),
            (
                vec![content("text/csv", &ContentKind::Text), content("application/vnd.acme.v3+json", &a)],
                &["acme_v3", "csv"],
            ),
            (
                vec![
                    content("application/vnd.acme+json; version=1", &a),
                    content("application/vnd.acme+json; version=2", &b),
                    content("application/vnd.acme+json; version=3", &b),
                ],
                &["acme", "acme_version_2", "acme_version_3"],
            ),
            (vec![content("text/xml", &ContentKind::Text), content("application/xml", &ContentKind::Text)], &["xml"]),
            (
                vec![
                    content("*/*", bytes),
                    content("image/*", bytes),
                    content("image/png", bytes),
                    content("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", bytes),
                ],
                &["bytes", "image", "png", "sheet"],
            ),
        ];
        for (contents, expected) in cases {
            let found: Vec<_> = distinct(&contents).into_iter().map(|it| it.suffix).collect();
            assert_eq!(found, expected, "{contents:?}");
        }
    }
}
