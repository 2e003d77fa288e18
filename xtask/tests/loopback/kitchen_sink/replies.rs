//! Every way to answer.

use crate::{answer, both, json, wait};
use kitchen_sink::Client;
use kitchen_sink::types::{
    JobState, LocationHeaders, LoginReply, Point, SeveralSuccessesError, SeveralSuccessesErrorHeaders,
    SeveralSuccessesHeaders, SeveralSuccessesReply,
};
use specwright_runtime::ErrorKind;

const JOB: &str = r#"{"id": "0b0c2b6e-6f4f-4a5e-9b3c-0c7f5d2d9c11", "state": "done"}"#;

#[test]
fn several_successes() {
    for (status, body, expected) in [(200, r#"{"x": 1}"#, "Ok"), (202, JOB, "Accepted"), (204, "", "NoContent")] {
        let reply = answer(status, &[("Content-Type", "application/json"), ("X-Rate-Limit", "7")], body);
        for (_, outcome) in both(Client::builder, "/v1", reply.clone(), |client| client.replies().several_successes()) {
            let response = outcome.unwrap();
            let headers: SeveralSuccessesHeaders = response.typed_headers().unwrap();
            assert_eq!((headers.x_rate_limit, headers.x_expires_after.is_none()), (Some(7), true));
            let found = match response.into_body() {
                SeveralSuccessesReply::Ok(point) if point.x == 1 => "Ok",
                SeveralSuccessesReply::Accepted(_) => "Accepted",
                SeveralSuccessesReply::NoContent => "NoContent",
                _ => "another",
            };
            assert_eq!(found, expected);
        }
    }
}

#[test]
fn failures_by_code_by_range_and_by_default() {
    let problem = r#"{"title": "No"}"#;
    for (status, media_type, body, expected) in [
        (404, "application/problem+json", problem, "NotFound"),
        (409, "application/json", JOB, "Conflict"),
        (429, "text/plain", "later", "TooManyRequests"),
        (503, "text/plain", "sorry", "ServerError"),
        (418, "text/plain", "sorry", "ClientError"),
        (302, "application/problem+json", problem, "Default"),
    ] {
        let reply = answer(status, &[("Content-Type", media_type)], body);
        for (_, outcome) in both(Client::builder, "/v1", reply.clone(), |client| client.replies().several_successes()) {
            let error = outcome.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Documented, "{status}: {error}");
            let found = match error.into_body().unwrap() {
                SeveralSuccessesError::NotFound(it) if it.title.as_deref() == Some("No") => "NotFound",
                SeveralSuccessesError::Conflict(_) => "Conflict",
                SeveralSuccessesError::TooManyRequests => "TooManyRequests",
                SeveralSuccessesError::ClientError(text) if text == "sorry" => "ClientError",
                SeveralSuccessesError::ServerError(text) if text == "sorry" => "ServerError",
                SeveralSuccessesError::Default(it) if it.title.as_deref() == Some("No") => "Default",
                _ => "another",
            };
            assert_eq!(found, expected);
        }
    }
}

#[test]
fn a_failure_has_headers_too() {
    let later = answer(429, &[("Retry-After", "7"), ("X-Reset", "Sat, 21 Nov 2026 10:00:00 GMT")], "");
    for (_, outcome) in both(Client::builder, "/v1", later, |client| client.replies().several_successes()) {
        let error = outcome.unwrap_err();
        let headers: SeveralSuccessesErrorHeaders = error.typed_headers().unwrap();
        assert_eq!(headers.retry_after, Some(7));
        assert_eq!(headers.x_reset.unwrap().get().unwrap().to_string(), "2026-11-21T10:00:00Z");
    }
}

#[test]
fn a_redirection_is_an_answer_where_nothing_else_succeeds() {
    let there = answer(302, &[("Location", "https://sink.example.com/login")], "");
    for (_, outcome) in both(Client::builder, "/v1", there, |client| client.replies().login()) {
        let response = outcome.unwrap();
        let headers: LocationHeaders = response.typed_headers().unwrap();
        assert_eq!(headers.location, "https://sink.example.com/login");
        assert!(matches!(response.body(), LoginReply::Found));
    }
    let problem = answer(403, &[("Content-Type", "application/problem+json")], r#"{"title": "No"}"#);
    for (_, outcome) in both(Client::builder, "/v1", problem, |client| client.replies().login()) {
        assert_eq!(outcome.unwrap_err().into_body().unwrap().title.as_deref(), Some("No"));
    }
}

#[test]
fn nothing_text_and_one_of_several_media_types() {
    let empty = answer(204, &[], "");
    for (sent, outcome) in both(Client::builder, "/v1", empty, |client| client.replies().no_content()) {
        outcome.unwrap();
        assert_eq!(sent.line, "DELETE /v1/replies/empty HTTP/1.1");
    }
    let text = answer(200, &[("Content-Type", "text/plain")], "héllo");
    for (sent, outcome) in both(Client::builder, "/v1", text, |client| client.replies().text()) {
        assert_eq!(outcome.unwrap().into_body(), "héllo");
        assert_eq!(sent.header("accept"), Some("text/plain"));
    }
    for (sent, outcome) in
        both(Client::builder, "/v1", json(200, r#"{"x": 1}"#), |client| client.replies().negotiated())
    {
        assert_eq!(outcome.unwrap().into_body().x, 1);
        assert_eq!(sent.header("accept"), Some("application/json"));
    }
}

#[test]
fn each_form_of_an_answer_is_asked_for() {
    let csv = answer(200, &[("Content-Type", "text/csv")], "a,b");
    for (sent, outcome) in both(Client::builder, "/v1", csv, |client| client.replies().negotiated_csv()) {
        assert_eq!(outcome.unwrap().into_body(), "a,b");
        assert_eq!(sent.header("accept"), Some("text/csv"));
    }
    let point = Point::new(1);
    let whole = json(200, r#"{"body": "hello"}"#);
    for (sent, outcome) in both(Client::builder, "/v1", whole, |client| client.replies().chat(&point)) {
        assert_eq!(outcome.unwrap().into_body().body.as_deref(), Some("hello"));
        assert_eq!(sent.header("accept"), Some("application/json"));
    }
    let pieces = answer(200, &[("Content-Type", "text/event-stream")], &format!("data: {JOB}\n\ndata: {JOB}\n\n"));
    let [(sent, awaited), (_, blocking)] =
        both(Client::builder, "/v1", pieces, |client| client.replies().chat_stream(&point));
    assert_eq!((sent.header("accept"), sent.text().as_str()), (Some("text/event-stream"), r#"{"x":1}"#));
    assert_eq!(wait(awaited.unwrap().into_body().next()).unwrap().unwrap().data.state, Some(JobState::Done));
    assert_eq!(blocking.unwrap().into_body().blocking().map(Result::unwrap).count(), 2);
    // The body did not ask for pieces: that is told, not passed over.
    let whole = json(200, r#"{"body": "hello"}"#);
    for (_, outcome) in both(Client::builder, "/v1", whole, |client| client.replies().chat_stream(&point)) {
        assert_eq!(outcome.err().map(|error| error.kind()), Some(ErrorKind::Unexpected));
    }
}
