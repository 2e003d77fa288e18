//! An envelope, typed refusals, and operations that take no credential.

use crate::{both, json};
use dynamosql::types::{AuthRefreshRequest, AuthTokenRequest};
use dynamosql::{Client, types};
use specwright_runtime::ErrorKind;

const GRANTED: &str =
    r#"{"success": true, "data": {"accessToken": "a", "refreshToken": "r", "expiresIn": 3600, "tokenType": "Bearer"}}"#;
const REFUSED: &str = r#"{"success": false, "error": {"message": "no", "code": "bad", "requestId": "q1"}}"#;

fn token(client: &Client) -> specwright_runtime::Call<types::AuthTokenResponse, types::ApiResponse> {
    client.auth_token(&AuthTokenRequest::new("id", "secret"))
}

#[test]
fn a_token_is_asked_for_without_a_credential() {
    for (sent, outcome) in both(Client::builder, "", json(200, GRANTED), token) {
        assert_eq!(sent.line, "POST /v1/auth/token HTTP/1.1");
        assert_eq!(sent.header("content-type"), Some("application/json"));
        assert_eq!(sent.header("authorization"), None);
        assert_eq!(sent.text(), r#"{"clientId":"id","clientSecret":"secret"}"#);
        let answer = outcome.unwrap().into_body();
        assert!(answer.success && answer.error.is_none());
        let data = answer.data.unwrap();
        assert_eq!(data.access_token.as_ref().map(|it| it.expose()), Some("a"));
        assert_eq!(data.refresh_token.as_ref().map(|it| it.expose()), Some("r"));
        assert_eq!((data.expires_in, data.token_type.as_deref()), (Some(3600), Some("Bearer")));
    }
}

#[test]
fn a_token_is_refreshed() {
    let refresh = |client: &Client| client.auth_refresh(&AuthRefreshRequest::new("r"));
    let granted = r#"{"success": true, "data": {"accessToken": "b", "expiresIn": 60}}"#;
    for (sent, outcome) in both(Client::builder, "", json(200, granted), refresh) {
        assert_eq!(sent.line, "POST /v1/auth/refresh HTTP/1.1");
        assert_eq!(sent.header("authorization"), None);
        assert_eq!(sent.text(), r#"{"refreshToken":"r"}"#);
        let data = outcome.unwrap().into_body().data.unwrap();
        assert_eq!(data.access_token.as_ref().map(|it| it.expose()), Some("b"));
    }
    for (_, outcome) in both(Client::builder, "", json(401, REFUSED), refresh) {
        let error = outcome.unwrap_err();
        assert_eq!(error.status().map(|it| it.as_u16()), Some(401));
        assert_eq!(error.into_body().unwrap().error.unwrap().code.as_deref(), Some("bad"));
    }
}

#[test]
fn refusals_are_the_documented_body() {
    for status in [400, 401, 429] {
        for (_, outcome) in both(Client::builder, "", json(status, REFUSED), token) {
            let error = outcome.unwrap_err();
            assert_eq!((error.kind(), error.status().map(|it| it.as_u16())), (ErrorKind::Documented, Some(status)));
            let body = error.into_body().unwrap();
            assert!(!body.success && body.data.is_none());
            let said = body.error.unwrap();
            assert_eq!(said.message.as_deref(), Some("no"));
            assert_eq!(said.request_id.as_deref(), Some("q1"));
        }
    }
}

#[test]
fn what_is_not_documented_is_kept() {
    let html = crate::answer(500, &[("Content-Type", "text/html"), ("X-Edge", "e7")], "<html>down</html>");
    for (_, outcome) in both(Client::builder, "", html.clone(), token) {
        let error = outcome.unwrap_err();
        assert_eq!((error.kind(), error.status().map(|it| it.as_u16())), (ErrorKind::Unexpected, Some(500)));
        assert_eq!(error.headers().and_then(|it| it.get("x-edge")).unwrap(), "e7");
        assert_eq!(error.bytes().map(|it| it.as_ref()), Some(&b"<html>down</html>"[..]));
        assert!(error.body().is_none());
    }
    // `success` is required.
    for (_, outcome) in both(Client::builder, "", json(200, r#"{"data": {}}"#), token) {
        assert_eq!(outcome.unwrap_err().kind(), ErrorKind::Unexpected);
    }
}
