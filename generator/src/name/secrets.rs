//! What a union does not know is not shown where what it knows is a secret: a server may have moved the secret.

use crate::rust::{Ident, Item, Ty};
use std::collections::{HashMap, HashSet};

/// Hides the values that unions with secrets do not know.
pub(super) fn hide(items: &mut [Item]) {
    let holding = holding(items);
    for item in items {
        if let Item::Union(union) = item
            && holding.contains(&union.name)
        {
            union.other_ty = Ty::Runtime("SecretValue");
        }
    }
}

/// The items that hold a secret, themselves or through others.
fn holding(items: &[Item]) -> HashSet<Ident> {
    let mut used_by: HashMap<&Ident, Vec<&Ident>> = HashMap::new();
    let mut open = Vec::new();
    for item in items {
        let mut is_direct = false;
        item.types().into_iter().for_each(|ty| {
            ty.each(&mut |part| match part {
                Ty::Runtime("Secret") => is_direct = true,
                Ty::Item(name) => used_by.entry(name).or_default().push(item.name()),
                _ => {}
            })
        });
        open.extend(is_direct.then(|| item.name()));
    }
    let mut found = HashSet::new();
    while let Some(name) = open.pop() {
        if found.insert(name.clone()) {
            open.extend(used_by.get(name).into_iter().flatten());
        }
    }
    found
}
