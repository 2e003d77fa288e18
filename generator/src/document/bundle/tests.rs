use super::*;
use crate::diagnostic::Ledger;
use crate::document::tree::parse;

/// A document, its other files, what becomes of it, and the rules of its ledger.
struct Case {
    idea: &'static str,
    spec: &'static str,
    files: &'static [(&'static str, &'static str)],
    bundled: &'static str,
    rules: &'static [&'static str],
}

const TABLE: &[Case] = &[
    Case {
        idea: "what is a component stays",
        spec: "components: {schemas: {A: {$ref: '#/components/schemas/B'}, B: {type: string}}}",
        files: &[],
        bundled: "components: {schemas: {A: {$ref: '#/components/schemas/B'}, B: {type: string}}}",
        rules: &[],
    },
    Case {
        idea: "a pointer into a component",
        spec: "components: {schemas: {A: {properties: {b: {type: object}}}, C: {$ref: '#/components/schemas/A/properties/b'}}}",
        files: &[],
        bundled: "components: {schemas: {A: {properties: {b: {$ref: '#/components/schemas/AB'}}}, C: {$ref: '#/components/schemas/AB'}, AB: {type: object}}}",
        rules: &[],
    },
    Case {
        idea: "pointers into what is moved itself",
        spec: "components: {schemas: {A: {items: {items: {type: string}}}, C: {$ref: '#/components/schemas/A/items'}, D: {$ref: '#/components/schemas/C/items'}}}",
        files: &[],
        bundled: "components: {schemas: {A: {items: {$ref: '#/components/schemas/AItem'}}, C: {$ref: '#/components/schemas/AItem'}, D: {$ref: '#/components/schemas/AItemItem'}, AItem: {items: {$ref: '#/components/schemas/AItemItem'}}, AItemItem: {type: string}}}",
        rules: &[],
    },
    Case {
        idea: "a pointer into an operation",
        spec: "paths: {/a: {get: {operationId: getA, responses: {'200': {content: {application/json: {schema: {type: object}}}}}}}}\ncomponents: {schemas: {B: {$ref: '#/paths/~1a/get/responses/200/content/application~1json/schema'}}}",
        files: &[],
        bundled: "paths: {/a: {get: {operationId: getA, responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/GetAResponse200'}}}}}}}}\ncomponents: {schemas: {B: {$ref: '#/components/schemas/GetAResponse200'}, GetAResponse200: {type: object}}}",
        rules: &[],
    },
    Case {
        idea: "definitions, anchors and ids",
        spec: "components: {schemas: {A: {$id: 'https://x.org/a', $defs: {D: {$anchor: d, type: string}}, properties: {e: {$ref: '#d'}, f: {$ref: '#/$defs/D'}, g: {$ref: 'https://x.org/a'}}}}}",
        files: &[],
        bundled: "components: {schemas: {A: {$id: 'https://x.org/a', $defs: {D: {$ref: '#/components/schemas/AD'}}, properties: {e: {$ref: '#/components/schemas/AD'}, f: {$ref: '#/components/schemas/AD'}, g: {$ref: '#/components/schemas/A'}}}, AD: {$anchor: d, type: string}}}",
        rules: &[],
    },
    Case {
        idea: "an anchor of the same schema comes first",
        spec: "components: {schemas: {A: {$id: a, $defs: {X: {$anchor: x, type: string}}, items: {$ref: '#x'}}, B: {$id: b, $defs: {X: {$anchor: x, type: integer}}, items: {$ref: '#x'}}}}",
        files: &[],
        bundled: "components: {schemas: {A: {$id: a, $defs: {X: {$ref: '#/components/schemas/AX'}}, items: {$ref: '#/components/schemas/AX'}}, B: {$id: b, $defs: {X: {$ref: '#/components/schemas/BX'}}, items: {$ref: '#/components/schemas/BX'}}, AX: {$anchor: x, type: string}, BX: {$anchor: x, type: integer}}}",
        rules: &[],
    },
    Case {
        idea: "a dynamic reference that one schema answers",
        spec: "components: {schemas: {T: {$dynamicAnchor: t, items: {$dynamicRef: '#t'}}}}",
        files: &[],
        bundled: "components: {schemas: {T: {$dynamicAnchor: t, items: {$ref: '#/components/schemas/T'}}}}",
        rules: &[],
    },
    Case {
        idea: "a template, and what is put into it",
        spec: "components: {schemas: {T: {$id: page, $defs: {i: {$dynamicAnchor: item, not: {}}}, items: {$dynamicRef: '#item'}}, A: {$ref: page, $defs: {i: {$dynamicAnchor: item, $ref: '#/components/schemas/B'}}}, B: {type: string}}}",
        files: &[],
        bundled: "components: {schemas: {T: {$id: page, $defs: {i: {$dynamicAnchor: item, not: {}}}, items: {}}, A: {$defs: {i: {$dynamicAnchor: item, $ref: '#/components/schemas/B'}}, allOf: [{items: {$ref: '#/components/schemas/B'}}]}, B: {type: string}}}",
        rules: &["dynamic-reference"],
    },
    Case {
        idea: "other files, and files of theirs",
        spec: "components: {schemas: {A: {$ref: 'pets/pet.yaml'}}}",
        files: &[
            ("pets/pet.yaml", "properties: {o: {$ref: '../common.yaml#/definitions/Owner'}, s: {$ref: '#'}}"),
            ("common.yaml", "definitions: {Owner: {type: object}}"),
        ],
        bundled: "components: {schemas: {A: {properties: {o: {$ref: '#/components/schemas/Owner'}, s: {$ref: '#/components/schemas/A'}}}, Owner: {type: object}}}",
        rules: &[],
    },
    Case {
        idea: "path items come to where they are referred to",
        spec: "paths: {/a: {$ref: 'a.yaml', summary: ours}, /b: {$ref: '#/components/pathItems/B'}}\ncomponents: {pathItems: {B: {get: {operationId: b}}}}",
        files: &[("a.yaml", "summary: theirs\nget: {operationId: a}")],
        bundled: "paths: {/a: {summary: ours, get: {operationId: a}}, /b: {get: {operationId: b}}}\ncomponents: {pathItems: {B: {get: {operationId: b}}}}",
        rules: &[],
    },
    Case {
        idea: "what stands in other files where there are no references",
        spec: "info: {title: {$ref: words.yaml#/title}}\npaths: {$ref: paths/all.yaml}\ncomponents: {schemas: {$ref: schemas/all.yaml}}",
        files: &[
            ("words.yaml", "title: Words"),
            ("paths/all.yaml", "/a: {$ref: a.yaml}\n/b: {get: {$ref: 'a.yaml#/get'}}"),
            (
                "paths/a.yaml",
                "get: {parameters: {$ref: ../parameters.yaml}, responses: {'200': {content: {application/json: {schema: {$ref: ../schemas/pet.yaml}}}}}}",
            ),
            ("parameters.yaml", "[{name: p, in: query, schema: {$ref: '#/components/schemas/Id'}}]"),
            ("schemas/all.yaml", "Id: {type: string}\nPet: {$ref: pet.yaml}\nCat: {allOf: [{$ref: pet.yaml}]}"),
            ("schemas/pet.yaml", "properties: {id: {$ref: 'all.yaml#/Id'}, friend: {$ref: '#'}}"),
        ],
        bundled: "info: {title: Words}\npaths: {/a: {get: {parameters: [{name: p, in: query, schema: {$ref: '#/components/schemas/Id'}}], responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}}}, /b: {get: {parameters: [{name: p, in: query, schema: {$ref: '#/components/schemas/Id'}}], responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}}}}\ncomponents: {schemas: {Id: {type: string}, Pet: {properties: {id: {$ref: '#/components/schemas/Id'}, friend: {$ref: '#/components/schemas/Pet'}}}, Cat: {allOf: [{$ref: '#/components/schemas/Pet'}]}}}",
        rules: &["reference-form"; 2],
    },
    Case {
        idea: "what stands beside such a reference holds, and what leads nowhere or to itself is left out",
        spec: "paths: {/a: {get: {responses: {$ref: r.yaml, '200': {description: ours}}}, put: {responses: {$ref: nowhere.yaml}}, post: {$ref: loop.yaml#/post}}}",
        files: &[
            ("r.yaml", "'200': {description: theirs}\n'400': {description: theirs}"),
            ("loop.yaml", "post: {$ref: '#/post'}"),
        ],
        bundled: "paths: {/a: {get: {responses: {'200': {description: ours}, '400': {description: theirs}}}, put: {responses: {}}, post: {}}}",
        rules: &["dangling-reference"; 2],
    },
    Case {
        idea: "a percent sign in a key",
        spec: "components: {schemas: {A: {$ref: '#/components/schemas/%2541'}, '%41': {type: string}}}",
        files: &[],
        bundled: "components: {schemas: {A: {$ref: '#/components/schemas/%2541'}, '%41': {type: string}}}",
        rules: &[],
    },
    Case {
        idea: "nowhere, outside, the network",
        spec: "components: {schemas: {A: {$ref: '#/components/schemas/X', title: t}, B: {$ref: '../../x.yaml'}, C: {$ref: 'https://x.org/x.json'}}, parameters: {P: {$ref: '#/components/schemas/A'}}}",
        files: &[],
        bundled: "components: {schemas: {A: {title: t}, B: {}, C: {}}, parameters: {P: null}}",
        rules: &["dangling-reference"; 4],
    },
    Case {
        idea: "references that lead to themselves",
        spec: "components: {schemas: {A: {$ref: '#/components/schemas/A'}, B: {$ref: '#/components/schemas/C'}, C: {$ref: '#/components/schemas/B'}, D: {$ref: '#/components/schemas/C'}}}",
        files: &[],
        bundled: "components: {schemas: {A: {}, B: {}, C: {}, D: {$ref: '#/components/schemas/C'}}}",
        rules: &["reference-loop"; 3],
    },
    Case {
        idea: "a bare name, and the place of 2.0",
        spec: "components: {schemas: {A: {$ref: B}, B: {}, C: {$ref: '#/definitions/B'}}}",
        files: &[],
        bundled: "components: {schemas: {A: {$ref: '#/components/schemas/B'}, B: {}, C: {$ref: '#/components/schemas/B'}}}",
        rules: &["reference-form"; 2],
    },
    Case {
        idea: "a parameter where a header belongs",
        spec: "components: {headers: {H: {$ref: '#/components/parameters/P'}}, parameters: {P: {name: p, in: header, schema: {}}}}",
        files: &[],
        bundled: "components: {headers: {H: {$ref: '#/components/headers/P'}, P: {name: p, in: header, schema: {}}}, parameters: {P: {name: p, in: header, schema: {}}}}",
        rules: &["reference-kind"],
    },
    Case {
        idea: "examples are data, and a property may be called $ref",
        spec: "components: {schemas: {A: {example: {$ref: nowhere}, properties: {$ref: {type: string}}}}}",
        files: &[],
        bundled: "components: {schemas: {A: {example: {$ref: nowhere}, properties: {$ref: {type: string}}}}}",
        rules: &[],
    },
];

#[test]
fn references_lead_to_components() {
    for Case { idea, spec, files, bundled, rules } in TABLE {
        let root = parse(spec).unwrap().root;
        let spec = File { name: "openapi.yaml".to_owned(), text: (*spec).to_owned() };
        let file = |(path, text): &(&str, &str)| {
            ((*path).to_owned(), File { name: (*path).to_owned(), text: (*text).to_owned() })
        };
        let files = files.iter().map(file).collect();
        let mut notes = Notes { files: vec![spec.name.clone()], ledger: Ledger::default() };
        let root = bundle(root, &spec, &files, &mut notes).unwrap().root;
        assert!(root.says_the_same(&parse(bundled).unwrap().root), "{idea}: {}", root.to_json());
        assert_eq!(notes.ledger.0.iter().map(|entry| entry.rule).collect::<Vec<_>>(), *rules, "{idea}");
    }
}
