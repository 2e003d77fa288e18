//! What the token sources make of every shape of answer: tokens, refusals, lifetimes of every kind.

use specwright_runtime::{Replay, TokenCache, TokenError};

/// The token that a source gives, and what was sent to obtain it.
fn first(replay: &Replay, source: &TokenCache) -> Result<(String, String), TokenError> {
    let token = token(source)?;
    let sent = replay.sent();
    assert!(sent.iter().all(|sent| sent.header("authorization").is_none()), "no operation for a token takes one");
    Ok((token, sent.iter().map(|sent| format!("{} {}", sent.head.uri(), sent.text())).collect::<Vec<_>>().join("\n")))
}

fn token(source: &TokenCache) -> Result<String, TokenError> {
    let source: &dyn specwright_runtime::TokenSource = source;
    source.token_blocking().map(|token| token.secret().expose().to_owned())
}

/// Calls the token that a source gives refused, so that it obtains another.
fn refuse(source: &TokenCache) {
    let source: &dyn specwright_runtime::TokenSource = source;
    if let Ok(token) = source.token_blocking() {
        source.refused(&token);
    }
}

#[test]
fn dynamosql_grants_refreshes_and_grants_again() {
    let replay = Replay::new()
        .json(200, r#"{"success": true, "data": {"accessToken": "a", "refreshToken": "r", "expiresIn": 3600}}"#)
        .json(200, r#"{"success": true, "data": {"accessToken": "b", "expiresIn": "3600"}}"#)
        .json(401, r#"{"success": false, "error": {"code": "expired"}}"#)
        .json(200, r#"{"success": true, "data": {"accessToken": "c", "expiresIn": -9007199254740991}}"#);
    let client = dynamosql::Client::builder().transport(replay.clone()).build().unwrap();
    let source = client.token_source("id", "s3cret");
    let (token, sent) = first(&replay, &source).unwrap();
    assert_eq!(token, "a");
    assert_eq!(sent, r#"https://api.dynamosql.com/v1/auth/token {"clientId":"id","clientSecret":"s3cret"}"#);
    refuse(&source);
    assert_eq!(self::token(&source).unwrap(), "b");
    refuse(&source);
    assert_eq!(self::token(&source).unwrap(), "c", "the refused refresh falls back to the credentials");
    let texts: Vec<_> = replay.sent().iter().map(|sent| sent.text()).collect();
    assert_eq!(texts[1], r#"{"refreshToken":"r"}"#);
    assert_eq!(texts[2], r#"{"refreshToken":"r"}"#, "a refresh that gives no new refresh token leaves the old one");
    assert_eq!(texts.len(), 4);
}

#[test]
fn an_answer_that_does_not_count_is_a_refusal() {
    let refused = r#"{"success": false, "error": {"code": "locked", "message": "ask us", "requestId": "q7"}}"#;
    for status in [200, 401] {
        let replay = Replay::new().json(status, refused);
        let client = dynamosql::Client::builder().transport(replay.clone()).build().unwrap();
        let error = first(&replay, &client.token_source("id", "s3cret")).unwrap_err();
        let refusal = error.refusal().unwrap();
        assert_eq!((refusal.code.as_deref(), refusal.message.as_deref()), (Some("locked"), Some("ask us")));
        assert_eq!(error.to_string(), "no token was obtained: the credentials were refused: locked (request q7)");
    }
}

#[test]
fn form_oauth_reads_data_in_both_shapes() {
    let answers = [
        r#"{"data": {"access_token": "t", "token_type": "Bearer", "expires_in": 3600}}"#,
        r#"{"data": "{\"access_token\": \"t\", \"expires_in\": 3600}"}"#,
    ];
    for answer in answers {
        let replay = Replay::new().json(200, answer);
        let base = "https://customer.example.com/v1";
        let client = form_oauth::Client::builder().base_url(base).unwrap().transport(replay.clone()).build().unwrap();
        let (token, sent) = first(&replay, &client.token_source("id", "s&=+ %x~é")).unwrap();
        assert_eq!(token, "t");
        let (url, body) = sent.split_once(' ').unwrap();
        assert_eq!(url, "https://customer.example.com/v1/auth/token");
        let pairs: Vec<_> = url::form_urlencoded::parse(body.as_bytes()).collect();
        assert!(pairs.iter().any(|(name, value)| name == "client_secret" && value == "s&=+ %x~é"), "{pairs:?}");
    }
}

#[test]
fn form_oauth_finds_the_code_of_a_refusal_wherever_it_stands() {
    let refusals = [
        (r#"{"code": "401021", "message": "no"}"#, Some("401021"), Some("no")),
        (r#"{"error": {"code": "401021", "message": "no"}}"#, Some("401021"), Some("no")),
        (r#"{"error": "{\"code\": \"401021\", \"message\": \"no\"}"}"#, Some("401021"), Some("no")),
        (r#"{"error": "Access forbidden for this resource."}"#, None, Some("Access forbidden for this resource.")),
    ];
    for (body, code, message) in refusals {
        let replay = Replay::new().json(403, body);
        let base = "https://customer.example.com/v1";
        let client = form_oauth::Client::builder().base_url(base).unwrap().transport(replay.clone()).build().unwrap();
        let error = first(&replay, &client.token_source("id", "s")).unwrap_err();
        let refusal = error.refusal().unwrap();
        assert_eq!((refusal.code.as_deref(), refusal.message.as_deref()), (code, message), "{body}");
    }
}

#[test]
fn nitro_sign_reads_the_token_in_both_spellings() {
    let answers = [
        r#"{"access_token": "t", "expires_in": 60, "scope": "sign"}"#,
        r#"{"accessToken": "t", "expiresIn": 60, "refresh_token": "r"}"#,
    ];
    for answer in answers {
        let replay = Replay::new().json(200, answer);
        let client = nitro_sign::Client::builder().transport(replay.clone()).build().unwrap();
        let (token, sent) = first(&replay, &client.token_source("id", "s")).unwrap();
        assert_eq!(token, "t", "{answer}");
        assert_eq!(sent, r#"https://api.gonitro.dev/oauth/token {"clientID":"id","clientSecret":"s"}"#);
    }
}

#[test]
fn dollr_obtains_a_token() {
    let replay = Replay::new().json(200, r#"{"access_token": "t", "expires_in": 60}"#);
    let client = dollr::Client::builder().transport(replay.clone()).build().unwrap();
    let source = client.token_source("id", "s");
    let (token, sent) = first(&replay, &source).unwrap();
    assert_eq!(token, "t");
    assert_eq!(sent, r#"https://api.heydollr.app/v1/jwt/client/obtain/token {"client_id":"id","client_secret":"s"}"#);
    assert_eq!(self::token(&source).unwrap(), "t", "and keeps it: nothing is left on the tape");
}

#[test]
fn no_lifetime_breaks_a_token() {
    for lifetime in ["0", "\"3600\"", "3600.0", "-9007199254740991", "null", "\"soon\"", "{}"] {
        let replay = Replay::new().json(200, &format!(r#"{{"access_token": "t", "expires_in": {lifetime}}}"#));
        let client = dollr::Client::builder().transport(replay.clone()).build().unwrap();
        assert_eq!(first(&replay, &client.token_source("id", "s")).unwrap().0, "t", "{lifetime}");
    }
    let replay = Replay::new().json(200, r#"{"access_token": "t"}"#);
    let client = dollr::Client::builder().transport(replay.clone()).build().unwrap();
    assert_eq!(first(&replay, &client.token_source("id", "s")).unwrap().0, "t");
}

#[test]
fn credentials_for_tokens_do_not_travel_unencrypted() {
    let replay = Replay::new();
    let client =
        dollr::Client::builder().base_url("http://127.0.0.1:1").unwrap().transport(replay.clone()).build().unwrap();
    assert!(first(&replay, &client.token_source("id", "s")).is_err());
    assert!(replay.sent().is_empty());
}
