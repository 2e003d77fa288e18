//! Token sources against an authorization server whose tokens live seconds: by our clock, which only we move.

use super::client;
use oidc_provider::Client;
use oidc_provider::types::{Holder, Refused};
use specwright_runtime::{BoxFuture, Call, Environment, Secret, SystemEnvironment, TokenSource};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

/// Longer than a token lives.
const LATER: u64 = 60;

pub(super) fn run(url: &str, secret: &str) -> Result<(), String> {
    let clock = Clock::default();
    let client: Client = client(Client::builder().environment(clock.clone()), url)?;
    keep("post", &clock, &client.token_source_for_secret_in_body("post", secret))?;
    keep("basic", &clock, &client.token_source_for_secret_in_header("basic", secret))?;
    let by_post = client.with_client_credentials_for_secret_in_body("post", secret);
    end("post", || by_post.whoami())?;
    let by_basic = client.with_client_credentials_for_secret_in_header("basic", secret);
    end("basic", || by_basic.whoami_by_basic())?;

    let wrong: &dyn TokenSource = &client.token_source_for_secret_in_body("post", Secret::from("wrong"));
    let error = wrong.token_blocking().err().ok_or("a wrong secret gave a token")?;
    let code = error.refusal().and_then(|refusal| refusal.code.clone());
    println!("  a wrong secret is refused: {code:?}");
    if code.as_deref() == Some("invalid_client") { Ok(()) } else { Err(format!("refused otherwise: {error}")) }
}

/// A token is kept until it is refused, or until it ends.
fn keep(way: &str, clock: &Clock, source: &(dyn TokenSource + 'static)) -> Result<(), String> {
    let token = || source.token_blocking().map_err(|error| format!("{way}: {error}"));
    let (first, kept) = (token()?, token()?);
    source.refused(&kept);
    let second = token()?;
    clock.0.fetch_add(LATER, Ordering::Relaxed);
    let third = token()?;
    let differ = |one: &specwright_runtime::Token, other: &specwright_runtime::Token| one.secret() != other.secret();
    match (!differ(&first, &kept), differ(&first, &second), differ(&second, &third)) {
        (true, true, true) => {}
        found => return Err(format!("{way}: kept, new when refused, new when ended: {found:?}")),
    }
    println!("  client_secret_{way}: a token is kept, and made anew when it was refused or has ended");
    Ok(())
}

/// A token that the server ends early costs no call.
fn end(client_id: &str, call: impl Fn() -> Call<Holder, Refused>) -> Result<(), String> {
    let failed = |error: specwright_runtime::Error<Refused>| format!("{client_id}: {error}: {:?}", error.bytes());
    let before = call().header("X-End", "1").blocking().map_err(failed)?;
    let after = call().blocking().map_err(failed)?;
    if [&before, &after].iter().any(|it| it.client_id != client_id) || before.token_id == after.token_id {
        return Err(format!("{client_id}: {before:?}, then {after:?}"));
    }
    println!("  client_secret_{client_id}: the server ended a token, and the next call went well with another");
    Ok(())
}

/// A clock that stands still until it is moved; waiting is real.
#[derive(Clone, Debug, Default)]
struct Clock(Arc<AtomicU64>);

impl Environment for Clock {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + self.elapsed()
    }

    fn elapsed(&self) -> Duration {
        Duration::from_secs(self.0.load(Ordering::Relaxed))
    }

    fn random(&self) -> u64 {
        0
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        SystemEnvironment.sleep(duration)
    }
}
