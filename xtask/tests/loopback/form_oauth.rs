//! A form goes out; JSON and JSON in a string come back, in every shape that the documentation shows.

use crate::{SECRET, both, json};
use form_oauth::Client;
use form_oauth::types::{AuthTokenRequest, AuthTokenResponse, ErrorCause, ErrorResponse};
use specwright_runtime::{Call, ErrorKind};

fn token(client: &Client) -> Call<AuthTokenResponse, ErrorResponse> {
    client.auth_token(&AuthTokenRequest::new("id", SECRET))
}

#[test]
fn the_form_arrives_as_it_was_under_the_path_of_the_base_url() {
    for (sent, outcome) in both(Client::builder, "/v1", json(200, r#"{"data": {"access_token": "a"}}"#), token) {
        outcome.unwrap();
        assert_eq!(sent.line, "POST /v1/auth/token HTTP/1.1");
        assert_eq!(sent.header("content-type"), Some("application/x-www-form-urlencoded"));
        assert_eq!(sent.header("authorization"), None);
        let fields: Vec<(String, String)> = url::form_urlencoded::parse(&sent.body).into_owned().collect();
        let expected =
            [("client_id", "id"), ("client_secret", SECRET)].map(|(name, value)| (name.into(), value.into()));
        assert_eq!(fields, expected);
    }
}

#[test]
fn data_is_an_object_or_json_in_a_string() {
    for body in [
        r#"{"data": {"access_token": "a", "token_type": "Bearer", "expires_in": 3600}}"#,
        r#"{"data": "{\"access_token\": \"a\", \"token_type\": \"Bearer\", \"expires_in\": 3600}"}"#,
    ] {
        for (_, outcome) in both(Client::builder, "/v1", json(200, body), token) {
            let data = outcome.unwrap().into_body().data.unwrap().into_inner();
            assert_eq!(data.access_token.as_ref().map(|it| it.expose()), Some("a"));
            assert_eq!((data.token_type.as_deref(), data.expires_in), (Some("Bearer"), Some(3600)));
        }
    }
}

/// The code, the reason and the message, wherever they are said.
fn said(error: ErrorResponse) -> [Option<String>; 3] {
    match error.error.map(|cause| cause.into_inner()) {
        Some(ErrorCause::ErrorDetail(detail)) => [detail.code, detail.code_reason, detail.message],
        Some(ErrorCause::Message(text)) => [None, None, Some(text)],
        _ => [error.code, error.code_reason, error.message],
    }
}

#[test]
fn every_error_is_read_in_every_shape() {
    let whole = [Some("400013"), Some("invalid_request"), Some("Missing")];
    let shapes = [
        (r#"{"code": "400013", "code_reason": "invalid_request", "message": "Missing"}"#, whole),
        (r#"{"error": {"code": "400013", "code_reason": "invalid_request", "message": "Missing"}}"#, whole),
        (
            r#"{"error": "{\"code\": \"400013\", \"code_reason\": \"invalid_request\", \"message\": \"Missing\"}"}"#,
            whole,
        ),
        (r#"{"error": "Access forbidden"}"#, [None, None, Some("Access forbidden")]),
        (r#"{"error": "\"Access forbidden\""}"#, [None, None, Some("Access forbidden")]),
        (r#"{"error": {"message": "Missing"}}"#, [None, None, Some("Missing")]),
    ];
    for status in [400, 401, 403, 404, 500] {
        for (body, expected) in shapes {
            for (_, outcome) in both(Client::builder, "/v1", json(status, body), token) {
                let error = outcome.unwrap_err();
                assert_eq!((error.kind(), error.status().map(|it| it.as_u16())), (ErrorKind::Documented, Some(status)));
                let found = said(error.into_body().unwrap());
                assert_eq!(found.each_ref().map(Option::as_deref), expected, "{status} {body}");
            }
        }
    }
}
