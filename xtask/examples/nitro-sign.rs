//! A token from Nitro Sign, which answers in one of two spellings.
//!
//! `NITRO_SIGN_CLIENT_ID=… NITRO_SIGN_CLIENT_SECRET=… cargo run -p xtask --example nitro-sign`; `NITRO_SIGN_URL` is the
//! base URL, where it is not the document's.

use nitro_sign::Client;
use nitro_sign::types::{AuthTokenRequest, GetTokenRfc6749Response};
use std::env::var;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let client = match var("NITRO_SIGN_URL") {
        Ok(url) => Client::builder().base_url(&url)?.allow_http_on_loopback().build()?,
        Err(_) => Client::new(),
    };
    let body = AuthTokenRequest::new(var("NITRO_SIGN_CLIENT_ID")?, var("NITRO_SIGN_CLIENT_SECRET")?);
    let lifetime = match client.get_token_rfc6749(&body).blocking()? {
        GetTokenRfc6749Response::AuthTokenResponse(answer) => answer.expires_in,
        GetTokenRfc6749Response::OAuth2TokenResponse(answer) => answer.expires_in,
        other => return Err(format!("an answer of another kind: {other:?}").into()),
    };
    println!("a token for {lifetime:?} seconds");
    Ok(())
}
