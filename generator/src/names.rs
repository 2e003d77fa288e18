//! Names that stay: what a version of a crate calls its things, so that the next one goes on calling them so.
//!
//! A name is known by what it names, in the document's words: the kind, and the place.
//!
//! ```text
//! [types]      foo_bar = "FooBar"                 a component, or `Pet.owner`, `GET /pets 200`
//! [methods]    "GET /pets" = "list_pets"
//! [fields]     "Pet.foo-bar" = "foo_bar"
//! [variants]   'Order "asc"' = "Asc"
//! [parameters] "GET /pets query page-size" = "page_size"
//! [modules]    Pets = "pets"
//! ```
//!
//! Where something newer would take a name, [`keep`] finds the fewest entries that prevent it.

use crate::api::{Api, ChoiceValue, Member, Operation, Origin, Parent, Role, Shape, Type, TypeId, Use};
use crate::diagnostic::Diagnostic;
use crate::pointer::Pointer;
use crate::rust::{ArgumentTy, Crate, Fails, Ident, Item, Method, ParameterWriter, Reads, Ty};
use crate::{Diagnostics, Input, Output, generate};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Names by kind and place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(pub BTreeMap<String, BTreeMap<String, String>>);

impl Names {
    /// The name of a thing.
    pub fn get(&self, kind: &str, place: &str) -> Option<&str> {
        self.0.get(kind)?.get(place).map(String::as_str)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(BTreeMap::is_empty)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.values().map(BTreeMap::len).sum()
    }

    /// Kind, place and name of each.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.0.iter().flat_map(|(kind, names)| {
            names.iter().map(move |(place, name)| (kind.as_str(), place.as_str(), name.as_str()))
        })
    }

    fn add(&mut self, kind: &str, place: impl Into<String>, name: &Ident) {
        self.insert(kind, place, name.plain());
    }

    fn insert(&mut self, kind: &str, place: impl Into<String>, name: &str) {
        self.0.entry(kind.to_owned()).or_default().insert(place.into(), name.to_owned());
    }

    /// What a version of a crate calls its things.
    pub fn of(api: &Api, krate: &Crate) -> Self {
        let mut names = Self::default();
        let places = places(api);
        let items: HashMap<&Ident, &Item> = krate.items.iter().map(|item| (item.name(), item)).collect();
        for (at, definition) in api.types.iter().enumerate() {
            let (Some(Some(place)), Some(Some(name))) = (places.get(at), krate.names.get(at)) else { continue };
            names.add("types", place, name);
            items.get(name).into_iter().for_each(|item| names.parts(place, &definition.shape, item));
        }
        let operations: HashMap<_, &Operation> =
            api.operations.iter().map(|it| ((it.method, &it.path, &it.id), it)).collect();
        for group in &krate.groups {
            let mut seen = BTreeSet::new();
            for method in &group.methods {
                let key = (method.verb, &method.path, &method.operation);
                let Some(operation) = operations.get(&key).copied() else { continue };
                if seen.insert(operation_place(operation)) {
                    names.operation(&items, operation, method);
                }
                if let (Some(module), Some(tag)) = (&group.module, operation.tags.first()) {
                    names.add("modules", tag, &module.name);
                }
            }
        }
        names
    }

    fn parts(&mut self, place: &str, shape: &Shape, item: &Item) {
        match (shape, item) {
            (Shape::Object(_), Item::Struct(item)) => {
                item.fields.iter().for_each(|field| self.add("fields", format!("{place}.{}", field.wire), &field.name));
                item.rest.iter().for_each(|rest| self.add("fields", format!("{place}.*"), &rest.name));
            }
            (Shape::Choice(choice), Item::Choice(item)) => {
                for (value, variant) in choice.values.iter().zip(&item.variants) {
                    self.add("variants", value_place(place, value), &variant.name);
                }
                self.add("variants", format!("{place} *"), &item.other);
            }
            (Shape::Union(union), Item::Union(item)) => {
                for (member, variant) in union.members.iter().zip(&item.variants) {
                    self.add("variants", member_place(place, member), &variant.name);
                }
                self.add("variants", format!("{place} *"), &item.other);
            }
            _ => {}
        }
    }

    fn operation(&mut self, items: &HashMap<&Ident, &Item>, operation: &Operation, method: &Method) {
        let place = operation_place(operation);
        self.add("methods", &place, &method.name);
        if let (Reads::Answer, Ty::Item(name)) = (method.reads, &method.output) {
            self.add("types", format!("{place} reply"), name);
        }
        if let (Fails::Answer, Ty::Item(name)) = (&method.fails, &method.error) {
            self.add("types", format!("{place} error"), name);
        }
        let argument = method.arguments.iter().find(|it| Some(&it.name) == method.params.as_ref());
        let Some(ArgumentTy::Ty(Ty::Ref(ty))) = argument.map(|it| &it.ty) else { return };
        let Ty::Item(name) = &**ty else { return };
        self.add("types", format!("{place} params"), name);
        let Some(Item::Struct(item)) = items.get(name) else { return };
        for field in &item.fields {
            if let Some(ParameterWriter { place: at, .. }) = field.parameter {
                self.add("parameters", parameter_place(&place, at, &field.wire), &field.name);
            }
        }
    }
}

/// `GET /pets`.
pub(crate) fn operation_place(operation: &Operation) -> String {
    format!("{} {}", operation.method.verb(), operation.template)
}

/// `GET /pets query limit`.
pub(crate) fn parameter_place(operation: &str, place: crate::api::Place, name: &str) -> String {
    format!("{operation} {} {name}", format!("{place:?}").to_lowercase())
}

/// `Order "asc"`; a constant that has a name in the document is another when that changes.
pub(crate) fn value_place(place: &str, value: &ChoiceValue) -> String {
    match &value.hint {
        Some(hint) => format!("{place} {} {hint}", value.value),
        None => format!("{place} {}", value.value),
    }
}

/// `Animal |Dog`; where the document has no name for a member, `Animal |{bark}`.
pub(crate) fn member_place(place: &str, member: &Member) -> String {
    match &member.hint {
        Some(hint) => format!("{place} |{hint}"),
        None => {
            let names: Vec<&str> = member.evidence.properties.iter().map(|it| it.name.as_str()).collect();
            format!("{place} |{{{}}} {:?}", names.join(" "), kind(&member.ty))
        }
    }
}

fn kind(ty: &Type) -> String {
    match ty {
        Type::Array(of) => format!("list of {}", kind(&of.ty)),
        Type::Map(of) => format!("map of {}", kind(&of.ty)),
        Type::Embedded(of) => format!("text of {}", kind(&of.ty)),
        Type::OrAny(of) => format!("{} or any", kind(of)),
        Type::Tuple(..) => "tuple".to_owned(),
        Type::Named(_) => "type".to_owned(),
        other => format!("{other:?}").to_lowercase(),
    }
}

/// Where each type stands, by [`TypeId`]: `Pet.owner`; `None` where two would stand in one place.
pub(crate) fn places(api: &Api) -> Vec<Option<String>> {
    let places: Vec<Option<String>> = (0..api.types.len()).map(|at| place(api, TypeId(at), 0)).collect();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let own = |at: usize| stands_for(api, at).is_none();
    for place in places.iter().enumerate().filter(|(at, _)| own(*at)).filter_map(|(_, place)| place.as_deref()) {
        *seen.entry(place).or_default() += 1;
    }
    let is_alone = |place: &String| seen.get(place.as_str()).is_none_or(|count| *count == 1);
    places.iter().map(|place| place.clone().filter(is_alone)).collect()
}

/// Whether a component is nothing but its inline type.
fn stands_for(api: &Api, at: usize) -> Option<TypeId> {
    let Shape::Alias(Use { ty: Type::Named(own), .. }) = api.types.get(at)?.shape else { return None };
    let Origin::Inline { parent, role } = &api.types.get(own.0)?.origin else { return None };
    (*parent == Parent::Type(TypeId(at)) && *role == Role::Itself).then_some(own)
}

fn place(api: &Api, id: TypeId, depth: usize) -> Option<String> {
    let definition = api.types.get(id.0).filter(|_| depth < 64)?;
    match &definition.origin {
        Origin::Component(key) => match *definition.pointer.segments() {
            ["components", section, ..] if section != "schemas" => Some(format!("{section}/{key}")),
            _ => Some(key.clone()),
        },
        Origin::Moved(_) => Some(moved_place(&definition.pointer)),
        Origin::Inline { parent, role } => {
            let outer = match parent {
                Parent::Type(outer) => place(api, *outer, depth + 1)?,
                Parent::Operation(at) => operation_place(api.operations.get(*at)?),
            };
            Some(under(&outer, role, &definition.shape))
        }
    }
}

/// Where a type stands that only a reference gives a name: as if it had none, or by its pointer.
pub(crate) fn moved_place(pointer: &Pointer) -> String {
    let segments = pointer.segments();
    let ["components", "schemas", key, inside @ ..] = segments.as_slice() else { return pointer.to_string() };
    let mut place = (*key).to_owned();
    let mut inside = inside;
    loop {
        inside = match inside {
            ["properties", name, inside @ ..] => {
                place = format!("{place}.{name}");
                inside
            }
            ["items", inside @ ..] => {
                place.push_str("[]");
                inside
            }
            ["additionalProperties", inside @ ..] => {
                place.push_str("{}");
                inside
            }
            [] => return place,
            _ => return pointer.to_string(),
        };
    }
}

fn under(outer: &str, role: &Role, shape: &Shape) -> String {
    match role {
        Role::Property(name) => format!("{outer}.{name}"),
        Role::Items(of) => format!("{}[]", under(outer, of, shape)),
        Role::Values(of) => format!("{}{{}}", under(outer, of, shape)),
        Role::Place(of, at) => format!("{}[{at}]", under(outer, of, shape)),
        Role::Member(of, _, Some(hint)) => format!("{}|{hint}", under(outer, of, shape)),
        Role::Member(of, at, None) => match shape {
            Shape::Object(object) => {
                let names: Vec<&str> = object.fields.iter().map(|field| field.name.as_str()).collect();
                format!("{}|{{{}}}", under(outer, of, shape), names.join(" "))
            }
            _ => format!("{}|{at}", under(outer, of, shape)),
        },
        Role::Itself => outer.to_owned(),
        Role::Request => format!("{outer} body"),
        Role::Reply(status) => format!("{outer} {status}"),
        Role::Parameter(name) => format!("{outer} ?{name}"),
        Role::Header(name) => format!("{outer} header {name}"),
        Role::Event => format!("{outer} event"),
    }
}

/// Refuses names that name nothing.
pub(crate) fn check(names: &Names, api: &Api, krate: &Crate) -> Result<(), Diagnostics> {
    if names.is_empty() {
        return Ok(());
    }
    let there = Names::of(api, krate);
    let stale = names.iter().filter(|(kind, place, _)| there.get(kind, place).is_none());
    let stale: Vec<Diagnostic> = stale.map(|(kind, place, name)| unmatched(kind, place, name)).collect();
    if stale.is_empty() { Ok(()) } else { Err(Diagnostics(stale)) }
}

fn unmatched(kind: &str, place: &str, name: &str) -> Diagnostic {
    Diagnostic {
        code: "name-unmatched",
        message: format!("the name `{name}` is kept for `{place}` of the {kind}, which is not there"),
        place: None,
        pointer: None,
        label: String::new(),
        notes: Vec::new(),
        help: Some("`cargo xtask vendor` drops it from `names.toml`; or remove the line".to_owned()),
    }
}

/// As often as a name that is kept may bring another one to light.
const ROUNDS: usize = 16;

/// Makes a crate of a new version, in which what the old one had is called as it was, where that can be: the crate, and the
/// names that the input has to hold for it.
///
/// # Errors
/// As [`generate`].
pub fn keep(old: &Output, input: &Input) -> Result<(Names, Output), Diagnostics> {
    let with = |names: &Names| {
        let mut input = input.clone();
        input.settings.names = names.clone();
        generate(&input)
    };
    let mut output = with(&Names::default())?;
    let mut now = Names::of(&output.api, &output.krate);
    let before = wanted(old, &output);
    // What had to be kept before, and has to be still.
    let mut kept = Names::default();
    for (kind, place, name) in input.settings.names.iter() {
        let is_lost = now.get(kind, place).is_some_and(|now| now != name);
        if is_lost && before.get(kind, place) == Some(name) {
            kept.insert(kind, place, name);
        }
    }
    for _ in 0..ROUNDS {
        if !kept.is_empty() {
            output = with(&kept)?;
            now = Names::of(&output.api, &output.krate);
        }
        let lost: Vec<_> = before
            .iter()
            .filter(|(kind, place, name)| now.get(kind, place).is_some_and(|now| now != *name))
            .filter(|(kind, place, _)| kept.get(kind, place).is_none())
            .collect();
        let outer: Vec<_> = lost.iter().filter(|one| !lost.iter().any(|other| decides(other, one))).collect();
        if outer.is_empty() {
            break;
        }
        outer.into_iter().for_each(|(kind, place, name)| kept.insert(kind, *place, name));
    }
    Ok((kept, output))
}

/// What the old version calls the things that the new one has too, but for the operations that the document itself calls
/// otherwise now.
fn wanted(old: &Output, new: &Output) -> Names {
    let mut names = Names::of(&old.api, &old.krate);
    let there: HashMap<String, &Operation> =
        new.api.operations.iter().map(|after| (operation_place(after), after)).collect();
    for before in &old.api.operations {
        let place = operation_place(before);
        let after = there.get(&place);
        if after.is_some_and(|after| after.id != before.id && !after.id_is_made) {
            let is_own = |other: &str| {
                other.strip_prefix(&place).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '.', '[']))
            };
            names.0.values_mut().for_each(|names| names.retain(|other, _| !is_own(other)));
        }
    }
    names
}

/// Whether one name is made from another.
fn decides(outer: &(&str, &str, &str), inner: &(&str, &str, &str)) -> bool {
    let ((outer_kind, outer, _), (inner_kind, inner, _)) = (outer, inner);
    let is_inside = inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with([' ', '.', '[', '{', '|']));
    is_inside && matches!((*outer_kind, *inner_kind), ("methods" | "types", "types"))
}
