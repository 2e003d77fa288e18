//! The keys of an object, and what they hold.

use super::conditional;
use super::docs;
use super::form;
use super::merge;
use super::schema::{Rest, Schema, SchemaId};
use super::schemas::Schemas;
use super::types::{ANY, Site, Types};
use crate::api::{Access, Docs, Field, Object, Parent, Role, Text, Type, TypeId, Use};
use crate::pointer::Pointer;
use serde_json::Value;

impl Types {
    /// An object: the keys that it names, and what the others hold.
    pub(super) fn object(&mut self, schemas: &mut Schemas<'_>, id: TypeId, of: SchemaId) -> Object {
        let flat = schemas.get(of);
        let mut fields = Vec::with_capacity(flat.properties.len());
        for (name, property) in &flat.properties {
            if let Some(field) = self.field(schemas, id, name, *property, flat.required.contains(name)) {
                fields.push(field);
            }
        }
        for name in flat.required.iter().filter(|name| !flat.properties.contains_key(*name)) {
            fields.push(bare(name, true, flat.pointer.child("required")));
        }
        self.conditional(schemas, id, &flat, &mut fields);
        let site = Site::new(Parent::Type(id), Role::Values(Box::new(Role::Itself)));
        let rest = match (flat.rest, flat.patterns.as_slice()) {
            (Rest::Silent | Rest::Closed, []) => None,
            (_, patterns) => {
                if patterns.len() + usize::from(flat.rest != Rest::Silent && flat.rest != Rest::Closed) > 1 {
                    schemas.widened(&flat.pointer, "patterns-merged", "the keys hold what any of the patterns allows");
                }
                let values = form::rest(schemas, &flat);
                Some(self.optional(schemas, values, &site))
            }
        };
        Object { fields, rest }
    }

    /// The keys that `if`, `then` and `else` speak of may be there.
    fn conditional(&mut self, schemas: &mut Schemas<'_>, id: TypeId, flat: &Schema, fields: &mut Vec<Field>) {
        for (name, property) in conditional::keys(schemas, flat) {
            if fields.iter().all(|field| field.name != name) {
                fields.extend(self.field(schemas, id, &name, property, false));
            }
        }
    }

    /// `None`: the document says that the key is never there.
    fn field(
        &mut self,
        schemas: &mut Schemas<'_>,
        id: TypeId,
        name: &str,
        property: SchemaId,
        required: bool,
    ) -> Option<Field> {
        let node = schemas.get(property);
        let flat = merge::flat(schemas, property);
        let flat = schemas.get(flat);
        if flat.never && !required {
            return None;
        }
        let site = Site::new(Parent::Type(id), Role::Property(name.to_owned()));
        let mut value = self.use_of(schemas, property, &site);
        if value.ty == Type::Text(Text::Plain) && flat.write_only && names_a_secret(name) {
            value.ty = Type::Text(Text::Secret);
        }
        let text = if let Type::Text(text) = &value.ty { Some(*text) } else { None };
        let is_component = node.component.is_some();
        Some(Field {
            name: name.to_owned(),
            required,
            access: access(&flat),
            is_lenient: false,
            constant: constant(&flat, &value),
            default: flat.default.clone().filter(|default| !default.is_null()),
            rust_name: node.about.rust_name.clone().filter(|_| !is_component),
            docs: docs::place(&node, &flat, text),
            pointer: if is_component {
                self.home(schemas, id).child("properties").child(name)
            } else {
                node.pointer.clone()
            },
            value,
        })
    }
}

/// A key of which nothing is known.
fn bare(name: &str, required: bool, pointer: Pointer) -> Field {
    Field {
        name: name.to_owned(),
        value: ANY,
        required,
        access: Access::Both,
        constant: None,
        default: None,
        is_lenient: false,
        rust_name: None,
        docs: Docs::default(),
        pointer,
    }
}

fn access(flat: &Schema) -> Access {
    match (flat.read_only, flat.write_only) {
        (true, false) => Access::Read,
        (false, true) => Access::Write,
        _ => Access::Both,
    }
}

/// The only value of a schema.
pub(super) fn constant(flat: &Schema, value: &Use) -> Option<Value> {
    match flat.values.as_deref() {
        Some([only]) if !value.nullable && value.ty != Type::Any => Some(only.value.clone()),
        _ => None,
    }
}

/// Whether a key that only the client sends is called like a secret.
fn names_a_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [
        "secret",
        "password",
        "passwd",
        "passphrase",
        "token",
        "apikey",
        "api_key",
        "private_key",
        "privatekey",
        "credential",
    ]
    .iter()
    .any(|word| name.contains(word))
}
