//! What a schema is, in one word: the decision that its type, and what can be seen of its values, follow from.

use super::merge;
use super::schema::{Kind, Rest, Schema, SchemaId};
use super::schemas::Schemas;
use super::union;
use crate::api::{ChoiceValue, Integer, Kinds, Number, Text};
use serde_json::Value;
use std::rc::Rc;

/// What a schema is.
#[derive(Clone, Debug)]
pub(super) enum Form {
    Any,
    Null,
    Bool,
    Integer(Integer),
    Number(Number),
    Text(Text),
    /// JSON in a string.
    Embedded(Option<SchemaId>),
    Choice(Rc<Vec<ChoiceValue>>),
    /// A list of this; of anything.
    Array(Option<SchemaId>),
    /// A list with these places, and what may follow them.
    Tuple(SchemaId),
    /// An object whose keys are data.
    Map(Option<SchemaId>),
    /// An object with the keys of this schema.
    Object(SchemaId),
    /// One of several.
    Union(Rc<Union>),
    /// This, or any other value.
    OrAny(SchemaId),
    /// What another schema is.
    Same(SchemaId),
}

/// Members that can be told apart.
#[derive(Clone, Debug)]
pub(super) struct Union {
    pub(super) members: Vec<Member>,
    pub(super) tag: Option<String>,
}

/// A member of a union.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) id: SchemaId,
    /// What the discriminators say of it: property and values.
    pub(super) tags: Vec<(String, Vec<Value>)>,
    /// What it may be called after.
    pub(super) hint: Option<String>,
}

/// What a schema is.
pub(super) fn form(schemas: &mut Schemas<'_>, id: SchemaId) -> Form {
    match schemas.forms.get(id) {
        Some(Some(form)) => return form.clone(),
        Some(None) => return Form::Any,
        None => {}
    }
    schemas.forms.insert(id, None);
    let flat_id = merge::flat(schemas, id);
    let flat = schemas.get(flat_id);
    let form = match flat.same_as {
        Some(other) if other != id => Form::Same(other),
        _ if !flat.unions.is_empty() && flat.values.is_none() => union::settle(schemas, id, &flat),
        _ => plain(schemas, flat_id, &flat),
    };
    schemas.forms.insert(id, Some(form.clone()));
    form
}

/// What a schema is, other names of it passed over; and the one that is so.
pub(super) fn resolved(schemas: &mut Schemas<'_>, id: SchemaId) -> (SchemaId, Form) {
    let mut id = id;
    for _ in 0..64 {
        match form(schemas, id) {
            Form::Same(other) => id = other,
            form => return (id, form),
        }
    }
    (id, Form::Any)
}

/// What a schema is meant to be, where anything may stand in its place too; and the one that is so.
pub(super) fn meant(schemas: &mut Schemas<'_>, id: SchemaId) -> (SchemaId, Form) {
    match resolved(schemas, id) {
        (_, Form::OrAny(known)) => resolved(schemas, known),
        known => known,
    }
}

/// What a schema without `allOf` and unions is.
pub(super) fn plain(schemas: &mut Schemas<'_>, id: SchemaId, flat: &Schema) -> Form {
    if flat.never {
        return Form::Any;
    }
    if let Some(values) = &flat.values
        && let Some(form) = listed(schemas, flat, values)
    {
        return form;
    }
    schemas.has_assumed_kinds |= flat.kind.is_none() && flat.kind().is_some();
    match flat.kind() {
        None => Form::Any,
        Some(Kind::Bool) => Form::Bool,
        Some(Kind::Integer) => {
            let (integer, is_wider) = schemas.formats.integer_of(flat);
            schemas.has_open_integers |= schemas.formats.is_open_integer(flat);
            if is_wider {
                let message = "the schema mentions a number that its format does not hold: a wider integer";
                schemas.widened(&flat.pointer, "wider-integer", message);
            }
            Form::Integer(integer)
        }
        Some(Kind::Number) => Form::Number(schemas.formats.number(flat.format.as_deref().unwrap_or_default())),
        Some(Kind::Text) => text(schemas, flat),
        Some(Kind::Array) if !flat.places.is_empty() => Form::Tuple(id),
        Some(Kind::Array) => Form::Array(flat.items),
        Some(Kind::Object) => object(schemas, id, flat),
    }
}

fn text(schemas: &mut Schemas<'_>, flat: &Schema) -> Form {
    if flat.secret {
        return Form::Text(Text::Secret);
    }
    if let Some(inner) = flat.embedded {
        return Form::Embedded(inner);
    }
    let text = flat.format.as_deref().map_or(Text::Plain, |format| schemas.formats.text(format));
    Form::Text(text)
}

fn object(schemas: &mut Schemas<'_>, id: SchemaId, flat: &Schema) -> Form {
    if !flat.properties.is_empty() || !flat.required.is_empty() || !flat.conditional.is_empty() {
        return Form::Object(id);
    }
    match (flat.rest, flat.patterns.as_slice()) {
        (Rest::Silent | Rest::Closed, [only]) => Form::Map(Some(*only)),
        (_, [_, ..]) => {
            schemas.widened(&flat.pointer, "patterns-merged", "the keys hold what any of the patterns allows");
            Form::Map(rest(schemas, flat))
        }
        (Rest::Of(of), []) => Form::Map(Some(of)),
        (Rest::Closed, []) => Form::Object(id),
        (Rest::Silent | Rest::Any, []) => Form::Map(None),
    }
}

/// What the keys hold that no property names; `None`: anything.
pub(super) fn rest(schemas: &mut Schemas<'_>, flat: &Schema) -> Option<SchemaId> {
    match (flat.rest, flat.patterns.as_slice()) {
        (Rest::Of(of), []) => Some(of),
        (Rest::Silent | Rest::Closed, patterns) => union::either(schemas, patterns, &flat.pointer),
        (Rest::Of(of), patterns) => {
            let all: Vec<SchemaId> = [of].iter().chain(patterns).copied().collect();
            union::either(schemas, &all, &flat.pointer)
        }
        (Rest::Any, _) => None,
    }
}

/// What a list of constants is; `None` where they are no scalars.
fn listed(schemas: &mut Schemas<'_>, flat: &Schema, values: &[ChoiceValue]) -> Option<Form> {
    if values.is_empty() {
        return Some(if flat.nullable { Form::Null } else { Form::Any });
    }
    if values.iter().any(|value| value.value.is_array() || value.value.is_object()) {
        schemas.widened(
            &flat.pointer,
            "constants-widened",
            "constants that are lists or objects: any value of their kind",
        );
        let is_object = |value: &ChoiceValue| value.value.is_object();
        return match flat.kind() {
            Some(_) => None,
            None if values.iter().all(is_object) => Some(Form::Map(None)),
            None if values.iter().all(|value| value.value.is_array()) => Some(Form::Array(None)),
            None => Some(Form::Any),
        };
    }
    if values.iter().all(|value| value.value.is_boolean()) {
        return Some(Form::Bool);
    }
    let fits = |value: &ChoiceValue| match flat.kind() {
        Some(Kind::Text) => value.value.is_string(),
        Some(Kind::Integer | Kind::Number) => value.value.is_number(),
        _ => true,
    };
    if flat.secret {
        return None;
    }
    if !values.iter().all(fits) {
        schemas.broken(
            &flat.pointer,
            "constants-of-another-kind",
            "the constants are not of the kind that `type` says",
        );
    }
    Some(Form::Choice(Rc::new(values.to_vec())))
}

/// Whether null is a value.
pub(super) fn nullable(schemas: &mut Schemas<'_>, id: SchemaId) -> bool {
    nullable_within(schemas, id, &mut Vec::new())
}

fn nullable_within(schemas: &mut Schemas<'_>, id: SchemaId, open: &mut Vec<SchemaId>) -> bool {
    let flat = merge::flat(schemas, id);
    let flat = schemas.get(flat);
    if flat.nullable {
        return true;
    }
    if open.contains(&id) || open.len() > 64 {
        return open.len() > 64;
    }
    open.push(id);
    let nullable = flat.values.is_none()
        && flat.unions.iter().any(|union| union.of.iter().any(|member| nullable_within(schemas, *member, open)));
    open.pop();
    nullable
}

/// Whether a schema's values are neither lists nor objects.
pub(super) fn is_flat(schemas: &mut Schemas<'_>, id: SchemaId) -> bool {
    let kinds = kinds(schemas, id);
    !kinds.object && !kinds.array
}

/// The kinds of JSON that a schema's values have.
pub(super) fn kinds(schemas: &mut Schemas<'_>, id: SchemaId) -> Kinds {
    if let Some(known) = schemas.kinds.get(id) {
        return *known;
    }
    let mut is_whole = true;
    let kinds = kinds_within(schemas, id, &mut Vec::new(), &mut is_whole);
    if is_whole {
        schemas.kinds.insert(id, kinds);
    }
    kinds
}

const ANYTHING: Kinds =
    Kinds { null: true, bool: true, integer: true, number: true, string: true, array: true, object: true };

fn kinds_within(schemas: &mut Schemas<'_>, id: SchemaId, open: &mut Vec<SchemaId>, is_whole: &mut bool) -> Kinds {
    if open.len() > 64 {
        return ANYTHING;
    }
    if open.contains(&id) {
        *is_whole = false;
        return Kinds::default();
    }
    let flat_id = merge::flat(schemas, id);
    let flat = schemas.get(flat_id);
    let mut kinds = Kinds::default();
    if flat.unions.is_empty() || flat.values.is_some() {
        let plain = plain(schemas, flat_id, &flat);
        open.push(id);
        kinds = match plain {
            Form::Embedded(Some(inner)) => {
                joined(kinds_within(schemas, inner, open, is_whole), Kinds { string: true, ..Kinds::default() })
            }
            form => kinds_of(&form),
        };
        open.pop();
    } else {
        open.push(id);
        for member in flat.unions.iter().take(1).flat_map(|union| &union.of) {
            kinds = joined(kinds, kinds_within(schemas, *member, open, is_whole));
        }
        open.pop();
        if let Some(kind) = flat.kind() {
            kinds = common(kinds, of_kind(kind));
        }
    }
    kinds.null |= flat.nullable;
    kinds
}

/// The kinds of what is no other name and no union.
fn kinds_of(form: &Form) -> Kinds {
    let none = Kinds::default();
    match form {
        Form::Null => Kinds { null: true, ..none },
        Form::Bool => of_kind(Kind::Bool),
        Form::Integer(_) => of_kind(Kind::Integer),
        Form::Number(_) => of_kind(Kind::Number),
        Form::Text(_) => of_kind(Kind::Text),
        Form::Choice(values) => values.iter().fold(none, |kinds, value| joined(kinds, of_value(&value.value))),
        Form::Array(_) | Form::Tuple(_) => of_kind(Kind::Array),
        Form::Map(_) | Form::Object(_) => of_kind(Kind::Object),
        Form::Any | Form::Embedded(_) | Form::Union(_) | Form::OrAny(_) | Form::Same(_) => ANYTHING,
    }
}

fn of_kind(kind: Kind) -> Kinds {
    let none = Kinds::default();
    match kind {
        Kind::Bool => Kinds { bool: true, ..none },
        Kind::Integer => Kinds { integer: true, ..none },
        Kind::Number => Kinds { integer: true, number: true, ..none },
        Kind::Text => Kinds { string: true, ..none },
        Kind::Array => Kinds { array: true, ..none },
        Kind::Object => Kinds { object: true, ..none },
    }
}

/// The kinds of a constant.
pub(super) fn of_value(value: &Value) -> Kinds {
    match value {
        Value::Null => Kinds { null: true, ..Kinds::default() },
        Value::Bool(_) => of_kind(Kind::Bool),
        Value::Number(number) if number.is_i64() || number.is_u64() => of_kind(Kind::Integer),
        Value::Number(_) => of_kind(Kind::Number),
        Value::String(_) => of_kind(Kind::Text),
        Value::Array(_) => of_kind(Kind::Array),
        Value::Object(_) => of_kind(Kind::Object),
    }
}

/// The kinds of either.
pub(super) fn joined(ours: Kinds, theirs: Kinds) -> Kinds {
    Kinds {
        null: ours.null | theirs.null,
        bool: ours.bool | theirs.bool,
        integer: ours.integer | theirs.integer,
        number: ours.number | theirs.number,
        string: ours.string | theirs.string,
        array: ours.array | theirs.array,
        object: ours.object | theirs.object,
    }
}

/// The kinds of both.
pub(super) fn common(ours: Kinds, theirs: Kinds) -> Kinds {
    Kinds {
        null: ours.null & theirs.null,
        bool: ours.bool & theirs.bool,
        integer: ours.integer & theirs.integer,
        number: ours.number & theirs.number,
        string: ours.string & theirs.string,
        array: ours.array & theirs.array,
        object: ours.object & theirs.object,
    }
}
