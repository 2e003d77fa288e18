//! The members of a union: those of unions in it in their place, with what stands beside the union, each once.

use super::{Chosen, choose};
use crate::api::{ChoiceValue, Docs};
use crate::lower::apart;
use crate::lower::form::{self, Form, Member};
use crate::lower::merge;
use crate::lower::schema::{Kind, Rest, Schema, SchemaId, Tag};
use crate::lower::schemas::Schemas;
use crate::pointer::Pointer;
use indexmap::IndexMap;
use serde_json::Value;
use std::collections::HashSet;
use std::rc::Rc;

/// The property of the discriminator that every member inherits, its values noted at the members.
pub(super) fn inherited(schemas: &mut Schemas<'_>, leaves: &mut [Member]) -> Option<String> {
    let mut tags: Vec<Rc<Tag>> = Vec::with_capacity(leaves.len());
    for leaf in leaves.iter() {
        let flat = merge::flat(schemas, leaf.id);
        tags.push(schemas.get(flat).tag.clone()?);
    }
    let property = tags.first()?.property.clone();
    if tags.iter().any(|tag| tag.property != property) {
        return None;
    }
    for (leaf, tag) in leaves.iter_mut().zip(&tags) {
        let values = tag_values(schemas, tag, leaf.id);
        leaf.tags.push((property.clone(), values));
    }
    Some(property)
}

/// The values of a discriminator that mean a member.
pub(super) fn tag_values(schemas: &mut Schemas<'_>, tag: &Tag, member: SchemaId) -> Vec<Value> {
    let schema = schemas.get(member);
    let mut key = match (&schema.component, schema.all_of.as_slice()) {
        (Some(key), _) => Some(key.clone()),
        (None, [only]) => schemas.get(*only).component.clone(),
        _ => None,
    };
    let mapped = |target: &String| {
        let last = target.rsplit('/').next().unwrap_or(target);
        if !last.contains(['~', '%']) {
            return key.as_deref() == Some(last);
        }
        let last = Pointer::parse(&format!("#/{last}")).and_then(|pointer| pointer.last().map(str::to_owned));
        last.is_some() && last == key
    };
    let mut values: Vec<Value> = tag
        .mapping
        .iter()
        .filter(|(_, target)| mapped(target))
        .map(|(value, _)| Value::String(value.clone()))
        .collect();
    let flat = merge::flat(schemas, member);
    if let Some(property) = schemas.get(flat).properties.get(&tag.property).copied() {
        let property = merge::flat(schemas, property);
        let property = schemas.get(property);
        if matches!(property.kind, Some(Kind::Integer | Kind::Number)) {
            key = None;
            values = values.iter().filter_map(as_number).collect();
        }
        // Constants of the member's own are its own only when they are few: a shared enum lists every member's.
        let own = property.values.iter().flatten().map(|value| &value.value);
        if property.is_constant || values.is_empty() || property.values.as_ref().is_some_and(|own| own.len() == 1) {
            let own: Vec<Value> = own.filter(|value| !values.contains(value)).cloned().collect();
            values.extend(own);
        }
    }
    if values.is_empty() {
        values.extend(key.filter(|_| !schema.is_moved).map(Value::String));
    }
    values
}

/// A mapping is written as text, whatever the property holds: `"200"` is 200.
fn as_number(value: &Value) -> Option<Value> {
    value.as_str()?.parse().ok().map(Value::Number)
}

/// The members of a union, those of unions in it in their place. Whether a value may be several of them at once.
pub(super) fn expand(
    schemas: &mut Schemas<'_>,
    id: SchemaId,
    chosen: &Chosen,
    open: &mut Vec<SchemaId>,
    leaves: &mut Vec<Member>,
) -> bool {
    let mut is_any = chosen.members.is_any;
    let mut own = Vec::new();
    for member in &chosen.members.of {
        let tag = chosen.members.tag.as_ref();
        let tags: Vec<_> =
            tag.map(|tag| (tag.property.clone(), tag_values(schemas, tag, *member))).into_iter().collect();
        let target = merge::target(schemas, *member);
        let flat = merge::flat(schemas, target);
        let flat = schemas.get(flat);
        if open.contains(&target) {
            continue;
        }
        if open.len() > 64 {
            schemas.widened(&flat.pointer, "too-deep", "unions in unions without end: any value");
            let id = schemas.any(&flat.pointer);
            own.push(Member { id, tags, hint: None });
            continue;
        }
        let inner = if flat.unions.is_empty() || flat.values.is_some() { None } else { choose(schemas, target, &flat) };
        match inner {
            Some(inner) => {
                let from = own.len();
                open.push(target);
                is_any |= expand(schemas, target, &inner, open, &mut own);
                open.pop();
                own.iter_mut().skip(from).for_each(|leaf| leaf.tags.extend(tags.iter().cloned()));
            }
            None => {
                let schema = schemas.get(*member);
                let hint = hint(schemas, &schema);
                own.push(Member { id: *member, tags, hint });
            }
        }
    }
    if let Some(base) = chosen.base {
        distribute(schemas, id, base, &mut own);
    }
    leaves.extend(own);
    is_any
}

/// What a member may be called after.
pub(super) fn hint(schemas: &mut Schemas<'_>, schema: &Schema) -> Option<String> {
    let of_part = || match schema.all_of.as_slice() {
        [only] => schemas.get(*only).own_key().cloned(),
        _ => None,
    };
    let constant = || match schema.values.as_deref() {
        Some([only]) => only.value.as_str().map(str::to_owned),
        _ => None,
    };
    schema.own_key().cloned().or(schema.about.title.clone()).or_else(of_part).or_else(constant)
}

/// Gives each member what stands beside the union.
pub(super) fn distribute(schemas: &mut Schemas<'_>, whole: SchemaId, base_id: SchemaId, leaves: &mut Vec<Member>) {
    let base = schemas.get(base_id);
    leaves.retain_mut(|leaf| {
        let flat = merge::flat(schemas, leaf.id);
        let flat = schemas.get(flat);
        if flat.unions.is_empty() && base.kind.is_some() && flat.kind().is_some_and(|kind| !agree(base.kind, kind)) {
            schemas.widened(
                &flat.pointer,
                "impossible-member",
                "this member is not of the kind that stands beside the union: left out",
            );
            return false;
        }
        let keys = flat.kind() == Some(Kind::Object) || !flat.has_substance() && flat.kind.is_none();
        let names = base
            .properties
            .iter()
            .all(|(name, shared)| flat.properties.get(name).is_some_and(|own| says_as_much(schemas, *own, *shared)));
        let needs = base.required.iter().all(|name| flat.required.contains(name));
        let is_there = names && needs && matches!(base.rest, Rest::Silent | Rest::Closed) && flat.kind().is_some();
        let is_scalar = base.properties.is_empty() && base.required.is_empty() && base.kind != Some(Kind::Object);
        let adds = if is_scalar { base.has_substance() || flat.kind().is_none() } else { keys && !is_there };
        if adds && !merge::extends(schemas, leaf.id, whole) {
            leaf.id = merge::both(schemas, leaf.id, base_id);
        }
        true
    });
}

/// Whether a member's own property says what the same property beside the union does: all but what is in lists and objects.
fn says_as_much(schemas: &mut Schemas<'_>, own: SchemaId, shared: SchemaId) -> bool {
    let flat = merge::flat(schemas, shared);
    let flat = schemas.get(flat);
    let is_flat = flat.properties.is_empty() && flat.items.is_none() && flat.unions.is_empty();
    is_flat || own == shared || merge::extends(schemas, own, shared)
}

pub(super) fn agree(base: Option<Kind>, kind: Kind) -> bool {
    let numbers = [Kind::Integer, Kind::Number];
    base == Some(kind) || base.is_some_and(|base| numbers.contains(&base)) && numbers.contains(&kind)
}

/// An object that does not have the discriminator's property gets it: it would be lost otherwise.
pub(super) fn with_tag(schemas: &mut Schemas<'_>, leaf: &mut Member) {
    for (property, values) in leaf.tags.clone() {
        let (id, form) = form::resolved(schemas, leaf.id);
        let Form::Object(of) = form else {
            continue;
        };
        let object = schemas.get(of);
        if object.properties.contains_key(&property)
            || matches!(object.rest, Rest::Any | Rest::Of(_))
            || values.is_empty()
        {
            continue;
        }
        let pointer = schemas.get(id).pointer.clone();
        let is_constant = values.len() == 1;
        let values = values
            .into_iter()
            .map(|value| ChoiceValue { value, hint: None, rust_name: None, docs: Docs::default() })
            .collect();
        let tag = Schema {
            pointer: pointer.clone(),
            kind: Some(Kind::Text),
            values: Some(values),
            is_constant,
            ..Schema::default()
        };
        let Some(tag) = schemas.make(tag) else {
            return;
        };
        let properties = IndexMap::from([(property, tag)]);
        let kind = Some(Kind::Object);
        if let Some(tagged) = schemas.make(Schema { pointer, kind, properties, ..Schema::default() }) {
            leaf.id = merge::both(schemas, tagged, leaf.id);
        }
    }
}

/// Each member once, those left out that are null or nothing.
pub(super) fn dedupe(schemas: &mut Schemas<'_>, leaves: Vec<Member>) -> Vec<Member> {
    let mut seen = HashSet::new();
    let mut kept: Vec<Member> = Vec::new();
    for leaf in leaves {
        let (id, form) = form::resolved(schemas, leaf.id);
        if matches!(form, Form::Null) || schemas.get(id).never {
            continue;
        }
        if seen.insert(apart::signature(schemas, id)) {
            kept.push(leaf);
        } else if let Some(twin) = kept.iter_mut().find(|twin| twin.id == leaf.id) {
            twin.tags.extend(leaf.tags);
        }
    }
    kept
}
