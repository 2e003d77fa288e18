//! The document itself: `info`, `servers`, `tags`, `paths`.

use super::{At, Reader};
use crate::document::tree::{Node, Value};
use openapiv3::{
    Contact, ExternalDocumentation, Info, License, OpenAPI, Paths, ReferenceOr, SecurityRequirement, Server,
    ServerVariable, Tag,
};

impl Reader<'_> {
    /// The whole document.
    pub(super) fn document(&mut self, at: At<'_>) -> OpenAPI {
        OpenAPI {
            openapi: self.required_text(at, "openapi", "3.0.3"),
            info: self.info(at),
            servers: self.list(at, "servers", Self::server),
            paths: self.paths(at),
            components: self.one(at, "components", Self::components),
            security: self.security(at),
            tags: self.list(at, "tags", Self::tag),
            external_docs: self.one(at, "externalDocs", Self::external_docs),
            extensions: self.extensions(at),
        }
    }

    fn info(&mut self, at: At<'_>) -> Info {
        let found = self.one(at, "info", |reader, at| {
            reader.is_object(at).then(|| Info {
                title: reader.required_text(at, "title", "API"),
                description: reader.text(at, "description").or_else(|| reader.text(at, "summary")),
                terms_of_service: reader.text(at, "termsOfService"),
                contact: reader.one(at, "contact", Self::contact),
                license: reader.one(at, "license", Self::license),
                version: reader.required_text(at, "version", "0"),
                extensions: reader.extensions(at),
            })
        });
        found.unwrap_or_else(|| {
            if at.node.get("info").is_none() {
                self.notes.broken(
                    "missing-field",
                    at.trail,
                    at.node.mark,
                    "`info` is missing; the title \"API\" is taken",
                );
            }
            Info { title: "API".to_owned(), version: "0".to_owned(), ..Info::default() }
        })
    }

    fn contact(&mut self, at: At<'_>) -> Option<Contact> {
        self.is_object(at).then(|| Contact {
            name: self.text(at, "name"),
            url: self.text(at, "url"),
            email: self.text(at, "email"),
            extensions: self.extensions(at),
        })
    }

    fn license(&mut self, at: At<'_>) -> Option<License> {
        if let Value::String(name) = &at.node.value {
            self.wrong_kind(at, format!("`license` is an object, and here is a string: `name: {name}` is read"));
            return Some(License { name: name.clone(), ..License::default() });
        }
        self.is_object(at).then(|| License {
            name: self.text(at, "name").or_else(|| self.text(at, "identifier")).unwrap_or_default(),
            url: self.text(at, "url"),
            extensions: self.extensions(at),
        })
    }

    /// A server; one without a URL is where the document is, as the specification has it for no server at all.
    pub(super) fn server(&mut self, at: At<'_>) -> Option<Server> {
        if let Value::String(url) = &at.node.value {
            self.wrong_kind(at, format!("a server is an object, and here is a string: `url: {url}` is read"));
            return Some(Server { url: url.clone(), ..Server::default() });
        }
        self.is_object(at).then(|| {
            let variables = self.map(at, "variables", Self::server_variable);
            Server {
                url: self.required_text(at, "url", "/"),
                description: self.text(at, "description"),
                variables: Some(variables).filter(|variables| !variables.is_empty()),
                extensions: self.extensions(at),
            }
        })
    }

    fn server_variable(&mut self, at: At<'_>) -> Option<ServerVariable> {
        self.is_object(at).then(|| {
            let enumeration = self.list(at, "enum", Self::text_at);
            let first = enumeration.first().cloned().unwrap_or_default();
            ServerVariable {
                default: self.required_text(at, "default", &first),
                description: self.text(at, "description"),
                enumeration,
                extensions: self.extensions(at),
            }
        })
    }

    fn tag(&mut self, at: At<'_>) -> Option<Tag> {
        if let Value::String(name) = &at.node.value {
            self.wrong_kind(at, format!("a tag is an object, and here is a string: `name: {name}` is read"));
            return Some(Tag { name: name.clone(), ..Tag::default() });
        }
        if !self.is_object(at) {
            return None;
        }
        Some(Tag {
            name: self.text(at, "name")?,
            description: self.text(at, "description"),
            external_docs: self.one(at, "externalDocs", Self::external_docs),
            extensions: self.extensions(at),
        })
    }

    /// A link to more documentation.
    pub(super) fn external_docs(&mut self, at: At<'_>) -> Option<ExternalDocumentation> {
        if let Value::String(url) = &at.node.value {
            self.wrong_kind(at, format!("`externalDocs` is an object, and here is a string: `url: {url}` is read"));
            return Some(ExternalDocumentation { url: url.clone(), ..ExternalDocumentation::default() });
        }
        if !self.is_object(at) {
            return None;
        }
        Some(ExternalDocumentation {
            description: self.text(at, "description"),
            url: self.text(at, "url")?,
            extensions: self.extensions(at),
        })
    }

    /// The alternatives of `security`.
    pub(super) fn security(&mut self, at: At<'_>) -> Option<Vec<SecurityRequirement>> {
        let node = at.node.get("security")?;
        if node.value == Value::Null {
            return None;
        }
        let trail = at.trail.key("security");
        let is_object = node.as_object().is_some();
        if !is_object && node.as_array().is_none() {
            self.set_aside(At { node, trail: &trail }, "a list");
            return None;
        }
        let alternatives = self.list(at, "security", |reader, at| {
            let members = reader.members(at, "an object").iter();
            let uses = members.map(|member| {
                let scopes = match &member.node.value {
                    Value::Array(scopes) => scopes.iter().filter_map(Node::as_str).map(str::to_owned).collect(),
                    Value::Null => Vec::new(),
                    _ => {
                        let trail = at.trail.key(&member.key);
                        reader.set_aside(At { node: &member.node, trail: &trail }, "a list of scopes");
                        Vec::new()
                    }
                };
                (member.key.clone(), scopes)
            });
            Some(uses.collect())
        });
        Some(alternatives)
    }

    fn paths(&mut self, at: At<'_>) -> Paths {
        let extensions = self.one(at, "paths", |reader, at| Some(reader.extensions(at))).unwrap_or_default();
        let paths = self.map(at, "paths", |reader, at| {
            let path = at.trail.last_key().unwrap_or_default();
            if path.starts_with("x-") {
                return None;
            }
            if !path.starts_with('/') {
                let message = format!("a path begins with `/`, and here is `{path}`: a `/` is put before it");
                reader.notes.broken("path-form", at.trail, at.node.mark, message);
            }
            reader.path_item(at).map(ReferenceOr::Item)
        });
        let rooted = paths.into_iter().map(|(path, item)| match path.starts_with('/') {
            true => (path, item),
            false => (format!("/{path}"), item),
        });
        Paths { paths: rooted.collect(), extensions }
    }
}
