//! Where operations are served: the API's servers, their own, and what a call chooses.

use crate::server::Server;
use crate::{answer, local};
use kitchen_sink::Client;
use specwright_runtime::{Call, ClientBuilder};

type Choice = fn(ClientBuilder<Client>) -> ClientBuilder<Client>;

/// Where a call would go.
fn url(choice: Choice, call: impl Fn(&Client) -> Call<()>) -> String {
    let client = choice(Client::builder()).build().unwrap();
    call(&client).request().map_or_else(|error| error.to_string(), |request| request.uri().to_string())
}

#[test]
fn of_the_api() {
    let call = |client: &Client| client.security().no_security();
    let table: [(Choice, &str); 6] = [
        (|it| it, "https://eu.sink.example.com/v1/security/none"),
        (|it| it.server_variable("region", "us"), "https://us.sink.example.com/v1/security/none"),
        (|it| it.server("https://sandbox.sink.example.com/v1"), "https://sandbox.sink.example.com/v1/security/none"),
        (|it| it.server("https://{tenant}.sink.example.com/v1/"), "https://demo.sink.example.com/v1/security/none"),
        (
            |it| it.server("https://{tenant}.sink.example.com/v1/").server_variable("tenant", "two"),
            "https://two.sink.example.com/v1/security/none",
        ),
        (|it| it.base_url("https://else.example.com/x").unwrap(), "https://else.example.com/x/security/none"),
    ];
    for (choice, expected) in table {
        assert_eq!(url(choice, call), expected);
    }
    let unheard = Client::builder().server("https://nowhere.example.com").build().unwrap_err();
    assert!(unheard.to_string().starts_with("the API has no server of that URL"), "{unheard}");
}

#[test]
fn of_operations() {
    for (found, expected) in [
        (url(|it| it, |client| client.servers().server_of_path()), "https://path.sink.example.com/servers/path"),
        (
            url(|it| it, |client| client.servers().server_of_operation()),
            "https://upload.sink.example.com/v2/servers/path",
        ),
        (url(|it| it, |client| client.servers().server_of_choice()), "https://a.files.sink.example.com/servers/path"),
        (
            url(|it| it.server_variable("zone", "b"), |client| client.servers().server_of_choice()),
            "https://b.files.sink.example.com/servers/path",
        ),
        (
            url(|it| it.base_url("https://else.example.com").unwrap(), |client| client.servers().server_of_choice()),
            "https://else.example.com/servers/path",
        ),
    ] {
        assert_eq!(found, expected);
    }
}

#[test]
fn of_one_call() {
    let choose = |choose: fn(Call<()>) -> Call<()>| url(|it| it, |client| choose(client.servers().server_of_choice()));
    for (found, expected) in [
        (choose(|call| call.server_variable("zone", "b")), "https://b.files.sink.example.com/servers/path"),
        (
            choose(|call| call.server("https://archive.sink.example.com/v2/")),
            "https://archive.sink.example.com/v2/servers/path",
        ),
        (
            choose(|call| call.server("/files").server_variable("region", "us")),
            "https://us.sink.example.com/files/servers/path",
        ),
        (choose(|call| call.server("/files")), "https://eu.sink.example.com/files/servers/path"),
        (
            choose(|call| call.server("https://{region}.sink.example.com/v1")),
            "https://eu.sink.example.com/v1/servers/path",
        ),
        (choose(|call| call.server("https://else.example.com/x/")), "https://else.example.com/x/servers/path"),
    ] {
        assert_eq!(found, expected);
    }
    let wrong = choose(|call| call.server_variable("zone", "c"));
    assert!(wrong.ends_with("the server's variable `zone` must be one of `a`, `b`"), "{wrong}");
    let api = url(|it| it, |client| client.security().no_security().server_variable("region", "us"));
    assert_eq!(api, "https://us.sink.example.com/v1/security/none");
}

#[test]
fn what_a_call_chooses_is_where_it_goes() {
    let (usual, other) = (Server::always(answer(204, &[], "")), Server::always(answer(204, &[], "")));
    let client: Client = local(Client::builder(), &usual.url("/v1")).build().unwrap();
    client.servers().server_of_choice().server(&other.url("/v2/")).blocking().unwrap();
    assert_eq!((usual.seen().len(), other.seen().remove(0).line.as_str()), (0, "PUT /v2/servers/path HTTP/1.1"));
}
