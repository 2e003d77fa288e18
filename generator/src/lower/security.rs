//! Security schemes and what operations need of them.

use super::references;
use super::schemas::Schemas;
use crate::api::{Scheme, SchemeKind, SchemeUse, Security};
use crate::document::carried;
use crate::pointer::Pointer;
use indexmap::IndexMap;
use openapiv3::{APIKeyLocation, Components, SecurityRequirement, SecurityScheme};
use serde_json::Value;

/// The schemes, by key.
pub(super) fn schemes(schemas: &mut Schemas<'_>, components: Option<&Components>) -> IndexMap<String, Scheme> {
    let mut schemes = IndexMap::new();
    let root = Pointer::root().join(["components", "securitySchemes"]);
    for (key, node) in components.iter().flat_map(|components| &components.security_schemes) {
        if let Some(found) = references::find(schemas, components, node, &root.child(key)) {
            schemes.insert(key.clone(), scheme(found.item, root.child(key)));
        }
    }
    schemes
}

fn scheme(scheme: &SecurityScheme, pointer: Pointer) -> Scheme {
    let (kind, description, extensions) = match scheme {
        SecurityScheme::APIKey { location, name, description, extensions } => {
            let kind = match location {
                APIKeyLocation::Query => SchemeKind::QueryKey(name.clone()),
                APIKeyLocation::Header => SchemeKind::HeaderKey(name.clone()),
                APIKeyLocation::Cookie => SchemeKind::CookieKey(name.clone()),
            };
            (kind, description, extensions)
        }
        SecurityScheme::HTTP { scheme, description, extensions, .. } => {
            let is_mutual = extensions.get(carried::MUTUAL_TLS) == Some(&Value::Bool(true));
            let kind = match scheme.to_ascii_lowercase().as_str() {
                _ if is_mutual => SchemeKind::MutualTls,
                "bearer" => SchemeKind::Bearer,
                "basic" => SchemeKind::Basic,
                _ => SchemeKind::Http(scheme.clone()),
            };
            (kind, description, extensions)
        }
        SecurityScheme::OAuth2 { description, extensions, .. }
        | SecurityScheme::OpenIDConnect { description, extensions, .. } => {
            (SchemeKind::Bearer, description, extensions)
        }
    };
    let token_source = extensions.get("x-token-source").cloned();
    Scheme { kind, description: description.clone(), token_source, pointer }
}

/// What is needed: alternatives, those left out that name an unknown scheme.
pub(super) fn security(
    schemas: &mut Schemas<'_>,
    schemes: &IndexMap<String, Scheme>,
    requirements: &[SecurityRequirement],
    pointer: &Pointer,
) -> Security {
    let mut security: Security = Vec::new();
    for (index, requirement) in requirements.iter().enumerate() {
        let unknown: Vec<&String> = requirement.keys().filter(|key| !schemes.contains_key(*key)).collect();
        for key in &unknown {
            let message = format!("no security scheme is called `{key}`: this alternative is left out");
            schemas.broken(&pointer.child(index).child(key), "unknown-scheme", message);
        }
        if !unknown.is_empty() {
            continue;
        }
        let uses = requirement.iter();
        let uses: Vec<SchemeUse> =
            uses.map(|(key, scopes)| SchemeUse { scheme: key.clone(), scopes: scopes.clone() }).collect();
        if !security.contains(&uses) {
            security.push(uses);
        }
    }
    security
}
