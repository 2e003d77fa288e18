//! A schema as `lower` sees it: every keyword in one place, every edge an index, whatever openapiv3 called it.

use crate::api::ChoiceValue;
use crate::pointer::Pointer;
use indexmap::IndexMap;
use serde_json::Value;
use std::rc::Rc;

/// An index into [`super::schemas::Schemas`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct SchemaId(pub(super) usize);

/// What was found out about schemas.
pub(super) struct Found<T>(Vec<Option<T>>);

impl<T> Default for Found<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Found<T> {
    /// What is known of a schema.
    pub(super) fn get(&self, id: SchemaId) -> Option<&T> {
        self.0.get(id.0).and_then(Option::as_ref)
    }

    /// Notes it.
    pub(super) fn insert(&mut self, id: SchemaId, found: T) {
        if self.0.len() <= id.0 {
            self.0.resize_with(id.0 + 1, || None);
        }
        self.0[id.0] = Some(found);
    }
}

/// What `type` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Bool,
    Integer,
    Number,
    Text,
    Array,
    Object,
}

/// What a schema says of the keys that it does not name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Rest {
    /// Nothing.
    #[default]
    Silent,
    /// There are none.
    Closed,
    /// They hold anything.
    Any,
    /// They hold this.
    Of(SchemaId),
}

/// What a schema says of values without changing their type.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Limits {
    /// Digits.
    pub(super) minimum: Option<String>,
    /// Digits.
    pub(super) maximum: Option<String>,
    pub(super) exclusive_minimum: bool,
    pub(super) exclusive_maximum: bool,
    /// Digits.
    pub(super) multiple_of: Option<String>,
    pub(super) min_length: Option<usize>,
    pub(super) max_length: Option<usize>,
    pub(super) pattern: Option<String>,
    pub(super) min_items: Option<usize>,
    pub(super) max_items: Option<usize>,
    pub(super) unique_items: bool,
    pub(super) min_properties: Option<usize>,
    pub(super) max_properties: Option<usize>,
    /// `email`, `hostname`: a format that is no type.
    pub(super) content: Option<String>,
    /// In words, what has no place above: the names of keys, what a list contains.
    pub(super) told: Vec<String>,
}

/// A discriminator.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tag {
    /// The property.
    pub(super) property: String,
    /// From its values to references or keys.
    pub(super) mapping: IndexMap<String, String>,
}

/// The members of a `oneOf` or an `anyOf`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Members {
    /// In document order.
    pub(super) of: Vec<SchemaId>,
    /// How they are told apart.
    pub(super) tag: Option<Rc<Tag>>,
    /// Whether a value may be several of them at once: `anyOf`.
    pub(super) is_any: bool,
}

/// What a schema tells a reader.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct About {
    pub(super) title: Option<String>,
    pub(super) text: Option<String>,
    pub(super) link: Option<String>,
    pub(super) deprecated: bool,
    pub(super) examples: Vec<Value>,
    pub(super) rust_name: Option<String>,
}

/// A schema.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Schema {
    /// Where it stands.
    pub(super) pointer: Pointer,
    /// Its key under `components.schemas`.
    pub(super) component: Option<String>,
    /// Whether only a reference made a component of it: the key is made up.
    pub(super) is_moved: bool,
    pub(super) kind: Option<Kind>,
    pub(super) format: Option<String>,
    /// `enum` without null.
    pub(super) values: Option<Vec<ChoiceValue>>,
    /// Whether `values` was a `const`.
    pub(super) is_constant: bool,
    pub(super) nullable: bool,
    pub(super) properties: IndexMap<String, SchemaId>,
    pub(super) required: Vec<String>,
    pub(super) rest: Rest,
    /// `patternProperties`, their schemas.
    pub(super) patterns: Vec<SchemaId>,
    pub(super) items: Option<SchemaId>,
    /// `prefixItems`.
    pub(super) places: Vec<SchemaId>,
    pub(super) all_of: Vec<SchemaId>,
    /// `oneOf` and `anyOf`; more of them where `allOf` brought several together.
    pub(super) unions: Vec<Members>,
    /// A discriminator without a union beside it.
    pub(super) tag: Option<Rc<Tag>>,
    /// `if`, `then`, `else`: properties that may be there.
    pub(super) conditional: Vec<SchemaId>,
    /// Whether no value is valid.
    pub(super) never: bool,
    /// JSON in a string, of this schema.
    pub(super) embedded: Option<Option<SchemaId>>,
    /// `x-secret`.
    pub(super) secret: bool,
    pub(super) read_only: bool,
    pub(super) write_only: bool,
    pub(super) default: Option<Value>,
    pub(super) limits: Option<Box<Limits>>,
    pub(super) about: About,
    /// The schema that this one is, but for what it tells a reader (`allOf` of one reference, with a description).
    pub(super) same_as: Option<SchemaId>,
    /// The schemas of which this one is the intersection, where `lower` made it.
    pub(super) meets: Vec<SchemaId>,
    /// The schemas of which this one is the loosest object, where `lower` made it.
    pub(super) joins: Vec<SchemaId>,
}

impl Schema {
    /// The key that the document itself gives it.
    pub(super) fn own_key(&self) -> Option<&String> {
        self.component.as_ref().filter(|_| !self.is_moved)
    }

    /// The kind that it says, or that its keywords are for.
    pub(super) fn kind(&self) -> Option<Kind> {
        if self.kind.is_some() {
            return self.kind;
        }
        let limits = self.limits.as_deref();
        let limited = |is: fn(&Limits) -> bool| limits.is_some_and(is);
        let keys = limited(|it| it.min_properties.is_some() || it.max_properties.is_some());
        let elements = limited(|it| it.min_items.is_some() || it.max_items.is_some() || it.unique_items);
        let letters = limited(|it| it.pattern.is_some() || it.min_length.is_some() || it.max_length.is_some());
        let numbers = limited(|it| it.minimum.is_some() || it.maximum.is_some() || it.multiple_of.is_some());
        if self.speaks_of_keys() || keys {
            Some(Kind::Object)
        } else if self.items.is_some() || !self.places.is_empty() || elements {
            Some(Kind::Array)
        } else if self.format.is_some() || self.embedded.is_some() || self.secret || letters {
            Some(Kind::Text)
        } else if numbers {
            Some(Kind::Number)
        } else {
            None
        }
    }

    /// Whether it says `nullable` and nothing else, which allows any value.
    pub(super) fn is_null(&self) -> bool {
        self.nullable
            && self.component.is_none()
            && self.kind.is_none()
            && self.limits.is_none()
            && self.all_of.is_empty()
            && !self.has_substance()
    }

    /// Whether a keyword for objects is there.
    pub(super) fn speaks_of_keys(&self) -> bool {
        !self.properties.is_empty()
            || !self.required.is_empty()
            || self.rest != Rest::Silent
            || !self.patterns.is_empty()
            || !self.conditional.is_empty()
    }

    /// Whether it says more than a kind, limits and annotations: whether it makes a type of its own.
    pub(super) fn has_substance(&self) -> bool {
        self.names_keys() || self.lists_values() || self.has_other_substance()
    }

    /// Whether it names keys.
    pub(super) fn names_keys(&self) -> bool {
        !self.properties.is_empty() || !self.required.is_empty()
    }

    /// Whether it says which scalars there are.
    pub(super) fn lists_values(&self) -> bool {
        self.values.is_some() || self.format.is_some()
    }

    /// Whether it says what is neither of these.
    pub(super) fn has_other_substance(&self) -> bool {
        matches!(self.rest, Rest::Any | Rest::Of(_))
            || !self.patterns.is_empty()
            || !self.conditional.is_empty()
            || self.items.is_some()
            || !self.places.is_empty()
            || !self.unions.is_empty()
            || self.embedded.is_some()
            || self.secret
            || self.never
    }
}
