//! The public API, a line per item, then the ledger: what a reviewer reads first.
//!
//! A line says all by itself, since a diff shows it without its neighbours.

use crate::diagnostic::Ledger;
use crate::rust::{ArgumentTy, Crate, Field, Group, Item, Method, Presence, Struct, Ty};
use std::fmt::{self, Write};

/// The public API of a crate, then what was taken with a loss.
pub(crate) fn outline(krate: &Crate, ledger: &Ledger) -> String {
    let mut lines = Lines(String::new());
    krate.groups.iter().for_each(|group| lines.group(group));
    krate.items.iter().for_each(|item| lines.item(item));
    if !ledger.0.is_empty() {
        lines.add(format_args!("\nLedger"));
    }
    for entry in &ledger.0 {
        lines.add(format_args!("{} {}: {}", entry.rule, entry.pointer, entry.message));
    }
    lines.0
}

struct Lines(String);

impl Lines {
    fn add(&mut self, line: fmt::Arguments<'_>) {
        let _ = writeln!(self.0, "{line}");
    }

    fn group(&mut self, group: &Group) {
        let handle = group.module.as_ref().map_or("Client", |module| &module.handle.0);
        group.methods.iter().for_each(|method| self.method(handle, method));
        self.0.push('\n');
    }

    fn method(&mut self, handle: &str, method: &Method) {
        let Method { name, verb, path, output, error, .. } = method;
        let verb = format!("{verb:?}").to_uppercase();
        let arguments: Vec<_> = method.arguments.iter().map(|it| format!("{}: {}", it.name.0, Shown(&it.ty))).collect();
        let (arguments, note) = (arguments.join(", "), note(method.deprecated));
        self.add(format_args!("{handle}::{}({arguments}) -> Call<{output}, {error}>{note}, {verb} {path}", name.0));
        if let Some(pages) = &method.pagination {
            let (name, item) = (&pages.name.0, &pages.item);
            self.add(format_args!("{handle}::{name}({arguments}) -> Pages<{item}, {error}>{note}, {verb} {path}"));
        }
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Struct(item) => self.structure(item),
            Item::Choice(item) => {
                self.add(format_args!("enum {}{}", item.name.0, note(item.deprecated)));
                for variant in &item.variants {
                    let note = note(variant.deprecated);
                    self.add(format_args!("{}::{} = {}{note}", item.name.0, variant.name.0, variant.value));
                }
            }
            Item::Union(item) => {
                self.add(format_args!("enum {}{}", item.name.0, note(item.deprecated)));
                for variant in &item.variants {
                    self.add(format_args!("{}::{}({})", item.name.0, variant.name.0, variant.ty));
                }
            }
            Item::Alias(item) => self.add(format_args!("type {} = {}", item.name.0, item.ty)),
            Item::Newtype(item) => self.add(format_args!("struct {}({})", item.name.0, item.ty)),
            Item::Answer(item) => {
                self.add(format_args!("enum {}", item.name.0));
                for variant in &item.variants {
                    let content = variant.content.as_ref().map_or(String::new(), |(ty, _)| format!("({ty})"));
                    self.add(format_args!("{}::{}{content} on {}", item.name.0, variant.name.0, variant.status));
                }
            }
        }
    }

    fn structure(&mut self, item: &Struct) {
        self.add(format_args!("struct {}{}", item.name.0, note(item.deprecated)));
        for field in &item.fields {
            let Field { name, wire, ty, .. } = field;
            let wire = if name.0 == *wire { String::new() } else { format!(" = {wire:?}") };
            let presence = if field.presence == Presence::Nullable { ", null or a value" } else { "" };
            let note = note(field.deprecated);
            self.add(format_args!("{}.{}: {ty}{wire}{presence}{note}", item.name.0, name.0));
        }
        if let Some(Field { name, ty, .. }) = item.rest.as_deref() {
            self.add(format_args!("{}.{}: {ty}, what has no name of its own", item.name.0, name.0));
        }
    }
}

fn note(deprecated: bool) -> &'static str {
    if deprecated { ", deprecated" } else { "" }
}

struct Shown<'a>(&'a ArgumentTy);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            ArgumentTy::Ty(ty) => ty.fmt(f),
            ArgumentTy::IntoBody => f.write_str("impl Into<Body>"),
        }
    }
}

impl fmt::Display for Ty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Ty::Unit => f.write_str("()"),
            Ty::Plain(name) | Ty::Runtime(name) => f.write_str(name),
            Ty::RuntimeOf(name, ty) => write!(f, "{name}<{ty}>"),
            Ty::Option(ty) => write!(f, "Option<{ty}>"),
            Ty::Vec(ty) => write!(f, "Vec<{ty}>"),
            Ty::Map(ty) => write!(f, "BTreeMap<String, {ty}>"),
            Ty::Box(ty) => write!(f, "Box<{ty}>"),
            Ty::Tuple(places) => {
                let places: Vec<_> = places.iter().map(ToString::to_string).collect();
                write!(f, "({})", places.join(", "))
            }
            Ty::Item(name) => f.write_str(&name.0),
            Ty::Ref(ty) => write!(f, "&{ty}"),
        }
    }
}
