//! What becomes of schemas and operations: tables in the notation of [`notation`].

mod notation;

use crate::Settings;
use notation::{definitions, lowered, operations, schemas};

/// Each schema text, what becomes of it, and the rules that the ledger names.
fn check(cases: &[(&str, &str, &[&str])]) {
    let mut failed = Vec::new();
    for (text, expected, rules) in cases {
        let (found, found_rules) = schemas(text);
        if found != *expected || found_rules != *rules {
            failed.push(format!("{text}\n  gives\n{found}\n{found_rules:?}\n  not\n{expected}\n{rules:?}"));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}

/// Each path text likewise.
fn check_operations(cases: &[(&str, &str, &[&str])]) {
    let mut failed = Vec::new();
    for (text, expected, rules) in cases {
        let (found, found_rules) = operations(text);
        if found != *expected || found_rules != *rules {
            failed.push(format!("{text}\n  gives\n{found}\n{found_rules:?}\n  not\n{expected}\n{rules:?}"));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}

#[test]
fn objects_lists_maps_and_scalars() {
    check(&[
        (
            "A: {type: object, required: [b], properties: {b: {type: string}, c: {type: integer}}}",
            "A = {b! text, c i64}",
            &[],
        ),
        ("A: {properties: {b: {type: array, items: {type: boolean}}}}", "A = {b [bool]}", &[]),
        ("A: {type: object}", "A = {any}", &[]),
        ("A: {}", "A = any", &[]),
        ("A: {type: object, additionalProperties: {type: number}}", "A = {double}", &[]),
        ("A: {type: object, properties: {b: {}}, additionalProperties: true}", "A = {b any, ..any}", &[]),
        ("A: {type: object, properties: {b: {}}, additionalProperties: false}", "A = {b any}", &[]),
        ("A: {type: object, required: [z], properties: {b: {}}}", "A = {b any, z! any}", &[]),
        ("A: {type: array}", "A = [any]", &[]),
        ("A: {type: string, format: date-time}", "A = datetime", &[]),
        ("A: {type: string, format: zip-code}", "A = text", &[]),
        ("A: {type: integer, format: int32, maximum: 4294967295}", "A = i64", &["wider-integer"]),
        ("A: {patternProperties: {'^x-': {type: string}}, additionalProperties: false}", "A = {text}", &[]),
        (
            "A: {patternProperties: {'^x-': {type: string}}}",
            "A = {text or any}",
            &["patterns-merged", "union-with-anything", "pattern-keys"],
        ),
        (
            "A: {type: array, prefixItems: [{type: string}, {type: integer}], minItems: 2, items: false}",
            "A = (text, i64)",
            &[],
        ),
        ("A: {type: array, prefixItems: [{type: string}], items: false}", "A = [text]", &["tuple-widened"]),
        ("A: {type: object, properties: {b: {type: object, properties: {c: {}}}}}", "A = {b A.b}\nA.b = {c any}", &[]),
        ("A: {type: array, items: {type: object, properties: {c: {}}}}", "A = [A[]]\nA[] = {c any}", &[]),
    ]);
}

#[test]
fn constants() {
    check(&[
        ("A: {enum: [a, b, a]}", r#"A = "a" | "b""#, &[]),
        ("A: {type: integer, enum: [1, 2]}", "A = 1 | 2", &[]),
        ("A: {enum: [a, null]}", r#"A? = "a""#, &[]),
        ("A: {type: boolean, enum: [true]}", "A = bool", &[]),
        ("A: {properties: {b: {const: x}}}", "A = {b A.b = \"x\"}\nA.b = \"x\"", &[]),
        ("A: {oneOf: [{const: a, title: First}, {const: b}]}", r#"A = "a" | "b""#, &[]),
        ("A: {anyOf: [{type: string, enum: [a]}, {type: string}]}", r#"A = "a""#, &[]),
        (
            "A: {anyOf: [{$ref: '#/components/schemas/B'}, {type: string, enum: [c]}]}\nB: {enum: [b]}",
            "A = \"b\" | \"c\"\nB = \"b\"",
            &[],
        ),
    ]);
}

#[test]
fn null_in_every_spelling() {
    check(&[
        ("A: {properties: {b: {type: [string, 'null']}}}", "A = {b text?}", &[]),
        ("A: {properties: {b: {anyOf: [{type: string}, {type: 'null'}]}}}", "A = {b text?}", &[]),
        (
            "A: {properties: {b: {oneOf: [{$ref: '#/components/schemas/B'}, {type: 'null'}]}}}\nB: {properties: {c: {}}}",
            "A = {b B?}\nB = {c any}",
            &[],
        ),
        (
            "A: {properties: {b: {$ref: '#/components/schemas/B'}}}\nB: {type: [object, 'null'], properties: {c: {}}}",
            "A = {b B?}\nB? = {c any}",
            &[],
        ),
        ("A: {type: 'null'}", "A? = null", &[]),
        // `nullable` alone allows anything.
        (
            "A: {anyOf: [{type: string}, {nullable: true}]}",
            "A? = text or any",
            &["keyword-of-3.0", "union-with-anything"],
        ),
    ]);
}

#[test]
fn all_of_is_merged() {
    check(&[
        (
            "A: {allOf: [{$ref: '#/components/schemas/B'}, {required: [b], properties: {c: {type: string}}}]}\nB: {properties: {b: {type: integer}}}",
            "A = {b! i64, c text}\nB = {b i64}",
            &[],
        ),
        // Annotations alone make no new type.
        (
            "A: {properties: {b: {description: x, allOf: [{$ref: '#/components/schemas/B'}]}}}\nB: {properties: {c: {}}}",
            "A = {b B}\nB = {c any}",
            &[],
        ),
        (
            "A: {type: object, allOf: [{$ref: '#/components/schemas/B'}]}\nB: {properties: {c: {}}}",
            "A = B\nB = {c any}",
            &[],
        ),
        // What is in several members is of all of them.
        (
            "A: {allOf: [{properties: {d: {}}, required: [d]}, {properties: {d: {type: object, properties: {e: {}}}}}]}",
            "A = {d! A.d}\nA.d = {e any}",
            &[],
        ),
        ("A: {allOf: [{enum: [a, b, c]}, {enum: [b, c, d]}]}", r#"A = "b" | "c""#, &[]),
        ("A: {allOf: [{type: string}, {type: integer}]}", "A? = any", &["nothing-fits"]),
        // An inline object of a base is the base's, wherever it is inherited.
        (
            "A: {allOf: [{$ref: '#/components/schemas/B'}, {properties: {c: {}}}]}\nB: {properties: {m: {properties: {n: {}}}}}",
            "A = {m B.m, c any}\nB = {m B.m}\nB.m = {n any}",
            &[],
        ),
        // A parent that lists its children, each of which is all of the parent.
        (
            "P: {required: [t], properties: {t: {type: string}}, discriminator: {propertyName: t, mapping: {a: '#/components/schemas/A', b: '#/components/schemas/B'}}, oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}\nA: {allOf: [{$ref: '#/components/schemas/P'}, {properties: {x: {type: string}}}]}\nB: {allOf: [{$ref: '#/components/schemas/P'}, {properties: {x: {type: string}}}]}",
            "P = union (A t=a) (B t=b)\nA = {t! text, x text}\nB = {t! text, x text}",
            &[],
        ),
        ("A: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {b: {}}}]}", "A = {b any}", &["endless-all-of"]),
        ("A: {$ref: '#/components/schemas/B'}\nB: {properties: {c: {}}}", "A = B\nB = {c any}", &[]),
        (
            "A: {properties: {b: {$ref: '#/components/schemas/B', description: x}}}\nB: {type: string, minLength: 1}",
            "A = {b B}\nB = text",
            &[],
        ),
    ]);
}

#[test]
fn unions_are_told_apart() {
    check(&[
        ("A: {oneOf: [{type: string}, {type: integer}]}", "A = union (text) (i64)", &[]),
        ("A: {anyOf: [{type: integer}, {type: number}]}", "A = double", &[]),
        ("A: {anyOf: [{type: string, format: uuid}, {type: string}]}", "A = text", &["formats-merged"]),
        ("A: {oneOf: [{type: string}, {type: array, items: {type: string}}]}", "A = union (text) ([text])", &[]),
        (
            "A: {oneOf: [{type: array, items: {type: string}}, {type: array, items: {type: integer}}]}",
            "A = union ([text]) ([i64])",
            &[],
        ),
        ("A: {oneOf: [{type: string}]}", "A = text", &[]),
        ("A: {oneOf: [{}, {type: string}]}", "A = text or any", &["union-with-anything"]),
        (
            "A: {properties: {a: {oneOf: [{}, {type: string}, {type: integer}]}}}",
            "A = {a A.a or any}\nA.a = union (text) (i64)",
            &["union-with-anything"],
        ),
        // Different names are enough.
        (
            "A: {oneOf: [{properties: {aB: {}}}, {properties: {a_b: {}}}]}",
            "A = union (A|0) (A|1)\nA|0 = {aB any}\nA|1 = {a_b any}",
            &[],
        ),
        // A name that is needed tells, too.
        (
            "A: {oneOf: [{properties: {a: {}}}, {required: [b], properties: {a: {}, b: {}}}]}",
            "A = union (A|0) (A|1)\nA|0 = {a any}\nA|1 = {a any, b! any}",
            &[],
        ),
        // Nothing tells these apart: one object with the keys of all.
        (
            "A: {oneOf: [{properties: {a: {type: string}}}, {properties: {a: {type: string}, b: {}}}]}",
            "A = {a text, b any}",
            &["members-merged"],
        ),
        ("A: {oneOf: [{properties: {a: {}}}, {type: object}]}", "A = {a any, ..any}", &["members-merged"]),
        // A map holds whatever the object beside it does not: the object keeps what it does not name.
        (
            "A: {oneOf: [{required: [a], properties: {a: {}}}, {type: object}]}",
            "A = union (A|0) ({any})\nA|0 = {a! any, ..any}",
            &["members-overlap"],
        ),
        // A value may be several members of `anyOf` at once.
        (
            "A: {anyOf: [{required: [a], properties: {a: {}}}, {required: [b], properties: {b: {}}}]}",
            "A = union (A|0) (A|1)\nA|0 = {a! any, ..any}\nA|1 = {b! any, ..any}",
            &["members-overlap"],
        ),
        (
            "A: {anyOf: [{required: [a], properties: {a: {}}, additionalProperties: false}, {required: [b], properties: {b: {}}}]}",
            "A = union (A|0) (A|1)\nA|0 = {a! any}\nA|1 = {b! any}",
            &[],
        ),
        // A child of a union that it is a member of may be another member, too.
        (
            "A: {oneOf: [{$ref: '#/components/schemas/B'}, {required: [c], properties: {c: {}}}]}\nB: {allOf: [{$ref: '#/components/schemas/A'}, {required: [b], properties: {b: {}}}]}",
            "A = union (B) (A|1)\nB = {b! any, ..any}\nA|1 = {c! any}",
            &["part-of-itself"],
        ),
        (
            "A: {oneOf: [{properties: {k: {const: x}, a: {}}, required: [k]}, {properties: {k: {const: y}, a: {}}, required: [k]}]}",
            "A = union (A|0 k=x) (A|1 k=y)\nA|0 = {k! A|0.k = \"x\", a any}\nA|1 = {k! A|1.k = \"y\", a any}\nA|0.k = \"x\"\nA|1.k = \"y\"",
            &[],
        ),
        // Members that only constrain leave the object as it is.
        (
            "A: {properties: {a: {}, b: {}}, anyOf: [{required: [a]}, {required: [b]}]}",
            "A = {a any, b any}",
            &["constraint-ignored"],
        ),
        // What stands beside the union is in every member.
        (
            "A: {required: [i], properties: {i: {type: integer}}, oneOf: [{properties: {a: {}}}, {properties: {b: {}}}]}",
            "A = union (A|0) (A|1)\nA|0 = {a any, i! i64}\nA|1 = {b any, i! i64}",
            &[],
        ),
        // In a property that both have, too.
        (
            "A: {properties: {f: {properties: {a: {}}}}, oneOf: [{required: [b], properties: {b: {}, f: {properties: {c: {}}}}}, {required: [d], properties: {d: {}}}]}",
            "A = union (A|0) (A|1)\nA|0 = {b! any, f A|0.f}\nA|1 = {d! any, f A|1.f}\nA|0.f = {c any, a any}\nA|1.f = {a any}",
            &[],
        ),
        // Unions in unions are one.
        (
            "A: {oneOf: [{$ref: '#/components/schemas/B'}, {type: boolean}]}\nB: {oneOf: [{type: string}, {type: integer}]}",
            "A = union (text) (i64) (bool)\nB = union (text) (i64)",
            &[],
        ),
        ("A: {oneOf: [{$ref: '#/components/schemas/A'}, {type: string}]}", "A = text", &[]),
        // JSON in a string, or as it is.
        (
            "A: {oneOf: [{$ref: '#/components/schemas/B'}, {type: string, contentMediaType: application/json, contentSchema: {$ref: '#/components/schemas/B'}}]}\nB: {properties: {c: {}}}",
            "A = 'B'\nB = {c any}",
            &["content-assumed"],
        ),
    ]);
}

#[test]
fn discriminators() {
    check(&[
        (
            "A: {oneOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}], discriminator: {propertyName: t}}\nB: {properties: {t: {type: string}}}\nC: {properties: {t: {type: string}}}",
            "A = union (B t=B) (C t=C)\nB = {t text}\nC = {t text}",
            &[],
        ),
        // A mapping is written as text, whatever the property holds.
        (
            "A: {oneOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}], discriminator: {propertyName: t, mapping: {'200': B, '400': C}}}\nB: {required: [t], properties: {t: {type: integer}}}\nC: {required: [t], properties: {t: {type: integer}}}",
            "A = union (B t=200) (C t=400)\nB = {t! i64}\nC = {t! i64}",
            &[],
        ),
        (
            "A: {oneOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}], discriminator: {propertyName: t, mapping: {b: B, bb: '#/components/schemas/B'}}}\nB: {properties: {t: {type: string}}}\nC: {properties: {t: {type: string}}}",
            "A = union (B t=b/bb) (C t=C)\nB = {t text}\nC = {t text}",
            &[],
        ),
        // A parent that names its children keeps what they add; a union of them is told apart by what they inherit.
        (
            "P: {required: [t], properties: {t: {type: string}}, discriminator: {propertyName: t, mapping: {x: B}}}\nB: {allOf: [{$ref: '#/components/schemas/P'}, {properties: {a: {}}}]}\nC: {allOf: [{$ref: '#/components/schemas/P'}, {properties: {a: {}}}]}\nU: {oneOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}]}",
            "P = {t! text, ..any}\nB = {t! text, a any}\nC = {t! text, a any}\nU = union (B t=x) (C t=C)",
            &[],
        ),
        // A member without the property gets it, or it would be lost.
        (
            "A: {oneOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}], discriminator: {propertyName: t}}\nB: {properties: {b: {}}}\nC: {properties: {t: {type: string}}}",
            "A = union (A|0 t=B) (C t=C)\nB = {b any}\nC = {t text}\nA|0 = {t A|0.t = \"B\", b any}\nA|0.t = \"B\"",
            &[],
        ),
    ]);
}

#[test]
fn what_holds_under_a_condition_may_be_there() {
    check(&[
        (
            "A: {type: object, properties: {k: {type: string}}, if: {properties: {k: {const: x}}}, then: {properties: {a: {type: string}}}, else: {properties: {a: {type: integer}}}}",
            "A = {k text, a A.a}\nA.a = union (text) (i64)",
            &["conditional-keys"],
        ),
        // Conditions in conditions, and unions in them.
        (
            "A: {type: object, if: {required: [k]}, then: {properties: {a: {}}}, else: {if: {properties: {k: {}}}, then: {oneOf: [{properties: {b: {}}}, {properties: {c: {}}}]}}}",
            "A = {a any, k any, b any, c any}",
            &["conditional-keys", "conditional-keys"],
        ),
        // What says nothing of keys does not make an object.
        ("A: {if: {minimum: 3}, then: {multipleOf: 2}}", "A = any", &["conditional-keys"]),
        ("A: {type: integer, if: {minimum: 3}, then: {multipleOf: 2}}", "A = i64", &["conditional-keys"]),
    ]);
}

#[test]
fn recursion_ends() {
    check(&[
        ("A: {properties: {a: {$ref: '#/components/schemas/A'}}}", "A = {a A}", &[]),
        ("A: {type: array, items: {$ref: '#/components/schemas/A'}}", "A = [A]", &[]),
        ("A: {$ref: '#/components/schemas/A'}", "A = any", &["reference-loop"]),
        (
            "A: {oneOf: [{type: string}, {type: array, items: {$ref: '#/components/schemas/A'}}]}",
            "A = union (text) ([A])",
            &[],
        ),
        (
            "A: {properties: {x: {$ref: '#/components/schemas/A'}}}\nB: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {x: {$ref: '#/components/schemas/B'}}}]}",
            "A = {x A}\nB = {x B}",
            &[],
        ),
    ]);
}

#[test]
fn parameters_and_paths() {
    check_operations(&[
        (
            "/a/{b}:\n  parameters: [{name: b, in: path, required: true, schema: {type: integer}}]\n  get: {operationId: x, responses: {}, parameters: [{name: q, in: query, schema: {type: array, items: {type: string}}, explode: false}]}",
            "x Get /a/{b}: Path b! i64; Query q [text] as Form { explode: false, allow_reserved: false }",
            &[],
        ),
        (
            "/{v}/a:\n  get: {operationId: x, responses: {}, parameters: [{name: v, in: path, required: true, schema: {type: string, enum: [v1]}}]}",
            "x Get /v1/a: ",
            &[],
        ),
        (
            "/a?k=v:\n  get: {operationId: x, responses: {}, parameters: [{name: Authorization, in: header, schema: {type: string}}]}",
            "x Get /a: Query k=v",
            &[],
        ),
        ("/a/{b}:\n  get: {responses: {}}", "get_a_by_b Get /a/{b}: Path b! text", &["undeclared-path-parameter"]),
        (
            "/a:\n  get: {operationId: x, responses: {}, parameters: [{name: b, in: path, required: true, schema: {type: string}}]}",
            "x Get /a: ",
            &["parameter-without-place"],
        ),
        (
            "/a:\n  get: {operationId: x, responses: {}, parameters: [{name: q, in: query, content: {application/json: {schema: {type: array, items: {type: string}}}}}]}",
            "x Get /a: Query q [text] as Json",
            &[],
        ),
        (
            "/a:\n  get: {operationId: x, responses: {}}\n/b:\n  get: {operationId: x, responses: {}}",
            "get_a Get /a: \nget_b Get /b: ",
            &["duplicate-operation-id", "duplicate-operation-id"],
        ),
    ]);
}

#[test]
fn bodies_and_replies() {
    check_operations(&[
        (
            "/a:\n  post: {operationId: x, requestBody: {required: true, content: {multipart/form-data: {schema: {type: object, required: [f, r], properties: {f: {type: string, format: binary}, fs: {type: array, items: {type: string, format: binary}}, n: {type: integer}, o: {type: object}, r: {type: integer, readOnly: true}}}}}}, responses: {}}",
            "x Post /a: body! multipart (f! file, fs* file, n text i64, o json {any}, r text i64)",
            &[],
        ),
        (
            "/a:\n  post: {operationId: x, requestBody: {content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {a: {type: string}, o: {type: object}}}}}}, responses: {}}",
            "x Post /a: body form x.request [FormField { name: \"o\", style: Json }]",
            &[],
        ),
        (
            "/a:\n  get: {operationId: x, responses: {'200': {description: d, content: {application/json: {schema: {type: string}}, text/csv: {}}}, '204': {description: d}, 4XX: {description: d, content: {application/problem+json: {}}}, default: {description: d, content: {image/png: {}}}}}",
            "x Get /a: Code(200) json text or text; Code(204) -; Range(4) json any; Default bytes",
            &[],
        ),
        (
            "/a:\n  get: {operationId: x, responses: {'200': {description: d, content: {text/event-stream: {schema: {type: object, properties: {data: {type: integer}, event: {type: string}}}}}}}}",
            "x Get /a: Code(200) events i64",
            &[],
        ),
        (
            "/a:\n  get: {operationId: x, responses: {'200': {description: d, content: {application/x-ndjson: {schema: {type: array, items: {type: integer}}}}}}}",
            "x Get /a: Code(200) lines i64",
            &[],
        ),
        (
            "/a:\n  post: {operationId: x, requestBody: {required: true, content: {multipart/form-data: {schema: {type: string}}}}, responses: {}}",
            "",
            &["operation-skipped", "content-left-out"],
        ),
    ]);
}

#[test]
fn a_selection_takes_what_it_reaches() {
    let text = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n  /a: {get: {operationId: x, responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}}}\n  /b: {get: {operationId: y, responses: {}}}\ncomponents: {schemas: {A: {properties: {c: {$ref: '#/components/schemas/C'}}}, B: {type: string}, C: {type: string}}}";
    let select = crate::Select { paths: vec!["/a*".to_owned()], ..crate::Select::default() };
    let (api, _) = lowered(text, &Settings { select, ..Settings::default() });
    assert_eq!(definitions(&api), "A = {c C}\nC = text");
    assert_eq!(api.operations.len(), 1);
}

#[test]
fn unknown_keys_are_kept_where_the_document_shows_them_or_the_settings_say_so() {
    let text = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    \
        A: {type: object, required: [a], properties: {a: {}}, example: {a: 1, more: 2}}\n    \
        B: {type: object, required: [a], properties: {a: {}}, example: {of: another}}\n    \
        C: {type: object, additionalProperties: false, properties: {a: {}}}\n";
    let shown = "A = {a! any, ..any}\nB = {a! any}\nC = {a any}";
    let kept = "A = {a! any, ..any}\nB = {a! any, ..any}\nC = {a any}";
    for (keep_unknown_keys, expected, rules) in
        [(false, shown, "unknown-keys example-shows-more"), (true, kept, "example-shows-more")]
    {
        let (api, found) = lowered(text, &Settings { keep_unknown_keys, ..Settings::default() });
        assert_eq!((definitions(&api).as_str(), found.join(" ").as_str()), (expected, rules));
    }
}

#[test]
fn long_chains_end() {
    let chain = |link: fn(usize) -> String| {
        let all: String = (0..1000).map(|at| format!("S{at}: {}\n", link(at + 1))).collect();
        schemas(&format!("{all}S1000: {{properties: {{a: {{type: string}}}}}}")).0
    };
    let all_of = chain(|next| format!("{{allOf: [{{$ref: '#/components/schemas/S{next}'}}, {{required: [a]}}]}}"));
    assert_eq!(all_of.lines().next(), Some("S0 = {a! text}"));
    let aliases = chain(|next| format!("{{$ref: '#/components/schemas/S{next}'}}"));
    assert_eq!(aliases.lines().count(), 1001);
    let unions = chain(|next| format!("{{oneOf: [{{$ref: '#/components/schemas/S{next}'}}, {{type: integer}}]}}"));
    assert_eq!(unions.lines().next(), Some("S0? = i64 or any"));
}

#[test]
fn the_more_a_document_has_the_more_may_be_made_of_it() {
    let parts: String =
        (0..21_000).map(|at| format!("p{at}: {{allOf: [{{type: string}}, {{maxLength: 3}}]}}, ")).collect();
    let text = format!(
        "/a:\n  post: {{operationId: x, responses: {{}}, requestBody: {{content: {{application/json: {{schema: {{properties: {{{parts}}}}}}}}}}}}}"
    );
    assert_eq!(operations(&text).1, [""; 0]);
}
