//! From what a schema is to a type, and to a definition where it deserves a name.

use super::docs;
use super::evidence;
use super::form::{self, Form};
use super::merge;
use super::schema::{Rest, SchemaId};
use super::schemas::Schemas;
use crate::api::{
    Choice, Definition, Docs, LONGEST_TUPLE, Member, Origin, Parent, Role, Shape, Text, Type, TypeId, Union, Use,
};
use crate::pointer::Pointer;
use std::collections::{HashMap, VecDeque};

/// The definitions, as far as they are known.
#[derive(Default)]
pub(super) struct Types {
    slots: Vec<Slot>,
    of_schema: HashMap<SchemaId, TypeId>,
    open: VecDeque<TypeId>,
}

/// A definition that is, or will be.
struct Slot {
    schema: SchemaId,
    origin: Origin,
    definition: Option<Definition>,
    /// Whether it is being made.
    is_open: bool,
}

/// Where a schema stands, so that a definition for it can be called something.
#[derive(Clone, Debug)]
pub(super) struct Site {
    /// In what.
    pub(super) parent: Parent,
    /// As what.
    pub(super) role: Role,
    /// The key of the component (a parameter, an answer) that it is the schema of.
    pub(super) key: Option<String>,
    depth: usize,
}

impl Site {
    pub(super) fn new(parent: Parent, role: Role) -> Self {
        Self { parent, role, key: None, depth: 0 }
    }

    /// The same place, in a component that may lend its name.
    pub(super) fn with_key(self, key: Option<&str>) -> Self {
        Self { key: key.map(str::to_owned), ..self }
    }

    fn within(&self, role: impl FnOnce(Box<Role>) -> Role) -> Self {
        Self { parent: self.parent, role: role(Box::new(self.role.clone())), key: None, depth: self.depth + 1 }
    }

    fn origin(&self) -> Origin {
        match &self.key {
            Some(key) => Origin::Component(key.clone()),
            None => Origin::Inline { parent: self.parent, role: self.role.clone() },
        }
    }
}

/// How many lists in lists there may be.
const DEEPEST: usize = 64;

/// Any value.
pub(super) const ANY: Use = Use { ty: Type::Any, nullable: false };

impl Types {
    /// The definition of a component, made now or later.
    pub(super) fn component(&mut self, schemas: &mut Schemas<'_>, id: SchemaId) -> TypeId {
        let schema = schemas.get(id);
        let key = schema.component.clone().unwrap_or_default();
        self.reserve(id, if schema.is_moved { Origin::Moved(key) } else { Origin::Component(key) })
    }

    fn reserve(&mut self, schema: SchemaId, origin: Origin) -> TypeId {
        if let Some(known) = self.of_schema.get(&schema) {
            return *known;
        }
        let id = TypeId(self.slots.len());
        self.slots.push(Slot { schema, origin, definition: None, is_open: false });
        self.of_schema.insert(schema, id);
        self.open.push_back(id);
        id
    }

    /// Makes every definition that was spoken of. An object that is silent about other keys keeps them where the document
    /// shows that there are some, or where all are kept.
    pub(super) fn finish(&mut self, schemas: &mut Schemas<'_>, keeps_all: bool) {
        while let Some(id) = self.open.pop_front() {
            self.complete(schemas, id, 0);
        }
        let mut passes_over = false;
        for slot in &mut self.slots {
            if let Some(Definition { shape: Shape::Object(object), .. }) = &mut slot.definition
                && let (_, Form::Object(of)) = form::resolved(schemas, slot.schema)
            {
                let is_silent = schemas.get(of).rest == Rest::Silent;
                if schemas.keeping.contains(&of) || keeps_all && is_silent {
                    object.rest.get_or_insert(ANY);
                }
                passes_over |= is_silent && object.rest.is_none();
            }
        }
        if schemas.has_assumed_kinds {
            let message = "a schema without `type` is taken for what its keywords are for";
            schemas.widened(&Pointer::root(), "kind-assumed", message);
        }
        if schemas.has_open_integers {
            let message = "an integer is of 64 bits where neither its format nor its bounds say otherwise";
            schemas.widened(&Pointer::root(), "integers-64-bits", message);
        }
        if passes_over {
            let message = "what an object does not name is passed over where its schema says nothing of other keys";
            schemas.widened(&Pointer::root(), "unknown-keys", message);
        }
    }

    /// The definitions, and whether each is of a component's schema.
    pub(super) fn definitions(self, schemas: &Schemas<'_>) -> (Vec<Definition>, Vec<bool>) {
        let slots = self.slots.into_iter();
        let all = slots.filter_map(|slot| Some((slot.definition?, schemas.get(slot.schema).component.is_some())));
        all.unzip()
    }

    fn complete(&mut self, schemas: &mut Schemas<'_>, id: TypeId, depth: usize) {
        let Some(slot) = self.slots.get_mut(id.0).filter(|slot| !slot.is_open && slot.definition.is_none()) else {
            return;
        };
        slot.is_open = true;
        let (schema, origin) = (slot.schema, slot.origin.clone());
        self.bases(schemas, schema, depth);
        let definition = self.define(schemas, id, schema, origin);
        if let Some(slot) = self.slots.get_mut(id.0) {
            slot.definition = Some(definition);
        }
    }

    /// What a definition inherits from is made before it, so that what is inherited is called after its home.
    fn bases(&mut self, schemas: &mut Schemas<'_>, schema: SchemaId, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        let node = schemas.get(schema);
        for part in node.all_of.iter().chain(&node.joins) {
            match self.of_schema.get(part).copied() {
                Some(base) => self.complete(schemas, base, depth + 1),
                None if schemas.get(*part).component.is_none() => self.bases(schemas, *part, depth + 1),
                None => {}
            }
        }
    }

    fn define(&mut self, schemas: &mut Schemas<'_>, id: TypeId, schema: SchemaId, origin: Origin) -> Definition {
        let node = schemas.get(schema);
        let flat = merge::flat(schemas, schema);
        let flat = schemas.get(flat);
        let is_property = matches!(&origin, Origin::Inline { role: Role::Property(_) | Role::Parameter(_), .. });
        let shape = self.shape(schemas, id, schema);
        let mut docs = docs::docs(&node, &flat);
        if !matches!(shape, Shape::Alias(_)) {
            docs.notes.retain(|note| !note.starts_with("default: ") && !note.ends_with(" only"));
        }
        if flat.secret || matches!(&shape, Shape::Alias(Use { ty: Type::Text(Text::Secret), .. })) {
            docs.examples.clear();
        }
        Definition {
            origin,
            rust_name: node.about.rust_name.clone().filter(|_| !is_property),
            shape,
            nullable: form::nullable(schemas, schema),
            docs,
            pointer: node.pointer.clone(),
        }
    }

    fn shape(&mut self, schemas: &mut Schemas<'_>, id: TypeId, schema: SchemaId) -> Shape {
        let site = Site::new(Parent::Type(id), Role::Itself);
        match form::form(schemas, schema) {
            Form::Object(of) => {
                let mut object = self.object(schemas, id, of);
                // A parent whose discriminator names children: what they add is kept.
                if object.rest.is_none() && schemas.get(schema).tag.is_some() && schemas.get(of).rest == Rest::Silent {
                    object.rest = Some(ANY);
                }
                Shape::Object(object)
            }
            Form::Choice(values) => Shape::Choice(Choice { values: values.to_vec() }),
            Form::Union(union) => Shape::Union(self.union(schemas, &site, &union)),
            Form::Same(other) if schemas.get(other).component.is_none() => self.shape(schemas, id, other),
            Form::Same(other) => Shape::Alias(Use { ty: self.type_of(schemas, other, &site), nullable: false }),
            form => Shape::Alias(Use { ty: self.plain(schemas, &form, &site), nullable: false }),
        }
    }

    /// A schema where it stands.
    pub(super) fn use_of(&mut self, schemas: &mut Schemas<'_>, id: SchemaId, site: &Site) -> Use {
        let ty = self.type_of(schemas, id, site);
        let takes_null = matches!(ty, Type::Any | Type::Null | Type::OrAny(_));
        let nullable = !takes_null && form::nullable(schemas, id);
        Use { ty, nullable }
    }

    fn type_of(&mut self, schemas: &mut Schemas<'_>, id: SchemaId, site: &Site) -> Type {
        if schemas.get(id).component.is_some() {
            return Type::Named(self.component(schemas, id));
        }
        if site.depth > DEEPEST {
            let pointer = schemas.get(id).pointer.clone();
            schemas.widened(
                &pointer,
                "endless-nesting",
                "lists or maps that contain themselves without a name: any value",
            );
            return Type::Any;
        }
        match form::form(schemas, id) {
            Form::Same(other) => self.type_of(schemas, other, &Site { depth: site.depth + 1, ..site.clone() }),
            Form::Object(_) | Form::Choice(_) | Form::Union(_) => Type::Named(self.reserve(id, site.origin())),
            form => self.plain(schemas, &form, site),
        }
    }

    /// A type that needs no name.
    fn plain(&mut self, schemas: &mut Schemas<'_>, form: &Form, site: &Site) -> Type {
        match form {
            Form::Null => Type::Null,
            Form::Bool => Type::Bool,
            Form::Integer(integer) => Type::Integer(*integer),
            Form::Number(number) => Type::Number(*number),
            Form::Text(text) => Type::Text(*text),
            Form::Embedded(inner) => {
                inner.iter().for_each(|inner| content_assumed(schemas, *inner));
                Type::Embedded(Box::new(self.optional(schemas, *inner, site)))
            }
            Form::Array(items) => Type::Array(Box::new(self.optional(schemas, *items, &site.within(Role::Items)))),
            Form::Map(values) => Type::Map(Box::new(self.optional(schemas, *values, &site.within(Role::Values)))),
            Form::Tuple(of) => self.tuple(schemas, *of, site),
            Form::OrAny(of) => match self.type_of(schemas, *of, site) {
                Type::Any => Type::Any,
                known => Type::OrAny(Box::new(known)),
            },
            Form::Any | Form::Choice(_) | Form::Object(_) | Form::Union(_) | Form::Same(_) => Type::Any,
        }
    }

    /// A schema where it stands, or any value.
    pub(super) fn optional(&mut self, schemas: &mut Schemas<'_>, id: Option<SchemaId>, site: &Site) -> Use {
        id.map_or(ANY, |id| self.use_of(schemas, id, site))
    }

    fn tuple(&mut self, schemas: &mut Schemas<'_>, of: SchemaId, site: &Site) -> Type {
        let flat = schemas.get(of);
        let limits = flat.limits.as_deref();
        let needed = limits.and_then(|limits| limits.min_items).unwrap_or_default();
        let closed = flat.items.is_some_and(|items| schemas.get(items).never)
            || limits.and_then(|limits| limits.max_items).is_some_and(|most| most <= flat.places.len());
        let places = flat.places.iter().enumerate();
        let places: Vec<Use> = places
            .map(|(index, place)| self.use_of(schemas, *place, &site.within(|role| Role::Place(role, index))))
            .collect();
        let is_whole = needed >= places.len();
        if is_whole && closed && places.len() <= LONGEST_TUPLE {
            return Type::Tuple(places, None);
        }
        if is_whole && let Some(items) = flat.items.filter(|_| !closed) {
            let more = self.use_of(schemas, items, &site.within(Role::Items));
            if places.iter().all(|place| *place == more) {
                return Type::Tuple(places, Some(Box::new(more)));
            }
        }
        let message = match (is_whole, closed) {
            (false, _) => "a list whose places may be missing: a list of what any of them holds",
            (true, false) => "a list that goes on after its places: a list of what any of them holds",
            (true, true) => "a list of many places: a list of what any of them holds",
        };
        schemas.widened(&flat.pointer, "tuple-widened", message);
        let mut all = flat.places.clone();
        match (closed, flat.items) {
            (true, _) => {}
            (false, Some(items)) => all.push(items),
            (false, None) => return Type::Array(Box::new(ANY)),
        }
        let element = super::union::either(schemas, &all, &flat.pointer);
        Type::Array(Box::new(self.optional(schemas, element, &site.within(Role::Items))))
    }

    fn union(&mut self, schemas: &mut Schemas<'_>, site: &Site, union: &form::Union) -> Union {
        let mut members = Vec::with_capacity(union.members.len());
        for (index, member) in union.members.iter().enumerate() {
            let site = site.within(|role| match *role {
                Role::Itself => Role::Member(Box::new(Role::Itself), index, member.hint.clone()),
                role => Role::Member(Box::new(role), index, member.hint.clone()),
            });
            let ty = self.type_of(schemas, member.id, &site);
            let node = schemas.get(member.id);
            let flat = merge::flat(schemas, member.id);
            let flat = schemas.get(flat);
            members.push(Member {
                hint: member.hint.clone(),
                rust_name: node.about.rust_name.clone().filter(|_| node.component.is_none()),
                ty,
                evidence: evidence::evidence(schemas, member),
                docs: if node.component.is_some() { Docs::default() } else { docs::docs(&node, &flat) },
            });
        }
        Union { members, tag: union.tag.clone() }
    }

    /// Where the schema of a definition stands.
    pub(super) fn home(&self, schemas: &Schemas<'_>, id: TypeId) -> Pointer {
        self.slots.get(id.0).map(|slot| schemas.get(slot.schema).pointer.clone()).unwrap_or_default()
    }
}

/// Nothing enforces what a text holds: where no text of another kind is taken, that is said.
fn content_assumed(schemas: &mut Schemas<'_>, inner: SchemaId) {
    if !form::kinds(schemas, inner).string {
        let pointer = schemas.get(inner).pointer.clone();
        let message = "a text is taken to hold JSON of this schema, which nothing enforces: other texts are refused";
        schemas.widened(&pointer, "content-assumed", message);
    }
}
