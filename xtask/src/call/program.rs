//! The program of one call, in Rust.

use super::find::Found;
use super::inputs::{is_file, structure};
use serde_json::{Map, Value};
use specwright::rust::{AnswerContent, ArgumentTy, Crate, Fails, Field, Ident, Item, Reads, Struct, StructCodec, Ty};
use std::fmt::Write;

/// The text of `main.rs`.
pub(super) fn main(krate: &Crate, found: &Found<'_>, values: &Map<String, Value>, sources: &[Ident]) -> String {
    let method = found.method;
    let mut text =
        "mod support;\n\n#[allow(unused_imports)]\nuse api::{Client, runtime, types};\n\nfn main() {\n".to_owned();
    text.push_str("    let given = support::Given::read();\n    let client = given.client(Client::builder());\n");
    for source in sources {
        let _ = writeln!(text, "    let client = support::built(client.{}());", source.0);
    }
    let mut arguments = Vec::new();
    for argument in &method.arguments {
        let key = argument.name.plain();
        let made = match &argument.ty {
            ArgumentTy::IntoBody if !values.contains_key("body") => "runtime::Body::empty()".to_owned(),
            ArgumentTy::IntoBody => "given.take::<Vec<u8>>(\"body\")".to_owned(),
            ArgumentTy::Ty(of) => match structure(krate, of) {
                Some(item) if item.codec == StructCodec::Parameters => {
                    fields(&mut text, "params", item, values);
                    "&params".to_owned()
                }
                Some(item) if item.codec == StructCodec::Multipart => {
                    fields(&mut text, "body", item, values);
                    "body".to_owned()
                }
                _ => {
                    let is_body = method.body.as_ref().is_some_and(|body| body.argument == argument.name);
                    plain(of, if is_body { "body" } else { key }, values)
                }
            },
        };
        arguments.push(made);
    }
    let handle = found.group.module.as_ref().map(|module| format!(".{}()", module.name.0)).unwrap_or_default();
    let _ = writeln!(text, "    let call = client{handle}.{}({});", method.name.0, arguments.join(", "));
    let names = [shown(&method.output), shown(&method.error)];
    let (answer, failure) = (answer(krate, &method.output, method.reads), failure(krate, &method.error, &method.fails));
    let _ = writeln!(text, "    support::end(call.send_blocking(), {names:?}, {answer}, {failure});\n}}");
    text
}

/// An argument that is taken as it is.
fn plain(of: &Ty, key: &str, values: &Map<String, Value>) -> String {
    match of {
        Ty::Option(inner) if values.contains_key(key) => format!("Some({})", plain(inner, key, values)),
        Ty::Option(_) => "None".to_owned(),
        Ty::Ref(inner) => format!("&{}", plain(inner, key, values)),
        of => format!("given.take::<{}>({key:?})", ty(of)),
    }
}

/// A struct, with the fields that are given.
fn fields(text: &mut String, name: &str, item: &Struct, values: &Map<String, Value>) {
    let key = |field: &Field| format!("{name}.{}", field.name.plain());
    let take = |of: &Ty, key: &str| match of {
        of if !is_file(of) => format!("given.take::<{}>({key:?})", ty(of)),
        Ty::Vec(_) => format!("given.files({key:?})"),
        _ => format!("given.file({key:?})"),
    };
    let asked: Vec<String> = item.arguments().iter().map(|field| take(&field.ty, &key(field))).collect();
    let begin = if asked.is_empty() { "default".to_owned() } else { "new".to_owned() };
    let of = &item.name.0;
    let _ =
        writeln!(text, "    #[allow(unused_mut)]\n    let mut {name} = types::{of}::{begin}({});", asked.join(", "));
    for field in item.fields.iter().filter(|field| !field.is_argument() && values.contains_key(&key(field))) {
        let value = match &field.ty {
            Ty::Option(inner) => format!("Some({})", take(inner, &key(field))),
            of => take(of, &key(field)),
        };
        let _ = writeln!(text, "    {name}.{} = {value};", field.name.0);
    }
}

/// What makes JSON of an answer.
fn answer(krate: &Crate, output: &Ty, reads: Reads) -> String {
    match reads {
        Reads::Nothing => "|_| runtime::Value::Null".to_owned(),
        Reads::Json | Reads::Text => "|it| support::json(&it)".to_owned(),
        Reads::Bytes => "support::bytes".to_owned(),
        Reads::Events => "support::events".to_owned(),
        Reads::Lines => "support::lines".to_owned(),
        Reads::Answer => variants(krate, output),
    }
}

fn failure(krate: &Crate, error: &Ty, fails: &Fails) -> String {
    match fails {
        Fails::Undocumented => "|it| match *it {}".to_owned(),
        Fails::Json(_) => "|it| support::json(it)".to_owned(),
        Fails::Answer => variants(krate, error),
    }
}

/// An arm for each documented answer.
fn variants(krate: &Crate, of: &Ty) -> String {
    let answer = krate.items.iter().find_map(|item| match (item, of) {
        (Item::Answer(answer), Ty::Item(name)) if answer.name == *name => Some(answer),
        _ => None,
    });
    let arms = answer.into_iter().flat_map(|answer| &answer.variants).map(|variant| {
        let name = format!("{}::{}", ty(of), variant.name.0);
        match &variant.content {
            None => format!("{name} => runtime::Value::Null, "),
            Some((_, AnswerContent::Json | AnswerContent::Text)) => format!("{name}(it) => support::json(&it), "),
            Some((_, AnswerContent::Bytes)) => format!("{name}(it) => support::size(it.len() as u64), "),
        }
    });
    format!("|it| match it {{ {}}}", arms.collect::<String>())
}

/// A type, as a reader is shown it.
pub(super) fn shown(of: &Ty) -> String {
    ty(of).replace("types::", "").replace("runtime::", "").replace("std::collections::", "").replace('&', "")
}

/// A type, as the program writes it.
pub(super) fn ty(of: &Ty) -> String {
    match of {
        Ty::Unit => "()".to_owned(),
        Ty::Plain(name) => (*name).to_owned(),
        Ty::Runtime(name) => format!("runtime::{name}"),
        Ty::RuntimeOf(name, of) => format!("runtime::{name}<{}>", ty(of)),
        Ty::Option(of) => format!("Option<{}>", ty(of)),
        Ty::Vec(of) => format!("Vec<{}>", ty(of)),
        Ty::Map(of) => format!("std::collections::BTreeMap<String, {}>", ty(of)),
        Ty::Tuple(all) => format!("({})", all.iter().map(|of| format!("{},", ty(of))).collect::<String>()),
        Ty::Box(of) => format!("Box<{}>", ty(of)),
        Ty::Item(name) => format!("types::{}", name.0),
        Ty::Ref(of) => format!("&{}", ty(of)),
    }
}
