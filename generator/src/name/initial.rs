//! What a field holds before anybody sets it: a constant, or the document's default.

use super::items::Making;
use crate::api::{Integer, Number, Shape, Text, Type};
use crate::rust::{Initial, Ty};
use serde_json::Value;

/// What `new` puts into a field by itself: a constant, or the document's default.
pub(super) fn initial(making: &Making<'_>, ty: &Type, value: &Value) -> Option<Initial> {
    match (ty, value) {
        (Type::Named(id), value) => match &making.api.types.get(id.0)?.shape {
            Shape::Choice(choice) => {
                let at = choice.values.iter().position(|it| it.value == *value)?;
                let variant = making.choices.get(id.0)?.get(at)?;
                Some(Initial::Variant(making.table.names.get(id.0)?.clone(), variant.clone()))
            }
            Shape::Alias(place) if !place.nullable && !making.recursion.is_endless(*id) => {
                initial(making, &place.ty, value)
            }
            _ => None,
        },
        (Type::Bool, Value::Bool(_)) => Some(Initial::Literal(value.clone())),
        (Type::Integer(integer), Value::Number(number)) if fits(*integer, number) => {
            Some(Initial::Literal(value.clone()))
        }
        (Type::Number(Number::Double), Value::Number(number)) if number.as_f64().is_some_and(f64::is_finite) => {
            number.as_f64().map(|number| Initial::Literal(number.into()))
        }
        (Type::Text(Text::Plain | Text::Uri), Value::String(_)) => Some(Initial::Literal(value.clone())),
        _ => None,
    }
    .filter(|it| matches!(it, Initial::Variant(..)) || is_as_written(making, ty))
}

/// Whether the settings leave the row of a type as it is, so that a literal of it is right.
fn is_as_written(making: &Making<'_>, ty: &Type) -> bool {
    match (ty, making.table.ty(ty)) {
        (Type::Integer(_), Ty::Plain(name)) => name.starts_with(['i', 'u']),
        (Type::Number(_), Ty::Plain("f64")) => true,
        (Type::Text(_), Ty::Plain("String")) => true,
        (Type::Bool | Type::Named(_), _) => true,
        _ => false,
    }
}

fn fits(integer: Integer, number: &serde_json::Number) -> bool {
    let within = |low: i64, high: i64| number.as_i64().is_some_and(|it| (low..=high).contains(&it));
    match integer {
        Integer::I8 => within(i8::MIN.into(), i8::MAX.into()),
        Integer::I16 => within(i16::MIN.into(), i16::MAX.into()),
        Integer::I32 => within(i32::MIN.into(), i32::MAX.into()),
        Integer::I64 | Integer::UnixTime => number.is_i64(),
        Integer::U8 => within(0, u8::MAX.into()),
        Integer::U16 => within(0, u16::MAX.into()),
        Integer::U32 => within(0, u32::MAX.into()),
        Integer::U64 => number.is_u64(),
        Integer::Big => false,
    }
}

/// Whether Rust itself would begin with this value.
pub(super) fn is_rusts(initial: &Initial) -> bool {
    match initial {
        Initial::Variant(..) => false,
        Initial::Literal(Value::Bool(value)) => !value,
        Initial::Literal(Value::Number(number)) => number.as_f64() == Some(0.0),
        Initial::Literal(Value::String(text)) => text.is_empty(),
        Initial::Literal(_) => true,
    }
}
