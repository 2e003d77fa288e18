//! `oneOf` and `anyOf`: members that one look can tell apart.

mod join;
mod members;
mod scalars;

pub(super) use join::join;

use super::apart;
use super::form::{self, Form, Member, Union};
use super::kept;
use super::merge;
use super::schema::{About, Kind, Members, Rest, Schema, SchemaId};
use super::schemas::Schemas;
use crate::pointer::Pointer;
use members::{dedupe, expand, inherited, with_tag};
use scalars::{all_listed, one_number, one_text};
use std::rc::Rc;

/// What a schema with unions is.
pub(super) fn settle(schemas: &mut Schemas<'_>, id: SchemaId, flat: &Schema) -> Form {
    let Some(chosen) = choose(schemas, id, flat) else {
        let base = Schema { unions: Vec::new(), ..flat.clone() };
        let pointer = flat.pointer.clone();
        let base_id = schemas.make(base.clone()).unwrap_or_else(|| schemas.any(&pointer));
        return form::plain(schemas, base_id, &base);
    };
    let (open, known): (Vec<_>, Vec<_>) = chosen.members.of.iter().partition(|member| is_anything(schemas, **member));
    if !open.is_empty() && chosen.base.is_none() {
        return or_any(schemas, &open, Members { of: known, ..chosen.members }, &flat.pointer);
    }
    let mut leaves = Vec::new();
    let is_any = expand(schemas, id, &chosen, &mut vec![id], &mut leaves);
    let tag = chosen.members.tag.as_ref().map(|tag| tag.property.clone());
    let tag = tag.or_else(|| inherited(schemas, &mut leaves));
    if tag.is_some() {
        leaves.iter_mut().for_each(|leaf| with_tag(schemas, leaf));
    }
    let leaves = dedupe(schemas, leaves);
    decide(schemas, leaves, tag, is_any, &flat.pointer)
}

/// The union that a schema is, and what stands beside it.
#[derive(Clone, Debug)]
pub(super) struct Chosen {
    base: Option<SchemaId>,
    members: Members,
}

/// The union of these schemas, made once; `None`: anything.
pub(super) fn either(schemas: &mut Schemas<'_>, members: &[SchemaId], pointer: &Pointer) -> Option<SchemaId> {
    let mut key: Vec<SchemaId> = members.to_vec();
    key.sort();
    key.dedup();
    match key.as_slice() {
        [] => return None,
        [only] => return Some(*only),
        _ => {}
    }
    if let Some(known) = schemas.eithers.get(&key) {
        return Some(*known);
    }
    let unions = vec![Members { of: members.to_vec(), tag: None, is_any: true }];
    let id = schemas.make(Schema { pointer: pointer.clone(), unions, ..Schema::default() })?;
    schemas.eithers.insert(key, id);
    Some(id)
}

/// The union to go on with, and what every member of it shares; `None` where no union matters.
fn choose(schemas: &mut Schemas<'_>, id: SchemaId, flat: &Schema) -> Option<Chosen> {
    if let Some(known) = schemas.chosen.get(id) {
        return known.clone();
    }
    let chosen = choose_anew(schemas, flat);
    schemas.chosen.insert(id, chosen.clone());
    chosen
}

fn choose_anew(schemas: &mut Schemas<'_>, flat: &Schema) -> Option<Chosen> {
    let mut base =
        Schema { unions: Vec::new(), about: About::default(), component: None, nullable: false, ..flat.clone() };
    let mut chosen: Option<Members> = None;
    let mut constrains = false;
    for union in &flat.unions {
        if base.kind() == Some(Kind::Object) && !base.properties.is_empty() && only_constrain(schemas, &base, union) {
            constrains = true;
            continue;
        }
        match &chosen {
            None => chosen = Some(union.clone()),
            Some(first) => {
                let (keep, loosen) =
                    if first.tag.is_none() && union.tag.is_some() { (union, first) } else { (first, union) };
                let keep = keep.clone();
                let loosen: Vec<SchemaId> = loosen.of.clone();
                chosen = Some(keep);
                let objects: Vec<SchemaId> =
                    loosen.into_iter().filter(|member| form::kinds(schemas, *member).object).collect();
                schemas.widened(
                    &flat.pointer,
                    "unions-combined",
                    "the keys of a second union are optional in each member",
                );
                if let Some(joined) = join(schemas, &objects, &flat.pointer) {
                    let joined = schemas.get(joined);
                    base = overlay(schemas, base, &joined);
                }
            }
        }
    }
    if constrains {
        let message = "which of the keys go together is not in the type: the members only constrain";
        schemas.widened(&flat.pointer, "constraint-ignored", message);
    }
    let members = chosen?;
    if !base.has_substance() && base.kind.is_none() {
        return Some(Chosen { base: None, members });
    }
    let pointer = base.pointer.clone();
    let base = schemas.make(base).unwrap_or_else(|| schemas.any(&pointer));
    Some(Chosen { base: Some(base), members })
}

/// An object with the keys of another added.
fn overlay(schemas: &mut Schemas<'_>, base: Schema, other: &Schema) -> Schema {
    let mut base = base;
    for (name, theirs) in &other.properties {
        let both = match base.properties.get(name) {
            Some(ours) => merge::both(schemas, *ours, *theirs),
            None => *theirs,
        };
        base.properties.insert(name.clone(), both);
    }
    if base.rest == Rest::Silent {
        base.rest = other.rest;
    }
    base
}

/// Whether no member adds a key to an object or says more of a key than that it is needed.
fn only_constrain(schemas: &mut Schemas<'_>, base: &Schema, union: &Members) -> bool {
    union.of.iter().all(|member| {
        let flat = merge::flat(schemas, *member);
        let flat = schemas.get(flat);
        let kind = flat.kind.is_none() || flat.kind == Some(Kind::Object);
        let keys = flat.properties.iter().all(|(name, property)| {
            let flat = merge::flat(schemas, *property);
            let property = schemas.get(flat);
            base.properties.contains_key(name) && !property.names_keys() && !property.has_other_substance()
        });
        kind && keys && !flat.lists_values() && !flat.has_other_substance()
    })
}

/// The members by what they are.
#[derive(Default)]
struct Sorted {
    texts: Vec<(Member, Form)>,
    embedded: Vec<(Member, Option<SchemaId>)>,
    numbers: Vec<(Member, Form)>,
    bools: Vec<Member>,
    arrays: Vec<Member>,
    objects: Vec<Member>,
    mixed: Vec<Member>,
}

fn decide(
    schemas: &mut Schemas<'_>,
    leaves: Vec<Member>,
    tag: Option<String>,
    is_any: bool,
    pointer: &Pointer,
) -> Form {
    match leaves.as_slice() {
        [] => return Form::Any,
        [only] => return single(schemas, only.id),
        _ => {}
    }
    let mut forms: Vec<Form> = Vec::with_capacity(leaves.len());
    for leaf in &leaves {
        forms.push(form::resolved(schemas, leaf.id).1);
    }
    if let Some(choice) = all_listed(schemas, &leaves, &forms) {
        return choice;
    }
    let is_open =
        |form: &Form| matches!(form, Form::Any | Form::Null | Form::Union(_) | Form::OrAny(_) | Form::Same(_));
    if forms.iter().any(is_open) {
        let (open, known): (Vec<_>, Vec<_>) = leaves.iter().zip(&forms).partition(|(_, form)| is_open(form));
        let ids = |members: Vec<(&Member, &Form)>| members.into_iter().map(|(member, _)| member.id).collect::<Vec<_>>();
        return or_any(schemas, &ids(open), Members { of: ids(known), tag: None, is_any }, pointer);
    }
    let order: Vec<SchemaId> = leaves.iter().map(|leaf| leaf.id).collect();
    let mut sorted = Sorted::default();
    for (leaf, form) in leaves.into_iter().zip(forms) {
        match form {
            Form::Bool => sorted.bools.push(leaf),
            Form::Integer(_) | Form::Number(_) => sorted.numbers.push((leaf, form)),
            Form::Text(_) => sorted.texts.push((leaf, form)),
            Form::Choice(values) => {
                let is_text = values.iter().all(|value| value.value.is_string());
                let is_number = values.iter().all(|value| value.value.is_number());
                match (is_text, is_number) {
                    (true, _) => sorted.texts.push((leaf, Form::Choice(values))),
                    (_, true) => sorted.numbers.push((leaf, Form::Choice(values))),
                    _ => sorted.mixed.push(leaf),
                }
            }
            Form::Embedded(inner) => sorted.embedded.push((leaf, inner)),
            Form::Array(_) | Form::Tuple(_) => sorted.arrays.push(leaf),
            Form::Map(_) | Form::Object(_) => sorted.objects.push(leaf),
            // Whoever is open has been returned above.
            Form::Any | Form::Null | Form::Union(_) | Form::OrAny(_) | Form::Same(_) => {}
        }
    }
    if !sorted.mixed.is_empty() {
        schemas.widened(
            pointer,
            "constants-of-many-kinds",
            "constants of several kinds beside other members: any value",
        );
        return Form::Any;
    }
    let mut members: Vec<Member> = Vec::new();
    if let Some((leaf, inner)) = sorted.embedded.first().cloned() {
        let covered = inner.map(|inner| covered(schemas, inner)).unwrap_or_default();
        sorted.objects.retain(|leaf| !covered.contains(&leaf.id));
        sorted.arrays.retain(|leaf| !covered.contains(&leaf.id));
        sorted.texts.retain(|(leaf, _)| !covered.contains(&leaf.id));
        let leaf = match inner {
            // A string that holds no such JSON is a string all the same.
            Some(inner) if !sorted.texts.is_empty() => {
                let mut all = vec![inner];
                all.extend(sorted.texts.drain(..).map(|(text, _)| text.id));
                let inner = either(schemas, &all, pointer);
                let embedded = Schema { pointer: pointer.clone(), embedded: Some(inner), ..Schema::default() };
                schemas.make(embedded).map_or(leaf.clone(), |id| Member { id, ..leaf })
            }
            _ => leaf,
        };
        members.push(leaf);
    }
    members.extend(one_text(schemas, sorted.texts, pointer));
    members.extend(one_number(schemas, sorted.numbers, pointer));
    members.extend(sorted.bools.into_iter().take(1));
    members.extend(apart::lists(schemas, sorted.arrays, pointer));
    let objects = apart::objects(schemas, sorted.objects, tag.as_deref(), pointer);
    kept::overlap(schemas, &objects, is_any, pointer);
    members.extend(objects);
    let place = |member: &Member| order.iter().position(|id| *id == member.id).unwrap_or(order.len());
    members.sort_by_key(place);
    match members.as_slice() {
        [] => Form::Any,
        [only] => single(schemas, only.id),
        _ => Form::Union(Rc::new(Union { members, tag })),
    }
}

/// A union with a member that takes any value: what the others are, or any value.
fn or_any(schemas: &mut Schemas<'_>, open: &[SchemaId], known: Members, pointer: &Pointer) -> Form {
    let message = match open.iter().all(|member| schemas.get(*member).is_null()) {
        true => "a member says only `nullable`, which allows any value (`enum: [null]` would be null)",
        false => "one of the members is any value",
    };
    schemas.widened(pointer, "union-with-anything", message);
    match known.of.as_slice() {
        [] => Form::Any,
        [only] => Form::OrAny(*only),
        _ => {
            let made = Schema { pointer: pointer.clone(), unions: vec![known], ..Schema::default() };
            schemas.make(made).map_or(Form::Any, Form::OrAny)
        }
    }
}

/// Whether a member is any value, whatever it is called.
fn is_anything(schemas: &mut Schemas<'_>, member: SchemaId) -> bool {
    let flat = merge::flat(schemas, member);
    let flat = schemas.get(flat);
    flat.unions.is_empty() && !flat.never && flat.kind().is_none() && !flat.has_substance()
}

/// What a union of one member is: another name of a component, or what the member is.
fn single(schemas: &mut Schemas<'_>, only: SchemaId) -> Form {
    let target = merge::target(schemas, only);
    if schemas.get(target).component.is_some() { Form::Same(target) } else { form::form(schemas, target) }
}

/// The schemas that JSON in a string stands for as well: the same JSON as it is.
fn covered(schemas: &mut Schemas<'_>, inner: SchemaId) -> Vec<SchemaId> {
    let target = merge::target(schemas, inner);
    let flat = merge::flat(schemas, target);
    let unions = schemas.get(flat).unions.clone();
    let members = unions.iter().flat_map(|union| &union.of);
    [inner, target].into_iter().chain(members.copied()).collect()
}
