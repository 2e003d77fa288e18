//! `oneOf` and `anyOf`: members that one look can tell apart.

use super::apart;
use super::form::{self, Form, Member, Union};
use super::merge;
use super::schema::{About, Kind, Members, Rest, Schema, SchemaId, Tag};
use super::schemas::Schemas;
use crate::api::{ChoiceValue, Docs, Integer, Number, Text};
use crate::pointer::Pointer;
use indexmap::IndexMap;
use serde_json::Value;
use std::collections::HashSet;
use std::rc::Rc;

/// What a schema with unions is.
pub(super) fn settle(schemas: &mut Schemas<'_>, id: SchemaId, flat: &Schema) -> Form {
    let Some(chosen) = choose(schemas, id, flat) else {
        let base = Schema { unions: Vec::new(), ..flat.clone() };
        let pointer = flat.pointer.clone();
        let base_id = schemas.make(base.clone()).unwrap_or_else(|| schemas.any(&pointer));
        return form::plain(schemas, base_id, &base);
    };
    let mut leaves = Vec::new();
    expand(schemas, id, &chosen, &mut vec![id], &mut leaves);
    let tag = chosen.members.tag.as_ref().map(|tag| tag.property.clone());
    let tag = tag.or_else(|| inherited(schemas, &mut leaves));
    if tag.is_some() {
        leaves.iter_mut().for_each(|leaf| with_tag(schemas, leaf));
    }
    let leaves = dedupe(schemas, leaves);
    decide(schemas, leaves, tag, &flat.pointer)
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
    let unions = vec![Members { of: members.to_vec(), tag: None }];
    let id = schemas.make(Schema { pointer: pointer.clone(), unions, ..Schema::default() })?;
    schemas.eithers.insert(key, id);
    Some(id)
}

/// The union to go on with, and what every member of it shares; `None` where no union matters.
fn choose(schemas: &mut Schemas<'_>, id: SchemaId, flat: &Schema) -> Option<Chosen> {
    if let Some(known) = schemas.chosen.get(&id) {
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
    for union in &flat.unions {
        if base.kind() == Some(Kind::Object) && !base.properties.is_empty() && only_constrain(schemas, &base, union) {
            let message = "which of the keys go together is not in the type: the members only constrain";
            schemas.widened(&flat.pointer, "constraint-ignored", message);
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
            let says = Schema { values: None, format: None, ..Schema::clone(&property) };
            base.properties.contains_key(name) && !says.has_substance()
        });
        let bare = Schema { properties: IndexMap::new(), required: Vec::new(), ..Schema::clone(&flat) };
        kind && keys && !bare.has_substance() && flat.rest != Rest::Any
    })
}

/// The property of the discriminator that every member inherits, its values noted at the members.
fn inherited(schemas: &mut Schemas<'_>, leaves: &mut [Member]) -> Option<String> {
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
fn tag_values(schemas: &mut Schemas<'_>, tag: &Tag, member: SchemaId) -> Vec<Value> {
    let schema = schemas.get(member);
    let key = match (&schema.component, schema.all_of.as_slice()) {
        (Some(key), _) => Some(key.clone()),
        (None, [only]) => schemas.get(*only).component.clone(),
        _ => None,
    };
    let mapped = |target: &String| {
        let last = target.rsplit('/').next().unwrap_or(target);
        let last = Pointer::parse(&format!("/{last}")).and_then(|pointer| pointer.last().map(str::to_owned));
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
        // Constants of the member's own are its own only when they are few: a shared enum lists every member's.
        let own = property.values.iter().flatten().map(|value| &value.value);
        if property.is_constant || values.is_empty() || property.values.as_ref().is_some_and(|own| own.len() == 1) {
            let own: Vec<Value> = own.filter(|value| !values.contains(value)).cloned().collect();
            values.extend(own);
        }
    }
    if values.is_empty() {
        values.extend(key.map(Value::String));
    }
    values
}

/// The members of a union, those of unions in it in their place.
fn expand(
    schemas: &mut Schemas<'_>,
    id: SchemaId,
    chosen: &Chosen,
    open: &mut Vec<SchemaId>,
    leaves: &mut Vec<Member>,
) {
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
                expand(schemas, target, &inner, open, &mut own);
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
}

/// What a member may be called after.
fn hint(schemas: &mut Schemas<'_>, schema: &Schema) -> Option<String> {
    let of_part = || match schema.all_of.as_slice() {
        [only] => schemas.get(*only).component.clone(),
        _ => None,
    };
    let constant = || match schema.values.as_deref() {
        Some([only]) => only.value.as_str().map(str::to_owned),
        _ => None,
    };
    schema.component.clone().or(schema.about.title.clone()).or_else(of_part).or_else(constant)
}

/// Gives each member what stands beside the union.
fn distribute(schemas: &mut Schemas<'_>, whole: SchemaId, base_id: SchemaId, leaves: &mut Vec<Member>) {
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
        let names = base.properties.keys().all(|name| flat.properties.contains_key(name));
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

fn agree(base: Option<Kind>, kind: Kind) -> bool {
    let numbers = [Kind::Integer, Kind::Number];
    base == Some(kind) || base.is_some_and(|base| numbers.contains(&base)) && numbers.contains(&kind)
}

/// An object that does not have the discriminator's property gets it: it would be lost otherwise.
fn with_tag(schemas: &mut Schemas<'_>, leaf: &mut Member) {
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
fn dedupe(schemas: &mut Schemas<'_>, leaves: Vec<Member>) -> Vec<Member> {
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

fn decide(schemas: &mut Schemas<'_>, leaves: Vec<Member>, tag: Option<String>, pointer: &Pointer) -> Form {
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
    let order: Vec<SchemaId> = leaves.iter().map(|leaf| leaf.id).collect();
    let mut sorted = Sorted::default();
    for (leaf, form) in leaves.into_iter().zip(forms) {
        match form {
            Form::Any | Form::Union(_) | Form::Same(_) | Form::Null => {
                let message = match schemas.get(leaf.id).is_null() {
                    true => {
                        "a member says only `nullable`, which allows any value (`enum: [null]` would be null): so does the union"
                    }
                    false => "one of the members is any value: so is the union",
                };
                schemas.widened(pointer, "union-with-anything", message);
                return Form::Any;
            }
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
    members.extend(apart::objects(schemas, sorted.objects, tag.as_deref(), pointer));
    let place = |member: &Member| order.iter().position(|id| *id == member.id).unwrap_or(order.len());
    members.sort_by_key(place);
    match members.as_slice() {
        [] => Form::Any,
        [only] => single(schemas, only.id),
        _ => Form::Union(Rc::new(Union { members, tag })),
    }
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

/// One choice of all constants, where every member is constants.
fn all_listed(schemas: &mut Schemas<'_>, leaves: &[Member], forms: &[Form]) -> Option<Form> {
    let mut all: Vec<ChoiceValue> = Vec::new();
    for (leaf, form) in leaves.iter().zip(forms) {
        let Form::Choice(values) = form else {
            return None;
        };
        let schema = schemas.get(leaf.id);
        for value in values.iter() {
            if all.iter().any(|known| known.value == value.value) {
                continue;
            }
            let mut value = value.clone();
            if values.len() == 1 && schema.component.is_none() {
                value.hint = value.hint.or(schema.about.title.clone());
                value.docs.text = value.docs.text.or(schema.about.text.clone());
                value.docs.deprecated |= schema.about.deprecated;
                value.rust_name = value.rust_name.or(schema.about.rust_name.clone());
            }
            all.push(value);
        }
    }
    Some(Form::Choice(Rc::new(all)))
}

/// The strings of a union are one member: the widest, an open choice where some are constants.
fn one_text(schemas: &mut Schemas<'_>, texts: Vec<(Member, Form)>, pointer: &Pointer) -> Option<Member> {
    let mut texts = texts.into_iter();
    let (first, first_form) = texts.next()?;
    let rest: Vec<(Member, Form)> = texts.collect();
    if rest.is_empty() {
        return Some(first);
    }
    let mut values: Vec<ChoiceValue> = Vec::new();
    let mut formats: Vec<Text> = Vec::new();
    for form in [&first_form].into_iter().chain(rest.iter().map(|(_, form)| form)) {
        match form {
            Form::Choice(listed) => {
                let new: Vec<ChoiceValue> = listed
                    .iter()
                    .filter(|value| !values.iter().any(|known| known.value == value.value))
                    .cloned()
                    .collect();
                values.extend(new);
            }
            Form::Text(text) => formats.push(*text),
            _ => {}
        }
    }
    let secret = formats.contains(&Text::Secret);
    let mut made = Schema { pointer: pointer.clone(), kind: Some(Kind::Text), secret, ..Schema::default() };
    if !values.is_empty() && !secret {
        // A single member that is a choice already is that choice: it is open anyway.
        let choices: Vec<&Member> = [(&first, &first_form)]
            .into_iter()
            .chain(rest.iter().map(|(member, form)| (member, form)))
            .filter(|(_, form)| matches!(form, Form::Choice(_)))
            .map(|(member, _)| member)
            .collect();
        if let [only] = choices.as_slice() {
            return Some((*only).clone());
        }
        made.values = Some(values);
    } else if !secret {
        schemas.widened(pointer, "formats-merged", "strings of several formats: any string");
    }
    let id = schemas.make(made)?;
    Some(Member { id, tags: Vec::new(), hint: None })
}

/// The numbers of a union are one member: the widest.
fn one_number(schemas: &mut Schemas<'_>, numbers: Vec<(Member, Form)>, pointer: &Pointer) -> Option<Member> {
    let first = numbers.first()?.0.clone();
    if numbers.len() == 1 {
        return Some(first);
    }
    let choices: Vec<&(Member, Form)> = numbers.iter().filter(|(_, form)| matches!(form, Form::Choice(_))).collect();
    let whole = |form: &Form| match form {
        Form::Integer(_) => true,
        Form::Choice(values) => values.iter().all(|value| value.value.is_i64()),
        _ => false,
    };
    let is_whole = numbers.iter().all(|(_, form)| whole(form));
    if let ([only], true) = (choices.as_slice(), is_whole) {
        return Some(only.0.clone());
    }
    let decimal = numbers.iter().any(|(_, form)| matches!(form, Form::Number(Number::Decimal)));
    let big = numbers.iter().any(|(_, form)| matches!(form, Form::Integer(Integer::Big | Integer::U64)));
    let format = if decimal {
        Some("decimal".to_owned())
    } else if is_whole && big {
        Some("bigint".to_owned())
    } else {
        None
    };
    let kind = Some(if is_whole { Kind::Integer } else { Kind::Number });
    let id = schemas.make(Schema { pointer: pointer.clone(), kind, format, ..Schema::default() })?;
    Some(Member { id, tags: Vec::new(), hint: None })
}

/// The loosest object that accepts what any of these accepts: every key of theirs, required where it is in each.
pub(super) fn join(schemas: &mut Schemas<'_>, parts: &[SchemaId], pointer: &Pointer) -> Option<SchemaId> {
    let mut all: Vec<SchemaId> = Vec::new();
    for id in parts {
        let (id, form) = form::resolved(schemas, *id);
        let of = if let Form::Object(of) = form { of } else { id };
        let joins = schemas.get(of).joins.clone();
        for part in if joins.is_empty() { vec![id] } else { joins } {
            if !all.contains(&part) {
                all.push(part);
            }
        }
    }
    match all.as_slice() {
        [] => return None,
        [only] => return Some(*only),
        _ => {}
    }
    let mut key = all.clone();
    key.sort();
    if let Some(known) = schemas.joins.get(&key) {
        return Some(*known);
    }
    let made = loosest(schemas, &all, pointer);
    let id = schemas.make(made)?;
    schemas.joins.insert(key, id);
    Some(id)
}

fn loosest(schemas: &mut Schemas<'_>, parts: &[SchemaId], pointer: &Pointer) -> Schema {
    let mut objects: Vec<Rc<Schema>> = Vec::with_capacity(parts.len());
    for part in parts {
        let object = match form::resolved(schemas, *part) {
            (_, Form::Object(of)) => schemas.get(of),
            (id, _) => {
                let flat = merge::flat(schemas, id);
                schemas.get(flat)
            }
        };
        objects.push(object);
    }
    let mut holds: IndexMap<String, Vec<SchemaId>> = IndexMap::new();
    for object in &objects {
        for (name, property) in &object.properties {
            let held = holds.entry(name.clone()).or_default();
            if !held.iter().any(|known| apart::alike(schemas, *known, *property)) {
                held.push(*property);
            }
        }
    }
    let mut properties = IndexMap::new();
    for (name, held) in holds {
        if let Some(id) = either(schemas, &held, pointer) {
            properties.insert(name, id);
        }
    }
    let required = objects.first().map(|first| first.required.clone()).unwrap_or_default();
    let required =
        required.into_iter().filter(|name| objects.iter().all(|object| object.required.contains(name))).collect();
    let mut rests: Vec<SchemaId> = Vec::new();
    let mut rest = if objects.iter().all(|object| object.rest == Rest::Closed) { Rest::Closed } else { Rest::Silent };
    for object in &objects {
        // An object without keys of its own is a map.
        let is_map = object.properties.is_empty() && object.required.is_empty() && object.rest != Rest::Closed;
        match object.rest {
            Rest::Of(of) => rests.push(of),
            _ if !object.patterns.is_empty() => rests.extend(&object.patterns),
            Rest::Any => rest = Rest::Any,
            Rest::Silent if is_map => rest = Rest::Any,
            _ => {}
        }
    }
    if rest != Rest::Any
        && let Some(of) = either(schemas, &rests, pointer)
    {
        rest = Rest::Of(of);
    }
    let joins = parts.to_vec();
    Schema {
        pointer: pointer.clone(),
        kind: Some(Kind::Object),
        properties,
        required,
        rest,
        joins,
        ..Schema::default()
    }
}
