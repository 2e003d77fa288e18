//! Answers that come piece by piece: bytes, lines, events.

use crate::server::{Server, Step};
use crate::{answer, both, local, wait};
use kitchen_sink::Client;
use kitchen_sink::types::JobState;
use std::io::Read;

const JOB: &str = r#"{"id": "0b0c2b6e-6f4f-4a5e-9b3c-0c7f5d2d9c11", "state": "done"}"#;

#[test]
fn streams_awaited_and_blocking() {
    let png = answer(200, &[("Content-Type", "image/png")], "pixels");
    let [(_, awaited), (_, blocking)] = both(Client::builder, "/v1", png, |client| client.replies().bytes());
    assert_eq!(wait(awaited.unwrap().into_body().collect(100)).unwrap().as_ref(), b"pixels");
    let mut text = String::new();
    blocking.unwrap().into_body().read_to_string(&mut text).unwrap();
    assert_eq!(text, "pixels");

    for (_, outcome) in both(Client::builder, "/v1", answer(202, &[], ""), |client| client.replies().bytes()) {
        let response = outcome.unwrap();
        assert_eq!((response.status().as_u16(), wait(response.into_body().collect(100)).unwrap().len()), (202, 0));
    }

    let lines = answer(200, &[("Content-Type", "application/x-ndjson")], &format!("{JOB}\n\n{JOB}\n"));
    let [(_, awaited), (_, blocking)] = both(Client::builder, "/v1", lines, |client| client.replies().lines());
    let mut awaited = awaited.unwrap().into_body();
    assert_eq!(wait(awaited.next()).unwrap().unwrap().state, Some(JobState::Done));
    assert_eq!(blocking.unwrap().into_body().blocking().map(Result::unwrap).count(), 2);

    let text = format!("id: 7\nevent: job\ndata: {JOB}\n\n: a comment\n\ndata: {JOB}\n\ndata: [DONE]\n\n");
    let events = answer(200, &[("Content-Type", "text/event-stream")], &text);
    let [(sent, awaited), (_, blocking)] = both(Client::builder, "/v1", events, |client| client.replies().events());
    assert_eq!(sent.header("accept"), Some("text/event-stream"));
    let mut awaited = awaited.unwrap().into_body();
    let first = wait(awaited.next()).unwrap().unwrap();
    assert_eq!((first.event.as_str(), first.id.as_str(), first.data.state), ("job", "7", Some(JobState::Done)));
    assert_eq!(blocking.unwrap().into_body().blocking().map(Result::unwrap).count(), 2);
}

#[test]
fn lines_as_they_are_written() {
    for body in
        [format!("{JOB}\n{JOB}"), format!("\n\n{JOB}\r\n   \r\n{JOB}\r\n"), format!("\u{1e}{JOB}\n\u{1e}{JOB}\n")]
    {
        let lines = answer(200, &[("Content-Type", "application/x-ndjson")], &body);
        let [(sent, awaited), (_, blocking)] = both(Client::builder, "/v1", lines, |client| client.replies().lines());
        assert_eq!(sent.header("accept"), Some("application/x-ndjson"));
        let mut awaited = awaited.unwrap().into_body();
        let mut count = 0;
        while let Some(job) = wait(awaited.next()) {
            assert_eq!(job.unwrap().state, Some(JobState::Done));
            count += 1;
        }
        assert_eq!((count, blocking.unwrap().into_body().blocking().map(Result::unwrap).count()), (2, 2));
    }
}

#[test]
fn events_as_they_are_written() {
    let id = r#"{"id": "0b0c2b6e-6f4f-4a5e-9b3c-0c7f5d2d9c11","#;
    let body = format!(
        "\u{feff}: hello\r\n\r\nevent: job\r\ndata: {id}\r\ndata: \"state\": \"done\"}}\r\n\r\n\
         id: 2\rdata:{JOB}\r\r: a comment\n\nunheard: of\ndata: {JOB}\n\ndata: not complete"
    );
    let events = answer(200, &[("Content-Type", "text/event-stream; charset=utf-8")], &body);
    for (_, outcome) in both(Client::builder, "/v1", events, |client| client.replies().events()) {
        let events: Vec<_> = outcome.unwrap().into_body().without_reconnect().blocking().map(Result::unwrap).collect();
        let seen: Vec<_> = events.iter().map(|it| (it.event.as_str(), it.id.as_str(), it.data.state.clone())).collect();
        let done = Some(JobState::Done);
        assert_eq!(seen, [("job", "", done.clone()), ("message", "2", done.clone()), ("message", "2", done)]);
    }
}

#[test]
fn events_go_on_where_they_ended() {
    let event = |id: u8| format!("retry: 1\nid: {id}\ndata: {JOB}\n\n");
    let server = Server::new(move |number, _| -> Vec<Step> {
        match number {
            0 => answer(200, &[("Content-Type", "text/event-stream")], &event(1)),
            1 => answer(200, &[("Content-Type", "text/event-stream")], &event(2)),
            _ => answer(204, &[], ""),
        }
    });
    let client: Client = local(Client::builder(), &server.url("")).build().unwrap();
    let events = client.replies().events().blocking().unwrap();
    assert_eq!(events.blocking().map(|event| event.unwrap().id).collect::<Vec<_>>(), ["1", "2"]);
    let asked: Vec<_> = server.seen().iter().map(|raw| raw.header("last-event-id").map(str::to_owned)).collect();
    assert_eq!(asked, [None, Some("1".to_owned()), Some("2".to_owned())]);
}
