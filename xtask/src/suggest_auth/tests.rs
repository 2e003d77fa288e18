//! What is proposed for documents, their own overlays put aside.

use super::propose;
use crate::provider;
use crate::stop::Stop;
use specwright::api::{TokenSource, Way};
use specwright::{File, Input};

fn source(input: &Input) -> TokenSource {
    let output = specwright::generate(input).unwrap();
    output.api.token_sources.into_iter().next().unwrap()
}

/// Ways, in an order of their own.
fn sorted(ways: &[Way]) -> Vec<String> {
    let mut ways: Vec<String> = ways.iter().map(|way| format!("{way:?}")).collect();
    ways.sort();
    ways
}

#[test]
fn the_providers_own_overlays_are_what_is_proposed() {
    for name in ["dollr", "dynamosql", "form-oauth", "nitro-sign"] {
        let theirs = provider::read(&provider::root(), name).unwrap().input;
        let bare = Input { overlay: None, ..theirs.clone() };
        let text = propose(&bare).unwrap();
        let proposed = source(&Input { overlay: Some(File { name: "proposal".into(), text }), ..bare });
        let committed = source(&theirs);
        assert_eq!(proposed.grant, committed.grant, "{name}");
        assert_eq!(sorted(&proposed.answer.token), sorted(&committed.answer.token), "{name}");
        assert_eq!(sorted(&proposed.answer.lifetime), sorted(&committed.answer.lifetime), "{name}");
        assert_eq!(proposed.unit, committed.unit, "{name}");
        assert_eq!(proposed.answer.refresh_token, committed.answer.refresh_token, "{name}");
        assert_eq!(proposed.answer.success, committed.answer.success, "{name}");
        assert_eq!(proposed.refresh, committed.refresh, "{name}");
        assert_eq!(proposed.refusal, committed.refusal, "{name}");
        assert_eq!(proposed.environment, committed.environment, "{name}");
    }
}

fn document(paths: &str) -> Input {
    let text = format!("openapi: 3.1.0\ninfo: {{title: Acme, version: '1'}}\npaths:\n{paths}");
    Input { spec: File { name: "acme.yaml".into(), text }, ..Input::default() }
}

#[test]
fn without_a_token_operation_it_says_so() {
    let input = document("  /pets:\n    get: {responses: {'200': {description: Pets}}}\n");
    let Err(Stop::Failed(why)) = propose(&input) else { panic!("something was proposed") };
    assert_eq!(why, "acme.yaml: nothing looks like an operation that gives a token for an id and a secret");
}

#[test]
fn a_scheme_is_proposed_where_there_is_none_and_the_rest_needs_it() {
    let input = document(
        r#"  /login:
    post:
      operationId: login
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [email, password, audience]
              properties: {email: {type: string}, password: {type: string}, audience: {type: string}}
        required: true
      responses:
        '200':
          description: Welcome
          content:
            application/json:
              schema:
                type: object
                properties: {token: {type: string}, ttl: {type: integer, description: Hours, example: 8}}
  /pets:
    get: {operationId: pets, responses: {'200': {description: Pets}}}
"#,
    );
    let proposal = r#"overlay: 1.1.0
info:
  title: What the document of Acme leaves unsaid
  version: 1.0.0
actions:
  - target: "$.paths['/login'].post.requestBody.content['application/json'].schema.properties['password']"
    description: >-
      Credentials, which the document leaves plain strings; marked, they are never shown.
    update:
      x-secret: true

  - target: "$.paths['/login'].post.responses['200'].content['application/json'].schema.properties['token']"
    description: >-
      Credentials, which the document leaves plain strings; marked, they are never shown.
    update:
      x-secret: true

  - target: $
    description: >-
      Says to a machine that `POST /login` gives the token. The document has no scheme for it: tokens travel as bearer
      tokens, unless it says otherwise.
    update:
      components:
        securitySchemes:
          bearerAuth:
            type: http
            scheme: bearer
            x-token-source:
              grant:
                operation: login
                client_id: /email
                client_secret: /password
                with:
                  # The document asks for it and does not say what it holds: to be decided.
                  audience: CHANGE-ME
              token: [/token]
              lifetime:
                pointers: [/ttl]
                unit: hours
                default: 8
              environment:
                client_id: ACME_CLIENT_ID
                client_secret: ACME_CLIENT_SECRET

  - target: $
    description: >-
      No operation says what it needs. Those that need no token want a `security: []` like the one below.
    update:
      security:
        - bearerAuth: []

  - target: "$.paths['/login'].post"
    description: >-
      What gives a token needs none.
    update:
      security: []
"#;
    assert_eq!(propose(&input).unwrap(), proposal);
}
