//! Security schemes.

use super::{At, Reader};
use crate::document::tree::Value;
use indexmap::IndexMap;
use openapiv3::{
    APIKeyLocation, AuthorizationCodeOAuth2Flow, ClientCredentialsOAuth2Flow, ImplicitOAuth2Flow, OAuth2Flows,
    PasswordOAuth2Flow, SecurityScheme,
};

impl Reader<'_> {
    /// A security scheme; one that nobody could use is set aside.
    pub(super) fn security_scheme(&mut self, at: At<'_>) -> Option<SecurityScheme> {
        if at.node.value == Value::Null || !self.is_object(at) {
            return None;
        }
        let description = self.text(at, "description");
        let extensions = self.extensions(at);
        let written = self.text(at, "type").unwrap_or_default();
        Some(match written.to_ascii_lowercase().as_str() {
            "apikey" => SecurityScheme::APIKey {
                location: self.key_location(at)?,
                name: self.scheme_part(at, "name")?,
                description,
                extensions,
            },
            "http" => SecurityScheme::HTTP {
                scheme: self.scheme_part(at, "scheme")?,
                bearer_format: self.text(at, "bearerFormat"),
                description,
                extensions,
            },
            "oauth2" => {
                let flows = self.one(at, "flows", Self::flows).unwrap_or_default();
                SecurityScheme::OAuth2 { flows, description, extensions }
            }
            "openidconnect" => {
                let open_id_connect_url = self.text(at, "openIdConnectUrl").unwrap_or_default();
                SecurityScheme::OpenIDConnect { open_id_connect_url, description, extensions }
            }
            scheme @ ("basic" | "bearer") => {
                self.wrong_kind(at, format!("`type: {written}` is read as `http` with `scheme: {scheme}`"));
                SecurityScheme::HTTP { scheme: scheme.to_owned(), bearer_format: None, description, extensions }
            }
            _ => {
                self.wrong_kind(at, format!("`type: {written}` is no kind of security scheme: it is set aside"));
                return None;
            }
        })
    }

    fn key_location(&mut self, at: At<'_>) -> Option<APIKeyLocation> {
        let place = self.scheme_part(at, "in")?;
        Some(match place.to_ascii_lowercase().as_str() {
            "query" => APIKeyLocation::Query,
            "header" => APIKeyLocation::Header,
            "cookie" => APIKeyLocation::Cookie,
            _ => {
                self.wrong_kind(at, format!("`in: {place}` is no place for a key: the scheme is set aside"));
                return None;
            }
        })
    }

    /// A text without which a scheme cannot be used.
    fn scheme_part(&mut self, at: At<'_>, key: &str) -> Option<String> {
        let part = self.text(at, key);
        if part.is_none() {
            self.notes.broken(
                "missing-field",
                at.trail,
                at.node.mark,
                format!("`{key}` is missing: the scheme is set aside"),
            );
        }
        part
    }

    fn flows(&mut self, at: At<'_>) -> Option<OAuth2Flows> {
        self.is_object(at).then(|| OAuth2Flows {
            implicit: self.one(at, "implicit", |reader, at| {
                Some(ImplicitOAuth2Flow {
                    authorization_url: reader.text(at, "authorizationUrl").unwrap_or_default(),
                    refresh_url: reader.text(at, "refreshUrl"),
                    scopes: reader.scopes(at),
                    extensions: reader.extensions(at),
                })
            }),
            password: self.one(at, "password", |reader, at| {
                Some(PasswordOAuth2Flow {
                    refresh_url: reader.text(at, "refreshUrl"),
                    token_url: reader.text(at, "tokenUrl").unwrap_or_default(),
                    scopes: reader.scopes(at),
                    extensions: reader.extensions(at),
                })
            }),
            client_credentials: self.one(at, "clientCredentials", |reader, at| {
                Some(ClientCredentialsOAuth2Flow {
                    refresh_url: reader.text(at, "refreshUrl"),
                    token_url: reader.text(at, "tokenUrl").unwrap_or_default(),
                    scopes: reader.scopes(at),
                    extensions: reader.extensions(at),
                })
            }),
            authorization_code: self.one(at, "authorizationCode", |reader, at| {
                Some(AuthorizationCodeOAuth2Flow {
                    authorization_url: reader.text(at, "authorizationUrl").unwrap_or_default(),
                    token_url: reader.text(at, "tokenUrl").unwrap_or_default(),
                    refresh_url: reader.text(at, "refreshUrl"),
                    scopes: reader.scopes(at),
                    extensions: reader.extensions(at),
                })
            }),
            extensions: self.extensions(at),
        })
    }

    /// Scopes with what they mean; a list of scopes says nothing of that.
    fn scopes(&mut self, at: At<'_>) -> IndexMap<String, String> {
        if at.node.get("scopes").is_some_and(|node| node.as_array().is_some()) {
            let scopes = self.list(at, "scopes", Self::text_at);
            return scopes.into_iter().map(|scope| (scope, String::new())).collect();
        }
        self.map(at, "scopes", |reader, at| Some(reader.text_at(at).unwrap_or_default()))
    }
}
