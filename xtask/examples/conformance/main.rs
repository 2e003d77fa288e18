//! The client of `cargo xtask conformance`: every operation of a provider, every status that its document knows.
//!
//! Prism is told by `Prefer` which answer to give, once as the document's example has it and then made up anew.

mod oidc;
#[path = "../../../runtime/tests/support/server.rs"]
#[allow(dead_code, unreachable_pub, reason = "the runtime's tests use all of it")]
mod server;

use server::{Server, answer};
use specwright_runtime::{Call, ClientBuilder, ErrorKind};
use std::process::ExitCode;

/// How often each answer is made up anew.
const DYNAMIC: usize = 10;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [provider, url, secret] = arguments.as_slice() else {
        eprintln!("error: a provider, the address of a server and a secret are needed");
        return ExitCode::from(2);
    };
    let outcome = match provider.as_str() {
        "dollr" => dollr(url),
        "dynamosql" => dynamosql(url),
        "form-oauth" => form_oauth(url, secret),
        "nitro-sign" => nitro_sign(url),
        "oidc-provider" => oidc::run(url, secret),
        _ => Err(format!("`{provider}` is no provider")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("error: {provider}: {why}");
            ExitCode::FAILURE
        }
    }
}

fn client<C: From<specwright_runtime::Client>>(builder: ClientBuilder<C>, url: &str) -> Result<C, String> {
    let builder = builder.base_url(url).map_err(|why| why.to_string())?;
    builder.allow_http_on_loopback().build().map_err(|why| why.to_string())
}

/// Asks for every status of an operation, and looks whether its typed form comes out.
fn statuses<T, E>(name: &str, statuses: &[u16], call: impl Fn() -> Call<T, E>) -> Result<(), String> {
    ask(name, statuses, DYNAMIC, call)
}

fn ask<T, E>(name: &str, statuses: &[u16], made_up: usize, call: impl Fn() -> Call<T, E>) -> Result<(), String> {
    for status in statuses {
        for dynamic in 0..=made_up {
            let dynamic = if dynamic == 0 { "" } else { ", dynamic=true" };
            let prefer = format!("code={status}{dynamic}");
            let outcome = call().header("Prefer", &prefer).no_retry().send_blocking();
            let (found, is_typed) = match &outcome {
                Ok(response) => (Some(response.status().as_u16()), true),
                Err(error) => (error.status().map(|it| it.as_u16()), error.kind() == ErrorKind::Documented),
            };
            if found != Some(*status) || !is_typed {
                let why = outcome.err().map(|error| format!("{}: {:?}", error, error.bytes())).unwrap_or_default();
                return Err(format!("{name}, asked for {prefer}: {found:?} {why}"));
            }
        }
    }
    println!("  {name}: {statuses:?}, as documented and {made_up} times made up");
    Ok(())
}

fn dollr(url: &str) -> Result<(), String> {
    let client = client(dollr::Client::builder(), url)?;
    let body = dollr::types::ClientCredentialObtainTokenPayload::new("id", "secret");
    statuses("client_obtain_token", &[200, 422], || client.client_obtain_token(&body))
}

fn dynamosql(url: &str) -> Result<(), String> {
    let client = client(dynamosql::Client::builder(), url)?;
    let body = dynamosql::types::AuthTokenRequest::new("id", "secret");
    statuses("auth_token", &[200, 400, 401, 429], || client.auth_token(&body))?;
    let body = dynamosql::types::AuthRefreshRequest::new("refresh");
    statuses("auth_refresh", &[200, 400, 401, 429], || client.auth_refresh(&body))
}

fn form_oauth(url: &str, secret: &str) -> Result<(), String> {
    let client = client(form_oauth::Client::builder(), url)?;
    let body = form_oauth::types::AuthTokenRequest::new("id", secret);
    // Prism does not know `contentSchema`: what it makes up for `data` is no JSON.
    ask("auth_token", &[200], 0, || client.auth_token(&body))?;
    statuses("auth_token", &[400, 401, 403, 404, 500], || client.auth_token(&body))
}

/// Prism cannot give the 200 of this document: whatever it makes up fits both members of the `oneOf`, so that it
/// refuses its own answer. We serve that one ourselves.
fn nitro_sign(url: &str) -> Result<(), String> {
    let body = nitro_sign::types::AuthTokenRequest::new("id", "secret");
    let prism = client(nitro_sign::Client::builder(), url)?;
    statuses("get_token_rfc6749", &[400, 401, 500], || prism.get_token_rfc6749(&body))?;
    for granted in [
        r#"{"access_token": "a", "token_type": "Bearer", "expires_in": 3600}"#,
        r#"{"accessToken": "a", "tokenType": "Bearer", "expiresIn": 3600}"#,
    ] {
        let ours = Server::always(answer(200, &[("Content-Type", "application/json")], granted));
        let client = client(nitro_sign::Client::builder(), &ours.url(""))?;
        let answer = client.get_token_rfc6749(&body).blocking().map_err(|error| error.to_string())?;
        if matches!(answer, nitro_sign::types::GetTokenRfc6749Response::Other(_)) {
            return Err(format!("{granted} was not recognised"));
        }
    }
    println!("  get_token_rfc6749: [200], in both spellings, from a server of ours: Prism refuses its own answer");
    Ok(())
}
