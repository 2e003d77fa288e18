//! A constant in the path, an operation id of FastAPI's, a server that only the overlay knows.

use crate::{both, json};
use dollr::Client;
use dollr::types::{
    ClientCredentialObtainTokenPayload, HTTPValidationError, ObtainTokenResponse, ValidationErrorLocItem,
};
use specwright_runtime::{Call, ErrorKind};

/// There is no argument for the version.
fn token(client: &Client) -> Call<ObtainTokenResponse, HTTPValidationError> {
    client.client_obtain_token(&ClientCredentialObtainTokenPayload::new("id", "secret"))
}

#[test]
fn the_version_stands_in_the_path() {
    for (sent, outcome) in both(Client::builder, "", json(200, r#"{"access_token": "a", "expires_in": 60}"#), token) {
        assert_eq!(sent.line, "POST /v1/jwt/client/obtain/token HTTP/1.1");
        assert_eq!(sent.text(), r#"{"client_id":"id","client_secret":"secret"}"#);
        let answer = outcome.unwrap().into_body();
        assert_eq!((answer.access_token.expose(), answer.expires_in), ("a", 60));
    }
}

#[test]
fn the_server_is_the_overlays() {
    let request = token(&Client::new()).request().unwrap();
    assert_eq!(request.uri(), "https://api.heydollr.app/v1/jwt/client/obtain/token");
    let request = token(&Client::at("https://dollr.example.com/base").unwrap()).request().unwrap();
    assert_eq!(request.uri(), "https://dollr.example.com/base/v1/jwt/client/obtain/token");
}

#[test]
fn a_refusal_says_where() {
    let body =
        r#"{"detail": [{"loc": ["body", "client_id", 0], "msg": "Field required", "type": "missing", "input": {}}]}"#;
    for (_, outcome) in both(Client::builder, "", json(422, body), token) {
        let error = outcome.unwrap_err();
        assert_eq!((error.kind(), error.status().map(|it| it.as_u16())), (ErrorKind::Documented, Some(422)));
        let detail = error.into_body().unwrap().detail.unwrap().remove(0);
        assert_eq!((detail.msg.as_str(), detail.r#type.as_str()), ("Field required", "missing"));
        let [body, field, index] = detail.loc.as_slice() else { panic!("{:?}", detail.loc) };
        assert!(matches!(body, ValidationErrorLocItem::Text(text) if text == "body"));
        assert!(matches!(field, ValidationErrorLocItem::Text(text) if text == "client_id"));
        assert!(matches!(index, ValidationErrorLocItem::Integer(0)));
    }
}

/// The unit of the lifetime stands in the documentation of the field.
#[test]
fn the_lifetime_says_its_unit() {
    let types = include_str!("../../../generated/dollr/src/types.rs");
    let (before, _) = types.split_once("pub expires_in").unwrap();
    assert!(before.trim_end().ends_with("/// Expiry duration in minutes"), "{before}");
}
