//! `if`, `then`, `else` and `dependentSchemas`: keys that may be there.

use super::apart;
use super::merge;
use super::schema::{Kind, Schema, SchemaId};
use super::schemas::Schemas;
use super::union::either;
use indexmap::IndexMap;
use std::collections::{HashSet, VecDeque};

/// Whether a part may speak of keys: one that does not says nothing of the kind of the whole.
pub(super) fn may_speak_of_keys(schemas: &Schemas<'_>, part: SchemaId) -> bool {
    let schema = schemas.get(part);
    let has_parts = !schema.all_of.is_empty() || !schema.unions.is_empty();
    schemas.is_component(part) || has_parts || schema.kind() == Some(Kind::Object)
}

/// The keys that only the parts under conditions speak of, however deep, each with what any of them says that it holds.
pub(super) fn keys(schemas: &mut Schemas<'_>, flat: &Schema) -> IndexMap<String, SchemaId> {
    let mut held: IndexMap<String, Vec<SchemaId>> = IndexMap::new();
    let mut open = VecDeque::from(flat.conditional.clone());
    let mut seen = HashSet::new();
    while let Some(part) = open.pop_front() {
        if !seen.insert(part) {
            continue;
        }
        let part = merge::flat(schemas, part);
        let part = schemas.get(part);
        for (name, property) in part.properties.iter().filter(|(name, _)| !flat.properties.contains_key(*name)) {
            let held = held.entry(name.clone()).or_default();
            if !held.iter().any(|known| apart::alike(schemas, *known, *property)) {
                held.push(*property);
            }
        }
        open.extend(part.conditional.iter().chain(part.unions.iter().flat_map(|union| &union.of)).copied());
    }
    let held = held.into_iter();
    held.filter_map(|(name, held)| Some((name, either(schemas, &held, &flat.pointer)?))).collect()
}
