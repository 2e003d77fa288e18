//! `allOf`: many schemas become one without it.

use super::schema::{Kind, Limits, Members, Rest, Schema, SchemaId};
use super::schemas::Schemas;
use crate::api::ChoiceValue;
use std::collections::HashSet;
use std::rc::Rc;

/// The schema without `allOf` that accepts what this one accepts.
pub(super) fn flat(schemas: &mut Schemas<'_>, id: SchemaId) -> SchemaId {
    match schemas.flats.get(id) {
        Some(Some(flat)) => return *flat,
        // A schema that is among its own parts adds nothing to itself.
        Some(None) => return id,
        None => {}
    }
    // Parts before wholes, without recursion: a chain of references may be long.
    let mut open = vec![(id, 0)];
    begin(schemas, id);
    while let Some((next, at)) = open.last_mut() {
        let schema = schemas.get(*next);
        match schema.all_of.get(*at) {
            Some(part) => {
                *at += 1;
                if schemas.flats.get(*part).is_none() && begin(schemas, *part) {
                    open.push((*part, 0));
                }
            }
            None => {
                let next = *next;
                open.pop();
                if schemas.flats.get(next) == Some(&None) {
                    let merged = merge(schemas, &schema);
                    let flat = schemas.make(merged).unwrap_or_else(|| schemas.any(&schema.pointer));
                    schemas.flats.insert(next, Some(flat));
                    schemas.flats.insert(flat, Some(flat));
                }
            }
        }
    }
    schemas.flats.get(id).copied().flatten().unwrap_or(id)
}

/// Notes that a schema is being merged, where there is something to merge.
fn begin(schemas: &mut Schemas<'_>, id: SchemaId) -> bool {
    let has_parts = !schemas.get(id).all_of.is_empty();
    schemas.flats.insert(id, if has_parts { None } else { Some(id) });
    has_parts
}

/// A part of an `allOf`, and what it is without `allOf`.
struct Part {
    id: SchemaId,
    flat: Rc<Schema>,
}

fn merge(schemas: &mut Schemas<'_>, schema: &Rc<Schema>) -> Schema {
    let mut parts: Vec<Part> = Vec::new();
    let mut is_among = false;
    for member in &schema.all_of {
        if parts.iter().any(|part| part.id == *member) {
            continue;
        }
        if schemas.flats.get(*member) == Some(&None) {
            schemas.widened(
                &schema.pointer,
                "endless-all-of",
                "this `allOf` leads back to itself: that part adds nothing",
            );
            continue;
        }
        let flat = flat(schemas, *member);
        let whole = schemas.get(flat);
        let flat = without_descendants(schemas, *member, &whole);
        is_among |= flat.unions.len() < whole.unions.len() && has_strangers(schemas, *member, &whole);
        parts.push(Part { id: *member, flat });
    }
    let mut own = Schema { all_of: Vec::new(), ..Schema::clone(schema) };
    let mut substantial: Vec<usize> = (0..parts.len()).filter(|at| parts[*at].flat.has_substance()).collect();
    if substantial.is_empty() {
        substantial = (0..parts.len()).filter(|at| parts[*at].flat.kind().is_some()).collect();
    }
    if let ([only], false) = (substantial.as_slice(), is_among) {
        let part = &parts[*only];
        let others = parts.iter().enumerate().filter(|(at, _)| at != only).map(|(_, part)| part.flat.as_ref());
        if others.chain([&own]).all(|other| adds_nothing(other, &part.flat)) {
            return same(&own, part, &parts);
        }
    }
    let closed = closes(&own, &parts);
    for part in &parts {
        own = meet(schemas, own, part);
    }
    if closed {
        own.rest = Rest::Closed;
    }
    if is_among && own.rest == Rest::Silent {
        let message = "one of the members of a union that it is part of itself: what other members have is kept";
        schemas.widened(&schema.pointer, "part-of-itself", message);
        own.rest = Rest::Any;
    }
    let mut of_a_kind = parts.iter().filter(|part| part.flat.kind().is_some()).peekable();
    own.nullable |= of_a_kind.peek().is_some() && of_a_kind.all(|part| part.flat.nullable);
    own.pointer = schema.pointer.clone();
    own.component = None;
    own.is_moved = false;
    if own.never {
        schemas.widened(&schema.pointer, "nothing-fits", "no value can be all of these at once: any value");
        return Schema { about: own.about, pointer: own.pointer, nullable: true, ..Schema::default() };
    }
    own
}

/// Whether a part changes nothing of the type that another part is.
fn adds_nothing(part: &Schema, to: &Schema) -> bool {
    let same_kind = part.kind.is_none()
        || part.kind == to.kind()
        || (part.kind, to.kind()) == (Some(Kind::Number), Some(Kind::Integer));
    let required = part.required.iter().all(|name| to.required.contains(name));
    same_kind && required && part.properties.is_empty() && !part.lists_values() && !part.has_other_substance()
}

/// A part, told to readers in the words of the whole.
fn same(own: &Schema, part: &Part, parts: &[Part]) -> Schema {
    let whole = Schema { about: own.about.clone(), component: None, ..Schema::clone(&part.flat) };
    let mut whole = Schema { pointer: own.pointer.clone(), same_as: Some(part.id), ..whole };
    // What stands in the parts without substance is meant for this place.
    for other in parts.iter().filter(|other| other.id != part.id).map(|other| other.flat.as_ref()).chain([own]) {
        whole.nullable |= other.nullable;
        whole.read_only |= other.read_only;
        whole.write_only |= other.write_only;
        whole.default = other.default.clone().or(whole.default);
        whole.about.title = whole.about.title.or(other.about.title.clone());
        whole.about.text = whole.about.text.or(other.about.text.clone());
        whole.about.deprecated |= other.about.deprecated;
        if whole.about.examples.is_empty() {
            whole.about.examples.clone_from(&other.about.examples);
        }
    }
    whole.limits = own.limits.clone();
    whole
}

/// A parent that lists its own children adds their choice to none of them.
fn without_descendants(schemas: &mut Schemas<'_>, id: SchemaId, flat: &Rc<Schema>) -> Rc<Schema> {
    if flat.unions.is_empty() {
        return flat.clone();
    }
    let keep: Vec<bool> =
        flat.unions.iter().map(|union| !union.of.iter().any(|member| extends(schemas, *member, id))).collect();
    if keep.iter().all(|keep| *keep) {
        return flat.clone();
    }
    let unions = flat.unions.iter().zip(keep).filter(|(_, keep)| *keep).map(|(union, _)| union.clone());
    Rc::new(Schema { unions: unions.collect(), ..Schema::clone(flat) })
}

/// Whether a parent that lists its own children lists others, too: then a child may be one of those at the same time.
fn has_strangers(schemas: &mut Schemas<'_>, id: SchemaId, flat: &Schema) -> bool {
    flat.unions.iter().flat_map(|union| &union.of).any(|member| !extends(schemas, *member, id))
}

/// Whether a schema is reached from another through `allOf`.
pub(super) fn extends(schemas: &mut Schemas<'_>, child: SchemaId, base: SchemaId) -> bool {
    if schemas.get(child).all_of.is_empty() {
        return false;
    }
    if let Some(known) = schemas.extends.get(&(child, base)) {
        return *known;
    }
    let mut seen = HashSet::from([child]);
    let mut open = vec![child];
    let mut found = false;
    while let Some(next) = open.pop() {
        for part in &schemas.get(next).all_of {
            found |= *part == base;
            if seen.insert(*part) {
                open.push(*part);
            }
        }
        if found {
            break;
        }
    }
    schemas.extends.insert((child, base), found);
    found
}

/// Whether every part with keys says that there are no others.
fn closes(own: &Schema, parts: &[Part]) -> bool {
    let mut speaking =
        parts.iter().map(|part| part.flat.as_ref()).chain([own]).filter(|part| part.speaks_of_keys()).peekable();
    speaking.peek().is_some() && speaking.all(|part| part.rest == Rest::Closed)
}

/// What both a schema and a part accept.
fn meet(schemas: &mut Schemas<'_>, own: Schema, part: &Part) -> Schema {
    let other = part.flat.as_ref();
    let is_named = schemas.get(part.id).component.is_some();
    let mut met = own;
    let (ours, theirs) = (met.kind(), other.kind());
    met.kind = match (met.kind, other.kind) {
        (None, kind) | (kind, None) => kind,
        (Some(ours), Some(theirs)) if ours == theirs => Some(ours),
        (Some(Kind::Integer | Kind::Number), Some(Kind::Integer | Kind::Number)) => Some(Kind::Integer),
        (Some(_), Some(_)) => {
            met.never = true;
            None
        }
    };
    met.never |= other.never || clash(ours, theirs);
    met.format = match (met.format.take(), &other.format) {
        (None, format) => format.clone(),
        (format, None) => format,
        (Some(ours), Some(theirs)) if ours == *theirs => Some(ours),
        (Some(_), Some(_)) => {
            schemas.widened(&met.pointer, "formats-differ", "the parts of this `allOf` have different formats: none");
            None
        }
    };
    met.values = values(schemas, &met, other);
    met.is_constant |= other.is_constant;
    met.secret |= other.secret;
    met.embedded = met.embedded.or(other.embedded);
    for (name, theirs) in &other.properties {
        match met.properties.get(name).copied() {
            None => {
                met.properties.insert(name.clone(), *theirs);
            }
            Some(ours) => {
                let both = both(schemas, ours, *theirs);
                met.properties.insert(name.clone(), both);
            }
        }
    }
    for name in &other.required {
        if !met.required.contains(name) {
            met.required.push(name.clone());
        }
    }
    met.rest = rest(schemas, met.rest, other.rest);
    met.patterns.extend(&other.patterns);
    met.conditional.extend(&other.conditional);
    met.items = match (met.items, other.items) {
        (Some(ours), Some(theirs)) => Some(both(schemas, ours, theirs)),
        (ours, theirs) => ours.or(theirs),
    };
    if met.places.is_empty() {
        met.places.clone_from(&other.places);
    }
    let new: Vec<Members> = other.unions.iter().filter(|union| !met.unions.contains(union)).cloned().collect();
    met.unions.extend(new);
    met.tag = met.tag.or(other.tag.clone());
    met.read_only |= other.read_only;
    met.write_only |= other.write_only;
    met.default = met.default.or(other.default.clone());
    met.limits = limits(met.limits, other.limits.as_deref());
    if !is_named {
        met.about.title = met.about.title.or(other.about.title.clone());
        met.about.text = met.about.text.or(other.about.text.clone());
        met.about.deprecated |= other.about.deprecated;
        if met.about.examples.is_empty() {
            met.about.examples.clone_from(&other.about.examples);
        }
    }
    met.same_as = None;
    met
}

/// Whether no value is of both kinds.
fn clash(ours: Option<Kind>, theirs: Option<Kind>) -> bool {
    match (ours, theirs) {
        (Some(ours), Some(theirs)) => {
            let numbers = [Kind::Integer, Kind::Number];
            ours != theirs && !(numbers.contains(&ours) && numbers.contains(&theirs))
        }
        _ => false,
    }
}

fn values(schemas: &mut Schemas<'_>, met: &Schema, other: &Schema) -> Option<Vec<ChoiceValue>> {
    let (ours, theirs) = match (&met.values, &other.values) {
        (Some(ours), Some(theirs)) => (ours, theirs),
        (ours, theirs) => return ours.clone().or(theirs.clone()),
    };
    let allowed: HashSet<String> = theirs.iter().map(|value| value.value.to_string()).collect();
    let common: Vec<ChoiceValue> =
        ours.iter().filter(|value| allowed.contains(&value.value.to_string())).cloned().collect();
    if common.is_empty() && !(ours.is_empty() || theirs.is_empty()) {
        schemas.widened(
            &met.pointer,
            "values-differ",
            "the parts of this `allOf` have no constant in common: all of them",
        );
        return Some(ours.iter().chain(theirs).cloned().collect());
    }
    Some(common)
}

fn rest(schemas: &mut Schemas<'_>, ours: Rest, theirs: Rest) -> Rest {
    match (ours, theirs) {
        (Rest::Of(ours), Rest::Of(theirs)) => Rest::Of(both(schemas, ours, theirs)),
        (Rest::Of(of), _) | (_, Rest::Of(of)) => Rest::Of(of),
        (Rest::Any, _) | (_, Rest::Any) => Rest::Any,
        _ => Rest::Silent,
    }
}

/// The stricter of both; only readers see them.
fn limits(ours: Option<Box<Limits>>, theirs: Option<&Limits>) -> Option<Box<Limits>> {
    let Some(theirs) = theirs else {
        return ours;
    };
    let Some(mut ours) = ours else {
        return Some(Box::new(theirs.clone()));
    };
    ours.minimum = ours.minimum.or(theirs.minimum.clone());
    ours.maximum = ours.maximum.or(theirs.maximum.clone());
    ours.exclusive_minimum |= theirs.exclusive_minimum;
    ours.exclusive_maximum |= theirs.exclusive_maximum;
    ours.multiple_of = ours.multiple_of.or(theirs.multiple_of.clone());
    ours.min_length = ours.min_length.max(theirs.min_length);
    ours.max_length = ours.max_length.or(theirs.max_length);
    ours.pattern = ours.pattern.or(theirs.pattern.clone());
    ours.min_items = ours.min_items.max(theirs.min_items);
    ours.max_items = ours.max_items.or(theirs.max_items);
    ours.unique_items |= theirs.unique_items;
    ours.min_properties = ours.min_properties.max(theirs.min_properties);
    ours.max_properties = ours.max_properties.or(theirs.max_properties);
    ours.content = ours.content.or(theirs.content.clone());
    ours.told.extend(theirs.told.iter().cloned());
    ours.told.dedup();
    Some(ours)
}

/// What both schemas accept: made once for the same parts, so that recursion through it ends.
pub(super) fn both(schemas: &mut Schemas<'_>, ours: SchemaId, theirs: SchemaId) -> SchemaId {
    if ours == theirs || extends(schemas, ours, theirs) {
        return ours;
    }
    if extends(schemas, theirs, ours) {
        return theirs;
    }
    let mut parts: Vec<SchemaId> = Vec::new();
    for id in [ours, theirs] {
        let meets = schemas.get(id).meets.clone();
        for part in if meets.is_empty() { vec![id] } else { meets } {
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
    }
    if let [only] = parts.as_slice() {
        return *only;
    }
    let mut key = parts.clone();
    key.sort();
    if let Some(known) = schemas.meets.get(&key) {
        return *known;
    }
    let pointer = schemas.get(ours).pointer.clone();
    let made = Schema { pointer: pointer.clone(), all_of: parts.clone(), meets: parts, ..Schema::default() };
    let id = schemas.make(made).unwrap_or_else(|| schemas.any(&pointer));
    schemas.meets.insert(key, id);
    id
}

/// The schema that this one is, but for what it tells a reader.
pub(super) fn target(schemas: &mut Schemas<'_>, id: SchemaId) -> SchemaId {
    let mut id = id;
    for _ in 0..64 {
        let flat = flat(schemas, id);
        match schemas.get(flat).same_as {
            Some(other) => id = other,
            None => break,
        }
    }
    id
}

/// Whether a schema is one of several.
pub(super) fn is_union(schemas: &mut Schemas<'_>, id: SchemaId) -> bool {
    let flat = flat(schemas, id);
    let flat = schemas.get(flat);
    !flat.unions.is_empty() && flat.values.is_none()
}
