//! What can be chosen about a client and about one call.

mod support;

use specwright_runtime::generated::Json;
use specwright_runtime::{
    Attempt, Body, BoxFuture, Call, Client, ClientBuilder, Error, ErrorKind, Layer, Next, NoError, Replay, Sending,
    TransportError, TransportErrorKind, Value,
};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use support::{API, Server, Step, WAYS, Way, answer};

/// Writes down what passes, and lets nothing pass to `/refused`.
#[derive(Clone, Debug)]
struct Log(&'static str, Arc<Mutex<Vec<String>>>);

impl Layer for Log {
    fn send<'a>(
        &'a self,
        mut request: http::Request<Body>,
        attempt: Attempt,
        next: Next<'a>,
    ) -> BoxFuture<'a, Sending> {
        request.headers_mut().append("x-layer", http::HeaderValue::from_static(self.0));
        Box::pin(async move {
            if request.uri().path() == "/refused" {
                return Err(TransportError::new(TransportErrorKind::Refused, "not today"));
            }
            let sent = next.send(request, attempt).await?;
            let line = format!("{} {} {} {}", self.0, attempt.operation, attempt.number, sent.status().as_u16());
            self.1.lock().unwrap().push(line);
            Ok(sent)
        })
    }
}

#[test]
fn layers_stand_around_every_attempt() {
    for way in WAYS {
        let server = Server::new(|number, _| answer(if number == 0 { 503 } else { 200 }, &[], "1"));
        let log = Arc::new(Mutex::new(Vec::new()));
        let client = way.client(&server.url("")).layer(Log("outer", log.clone())).layer(Log("inner", log.clone()));
        let client = client.build().unwrap();
        way.run::<Value, NoError>(client.get("getX", "/x").call()).unwrap();
        let lines = ["inner getX 1 503", "outer getX 1 503", "inner getX 2 200", "outer getX 2 200"];
        assert_eq!(*log.lock().unwrap(), lines, "{way:?}");
        let layers: Vec<_> =
            server.seen()[1].headers.iter().filter(|it| it.0 == "x-layer").map(|it| it.1.clone()).collect();
        assert_eq!(layers.join(","), "outer,inner");
        let error = way.run::<Value, NoError>(client.get("refused", "/refused").call()).unwrap_err();
        assert_eq!((error.kind(), error.may_have_been_received()), (ErrorKind::Refused, false));
    }
}

#[test]
fn the_request_can_be_seen_before_it_is_sent() {
    let replay = Replay::new();
    let client = ClientBuilder::<Client>::new(&API).bearer("secret").header("X-Mine", "1").transport(replay.clone());
    let client = client.build().unwrap();
    let call: Call<Value> =
        client.post("pets", "/pets").auth(&[&["bearer"]]).query("a", &1).json(&Json::from(true)).call();
    let request = call.header("x-mine", "2").request().unwrap();
    assert_eq!(request.uri(), "https://api.example.com/v1/pets?a=1");
    assert_eq!(request.method(), "POST");
    assert_eq!(request.headers()["x-mine"], "2");
    assert!(!request.headers().contains_key("authorization"));
    assert_eq!(request.body().as_bytes(), Some(&b"true"[..]));
    assert!(replay.sent().is_empty());
}

#[test]
fn headers_of_operations_go_before_those_of_the_client() {
    let replay = Replay::new().json(200, "1").json(200, "1");
    let client = ClientBuilder::<Client>::new(&API).header("X-A", "client").transport(replay.clone()).build().unwrap();
    client.get("x", "/x").call::<Value, NoError>().blocking().unwrap();
    client.get("x", "/x").header("X-A", &"operation").accept("text/csv").call::<Value, NoError>().blocking().unwrap();
    let sent = replay.sent();
    assert_eq!((sent[0].header("x-a"), sent[0].header("accept")), (Some("client"), Some("application/json")));
    assert_eq!((sent[1].header("x-a"), sent[1].header("accept")), (Some("operation"), Some("text/csv")));
    assert!(sent[0].header("user-agent").is_some_and(|it| it.starts_with("specwright/")));
}

#[test]
fn a_call_is_done_by_its_deadline() {
    for way in WAYS {
        let server = Server::always(vec![Step::Hang]);
        let client = way.client(&server.url("")).build().unwrap();
        let started = std::time::Instant::now();
        let call = client.get("x", "/x").call_empty::<NoError>().timeout(Duration::from_millis(150));
        let error = way.run::<(), NoError>(call).unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 1), "{way:?}: no time is left for a second");
        assert!(started.elapsed() < Duration::from_secs(9));
    }
}

#[test]
fn a_dropped_call_is_cancelled() {
    for way in [Way::ReqwestAsync, Way::ReqwestElsewhere] {
        let (heard, ended) = std::sync::mpsc::channel();
        let heard = Mutex::new(heard);
        let server = Server::new(move |_, _| {
            heard.lock().unwrap().send(()).unwrap();
            vec![Step::Hang]
        });
        let client = way.client(&server.url("")).build().unwrap();
        way.wait(async {
            let mut call = client.get("x", "/x").call_empty::<NoError>().send();
            let mut polled = false;
            std::future::poll_fn(|context| {
                let done = call.as_mut().poll(context).is_ready() || (polled && ended.try_recv().is_ok());
                polled = true;
                context.waker().wake_by_ref();
                if done { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
            })
            .await;
            drop(call);
        });
        assert_eq!(server.seen().len(), 1);
    }
}

#[test]
fn successes_can_be_turned_into_something_else() {
    let replay = Replay::new().json(200, "[1, 2]").json(200, "[1, 2]");
    let client = ClientBuilder::<Client>::new(&API).transport(replay).build().unwrap();
    let call: Call<Vec<i64>> = client.get("x", "/x").call();
    assert_eq!(call.map(|list| list.len()).blocking().unwrap(), 2);
}

#[test]
fn a_result_does_not_grow_by_its_error() {
    let pointer = size_of::<usize>();
    assert_eq!(size_of::<Error<[u8; 1000]>>(), pointer);
    assert_eq!(size_of::<Result<(), Error<Value>>>(), pointer);
    assert_eq!(size_of::<Result<String, Error<Value>>>(), size_of::<String>());
    assert!(size_of::<Call<Value, Value>>() <= 4 * pointer);
}

#[test]
fn clients_calls_and_errors_go_between_threads() {
    fn check<T: Send + Sync + 'static>() {}
    check::<Client>();
    check::<Error<String>>();
    fn check_send<T: Send + 'static>() {}
    check_send::<Call<String, String>>();
    check_send::<BoxFuture<'static, Result<String, Error<String>>>>();
}
