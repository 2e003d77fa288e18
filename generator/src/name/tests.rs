use super::name;
use super::samples::{api, choice, definition, inline, named, object, operation, plain, reply, schema, text};
use crate::api::{Access, Api, Definition, Origin, Parent, Role, Shape, Status, Type, TypeId};
use crate::rust::{Crate, Fails, Item, Presence, Reads, Struct, Ty};
use crate::settings::{Layout, Settings};

fn krate(api: &Api) -> Crate {
    name(api, &Settings::default()).unwrap().0
}

/// What each definition is called, in order.
fn names(types: Vec<Definition>) -> Vec<String> {
    krate(&api(types, Vec::new())).names.into_iter().flatten().map(|it| it.0).collect()
}

fn structure<'a>(krate: &'a Crate, name: &str) -> &'a Struct {
    let found = krate.items.iter().find_map(|item| match item {
        Item::Struct(item) if item.name.0 == name => Some(item),
        _ => None,
    });
    found.unwrap()
}

#[test]
fn declared_types_keep_their_names() {
    let empty = || object(&[]);
    let response = || definition(Origin::Component("Pet".to_owned()), empty(), &["components", "responses", "Pet"]);
    assert_eq!(names(vec![response(), schema("Pet", empty())]), ["PetResponse", "Pet"]);
    assert_eq!(names(vec![schema("foo_bar", empty()), schema("FooBar", empty())]), ["FooUnderscoreBar", "FooBar"]);
    assert_eq!(names(vec![schema("Option", empty()), schema("value", empty())]), ["OptionModel", "ValueModel"]);
}

#[test]
fn inline_types_are_called_after_their_place() {
    let of = |parent: usize, role: Role| inline(Parent::Type(TypeId(parent)), role, choice(&["a"]));
    let property = |name: &str| Role::Property(name.to_owned());
    let parent = || {
        let fields = [("data", named(1)), ("list", Type::Array(Box::new(plain(named(2))))), ("pet_kind", named(3))];
        schema("Pet", object(&fields))
    };
    let types = vec![
        parent(),
        of(0, property("data")),
        of(0, Role::Items(Box::new(property("list")))),
        of(0, property("pet_kind")),
    ];
    assert_eq!(names(types), ["Pet", "PetData", "PetListItem", "PetKind"]);
    let types =
        vec![schema("Owner", object(&[("pet", named(1))])), of(0, property("pet")), schema("OwnerPet", object(&[]))];
    assert_eq!(names(types), ["Owner", "OwnerPetChoice", "OwnerPet"]);
}

#[test]
fn a_component_is_its_own_inline_type() {
    let types = vec![
        schema("Pet", Shape::Alias(plain(named(1)))),
        inline(Parent::Type(TypeId(0)), Role::Itself, object(&[("id!", text())])),
    ];
    let krate = krate(&api(types, Vec::new()));
    assert_eq!(krate.items.iter().map(|it| it.name().0.as_str()).collect::<Vec<_>>(), ["Pet"]);
}

#[test]
fn only_circles_are_boxed() {
    let list = |ty| Type::Array(Box::new(plain(ty)));
    let types = vec![
        schema("Node", object(&[("next", named(0)), ("children", list(named(0))), ("leaf", named(1))])),
        schema("Leaf", object(&[("id", text())])),
        schema("Tree", Shape::Alias(plain(list(named(2))))),
    ];
    let krate = krate(&api(types, Vec::new()));
    let node = structure(&krate, "Node");
    let tys: Vec<String> = node.fields.iter().map(|field| format!("{:?}", field.ty)).collect();
    assert!(
        tys[0].starts_with("Option(Box(") && !tys[1].contains("Box(Item") && !tys[2].contains("Box(Item"),
        "{tys:?}"
    );
    assert!(krate.items.iter().any(|item| matches!(item, Item::Newtype(_))));
}

#[test]
fn what_a_server_sets_need_not_be_sent() {
    let mut pet = schema("Pet", object(&[("id!", text()), ("name!", text())]));
    if let Shape::Object(object) = &mut pet.shape {
        object.fields[0].access = Access::Read;
    }
    let mut get = operation("getPet", "get /pet");
    get.replies = vec![reply(Status::Code(200), Some(named(0)))];
    let mut put = get.clone();
    put.id = "putPet".to_owned();
    put.body =
        Some(crate::api::Body { required: true, contents: get.replies[0].contents.clone(), docs: Default::default() });
    let presences = |operations| {
        let krate = krate(&api(vec![pet.clone()], operations));
        structure(&krate, "Pet").fields.iter().map(|it| it.presence).collect::<Vec<_>>()
    };
    assert_eq!(presences(vec![get.clone()]), [Presence::Required, Presence::Required]);
    assert_eq!(presences(vec![get, put]), [Presence::Optional, Presence::Required]);
}

#[test]
fn answers_say_what_was_documented() {
    use Status::{Code, Default, Range};
    let types = || vec![schema("Pet", object(&[])), schema("Problem", object(&[]))];
    let (pet, problem) = (|| Some(named(0)), || Some(named(1)));
    let made = |replies| {
        let mut operation = operation("getPet", "get /pet");
        operation.replies = replies;
        krate(&api(types(), vec![operation])).groups.remove(0).methods.remove(0)
    };
    let method = made(vec![reply(Code(200), pet())]);
    assert_eq!((method.reads, method.fails), (Reads::Json, Fails::Undocumented));
    let method = made(vec![reply(Code(200), pet()), reply(Code(404), problem()), reply(Code(429), None)]);
    assert_eq!(method.fails, Fails::Json(vec![Code(404)]));
    let method = made(vec![reply(Code(204), None), reply(Range(4), problem()), reply(Default, Some(text()))]);
    assert_eq!((method.reads, &method.output, method.fails), (Reads::Nothing, &Ty::Unit, Fails::Answer));
    let method = made(vec![reply(Code(200), pet()), reply(Code(202), problem())]);
    assert_eq!(method.reads, Reads::Answer);
    let method = made(vec![reply(Default, pet())]);
    assert_eq!((method.reads, method.fails), (Reads::Json, Fails::Json(vec![Default])));
}

#[test]
fn a_group_does_not_repeat_its_name() {
    let tagged = |id: &str, call: &str| {
        let mut operation = operation(id, call);
        operation.tags = vec!["pets".to_owned()];
        operation
    };
    let mut api = api(
        Vec::new(),
        vec![tagged("pets/list", "get /pets"), tagged("pets/new", "post /pets"), operation("ping", "get /")],
    );
    api.tags = vec![crate::api::Tag { name: "pets".to_owned(), description: None }];
    let settings = Settings { layout: Layout::Tags, ..Settings::default() };
    let krate = name(&api, &settings).unwrap().0;
    let found: Vec<(Option<&str>, Vec<&str>)> = krate
        .groups
        .iter()
        .map(|group| {
            let methods = group.methods.iter().map(|it| it.name.0.as_str()).collect();
            (group.module.as_ref().map(|it| it.name.0.as_str()), methods)
        })
        .collect();
    assert_eq!(found, [(None, vec!["ping"]), (Some("pets"), vec!["list", "pets_new"])]);
}
