//! Every kind of change, as a manual: the document, what changed in its text, and what that means for callers.

use specwright::diff::{Changes, Side, Verdict, diff};
use specwright::{File, Input, Layout, Output, Settings};

const BASE: &str = include_str!("diff/base.yaml");

fn made(text: &str, settings: &Settings) -> Output {
    let spec = File { name: "openapi.yaml".to_owned(), text: text.to_owned() };
    let input = Input { spec, settings: settings.clone(), ..Input::default() };
    specwright::generate(&input).unwrap_or_else(|why| panic!("{why:?}"))
}

/// The document with each text replaced, where it stands first.
fn changed(replacements: &[(&str, &str)]) -> String {
    replacements.iter().fold(BASE.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "the document has no `{old}`");
        text.replacen(old, new, 1)
    })
}

fn compared(old: &Output, replacements: &[(&str, &str)]) -> Changes {
    let new = made(&changed(replacements), &Settings::default());
    diff(Side::from(old), Side::from(&new))
}

/// `major field-removed Pet.name`, a line per change.
fn lines(changes: &Changes) -> Vec<String> {
    let line = |it: &specwright::diff::Change| format!("{} {} {}", it.rule.verdict, it.rule.code, it.place);
    changes.list.iter().map(line).collect()
}

type Case = (&'static [(&'static str, &'static str)], &'static [&'static str]);

const CASES: &[Case] = &[
    (&[("title: Pets", "title: Animals")], &["patch api-title info.title"]),
    (&[("version: 1.0.0", "version: 1.1.0")], &["patch api-version info.version"]),
    (
        &[("https://{region}.example.com/v1", "https://{region}.example.org/v1")],
        &["minor default-server-changed servers"],
    ),
    (
        &[(
            "  - url: https://staging.example.com\n",
            "  - url: https://staging.example.com\n  - url: https://test.example.com\n",
        )],
        &["minor server-added server https://test.example.com"],
    ),
    (&[("  - url: https://staging.example.com\n", "")], &["minor server-removed server https://staging.example.com"]),
    (
        &[(
            "  - url: https://{region}.example.com/v1\n    description: Production\n    variables:\n      region: {default: eu, enum: [eu, us]}\n  - url: https://staging.example.com\n",
            "  - url: /v1\n",
        )],
        &[
            "major default-server-removed servers",
            "minor server-added server /v1",
            "minor server-removed server https://staging.example.com",
        ],
    ),
    (
        &[("      region: {default: eu, enum: [eu, us]}", "      region: {default: us, enum: [eu, us]}")],
        &["minor server-variable-default server https://{region}.example.com/v1 {region}"],
    ),
    (
        &[("enum: [eu, us]", "enum: [eu, us, ap]")],
        &["minor server-variable-value-added server https://{region}.example.com/v1 {region}"],
    ),
    (
        &[("enum: [eu, us]", "enum: [eu]")],
        &["major server-variable-value-removed server https://{region}.example.com/v1 {region}"],
    ),
    (
        &[
            ("https://{region}.example.com/v1", "https://{region}.example.com/{version}"),
            (
                "      region: {default: eu, enum: [eu, us]}",
                "      region: {default: eu, enum: [eu, us]}\n      version: {default: v1}",
            ),
        ],
        &["minor default-server-changed servers"],
    ),
    (
        &[(
            "    key: {type: apiKey, in: header, name: X-Key}",
            "    key: {type: apiKey, in: header, name: X-Key}\n    other: {type: http, scheme: basic}",
        )],
        &["minor scheme-added security other"],
    ),
    (&[("name: X-Key}", "name: X-Api-Key}")], &["major scheme-changed security key"]),
    (
        &[("    key: {type: apiKey", "    apiKey: {type: apiKey"), ("        - key: []", "        - apiKey: []")],
        &["major scheme-renamed security apiKey"],
    ),
    (
        &[("    key: {type: apiKey, in: header, name: X-Key}\n", ""), ("        - key: []\n", "")],
        &["major security-alternative-removed GET /pets/{petId}", "major scheme-removed security key"],
    ),
    (&[("      security: []\n", "")], &["major security-required POST /login"]),
    (
        &[("      operationId: status\n", "      operationId: status\n      security: []\n")],
        &["minor security-lifted GET /status"],
    ),
    (&[("        - key: []\n", "")], &["major security-alternative-removed GET /pets/{petId}"]),
    (
        &[("        - key: []\n", "        - key: []\n        - {token: [], key: []}\n")],
        &["minor security-alternative-added GET /pets/{petId}"],
    ),
    (&[("- token: [read]", "- token: [read, write]")], &["major scopes-added GET /pets/{petId}"]),
    (&[("- token: [read]", "- token: []")], &["patch scopes-removed GET /pets/{petId}"]),
    (
        &[(
            "  /status:\n",
            "  /health:\n    get:\n      operationId: health\n      responses: {\"204\": {description: Well}}\n  /status:\n",
        )],
        &["minor operation-added GET /health"],
    ),
    (
        &[(
            "  /status:\n    get:\n      operationId: status\n      responses:\n        \"204\": {description: Well}\n",
            "",
        )],
        &["major operation-removed GET /status"],
    ),
    (&[("operationId: status", "operationId: getStatus")], &["major operation-renamed GET /status"]),
    (&[("operationId: listPets", "operationId: list_pets")], &["patch operation-id GET /pets"]),
    (&[("  /status:\n", "  /v2/status:\n")], &["minor operation-moved GET /v2/status"]),
    (&[("  /status:\n    get:", "  /status:\n    post:")], &["minor operation-moved POST /status"]),
    (
        &[("      operationId: status\n", "      operationId: status\n      deprecated: true\n")],
        &["minor operation-deprecated GET /status"],
    ),
    (
        &[(
            "      operationId: status\n",
            "      operationId: status\n      servers: [{url: https://status.example.com}]\n",
        )],
        &["minor operation-server GET /status"],
    ),
    (
        &[("/owners/{ownerId}/pets/{petId}/photo:", "/owners/{petId}/pets/{ownerId}/photo:")],
        &["major path-parameters-reordered PUT /owners/{petId}/pets/{ownerId}/photo"],
    ),
    (
        &[
            ("/pets/{petId}:", "/pets/{id}:"),
            ("name: petId, in: path", "name: id, in: path"),
            ("name: petId, in: path", "name: id, in: path"),
        ],
        &[],
    ),
    (
        &[(
            "        - {name: X-Trace",
            "        - {name: offset, in: query, schema: {type: integer}}\n        - {name: X-Trace",
        )],
        &["minor parameter-added GET /pets ?offset"],
    ),
    (
        &[(
            "        - {name: X-Trace",
            "        - {name: shop, in: query, required: true, schema: {type: string}}\n        - {name: X-Trace",
        )],
        &["major required-parameter-added GET /pets ?shop"],
    ),
    (
        &[(
            "      operationId: status\n",
            "      operationId: status\n      parameters: [{name: deep, in: query, schema: {type: boolean}}]\n",
        )],
        &["major parameters-first GET /status", "minor parameter-added GET /status ?deep"],
    ),
    (
        &[("        - {name: X-Trace, in: header, schema: {type: string}}\n", "")],
        &["major parameter-removed GET /pets header X-Trace"],
    ),
    (
        &[("{name: tags, in: query, schema: {type: array", "{name: Tags, in: query, schema: {type: array")],
        &["minor parameter-respelled GET /pets ?Tags"],
    ),
    (
        &[("{name: limit, in: query, schema", "{name: pageLimit, in: query, schema")],
        &["major parameter-renamed GET /pets ?pageLimit"],
    ),
    (&[("{name: tags, in: query,", "{name: tags, in: header,")], &["minor parameter-moved GET /pets header tags"]),
    (
        &[("{name: limit, in: query, schema: {type: integer", "{name: limit, in: query, schema: {type: number")],
        &["major parameter-type GET /pets ?limit"],
    ),
    (
        &[("{name: tags, in: query,", "{name: tags, in: query, required: true,")],
        &["major parameter-required GET /pets ?tags"],
    ),
    (
        &[("{name: tags, in: query,", "{name: tags, in: query, explode: false,")],
        &["minor parameter-style GET /pets ?tags"],
    ),
    (&[("default: 20, maximum: 100", "default: 50, maximum: 100")], &["minor parameter-default GET /pets ?limit"]),
    (&[("default: 20, maximum: 100", "default: 20, maximum: 50")], &["minor parameter-constraint GET /pets ?limit"]),
    (
        &[("{name: tags, in: query,", "{name: tags, in: query, deprecated: true,")],
        &["minor parameter-deprecated GET /pets ?tags"],
    ),
    (&[("schema: {const: \"2024\"}", "schema: {const: \"2025\"}")], &["minor constant-changed GET /pets api-version"]),
    (
        &[("        - {name: api-version, in: query, required: true, schema: {const: \"2024\"}}\n", "")],
        &["minor constant-removed GET /pets api-version"],
    ),
    (
        &[(
            "        - {name: X-Trace",
            "        - {name: v, in: query, required: true, schema: {const: \"1\"}}\n        - {name: X-Trace",
        )],
        &["minor constant-added GET /pets v"],
    ),
    (
        &[("in: path, required: true, schema: {type: string}}", "in: path, required: true, schema: {type: integer}}")],
        &["major parameter-type GET /pets/{petId} {petId}"],
    ),
    (
        &[(
            "      operationId: status\n",
            "      operationId: status\n      requestBody: {content: {application/json: {schema: {$ref: \"#/components/schemas/Pet\"}}}}\n",
        )],
        &["major body-added GET /status body"],
    ),
    (
        &[(
            "      requestBody:\n        required: true\n        content:\n          application/json:\n            schema: {$ref: \"#/components/schemas/NewPet\"}\n",
            "",
        )],
        &["major body-removed POST /pets body"],
    ),
    (
        &[(
            "      requestBody:\n        required: true\n        content:\n          application/json:",
            "      requestBody:\n        content:\n          application/json:",
        )],
        &["major body-optional POST /pets body"],
    ),
    (
        &[(
            "      requestBody:\n        content:\n          multipart",
            "      requestBody:\n        required: true\n        content:\n          multipart",
        )],
        &["major body-required PUT /owners/{ownerId}/pets/{petId}/photo body"],
    ),
    (
        &[("schema: {$ref: \"#/components/schemas/NewPet\"}", "schema: {$ref: \"#/components/schemas/Pet\"}")],
        &["major body-type POST /pets body"],
    ),
    (
        &[(
            "application/json:\n            schema: {$ref: \"#/components/schemas/NewPet\"}",
            "application/vnd.pets+json:\n            schema: {$ref: \"#/components/schemas/NewPet\"}",
        )],
        &["minor body-media-type POST /pets body"],
    ),
    (
        &[(
            "                note: {type: string}\n",
            "                note: {type: string}\n                size: {type: integer}\n",
        )],
        &["minor field-added PUT /owners/{ownerId}/pets/{petId}/photo body.size"],
    ),
    (
        &[("              required: [file]", "              required: [file, note]")],
        &["major field-required PUT /owners/{ownerId}/pets/{petId}/photo body.note"],
    ),
    (
        &[(
            "                scopes: {type: array, items: {type: string}}\n",
            "                scopes: {type: array, items: {type: string}}\n            encoding: {scopes: {style: spaceDelimited, explode: false}}\n",
        )],
        &["minor body-style POST /login body scopes"],
    ),
    (
        &[(
            "\"200\": {description: The pet, content: {application/json: {schema: {$ref: \"#/components/schemas/Pet\"}}}}",
            "\"200\": {description: The pet, content: {application/json: {schema: {$ref: \"#/components/schemas/Plant\"}}}}",
        )],
        &["major reply-type GET /pets/{petId}"],
    ),
    (
        &[(
            "\"200\": {description: A token, content: {text/plain: {schema: {type: string}}}}",
            "\"200\": {description: A token, content: {application/json: {schema: {type: object, properties: {token: {type: string}}}}}}",
        )],
        &["major reply-type POST /login", "minor reply-media-type POST /login 200", "minor type-added login 200"],
    ),
    (
        &[(
            "        \"400\": {description: Wrong, content: {application/json: {schema: {$ref: \"#/components/schemas/Problem\"}}}}\n",
            "",
        )],
        &["major error-type POST /pets"],
    ),
    (
        &[(
            "        \"400\": {description: Wrong",
            "        \"409\": {description: Twice, content: {application/json: {schema: {$ref: \"#/components/schemas/Problem\"}}}}\n        \"400\": {description: Wrong",
        )],
        &["patch status-documented POST /pets 409"],
    ),
    (
        &[(
            "        \"500\": {description: Trouble,",
            "        \"503\": {description: Busy}\n        \"500\": {description: Trouble,",
        )],
        &["minor reply-added GET /pets 503"],
    ),
    (
        &[(
            "        \"404\": {description: None, content: {application/json: {schema: {$ref: \"#/components/schemas/Problem\"}}}}\n",
            "",
        )],
        &["major error-type GET /pets"],
    ),
    (
        &[(
            "        \"404\": {description: None, content: {application/json: {schema: {$ref: \"#/components/schemas/Problem\"}}}}",
            "        \"404\": {description: None}",
        )],
        &["major error-type GET /pets"],
    ),
    (
        &[(
            "application/json:\n              schema: {type: array",
            "application/vnd.pets+json:\n              schema: {type: array",
        )],
        &["minor reply-media-type GET /pets 200"],
    ),
    (
        &[(
            "            X-Total: {required: true, schema: {type: integer}}\n",
            "            X-Total: {required: true, schema: {type: integer}}\n            X-Page: {schema: {type: integer}}\n",
        )],
        &["minor header-added GET /pets 200 header X-Page"],
    ),
    (
        &[("          headers:\n            X-Total: {required: true, schema: {type: integer}}\n", "")],
        &["major header-removed GET /pets 200 header X-Total"],
    ),
    (
        &[("X-Total: {required: true, schema: {type: integer}}", "X-Total: {schema: {type: integer}}")],
        &["major header-type GET /pets 200 header X-Total"],
    ),
    (
        &[(
            "        \"204\": {description: Well}",
            "        \"204\": {description: Well}\n        \"418\": {description: Tea}",
        )],
        &["patch status-documented GET /status 418"],
    ),
    (
        &[(
            "    Name:\n      type: string\n",
            "    Name:\n      type: string\n    Toy:\n      type: object\n      properties: {price: {type: integer}}\n",
        )],
        &["minor type-added Toy"],
    ),
    (&[("    Name:\n      type: string\n", "")], &["major type-removed Name"]),
    (&[("    Name:\n      type: string\n", "    Name:\n      type: integer\n")], &["major type-target Name"]),
    (
        &[("    NewPet:\n", "    PetDraft:\n"), ("schemas/NewPet\"", "schemas/PetDraft\"")],
        &["major type-renamed NewPet", "major type-renamed NewPet.home"],
    ),
    (&[("    Kind:\n", "    kind:\n"), ("schemas/Kind\"", "schemas/kind\"")], &["patch type-respelled Kind"]),
    (
        &[(
            "    Kind:\n      type: string\n      enum: [cat, dog, red-panda]\n",
            "    Kind:\n      type: object\n      properties: {name: {type: string}}\n",
        )],
        &["major type-kind Kind"],
    ),
    (
        &[("    NewPet:\n      type: object\n", "    NewPet:\n      type: object\n      deprecated: true\n")],
        &["minor type-deprecated NewPet"],
    ),
    (
        &[(
            "        birthday: {type: string, format: date}\n",
            "        birthday: {type: string, format: date}\n        color: {type: string}\n",
        )],
        &["minor field-added NewPet.color"],
    ),
    (
        &[
            ("required: [name, kind]", "required: [name, kind, color]"),
            (
                "        birthday: {type: string, format: date}\n",
                "        birthday: {type: string, format: date}\n        color: {type: string}\n",
            ),
        ],
        &["major required-field-added NewPet.color"],
    ),
    (
        &[
            ("required: [id, name]", "required: [id, name, color]"),
            ("        ownerId: {type: string}\n", "        ownerId: {type: string}\n        color: {type: string}\n"),
        ],
        &["minor field-added Pet.color"],
    ),
    (
        &[(
            "            town: {type: string}\n",
            "            town: {type: string}\n            country: {type: string}\n",
        )],
        &["minor field-added NewPet.home.country"],
    ),
    (&[("        ownerId: {type: string}\n", "")], &["major field-removed Pet.ownerId"]),
    (&[("        ownerId: {type: string}\n", "        owner: {type: string}\n")], &["major field-renamed Pet.owner"]),
    (
        &[("        ownerId: {type: string}\n", "        owner_id: {type: string}\n")],
        &["minor field-respelled Pet.owner_id"],
    ),
    (&[("        id: {type: integer}\n", "        id: {type: string}\n")], &["major field-type Pet.id"]),
    (&[("required: [id, name]", "required: [id, name, ownerId]")], &["major field-required Pet.ownerId"]),
    (&[("required: [id, name]", "required: [id]")], &["major field-optional Pet.name"]),
    (
        &[("        ownerId: {type: string}\n", "        ownerId: {type: [string, \"null\"]}\n")],
        &["major field-nullable Pet.ownerId"],
    ),
    (
        &[("        name: {type: string}\n", "        name: {type: [string, \"null\"]}\n")],
        &["major field-nullable Pet.name"],
    ),
    (
        &[("nickname: {type: [string, \"null\"]}", "nickname: {type: string}")],
        &["major field-not-nullable NewPet.nickname"],
    ),
    (&[("site: {type: string, format: uri}", "site: {type: string}")], &["patch field-format Pet.site"]),
    (
        &[("        id: {type: integer}\n", "        id: {type: integer, readOnly: true}\n")],
        &["minor field-access Pet.id"],
    ),
    (&[("default: 1.5", "default: 2.5")], &["minor field-default Pet.weight"]),
    (&[("minLength: 1", "minLength: 3")], &["minor field-constraint NewPet.name"]),
    (
        &[("site: {type: string, format: uri}", "site: {type: string, format: uri, maxLength: 80}")],
        &["patch field-promise Pet.site"],
    ),
    (
        &[(
            "        birthday: {type: string, format: date}",
            "        birthday: {type: string, format: date, deprecated: true}",
        )],
        &["minor field-deprecated NewPet.birthday"],
    ),
    (
        &[(
            "        birthday: {type: string, format: date}",
            "        birthday: {type: string, format: date, x-rust-name: born}",
        )],
        &["major field-rust-name NewPet.birthday"],
    ),
    (&[("          additionalProperties: {type: string}\n", "")], &["major rest-removed Pet.extra.*"]),
    (
        &[("additionalProperties: {type: string}", "additionalProperties: {type: integer}")],
        &["major rest-type Pet.extra.*"],
    ),
    (
        &[(
            "    Problem:\n      type: object\n",
            "    Problem:\n      type: object\n      additionalProperties: true\n",
        )],
        &["minor rest-added Problem.*"],
    ),
    (
        &[("            color: {type: string}", "            color: {type: string}\n            age: {type: integer}")],
        &["minor field-added Pet.extra.age"],
    ),
    (&[("enum: [cat, dog, red-panda]", "enum: [cat, dog, red-panda, fish]")], &["minor value-added Kind = \"fish\""]),
    (&[("enum: [cat, dog, red-panda]", "enum: [cat, dog]")], &["major value-removed Kind = \"red-panda\""]),
    (
        &[("enum: [cat, dog, red-panda]", "enum: [cat, dog, red_panda]")],
        &["minor value-respelled Kind = \"red_panda\""],
    ),
    (
        &[("enum: [cat, dog, red-panda]", "enum: [cat, dog, red-panda]\n      x-enum-varnames: [Cat, Dog, Firefox]")],
        &["major value-renamed Kind = \"red-panda\""],
    ),
    (
        &[(
            "    Kind:\n      type: string\n      enum: [cat, dog, red-panda]\n",
            "    Kind:\n      enum: [cat, dog, red-panda, 7]\n",
        )],
        &["major choice-kind Kind", "minor value-added Kind = 7"],
    ),
    (
        &[(
            "        - $ref: \"#/components/schemas/Plant\"\n",
            "        - $ref: \"#/components/schemas/Plant\"\n        - {type: string}\n",
        )],
        &["minor member-added Food|Text"],
    ),
    (
        &[("        - $ref: \"#/components/schemas/Plant\"\n", "        - {type: string}\n")],
        &["major member-removed Food|Plant", "minor member-added Food|Text"],
    ),
    (
        &[(
            "        - $ref: \"#/components/schemas/Meat\"\n        - $ref: \"#/components/schemas/Plant\"\n",
            "        - $ref: \"#/components/schemas/Meat\"\n        - $ref: \"#/components/schemas/Plant\"\n        - type: integer\n      x-note: none\n",
        )],
        &["minor member-added Food|Integer"],
    ),
    (
        &[("properties: {leaves: {type: integer}}", "properties: {leaves: {type: string}}")],
        &["major field-type Plant.leaves"],
    ),
];

#[test]
fn every_kind_of_change() {
    let base = made(BASE, &Settings::default());
    let mut wrong = String::new();
    for (replacements, expected) in CASES {
        let found = lines(&compared(&base, replacements));
        if found != *expected {
            wrong.push_str(&format!("{replacements:?}\n  expected {expected:#?}\n  found {found:#?}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn what_callers_do_not_notice() {
    let base = made(BASE, &Settings::default());
    let changes = compared(
        &base,
        &[("description: What it is called", "description: Its name"), ("summary: List pets", "summary: All pets")],
    );
    assert!(changes.list.is_empty());
    assert_eq!((changes.verdict(), changes.docs.len()), (Verdict::Patch, 2));
    // The same document in another order, and as JSON.
    let turned: serde_json::Value = turned(tree(BASE));
    let turned = made(&turned.to_string(), &Settings::default());
    let changes = diff(Side::from(&base), Side::from(&turned));
    assert_eq!(lines(&changes), Vec::<String>::new());
    assert_eq!(changes.verdict(), Verdict::None);
}

fn tree(text: &str) -> serde_json::Value {
    specwright::document::tree::parse(text).map(|parsed| parsed.root.to_json()).unwrap_or_default()
}

/// The keys of every object in the other order.
fn turned(value: serde_json::Value) -> serde_json::Value {
    match value {
        serde_json::Value::Object(map) => map.into_iter().rev().map(|(key, value)| (key, turned(value))).collect(),
        other => other,
    }
}

#[test]
fn handles_are_part_of_the_interface() {
    let settings = Settings { layout: Layout::Tags, ..Settings::default() };
    let moved = changed(&[(
        "operationId: listPets\n      summary: List pets\n      tags: [pets]",
        "operationId: listPets\n      summary: List pets\n      tags: [animals]",
    )]);
    let (old, new) = (made(BASE, &settings), made(&moved, &settings));
    assert_eq!(lines(&diff(Side::from(&old), Side::from(&new))), ["major operation-regrouped GET /pets"]);
}

#[test]
fn as_text() {
    let base = made(BASE, &Settings::default());
    let changes = compared(
        &base,
        &[
            ("        ownerId: {type: string}\n", "        ownerId: {type: string}\n        color: {type: string}\n"),
            ("enum: [cat, dog, red-panda]", "enum: [cat, dog]"),
        ],
    );
    insta::assert_snapshot!("table", changes.table("pets"));
    insta::assert_snapshot!("markdown", changes.markdown("pets"));
    insta::assert_snapshot!("json", format!("{:#}", changes.json("pets")));
}

#[test]
fn a_constant_is_one_where_new_puts_it() {
    let of = |required: &str, values: &str| {
        let text = format!(
            "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n    Token:\n      type: object\n      required: [{required}]\n      properties:\n        kind: {{type: string, enum: [{values}]}}\n"
        );
        made(&text, &Settings::default())
    };
    let table: &[(&str, &[&str])] = &[
        ("", &["minor value-added Token.kind = \"b\""]),
        (
            "kind",
            &[
                "major field-argument Token.kind",
                "minor field-constant Token.kind",
                "minor value-added Token.kind = \"b\"",
            ],
        ),
    ];
    for (required, expected) in table {
        let (old, new) = (of(required, "a"), of(required, "a, b"));
        assert_eq!(lines(&diff(Side::from(&old), Side::from(&new))), *expected, "{required}");
    }
}

#[test]
fn providers_come_and_go() {
    assert_eq!(lines(&Changes::of_new("acme")), ["minor provider-added acme"]);
    assert_eq!(lines(&Changes::of_gone("acme")), ["major provider-removed acme"]);
}

#[test]
fn each_form_has_a_method() {
    let of = |forms: &[(&str, &str)]| {
        let forms: String =
            forms.iter().map(|(media, schema)| format!("          {media}: {{schema: {schema}}}\n")).collect();
        let text = format!(
            "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths:\n  /send:\n    post:\n      operationId: send\n      requestBody:\n        required: true\n        content:\n{forms}      responses: {{'204': {{description: d}}}}\n"
        );
        made(&text, &Settings::default())
    };
    let json = ("application/json", "{type: array, items: {type: string}}");
    let csv = ("text/csv", "{type: string}");
    let form = ("application/x-www-form-urlencoded", "{type: object, properties: {a: {type: string}}}");
    let wider = ("application/x-www-form-urlencoded", "{type: object, additionalProperties: {type: string}}");
    type Row<'a> = (&'a [(&'a str, &'a str)], &'a [(&'a str, &'a str)], &'a [&'a str]);
    let table: &[Row<'_>] = &[
        (&[json], &[json, csv], &["minor form-added POST /send"]),
        (&[json, csv], &[json], &["major form-removed POST /send"]),
        (&[json, csv], &[csv, json], &[]),
        (
            &[json, csv],
            &[json, form],
            &["major form-removed POST /send", "minor form-added POST /send", "minor type-added send body"],
        ),
        (&[json, form], &[json, wider], &["major form-changed POST /send", "major type-removed send body"]),
    ];
    for (old, new, expected) in table {
        let (old, new) = (of(old), of(new));
        let found = lines(&diff(Side::from(&old), Side::from(&new)));
        assert_eq!(found, *expected, "{}\n{}", old.outline, new.outline);
    }
}
