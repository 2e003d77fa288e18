//! What a server sends by itself, in webhooks and callbacks: no client asks for it, yet it wants to be read. The schemas
//! of those bodies become components.

use super::grammar::{Kind, Slot};
use super::tree::{Member, Node, Object, Value};
use crate::pointer::Pointer;
use std::collections::HashSet;

/// Gives every inline schema of what is sent by itself a place among the components.
pub(super) fn payloads(root: &mut Node) {
    let Some(object) = root.as_object_mut() else { return };
    let mut taken = |key: &str| object.get_mut(key).map(|node| std::mem::take(&mut node.value)).unwrap_or_default();
    let (mut webhooks, mut paths, mut components) = (taken("webhooks"), taken("paths"), taken("components"));
    let schemas = match &mut components {
        Value::Object(components) => match components.get_mut("schemas").map(|node| &mut node.value) {
            Some(Value::Object(schemas)) => std::mem::take(schemas),
            None | Some(Value::Null) => Object::default(),
            Some(_) => return put_back(object, webhooks, paths, Value::Object(std::mem::take(components))),
        },
        Value::Null => Object::default(),
        other => {
            let components = std::mem::take(other);
            return put_back(object, webhooks, paths, components);
        }
    };
    let mut found = Payloads { components: &components, schemas, seen: HashSet::new() };
    if let Value::Object(items) = &mut webhooks {
        for Member { key, node, .. } in &mut items.members {
            let told = format!("What the webhook `{key}` sends.");
            found.bodies(node, &[format!("{key}_webhook")], &told);
        }
    }
    if let Value::Object(items) = &mut paths {
        items.members.iter_mut().for_each(|member| found.callbacks(&mut member.node));
    }
    let schemas = found.schemas;
    put_back(object, webhooks, paths, components);
    if !schemas.members.is_empty() {
        object.object_at("components").object_at("schemas").members = schemas.members;
    }
}

fn put_back(object: &mut Object, webhooks: Value, paths: Value, components: Value) {
    for (key, value) in [("webhooks", webhooks), ("paths", paths), ("components", components)] {
        if let Some(node) = object.get_mut(key) {
            node.value = value;
        }
    }
}

/// What was found by now.
struct Payloads<'a> {
    /// All but the schemas.
    components: &'a Value,
    schemas: Object,
    /// The references that were followed: what they lead to is there once.
    seen: HashSet<String>,
}

impl Payloads<'_> {
    /// What the callbacks of a path item's operations send.
    fn callbacks(&mut self, item: &mut Node) {
        for (method, operation) in operations(item) {
            let id = operation.get("operationId").and_then(Node::as_str).unwrap_or(method).to_owned();
            let callbacks = operation.get_mut("callbacks").and_then(Node::as_object_mut);
            for Member { key, node, .. } in callbacks.into_iter().flat_map(|callbacks| &mut callbacks.members) {
                let keys = [format!("{key}_callback"), format!("{id}_{key}_callback")];
                let told = format!("What the callback `{key}` sends.");
                let Some(items) = self.followed(node).and_then(Node::as_object_mut) else { continue };
                items.members.iter_mut().for_each(|item| self.bodies(&mut item.node, &keys, &told));
            }
        }
    }

    /// Moves the schemas of the bodies of a path item, where they are not references already.
    fn bodies(&mut self, item: &mut Node, keys: &[String], told: &str) {
        let Some(item) = self.followed(item) else { return };
        for (method, operation) in operations(item) {
            let body = operation.get_mut("requestBody").and_then(|body| self.followed(body));
            let content = body.and_then(|body| body.get_mut("content")).and_then(Node::as_object_mut);
            let mut moved = Vec::new();
            for media_type in content.into_iter().flat_map(|content| &mut content.members) {
                let Some(schema) = media_type.node.get_mut("schema") else { continue };
                if schema.as_object().is_none_or(|object| object.has("$ref")) {
                    continue;
                }
                let longer = keys.last().map(|key| format!("{method}_{key}"));
                let key = keys.iter().cloned().chain(longer).find(|key| !self.schemas.has(key));
                let json = schema.to_json();
                // The same once more, in another media type, is there already.
                if let Some(key) = key.filter(|_| !moved.contains(&json)) {
                    moved.push(json);
                    self.schemas.set(&key, described(replaced(schema, &key), told));
                }
            }
        }
    }

    /// What a reference to a component leads to, in its place, the first time; the node itself where it is none.
    fn followed<'n>(&mut self, node: &'n mut Node) -> Option<&'n mut Node> {
        if let Some(reference) = node.get("$ref").and_then(Node::as_str) {
            let (section, key) = reference.strip_prefix("#/components/")?.split_once('/')?;
            let key = Pointer::parse(&format!("/{key}"))?;
            let target = component(self.components, section)?.get(key.segments().first()?)?.clone();
            if !self.seen.insert(reference.to_owned()) {
                return None;
            }
            *node = target;
        }
        Some(node)
    }
}

fn component<'a>(components: &'a Value, section: &str) -> Option<&'a Node> {
    match components {
        Value::Object(components) => components.get(section),
        _ => None,
    }
}

/// The operations of a path item, by their methods.
fn operations(item: &mut Node) -> impl Iterator<Item = (&str, &mut Node)> {
    let members = item.as_object_mut().into_iter().flat_map(|object| &mut object.members);
    let is_operation = |key: &str| Kind::PathItem.slot(key) == Slot::One(Kind::Operation);
    members.filter(move |it| is_operation(&it.key)).map(|it| (it.key.as_str(), &mut it.node))
}

/// The schema, in whose place a reference stands now.
fn replaced(schema: &mut Node, key: &str) -> Node {
    let mark = schema.mark;
    let to = Node { mark, value: Value::String(Pointer::root().join(["components", "schemas", key]).to_reference()) };
    let reference = Node { mark, value: Value::Object([("$ref".to_owned(), to)].into_iter().collect()) };
    std::mem::replace(schema, reference)
}

/// The schema, with words of ours where it has none.
fn described(mut schema: Node, told: &str) -> Node {
    if let Some(object) = schema.as_object_mut()
        && !object.has("description")
        && !object.has("title")
    {
        object.set("description", Node::made(Value::String(told.to_owned())));
    }
    schema
}
