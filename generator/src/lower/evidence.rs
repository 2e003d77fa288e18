//! What can be seen of the values of a union's member.

use super::apart;
use super::conditional;
use super::form::{self, Form, Member};
use super::merge;
use super::schema::{Rest, SchemaId};
use super::schemas::Schemas;
use crate::api::{Evidence, Kinds, KnownProperty};
use serde_json::Value;

/// What can be seen of the values of a member.
pub(super) fn evidence(schemas: &mut Schemas<'_>, member: &Member) -> Evidence {
    let (id, form) = form::resolved(schemas, member.id);
    let mut evidence = Evidence { kinds: form::kinds(schemas, id), ..Evidence::default() };
    evidence.kinds.null = false;
    match form {
        Form::Object(of) => object(schemas, of, &mut evidence),
        Form::Array(Some(items)) => evidence.items = form::kinds(schemas, items),
        Form::Embedded(inner) => evidence.embedded = inner.map(|inner| form::kinds(schemas, inner)),
        _ => evidence.values = apart::constants(schemas, id).unwrap_or_default(),
    }
    for (property, values) in &member.tags {
        tag(&mut evidence, property, values);
    }
    evidence
}

fn object(schemas: &mut Schemas<'_>, of: SchemaId, evidence: &mut Evidence) {
    let flat = schemas.get(of);
    for (name, property) in &flat.properties {
        let known = known(schemas, name, *property, flat.required.contains(name));
        evidence.properties.push(known);
    }
    for name in flat.required.iter().filter(|name| !flat.properties.contains_key(*name)) {
        let kinds =
            Kinds { null: true, bool: true, integer: true, number: true, string: true, array: true, object: true };
        evidence.properties.push(KnownProperty {
            name: name.clone(),
            required: true,
            kinds,
            values: Vec::new(),
            exact: false,
        });
    }
    for (name, property) in conditional::keys(schemas, &flat) {
        if evidence.properties.iter().all(|known| known.name != name) {
            let known = known(schemas, &name, property, false);
            evidence.properties.push(known);
        }
    }
    evidence.closed = flat.rest == Rest::Closed && flat.patterns.is_empty();
}

fn known(schemas: &mut Schemas<'_>, name: &str, property: SchemaId, required: bool) -> KnownProperty {
    let values = apart::constants(schemas, property).unwrap_or_default();
    let flat = merge::flat(schemas, property);
    let flat = schemas.get(flat);
    let kinds = form::kinds(schemas, property);
    // What only one side sends may be missing on the other.
    let required = required && !flat.write_only;
    let exact = flat.is_constant || values.len() == 1;
    KnownProperty { name: name.to_owned(), required, kinds, values, exact }
}

/// A discriminator's values stand above what the member's own schema says of the property.
fn tag(evidence: &mut Evidence, property: &str, values: &[Value]) {
    if values.is_empty() {
        return;
    }
    match evidence.properties.iter_mut().find(|known| known.name == property) {
        Some(known) => {
            known.values = values.to_vec();
            known.exact = true;
        }
        None if evidence.kinds.object => evidence.properties.push(KnownProperty {
            name: property.to_owned(),
            required: false,
            kinds: Kinds { string: true, ..Kinds::default() },
            values: values.to_vec(),
            exact: true,
        }),
        None => {}
    }
}
