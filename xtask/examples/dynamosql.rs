//! Tokens of DynamoSQL: one that is kept and renewed by itself, and the calls underneath.
//!
//! `DYNAMOSQL_CLIENT_ID=… DYNAMOSQL_CLIENT_SECRET=… cargo run -p xtask --example dynamosql`; `DYNAMOSQL_URL` is the base
//! URL, where it is not the document's.

use dynamosql::Client;
use dynamosql::runtime::TokenSource;
use dynamosql::types::AuthTokenRequest;
use std::env::var;
use std::error::Error;
use std::sync::Arc;

fn main() -> Result<(), Box<dyn Error>> {
    let client = match var("DYNAMOSQL_URL") {
        Ok(url) => Client::builder().base_url(&url)?.allow_http_on_loopback().build()?,
        Err(_) => Client::new(),
    };
    let (id, secret) = (var("DYNAMOSQL_CLIENT_ID")?, var("DYNAMOSQL_CLIENT_SECRET")?);

    // A call is a value; nothing is sent until it is run. Secrets are not shown.
    let answer = client.auth_token(&AuthTokenRequest::new(&id, secret.as_str())).blocking()?;
    println!("{answer:#?}");

    // Or let the client see to it: obtained once, renewed before it ends, for any other HTTP client too.
    let tokens: Arc<dyn TokenSource> = Arc::new(client.token_source(id, secret));
    println!("{:?}", tokens.token_blocking()?.secret());
    Ok(())
}
