//! Items that come page by page.

mod support;

use specwright_runtime::generated::{Decode, DecodeError, Fields, Json};
use specwright_runtime::{Call, Client, ErrorKind, NoError, Pages, Replay};
use support::Way;

struct Page {
    items: Vec<i64>,
    next: Option<String>,
}

impl Decode for Page {
    fn decode(json: Json<'_>) -> Result<Self, DecodeError> {
        let mut fields = Fields::of(json)?;
        Ok(Self { items: fields.required("items")?, next: fields.optional("next")? })
    }
}

#[derive(Clone, Default)]
struct Parameters {
    cursor: Option<String>,
    number: Option<i64>,
}

fn call(client: &Client, parameters: &Parameters) -> Call<Page> {
    client
        .get("pets", "/pets")
        .query("limit", &2)
        .query("cursor", &parameters.cursor)
        .query("n", &parameters.number)
        .call()
}

fn client(replay: &Replay) -> Client {
    Way::ReqwestBlocking
        .client("https://a.example/v1")
        .credential("query", "k")
        .transport(replay.clone())
        .build()
        .unwrap()
}

fn found(pages: Pages<i64, NoError>) -> Vec<Result<i64, ErrorKind>> {
    pages.blocking().map(|item| item.map_err(|error| error.kind())).collect()
}

fn urls(replay: &Replay) -> Vec<String> {
    replay.sent().iter().map(|it| it.head.uri().to_string().replace("https://a.example", "")).collect()
}

#[test]
fn by_cursor() {
    let replay = Replay::new()
        .json(200, r#"{"items": [1, 2], "next": "a&b"}"#)
        .json(200, r#"{"items": [], "next": "c"}"#)
        .json(200, r#"{"items": [3], "next": ""}"#);
    let client = client(&replay);
    let pages = Pages::by_cursor(
        Parameters::default(),
        move |parameters| call(&client, parameters),
        |page| page.next.clone(),
        |page| page.items,
        |parameters, cursor| parameters.cursor = Some(cursor),
    );
    assert_eq!(found(pages), [Ok(1), Ok(2), Ok(3)]);
    let expected = ["/v1/pets?limit=2", "/v1/pets?limit=2&cursor=a%26b", "/v1/pets?limit=2&cursor=c"];
    assert_eq!(urls(&replay), expected);
}

#[test]
fn by_offset_and_by_page() {
    for (is_page, expected) in [
        (false, ["/v1/pets?limit=2&n=0", "/v1/pets?limit=2&n=2", "/v1/pets?limit=2&n=3"]),
        (true, ["/v1/pets?limit=2&n=1", "/v1/pets?limit=2&n=2", "/v1/pets?limit=2&n=3"]),
    ] {
        let replay = Replay::new()
            .json(200, r#"{"items": [1, 2]}"#)
            .json(200, r#"{"items": [3]}"#)
            .json(200, r#"{"items": []}"#);
        let client = client(&replay);
        let ask = move |parameters: &Parameters| call(&client, parameters);
        let set = |parameters: &mut Parameters, number| parameters.number = Some(number);
        let pages = match is_page {
            true => Pages::by_page(Parameters::default(), 1, ask, |page: Page| page.items, set),
            false => Pages::by_offset(Parameters::default(), 0, ask, |page: Page| page.items, set),
        };
        assert_eq!(found(pages), [Ok(1), Ok(2), Ok(3)]);
        assert_eq!(urls(&replay), expected);
    }
}

#[test]
fn by_link_in_the_body_and_in_the_header() {
    let replay = Replay::new()
        .json(200, r#"{"items": [1], "next": "https://a.example/v2/pets?x=1"}"#)
        .json(200, r#"{"items": [2], "next": "?x=2"}"#)
        .json(200, r#"{"items": [3]}"#);
    let made = client(&replay);
    let pages =
        Pages::by_link(move || call(&made, &Parameters::default()), |page| page.next.clone(), |page| page.items);
    assert_eq!(found(pages), [Ok(1), Ok(2), Ok(3)]);
    assert_eq!(urls(&replay), ["/v1/pets?limit=2", "/v2/pets?x=1", "/v1/pets?x=2"]);

    let replay = Replay::new().with(200, &[("Link", "</v1/pets?x=1>; rel=next")], r#"{"items": [1]}"#).with(
        200,
        &[("Link", "</v1/pets>; rel=first")],
        r#"{"items": [2]}"#,
    );
    let made = client(&replay);
    let pages = Pages::by_link_header(move || call(&made, &Parameters::default()), |page| page.items);
    assert_eq!(found(pages), [Ok(1), Ok(2)]);
    assert_eq!(urls(&replay), ["/v1/pets?limit=2", "/v1/pets?x=1"]);
}

#[test]
fn a_link_never_leads_to_another_server() {
    let replay = Replay::new().json(200, r#"{"items": [1], "next": "https://b.example/v1/pets"}"#);
    let made = client(&replay);
    let pages =
        Pages::by_link(move || call(&made, &Parameters::default()), |page| page.next.clone(), |page| page.items);
    assert_eq!(found(pages), [Ok(1), Err(ErrorKind::Build)]);
    assert_eq!(replay.sent().len(), 1);
}

#[test]
fn pages_that_repeat_themselves_are_an_error() {
    let page = r#"{"items": [1], "next": "a"}"#;
    let replay = Replay::new().json(200, page).json(200, page).json(200, page).json(200, page);
    let made = client(&replay);
    let pages = Pages::by_cursor(
        Parameters::default(),
        move |parameters| call(&made, parameters),
        |page| page.next.clone(),
        |page| page.items,
        |parameters, cursor| parameters.cursor = Some(cursor),
    );
    assert_eq!(found(pages), [Ok(1), Err(ErrorKind::Unexpected)]);
    let made = client(&replay);
    let set = |parameters: &mut Parameters, number| parameters.number = Some(number);
    let pages =
        Pages::by_page(Parameters::default(), 1, move |parameters| call(&made, parameters), |page| page.items, set);
    assert_eq!(found(pages), [Ok(1), Err(ErrorKind::Unexpected)], "the server does not look at the number");
}

#[test]
fn an_error_ends_the_pages() {
    let replay = Replay::new().json(200, r#"{"items": [1], "next": "a"}"#).json(404, "{}");
    let made = client(&replay);
    let pages = Pages::by_link(
        move || call(&made, &Parameters::default()),
        |page| page.next.as_ref().map(|next| format!("?{next}")),
        |page| page.items,
    );
    assert_eq!(found(pages), [Ok(1), Err(ErrorKind::Unexpected)]);
    let empty = Replay::new().json(200, r#"{"items": []}"#);
    let made = client(&empty);
    let pages =
        Pages::by_link(move || call(&made, &Parameters::default()), |page| page.next.clone(), |page| page.items);
    Way::ReqwestAsync.wait(async move {
        let mut pages = pages;
        assert!(pages.next().await.is_none());
        assert!(pages.next().await.is_none());
    });
}
