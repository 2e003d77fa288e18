//! What operations are called, from ids of every taste.

use super::ident::{Style, ident, is_taken_method, pascal_of, snake_of};
use super::scope::{Scope, take_given};
use super::words::{Symbols, words};
use crate::api::{Method, Operation};
use crate::diagnostic::Diagnostic;
use crate::rust::Ident;
use std::collections::BTreeMap;

/// What an operation is called.
#[derive(Clone, Debug)]
pub(super) struct OperationName {
    /// `list_pets`.
    pub(super) method: Ident,
    /// `ListPets`: what the types that only it has begin with.
    pub(super) base: String,
    /// The words of its name, so that a group can leave out its own.
    pub(super) words: Vec<String>,
}

/// Names every operation, none like another.
pub(super) fn operations<'a>(
    all: &[Operation],
    kept: &dyn Fn(&Operation) -> Option<&'a str>,
    problems: &mut Vec<Diagnostic>,
) -> Vec<OperationName> {
    let short: Vec<Vec<String>> = all.iter().map(short_words).collect();
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    short.iter().for_each(|words| *uses.entry(snake_of(words)).or_default() += 1);
    let mut scope = Scope::default();
    let mut given: Vec<Option<Ident>> = all
        .iter()
        .map(|it| {
            it.rust_name.as_deref().and_then(|name| take_given(name, Style::Snake, &it.pointer, &mut scope, problems))
        })
        .collect();
    for (operation, name) in all.iter().zip(&mut given).filter(|(_, name)| name.is_none()) {
        *name = kept(operation).and_then(|name| scope.take(name));
    }
    let named = all.iter().zip(short).zip(given);
    named
        .map(|((operation, short), given)| {
            if let Some(method) = given {
                let words = words(method.plain(), Symbols::Meant);
                return OperationName { base: pascal_of(&words), words, method };
            }
            let is_alone = uses.get(&snake_of(&short)).is_none_or(|count| *count == 1);
            let full = if operation.id_is_made { made_words(operation) } else { words(&operation.id, Symbols::Meant) };
            let mut verbal = vec![operation.method.key().to_owned()];
            verbal.extend(short.iter().cloned());
            let mut candidates = if is_alone { vec![short] } else { Vec::new() };
            candidates.extend([full, verbal, made_words(operation)]);
            candidates.retain(|words| !words.is_empty() && !is_taken_method(&snake_of(words)));
            let free = candidates.iter().find(|words| scope.is_free(&snake_of(words)));
            let words = free.or(candidates.last()).cloned().unwrap_or_default();
            let method = scope.claim([snake_of(&words)]);
            let is_first = method == ident(&snake_of(&words));
            let words = if is_first { words } else { self::words(&method.0, Symbols::Meant) };
            OperationName { base: pascal_of(&words), words, method }
        })
        .collect()
}

/// The words of an id, without what a framework added to it; an id that is the path says no more than the path.
fn short_words(operation: &Operation) -> Vec<String> {
    let is_path = operation.template.len() > 1 && operation.id.contains(&operation.template);
    if operation.id_is_made || is_path {
        return made_words(operation);
    }
    let id = without_path(&operation.id, &operation.template, operation.method).unwrap_or(&operation.id);
    words(id, Symbols::Meant)
}

/// FastAPI's ids are the function's name, the path and the method: `read_item_items__item_id__get`.
fn without_path<'a>(id: &'a str, template: &str, method: Method) -> Option<&'a str> {
    let path: String = template.chars().map(|it| if it.is_alphanumeric() { it } else { '_' }).collect();
    let name = id.strip_suffix(method.key())?.strip_suffix('_')?.strip_suffix(path.as_str())?;
    (!name.trim_matches('_').is_empty()).then_some(name)
}

/// `get_pets_by_pet_id` for `GET /pets/{petId}`.
fn made_words(operation: &Operation) -> Vec<String> {
    let mut name = vec![operation.method.key().to_owned()];
    for segment in operation.template.split('/').filter(|segment| !segment.is_empty()) {
        let mut rest = segment;
        while let Some((literal, after)) = rest.split_once('{') {
            let (parameter, after) = after.split_once('}').unwrap_or((after, ""));
            if literal.contains(char::is_alphanumeric) {
                name.extend(words(literal, Symbols::Meant));
            }
            name.push("by".to_owned());
            name.extend(words(parameter, Symbols::Meant));
            rest = after;
        }
        if !rest.is_empty() {
            name.extend(words(rest, Symbols::Meant));
        }
    }
    if name.len() == 1 {
        name.push("root".to_owned());
    }
    name
}

/// What a method is called in the group of these words, which it does not repeat: `list` of `pets_list` in `pets`.
pub(super) fn in_group(name: &OperationName, group: &[String]) -> Option<Ident> {
    let rest = snake_of(name.words.strip_prefix(group).filter(|rest| !rest.is_empty())?);
    (!is_taken_method(&rest) && !rest.starts_with(|it: char| it.is_ascii_digit())).then(|| ident(&rest))
}

#[cfg(test)]
mod tests {
    use super::super::samples::operation;
    use super::operations;

    fn named(all: &[(&str, &str)]) -> Vec<String> {
        let all: Vec<_> = all.iter().map(|(id, call)| operation(id, call)).collect();
        operations(&all, &|_| None, &mut Vec::new()).into_iter().map(|it| it.method.0).collect()
    }

    #[test]
    fn ids_of_every_taste() {
        for (id, call, expected) in [
            ("listPets", "get /pets", "list_pets"),
            ("Pets_list", "get /pets", "pets_list"),
            ("pets/list", "get /pets", "pets_list"),
            ("GET_/x", "get /x", "get_x"),
            ("", "get /pets/{petId}", "get_pets_by_pet_id"),
            ("", "get /", "get_root"),
            ("", "delete /files/{name}.{ext}", "delete_files_by_name_by_ext"),
            (
                "client_obtain_token__version__jwt_client_obtain_token_post",
                "post /{version}/jwt/client/obtain/token",
                "client_obtain_token",
            ),
            ("read_item_items__item_id__get", "get /items/{item_id}", "read_item"),
            ("new", "post /pets", "post_new"),
            ("index", "get /pets", "get_index"),
            ("delete", "delete /pets", "delete"),
            ("get-/pets/{petId}_/pets/{petId}", "get /pets/{petId}", "get_pets_by_pet_id"),
            ("type", "get /type", "r#type"),
        ] {
            assert_eq!(named(&[(id, call)]), [expected], "{id}");
        }
    }

    #[test]
    fn what_collides_keeps_its_long_name() {
        let fast = [("read_a_get", "get /a"), ("read_b_get", "get /b")];
        assert_eq!(named(&fast), ["read_a_get", "read_b_get"]);
        let twins = [("listPets", "get /pets"), ("list_pets", "post /pets")];
        assert_eq!(named(&twins), ["list_pets", "post_list_pets"]);
    }
}
