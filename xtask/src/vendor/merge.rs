//! Several excerpts of one document put into one.
//!
//! Excerpts share what is common to the API and differ in paths, methods, components and tags. So these grow, in an
//! order that does not depend on which excerpt came first, and in everything else two excerpts must say the same.

use specwright::document::tree::{Mark, Member, Node, Object, Value};
use specwright::pointer::Pointer;
use std::cmp::Ordering;

/// Two excerpts that say different things in one place.
#[derive(Debug, PartialEq)]
pub(super) struct Contradiction {
    pub(super) pointer: Pointer,
    pub(super) first: Said,
    pub(super) second: Said,
}

/// What one of them says.
#[derive(Debug, PartialEq)]
pub(super) struct Said {
    /// Which excerpt.
    pub(super) excerpt: usize,
    pub(super) mark: Mark,
    /// As YAML, shortened.
    pub(super) text: String,
}

/// The order of an OpenAPI document's keys, as the specification lists them.
const ROOT: &[&str] = &[
    "openapi",
    "info",
    "jsonSchemaDialect",
    "servers",
    "security",
    "tags",
    "paths",
    "webhooks",
    "components",
    "externalDocs",
];
/// The order of a path item's keys.
const METHODS: &[&str] = &[
    "$ref",
    "summary",
    "description",
    "servers",
    "parameters",
    "get",
    "put",
    "post",
    "delete",
    "options",
    "head",
    "patch",
    "trace",
];

/// One document of several, whatever their order, or every contradiction.
pub(super) fn merge(excerpts: Vec<Node>) -> Result<Node, Vec<Contradiction>> {
    let mut found = Vec::new();
    let mut whole = Vec::new();
    for (excerpt, node) in excerpts.into_iter().enumerate() {
        whole.push((excerpt, node));
    }
    let node = join(whole, &Pointer::root(), &mut found);
    if found.is_empty() { Ok(node) } else { Err(found) }
}

/// How the keys of a mapping are brought together.
#[derive(Clone, Copy)]
enum Kind {
    /// Keys of the specification, in this order; those that it does not name follow, by name.
    Known(&'static [&'static str]),
    /// Names, by name.
    Names,
}

/// What may grow.
fn kind(pointer: &Pointer) -> Option<Kind> {
    match pointer.segments().as_slice() {
        [] => Some(Kind::Known(ROOT)),
        ["paths" | "webhooks" | "components"] | ["components", _] => Some(Kind::Names),
        ["paths" | "webhooks", _] => Some(Kind::Known(METHODS)),
        _ => None,
    }
}

/// One value of those that several excerpts have in one place.
fn join(said: Vec<(usize, Node)>, pointer: &Pointer, found: &mut Vec<Contradiction>) -> Node {
    let is_tags = pointer.segments() == ["tags"];
    match kind(pointer) {
        Some(kind) if said.iter().all(|(_, node)| node.as_object().is_some()) => grow(said, kind, pointer, found),
        None if is_tags && said.iter().all(|(_, node)| node.as_array().is_some()) => tags(said, pointer, found),
        _ => agree(said, pointer, found),
    }
}

/// A mapping with the keys of all.
fn grow(said: Vec<(usize, Node)>, kind: Kind, pointer: &Pointer, found: &mut Vec<Contradiction>) -> Node {
    let mut keys: Vec<(String, Vec<(usize, Node)>)> = Vec::new();
    for (excerpt, node) in said {
        let Value::Object(object) = node.value else { continue };
        for member in object.members {
            match keys.iter_mut().find(|(key, _)| *key == member.key) {
                Some((_, values)) => values.push((excerpt, member.node)),
                None => keys.push((member.key, vec![(excerpt, member.node)])),
            }
        }
    }
    keys.sort_by(|(one, _), (other, _)| order(kind, one, other));
    let members = keys.into_iter().map(|(key, values)| {
        let node = join(values, &pointer.child(&key), found);
        Member { key, mark: Mark::default(), node }
    });
    Node::made(Value::Object(Object { members: members.collect() }))
}

fn order(kind: Kind, one: &str, other: &str) -> Ordering {
    match kind {
        Kind::Names => one.cmp(other),
        Kind::Known(known) => {
            let rank = |key: &str| known.iter().position(|known| *known == key).unwrap_or(known.len());
            (rank(one), one).cmp(&(rank(other), other))
        }
    }
}

/// The tags of all. Where excerpts list the same ones, their order stays; otherwise they are sorted by name.
fn tags(said: Vec<(usize, Node)>, pointer: &Pointer, found: &mut Vec<Contradiction>) -> Node {
    let name = |tag: &Node| tag.get("name").and_then(Node::as_str).unwrap_or_default().to_owned();
    let names = |list: &Node| list.as_array().unwrap_or_default().iter().map(name).collect::<Vec<_>>();
    let is_one_list = said.windows(2).all(|pair| match pair {
        [(_, one), (_, other)] => names(one) == names(other),
        _ => true,
    });
    let mut tags: Vec<(String, Vec<(usize, Node)>)> = Vec::new();
    for (excerpt, node) in said {
        let Value::Array(list) = node.value else { continue };
        for tag in list {
            let name = name(&tag);
            match tags.iter_mut().find(|(known, _)| *known == name) {
                Some((_, values)) => values.push((excerpt, tag)),
                None => tags.push((name, vec![(excerpt, tag)])),
            }
        }
    }
    if !is_one_list {
        tags.sort_by(|(one, _), (other, _)| one.cmp(other));
    }
    let tags = tags.into_iter().map(|(name, values)| agree(values, &pointer.child(name), found));
    Node::made(Value::Array(tags.collect()))
}

/// The value on which all agree.
fn agree(said: Vec<(usize, Node)>, pointer: &Pointer, found: &mut Vec<Contradiction>) -> Node {
    let mut said = said.into_iter();
    let Some((excerpt, first)) = said.next() else { return Node::default() };
    for (other, second) in said {
        if !first.says_the_same(&second) {
            found.push(differ((excerpt, &first), (other, &second), pointer.clone()));
        }
    }
    first
}

/// The innermost place where two values differ.
fn differ(first: (usize, &Node), second: (usize, &Node), pointer: Pointer) -> Contradiction {
    if let (Some(ours), Some(theirs)) = (first.1.as_object(), second.1.as_object()) {
        let is_same_keys =
            ours.members.len() == theirs.members.len() && ours.members.iter().all(|it| theirs.has(&it.key));
        let inner = ours.members.iter().find_map(|member| {
            let other = theirs.get(&member.key)?;
            (!member.node.says_the_same(other)).then_some((&member.key, &member.node, other))
        });
        if let (true, Some((key, ours, theirs))) = (is_same_keys, inner) {
            return differ((first.0, ours), (second.0, theirs), pointer.child(key));
        }
    }
    let said = |(excerpt, node): (usize, &Node)| Said { excerpt, mark: node.mark, text: node.to_yaml() };
    Contradiction { pointer, first: said(first), second: said(second) }
}

#[cfg(test)]
mod tests {
    use super::merge;
    use specwright::document::tree::{self, Node};

    fn node(text: &str) -> Node {
        tree::parse(text).unwrap().root
    }

    const TOKEN: &str = "openapi: 3.0.3\ninfo: {title: A}\ntags: [{name: Auth}, {name: Query}]\npaths:\n  /token: {post: {x: 1}}\n  /a: {post: {x: 2}}\ncomponents: {schemas: {B: {type: string}}}\n";
    const REFRESH: &str = "openapi: 3.0.3\ninfo: {title: A}\ntags: [{name: Auth}, {name: Query}]\npaths:\n  /refresh: {post: {x: 3}}\n  /a: {get: {x: 4}}\ncomponents: {schemas: {A: {type: string}, B: {type: string}}}\n";

    #[test]
    fn any_order_gives_the_same() {
        let one = merge(vec![node(TOKEN), node(REFRESH)]).unwrap().to_yaml();
        assert_eq!(one, merge(vec![node(REFRESH), node(TOKEN)]).unwrap().to_yaml());
        assert_eq!(
            one,
            "openapi: 3.0.3\ninfo:\n  title: A\ntags:\n  - name: Auth\n  - name: Query\npaths:\n  /a:\n    get:\n      x: 4\n    post:\n      x: 2\n  /refresh:\n    post:\n      x: 3\n  /token:\n    post:\n      x: 1\ncomponents:\n  schemas:\n    A:\n      type: string\n    B:\n      type: string\n"
        );
    }

    #[test]
    fn a_contradiction_shows_both() {
        let other = REFRESH.replace("B: {type: string}", "B: {type: integer}");
        let found = merge(vec![node(TOKEN), node(&other)]).unwrap_err();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].pointer.to_string(), "#/components/schemas/B/type");
        assert_eq!((found[0].first.text.as_str(), found[0].second.text.as_str()), ("string\n", "integer\n"));
        assert_eq!((found[0].first.mark.line, found[0].second.mark.line), (7, 7));
    }

    #[test]
    fn a_list_that_differs_is_a_contradiction() {
        let one = "paths: {/a: {get: {tags: [a], security: []}}}";
        let other = "paths: {/a: {get: {tags: [a, b], security: []}}}";
        let found = merge(vec![node(one), node(other)]).unwrap_err();
        assert_eq!(found[0].pointer.to_string(), "#/paths/~1a/get/tags");
    }
}
