//! An answer in one of two spellings, which no server has to name.

use crate::{both, json};
use nitro_sign::Client;
use nitro_sign::types::{AuthTokenRequest, GetTokenRfc6749Response, OAuth2ErrorResponse};
use specwright_runtime::{Call, ErrorKind};

/// There is no argument for the header `Authorization`.
fn token(client: &Client) -> Call<GetTokenRfc6749Response, OAuth2ErrorResponse> {
    client.get_token_rfc6749(&AuthTokenRequest::new("id", "secret"))
}

#[test]
fn both_spellings_are_told_apart_and_keep_the_token() {
    for (body, is_snake_case) in [
        (r#"{"access_token": "a", "token_type": "Bearer", "expires_in": 3600}"#, true),
        (
            r#"{"access_token": "a", "token_type": "Bearer", "expires_in": 3600, "scope": "all", "refresh_token": "r"}"#,
            true,
        ),
        (r#"{"access_token": "a"}"#, true),
        (r#"{"accessToken": "a", "tokenType": "Bearer", "expiresIn": 3600}"#, false),
        (
            r#"{"accessToken": "a", "tokenType": "Bearer", "expiresIn": 3600, "scope": "all", "refresh_token": "r"}"#,
            false,
        ),
        (r#"{"scope": "all", "accessToken": "a"}"#, false),
    ] {
        for (sent, outcome) in both(Client::builder, "", json(200, body), token) {
            assert_eq!(sent.line, "POST /oauth/token HTTP/1.1");
            assert_eq!(sent.header("authorization"), None);
            assert_eq!(sent.text(), r#"{"clientID":"id","clientSecret":"secret"}"#);
            let found = match outcome.unwrap().into_body() {
                GetTokenRfc6749Response::OAuth2TokenResponse(it) => (true, it.access_token),
                GetTokenRfc6749Response::AuthTokenResponse(it) => (false, it.access_token),
                other => panic!("{body}: {other:?}"),
            };
            assert_eq!((found.0, found.1.as_ref().map(|it| it.expose())), (is_snake_case, Some("a")), "{body}");
        }
    }
}

#[test]
fn refusals_are_typed() {
    let body = r#"{"error": "invalid_client", "error_description": "Unknown client"}"#;
    for status in [400, 401, 500] {
        for (_, outcome) in both(Client::builder, "", json(status, body), token) {
            let error = outcome.unwrap_err();
            assert_eq!((error.kind(), error.status().map(|it| it.as_u16())), (ErrorKind::Documented, Some(status)));
            let body = error.into_body().unwrap();
            assert_eq!(body.error.as_deref(), Some("invalid_client"));
            assert_eq!(body.error_description.as_deref(), Some("Unknown client"));
        }
    }
}
