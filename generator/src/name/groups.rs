//! Where operations stand: on the client, or on a handle for each tag.

use super::docs;
use super::ident::{is_taken_method, is_taken_module, is_taken_type, pascal, snake};
use super::kept::Kept;
use super::operations::{OperationName, in_group};
use super::scope::Scope;
use super::words::{Symbols, words};
use crate::api::{Api, Operation, Tag};
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
pub(super) fn groups(api: &Api, layout: Layout, names: &[OperationName], kept: &Kept<'_>) -> Vec<Grouped> {
    let is_tagged = |at: &usize| api.operations.get(*at).is_some_and(|it| self::is_tagged(api, layout, it));
    let (tagged, own): (Vec<usize>, Vec<usize>) = (0..api.operations.len()).partition(is_tagged);
    let mut client = Scope::default();
    let (mut modules, mut groups) = (Scope::default(), Vec::new());
    let mut stay: BTreeMap<&str, Ident> = BTreeMap::new();
    for tag in api.tags.iter().filter(|_| layout == Layout::Tags) {
        let name = kept.module(&tag.name).and_then(|name| modules.take(name));
        name.iter().for_each(|name| drop(client.take(name.plain())));
        stay.extend(name.map(|name| (tag.name.as_str(), name)));
    }
    let own: Vec<_> = own.into_iter().filter_map(|at| Some((at, client.claim([plain(names.get(at)?)])))).collect();
    for tag in &api.tags {
        let members: Vec<usize> = tagged.iter().copied().filter(|at| self::tag(api, *at) == Some(&tag.name)).collect();
        if !members.is_empty() {
            groups.push(group(
                &Tagged { api, tag, members: &members, names, kept },
                stay.remove(tag.name.as_str()),
                &mut client,
                &mut modules,
            ));
        }
    }
    let own = Grouped { module: None, operations: own, scope: client };
    let own = (!own.operations.is_empty()).then_some(own);
    own.into_iter().chain(groups).collect()
}

/// Whether an operation stands on a handle of its own.
pub(super) fn is_tagged(api: &Api, layout: Layout, operation: &Operation) -> bool {
    layout == Layout::Tags && operation.tags.first().is_some_and(|tag| api.tags.iter().any(|it| it.name == *tag))
}

fn tag(api: &Api, at: usize) -> Option<&String> {
    let tag = api.operations.get(at)?.tags.first()?;
    api.tags.iter().any(|it| it.name == *tag).then_some(tag)
}

/// What a group is made of.
struct Tagged<'a> {
    api: &'a Api,
    tag: &'a Tag,
    /// Indexes of operations.
    members: &'a [usize],
    names: &'a [OperationName],
    kept: &'a Kept<'a>,
}

fn group(of: &Tagged<'_>, stays: Option<Ident>, client: &mut Scope, modules: &mut Scope) -> Grouped {
    let Tagged { api, tag, members, names, kept } = *of;
    let name = snake(&tag.name, Symbols::Meant);
    let spelled = snake(&tag.name, Symbols::All);
    let mut candidates = vec![name.clone(), spelled.clone(), format!("{name}_api"), format!("{spelled}_api")];
    candidates.retain(|it| !is_taken_method(it) && !is_taken_module(it) && client.is_free(it) && modules.is_free(it));
    candidates.push(format!("{name}_group"));
    let module = stays.unwrap_or_else(|| modules.claim(candidates));
    client.take(module.plain());
    let handle = pascal(&tag.name, Symbols::Meant);
    let handle = if is_taken_type(&handle) { format!("{handle}Api") } else { handle };

    let words = words(&tag.name, Symbols::Meant);
    let short: Vec<Option<Ident>> = members.iter().map(|at| in_group(names.get(*at)?, &words)).collect();
    let mut uses: BTreeMap<&Ident, usize> = BTreeMap::new();
    short.iter().flatten().for_each(|name| *uses.entry(name).or_default() += 1);
    members.iter().filter_map(|at| names.get(*at)).for_each(|it| *uses.entry(&it.method).or_default() += 1);
    let mut scope = Scope::default();
    let stay: Vec<Option<Ident>> =
        members.iter().map(|at| scope.take(kept.method(api.operations.get(*at)?)?)).collect();
    let operations = members.iter().zip(&short).zip(stay).filter_map(|((at, short), stays)| {
        let full = plain(names.get(*at)?);
        let short = short.as_ref().filter(|it| uses.get(it) == Some(&1)).map(|it| it.plain().to_owned());
        Some((*at, stays.unwrap_or_else(|| scope.claim(short.into_iter().chain([full])))))
    });
    let operations = operations.collect();
    let docs = docs::of_tag(tag);
    Grouped { module: Some(GroupModule { name: module, handle: Ident(handle), docs }), operations, scope }
}

fn plain(name: &OperationName) -> String {
    name.method.plain().to_owned()
}
