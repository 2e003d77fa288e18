//! `components`.

use super::{At, Reader};
use indexmap::IndexMap;
use openapiv3::Components;

impl Reader<'_> {
    /// Everything that has a name; callbacks, links and path items are not needed by then.
    pub(super) fn components(&mut self, at: At<'_>) -> Option<Components> {
        self.is_object(at).then(|| Components {
            schemas: self.map(at, "schemas", |reader, at| Some(reader.schema(at))),
            responses: self.map(at, "responses", |reader, at| reader.reference_or(at, Self::response)),
            parameters: self.map(at, "parameters", |reader, at| reader.reference_or(at, Self::parameter)),
            examples: self.map(at, "examples", |reader, at| reader.reference_or(at, Self::example)),
            request_bodies: self.map(at, "requestBodies", |reader, at| reader.reference_or(at, Self::request_body)),
            headers: self.map(at, "headers", |reader, at| reader.reference_or(at, Self::header)),
            security_schemes: self
                .map(at, "securitySchemes", |reader, at| reader.reference_or(at, Self::security_scheme)),
            links: IndexMap::new(),
            callbacks: IndexMap::new(),
            extensions: self.extensions(at),
        })
    }
}
