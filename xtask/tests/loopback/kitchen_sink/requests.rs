//! How requests are sent again, and page after page.

use super::sent_for;
use crate::server::{Server, answer};
use crate::{json, local, wait};
use kitchen_sink::Client;
use kitchen_sink::types::{ListPointsParams, Point};

/// A server of two pages.
fn pages() -> Server {
    Server::new(|number, _| match number {
        0 => json(200, r#"{"items": [{"x": 1}, {"x": 2}], "next": "a&b"}"#),
        _ => json(200, r#"{"items": [{"x": 3}]}"#),
    })
}

#[test]
fn all_pages_are_gone_through() {
    let params = ListPointsParams::default();
    let run = |collect: fn(&Client, &ListPointsParams) -> Vec<i64>| {
        let server = pages();
        let client = local(Client::builder(), &server.url("")).build().unwrap();
        assert_eq!(collect(&client, &params), [1, 2, 3]);
        let lines: Vec<String> = server.seen().into_iter().map(|raw| raw.line).collect();
        assert_eq!(lines, ["GET /requests/pages HTTP/1.1", "GET /requests/pages?after=a%26b HTTP/1.1"]);
    };
    run(|client, params| {
        client.requests().list_points_pages(params).blocking().map(|point| point.unwrap().x).collect()
    });
    run(|client, params| {
        let mut pages = client.requests().list_points_pages(params);
        let mut found = Vec::new();
        while let Some(point) = wait(pages.next()) {
            found.push(point.unwrap().x);
        }
        found
    });
}

#[test]
fn what_a_header_makes_safe_carries_it() {
    let point = Point::new(1);
    let raw = sent_for(answer(204, &[], ""), |client| client.requests().charge(&point).idempotency_key("k1"));
    assert_eq!(raw.header("idempotency-key"), Some("k1"));
    let raw = sent_for(answer(204, &[], ""), |client| client.requests().charge(&point));
    assert!(raw.header("idempotency-key").is_some_and(|key| key.len() >= 16));
}
