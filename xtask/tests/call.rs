//! `cargo xtask call` against a server on loopback: what is sent, what is shown, and what is never shown.

#[path = "../../runtime/tests/support/server.rs"]
#[allow(dead_code, unreachable_pub, reason = "the runtime's tests use all of it")]
mod server;

use server::{Server, answer};
use std::path::Path;
use std::process::{Command, Output};

/// Every way to see a secret that the environment holds.
const CANARY: &str = "s3cr3t&canary";

/// The secrets of all providers that are called here.
const SECRETS: &[&str] = &["DYNAMOSQL_CLIENT_SECRET", "FORM_OAUTH_CLIENT_SECRET", "KITCHEN_SINK_BEARER"];

fn call(base: Option<&str>, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("..")).arg("call").args(arguments);
    command.args(base.into_iter().flat_map(|url| ["--base-url", url]));
    command.envs(SECRETS.iter().map(|name| (name, CANARY)));
    command.output().unwrap()
}

/// What is shown, which no secret is.
fn shown(output: &Output) -> String {
    let text = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned()).concat();
    for secret in [CANARY, "s3cr3t%26canary", "a-token", "r-token"] {
        assert!(!text.contains(secret), "{text}");
    }
    text
}

fn json(status: u16, body: &str) -> Server {
    Server::always(answer(status, &[("Content-Type", "application/json")], body))
}

#[test]
fn an_answer_is_shown_without_its_tokens() {
    let server = json(
        200,
        r#"{"success": true, "data": {"accessToken": "a-token", "refreshToken": "r-token", "expiresIn": 60}, "new": 1}"#,
    );
    let output = call(Some(&server.url("/base")), &["dynamosql", "authToken", "--arg", "clientId=7"]);
    let text = shown(&output);
    assert!(output.status.success(), "{text}");
    assert!(text.starts_with("200 OK, AuthTokenResponse\n{"), "{text}");
    assert!(text.contains("\"accessToken\": \"[redacted]\"") && text.contains("\"expiresIn\": 60"), "{text}");
    let seen = server.seen().remove(0);
    assert_eq!(seen.line, "POST /base/v1/auth/token HTTP/1.1");
    assert_eq!(seen.text(), format!(r#"{{"clientId":"7","clientSecret":"{CANARY}"}}"#));
}

#[test]
fn a_failure_is_shown_typed_and_is_1() {
    let said = format!(r#"{{"success": false, "error": {{"message": "no {CANARY}", "code": "bad"}}}}"#);
    let html = answer(502, &[("Content-Type", "text/html")], &format!("<html>{CANARY}</html>"));
    for (server, head, end) in [
        (json(401, &said), "401 Unauthorized, ApiResponse\n{", "reports a failure, 401 Unauthorized"),
        (Server::always(html), "502 Bad Gateway, not as documented\n", "502 Bad Gateway"),
        (json(200, "[1]"), "200 OK, not as documented\n[\n  1\n]", "200 OK: expected an object"),
    ] {
        let output = call(Some(&server.url("")), &["dynamosql", "auth_token", "--arg", "clientId=7"]);
        let text = shown(&output);
        assert_eq!(output.status.code(), Some(1), "{text}");
        assert!(text.starts_with(head) && text.contains("error: authToken: POST /v1/auth/token: "), "{text}");
        assert!(text.contains(end), "{text}");
    }
}

#[test]
fn arguments_go_where_they_belong() {
    let echo = |body: &str| json(200, body);
    let table: &[(&[&str], &str, &str)] = &[
        (
            &["form-oauth", "auth_token", "--arg", "client_id=a b"],
            "POST /auth/token HTTP/1.1",
            "client_id=a%20b&client_secret=s3cr3t%26canary",
        ),
        (
            &[
                "kitchen-sink",
                "scalars",
                "--arg",
                "text=7",
                "--arg",
                "number=7",
                "--arg",
                "choice=asc",
                "--arg",
                "limit=5",
            ],
            "GET /parameters/scalars/7/7/asc?limit=5&api-version=2024-01-01 HTTP/1.1",
            "",
        ),
        (
            &["kitchen-sink", "bodies.send_form", "--arg", "name=x", "--arg", "words=a", "--arg", "words=b"],
            "POST /bodies/form HTTP/1.1",
            "name=x&words=a&words=b",
        ),
        (&["kitchen-sink", "send_text", "--body", "as it is"], "PUT /bodies/raw HTTP/1.1", "as it is"),
        (&["kitchen-sink", "send_lines", "--body", r#"[{"x": 1}]"#], "POST /bodies/lines HTTP/1.1", "{\"x\":1}\n"),
    ];
    for (arguments, line, body) in table {
        let server = echo(r#"{"body": "done"}"#);
        let text = shown(&call(Some(&server.url("")), arguments));
        let seen = server.seen().pop().unwrap_or_else(|| panic!("{arguments:?}: {text}"));
        assert_eq!((seen.line.as_str(), seen.text().as_str()), (*line, *body), "{arguments:?}");
        if arguments.contains(&"kitchen-sink") {
            assert_eq!(seen.header("authorization"), Some(format!("Bearer {CANARY}").as_str()));
        }
    }
}

#[test]
fn parts_are_files_by_their_paths() {
    let server = json(200, r#"{"body": "done"}"#);
    let arguments = ["kitchen-sink", "send_parts", "--arg", "file=rustfmt.toml", "--arg", "note=hello"];
    let output = call(Some(&server.url("")), &arguments);
    assert!(output.status.success(), "{}", shown(&output));
    let sent = server.seen().remove(0).text();
    assert!(
        sent.contains("filename=\"rustfmt.toml\"") && sent.contains("max_width") && sent.contains("hello"),
        "{sent}"
    );
}

#[test]
fn streams_are_shown_as_they_come() {
    let id = "0191d9c2-0000-7000-8000-000000000000";
    let job = format!(r#"{{"id": "{id}"}}"#);
    for (operation, media, body, expected) in [
        ("events", "text/event-stream", format!("data: {job}\n\ndata: [DONE]\n\n"), id),
        ("lines", "application/x-ndjson", format!("{job}\n{job}\n"), id),
        ("bytes", "application/octet-stream", "abc".to_owned(), "\"3 bytes\""),
        ("several_successes", "application/json", job, "200 OK, SeveralSuccessesReply"),
    ] {
        let body = if operation == "several_successes" { r#"{"x": 1}"# } else { &body };
        let server = Server::always(answer(200, &[("Content-Type", media), ("X-Rate-Limit", "1")], body));
        let output = call(Some(&server.url("")), &["kitchen-sink", operation]);
        assert!(shown(&output).contains(expected), "{operation}: {}", shown(&output));
    }
}

#[test]
fn what_cannot_be_called_says_what_can() {
    for (arguments, code, said) in [
        (&[][..], 2, "which provider?"),
        (&["dynamosql", "auth_token", "more"], 2, "`more`: arguments are passed as `--arg name=value`"),
        (&["dynamosql", "auth_token", "--arg", "more"], 2, "`--arg more` has no value"),
        (&["acme"], 1, "there is no provider `acme` under specs/; there are dollr, dynamosql"),
        (
            &["dynamosql", "auth_tok"],
            1,
            "no operation `auth_tok`; close: auth_token; there are auth_refresh, auth_token",
        ),
        (
            &["dynamosql", "auth_token", "--arg", "clientID=7"],
            1,
            "no argument `clientID`; close: clientId, clientSecret;",
        ),
        (&["dynamosql", "auth_token"], 1, "clientId: `--arg clientId=…`, or set DYNAMOSQL_CLIENT_ID"),
        (&["dynamosql", "auth_token", "--arg", "clientSecret=7"], 1, "read from DYNAMOSQL_CLIENT_SECRET"),
        (&["dynamosql", "auth_token", "--body", r#"{"clientSecret": "7"}"#], 1, "`clientSecret` is a secret"),
        (&["dynamosql", "auth_token", "--body", "{"], 1, "the body is no JSON"),
        (&["kitchen-sink", "no_content", "--body", "{}"], 1, "replies.no_content takes no body"),
        (&["kitchen-sink", "send_text"], 1, "needs `--body`"),
        (
            &["kitchen-sink", "scalars", "--arg", "number=many", "--arg", "text=a", "--arg", "choice=asc"],
            1,
            "`number`: ",
        ),
        (&["form-oauth", "auth_token", "--arg", "client_id=7"], 1, "the document names no server"),
    ] {
        let output = call(None, arguments);
        let text = shown(&output);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {text}");
        assert!(text.contains(said), "{arguments:?}: {text}");
    }
}

#[test]
fn every_provider_lists_its_operations() {
    for folder in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs")).unwrap() {
        let name = folder.unwrap().file_name().to_string_lossy().into_owned();
        let output = call(None, &[&name]);
        let text = shown(&output);
        assert!(output.status.success() && text.contains("--base-url URL"), "{name}: {text}");
    }
}
