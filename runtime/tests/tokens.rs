//! Many calls on one token source: what they cost the provider. Nothing here waits; calls are polled by hand.

use specwright_runtime::generated::token::{Grant, Granted, Refusal, TokenCall, secret};
use specwright_runtime::generated::{Api, Scheme, Server};
use specwright_runtime::{
    Attempt, Body, BoxFuture, ByteStream, Bytes, Client, ClientBuilder, Credential, Error, NoError, Sending,
    TokenCache, Transport, Value, http,
};
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::task::{Context, Poll, Waker};

static API: Api = Api {
    title: "Tokens",
    servers: &[Server::new("https://api.example.com")],
    schemes: &[Scheme::bearer("bearer")],
    security: &[&["bearer"]],
};

/// A provider that gives the tokens 1, 2, 3 … and accepts those from `oldest` on, once its gate is open.
#[derive(Clone, Debug, Default)]
struct Provider(Arc<State>);

#[derive(Debug, Default)]
struct State {
    grants: AtomicUsize,
    calls: AtomicUsize,
    oldest: AtomicUsize,
    is_shut: AtomicBool,
}

impl Transport for Provider {
    fn send(&self, request: http::Request<Body>, _attempt: Attempt) -> BoxFuture<'_, Sending> {
        let state = self.0.clone();
        Box::pin(async move {
            let (status, body) = if request.uri().path() == "/token" {
                let number = state.grants.fetch_add(1, Ordering::SeqCst) + 1;
                (200, format!(r#"{{"token": "{number}"}}"#))
            } else {
                state.calls.fetch_add(1, Ordering::SeqCst);
                poll_fn(|_| if state.is_shut.load(Ordering::SeqCst) { Poll::Pending } else { Poll::Ready(()) }).await;
                let sent = request.headers().get("authorization").and_then(|it| it.to_str().ok());
                let token = sent.and_then(|it| it.strip_prefix("Bearer ")?.parse::<usize>().ok()).unwrap_or(0);
                let is_good = token >= state.oldest.load(Ordering::SeqCst);
                (if is_good { 200 } else { 401 }, token.to_string())
            };
            let mut answer = http::Response::new(ByteStream::from(Bytes::from(body)));
            *answer.status_mut() = http::StatusCode::from_u16(status).unwrap_or_default();
            Ok(answer)
        })
    }
}

#[derive(Debug)]
struct Asks(Client);

impl Grant for Asks {
    fn grant(&self) -> TokenCall {
        TokenCall::new(self.0.post("token", "/token").anonymous().call(), granted, |_: &NoError| Refusal::default())
    }
}

fn granted(answer: &BTreeMap<String, Value>) -> Granted {
    Granted { token: answer.get("token").and_then(|it| secret(it)), ..Granted::default() }
}

fn client(provider: &Provider) -> Client {
    let bare: Client = ClientBuilder::new(&API).transport(provider.clone()).build().unwrap();
    bare.with_credential("bearer", Credential::source(TokenCache::new(&bare, Asks(bare.clone()))))
}

/// A call, and the token that it went well with.
fn call(client: &Client) -> BoxFuture<'static, Result<i64, Error>> {
    client.get("thing", "/thing").call::<i64, NoError>().into_future()
}

fn poll<T>(future: &mut BoxFuture<'_, T>) -> Option<T> {
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Some(output),
        Poll::Pending => None,
    }
}

#[test]
fn a_thousand_calls_that_meet_a_401_make_one_renewal_and_go_out_again_once_each() {
    let provider = Provider::default();
    let client = client(&provider);
    provider.0.is_shut.store(true, Ordering::SeqCst);
    let mut calls: Vec<_> = (0..1000).map(|_| call(&client)).collect();
    assert!(calls.iter_mut().all(|call| poll(call).is_none()));
    assert_eq!((provider.0.grants.load(Ordering::SeqCst), provider.0.calls.load(Ordering::SeqCst)), (1, 1000));

    // All of them are on their way with the first token when the server stops taking it.
    provider.0.oldest.store(2, Ordering::SeqCst);
    provider.0.is_shut.store(false, Ordering::SeqCst);
    for call in &mut calls {
        assert_eq!(poll(call).expect("an answer").unwrap(), 2);
    }
    assert_eq!((provider.0.grants.load(Ordering::SeqCst), provider.0.calls.load(Ordering::SeqCst)), (2, 2000));
}

#[test]
fn a_token_that_is_refused_again_fails_the_call() {
    let provider = Provider::default();
    let client = client(&provider);
    provider.0.oldest.store(usize::MAX, Ordering::SeqCst);
    let error = poll(&mut call(&client)).expect("an answer").unwrap_err();
    assert_eq!(error.status().map(|it| it.as_u16()), Some(401));
    assert_eq!((provider.0.grants.load(Ordering::SeqCst), provider.0.calls.load(Ordering::SeqCst)), (2, 2));
}
