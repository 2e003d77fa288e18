//! Values of a schema, made from it: whether they are valid is for the validator to say.

use super::dice::Dice;
use super::schemas::Schemas;
use super::text;
use serde_json::{Map, Number, Value, json};

/// How deep optional parts go, and how deep anything does.
const SHALLOW: usize = 5;
const DEEP: usize = 14;

/// The value of this number of a component schema.
pub(super) fn value(schemas: &Schemas, key: &str, number: usize) -> Option<Value> {
    let schema = schemas.get(key)?;
    of(schemas, &[schema], &mut Dice::new(key, number), 0)
}

/// A value that fits all of these schemas.
fn of(schemas: &Schemas, all: &[&Value], dice: &mut Dice, depth: usize) -> Option<Value> {
    if depth > DEEP {
        return None;
    }
    dice.count();
    let parts = flatten(schemas, all, dice)?;
    if let Some(listed) = listed(&parts) {
        return listed.get(dice.one_of(listed.len())).cloned();
    }
    let mut kinds = kinds(&parts);
    if kinds.is_empty() && parts.maps.iter().any(|map| map.contains_key("type")) {
        // Members that were taken together have no kind in common.
        return None;
    }
    if kinds.contains(&"null") {
        if kinds.len() == 1 || dice.is_null() {
            return Some(Value::Null);
        }
        kinds.retain(|kind| *kind != "null");
    }
    let salt = dice.salt();
    let kind = kinds.get(dice.one_of(kinds.len())).copied();
    let examples: Vec<&Value> = parts.maps.iter().flat_map(|map| examples(map)).collect();
    if depth > 0 && salt.is_multiple_of(3) && !examples.is_empty() {
        return examples.get(salt % examples.len()).map(|example| (*example).clone());
    }
    match kind {
        Some("object") => object(schemas, &parts, dice, depth),
        Some("array") => array(schemas, &parts, dice, depth),
        Some("string") => text::text(&parts.maps, salt).map(Value::String),
        Some("integer") => number(&parts.maps, true, dice),
        Some("number") => number(&parts.maps, false, dice),
        Some("boolean") => Some(Value::Bool(dice.one_of(2) == 0)),
        _ => Some(anything(dice)),
    }
}

/// Schemas without references and compositions, and what a discriminator says.
struct Parts<'a> {
    maps: Vec<&'a Map<String, Value>>,
    tags: Vec<(String, String)>,
}

/// All that has to hold, one member of each union chosen.
fn flatten<'a>(schemas: &'a Schemas, all: &[&'a Value], dice: &mut Dice) -> Option<Parts<'a>> {
    let mut parts = Parts { maps: Vec::new(), tags: Vec::new() };
    let mut open: Vec<&Value> = all.iter().rev().copied().collect();
    let mut steps = 0;
    while let Some(schema) = open.pop() {
        steps += 1;
        if steps > 400 {
            return None;
        }
        let map = match schema {
            Value::Bool(true) => continue,
            Value::Object(map) => map,
            _ => return None,
        };
        if let Some(reference) = map.get("$ref").and_then(Value::as_str) {
            open.push(schemas.resolve(reference)?);
        }
        open.extend(map.get("allOf").and_then(Value::as_array).into_iter().flatten());
        for word in ["oneOf", "anyOf"] {
            let members = map.get(word).and_then(Value::as_array).filter(|members| !members.is_empty());
            let Some(members) = members else { continue };
            let at = dice.one_of(members.len());
            let member = members.get(at)?;
            open.push(member);
            if !dice.is_odd() {
                parts.tags.extend(tag(map, member));
            } else if word == "anyOf" {
                open.extend(members.get((at + 1) % members.len()).filter(|_| members.len() > 1));
            }
        }
        parts.maps.push(map);
    }
    Some(parts)
}

/// The discriminator's property and its value for a member.
fn tag(map: &Map<String, Value>, member: &Value) -> Option<(String, String)> {
    let discriminator = map.get("discriminator")?;
    let property = discriminator.get("propertyName")?.as_str()?;
    let reference = member.get("$ref")?.as_str()?;
    let own = reference.rsplit('/').next()?;
    let mapping = discriminator.get("mapping").and_then(Value::as_object);
    let mapped = mapping.and_then(|mapping| {
        let found = mapping.iter().find(|(_, target)| target.as_str().is_some_and(|it| it == reference || it == own));
        found.map(|(value, _)| value.clone())
    });
    Some((property.to_owned(), mapped.unwrap_or_else(|| own.to_owned())))
}

/// The constants, where they are listed.
fn listed(parts: &Parts<'_>) -> Option<Vec<Value>> {
    let lists: Vec<Vec<Value>> = parts
        .maps
        .iter()
        .filter_map(|map| match (map.get("const"), map.get("enum")) {
            (Some(value), _) => Some(vec![value.clone()]),
            (None, Some(Value::Array(values))) => Some(values.clone()),
            _ => None,
        })
        .collect();
    let (first, rest) = lists.split_first()?;
    Some(first.iter().filter(|value| rest.iter().all(|list| list.contains(value))).cloned().collect())
}

fn kinds<'a>(parts: &Parts<'a>) -> Vec<&'a str> {
    let mut kinds: Option<Vec<&str>> = None;
    for map in &parts.maps {
        let own: Vec<&str> = match map.get("type") {
            Some(Value::String(kind)) => vec![kind],
            Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).collect(),
            _ => continue,
        };
        let fits = |kind: &&str| own.contains(kind) || *kind == "integer" && own.contains(&"number");
        kinds = Some(match kinds {
            None => own,
            Some(known) => known.into_iter().filter(fits).collect(),
        });
    }
    kinds.unwrap_or_else(|| {
        let has = |words: &[&str]| parts.maps.iter().any(|map| words.iter().any(|word| map.contains_key(*word)));
        if has(&["properties", "required", "additionalProperties", "patternProperties"]) {
            vec!["object"]
        } else if has(&["items", "prefixItems"]) {
            vec!["array"]
        } else if has(&["minLength", "maxLength", "pattern", "format"]) {
            vec!["string"]
        } else if has(&["minimum", "maximum", "multipleOf"]) {
            vec!["number"]
        } else {
            Vec::new()
        }
    })
}

fn examples(map: &Map<String, Value>) -> Vec<&Value> {
    let more = map.get("examples").and_then(Value::as_array).into_iter().flatten();
    map.get("example").into_iter().chain(map.get("default")).chain(more).collect()
}

fn object(schemas: &Schemas, parts: &Parts<'_>, dice: &mut Dice, depth: usize) -> Option<Value> {
    let mut object = Map::new();
    let required: Vec<&str> = words(&parts.maps, "required");
    let mut names: Vec<&str> = Vec::new();
    for map in &parts.maps {
        names.extend(
            map.get("properties").and_then(Value::as_object).into_iter().flat_map(Map::keys).map(String::as_str),
        );
    }
    names.extend(&required);
    for name in names {
        let must = required.contains(&name);
        if object.contains_key(name) || !must && (depth > SHALLOW || !dice.is_there()) {
            continue;
        }
        if let Some((_, value)) = parts.tags.iter().find(|(tag, _)| tag == name) {
            object.insert(name.to_owned(), Value::String(value.clone()));
            continue;
        }
        let of_name = |map: &&'_ &Map<String, Value>| map.get("properties").is_some_and(|it| it.get(name).is_some());
        let mut all: Vec<&Value> = parts.maps.iter().filter(of_name).map(|map| &map["properties"][name]).collect();
        if all.is_empty() {
            all.extend(parts.maps.iter().filter_map(|map| map.get("additionalProperties")).filter(|it| it.is_object()));
        }
        match of(schemas, &all, dice, depth + 1) {
            Some(value) => {
                object.insert(name.to_owned(), value);
            }
            None if must => return None,
            None => {}
        }
    }
    for (tag, value) in &parts.tags {
        object.entry(tag).or_insert_with(|| Value::String(value.clone()));
    }
    rest(schemas, parts, &mut object, dice, depth);
    Some(Value::Object(object))
}

/// Keys that no property names, where the schema speaks of them.
fn rest(schemas: &Schemas, parts: &Parts<'_>, object: &mut Map<String, Value>, dice: &mut Dice, depth: usize) {
    let least = parts.maps.iter().filter_map(|map| map.get("minProperties")?.as_u64()).max().unwrap_or(0);
    let is_closed = parts.maps.iter().any(|map| map.get("additionalProperties") == Some(&Value::Bool(false)));
    for map in &parts.maps {
        for (pattern, schema) in map.get("patternProperties").and_then(Value::as_object).into_iter().flatten() {
            let key = text::matching(pattern, dice.salt());
            if let (true, Some(key), Some(value)) = (dice.is_there(), key, of(schemas, &[schema], dice, depth + 1)) {
                object.entry(key).or_insert(value);
            }
        }
        let Some(schema) = map.get("additionalProperties").filter(|it| it.is_object() || **it == Value::Bool(true))
        else {
            continue;
        };
        let names = map.get("propertyNames").map(|names| of(schemas, &[names], dice, depth + 1));
        for at in 0..2 {
            let is_wanted = dice.is_there() && depth <= SHALLOW || (object.len() as u64) < least;
            let key = match &names {
                Some(Some(Value::String(name))) => name.clone(),
                Some(_) => continue,
                None => text::key(dice.salt() + at),
            };
            if let (true, false, Some(value)) = (is_wanted, is_closed, of(schemas, &[schema], dice, depth + 1)) {
                object.entry(key).or_insert(value);
            }
        }
    }
}

fn words<'a>(maps: &[&'a Map<String, Value>], word: &str) -> Vec<&'a str> {
    maps.iter().filter_map(|map| map.get(word)?.as_array()).flatten().filter_map(Value::as_str).collect()
}

fn array(schemas: &Schemas, parts: &Parts<'_>, dice: &mut Dice, depth: usize) -> Option<Value> {
    let most = |word: &str| parts.maps.iter().filter_map(|map| map.get(word)?.as_u64()).max();
    let least = most("minItems").unwrap_or(0) as usize;
    let limit = parts.maps.iter().filter_map(|map| map.get("maxItems")?.as_u64()).min().unwrap_or(64) as usize;
    let is_set = parts.maps.iter().any(|map| map.get("uniqueItems") == Some(&Value::Bool(true)));
    let places: Vec<&Value> =
        parts.maps.iter().filter_map(|map| map.get("prefixItems")?.as_array()).flatten().collect();
    let wanted = if depth <= SHALLOW && dice.is_there() { 1 + dice.one_of(2) } else { 0 };
    let count = wanted.max(places.len()).max(least).min(limit);
    let all: Vec<&Value> = parts.maps.iter().filter_map(|map| map.get("items")).collect();
    let mut items = Vec::new();
    for at in 0..count {
        let place: &[&Value] = places.get(at..=at).unwrap_or(&all);
        match of(schemas, place, dice, depth + 1) {
            Some(item) if !(is_set && items.contains(&item)) => items.push(item),
            Some(_) => {}
            None if at < least => return None,
            None => break,
        }
    }
    Some(Value::Array(items))
}

fn number(maps: &[&Map<String, Value>], is_integer: bool, dice: &mut Dice) -> Option<Value> {
    let bound = |word: &'static str| maps.iter().filter_map(move |map| map.get(word)?.as_f64());
    let format = maps.iter().find_map(|map| map.get("format")?.as_str()).unwrap_or_default();
    let (least, most) = range(format);
    let low = bound("minimum").chain(bound("exclusiveMinimum")).fold(least, f64::max);
    let high = bound("maximum").chain(bound("exclusiveMaximum")).fold(most, f64::min);
    let step = bound("multipleOf").next().filter(|step| *step > 0.0);
    let salt = dice.salt() as i64;
    let mut candidates: Vec<Value> = vec![json!(1), json!(0), json!(salt), json!(-salt)];
    candidates.extend([low, high, low + 1.0, high - 1.0].iter().filter(|it| it.is_finite()).map(|it| whole(*it)));
    if let Some(step) = step {
        candidates =
            [0.0, 1.0, 3.0].iter().map(|times| whole((low.max(0.0) / step).ceil() * step + times * step)).collect();
    }
    if is_integer && step.is_none() {
        candidates.extend([json!(9_007_199_254_740_993_i64), json!(2.0), json!(i64::MAX), json!(i64::MIN), json!(1e3)]);
    } else if step.is_none() {
        candidates.extend([json!(1.5), json!(-0.25), json!(1e21), json!(salt as f64 / 8.0), json!(0.1), json!(1e-7)]);
    }
    let fits = |value: &Value| value.as_f64().is_some_and(|it| it >= low && it <= high);
    candidates.retain(fits);
    if candidates.is_empty() && low.is_finite() && high.is_finite() && !is_integer {
        candidates.push(json!((low + high) / 2.0));
    }
    candidates.get(dice.one_of(candidates.len())).cloned()
}

/// What a format allows, which validators do not check.
fn range(format: &str) -> (f64, f64) {
    match format {
        "int8" => (-128.0, 127.0),
        "uint8" => (0.0, 255.0),
        "int16" => (-32_768.0, 32_767.0),
        "uint16" => (0.0, 65_535.0),
        "int32" => (-2_147_483_648.0, 2_147_483_647.0),
        "uint32" => (0.0, 4_294_967_295.0),
        "uint" | "uint64" => (0.0, f64::INFINITY),
        _ => (f64::NEG_INFINITY, f64::INFINITY),
    }
}

/// A number without a fraction as an integer.
fn whole(number: f64) -> Value {
    if number.fract() == 0.0 && number.abs() < 9e15 {
        Value::from(number as i64)
    } else {
        Number::from_f64(number).map_or(Value::Null, Value::Number)
    }
}

fn anything(dice: &mut Dice) -> Value {
    let all = [
        json!("text"),
        json!({"a": {"b": [1, null]}}),
        json!(1),
        json!([true, "a"]),
        json!(false),
        json!(1.5),
        json!({}),
    ];
    all.get(dice.one_of(all.len())).cloned().unwrap_or_default()
}
