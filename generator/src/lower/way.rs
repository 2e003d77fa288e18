//! From a type and a JSON pointer to the way from one to the other.

use crate::api::{Definition, Shape, Type, TypeId, Use, Way};

/// What may stand at the end of a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// A string, or a number that is read as one.
    Text,
    /// Anything.
    Anything,
}

/// Why there is no way.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct NoWay {
    /// The type that has no such name.
    pub(super) at: Option<TypeId>,
    /// The names that it has.
    pub(super) names: Vec<String>,
}

/// Finds the way from a type to what a pointer names in it. A union is entered through every member that has it.
pub(super) fn way(types: &[Definition], from: &Use, segments: &[&str], end: End) -> Result<Way, NoWay> {
    match &from.ty {
        Type::Any => {
            Ok(Way::Any(segments.iter().map(|it| format!("/{}", it.replace('~', "~0").replace('/', "~1"))).collect()))
        }
        Type::Embedded(inner) => way(types, inner, segments, end).map(Box::new).map(Way::Embedded),
        Type::OrAny(known) => {
            let known = Use { ty: Type::clone(known), nullable: false };
            way(types, &known, segments, end).map(Box::new).map(Way::Known)
        }
        Type::Named(id) => named(types, *id, segments, end),
        Type::Array(items) if !segments.is_empty() => match segments.split_first() {
            Some((first, rest)) => {
                let place = first.parse().map_err(|_| NoWay::default())?;
                way(types, items, rest, end).map(|then| Way::Place(place, Box::new(then)))
            }
            None => Err(NoWay::default()),
        },
        Type::Text(_) | Type::Integer(_) | Type::Number(_) if segments.is_empty() => Ok(Way::Here),
        _ if segments.is_empty() && end == End::Anything => Ok(Way::Here),
        _ => Err(NoWay::default()),
    }
}

fn named(types: &[Definition], id: TypeId, segments: &[&str], end: End) -> Result<Way, NoWay> {
    match types.get(id.0).map(|definition| &definition.shape) {
        Some(Shape::Alias(other)) => way(types, other, segments, end).map(|then| Way::Alias(id, Box::new(then))),
        Some(Shape::Choice(_)) if segments.is_empty() => Ok(Way::Here),
        Some(Shape::Object(object)) => {
            let names = || object.fields.iter().map(|field| field.name.clone()).collect();
            let Some((first, rest)) = segments.split_first() else {
                return if end == End::Anything { Ok(Way::Here) } else { Err(NoWay { at: Some(id), names: names() }) };
            };
            let found = object.fields.iter().enumerate().find(|(_, field)| field.name == *first);
            let (at, field) = found.ok_or_else(|| NoWay { at: Some(id), names: names() })?;
            way(types, &field.value, rest, end).map(|then| Way::Field(id, at, Box::new(then)))
        }
        Some(Shape::Union(union)) => {
            let mut missed = NoWay { at: Some(id), names: Vec::new() };
            let mut arms = Vec::new();
            for (at, member) in union.members.iter().enumerate() {
                let member = Use { ty: member.ty.clone(), nullable: false };
                match way(types, &member, segments, end) {
                    Ok(then) => arms.push((at, then)),
                    Err(inner) => missed.names.extend(inner.names),
                }
            }
            if arms.is_empty() { Err(missed) } else { Ok(Way::Members(id, arms)) }
        }
        _ => Err(NoWay::default()),
    }
}
