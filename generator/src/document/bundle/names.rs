//! What a thing is called that moves under `components`.

use super::Target;
use super::resolve::Library;
use crate::document::tree::Node;
use crate::pointer::Pointer;
use std::collections::HashSet;

/// A key that no other component has, made of where the thing stands.
pub(super) fn name(target: &Target, library: &Library<'_>, taken: &HashSet<String>) -> String {
    let stem = library.stem(target.file);
    let own = own_name(target, library);
    let own = if own.is_empty() { "Schema".to_owned() } else { own };
    let candidates = [own.clone(), format!("{}{}", capital(stem), capital(&own))];
    let numbered = (2..).map(|number| format!("{own}{number}"));
    candidates.into_iter().chain(numbered).find(|name| !taken.contains(name)).unwrap_or(own)
}

fn own_name(target: &Target, library: &Library<'_>) -> String {
    match target.pointer.segments().as_slice() {
        [] => library.stem(target.file).to_owned(),
        ["paths", path, rest @ ..] => of_operation(target, library, path, rest),
        ["components", _, name, rest @ .., "allOf" | "anyOf" | "oneOf", _] if called(target, library).is_some() => {
            format!("{}{}{}", capital(name), inner(rest), called(target, library).unwrap_or_default())
        }
        ["components", _, name, rest @ ..] if !rest.is_empty() => format!("{}{}", capital(name), inner(rest)),
        // `#/components/schemas/Pet` of another file, `#/definitions/Pet`, `#/x-shared/Pet`.
        [.., name] => (*name).to_owned(),
    }
}

/// What a member calls itself; of a union, also the constant that it is known by, or the key that no other has.
fn called(target: &Target, library: &Library<'_>) -> Option<String> {
    let member = library.at(target)?;
    let title = || member.get("title").and_then(Node::as_str);
    let known_by = || {
        let all = target.pointer.parent().filter(|all| all.last() != Some("allOf"))?;
        let all = library.at(&Target { file: target.file, pointer: all })?.as_array()?;
        let mut properties = member.get("properties")?.as_object()?.members.iter();
        let others = || all.iter().filter(|other| !std::ptr::eq(*other, member));
        let may_have = |key: &str, other: &Node| {
            other.get("$ref").is_some() || other.get("properties").is_some_and(|it| it.get(key).is_some())
        };
        let is_own = |key: &&str| !others().any(|other| may_have(key, other));
        let needed = || member.get("required")?.as_array()?.iter().filter_map(Node::as_str).find(is_own);
        properties.find_map(|property| only(&property.node)).or_else(needed)
    };
    title().or_else(known_by).map(capital).filter(|name| !name.is_empty())
}

/// The one text that a schema allows.
fn only(schema: &Node) -> Option<&str> {
    match schema.get("enum").and_then(Node::as_array) {
        Some([only]) => only.as_str(),
        _ => schema.get("const")?.as_str(),
    }
}

/// `GetPetResponse200`, `PostPetRequest`.
fn of_operation(target: &Target, library: &Library<'_>, path: &str, rest: &[&str]) -> String {
    let [method, inside @ ..] = rest else { return capital(path) };
    let at = Target { file: target.file, pointer: Pointer::root().child("paths").child(path).child(method) };
    let operation = library.at(&at);
    let id = operation.and_then(|node| node.get("operationId")).and_then(Node::as_str);
    let (start, inside) = match (id, *method) {
        (Some(id), _) => (capital(id), inside),
        (None, "parameters") => (capital(path), rest),
        (None, method) => (format!("{}{}", capital(method), capital(path)), inside),
    };
    match inside {
        ["parameters", index, inside @ ..] => {
            let parameter = operation.and_then(|node| node.get("parameters")?.step(index)?.get("name")?.as_str());
            format!("{start}{}{}", capital(parameter.unwrap_or("Parameter")), inner(inside))
        }
        _ => format!("{start}{}", inner(inside)),
    }
}

/// What the steps inside a thing add to its name.
fn inner(segments: &[&str]) -> String {
    match segments {
        [] => String::new(),
        ["properties" | "patternProperties" | "headers" | "$defs" | "definitions" | "examples", name, rest @ ..] => {
            capital(name) + &inner(rest)
        }
        ["allOf" | "anyOf" | "oneOf" | "prefixItems", index, rest @ ..] => {
            let number = index.parse::<usize>().map_or_else(|_| String::new(), |index| (index + 1).to_string());
            format!("Option{number}{}", inner(rest))
        }
        ["responses", status, rest @ ..] => format!("Response{}{}", capital(status), inner(rest)),
        ["content", _, rest @ ..] => inner(rest),
        ["schema", rest @ ..] => inner(rest),
        ["requestBody", rest @ ..] => format!("Request{}", inner(rest)),
        ["items", rest @ ..] => format!("Item{}", inner(rest)),
        ["additionalProperties", rest @ ..] => format!("Value{}", inner(rest)),
        [other, rest @ ..] => capital(other) + &inner(rest),
    }
}

/// `get_pet/{petId}` as `GetPetPetId`.
fn capital(text: &str) -> String {
    let words = text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    let capitals = words.map(|word| {
        let mut characters = word.chars();
        characters.next().map(|first| first.to_uppercase().chain(characters).collect::<String>()).unwrap_or_default()
    });
    capitals.collect()
}
