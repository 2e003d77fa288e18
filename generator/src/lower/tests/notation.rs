//! What an API is, in a line per definition and operation: `Pet = {id! i64, name text}`.

use crate::api::{
    Access, Api, Content, ContentKind, Origin, Parameter, Parent, PartKind, Role, Shape, Style, Type, Use,
};
use crate::{File, Settings};
use std::collections::BTreeMap;

/// The API of a document.
pub(super) fn lowered(text: &str, settings: &Settings) -> (Api, Vec<String>) {
    let spec = File { name: "openapi.yaml".to_owned(), text: text.to_owned() };
    let document = crate::document::load(&spec, None, &BTreeMap::new()).unwrap();
    let (api, ledger) = crate::lower::lower(&document, settings).unwrap();
    let rules = ledger.0.iter().map(|entry| entry.rule.to_owned()).collect();
    (api, rules)
}

/// The schemas of a document, one a line: `Pet = {id! i64, name text}`.
pub(super) fn schemas(schemas: &str) -> (String, Vec<String>) {
    let indented: String = schemas.lines().map(|line| format!("    {line}\n")).collect();
    let text =
        format!("openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n{indented}");
    let (api, rules) = lowered(&text, &Settings::default());
    (definitions(&api), without_unknown_keys(rules))
}

/// The operations of a document: its `paths`.
pub(super) fn operations(paths: &str) -> (String, Vec<String>) {
    let indented: String = paths.lines().map(|line| format!("  {line}\n")).collect();
    let text = format!("openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths:\n{indented}");
    let (api, rules) = lowered(&text, &Settings::default());
    let lines = api.operations.iter().map(|operation| {
        let parameters = operation.parameters.iter().map(|it| parameter(&api, it));
        let constants = operation.constants.iter().map(|it| format!("{:?} {}={}", it.place, it.name, it.value));
        let body = operation.body.iter().map(|body| {
            let contents: Vec<String> = body.contents.iter().map(|it| content(&api, it)).collect();
            format!("body{} {}", if body.required { "!" } else { "" }, contents.join(" or "))
        });
        let replies = operation.replies.iter().map(|reply| {
            let contents: Vec<String> = reply.contents.iter().map(|it| content(&api, it)).collect();
            format!("{:?} {}", reply.status, if contents.is_empty() { "-".to_owned() } else { contents.join(" or ") })
        });
        let parts: Vec<String> = parameters.chain(constants).chain(body).chain(replies).collect();
        format!("{} {:?} {}: {}", operation.id, operation.method, operation.path, parts.join("; "))
    });
    (lines.collect::<Vec<_>>().join("\n"), without_unknown_keys(rules))
}

/// Most tables are not about that.
fn without_unknown_keys(mut rules: Vec<String>) -> Vec<String> {
    rules.retain(|rule| !["integers-64-bits", "kind-assumed", "unknown-keys"].contains(&rule.as_str()));
    rules
}

fn parameter(api: &Api, it: &Parameter) -> String {
    let style = match it.style {
        Style::Simple { explode: false } | Style::Form { explode: true, allow_reserved: false } => String::new(),
        style => format!(" as {style:?}"),
    };
    format!("{:?} {}{} {}{style}", it.place, it.name, if it.required { "!" } else { "" }, used(api, &it.value))
}

fn content(api: &Api, it: &Content) -> String {
    match &it.kind {
        ContentKind::Json(of) => format!("json {}", used(api, of)),
        ContentKind::Form(of, fields) => format!("form {} {fields:?}", used(api, of)),
        ContentKind::Lines(of) => format!("lines {}", used(api, of)),
        ContentKind::Events(of) => format!("events {}", used(api, of)),
        ContentKind::Text => "text".to_owned(),
        ContentKind::Bytes => "bytes".to_owned(),
        ContentKind::Multipart(parts) => {
            let part = |part: &crate::api::Part| {
                let marks = [(part.required, "!"), (part.repeated, "*")];
                let marks: String = marks.iter().filter(|(is, _)| *is).map(|(_, mark)| *mark).collect();
                let kind = match &part.kind {
                    PartKind::File => "file".to_owned(),
                    PartKind::Text(of) => format!("text {}", used(api, of)),
                    PartKind::Json(of) => format!("json {}", used(api, of)),
                    PartKind::Styled(of, style) => format!("{style:?} {}", used(api, of)),
                };
                format!("{}{marks} {kind}", part.name)
            };
            format!("multipart ({})", parts.iter().map(part).collect::<Vec<_>>().join(", "))
        }
    }
}

pub(super) fn definitions(api: &Api) -> String {
    let lines = api.types.iter().map(|it| {
        let shape = match &it.shape {
            Shape::Object(object) => {
                let fields = object.fields.iter().map(|field| {
                    let access = match field.access {
                        Access::Both => "",
                        Access::Read => " read",
                        Access::Write => " write",
                    };
                    let constant = field.constant.as_ref().map(|it| format!(" = {it}")).unwrap_or_default();
                    let required = if field.required { "!" } else { "" };
                    format!("{}{required} {}{access}{constant}", field.name, used(api, &field.value))
                });
                let rest = object.rest.iter().map(|rest| format!("..{}", used(api, rest)));
                format!("{{{}}}", fields.chain(rest).collect::<Vec<_>>().join(", "))
            }
            Shape::Choice(choice) => {
                choice.values.iter().map(|it| it.value.to_string()).collect::<Vec<_>>().join(" | ")
            }
            Shape::Union(union) => {
                let members = union.members.iter().map(|member| {
                    let tags = member.evidence.properties.iter().filter(|it| it.exact);
                    let tags: String = tags.map(|it| format!(" {}={}", it.name, all(&it.values))).collect();
                    format!("({}{tags})", written(api, &member.ty))
                });
                format!("union {}", members.collect::<Vec<_>>().join(" "))
            }
            Shape::Alias(of) => used(api, of),
        };
        format!("{}{} = {shape}", name(api, &it.origin), if it.nullable { "?" } else { "" })
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn all(values: &[serde_json::Value]) -> String {
    values
        .iter()
        .map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
        .collect::<Vec<_>>()
        .join("/")
}

fn name(api: &Api, origin: &Origin) -> String {
    match origin {
        Origin::Component(key) | Origin::Moved(key) => key.clone(),
        Origin::Inline { parent: Parent::Type(id), role } => {
            format!("{}{}", name(api, &api.types[id.0].origin), as_text(role))
        }
        Origin::Inline { parent: Parent::Operation(index), role } => {
            format!("{}{}", api.operations.get(*index).map_or("?", |it| it.id.as_str()), as_text(role))
        }
    }
}

fn as_text(role: &Role) -> String {
    match role {
        Role::Property(name) | Role::Parameter(name) | Role::Header(name) | Role::Reply(name) => format!(".{name}"),
        Role::Items(of) => format!("{}[]", as_text(of)),
        Role::Values(of) => format!("{}{{}}", as_text(of)),
        Role::Place(of, index) => format!("{}[{index}]", as_text(of)),
        Role::Member(of, index, _) => format!("{}|{index}", as_text(of)),
        Role::Itself => String::new(),
        Role::Request => ".request".to_owned(),
        Role::Event => ".event".to_owned(),
    }
}

fn used(api: &Api, of: &Use) -> String {
    format!("{}{}", written(api, &of.ty), if of.nullable { "?" } else { "" })
}

fn written(api: &Api, ty: &Type) -> String {
    match ty {
        Type::Any => "any".to_owned(),
        Type::Null => "null".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::Integer(it) => format!("{it:?}").to_lowercase(),
        Type::Number(it) => format!("{it:?}").to_lowercase(),
        Type::Text(it) => format!("{it:?}").to_lowercase().replace("plain", "text"),
        Type::Array(of) => format!("[{}]", used(api, of)),
        Type::Map(of) => format!("{{{}}}", used(api, of)),
        Type::Embedded(of) => format!("'{}'", used(api, of)),
        Type::OrAny(of) => format!("{} or any", written(api, of)),
        Type::Named(id) => name(api, &api.types[id.0].origin),
        Type::Tuple(places, more) => {
            let places = places.iter().map(|place| used(api, place));
            let more = more.iter().map(|more| format!("..{}", used(api, more)));
            format!("({})", places.chain(more).collect::<Vec<_>>().join(", "))
        }
    }
}
