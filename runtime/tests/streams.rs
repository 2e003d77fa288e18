//! Answers that go on: events and lines.

mod support;

use specwright_runtime::generated::Json;
use specwright_runtime::{ErrorKind, EventStream, LineStream, NoError, Replay};
use std::time::Duration;
use support::{Server, Skipping, Step, WAYS, Way, answer};

type Events = specwright_runtime::Call<EventStream<i64>, NoError>;

fn events(way: Way, call: Events) -> Vec<Result<(String, i64), ErrorKind>> {
    let read = |event: Result<specwright_runtime::Event<i64>, specwright_runtime::Error>| {
        event.map(|it| (it.event, it.data)).map_err(|it| it.kind())
    };
    match way {
        Way::ReqwestBlocking | Way::UreqBlocking => call.blocking().unwrap().blocking().map(read).collect(),
        _ => way.wait(async {
            let mut stream = call.await.unwrap();
            let mut all = Vec::new();
            while let Some(event) = stream.next().await {
                all.push(read(event));
            }
            all
        }),
    }
}

/// An answer without a length, which ends with its connection.
fn open(body: &str) -> Vec<Step> {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
    vec![Step::Send(format!("{head}{body}").into_bytes()), Step::Close]
}

#[test]
fn events_go_on_where_they_were_when_the_connection_ends() {
    for way in WAYS {
        let server = Server::new(|number, raw| match (number, raw.header("last-event-id")) {
            (0, None) => open("retry: 5000\n\nid: a\ndata: 1\n\nevent: odd\ndata: x\n\ndata: 2\n\ndata: lost"),
            (1, Some("a")) => open("id: b\ndata: 3\n\n"),
            (2, Some("b")) => answer(503, &[], ""),
            (3, Some("b")) => open("data: 4\n\n"),
            _ => answer(204, &[], ""),
        });
        let clock = Skipping::default();
        let client = way.client(&server.url("")).environment(clock.clone()).build().unwrap();
        let message = |data| Ok(("message".to_owned(), data));
        assert_eq!(
            events(*way, client.get("events", "/events").call_events()),
            [message(1), Err(ErrorKind::Unexpected), message(2), message(3), message(4)],
            "{way:?}"
        );
        assert_eq!(clock.skipped(), [Duration::from_secs(5); 3], "a 503 is tried again at once by the policy");
        assert_eq!(server.seen()[0].header("accept"), Some("text/event-stream"));
    }
}

#[test]
fn events_without_id_end_with_their_connection() {
    for (body, found) in
        [("data: 1\n\ndata: 2\n\ndata: [DONE]\n\n", vec![Ok(1), Ok(2)]), ("data: 1\n\n", vec![Ok(1)]), ("", vec![])]
    {
        for method in ["get", "post"] {
            let replay = Replay::new().with(200, &[], body);
            let client = Way::ReqwestAsync.client("https://a.example").transport(replay.clone()).build().unwrap();
            let call = if method == "get" { client.get("x", "/") } else { client.post("x", "/") }.call_events();
            let data: Vec<_> = events(Way::ReqwestBlocking, call).into_iter().map(|it| it.map(|it| it.1)).collect();
            assert_eq!(data, found);
            assert_eq!(replay.sent().len(), 1);
        }
    }
}

#[test]
fn lines_are_read_as_they_come() {
    for way in WAYS {
        let server = Server::always(open("1\n2\nx\n\n3"));
        let client = way.client(&server.url("")).build().unwrap();
        let call: specwright_runtime::Call<LineStream<i64>> = client.get("lines", "/lines").call_lines();
        let mut found = Vec::new();
        way.wait(async {
            let mut lines = call.await.unwrap();
            while let Some(line) = lines.next().await {
                found.push(line.map_err(|error| error.kind()));
            }
        });
        assert_eq!(found, [Ok(1), Ok(2), Err(ErrorKind::Unexpected), Ok(3)], "{way:?}");
    }
}

#[test]
fn a_stream_that_stops_is_a_timeout_and_one_that_is_too_long_is_too_large() {
    for way in WAYS {
        let hanging = Server::always(vec![
            Step::Send(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n1\n".to_vec()),
            Step::Hang,
        ]);
        let endless = Server::always(vec![
            Step::Send(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n1\n".to_vec()),
            Step::SendForever(b" ".to_vec()),
        ]);
        let patience = |kind| Duration::from_millis(if kind == ErrorKind::Timeout { 120 } else { 9900 });
        for (server, kind) in [(hanging, ErrorKind::Timeout), (endless, ErrorKind::TooLarge)] {
            let client = way.client(&server.url("")).max_body(1 << 20).idle_timeout(patience(kind)).build().unwrap();
            let call: specwright_runtime::Call<LineStream<i64>> = client.get("lines", "/lines").call_lines();
            way.wait(async {
                let mut lines = call.await.unwrap();
                assert_eq!(lines.next().await.unwrap().unwrap(), 1);
                let error = lines.next().await.unwrap().unwrap_err();
                assert_eq!(error.kind(), kind, "{way:?}");
                assert!(lines.next().await.is_none());
            });
        }
    }
}

#[test]
fn json_is_written_line_by_line() {
    let replay = Replay::new().json(200, "");
    let client = Way::ReqwestAsync.client("https://a.example").transport(replay.clone()).build().unwrap();
    client.post("x", "/").lines(&[Json::from(1_i64), Json::text("a\nb")]).call_empty::<NoError>().blocking().unwrap();
    assert_eq!(replay.sent()[0].text(), "1\n\"a\\nb\"\n");
}
