//! Which key of which object holds what, in OpenAPI 3.0 and 3.1: what tells a schema from data that looks like one.

use super::notes::Trail;
use super::tree::{Node, Value};

/// What an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Kind {
    Document,
    Components,
    Paths,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Responses,
    Response,
    Header,
    Example,
    Link,
    Callback,
    Schema,
    SecurityScheme,
}

/// What stands at a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// Nothing that a pass descends into: a scalar, or data.
    Data,
    /// One of these; a list of them too, where older drafts allowed it.
    One(Kind),
    /// A list of them.
    List(Kind),
    /// An object of them, by name.
    Map(Kind),
}

impl Kind {
    /// The part of `components` where such things have names.
    pub(super) fn section(self) -> Option<&'static str> {
        Some(match self {
            Kind::PathItem => "pathItems",
            Kind::Parameter => "parameters",
            Kind::RequestBody => "requestBodies",
            Kind::Response => "responses",
            Kind::Header => "headers",
            Kind::Example => "examples",
            Kind::Link => "links",
            Kind::Callback => "callbacks",
            Kind::Schema => "schemas",
            Kind::SecurityScheme => "securitySchemes",
            _ => return None,
        })
    }

    /// What stands at a key of it.
    pub(super) fn slot(self, key: &str) -> Slot {
        use Kind::*;
        if key.starts_with("x-") && self != Schema {
            return Slot::Data;
        }
        match (self, key) {
            (Document, "paths") => Slot::One(Paths),
            (Document, "webhooks") => Slot::Map(PathItem),
            (Document, "components") => Slot::One(Components),
            (Components, _) => {
                let sections = [
                    Schema,
                    Response,
                    Parameter,
                    Example,
                    RequestBody,
                    Header,
                    SecurityScheme,
                    Link,
                    Callback,
                    PathItem,
                ];
                sections.into_iter().find(|kind| kind.section() == Some(key)).map_or(Slot::Data, Slot::Map)
            }
            (Paths | Callback, _) => Slot::One(PathItem),
            (PathItem, "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace" | "query") => {
                Slot::One(Operation)
            }
            (PathItem | Operation, "parameters") => Slot::List(Parameter),
            (Operation, "requestBody") => Slot::One(RequestBody),
            (Operation, "responses") => Slot::One(Responses),
            (Operation, "callbacks") => Slot::Map(Callback),
            (Parameter | Header | MediaType, "schema" | "itemSchema") => Slot::One(Schema),
            (Parameter | Header | RequestBody | Response, "content") => Slot::Map(MediaType),
            (Parameter | Header | MediaType, "examples") => Slot::Map(Example),
            (MediaType, "encoding") => Slot::Map(Encoding),
            (Encoding | Response, "headers") => Slot::Map(Header),
            (Response, "links") => Slot::Map(Link),
            (Responses, _) => Slot::One(Response),
            (Schema, "properties" | "patternProperties" | "dependentSchemas" | "$defs" | "definitions") => {
                Slot::Map(Schema)
            }
            (Schema, "allOf" | "anyOf" | "oneOf" | "prefixItems") => Slot::List(Schema),
            (
                Schema,
                "items"
                | "additionalItems"
                | "additionalProperties"
                | "not"
                | "if"
                | "then"
                | "else"
                | "contains"
                | "propertyNames"
                | "contentSchema"
                | "unevaluatedProperties"
                | "unevaluatedItems",
            ) => Slot::One(Schema),
            _ => Slot::Data,
        }
    }
}

/// Visits what a pass descends into from an object.
pub(super) fn children<'n>(
    node: &'n Node,
    kind: Kind,
    trail: &Trail<'_>,
    visit: &mut dyn FnMut(&'n Node, Kind, &Trail<'_>),
) {
    let Some(object) = node.as_object() else { return };
    for member in &object.members {
        let trail = trail.key(&member.key);
        match (kind.slot(&member.key), &member.node.value) {
            (Slot::Data, _) => {}
            (Slot::Map(inner), Value::Object(object)) => {
                object.members.iter().for_each(|member| visit(&member.node, inner, &trail.key(&member.key)));
            }
            (Slot::One(inner) | Slot::List(inner), Value::Array(nodes)) => {
                nodes.iter().enumerate().for_each(|(at, node)| visit(node, inner, &trail.index(at)));
            }
            (Slot::One(inner), _) => visit(&member.node, inner, &trail),
            (Slot::Map(_) | Slot::List(_), _) => {}
        }
    }
}

/// The same, to change them.
pub(super) fn children_mut(
    node: &mut Node,
    kind: Kind,
    trail: &Trail<'_>,
    visit: &mut dyn FnMut(&mut Node, Kind, &Trail<'_>),
) {
    let Some(object) = node.as_object_mut() else { return };
    for member in &mut object.members {
        let trail = trail.key(&member.key);
        match (kind.slot(&member.key), &mut member.node.value) {
            (Slot::Data, _) => {}
            (Slot::Map(inner), Value::Object(object)) => {
                object.members.iter_mut().for_each(|member| visit(&mut member.node, inner, &trail.key(&member.key)));
            }
            (Slot::One(inner) | Slot::List(inner), Value::Array(nodes)) => {
                nodes.iter_mut().enumerate().for_each(|(at, node)| visit(node, inner, &trail.index(at)));
            }
            (Slot::One(inner), _) => visit(&mut member.node, inner, &trail),
            (Slot::Map(_) | Slot::List(_), _) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::parse;

    #[test]
    fn a_property_named_like_a_keyword_is_a_property() {
        let schema =
            parse("properties: {items: {type: string}, enum: {}}\nexample: {items: {}}\nitems: [{}, {}]\n").unwrap();
        let mut found = Vec::new();
        children(&schema.root, Kind::Schema, &Trail::root(), &mut |_, _, trail| {
            found.push(trail.pointer().to_string())
        });
        assert_eq!(found, ["#/properties/items", "#/properties/enum", "#/items/0", "#/items/1"]);
    }
}
