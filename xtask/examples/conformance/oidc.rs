//! Token sources against an authorization server whose tokens live two seconds.

use super::client;
use oidc_provider::Client;
use oidc_provider::types::{Holder, Refused};
use specwright_runtime::{Call, Secret, TokenSource};
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

/// How many tokens a source is watched for.
const TOKENS: usize = 3;
/// How long that may take.
const PATIENCE: Duration = Duration::from_secs(30);

pub(super) fn run(url: &str, secret: &str) -> Result<(), String> {
    let client: Client = client(Client::builder(), url)?;
    let by_post = client.with_client_credentials_for_secret_in_body("post", secret);
    watch("post", || by_post.whoami())?;
    let by_basic = client.with_client_credentials_for_secret_in_header("basic", secret);
    watch("basic", || by_basic.whoami_by_basic())?;

    let wrong: &dyn TokenSource = &client.token_source_for_secret_in_body("post", Secret::from("wrong"));
    let error = wrong.token_blocking().err().ok_or("a wrong secret gave a token")?;
    let code = error.refusal().and_then(|refusal| refusal.code.clone());
    println!("  a wrong secret is refused: {code:?}");
    if code.as_deref() == Some("invalid_client") { Ok(()) } else { Err(format!("refused otherwise: {error}")) }
}

/// Calls until the source has given several tokens: no call may fail, though each token ends on the way.
fn watch(client_id: &str, call: impl Fn() -> Call<Holder, Refused>) -> Result<(), String> {
    let started = Instant::now();
    let (mut tokens, mut calls) = (BTreeSet::new(), 0);
    while tokens.len() < TOKENS {
        let holder = call().blocking().map_err(|error| format!("{client_id}: {error}: {:?}", error.bytes()))?;
        if holder.client_id != client_id {
            return Err(format!("a token of {} for {client_id}", holder.client_id));
        }
        tokens.insert(holder.token_id);
        calls += 1;
        if started.elapsed() > PATIENCE {
            return Err(format!("{client_id}: {} tokens in {PATIENCE:?}", tokens.len()));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    println!("  client_secret_{client_id}: {calls} calls, {} tokens, no failure", tokens.len());
    Ok(())
}
