//! The token sources that the overlays describe: what is asked, what is taken out of the answer, what a refusal says.

use crate::server::{Server, Step};
use crate::{json, local, wait};
use specwright_runtime::{ClientBuilder, Secret, TokenSource};
use std::collections::BTreeSet;

/// What a source says, asked ten times, and how often the server was asked.
fn tokens<C, S: TokenSource>(
    builder: fn() -> ClientBuilder<C>,
    reply: Vec<Step>,
    source: fn(&C, &str, Secret) -> S,
) -> (BTreeSet<String>, usize, String)
where
    C: From<specwright_runtime::Client>,
{
    let server = Server::always(reply);
    let client = local(builder(), &server.url("/v1")).build().unwrap();
    let source = source(&client, "id", "sec-canary".into());
    let ask = || match wait(source.token()) {
        Ok(token) => token.secret().expose().to_owned(),
        Err(error) => format!("refused: {:?}", error.refusal()),
    };
    let said = (0..10).map(|_| ask()).collect();
    let seen = server.seen();
    (said, seen.len(), seen[0].text())
}

fn one(text: &str) -> BTreeSet<String> {
    BTreeSet::from([text.to_owned()])
}

#[test]
fn one_request_gives_the_token_to_all() {
    let granted = r#"{"success": true, "data": {"accessToken": "a", "expiresIn": 3600}}"#;
    let body = r#"{"clientId":"id","clientSecret":"sec-canary"}"#.to_owned();
    let source = |client: &dynamosql::Client, id: &str, secret| client.token_source(id, secret);
    assert_eq!(tokens(dynamosql::Client::builder, json(200, granted), source), (one("a"), 1, body));

    let body = "client_id=id&client_secret=sec-canary".to_owned();
    let source = |client: &form_oauth::Client, id: &str, secret| client.token_source(id, secret);
    for granted in [
        r#"{"data": {"access_token": "a", "expires_in": 3600}}"#,
        r#"{"data": "{\"access_token\": \"a\", \"expires_in\": 3600}"}"#,
    ] {
        assert_eq!(tokens(form_oauth::Client::builder, json(200, granted), source), (one("a"), 1, body.clone()));
    }

    let body = r#"{"clientID":"id","clientSecret":"sec-canary"}"#.to_owned();
    let source = |client: &nitro_sign::Client, id: &str, secret| client.token_source(id, secret);
    for granted in [r#"{"access_token": "a", "expires_in": 3600, "new": 1}"#, r#"{"accessToken": "a", "new": 1}"#] {
        assert_eq!(tokens(nitro_sign::Client::builder, json(200, granted), source), (one("a"), 1, body.clone()));
    }

    // Ten minutes, of which the last five are not waited for.
    let body = r#"{"client_id":"id","client_secret":"sec-canary"}"#.to_owned();
    let source = |client: &dollr::Client, id: &str, secret| client.token_source(id, secret);
    let granted = json(200, r#"{"access_token": "a", "expires_in": 10}"#);
    assert_eq!(tokens(dollr::Client::builder, granted, source), (one("a"), 1, body));
}

/// The envelope is used for refusals too, with a status of success.
#[test]
fn an_answer_counts_only_when_it_says_so() {
    let refused = r#"{"success": false, "error": {"message": "no", "code": "bad", "requestId": "q1"}, "data": {"accessToken": "a"}}"#;
    let source = |client: &dynamosql::Client, id: &str, secret| client.token_source(id, secret);
    for status in [200, 401] {
        let (said, _, _) = tokens(dynamosql::Client::builder, json(status, refused), source);
        let said = said.first().unwrap().clone();
        assert!(said.starts_with("refused"), "{said}");
        for text in ["\"no\"", "\"bad\"", "\"q1\""] {
            assert!(said.contains(text), "{said}");
        }
    }
}
