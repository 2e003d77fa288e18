//! What a caller has named stays named so, whatever comes beside it: a first version, what a second one adds before or
//! after, and the names that are written down for it.

use specwright::diff::{Verdict, diff};
use specwright::names::{Names, keep};
use specwright::{File, Input, Layout, Output, Settings};

fn input(text: &str, layout: Layout) -> Input {
    let spec = File { name: "openapi.yaml".to_owned(), text: text.to_owned() };
    Input { spec, settings: Settings { layout, ..Settings::default() }, ..Input::default() }
}

fn made(input: &Input) -> Output {
    specwright::generate(input).unwrap_or_else(|why| panic!("{why:?}\n{}", input.spec.text))
}

/// `types foo_bar = FooBar`, a line for each.
fn lines(names: &Names) -> Vec<String> {
    names.iter().map(|(kind, place, name)| format!("{kind} {place} = {name}")).collect()
}

/// A line of the outline without what follows a name.
fn subjects(outline: &str) -> Vec<&str> {
    let lines = outline.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split([':', ',']).next().unwrap_or(line)).collect()
}

const HEAD: &str = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\n";

/// What both versions have, with `@` where the newcomer stands before or after; and the newcomer.
struct Case {
    title: &'static str,
    layout: Layout,
    document: &'static str,
    newcomer: &'static str,
    kept: &'static [&'static str],
}

const CASES: &[Case] = &[
    Case {
        title: "a type that is spelled as Rust would",
        layout: Layout::Flat,
        document: "paths: {}\ncomponents:\n  schemas:\n@    foo_bar: {type: object, properties: {a: {type: string}}}\n@",
        newcomer: "    FooBar: {type: object, properties: {b: {type: string}}}\n",
        kept: &["types foo_bar = FooBar"],
    },
    Case {
        title: "a type that stood inline, and what stands in it",
        layout: Layout::Flat,
        document: "paths: {}\ncomponents:\n  schemas:\n@    Owner: {type: object, properties: {pet: {type: object, properties: {kind: {type: string, enum: [a, b]}}}}}\n@",
        newcomer: "    OwnerPet: {type: object, properties: {b: {type: string}}}\n",
        kept: &["types Owner.pet = OwnerPet"],
    },
    Case {
        title: "a type that only a reference gives a name",
        layout: Layout::Flat,
        document: "paths: {}\ncomponents:\n  schemas:\n@    Pet: {type: object, properties: {owner: {type: object, properties: {a: {type: string}}}}}\n    Shop: {type: object, properties: {boss: {$ref: '#/components/schemas/Pet/properties/owner'}}}\n@",
        newcomer: "    PetOwner: {type: object, properties: {b: {type: string}}}\n",
        kept: &["types Pet.owner = PetOwner"],
    },
    Case {
        title: "an operation without an id",
        layout: Layout::Flat,
        document: "paths:\n@  /pets: {get: {responses: {'200': {description: d, content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}}}}\n@",
        newcomer: "  /other: {get: {operationId: get_pets, responses: {'204': {description: d}}}}\n",
        kept: &["methods GET /pets = get_pets"],
    },
    Case {
        title: "an operation whose id is used twice from now on",
        layout: Layout::Flat,
        document: "paths:\n@  /pets: {get: {operationId: list, responses: {'204': {description: d}}}}\n@",
        newcomer: "  /others: {get: {operationId: list, responses: {'204': {description: d}}}}\n",
        kept: &["methods GET /pets = list"],
    },
    Case {
        title: "a method of a group",
        layout: Layout::Tags,
        document: "tags: [{name: pets}]\npaths:\n@  /pets: {get: {operationId: pets_list, tags: [pets], responses: {'204': {description: d}}}}\n@",
        newcomer: "  /pets/all: {get: {operationId: list, tags: [pets], responses: {'204': {description: d}}}}\n",
        kept: &["methods GET /pets = list"],
    },
    Case {
        title: "a group",
        layout: Layout::Tags,
        document: "tags: [{name: pets}]\npaths:\n@  /pets: {get: {operationId: show, tags: [pets], responses: {'204': {description: d}}}}\n@",
        newcomer: "  /all: {get: {operationId: pets, responses: {'204': {description: d}}}}\n",
        kept: &["modules pets = pets"],
    },
    Case {
        title: "the parameters of an operation",
        layout: Layout::Flat,
        document: "paths:\n  /pets: {get: {operationId: list, parameters: [{name: a, in: query, schema: {type: string}}], responses: {'204': {description: d}}}}\ncomponents:\n  schemas:\n@    A: {type: string}\n@",
        newcomer: "    ListParams: {type: object, properties: {b: {type: string}}}\n",
        kept: &["types GET /pets params = ListParams"],
    },
    Case {
        title: "the failures of an operation",
        layout: Layout::Flat,
        document: "paths:\n  /pets: {get: {operationId: list, responses: {'204': {description: d}, '400': {description: d, content: {application/json: {schema: {type: string}}}}, '401': {description: d, content: {application/json: {schema: {type: integer}}}}}}}\ncomponents:\n  schemas:\n@    A: {type: string}\n@",
        newcomer: "    ListError: {type: object, properties: {b: {type: string}}}\n",
        kept: &["types GET /pets error = ListError"],
    },
    Case {
        title: "a parameter",
        layout: Layout::Flat,
        document: "paths:\n  /pets: {get: {operationId: list, responses: {'204': {description: d}}, parameters: [{name: z, in: query, schema: {type: string}},\n@    {name: pageSize, in: query, schema: {type: string}},\n@  ]}}\n",
        newcomer: "    {name: page_size, in: query, schema: {type: string}},\n",
        kept: &["parameters GET /pets query pageSize = page_size"],
    },
    Case {
        title: "a field",
        layout: Layout::Flat,
        document: "paths: {}\ncomponents:\n  schemas:\n    Pet:\n      type: object\n      properties:\n@        user-id: {type: string}\n@",
        newcomer: "        user_id: {type: string}\n",
        kept: &["fields Pet.user-id = user_id"],
    },
    Case {
        title: "the field of every other key",
        layout: Layout::Flat,
        document: "paths: {}\ncomponents:\n  schemas:\n    Pet:\n      type: object\n      additionalProperties: true\n      properties:\n@        a: {type: string}\n@",
        newcomer: "        rest: {type: string}\n",
        kept: &["fields Pet.* = rest"],
    },
    Case {
        title: "a value",
        layout: Layout::Flat,
        document: "paths: {}\ncomponents:\n  schemas:\n    Order:\n      type: string\n      enum:\n@        - asc\n@        - z\n",
        newcomer: "        - Asc\n",
        kept: &["variants Order \"asc\" = Asc"],
    },
    Case {
        title: "the variant of every other value",
        layout: Layout::Flat,
        document: "paths: {}\ncomponents:\n  schemas:\n    Order:\n      type: string\n      enum:\n@        - asc\n@        - z\n",
        newcomer: "        - other\n",
        kept: &["variants Order * = Other"],
    },
    Case {
        title: "a member of a union",
        layout: Layout::Flat,
        document: "paths: {}\ncomponents:\n  schemas:\n    Pet:\n      oneOf:\n@        - {title: a cat, type: object, required: [meow], properties: {meow: {type: string}}}\n@        - {title: a dog, type: object, required: [bark], properties: {bark: {type: string}}}\n",
        newcomer: "        - {title: ACat, type: object, required: [purr], properties: {purr: {type: string}}}\n",
        kept: &["types Pet|a cat = PetACat", "variants Pet |a cat = ACat"],
    },
];

#[test]
fn what_was_there_keeps_its_name() {
    for case in CASES {
        let mut without = case.document.replace('@', "");
        without.insert_str(0, HEAD);
        let old = made(&input(&without, case.layout));
        for before in [true, false] {
            let parts: Vec<&str> = case.document.split('@').collect();
            let [head, middle, tail] = parts.as_slice() else { panic!("{}", case.title) };
            let [first, last] = if before { [case.newcomer, ""] } else { ["", case.newcomer] };
            let text = format!("{HEAD}{head}{first}{middle}{last}{tail}");
            let mut next = input(&text, case.layout);
            let (kept, new) = keep(&old, &next).unwrap();
            let told = || format!("{}, before: {before}\n{}\n{}", case.title, old.outline, new.outline);

            let (was, is) = (subjects(&old.outline), subjects(&new.outline));
            let gone: Vec<_> = was.iter().filter(|line| !is.contains(line)).collect();
            assert!(gone.is_empty(), "{gone:?} {}", told());
            assert!(diff((&old).into(), (&new).into()).verdict() <= Verdict::Minor, "{}", told());
            let needless = lines(&kept).iter().any(|line| !case.kept.contains(&line.as_str()));
            assert!(!needless, "{:?} {}", lines(&kept), told());

            // What is written down gives the same crate, and needs nothing more when nothing changes.
            next.settings.names = kept.clone();
            assert_eq!(made(&next).files, new.files, "{}", told());
            assert_eq!(keep(&new, &next).unwrap().0, kept, "{}", told());

            // Nothing that is not written down: without the newcomer, no name has to be kept.
            let mut back = input(&without, case.layout);
            back.settings.names = kept;
            assert_eq!(lines(&keep(&new, &back).unwrap().0), Vec::<String>::new(), "{}", told());
        }
    }
}

#[test]
fn every_case_needs_what_it_says() {
    for case in CASES {
        let old = made(&input(&format!("{HEAD}{}", case.document.replace('@', "")), case.layout));
        let needed = [true, false].map(|before| {
            let [head, middle, tail] = case.document.split('@').collect::<Vec<_>>()[..] else { panic!() };
            let [first, last] = if before { [case.newcomer, ""] } else { ["", case.newcomer] };
            let text = format!("{HEAD}{head}{first}{middle}{last}{tail}");
            lines(&keep(&old, &input(&text, case.layout)).unwrap().0)
        });
        assert!(needed.iter().any(|needed| needed == case.kept), "{}: {needed:?}", case.title);
    }
}

const TWO: &str = "paths: {}\ncomponents:\n  schemas:\n    foo_bar: {type: object, properties: {a: {type: string}}}\n    FooBar: {type: object, properties: {b: {type: string}}}\n";

#[test]
fn a_name_that_names_nothing_is_refused() {
    let mut next = input(&format!("{HEAD}{TWO}"), Layout::Flat);
    next.settings.names.0.entry("types".to_owned()).or_default().insert("Gone".to_owned(), "Here".to_owned());
    let why = specwright::generate(&next).unwrap_err();
    assert_eq!(why.0.iter().map(|it| it.code).collect::<Vec<_>>(), ["name-unmatched"]);
}

#[test]
fn the_overlay_is_stronger_and_the_difference_tells() {
    let one = TWO.replace("    FooBar: {type: object, properties: {b: {type: string}}}\n", "");
    let old = made(&input(&format!("{HEAD}{one}"), Layout::Flat));
    let given = TWO.replace("FooBar: {", "FooBar: {x-rust-name: FooBar, ");
    let (_, new) = keep(&old, &input(&format!("{HEAD}{given}"), Layout::Flat)).unwrap();
    let changes = diff((&old).into(), (&new).into());
    assert!(changes.list.iter().any(|it| it.rule.code == "type-renamed"), "{:?}", changes.list);
    assert_eq!(changes.verdict(), Verdict::Major);
}

#[test]
fn a_name_that_the_document_changes_is_changed() {
    let of = |id: &str| {
        format!(
            "{HEAD}paths:\n  /pets: {{get: {{operationId: {id}, responses: {{'200': {{description: d, content: {{application/json: {{schema: {{type: object, properties: {{a: {{type: string}}}}}}}}}}}}}}}}}}\n"
        )
    };
    let old = made(&input(&of("list"), Layout::Flat));
    let (kept, new) = keep(&old, &input(&of("listPets"), Layout::Flat)).unwrap();
    assert!(kept.is_empty(), "{kept:?}");
    assert!(new.outline.contains("list_pets() -> Call<ListPetsResponse"), "{}", new.outline);
}
