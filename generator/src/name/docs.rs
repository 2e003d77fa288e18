//! What a reader is told.

use crate::api::{Docs, Field, Operation, Parameter, Tag};
use crate::rust::Doc;

/// A line of our own.
pub(super) fn line(text: &str) -> Doc {
    Doc(vec![text.to_owned()])
}

pub(super) fn of_type(_docs: &Docs) -> Doc {
    Doc::default()
}

pub(super) fn of_variant(_docs: &Docs) -> Doc {
    Doc::default()
}

pub(super) fn of_field(_field: &Field, _is_required: bool) -> Doc {
    Doc::default()
}

pub(super) fn of_parameter(_parameter: &Parameter) -> Doc {
    Doc::default()
}

pub(super) fn of_operation(operation: &Operation) -> Doc {
    Doc(vec![format!("`{} {}`", format!("{:?}", operation.method).to_uppercase(), operation.path)])
}

pub(super) fn of_tag(_tag: &Tag) -> Doc {
    Doc::default()
}
