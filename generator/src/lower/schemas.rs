//! The arena of schemas, with what was found out about them, and what is to be said of them.

use super::form::Form;
use super::formats::Formats;
use super::read;
use super::schema::{Found, Schema, SchemaId};
use super::union::Chosen;
use crate::api::Kinds;
use crate::diagnostic::{Entry, Ledger};
use crate::document::Document;
use crate::pointer::Pointer;
use indexmap::IndexMap;
use openapiv3::ReferenceOr;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

/// How many schemas may be made while lowering, however few a document has, and how many more for each that it has.
const FEWEST_MADE: usize = 20_000;
const MADE_OF_ONE: usize = 4;

/// Every schema of a document, and those that follow from them.
pub(super) struct Schemas<'a> {
    document: &'a Document,
    all: Vec<Rc<Schema>>,
    components: IndexMap<String, SchemaId>,
    /// Schemas outside of components, by where they stand: a shared parameter is read once.
    roots: HashMap<Pointer, SchemaId>,
    entries: BTreeSet<Entry>,
    /// Media types that only say again what JSON says, with where each stands.
    passed_over: BTreeMap<String, BTreeSet<Pointer>>,
    /// How many schemas may be made while lowering.
    left: usize,
    /// Whether an integer is of 64 bits although the document does not say so.
    pub(super) has_open_integers: bool,
    /// Whether a schema without `type` was taken for what its keywords are for.
    pub(super) has_assumed_kinds: bool,
    /// Which type a format is.
    pub(super) formats: Formats,
    /// Without `allOf`; `None` while it is being found out.
    pub(super) flats: Found<Option<SchemaId>>,
    /// `None` while it is being found out.
    pub(super) forms: Found<Option<Form>>,
    pub(super) kinds: Found<Kinds>,
    /// Which of a schema's unions is its own.
    pub(super) chosen: Found<Option<Chosen>>,
    /// A word for what each is.
    pub(super) signatures: Found<Rc<str>>,
    /// Intersections, by their sorted parts.
    pub(super) meets: HashMap<Vec<SchemaId>, SchemaId>,
    /// Unions that were made, by their sorted members.
    pub(super) eithers: HashMap<Vec<SchemaId>, SchemaId>,
    /// Loosest objects, by their sorted parts.
    pub(super) joins: HashMap<Vec<SchemaId>, SchemaId>,
    /// Objects that keep the keys that they do not name.
    pub(super) keeping: BTreeSet<SchemaId>,
    /// Whether a schema is reached through another's `allOf`.
    pub(super) extends: HashMap<(SchemaId, SchemaId), bool>,
}

impl<'a> Schemas<'a> {
    /// Reads the components.
    pub(super) fn of(document: &'a Document, formats: Formats) -> Self {
        let mut schemas = Self {
            document,
            all: Vec::new(),
            components: IndexMap::new(),
            roots: HashMap::new(),
            entries: BTreeSet::new(),
            passed_over: BTreeMap::new(),
            left: FEWEST_MADE,
            has_open_integers: false,
            has_assumed_kinds: false,
            formats,
            flats: Found::default(),
            forms: Found::default(),
            kinds: Found::default(),
            chosen: Found::default(),
            signatures: Found::default(),
            meets: HashMap::new(),
            eithers: HashMap::new(),
            joins: HashMap::new(),
            keeping: BTreeSet::new(),
            extends: HashMap::new(),
        };
        let Some(components) = &document.openapi.components else {
            return schemas;
        };
        for key in components.schemas.keys() {
            let id = schemas.add(Schema::default());
            schemas.components.insert(key.clone(), id);
        }
        let root = Pointer::root().child("components").child("schemas");
        for (key, schema) in &components.schemas {
            let home = document.home(key);
            let mut read = read::component(&mut schemas, schema, home.cloned().unwrap_or_else(|| root.child(key)));
            read.component = Some(key.clone());
            read.is_moved = home.is_some();
            if let Some(slot) = schemas.components.get(key).and_then(|id| schemas.all.get_mut(id.0)) {
                *slot = Rc::new(read);
            }
        }
        schemas
    }

    /// Adds one that the document has.
    pub(super) fn add(&mut self, schema: Schema) -> SchemaId {
        self.left += MADE_OF_ONE;
        self.push(schema)
    }

    fn push(&mut self, schema: Schema) -> SchemaId {
        self.all.push(Rc::new(schema));
        SchemaId(self.all.len() - 1)
    }

    /// Adds one that no document has written; `None` where there are too many of them already.
    pub(super) fn make(&mut self, schema: Schema) -> Option<SchemaId> {
        if self.left == 0 {
            self.widened(
                &schema.pointer,
                "too-many-combinations",
                "the schemas that meet here are too many: any value",
            );
            return None;
        }
        self.left -= 1;
        Some(self.push(schema))
    }

    /// The schema of an index.
    pub(super) fn get(&self, id: SchemaId) -> Rc<Schema> {
        self.all.get(id.0).cloned().unwrap_or_default()
    }

    /// The values that schemas give as examples.
    pub(super) fn examples(&self) -> Vec<(SchemaId, Rc<Schema>)> {
        let all = self.all.iter().enumerate().filter(|(_, schema)| !schema.about.examples.is_empty());
        all.map(|(at, schema)| (SchemaId(at), schema.clone())).collect()
    }

    /// What an example is, its reference followed.
    pub(super) fn example<'n>(&self, node: &'n ReferenceOr<openapiv3::Example>) -> Option<&'n Value>
    where
        'a: 'n,
    {
        match node {
            ReferenceOr::Item(example) => example.value.as_ref(),
            ReferenceOr::Reference { reference } => {
                let pointer = Pointer::parse(reference)?;
                let ["components", "examples", key] = *pointer.segments() else { return None };
                let all = &self.document.openapi.components.as_ref()?.examples;
                match all.get(key)? {
                    ReferenceOr::Item(example) => example.value.as_ref(),
                    ReferenceOr::Reference { .. } => None,
                }
            }
        }
    }

    /// Whether it is a component's, read or not: those come first.
    pub(super) fn is_component(&self, id: SchemaId) -> bool {
        id.0 < self.components.len()
    }

    /// The components, by key.
    pub(super) fn components(&self) -> Vec<(String, SchemaId)> {
        self.components.iter().map(|(key, id)| (key.clone(), *id)).collect()
    }

    /// The schema under `components.schemas` that a reference names.
    pub(super) fn component(&self, reference: &str) -> Option<SchemaId> {
        if let Some(id) = reference.strip_prefix("#/components/schemas/").and_then(|key| self.components.get(key)) {
            return Some(*id);
        }
        let pointer = Pointer::parse(reference)?;
        match *pointer.segments() {
            ["components", "schemas", key] => self.components.get(key).copied(),
            _ => None,
        }
    }

    /// Reads the schema that stands at a pointer outside of components, once.
    pub(super) fn root(&mut self, schema: &ReferenceOr<openapiv3::Schema>, pointer: &Pointer) -> SchemaId {
        if let Some(id) = self.roots.get(pointer) {
            return *id;
        }
        let id = read::schema(self, schema, pointer);
        self.roots.insert(pointer.clone(), id);
        id
    }

    /// A schema of any value that stands at a pointer.
    pub(super) fn any(&mut self, pointer: &Pointer) -> SchemaId {
        self.push(Schema { pointer: pointer.clone(), ..Schema::default() })
    }

    /// Says that something was widened or left out.
    pub(super) fn widened(&mut self, pointer: &Pointer, rule: &'static str, message: impl Into<String>) {
        self.note(pointer, rule, message.into(), false);
    }

    /// Says that a rule of the specification is broken, and what was made of it.
    pub(super) fn broken(&mut self, pointer: &Pointer, rule: &'static str, message: impl Into<String>) {
        self.note(pointer, rule, message.into(), true);
    }

    fn note(&mut self, pointer: &Pointer, rule: &'static str, message: String, broken: bool) {
        let place = self.document.place(pointer);
        self.entries.insert(Entry { place, pointer: pointer.clone(), rule, message, broken });
    }

    /// Notes that a media type says again what JSON says, and is neither sent nor asked for.
    pub(super) fn passed_over(&mut self, media_type: &str, pointer: &Pointer) {
        self.passed_over.entry(media_type.to_owned()).or_default().insert(pointer.clone());
    }

    /// Everything that was said; what is so in many places once.
    pub(super) fn ledger(mut self) -> Ledger {
        for (media_type, places) in std::mem::take(&mut self.passed_over) {
            let Some(first) = places.first() else { continue };
            let more = match places.len() - 1 {
                0 => String::new(),
                more => format!(", here and in {more} more places"),
            };
            let message = format!("JSON is sent and asked for, not `{media_type}`, which says the same{more}");
            self.widened(first, "media-passed-over", message);
        }
        Ledger(self.entries.into_iter().collect())
    }
}
