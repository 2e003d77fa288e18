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
            item.types().into_iter().for_each(|ty| uses.add(ty));
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
        ty.each(&mut |part| match part {
            Ty::Item(_) => self.items = true,
            Ty::Runtime(name) | Ty::RuntimeOf(name, _) => {
                self.runtime.insert(name);
            }
            Ty::Map(_) => self.map = true,
            _ => {}
        });
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
