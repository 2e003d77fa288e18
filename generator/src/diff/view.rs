//! One version of a provider with what a comparison looks up: where each type stands, who sends it, what it is in Rust.

use super::Side;
use crate::api::{
    Api, ContentKind, Method as Verb, Operation, Origin, Parent, PartKind, Role, Shape, Status, Type, TypeId, Use,
};
use crate::rust::{Crate, Group, Ident, Item, Method};
use std::collections::HashMap;

/// Who sends values of a type. What no operation mentions is for callers to use as they like: both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Direction {
    /// Callers do.
    pub(super) sent: bool,
    /// The server does.
    pub(super) received: bool,
}

/// What a method asks for: method, path and id, as ids alone may be used twice, and so may paths.
type Asked<'a> = (Verb, &'a str, &'a str);
/// A method where it stands.
pub(super) type Called<'a> = (&'a Group, &'a Method);

/// One version.
pub(super) struct View<'a> {
    pub(super) api: &'a Api,
    pub(super) krate: &'a Crate,
    /// By [`TypeId`]: `AuthTokenResponse.data`.
    paths: Vec<String>,
    /// By [`TypeId`].
    directions: Vec<Direction>,
    items: HashMap<&'a str, &'a Item>,
    /// By what they ask for; of several forms of one operation, the first stands for it.
    methods: HashMap<Asked<'a>, Vec<Called<'a>>>,
    /// What the types that were renamed were called.
    old_names: HashMap<String, String>,
    /// Where the types that were renamed stood.
    old_paths: HashMap<String, String>,
    /// Under which id the other version has an operation.
    old_ids: HashMap<String, String>,
}

impl<'a> View<'a> {
    pub(super) fn of(side: Side<'a>) -> Self {
        let Side { api, krate } = side;
        let items = krate.items.iter().map(|item| (item.name().0.as_str(), item)).collect();
        let methods = krate.groups.iter().flat_map(|group| group.methods.iter().map(move |method| (group, method)));
        let mut view = Self {
            api,
            krate,
            paths: Vec::new(),
            directions: directions(api),
            items,
            methods: HashMap::new(),
            old_names: HashMap::new(),
            old_paths: HashMap::new(),
            old_ids: HashMap::new(),
        };
        for (group, method) in methods {
            view.methods.entry(request(method)).or_default().push((group, method));
        }
        view.place();
        view
    }

    /// Takes over the ids under which the old version has the same operations.
    pub(super) fn adopt(&mut self, old: &View<'_>, pairs: &[(usize, usize)]) {
        for &(before, after) in pairs {
            if let (Some(before), Some(after)) = (old.api.operations.get(before), self.api.operations.get(after)) {
                self.old_ids.insert(after.id.clone(), before.id.clone());
            }
        }
        self.place();
    }

    /// Notes that a type stood elsewhere, or was called otherwise, in the old version.
    pub(super) fn rename(&mut self, old: &View<'_>, before: TypeId, after: TypeId) {
        if let (Some(before), Some(after)) = (old.rust_name(before), self.rust_name(after))
            && before != after
        {
            self.old_names.insert(after.0.clone(), before.0.clone());
        }
        let (before, after) = (old.path(before), self.path(after));
        if before != after {
            self.old_paths.insert(after.to_owned(), before.to_owned());
        }
    }

    /// Says again where each type stands, renames considered.
    pub(super) fn place(&mut self) {
        self.paths = (0..self.api.types.len()).map(|id| self.locate(TypeId(id), 0)).collect();
    }

    fn locate(&self, id: TypeId, depth: usize) -> String {
        let Some(definition) = self.api.types.get(id.0) else { return String::new() };
        let path = match &definition.origin {
            Origin::Component(key) => key.clone(),
            Origin::Moved(_) => crate::names::moved_place(&definition.pointer),
            Origin::Inline { .. } if depth > 64 => format!("type {}", id.0),
            Origin::Inline { parent, role } => {
                let outer = match parent {
                    Parent::Type(outer) => self.locate(*outer, depth + 1),
                    Parent::Operation(at) => self.api.operations.get(*at).map_or_else(String::new, |operation| {
                        self.old_ids.get(&operation.id).unwrap_or(&operation.id).clone()
                    }),
                };
                under(&outer, role)
            }
        };
        self.old_paths.get(&path).cloned().unwrap_or(path)
    }

    /// `AuthTokenResponse.data`.
    pub(super) fn path(&self, id: TypeId) -> &str {
        self.paths.get(id.0).map_or("", String::as_str)
    }

    /// What a type is called.
    pub(super) fn rust_name(&self, id: TypeId) -> Option<&'a Ident> {
        self.krate.names.get(id.0)?.as_ref()
    }

    /// What a type of this crate was called in the old version.
    pub(super) fn old_name<'b>(&'b self, name: &'b str) -> &'b str {
        self.old_names.get(name).map_or(name, String::as_str)
    }

    pub(super) fn direction(&self, id: TypeId) -> Direction {
        self.directions.get(id.0).copied().unwrap_or_default()
    }

    pub(super) fn item(&self, name: &Ident) -> Option<&'a Item> {
        self.items.get(name.0.as_str()).copied()
    }

    /// What a type became.
    pub(super) fn item_of(&self, id: TypeId) -> Option<&'a Item> {
        self.item(self.rust_name(id)?)
    }

    /// The methods for the other forms that an operation has.
    pub(super) fn other_methods<'s>(&'s self, operation: &'s Operation) -> &'s [Called<'a>] {
        self.methods_of(operation).get(1..).unwrap_or_default()
    }

    fn methods_of<'s>(&'s self, operation: &'s Operation) -> &'s [Called<'a>] {
        self.methods.get(&(operation.method, &operation.path, &operation.id)).map_or(&[], Vec::as_slice)
    }

    /// What an operation became; `None` where it was skipped.
    pub(super) fn method(&self, operation: &Operation) -> Option<(&'a Group, &'a Method)> {
        self.methods_of(operation).first().copied()
    }
}

fn request(method: &Method) -> Asked<'_> {
    (method.verb, &method.path, &method.operation)
}

/// `200`, `4XX`, `default`.
pub(super) fn status(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(hundreds) => format!("{hundreds}XX"),
        Status::Default => "default".to_owned(),
    }
}

fn under(outer: &str, role: &Role) -> String {
    match role {
        Role::Property(name) => format!("{outer}.{name}"),
        Role::Items(of) => format!("{}[]", under(outer, of)),
        Role::Values(of) => format!("{}{{}}", under(outer, of)),
        Role::Place(of, at) => format!("{}[{at}]", under(outer, of)),
        Role::Member(of, _, Some(hint)) => format!("{}|{hint}", under(outer, of)),
        Role::Member(of, at, None) => format!("{}|{at}", under(outer, of)),
        Role::Itself => outer.to_owned(),
        Role::Request => format!("{outer} body"),
        Role::Reply(status) => format!("{outer} {status}"),
        Role::Parameter(name) => format!("{outer} ?{name}"),
        Role::Header(name) => format!("{outer} header {name}"),
        Role::Event => format!("{outer} event"),
    }
}

/// Who sends each type, followed from the operations.
fn directions(api: &Api) -> Vec<Direction> {
    let mut directions = vec![Direction::default(); api.types.len()];
    let (mut sent, mut received) = (Vec::new(), Vec::new());
    for operation in &api.operations {
        for parameter in &operation.parameters {
            named(&parameter.value, &mut sent);
        }
        for content in operation.body.iter().flat_map(|body| &body.contents) {
            in_content(&content.kind, &mut sent);
        }
        for reply in &operation.replies {
            reply.contents.iter().for_each(|content| in_content(&content.kind, &mut received));
            reply.headers.iter().for_each(|header| named(&header.value, &mut received));
        }
    }
    spread(api, sent, &mut directions, |direction| &mut direction.sent);
    spread(api, received, &mut directions, |direction| &mut direction.received);
    for direction in &mut directions {
        if *direction == Direction::default() {
            *direction = Direction { sent: true, received: true };
        }
    }
    directions
}

fn spread(api: &Api, mut open: Vec<TypeId>, directions: &mut [Direction], flag: impl Fn(&mut Direction) -> &mut bool) {
    while let Some(id) = open.pop() {
        let Some(direction) = directions.get_mut(id.0) else { continue };
        if !std::mem::replace(flag(direction), true) {
            api.types.get(id.0).into_iter().for_each(|definition| in_shape(&definition.shape, &mut open));
        }
    }
}

fn in_shape(shape: &Shape, found: &mut Vec<TypeId>) {
    match shape {
        Shape::Object(object) => {
            object.fields.iter().for_each(|field| named(&field.value, found));
            object.rest.iter().for_each(|rest| named(rest, found));
        }
        Shape::Choice(_) => {}
        Shape::Union(union) => union.members.iter().for_each(|member| in_type(&member.ty, found)),
        Shape::Alias(of) => named(of, found),
    }
}

fn in_content(kind: &ContentKind, found: &mut Vec<TypeId>) {
    match kind {
        ContentKind::Json(of) | ContentKind::Form(of, _) | ContentKind::Lines(of) | ContentKind::Events(of) => {
            named(of, found);
        }
        ContentKind::Multipart(parts) => parts.iter().for_each(|part| match &part.kind {
            PartKind::File => {}
            PartKind::Text(of) | PartKind::Json(of) | PartKind::Styled(of, _) => named(of, found),
        }),
        ContentKind::Text | ContentKind::Bytes => {}
    }
}

fn named(value: &Use, found: &mut Vec<TypeId>) {
    in_type(&value.ty, found);
}

fn in_type(ty: &Type, found: &mut Vec<TypeId>) {
    match ty {
        Type::Array(of) | Type::Map(of) | Type::Embedded(of) => named(of, found),
        Type::Tuple(of, more) => {
            of.iter().for_each(|of| named(of, found));
            more.iter().for_each(|more| named(more, found));
        }
        Type::OrAny(of) => in_type(of, found),
        Type::Named(id) => found.push(*id),
        Type::Any | Type::Null | Type::Bool | Type::Integer(_) | Type::Number(_) | Type::Text(_) => {}
    }
}
