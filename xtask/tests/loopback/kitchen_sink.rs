//! One of everything, on the wire.

mod bodies;
mod headers;
mod parameters;
mod replies;
mod requests;
mod schemas;
mod security;
mod servers;
mod streams;

use crate::server::{Raw, Step};
use crate::{both, json};
use kitchen_sink::Client;
use specwright_runtime::Call;

/// What an operation sends, the same whether it is awaited or not.
fn sent<T: 'static, E: 'static>(call: impl Fn(&Client) -> Call<T, E>) -> Raw {
    sent_for(json(200, "{}"), call)
}

/// The same, where the answer matters.
fn sent_for<T: 'static, E: 'static>(reply: Vec<Step>, call: impl Fn(&Client) -> Call<T, E>) -> Raw {
    let [(awaited, one), (blocking, other)] = both(Client::builder, "/v1", reply, call);
    assert!(one.is_ok() && other.is_ok());
    assert_eq!((&awaited.line, awaited.body.len()), (&blocking.line, blocking.body.len()));
    awaited
}

/// The target of the request.
fn target<T: 'static, E: 'static>(call: impl Fn(&Client) -> Call<T, E>) -> String {
    let line = sent(call).line;
    line.split(' ').nth(1).unwrap_or_default().trim_start_matches("/v1/").to_owned()
}
