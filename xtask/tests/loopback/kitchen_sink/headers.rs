//! Headers of answers, of every kind.

use crate::{answer, both};
use kitchen_sink::Client;
use kitchen_sink::types::{BusyHeaders, Order, Point, TypedHeadersHeaders};

#[test]
fn of_every_kind() {
    let point = Some(Point { y: Some(2), ..Point::new(1) });
    let headers = [
        ("X-Texts", "a, b"),
        ("X-Integers", "1,2"),
        ("X-Integers", "3"),
        ("X-Dates", "2026-11-21, 2026-11-22"),
        ("Last-Modified", "Sat, 21 Nov 2026 10:00:00 GMT"),
        ("X-Point", "x,1,y,2"),
        ("X-Exploded", "x=1,y=2"),
        ("X-Json", r#"{"x": 1, "y": 2}"#),
        ("X-Order", "desc"),
        ("X-Flag", "true"),
        ("X-Id", "0b0c2b6e-6f4f-4a5e-9b3c-0c7f5d2d9c11"),
        ("Set-Cookie", "a=1; Expires=Sat, 21 Nov 2026 10:00:00 GMT"),
        ("Set-Cookie", "b=2"),
    ];
    for (_, outcome) in both(Client::builder, "", answer(204, &headers, ""), |client| client.replies().typed_headers())
    {
        let headers: TypedHeadersHeaders = outcome.unwrap().typed_headers().unwrap();
        assert_eq!(headers.x_texts.unwrap(), ["a", "b"]);
        assert_eq!(headers.x_integers.unwrap(), [1, 2, 3]);
        assert_eq!(headers.x_dates.unwrap()[1].as_str(), "2026-11-22");
        assert_eq!(headers.last_modified.unwrap().get().unwrap().to_string(), "2026-11-21T10:00:00Z");
        assert_eq!((&headers.x_point, &headers.x_exploded, &headers.x_json), (&point, &point, &point));
        assert_eq!((headers.x_order, headers.x_flag), (Some(Order::Desc), Some(true)));
        assert!(headers.x_id.is_some());
        assert_eq!(headers.set_cookie.unwrap().len(), 2);
    }
}

#[test]
fn none_and_what_is_none() {
    for (_, outcome) in both(Client::builder, "", answer(204, &[], ""), |client| client.replies().typed_headers()) {
        let headers: TypedHeadersHeaders = outcome.unwrap().typed_headers().unwrap();
        assert!(headers.x_flag.is_none() && headers.x_point.is_none());
    }
    let odd = answer(204, &[("X-Flag", "perhaps")], "");
    for (_, outcome) in both(Client::builder, "", odd, |client| client.replies().typed_headers()) {
        let error = outcome.unwrap().typed_headers::<TypedHeadersHeaders>().unwrap_err();
        assert_eq!(error.to_string(), "expected a boolean, found a string at /X-Flag");
    }
}

#[test]
fn of_a_declared_failure() {
    let busy = answer(503, &[("Retry-After", "soon")], "");
    for (_, outcome) in both(Client::builder, "", busy.clone(), |client| client.replies().typed_headers()) {
        let headers: BusyHeaders = outcome.unwrap_err().typed_headers().unwrap();
        assert_eq!(headers.retry_after.as_deref(), Some("soon"));
    }
    for (_, outcome) in both(Client::builder, "", busy, |client| client.replies().negotiated()) {
        let headers: BusyHeaders = outcome.unwrap_err().typed_headers().unwrap();
        assert_eq!(headers.retry_after.as_deref(), Some("soon"));
    }
}
