//! Calls over a real socket: what is sent, what is read, on every transport, awaited and blocking.

mod support;

use specwright_runtime::generated::Json;
use specwright_runtime::generated::{Decode, DecodeError, Encode, Fields, required};
use specwright_runtime::{Body, ErrorKind, NoError};
use support::{Server, WAYS, answer};

#[derive(Debug, PartialEq)]
struct Pet {
    name: String,
}

impl Decode for Pet {
    fn decode(json: Json<'_>) -> Result<Self, DecodeError> {
        let mut fields = Fields::of(json)?;
        Ok(Self { name: fields.required("name")? })
    }
}

impl Encode for Pet {
    fn encode(&self) -> Json<'_> {
        Json::object([required("name", &self.name)])
    }
}

#[test]
fn json_goes_out_and_comes_back() {
    for way in WAYS {
        let server = Server::always(answer(201, &[("X-Request-Id", "r1")], r#"{"name": "Rex", "new": 1}"#));
        let client = way.client(&server.url("/v1")).build().unwrap();
        let pet = Pet { name: "Réx".to_owned() };
        let call = client.post("addPet", "/pets/{id}").path(&[&"a/b"]).query("tag", &"x&y").json(&pet);
        let reply = way.run(call.call::<Pet, NoError>()).unwrap();
        assert_eq!((reply.status().as_u16(), reply.request_id(), reply.attempts()), (201, Some("r1"), 1));
        assert_eq!(reply.into_body().name, "Rex");
        let sent = &server.seen()[0];
        assert_eq!(sent.line, "POST /v1/pets/a%2Fb?tag=x%26y HTTP/1.1", "{way:?}");
        assert_eq!(sent.text(), r#"{"name":"Réx"}"#);
        let mut headers: Vec<_> = sent.headers.iter().map(|(name, _)| name.as_str()).collect();
        headers.sort_unstable();
        assert_eq!(headers, ["accept", "content-length", "content-type", "host", "user-agent"], "{way:?}");
        assert_eq!(sent.header("content-type"), Some("application/json"));
        assert_eq!(sent.header("accept"), Some("application/json"));
    }
}

#[test]
fn documented_failures_are_typed_and_others_are_kept() {
    for way in WAYS {
        for (status, body, kind) in [
            (404, r#"{"name": "gone"}"#, ErrorKind::Documented),
            (422, r#"{"name": "bad"}"#, ErrorKind::Documented),
            (404, "<html>", ErrorKind::Unexpected),
            (500, "<html>", ErrorKind::Unexpected),
            (302, r#"{"name": "elsewhere"}"#, ErrorKind::Unexpected),
            (200, "<html>", ErrorKind::Unexpected),
        ] {
            let server = Server::always(answer(status, &[("Location", "http://127.0.0.1:1/"), ("X", "y")], body));
            let client = way.client(&server.url("")).build().unwrap();
            let call = client.post("pets", "/pets").errors(&["404", "4XX"]).call::<Pet, Pet>();
            let error = way.run(call).unwrap_err();
            assert_eq!((error.kind(), error.attempts()), (kind, 1), "{way:?} {status} {body}");
            assert_eq!(error.status().map(|it| it.as_u16()), Some(status));
            assert_eq!(error.bytes().map(|it| it.as_ref()), Some(body.as_bytes()));
            assert_eq!(error.headers().and_then(|it| it.get("x")).unwrap(), "y");
            assert_eq!(error.body().is_some(), kind == ErrorKind::Documented);
            assert!(error.may_have_been_received());
        }
    }
}

#[test]
fn streams_go_both_ways_without_being_held() {
    for way in WAYS {
        let server = Server::new(|_, raw| answer(200, &[], &raw.text()));
        let client = way.client(&server.url("")).build().unwrap();
        let text = "0123456789".repeat(20_000);
        let reader = std::io::Cursor::new(text.clone().into_bytes());
        let call = client.put("file", "/file").body(Body::from_reader(reader)).call_bytes();
        assert_eq!(way.collect::<NoError>(call).unwrap(), text.as_bytes(), "{way:?}");
        assert_eq!(server.seen()[0].header("transfer-encoding"), Some("chunked"));

        let body = Body::from_reader(std::io::Cursor::new("abc")).with_length(3);
        assert_eq!(way.collect::<NoError>(client.put("file", "/file").body(body).call_bytes()).unwrap(), "abc");
        assert_eq!(server.seen()[1].header("content-length"), Some("3"), "{way:?}");
    }
}

#[test]
fn blocking_works_inside_of_an_async_runtime() {
    let server = Server::always(answer(200, &[], r#"{"name": "Rex"}"#));
    let client = support::Way::ReqwestAsync.client(&server.url("")).build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let pet = runtime.block_on(async { client.get("pet", "/pet").call::<Pet, NoError>().blocking() }).unwrap();
    assert_eq!(pet.name, "Rex");
}

#[test]
fn connections_outlive_no_runtime() {
    let server = Server::always(answer(200, &[], r#"{"name": "Rex"}"#));
    let client = support::Way::ReqwestAsync.client(&server.url("")).build().unwrap();
    for _ in 0..10 {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(client.get("pet", "/pet").call::<Pet, NoError>().into_future()).unwrap();
    }
}
