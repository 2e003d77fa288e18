//! From `x-pagination` on an operation to a method that goes through all pages, every pointer checked against the types.
//! Others use that name too, in forms of their own: what is not in ours is set aside, unless an overlay wrote it.
//!
//! ```yaml
//! x-pagination:
//!   items: /data                                   # the list in the answer; left out: the answer is the list
//!   cursor: {parameter: after, next: /meta/next}   # or one of these:
//!   offset: {parameter: offset, first: 0}
//!   page: {parameter: page, first: 1}
//!   link: /links/next
//!   link: header                                   # the header `Link`, `rel="next"`
//! ```

use super::scope::Scope;
use crate::api::Operation;
use crate::diagnostic::{Entry, Ledger};
use crate::pointer::Pointer;
use crate::rust::{ArgumentTy, Ident, Item, Method, NextPage, PageField, Pagination, Presence, Reads, StructCodec, Ty};
use serde_json::Value;

/// The method, with the pages that the overlay describes.
pub(super) fn paginated(
    operation: &Operation,
    mut method: Method,
    items: &[Item],
    scope: &mut Scope,
    widened: &mut Ledger,
) -> Method {
    let Some(extension) = operation.extensions.get("x-pagination") else { return method };
    match pagination(extension, &method, items, scope) {
        Ok(pagination) => method.pagination = Some(pagination),
        Err(message) => widened.0.push(Entry {
            place: None,
            pointer: operation.pointer.child("x-pagination"),
            rule: "pagination-invalid",
            message: format!("no method for its pages: {message}"),
            broken: true,
        }),
    }
    method
}

fn pagination(extension: &Value, method: &Method, items: &[Item], scope: &mut Scope) -> Result<Pagination, String> {
    let known = ["items", "cursor", "offset", "page", "link"];
    let object = extension.as_object().ok_or("`x-pagination` has to be an object")?;
    if let Some(key) = object.keys().find(|key| !known.contains(&key.as_str())) {
        return Err(format!("`{key}` means nothing in `x-pagination`"));
    }
    if method.body.is_some() || method.reads != Reads::Json {
        return Err("pages are asked for without a body, and come as JSON".to_owned());
    }
    let finder = Finder { items };
    let (way, ty) = finder.way(&method.output, object.get("items").unwrap_or(&Value::String(String::new())))?;
    let item = match ty {
        Ty::Vec(item) => *item,
        _ => return Err("`items` leads to no list".to_owned()),
    };
    let next = match (object.get("cursor"), object.get("offset"), object.get("page"), object.get("link")) {
        (Some(cursor), None, None, None) => {
            let (way, _) = finder.way(&method.output, cursor.get("next").unwrap_or(&Value::Null))?;
            let field = finder.parameter(method, cursor)?;
            match field.ty {
                Ty::Plain("String") => NextPage::Cursor(way, field),
                _ => return Err("the parameter that takes the cursor is no text".to_owned()),
            }
        }
        (None, Some(offset), None, None) => NextPage::Offset(finder.counter(method, offset)?, first(offset, 0)),
        (None, None, Some(page), None) => NextPage::Page(finder.counter(method, page)?, first(page, 1)),
        (None, None, None, Some(link)) if link == "header" => NextPage::LinkHeader,
        (None, None, None, Some(link)) => NextPage::Link(finder.way(&method.output, link)?.0),
        _ => return Err("`x-pagination` needs one of `cursor`, `offset`, `page` and `link`".to_owned()),
    };
    let plain = method.name.stem();
    let name = scope.claim([format!("{plain}_pages"), format!("{plain}_all_pages")]);
    Ok(Pagination { name, item, items: way, next })
}

fn first(counter: &Value, usual: i64) -> i64 {
    counter.get("first").and_then(Value::as_i64).unwrap_or(usual)
}

struct Finder<'a> {
    items: &'a [Item],
}

impl Finder<'_> {
    /// The fields from a type to what a pointer names in it, each perhaps an `Option`; and what stands there.
    fn way(&self, from: &Ty, pointer: &Value) -> Result<(Vec<(Ident, bool)>, Ty), String> {
        let text =
            pointer.as_str().ok_or("`x-pagination` needs a JSON pointer where it names a place in the answer")?;
        let segments = Pointer::parse(text).ok_or_else(|| format!("`{text}` is no JSON pointer"))?;
        let mut ty = self.resolved(from);
        let mut way = Vec::new();
        for segment in segments.segments() {
            let Ty::Item(name) = &ty else { return Err(format!("`{text}` leads nowhere: there is no `{segment}`")) };
            let item = self.items.iter().find(|item| item.name() == name);
            let Some(Item::Struct(item)) = item else {
                return Err(format!("`{text}` leads through `{}`, which is no object", name.0));
            };
            let field = item.fields.iter().find(|field| field.wire == *segment).ok_or_else(|| {
                let names: Vec<_> = item.fields.iter().map(|field| format!("`{}`", field.wire)).collect();
                format!("`{text}` leads nowhere: there is no `{segment}`, but {}", names.join(", "))
            })?;
            if field.presence == Presence::OptionalNullable {
                return Err(format!("`{text}` leads through `{segment}`, which tells null from nothing"));
            }
            way.push((field.name.clone(), matches!(field.ty, Ty::Option(_))));
            ty = self.resolved(&field.ty);
        }
        Ok((way, ty))
    }

    /// Without `Option`, and what aliases stand for.
    fn resolved(&self, ty: &Ty) -> Ty {
        match ty {
            Ty::Option(inner) => self.resolved(inner),
            Ty::Item(name) => match self.items.iter().find(|item| item.name() == name) {
                Some(Item::Alias(alias)) => self.resolved(&alias.ty),
                _ => ty.clone(),
            },
            _ => ty.clone(),
        }
    }

    fn parameter(&self, method: &Method, extension: &Value) -> Result<PageField, String> {
        let wire = extension.get("parameter").and_then(Value::as_str).ok_or("`x-pagination` needs a `parameter`")?;
        let fields = method.arguments.iter().filter_map(|argument| match &argument.ty {
            ArgumentTy::Ty(Ty::Ref(ty)) => match &**ty {
                Ty::Item(name) => self.items.iter().find(|item| item.name() == name),
                _ => None,
            },
            _ => None,
        });
        let parameters = fields.filter_map(|item| match item {
            Item::Struct(item) if item.codec == StructCodec::Parameters => Some(&item.fields),
            _ => None,
        });
        let field = parameters.flatten().find(|field| field.wire == wire);
        let field = field.ok_or_else(|| format!("the operation has no parameter `{wire}` beside its path"))?;
        Ok(PageField {
            name: field.name.clone(),
            ty: self.resolved(&field.ty),
            is_option: matches!(field.ty, Ty::Option(_)),
        })
    }

    fn counter(&self, method: &Method, extension: &Value) -> Result<PageField, String> {
        let field = self.parameter(method, extension)?;
        let integers = ["i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64"];
        match field.ty {
            Ty::Plain(name) if integers.contains(&name) => Ok(field),
            _ => Err("the parameter that counts is no integer".to_owned()),
        }
    }
}
