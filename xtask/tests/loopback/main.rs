//! The generated crates, against a server on loopback: what is sent, to the byte, and what is read.

mod dollr;
mod dynamosql;
mod form_oauth;
mod grants;
mod kitchen_sink;
mod nitro_sign;
mod secrets;
#[path = "../../../runtime/tests/support/server.rs"]
#[allow(dead_code, unreachable_pub, reason = "the runtime's tests use all of it")]
mod server;
mod tokens;

use server::{Raw, Server, Step, answer};
use specwright_runtime::{Call, ClientBuilder, Error, Response};

/// A secret that every character of a form can break.
const SECRET: &str = "s&=+ %x~é";

/// What came of a call.
type Outcome<T, E> = Result<Response<T>, Error<E>>;

/// Calls a server that always answers so, awaited and blocking; gives what was sent and what came of it, for each.
fn both<C, T: 'static, E: 'static>(
    builder: fn() -> ClientBuilder<C>,
    path: &str,
    reply: Vec<Step>,
    call: impl Fn(&C) -> Call<T, E>,
) -> [(Raw, Outcome<T, E>); 2]
where
    C: From<specwright_runtime::Client>,
{
    let run = |run: fn(Call<T, E>) -> Outcome<T, E>| {
        let server = Server::always(reply.clone());
        let client = local(builder(), &server.url(path)).build().unwrap();
        let outcome = run(call(&client).no_retry());
        (server.seen().remove(0), outcome)
    };
    [run(awaited), run(Call::send_blocking)]
}

/// A client of a server on loopback, with a credential that must go where it is asked for, and nowhere else.
fn local<C>(builder: ClientBuilder<C>, url: &str) -> ClientBuilder<C> {
    builder.base_url(url).unwrap().allow_http_on_loopback().bearer("tok-canary")
}

/// Awaits a call.
fn awaited<T: 'static, E: 'static>(call: Call<T, E>) -> Outcome<T, E> {
    wait(call.send())
}

/// Runs a future.
fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

/// An answer in JSON.
fn json(status: u16, body: &str) -> Vec<Step> {
    answer(status, &[("Content-Type", "application/json")], body)
}
