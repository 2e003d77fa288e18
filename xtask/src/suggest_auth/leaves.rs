//! From a type to the scalars in it, each with its JSON pointer.

use super::words;
use specwright::api::{Api, Field, Shape, Type, TypeId, Use};

/// Deeper than this nobody puts a token.
const DEPTH: usize = 4;

/// A scalar in a value.
#[derive(Clone, Debug)]
pub(super) struct Leaf<'a> {
    /// `data`, `accessToken`.
    pub(super) path: Vec<String>,
    /// The field that holds it.
    pub(super) field: &'a Field,
    /// What it is, whichever member of a union it stands in.
    pub(super) ty: &'a Type,
    /// The members of unions that it stands in.
    pub(super) members: Vec<(TypeId, usize)>,
}

impl Leaf<'_> {
    /// `/data/accessToken`.
    pub(super) fn pointer(&self) -> String {
        self.path.iter().map(|it| format!("/{}", it.replace('~', "~0").replace('/', "~1"))).collect()
    }

    /// How good its name is.
    pub(super) fn rank(&self, names: &[&str]) -> Option<usize> {
        words::rank(self.path.last()?, names)
    }

    /// Whether it is a string, or may be one.
    pub(super) fn is_text(&self, api: &Api) -> bool {
        match self.ty {
            Type::Text(_) | Type::Any => true,
            Type::Named(id) => matches!(api.types.get(id.0).map(|it| &it.shape), Some(Shape::Choice(_))),
            _ => false,
        }
    }

    /// Whether the two never stand in one value: they are in different members of one union.
    pub(super) fn excludes(&self, other: &Self) -> bool {
        self.members.iter().any(|(id, at)| other.members.iter().any(|(its, where_)| id == its && at != where_))
    }
}

/// Every scalar, in the order of the document; each pointer once.
pub(super) fn leaves<'a>(api: &'a Api, from: &'a Use) -> Vec<Leaf<'a>> {
    let mut walk = Walk { api, path: Vec::new(), members: Vec::new(), found: Vec::new() };
    walk.enter(&from.ty, None);
    walk.found
}

struct Walk<'a> {
    api: &'a Api,
    path: Vec<String>,
    members: Vec<(TypeId, usize)>,
    found: Vec<Leaf<'a>>,
}

impl<'a> Walk<'a> {
    fn enter(&mut self, ty: &'a Type, field: Option<&'a Field>) {
        match ty {
            Type::Embedded(inner) => self.enter(&inner.ty, field),
            Type::OrAny(known) => self.enter(known, field),
            Type::Array(items) => self.below("0", &items.ty, field),
            Type::Named(id) => self.named(*id, ty, field),
            Type::Any | Type::Bool | Type::Integer(_) | Type::Number(_) | Type::Text(_) => self.leaf(ty, field),
            Type::Null | Type::Tuple(..) | Type::Map(_) => {}
        }
    }

    fn named(&mut self, id: TypeId, ty: &'a Type, field: Option<&'a Field>) {
        match self.api.types.get(id.0).map(|it| &it.shape) {
            Some(Shape::Alias(other)) if other.ty != *ty => self.enter(&other.ty, field),
            Some(Shape::Choice(_)) => self.leaf(ty, field),
            Some(Shape::Object(object)) => {
                object.fields.iter().for_each(|it| self.below(&it.name, &it.value.ty, Some(it)));
            }
            Some(Shape::Union(union)) if self.members.len() < DEPTH => {
                for (at, member) in union.members.iter().enumerate() {
                    self.members.push((id, at));
                    self.enter(&member.ty, field);
                    self.members.pop();
                }
            }
            _ => {}
        }
    }

    fn below(&mut self, name: &str, ty: &'a Type, field: Option<&'a Field>) {
        if self.path.len() < DEPTH {
            self.path.push(name.to_owned());
            self.enter(ty, field);
            self.path.pop();
        }
    }

    fn leaf(&mut self, ty: &'a Type, field: Option<&'a Field>) {
        let Some(field) = field else { return };
        let (path, members) = (self.path.clone(), self.members.clone());
        if !self.found.iter().any(|it| it.path == path) {
            self.found.push(Leaf { path, field, ty, members });
        }
    }
}
