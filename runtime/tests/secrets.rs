//! What must stay secret stays so: in what is shown, in what is logged, and on the way.

mod support;

use specwright_runtime::generated::{Api, Encode, Json, Scheme, Server as ApiServer, optional, required};
use specwright_runtime::{
    Client, ClientBuilder, Credential, Error, ErrorKind, NoError, Replay, Secret, Token, TokenError, TokenSource, Value,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use support::{API, Server, Step, WAYS, answer, logs};

const CANARY: &str = "c4nary";

struct Login {
    secret: Secret,
}

impl Encode for Login {
    fn encode(&self) -> Json<'_> {
        Json::object([required("secret", &self.secret), optional("none", &None::<String>)])
    }
}

fn builder(base: &str) -> ClientBuilder {
    ClientBuilder::new(&API)
        .base_url(base)
        .unwrap()
        .allow_http_on_loopback()
        .bearer(format!("{CANARY}-bearer"))
        .basic("user", format!("{CANARY}-password"))
        .credential("header", format!("{CANARY}-header"))
        .credential("query", format!("{CANARY}-query"))
        .credential("cookie", format!("{CANARY}-cookie"))
        .credential("digest", format!("{CANARY}-digest"))
        .header("X-Static", &format!("{CANARY}-static"))
}

fn call(client: &Client) -> specwright_runtime::Call<Value, Value> {
    let login = Login { secret: format!("{CANARY}-body").into() };
    client
        .put("login", "/login/{id}")
        .auth(&[&["basic", "header", "query", "cookie"]])
        .path(&[&Secret::from(format!("{CANARY}-path"))])
        .query("q", &Secret::from(format!("{CANARY}-param")))
        .header("X-Param", &Secret::from(format!("{CANARY}-param")))
        .cookie("c", &Secret::from(format!("{CANARY}-param")))
        .json(&login)
        .errors(&["400"])
        .call()
        .header("X-Call", &format!("{CANARY}-call"))
        .timeout(Duration::from_millis(9900))
}

/// The error, everything in it, and its causes.
fn shown<E: 'static>(error: &Error<E>) -> String {
    let mut text = format!("{error} {error:?} {error:#?}");
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        text.push_str(&format!("\n{inner} {inner:?}"));
        cause = inner.source();
    }
    text
}

#[test]
fn nothing_secret_is_shown_or_logged() {
    logs::collect();
    let echo = format!(r#"{{"secret": "{CANARY}-echo""#);
    let answers: Vec<Vec<Step>> = vec![
        answer(200, &[], &format!("{echo}}}")),
        answer(200, &[("Set-Cookie", &format!("{CANARY}-set"))], &echo),
        answer(400, &[], &format!("{echo}}}")),
        answer(400, &[], &echo),
        answer(401, &[("WWW-Authenticate", CANARY)], &echo),
        answer(302, &[("Location", &format!("https://{CANARY}.example/"))], ""),
        answer(500, &[], &format!("<html>{CANARY}")),
        vec![Step::Close],
        vec![Step::Reset],
        vec![Step::Send(format!("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{CANARY}").into_bytes()), Step::Close],
        vec![Step::Send(format!("{CANARY} {CANARY}\r\n\r\n").into_bytes()), Step::Close],
        vec![Step::Send(b"HTTP/1.1 200 OK\r\n\r\n".to_vec()), Step::SendForever(CANARY.as_bytes().to_vec())],
    ];
    let mut text = String::new();
    for way in WAYS {
        for steps in &answers {
            let server = Server::always(steps.clone());
            let builder =
                builder(&server.url("/v1")).transport(way.transport()).environment(support::Skipping::default());
            text.push_str(&format!("{builder:?}\n"));
            let client = builder.max_body(1 << 16).build().unwrap();
            let call = call(&client);
            text.push_str(&format!("{client:?}\n{call:?}\n{call:#?}\n"));
            match way.run(call) {
                Ok(reply) => text.push_str(&format!("{:?}", reply.map(drop))),
                Err(error) => text.push_str(&shown(&error)),
            }
            let sent = &server.seen()[0];
            assert!(sent.line.contains(&format!("api_key={CANARY}-query")), "{}", sent.line);
            assert_eq!(sent.header("x-api-key").unwrap(), format!("{CANARY}-header"));
            assert_eq!(sent.header("cookie").unwrap(), format!("c={CANARY}-param; session={CANARY}-cookie"));
            assert_eq!(sent.header("authorization").unwrap(), "Basic dXNlcjpjNG5hcnktcGFzc3dvcmQ=");
        }
        let refused = builder("http://127.0.0.1:1").transport(way.transport()).build().unwrap();
        text.push_str(&shown(&way.run(call(&refused).no_retry()).unwrap_err()));
        let no_tls = Server::always(vec![Step::Close]);
        let no_tls = builder(&no_tls.url("").replace("http", "https")).transport(way.transport()).build().unwrap();
        text.push_str(&shown(&way.run(call(&no_tls).no_retry()).unwrap_err()));
    }
    for secret in [CANARY, "dXNlcjpj"] {
        let hits =
            |text: &str| text.lines().filter(|line| line.contains(secret)).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(hits(&text).first(), None);
        assert_eq!(hits(&logs::text()).first(), None);
    }
    assert!(logs::text().contains("otel.name=PUT /login/{id}"), "{}", logs::text());
}

#[test]
fn what_cannot_be_sent_is_said_without_the_value() {
    let replay = Replay::new();
    let client = builder("https://a.example").transport(replay.clone()).build().unwrap();
    let secret = format!("{CANARY}\r\nX-Evil: 1");
    let calls: Vec<specwright_runtime::Call<()>> = vec![
        client.get("x", "/x").header("X-A", &secret).call_empty::<NoError>(),
        client.get("x", "/x").call_empty::<NoError>().header("X-A", &secret),
        client.get("x", "/x").call_empty::<NoError>().header(&secret, "a"),
        client.get("x", "/x").call_empty::<NoError>().idempotency_key(&secret),
        client.get("a", "/{a}").path(&[&".."]).call_empty::<NoError>(),
        client.get("a", "/{a}").path(&[&"."]).call_empty::<NoError>(),
        client.get("a", "/{a}").path(&[&""]).call_empty::<NoError>(),
        client.get("ab", "/{a}{b}").path(&[&".", &"."]).call_empty::<NoError>(),
        client.get("missing", "/{missing}").call_empty::<NoError>(),
    ];
    for call in calls {
        let error = call.blocking().unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Build, 0), "{error}");
        assert!(!error.may_have_been_received());
        assert!(!shown(&error).contains(CANARY), "{}", shown(&error));
    }
    assert!(replay.sent().is_empty());
    for bad in ["a\r\nb", "a\nb", "a\0b"] {
        let client = ClientBuilder::<Client>::new(&API).bearer(bad).transport(replay.clone()).build().unwrap();
        let error = client.get("x", "/x").auth(&[&["bearer"]]).call_empty::<NoError>().blocking().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials);
        assert!(ClientBuilder::<Client>::new(&API).header("X-A", bad).build().is_err());
    }
    assert!(replay.sent().is_empty());
}

#[test]
fn credentials_travel_encrypted_or_to_this_machine_by_choice() {
    for (base, allowed, anonymous, sent) in [
        ("https://a.example", false, false, true),
        ("http://a.example", false, false, false),
        ("http://a.example", true, false, false),
        ("http://a.example", false, true, true),
        ("http://127.0.0.1:1", false, false, false),
        ("http://127.0.0.1:1", true, false, true),
        ("http://localhost:1", true, false, true),
        ("http://localhost.a.example", true, false, false),
        ("http://127.0.0.1:1", false, true, true),
    ] {
        let replay = Replay::new().json(200, "");
        let builder =
            ClientBuilder::<Client>::new(&API).base_url(base).unwrap().bearer(CANARY).transport(replay.clone());
        let client = if allowed { builder.allow_http_on_loopback() } else { builder }.build().unwrap();
        let request = client.get("x", "/x");
        let request = if anonymous { request.anonymous() } else { request.auth(&[&["bearer"]]) };
        let outcome = request.call_empty::<NoError>().blocking();
        assert_eq!(outcome.is_ok(), sent, "{base}");
        assert_eq!(replay.sent().len(), usize::from(sent), "{base}");
        if let Err(error) = outcome {
            assert_eq!((error.kind(), error.attempts()), (ErrorKind::Credentials, 0));
        }
    }
}

#[test]
fn credentials_go_only_to_operations_that_name_their_scheme() {
    const SECURED: Api = Api { security: &[&["bearer"]], ..API };
    let replay = Replay::new().json(200, "").json(200, "").json(200, "").json(200, "");
    let client = ClientBuilder::<Client>::new(&SECURED).bearer("t").credential("header", "k").transport(replay.clone());
    let client = client.build().unwrap();
    client.get("default", "/default").call_empty::<NoError>().blocking().unwrap();
    client.get("none", "/none").anonymous().call_empty::<NoError>().blocking().unwrap();
    client.get("key", "/key").auth(&[&["header"]]).call_empty::<NoError>().blocking().unwrap();
    client
        .get("either", "/either")
        .auth(&[&["cookie"], &["header", "bearer"]])
        .call_empty::<NoError>()
        .blocking()
        .unwrap();
    let error = client.get("cookie", "/cookie").auth(&[&["cookie"]]).call_empty::<NoError>().blocking().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert!(error.to_string().contains("`cookie`"), "{error}");
    let sent: Vec<_> = replay
        .sent()
        .iter()
        .map(|it| (it.header("authorization").is_some(), it.header("x-api-key").is_some()))
        .collect();
    assert_eq!(sent, [(true, false), (false, false), (false, true), (true, true)]);
}

#[derive(Debug, Default)]
struct Counting(AtomicU64, AtomicU64);

impl TokenSource for Counting {
    fn token(&self) -> specwright_runtime::BoxFuture<'_, Result<Token, TokenError>> {
        let number = self.0.load(Ordering::SeqCst);
        Box::pin(async move { Ok(Token::new(format!("{CANARY}{number}"), number)) })
    }

    fn refused(&self, token: &Token) {
        self.1.fetch_add(1, Ordering::SeqCst);
        self.0.store(token.generation() + 1, Ordering::SeqCst);
    }
}

#[test]
fn a_refused_token_is_replaced_and_the_call_made_again_once() {
    for way in WAYS {
        for (accepted, status, attempts, refused) in [("0", 200, 1, 0), ("1", 200, 2, 1), ("2", 401, 2, 2)] {
            let wanted = format!("Bearer {CANARY}{accepted}");
            let server = Server::new(move |_, raw| match raw.header("authorization") == Some(&wanted) {
                true => answer(200, &[], "1"),
                false => answer(401, &[], "{}"),
            });
            let source = Arc::new(Counting::default());
            let client = way.client(&server.url("")).token_source(source.clone()).build().unwrap();
            let call = client.post("x", "/x").auth(&[&["bearer"]]).json(&Json::Null).call_empty::<NoError>();
            let (found, made) = match way.run(call) {
                Ok(reply) => (reply.status().as_u16(), reply.attempts()),
                Err(error) => (error.status().unwrap().as_u16(), error.attempts()),
            };
            assert_eq!((found, made, source.1.load(Ordering::SeqCst)), (status, attempts, refused), "{way:?}");
        }
    }
}

#[test]
fn a_server_of_an_operation_is_used_unless_the_caller_chose_one() {
    const ELSEWHERE: Api = Api { servers: &[ApiServer::new("https://api.example.com/v1")], ..API };
    for (base, url, path) in [
        (None, "https://upload.example.com/u/file", "https://api.example.com/v2/file"),
        (Some("https://mine.example/base"), "https://mine.example/base/file", "https://mine.example/v2/file"),
    ] {
        let replay = Replay::new().json(200, "").json(200, "");
        let mut builder = ClientBuilder::<Client>::new(&ELSEWHERE).transport(replay.clone());
        if let Some(base) = base {
            builder = builder.base_url(base).unwrap();
        }
        let client = builder.build().unwrap();
        client.get("file", "/file").server("https://upload.example.com/u").call_empty::<NoError>().blocking().unwrap();
        assert_eq!(replay.sent()[0].head.uri().to_string(), url);
        // Another path of the same host is one of whatever host it is.
        client.get("file", "/file").server("/v2").call_empty::<NoError>().blocking().unwrap();
        assert_eq!(replay.sent()[1].head.uri().to_string(), path);
    }
}

#[test]
fn schemes_are_checked_when_building() {
    const ONE_KEY: Api = Api { schemes: &[Scheme::header("k", "X-Key")], ..API };
    let build = |builder: ClientBuilder| builder.build().map(drop).map_err(|error| error.to_string());
    assert!(build(ClientBuilder::new(&ONE_KEY).api_key("k")).is_ok());
    assert!(build(ClientBuilder::new(&API).api_key("k")).unwrap_err().contains("credential"));
    assert!(build(ClientBuilder::new(&ONE_KEY).bearer("t")).unwrap_err().contains("no security scheme"));
    assert!(build(ClientBuilder::new(&API).credential("unheard", "t")).unwrap_err().contains("`unheard`"));
    assert!(build(ClientBuilder::new(&API).credential("basic", Credential::Basic("u".into(), "p".into()))).is_ok());
    assert!(
        ClientBuilder::<Client>::new(&API)
            .base_url("https://user:c4nary@a.example")
            .is_err_and(|error| !format!("{error:?}{error}").contains(CANARY))
    );
}
