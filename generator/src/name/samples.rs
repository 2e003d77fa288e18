//! Small APIs for the tests of this pass.

use crate::api::{
    Access, Api, Choice, ChoiceValue, Content, ContentKind, Definition, Docs, Field, Method, Object, Operation, Origin,
    Parent, Reply, Role, Shape, Status, Text, Type, TypeId, Use,
};
use crate::pointer::Pointer;

/// `operation("listPets", "get /pets")`; without an id, it is made.
pub(super) fn operation(id: &str, call: &str) -> Operation {
    let (verb, path) = call.split_once(' ').unwrap();
    let method = match verb {
        "get" => Method::Get,
        "post" => Method::Post,
        "delete" => Method::Delete,
        other => panic!("{other}"),
    };
    Operation {
        id: if id.is_empty() { call.to_owned() } else { id.to_owned() },
        id_is_made: id.is_empty(),
        rust_name: None,
        method,
        path: path.to_owned(),
        template: path.to_owned(),
        tags: Vec::new(),
        docs: Docs::default(),
        parameters: Vec::new(),
        constants: Vec::new(),
        body: None,
        replies: Vec::new(),
        security: None,
        servers: Vec::new(),
        extensions: Default::default(),
        pointer: Pointer::root().join(["paths", path, verb]),
    }
}

/// An API of these types and operations.
pub(super) fn api(types: Vec<Definition>, operations: Vec<Operation>) -> Api {
    Api { types, operations, ..Api::default() }
}

/// A schema of the components.
pub(super) fn schema(key: &str, shape: Shape) -> Definition {
    definition(Origin::Component(key.to_owned()), shape, &["components", "schemas", key])
}

/// An inline schema.
pub(super) fn inline(parent: Parent, role: Role, shape: Shape) -> Definition {
    definition(Origin::Inline { parent, role }, shape, &["inline"])
}

/// A definition at a place.
pub(super) fn definition(origin: Origin, shape: Shape, place: &[&str]) -> Definition {
    let pointer = Pointer::root().join(place.iter().copied());
    Definition { origin, rust_name: None, shape, nullable: false, docs: Docs::default(), pointer }
}

/// An object of these fields; a `!` says that one is required.
pub(super) fn object(fields: &[(&str, Type)]) -> Shape {
    let fields = fields.iter().map(|(name, ty)| Field {
        name: name.trim_end_matches('!').to_owned(),
        value: plain(ty.clone()),
        required: name.ends_with('!'),
        access: Access::Both,
        is_lenient: false,
        constant: None,
        default: None,
        rust_name: None,
        docs: Docs::default(),
        pointer: Pointer::root().child(name),
    });
    Shape::Object(Object { fields: fields.collect(), rest: None })
}

/// A choice of these texts.
pub(super) fn choice(values: &[&str]) -> Shape {
    let values = values.iter().map(|value| ChoiceValue {
        value: (*value).into(),
        rust_name: None,
        hint: None,
        docs: Docs::default(),
    });
    Shape::Choice(Choice { values: values.collect() })
}

/// A type that is not null.
pub(super) fn plain(ty: Type) -> Use {
    Use { ty, nullable: false }
}

/// A string.
pub(super) fn text() -> Type {
    Type::Text(Text::Plain)
}

/// The type of this index.
pub(super) fn named(id: usize) -> Type {
    Type::Named(TypeId(id))
}

/// An answer in JSON, or without content.
pub(super) fn reply(status: Status, ty: Option<Type>) -> Reply {
    let content = |ty| Content { media_type: "application/json".to_owned(), kind: ContentKind::Json(plain(ty)) };
    Reply {
        status,
        docs: Docs::default(),
        contents: ty.map(content).into_iter().collect(),
        headers: Vec::new(),
        pointer: Pointer::root(),
    }
}
