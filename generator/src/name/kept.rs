//! What keeps its name: see [`crate::names`].

use crate::api::{Api, ChoiceValue, Member, Operation, Parameter, TypeId};
use crate::names::{Names, member_place, operation_place, parameter_place, places, value_place};

/// The names that are kept, by what they name.
#[derive(Debug)]
pub(super) struct Kept<'a> {
    names: &'a Names,
    /// By [`TypeId`].
    places: Vec<Option<String>>,
}

impl<'a> Kept<'a> {
    pub(super) fn of(api: &Api, names: &'a Names) -> Self {
        Self { names, places: if names.is_empty() { Vec::new() } else { places(api) } }
    }

    fn within(&self, kind: &str, id: TypeId, rest: impl FnOnce(&str) -> String) -> Option<&'a str> {
        self.names.get(kind, &rest(self.places.get(id.0)?.as_deref()?))
    }

    pub(super) fn ty(&self, id: TypeId) -> Option<&'a str> {
        self.within("types", id, str::to_owned)
    }

    /// The name of a field; of `*`, that of the field which holds every other key.
    pub(super) fn field(&self, id: TypeId, wire: &str) -> Option<&'a str> {
        self.within("fields", id, |place| format!("{place}.{wire}"))
    }

    pub(super) fn value(&self, id: TypeId, value: &ChoiceValue) -> Option<&'a str> {
        self.within("variants", id, |place| value_place(place, value))
    }

    pub(super) fn member(&self, id: TypeId, member: &Member) -> Option<&'a str> {
        self.within("variants", id, |place| member_place(place, member))
    }

    /// The name of the variant for everything else.
    pub(super) fn other(&self, id: TypeId) -> Option<&'a str> {
        self.within("variants", id, |place| format!("{place} *"))
    }

    pub(super) fn method(&self, operation: &Operation) -> Option<&'a str> {
        self.names.get("methods", &operation_place(operation))
    }

    /// A type that is made for an operation: `params`, `reply`, `error`.
    pub(super) fn made(&self, operation: &Operation, what: &str) -> Option<&'a str> {
        self.names.get("types", &format!("{} {what}", operation_place(operation)))
    }

    pub(super) fn parameter(&self, operation: &Operation, parameter: &Parameter) -> Option<&'a str> {
        let place = operation_place(operation);
        self.names.get("parameters", &parameter_place(&place, parameter.place, &parameter.name))
    }

    pub(super) fn module(&self, tag: &str) -> Option<&'a str> {
        self.names.get("modules", tag)
    }
}
