//! Where operations stand: on the client, or on a handle for each tag.

use super::docs;
use super::ident::{is_taken_method, is_taken_module, is_taken_type, pascal, snake};
use super::operations::{OperationName, in_group};
use super::scope::Scope;
use super::words::{Symbols, words};
use crate::api::{Api, Tag};
use crate::rust::{GroupModule, Ident};
use crate::settings::Layout;
use std::collections::BTreeMap;

/// A group before its methods are made.
#[derive(Debug)]
pub(super) struct Grouped {
    pub(super) module: Option<GroupModule>,
    /// Indexes of operations, with the names that they have here.
    pub(super) operations: Vec<(usize, Ident)>,
    /// The names that are taken here.
    pub(super) scope: Scope,
}

/// The groups of an API, in document order, those of the client first.
pub(super) fn groups(api: &Api, layout: Layout, names: &[OperationName]) -> Vec<Grouped> {
    let is_tagged = |at: &usize| layout == Layout::Tags && tag(api, *at).is_some();
    let (tagged, own): (Vec<usize>, Vec<usize>) = (0..api.operations.len()).partition(is_tagged);
    let mut client = Scope::default();
    let own: Vec<_> = own.into_iter().filter_map(|at| Some((at, client.claim([plain(names.get(at)?)])))).collect();
    let (mut modules, mut groups) = (Scope::default(), Vec::new());
    for tag in &api.tags {
        let members: Vec<usize> = tagged.iter().copied().filter(|at| self::tag(api, *at) == Some(&tag.name)).collect();
        if !members.is_empty() {
            groups.push(group(tag, &members, names, &mut client, &mut modules));
        }
    }
    let own = Grouped { module: None, operations: own, scope: client };
    let own = (!own.operations.is_empty()).then_some(own);
    own.into_iter().chain(groups).collect()
}

fn tag(api: &Api, at: usize) -> Option<&String> {
    let tag = api.operations.get(at)?.tags.first()?;
    api.tags.iter().any(|it| it.name == *tag).then_some(tag)
}

fn group(tag: &Tag, members: &[usize], names: &[OperationName], client: &mut Scope, modules: &mut Scope) -> Grouped {
    let name = snake(&tag.name, Symbols::Meant);
    let spelled = snake(&tag.name, Symbols::All);
    let mut candidates = vec![name.clone(), spelled.clone(), format!("{name}_api"), format!("{spelled}_api")];
    candidates.retain(|it| !is_taken_method(it) && !is_taken_module(it) && client.is_free(it) && modules.is_free(it));
    candidates.push(format!("{name}_group"));
    let module = modules.claim(candidates);
    client.take(module.0.trim_start_matches("r#"));
    let handle = pascal(&tag.name, Symbols::Meant);
    let handle = if is_taken_type(&handle) { format!("{handle}Api") } else { handle };

    let words = words(&tag.name, Symbols::Meant);
    let short: Vec<Option<Ident>> = members.iter().map(|at| in_group(names.get(*at)?, &words)).collect();
    let mut uses: BTreeMap<&Ident, usize> = BTreeMap::new();
    short.iter().flatten().for_each(|name| *uses.entry(name).or_default() += 1);
    members.iter().filter_map(|at| names.get(*at)).for_each(|it| *uses.entry(&it.method).or_default() += 1);
    let mut scope = Scope::default();
    let operations = members.iter().zip(&short).filter_map(|(at, short)| {
        let full = plain(names.get(*at)?);
        let short =
            short.as_ref().filter(|it| uses.get(it) == Some(&1)).map(|it| it.0.trim_start_matches("r#").to_owned());
        Some((*at, scope.claim(short.into_iter().chain([full]))))
    });
    let operations = operations.collect();
    let docs = docs::of_tag(tag);
    Grouped { module: Some(GroupModule { name: module, handle: Ident(handle), docs }), operations, scope }
}

fn plain(name: &OperationName) -> String {
    name.method.0.trim_start_matches("r#").to_owned()
}
