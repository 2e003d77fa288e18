//! What the members of unions are called where the document does not say: after a constant, their kind, or a property
//! that no other member has.

use super::ident::pascal;
use super::words::Symbols;
use crate::api::{Api, Kinds, Member, Shape, Type, Union};
use serde_json::Value;
use std::collections::BTreeMap;

/// The names of members, as parts of the names of types.
#[derive(Clone, Debug, Default)]
pub(super) struct MemberNames {
    /// By [`crate::api::TypeId`] of the union: for each member, what is found.
    pub(super) unions: Vec<Vec<Option<String>>>,
    /// By [`crate::api::TypeId`] of a type that only a member mentions.
    pub(super) types: BTreeMap<usize, String>,
}

/// Looks at every union.
pub(super) fn member_names(api: &Api) -> MemberNames {
    let mut names = MemberNames::default();
    for definition in &api.types {
        let found = match &definition.shape {
            Shape::Union(union) => described(union),
            _ => Vec::new(),
        };
        if let Shape::Union(union) = &definition.shape {
            for (member, name) in union.members.iter().zip(&found) {
                if let (Some(id), Some(name)) = (mentioned(&member.ty), name) {
                    names.types.insert(id, name.clone());
                }
            }
        }
        names.unions.push(found);
    }
    names
}

fn described(union: &Union) -> Vec<Option<String>> {
    let members = &union.members;
    let by_constant: Vec<_> = members.iter().map(|it| constant(it, union.tag.as_deref())).collect();
    let by_kind: Vec<_> = members.iter().map(kind).collect();
    let by_items: Vec<_> = members.iter().map(items).collect();
    let by_property: Vec<_> = (0..members.len()).map(|at| property(members, at)).collect();
    let is_alone = |all: &[Option<String>], name: &Option<String>| all.iter().filter(|it| *it == name).count() == 1;
    (0..members.len())
        .map(|at| {
            let found = [&by_constant, &by_kind, &by_items, &by_property];
            found.into_iter().find_map(|all| {
                let name = all.get(at)?;
                name.clone().filter(|_| is_alone(all, name))
            })
        })
        .collect()
}

/// `Dog`, where a property can only hold `"dog"`.
fn constant(member: &Member, tag: Option<&str>) -> Option<String> {
    let only = |values: &[Value]| match values {
        [Value::String(text)] => Some(pascal(text, Symbols::Meant)),
        _ => None,
    };
    let tagged = member.evidence.properties.iter().find(|it| Some(it.name.as_str()) == tag);
    let others = member.evidence.properties.iter().filter(|it| it.required);
    tagged.into_iter().chain(others).find_map(|it| only(&it.values))
}

/// `Object`, `List`, where the kind says it; `Text` for a choice of texts.
fn kind(member: &Member) -> Option<String> {
    let Kinds { null: _, bool, integer, number, string, array, object } = member.evidence.kinds;
    let is_named = matches!(member.ty, Type::Named(_));
    let name = match (bool, integer || number, string, array, object) {
        (false, true, false, false, false) if is_named => "Number",
        (false, false, true, false, false) if is_named => "Text",
        (false, false, false, true, false) => "List",
        (false, false, false, false, true) => "Object",
        _ => return None,
    };
    Some(name.to_owned())
}

/// `Texts`, `Objects`, where a list holds nothing else.
fn items(member: &Member) -> Option<String> {
    kind(member).filter(|kind| kind == "List")?;
    let Kinds { null: _, bool, integer, number, string, array, object } = member.evidence.items;
    let name = match (bool, integer || number, string, array, object) {
        (false, true, false, false, false) => "Numbers",
        (false, false, true, false, false) => "Texts",
        (false, false, false, true, false) => "Lists",
        (false, false, false, false, true) => "Objects",
        _ => return None,
    };
    Some(name.to_owned())
}

/// `ContentId`, where only this member has such a property.
fn property(members: &[Member], at: usize) -> Option<String> {
    let own = &members.get(at)?.evidence.properties;
    let others = || members.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, it)| it);
    let is_elsewhere = |name: &str| others().any(|it| it.evidence.properties.iter().any(|it| it.name == name));
    let mut found = own.iter().filter(|it| !is_elsewhere(&it.name)).collect::<Vec<_>>();
    found.sort_by_key(|it| !it.required);
    found.first().map(|it| pascal(&it.name, Symbols::Meant))
}

/// The type that a member is, or is a list or a map of.
fn mentioned(ty: &Type) -> Option<usize> {
    match ty {
        Type::Named(id) => Some(id.0),
        Type::Array(place) | Type::Map(place) => mentioned(&place.ty),
        _ => None,
    }
}
