//! No secret and no token is shown by `{:?}`, of whatever.

use crate::{awaited, json, local, server::Server};
use specwright_runtime::{Call, ClientBuilder};
use std::fmt::Debug;

const CANARIES: &[&str] = &["sec-canary", "acc-canary", "ref-canary", "tok-canary"];

fn check(what: &str, shown: &dyn Debug) {
    let text = format!("{shown:?} {shown:#?}");
    for canary in CANARIES {
        assert!(!text.contains(canary), "{what} shows {canary}: {text}");
    }
}

/// The client, its request, its answers and its errors.
fn try_all<C, T, E>(name: &str, builder: fn() -> ClientBuilder<C>, granted: &str, call: impl Fn(&C) -> Call<T, E>)
where
    C: From<specwright_runtime::Client> + Debug,
    T: Debug + 'static,
    E: Debug + 'static,
{
    for (status, body) in [
        (200, granted.to_owned()),
        (200, format!("{granted} and more")),
        (401, granted.to_owned()),
        (500, format!("<html>{granted}")),
    ] {
        let server = Server::always(json(status, &body));
        let builder = local(builder(), &server.url("/v1"));
        check(name, &builder);
        let client = builder.build().unwrap();
        check(name, &client);
        check(name, &call(&client));
        check(name, &call(&client).request());
        let outcome = awaited(call(&client).no_retry());
        check(name, &outcome);
        if let Err(error) = outcome {
            check(name, &error.to_string());
            check(name, &error.erase());
        }
    }
}

#[test]
fn nothing_is_shown() {
    let body = dynamosql::types::AuthTokenRequest::new("id", "sec-canary");
    check("dynamosql", &body);
    let granted = r#"{"success": true, "data": {"accessToken": "acc-canary", "refreshToken": "ref-canary"}}"#;
    try_all("dynamosql", dynamosql::Client::builder, granted, |client| client.auth_token(&body));
    let body = dynamosql::types::AuthRefreshRequest::new("ref-canary");
    check("dynamosql", &body);
    try_all("dynamosql", dynamosql::Client::builder, granted, |client| client.auth_refresh(&body));

    let body = form_oauth::types::AuthTokenRequest::new("id", "sec-canary");
    check("form-oauth", &body);
    for granted in [r#"{"data": {"access_token": "acc-canary"}}"#, r#"{"data": "{\"access_token\": \"acc-canary\"}"}"#]
    {
        try_all("form-oauth", form_oauth::Client::builder, granted, |client| client.auth_token(&body));
    }

    let body = nitro_sign::types::AuthTokenRequest::new("id", "sec-canary");
    check("nitro-sign", &body);
    for granted in [r#"{"access_token": "acc-canary"}"#, r#"{"accessToken": "acc-canary"}"#] {
        try_all("nitro-sign", nitro_sign::Client::builder, granted, |client| client.get_token_rfc6749(&body));
    }

    let body = dollr::types::ClientCredentialObtainTokenPayload::new("id", "sec-canary");
    check("dollr", &body);
    let granted = r#"{"access_token": "acc-canary", "expires_in": 60}"#;
    try_all("dollr", dollr::Client::builder, granted, |client| client.client_obtain_token(&body));
}
