//! Everything that goes wrong between here and a server: the exact kind of error and the exact number of attempts, on both
//! transports, awaited and blocking, for what may be sent twice and what may not.

mod support;

use specwright_runtime::generated::Json;
use specwright_runtime::generated::token::{Grant, Granted, Refusal, TokenCall};
use specwright_runtime::{Client, ErrorKind, NoError, TokenCache, Value};
use std::sync::Arc;
use std::time::Duration;
use support::{Server, Skipping, Step, Way, answer};

/// How a call ends, and after how many attempts: a `GET`, a `POST`.
struct Fault {
    name: &'static str,
    steps: fn(usize) -> Vec<Step>,
    get: (End, u32),
    post: (End, u32),
}

type End = Result<u16, ErrorKind>;

const fn fault(name: &'static str, steps: fn(usize) -> Vec<Step>, get: (End, u32), post: (End, u32)) -> Fault {
    Fault { name, steps, get, post }
}

const fn same(name: &'static str, steps: fn(usize) -> Vec<Step>, end: End, attempts: u32) -> Fault {
    Fault { name, steps, get: (end, attempts), post: (end, attempts) }
}

const fn lost(name: &'static str, steps: fn(usize) -> Vec<Step>, kind: ErrorKind) -> Fault {
    fault(name, steps, (Err(kind), 3), (Err(kind), 1))
}

use ErrorKind::{Broken, Timeout, TooLarge, Unexpected};

const FAULTS: &[Fault] = &[
    lost("no answer", |_| vec![Step::Hang], Timeout),
    lost("a head that drips", |_| vec![send("HTTP/1.1 200 OK\r\nX: "), Step::Drip], Timeout),
    lost("a body that drips", |_| vec![send("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n"), Step::Drip], Timeout),
    lost("a body that stops", |_| vec![send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}"), Step::Hang], Timeout),
    lost("a body cut short", |_| vec![send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}"), Step::Close], Broken),
    lost("chunks cut short", |_| vec![send(&chunked("5\r\n{\"a\"")), Step::Close], Broken),
    lost("a chunk of no length", |_| vec![send(&chunked("zz\r\n{}\r\n0\r\n\r\n")), Step::Close], Broken),
    lost("a reset before the answer", |_| vec![Step::Reset], Broken),
    lost("a reset in the head", |_| vec![send("HTTP/1.1 200 OK\r\nX-"), Step::Reset], Broken),
    lost("a reset in the body", |_| vec![send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}"), Step::Reset], Broken),
    lost("an end before the answer", |_| vec![Step::Close], Broken),
    lost("no HTTP", |_| vec![send("SSH-2.0-OpenSSH_9.9\r\n\r\n"), Step::Close], Broken),
    lost("two lengths", |_| vec![send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{} ")], Broken),
    lost("a huge header", |_| vec![send(&format!("HTTP/1.1 200 OK\r\nX: {}\r\n\r\n", "x".repeat(1 << 20)))], Broken),
    lost("headers without end", |_| vec![send("HTTP/1.1 200 OK\r\n"), Step::SendForever(b"X: y\r\n".to_vec())], Broken),
    same("more than the length", |_| vec![send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}{}")], Ok(200), 1),
    same("first 100", |_| [vec![send("HTTP/1.1 100 Continue\r\n\r\n")], answer(200, &[], "{}")].concat(), Ok(200), 1),
    same("429 for 2 seconds", |n| first(1, n, 429, "2"), Ok(200), 2),
    same("429 until a date", |n| first(1, n, 429, "Sat, 21 Nov 2026 10:00:07 GMT"), Ok(200), 2),
    same("429 until the past", |n| first(2, n, 429, "Sat, 21 Nov 2020 10:00:07 GMT"), Ok(200), 3),
    same("429 for garbage", |n| first(1, n, 429, "soon"), Ok(200), 2),
    same("429 for -1", |n| first(1, n, 429, "-1"), Ok(200), 2),
    same("429 for 10^9", |n| first(1, n, 429, "1000000000"), Err(Unexpected), 1),
    same("429 for 10^30", |n| first(1, n, 429, "1000000000000000000000000000000"), Err(Unexpected), 1),
    same("two 503", |n| first(2, n, 503, "1"), Ok(200), 3),
    same("503 for ever", |_| answer(503, &[], ""), Err(Unexpected), 3),
    fault("one 500", |n| first(1, n, 500, "1"), (Ok(200), 2), (Err(Unexpected), 1)),
    fault("one 408", |n| first(1, n, 408, "1"), (Ok(200), 2), (Err(Unexpected), 1)),
    same("401", |_| answer(401, &[], ""), Err(Unexpected), 1),
    same("HTML with 200", |_| answer(200, &[("Content-Type", "text/html")], "<html>"), Err(Unexpected), 1),
    same("an empty 200", |_| answer(200, &[], ""), Err(Unexpected), 1),
    same("another content type", |_| answer(200, &[("Content-Type", "text/html")], "{}"), Ok(200), 1),
    same(
        "a body without end",
        |_| vec![send("HTTP/1.1 200 OK\r\n\r\n"), Step::SendForever(b" ".to_vec())],
        Err(TooLarge),
        1,
    ),
    same("chunks without end", |_| vec![send(&chunked("")), Step::SendForever(chunk())], Err(TooLarge), 1),
    same("a length that is too large", |_| vec![send(&length(1 << 50)), Step::Hang], Err(TooLarge), 1),
    same("a compressed bomb", |_| answer(200, &[("Content-Encoding", "gzip")], "\u{1f}\u{8b}"), Err(Unexpected), 1),
    same("302", |_| answer(302, &[("Location", "/elsewhere")], ""), Err(Unexpected), 1),
    same("307", |_| answer(307, &[("Location", "http://127.0.0.1:1/")], ""), Err(Unexpected), 1),
    same("deep JSON", |_| answer(200, &[], &"[".repeat(100_000)), Err(Unexpected), 1),
    same("duplicate keys", |_| answer(200, &[], r#"{"a": 1, "a": 2}"#), Ok(200), 1),
    same(
        "bad UTF-8",
        |_| vec![Step::Send(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n\"\xff\"".to_vec())],
        Err(Unexpected),
        1,
    ),
    same("JSON cut short", |_| answer(200, &[], r#"{"a": "#), Err(Unexpected), 1),
];

fn send(text: &str) -> Step {
    Step::Send(text.as_bytes().to_vec())
}

fn chunked(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{body}")
}

fn chunk() -> Vec<u8> {
    format!("400\r\n{:1024}\r\n", "").into_bytes()
}

fn length(length: u64) -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n")
}

/// Fails so often, then is well.
fn first(failures: usize, number: usize, status: u16, retry_after: &str) -> Vec<Step> {
    match number < failures {
        true => answer(status, &[("Retry-After", retry_after)], ""),
        false => answer(200, &[], "{}"),
    }
}

fn check(way: Way) {
    for fault in FAULTS {
        for (method, (end, attempts)) in [("GET", fault.get), ("POST", fault.post)] {
            let steps = fault.steps;
            let server = Server::new(move |number, _| steps(number));
            let is_slow = end == Err(Timeout);
            let found = run(way, &server.url(""), method, if is_slow { 120 } else { 9900 });
            let place = format!("{way:?}, {method}, {}", fault.name);
            assert_eq!((found.0, found.1), (end, attempts), "{place}: {}", found.2);
            // A request that was given up may not have been read yet.
            let seen = server.seen().len();
            assert!(seen == attempts as usize || (is_slow && seen < attempts as usize), "{place}: {seen}");
        }
    }
    // The same at a token endpoint: the call itself is not made, and its error holds that of the token's.
    for fault in FAULTS {
        let steps = fault.steps;
        let server = Server::new(move |number, _| steps(number));
        let is_slow = fault.post.0 == Err(Timeout);
        let (kind, inner, attempts) = for_token(way, &server.url(""), if is_slow { 120 } else { 9900 });
        let place = format!("{way:?}, token, {}", fault.name);
        // An answer without a token is none.
        assert_eq!(
            (kind, inner, attempts),
            (ErrorKind::Token, fault.post.0.err(), if fault.post.0.is_ok() { 1 } else { fault.post.1 }),
            "{place}"
        );
        assert!(server.seen().iter().all(|it| it.line.starts_with("POST /token ")), "{place}");
    }
    for (base, name) in [(refused(), "a refused connection"), (no_tls(), "no TLS")] {
        for method in ["GET", "POST"] {
            let (end, attempts, text) = run(way, &base, method, 9900);
            assert_eq!((end, attempts), (Err(ErrorKind::Connect), 3), "{way:?}, {method}, {name}: {text}");
        }
    }
}

fn run(way: Way, base: &str, method: &str, patience: u64) -> (End, u32, String) {
    let client = way.client(base).attempt_timeout(Duration::from_millis(patience)).max_body(1 << 20).build().unwrap();
    let request = if method == "GET" { client.get("x", "/x") } else { client.post("x", "/x").json(&Json::Null) };
    match way.run(request.call::<Value, NoError>()) {
        Ok(reply) => (Ok(reply.status().as_u16()), reply.attempts(), String::new()),
        Err(error) => {
            assert_eq!(error.may_have_been_received(), error.kind() != ErrorKind::Connect);
            assert_eq!(error.is_timeout(), error.kind() == ErrorKind::Timeout);
            (Err(error.kind()), error.attempts(), format!("{error} {error:?}"))
        }
    }
}

/// A grant that posts to the path `/token`.
#[derive(Debug)]
struct ToToken(Client);

impl Grant for ToToken {
    fn grant(&self) -> TokenCall {
        let call = self.0.post("x", "/token").json(&Json::Null).call::<Value, NoError>();
        TokenCall::new(call, |_| Granted::default(), |_: &NoError| Refusal::default())
    }
}

/// The kind of the call's error, and kind and attempts of the request for a token.
fn for_token(way: Way, base: &str, patience: u64) -> (ErrorKind, Option<ErrorKind>, u32) {
    let builder = || way.client(base).attempt_timeout(Duration::from_millis(patience)).max_body(1 << 20);
    let granting = builder().build().unwrap();
    let source = Arc::new(TokenCache::new(&granting, ToToken(granting.clone())));
    let client = builder().token_source(source).build().unwrap();
    let error = way.run(client.get("x", "/x").auth(&[&["bearer"]]).call_empty::<NoError>()).unwrap_err();
    assert_eq!((error.attempts(), error.may_have_been_received()), (0, false));
    let token = std::error::Error::source(&error).unwrap();
    let inner = token.source().and_then(|it| it.downcast_ref::<specwright_runtime::Error>());
    let attempts = inner.map_or(1, |it| it.attempts());
    assert!(inner.is_none_or(|it| it.kind() != ErrorKind::Build), "{inner:?}");
    (error.kind(), inner.map(|it| it.kind()), attempts)
}

/// A port on which nobody listens.
fn refused() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

/// A server that answers a TLS handshake with something else.
fn no_tls() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = std::io::Write::write_all(&mut stream, b"HTTP/1.1 400 Bad Request\r\n\r\n");
        }
    });
    format!("https://{address}")
}

#[test]
fn reqwest_async() {
    check(Way::ReqwestAsync);
}

#[test]
fn reqwest_blocking() {
    check(Way::ReqwestBlocking);
}

#[test]
fn reqwest_without_tokio() {
    check(Way::ReqwestElsewhere);
}

#[test]
fn ureq_async() {
    check(Way::UreqAsync);
}

#[test]
fn ureq_blocking() {
    check(Way::UreqBlocking);
}

#[test]
fn waits_are_those_the_server_asks_for() {
    for (retry_after, waited) in [("2", 2), ("Sat, 21 Nov 2026 10:00:07 GMT", 7), ("60", 60)] {
        let server = Server::new(move |number, _| first(1, number, 429, retry_after));
        let clock = Skipping::default();
        let client = Way::ReqwestBlocking.client(&server.url("")).environment(clock.clone()).build().unwrap();
        client.post("x", "/x").call_empty::<NoError>().blocking().unwrap();
        assert_eq!(clock.skipped(), [Duration::from_secs(waited)]);
    }
}

#[test]
fn nothing_is_waited_for_beyond_the_deadline() {
    let server = Server::new(|number, _| first(1, number, 503, "20"));
    let clock = Skipping::default();
    let client = Way::ReqwestBlocking.client(&server.url("")).environment(clock.clone()).build().unwrap();
    let error =
        client.get("x", "/x").call_empty::<NoError>().timeout(Duration::from_millis(9900)).blocking().unwrap_err();
    assert_eq!((error.kind(), error.attempts(), clock.skipped()), (ErrorKind::Unexpected, 1, vec![]));
    assert!(error.is_retryable());
}

#[test]
fn policies_are_per_client_and_per_call() {
    use specwright_runtime::RetryPolicy;
    let server = Server::always(answer(503, &[], ""));
    let client =
        Way::ReqwestBlocking.client(&server.url("")).retry(RetryPolicy::default().attempts(5)).build().unwrap();
    let attempts = |call: specwright_runtime::Call<()>| call.blocking().unwrap_err().attempts();
    assert_eq!(attempts(client.get("x", "/x").call_empty::<NoError>()), 5);
    assert_eq!(attempts(client.get("x", "/x").call_empty::<NoError>().no_retry()), 1);
    assert_eq!(attempts(client.get("x", "/x").call_empty::<NoError>().retry(RetryPolicy::default().attempts(2))), 2);
}

#[test]
fn a_key_makes_repetition_harmless() {
    let server = Server::new(|number, _| if number % 2 == 0 { vec![Step::Reset] } else { answer(200, &[], "") });
    let client = Way::ReqwestBlocking.client(&server.url("")).build().unwrap();
    assert_eq!(
        client.post("x", "/x").call_empty::<NoError>().idempotency_key("k").send_blocking().unwrap().attempts(),
        2
    );
    assert_eq!(
        client.post("x", "/x").idempotency_header("X-Key").call_empty::<NoError>().send_blocking().unwrap().attempts(),
        2
    );
    assert_eq!(client.post("x", "/x").idempotent().call_empty::<NoError>().send_blocking().unwrap().attempts(), 2);
    let keys: Vec<_> =
        server.seen().iter().map(|it| it.header("idempotency-key").or(it.header("x-key")).map(str::len)).collect();
    assert_eq!(keys, [Some(1), Some(1), Some(32), Some(32), None, None]);
}

#[test]
fn a_connection_that_was_used_before_sends_nothing_twice() {
    for way in support::WAYS {
        let server = Server::new(|number, _| if number == 0 { answer(200, &[], "1") } else { vec![Step::Close] });
        let client = way.client(&server.url("")).build().unwrap();
        let call = || client.post("x", "/x").json(&Json::Null).call::<Value, NoError>();
        let (first, second) = match way {
            Way::ReqwestAsync => way.wait(async { (call().await, call().await) }),
            _ => {
                (way.run(call()).map(specwright_runtime::Response::into_body), way.run(call()).map(|it| it.into_body()))
            }
        };
        let (first, second): (Result<_, specwright_runtime::Error>, _) = (first, second);
        assert!(first.is_ok(), "{way:?}");
        let error = second.unwrap_err();
        assert_eq!((error.kind(), error.attempts(), server.seen().len()), (Broken, 1, 2), "{way:?}");
    }
}

#[test]
fn a_server_that_fails_for_everyone_is_not_flooded() {
    let server = Server::always(answer(503, &[], ""));
    let client = Way::ReqwestBlocking.client(&server.url("")).build().unwrap();
    for _ in 0..100 {
        client.get("x", "/x").call_empty::<NoError>().blocking().unwrap_err();
    }
    assert_eq!(server.seen().len(), 200, "100 calls, and the budget of 100 retries");
}
