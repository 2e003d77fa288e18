//! Every way to prove who calls; credentials go where the document asks for them, and nowhere else.

use crate::{answer, both};
use kitchen_sink::Client;
use specwright_runtime::{Call, ClientBuilder};

fn builder() -> ClientBuilder<Client> {
    Client::builder()
        .basic("u", "p")
        .credential("key", "k")
        .credential("tenant", "t")
        .credential("session", "s")
        .credential("digest", "d")
}

type Operation = fn(&Client) -> Call<()>;

/// The query, `Authorization`, `Cookie` and `X-Api-Key` that an operation sends.
fn sent(builder: fn() -> ClientBuilder<Client>, call: Operation) -> [Option<String>; 4] {
    let [(raw, awaited), (_, blocking)] = both(builder, "", answer(204, &[], ""), call);
    assert!(awaited.is_ok() && blocking.is_ok());
    let query = raw.line.split(['?', ' ']).nth(2).filter(|query| !query.starts_with("HTTP")).map(str::to_owned);
    let header = |name| raw.header(name).map(str::to_owned);
    [query, header("authorization"), header("cookie"), header("x-api-key")]
}

#[test]
fn credentials_go_where_they_are_asked_for() {
    let bearer = Some("Bearer tok-canary");
    let table: [(Operation, [Option<&str>; 4]); 9] = [
        (|client| client.security().default_security(), [None, bearer, None, None]),
        (|client| client.security().no_security(), [None, None, None, None]),
        (|client| client.security().optional_security(), [None, bearer, None, None]),
        (|client| client.security().basic_security(), [None, Some("Basic dTpw"), None, None]),
        (|client| client.security().cookie_security(), [None, None, Some("session=s"), None]),
        (|client| client.security().oauth_security(), [None, bearer, None, None]),
        (|client| client.security().digest_security(), [None, Some("digest d"), None, None]),
        (|client| client.security().combined_security(), [None, None, Some("session=s"), Some("k")]),
        // What the transport proves.
        (|client| client.security().certificate_security(), [None, None, None, None]),
    ];
    for (call, expected) in table {
        let found = sent(builder, call);
        assert_eq!(found.each_ref().map(Option::as_deref), expected);
    }
}

#[test]
fn the_first_alternative_that_can_be_is_taken() {
    let key = || Client::builder().credential("key", "k").credential("tenant", "t&");
    let found = sent(key, |client| client.security().combined_security());
    assert_eq!(found.each_ref().map(Option::as_deref), [Some("tenant=t%26"), None, None, None]);
    // The bearer token is given too, and comes first.
    let found = sent(key, |client| client.security().default_security());
    assert_eq!(found.each_ref().map(Option::as_deref), [None, Some("Bearer tok-canary"), None, None]);
}
