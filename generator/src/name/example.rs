//! An expression for an argument, so that the example of the crate's docs compiles.

use crate::rust::{Argument, ArgumentTy, Ident, Item, Method, Struct, Ty};
use std::collections::BTreeMap;

/// How deep an example builds structs in structs.
const DEEPEST: usize = 3;

/// The items of the crate, by name.
pub(super) type Items<'a> = BTreeMap<&'a Ident, &'a Item>;

/// The lines of a call through `handle`, none of them wider than `widest`; `None` where that cannot be.
///
/// ```text
/// let answer = client.auth_token(&types::AuthTokenRequest::new("client id", "client secret")).await?;
/// ```
pub(super) fn call(method: &Method, handle: &str, items: &Items<'_>, widest: usize) -> Option<Vec<String>> {
    let arguments: Option<Vec<String>> = method.arguments.iter().map(|it| argument(it, items)).collect();
    let arguments = arguments?;
    let answer = if method.output == Ty::Unit { "" } else { "let answer = " };
    let line =
        |arguments: &[String]| format!("{answer}client{handle}.{}({}).await?;", method.name.0, arguments.join(", "));
    let at_once = line(&arguments);
    if at_once.len() <= widest {
        return Some(vec![at_once]);
    }
    let (mut lines, mut named) = (Vec::new(), Vec::new());
    for (argument, value) in method.arguments.iter().zip(arguments) {
        match (argument.name.0.as_str(), value.strip_prefix('&')) {
            (name @ ("body" | "params"), Some(value)) => {
                lines.push(format!("let {name} = {value};"));
                named.push(format!("&{name}"));
            }
            _ => named.push(value),
        }
    }
    lines.push(line(&named));
    lines.iter().all(|line| line.len() <= widest).then_some(lines)
}

fn argument(argument: &Argument, items: &Items<'_>) -> Option<String> {
    match &argument.ty {
        ArgumentTy::Ty(Ty::Ref(ty)) if **ty == Ty::Plain("String") => Some(text(&argument.name)),
        ArgumentTy::Ty(Ty::Ref(ty)) => Some(format!("&{}", value(ty, &argument.name, items, 0)?)),
        ArgumentTy::Ty(ty) => value(ty, &argument.name, items, 0),
        ArgumentTy::IntoBody => None,
    }
}

/// A value of a type, called after the place where it stands.
fn value(ty: &Ty, name: &Ident, items: &Items<'_>, depth: usize) -> Option<String> {
    Some(match ty {
        Ty::Option(_) => "None".to_owned(),
        Ty::Plain("bool") => "true".to_owned(),
        Ty::Plain("f64") => "1.0".to_owned(),
        Ty::Plain("String") | Ty::Runtime("Secret") => format!("{}.into()", text(name)),
        Ty::Plain(_) => "1".to_owned(),
        Ty::Vec(element) => format!("vec![{}]", value(element, name, items, depth)?),
        Ty::Map(_) => "Default::default()".to_owned(),
        Ty::Item(item) => match items.get(item)? {
            Item::Struct(item) => structure(item, items, depth)?,
            Item::Choice(choice) => format!("types::{}::{}", item.0, choice.variants.first()?.name.0),
            Item::Alias(alias) => value(&alias.ty, name, items, depth)?,
            Item::Union(_) | Item::Newtype(_) | Item::Answer(_) => return None,
        },
        _ => return None,
    })
}

fn structure(item: &Struct, items: &Items<'_>, depth: usize) -> Option<String> {
    let needed = item.arguments();
    if needed.is_empty() {
        return Some(format!("types::{}::default()", item.name.0));
    }
    if depth > DEEPEST {
        return None;
    }
    let arguments: Option<Vec<String>> = needed
        .into_iter()
        .map(|field| match &field.ty {
            Ty::Plain("String") | Ty::Runtime("Secret") => Some(text(&field.name)),
            Ty::Box(ty) => value(ty, &field.name, items, depth + 1),
            ty => value(ty, &field.name, items, depth + 1),
        })
        .collect();
    Some(format!("types::{}::new({})", item.name.0, arguments?.join(", ")))
}

/// `"client id"`.
fn text(name: &Ident) -> String {
    format!("\"{}\"", name.plain().trim_end_matches('_').replace('_', " "))
}
