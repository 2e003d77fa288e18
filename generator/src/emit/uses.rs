//! Which names of the runtime a file mentions, so that it imports these and no others.

use crate::rust::{ArgumentTy, Item, Method, Ty};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

/// Names to import.
#[derive(Default)]
pub(super) struct Uses {
    runtime: BTreeSet<&'static str>,
    map: bool,
    items: bool,
}

impl Uses {
    /// What the types of these items mention.
    pub(super) fn of_items(items: &[Item]) -> Self {
        let mut uses = Self::default();
        for item in items {
            match item {
                Item::Struct(item) => {
                    item.fields.iter().chain(item.rest.as_deref()).for_each(|field| uses.add(&field.ty))
                }
                Item::Choice(item) if item.kind == crate::rust::ChoiceKind::Mixed => uses.add(&Ty::Runtime("Value")),
                Item::Choice(_) => {}
                Item::Union(item) => {
                    item.variants.iter().for_each(|variant| uses.add(&variant.ty));
                    uses.add(&Ty::Runtime("Value"));
                }
                Item::Alias(item) => uses.add(&item.ty),
                Item::Newtype(item) => uses.add(&item.ty),
                Item::Answer(item) => {
                    item.variants.iter().filter_map(|it| it.content.as_ref()).for_each(|it| uses.add(&it.0))
                }
            }
        }
        uses
    }

    /// What the signatures of these methods mention.
    pub(super) fn of_methods<'a>(methods: impl IntoIterator<Item = &'a Method>) -> Self {
        let mut uses = Self::default();
        for method in methods {
            uses.add(&Ty::Runtime("Call"));
            uses.add(&method.output);
            uses.add(&method.error);
            if let Some(pages) = &method.pagination {
                uses.add(&Ty::RuntimeOf("Pages", Box::new(pages.item.clone())));
            }
            for argument in &method.arguments {
                match &argument.ty {
                    ArgumentTy::Ty(ty) => uses.add(ty),
                    ArgumentTy::IntoBody => uses.add(&Ty::Runtime("Body")),
                }
            }
        }
        uses
    }

    /// Adds what a type mentions.
    pub(super) fn add(&mut self, ty: &Ty) {
        match ty {
            Ty::Unit | Ty::Plain(_) => {}
            Ty::Item(_) => self.items = true,
            Ty::Runtime(name) => {
                self.runtime.insert(name);
            }
            Ty::RuntimeOf(name, ty) => {
                self.runtime.insert(name);
                self.add(ty);
            }
            Ty::Option(ty) | Ty::Vec(ty) | Ty::Box(ty) | Ty::Ref(ty) => self.add(ty),
            Ty::Map(ty) => {
                self.map = true;
                self.add(ty);
            }
            Ty::Tuple(places) => places.iter().for_each(|ty| self.add(ty)),
        }
    }

    /// Whether a type of this crate is mentioned.
    pub(super) fn items(&self) -> bool {
        self.items
    }

    /// The `use` lines.
    pub(super) fn lines(&self) -> Vec<TokenStream> {
        let names = self.runtime.iter().map(|name| super::tokens::known(name));
        let runtime = (!self.runtime.is_empty()).then(|| quote! { use specwright_runtime::{#(#names),*}; });
        let map = self.map.then(|| quote! { use std::collections::BTreeMap; });
        runtime.into_iter().chain(map).collect()
    }
}
