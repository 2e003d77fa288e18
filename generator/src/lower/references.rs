//! References to components that are not schemas.

use super::schemas::Schemas;
use crate::pointer::Pointer;
use indexmap::IndexMap;
use openapiv3::{Components, Header, Parameter, ReferenceOr, RequestBody, Response, SecurityScheme};

/// A kind of component.
pub(super) trait Component: Sized {
    /// `parameters`.
    const SECTION: &'static str;

    /// All of them.
    fn all(components: &Components) -> &IndexMap<String, ReferenceOr<Self>>;
}

impl Component for Parameter {
    const SECTION: &'static str = "parameters";

    fn all(components: &Components) -> &IndexMap<String, ReferenceOr<Self>> {
        &components.parameters
    }
}

impl Component for Response {
    const SECTION: &'static str = "responses";

    fn all(components: &Components) -> &IndexMap<String, ReferenceOr<Self>> {
        &components.responses
    }
}

impl Component for RequestBody {
    const SECTION: &'static str = "requestBodies";

    fn all(components: &Components) -> &IndexMap<String, ReferenceOr<Self>> {
        &components.request_bodies
    }
}

impl Component for Header {
    const SECTION: &'static str = "headers";

    fn all(components: &Components) -> &IndexMap<String, ReferenceOr<Self>> {
        &components.headers
    }
}

impl Component for SecurityScheme {
    const SECTION: &'static str = "securitySchemes";

    fn all(components: &Components) -> &IndexMap<String, ReferenceOr<Self>> {
        &components.security_schemes
    }
}

/// A component, or what stands in the place itself.
pub(super) struct Found<'a, T> {
    pub(super) item: &'a T,
    /// Where it stands.
    pub(super) pointer: Pointer,
    /// Its key, where it is a component.
    pub(super) key: Option<&'a str>,
}

/// The thing that a reference leads to; a dangling one is in the ledger.
pub(super) fn find<'a, T: Component>(
    schemas: &mut Schemas<'_>,
    components: Option<&'a Components>,
    node: &'a ReferenceOr<T>,
    pointer: &Pointer,
) -> Option<Found<'a, T>> {
    let mut found: Option<(&'a str, &'a ReferenceOr<T>)> = None;
    // A component may be a reference to another, but not without end.
    for _ in 0..32 {
        let reference = match found.map_or(node, |(_, node)| node) {
            ReferenceOr::Item(item) => {
                let key = found.map(|(key, _)| key);
                let pointer = match key {
                    Some(key) => Pointer::root().join(["components", T::SECTION, key]),
                    None => pointer.clone(),
                };
                return Some(Found { item, pointer, key });
            }
            ReferenceOr::Reference { reference } => reference,
        };
        found = match Pointer::parse(reference).unwrap_or_default().segments().as_slice() {
            ["components", section, key] if *section == T::SECTION => {
                let known = components.and_then(|components| T::all(components).get_key_value(*key));
                known.map(|(key, node)| (key.as_str(), node))
            }
            _ => None,
        };
        if found.is_none() {
            schemas.broken(pointer, "dangling-reference", format!("`{reference}` is not there: left out"));
            return None;
        }
    }
    schemas.broken(pointer, "dangling-reference", "this reference leads in a circle: left out");
    None
}
