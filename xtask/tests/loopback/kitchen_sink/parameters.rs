//! Every place, style and explode.

use super::{sent, target};
use kitchen_sink::types::{
    HeadersParams, ListsParams, ObjectsNested, ObjectsParams, Order, Point, RequiredParams, ScalarsParams,
};
use specwright_runtime::DateTime;
use std::collections::BTreeMap;

fn words() -> Vec<String> {
    vec!["a b".to_owned(), "c&d".to_owned()]
}

fn point() -> Point {
    Point { y: Some(2), ..Point::new(1) }
}

#[test]
fn scalars() {
    let all = ScalarsParams {
        limit: Some(20),
        flag: Some(false),
        ratio: Some(0.5),
        since: Some(DateTime::from_text("2026-11-21T10:00:00Z")),
        order: Some(Order::Desc),
        text: Some("a/b?c=d&e+f é".to_owned()),
        empty: Some(String::new()),
        x_trace: Some("t1".to_owned()),
        session: Some("s1".to_owned()),
    };
    let raw = sent(|client| client.parameters().scalars("a/b?c", -1, &Order::Other("new".to_owned()), &all));
    assert_eq!(
        raw.line,
        "GET /v1/parameters/scalars/a%2Fb%3Fc/-1/new?limit=20&flag=false&ratio=0.5\
         &since=2026-11-21T10%3A00%3A00Z&order=desc&text=a%2Fb%3Fc%3Dd%26e%2Bf%20%C3%A9&empty=&api-version=2024-01-01 HTTP/1.1"
    );
    assert_eq!(raw.header("x-client"), Some("sink"));
    assert_eq!(raw.header("x-trace"), Some("t1"));
    assert_eq!(raw.header("cookie"), Some("session=s1"));
    assert_eq!(
        target(|client| client.parameters().scalars("a", 1, &Order::Asc, &ScalarsParams::default())),
        "parameters/scalars/a/1/asc?api-version=2024-01-01"
    );
}

#[test]
fn required_and_constant() {
    let params = RequiredParams { sort: Some(Order::Asc), ..RequiredParams::new("x") };
    assert_eq!(target(|client| client.parameters().required(&params)), "parameters/required?q=x&sort=asc");
    assert_eq!(target(|client| client.parameters().constant_path()), "parameters/constant/v1/here");
}

#[test]
fn lists_and_objects_in_paths() {
    let words = words();
    let target_of_lists =
        target(|client| client.parameters().lists_in_paths(&words, &words, &words, &words, &words, &words));
    assert_eq!(
        target_of_lists,
        "parameters/path/a%20b,c%26d/a%20b,c%26d/.a%20b,c%26d/.a%20b.c%26d/;matrix=a%20b,c%26d\
         /;matrixExploded=a%20b;matrixExploded=c%26d"
    );
    let point = point();
    let target_of_objects =
        target(|client| client.parameters().objects_in_paths(&point, &point, &point, &point, &point, &point));
    assert_eq!(target_of_objects, "parameters/objects/x,1,y,2/x=1,y=2/.x,1,y,2/.x=1.y=2/;matrix=x,1,y,2/;x=1;y=2");
}

#[test]
fn lists_and_objects_in_the_query() {
    let params = ListsParams {
        form: Some(words()),
        form_exploded: Some(words()),
        space: Some(words()),
        pipe: Some(words()),
        pipe_exploded: Some(words()),
        deep: Some(words()),
        reserved: Some("a/b?c=d".to_owned()),
        odd: Some(words()),
    };
    assert_eq!(
        target(|client| client.parameters().lists(&params)),
        "parameters/query?form=a%20b,c%26d&formExploded=a%20b&formExploded=c%26d&space=a%20b%20c%26d\
         &pipe=a%20b%7Cc%26d&pipeExploded=a%20b&pipeExploded=c%26d&deep%5B0%5D=a%20b&deep%5B1%5D=c%26d&reserved=a/b?c=d\
         &odd%5B%5D=a%20b&odd%5B%5D=c%26d"
    );
    let nested = ObjectsNested { words: Some(words()), points: Some(BTreeMap::from([("a b".to_owned(), point())])) };
    let params = ObjectsParams {
        form: Some(point()),
        form_exploded: Some(point()),
        pipe: Some(point()),
        deep: Some(point()),
        nested: Some(nested),
        json: Some(point()),
        xml: Some("<x>1</x>".to_owned()),
    };
    assert_eq!(
        target(|client| client.parameters().objects(&params)),
        "parameters/query?form=x,1,y,2&x=1&y=2&pipe=x%7C1%7Cy%7C2&deep%5Bx%5D=1&deep%5By%5D=2\
         &nested%5Bwords%5D%5B0%5D=a%20b&nested%5Bwords%5D%5B1%5D=c%26d\
         &nested%5Bpoints%5D%5Ba%20b%5D%5Bx%5D=1&nested%5Bpoints%5D%5Ba%20b%5D%5By%5D=2\
         &json=%7B%22x%22%3A1%2C%22y%22%3A2%7D&xml=%3Cx%3E1%3C%2Fx%3E"
    );
}

#[test]
fn lists_and_objects_in_headers() {
    let params = HeadersParams {
        x_words: Some(vec!["a".to_owned(), "b".to_owned()]),
        x_point: Some(point()),
        x_exploded: Some(point()),
        words: Some(vec!["a".to_owned(), "b".to_owned()]),
        each: Some(vec!["a;b".to_owned(), "c".to_owned()]),
        x_json: Some(point()),
    };
    let raw = sent(|client| client.parameters().headers(&params));
    assert_eq!(raw.header("x-words"), Some("a,b"));
    assert_eq!(raw.header("x-point"), Some("x,1,y,2"));
    assert_eq!(raw.header("x-exploded"), Some("x=1,y=2"));
    assert_eq!(raw.header("x-json"), Some(r#"{"x":1,"y":2}"#));
    assert_eq!(raw.header("cookie"), Some("words=a,b; each=a%3Bb; each=c"));
}
