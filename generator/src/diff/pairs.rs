//! Which thing of the old version is which of the new: by where it stands, by its name, by what it looks like.

use super::spell;
use super::view::{View, status};
use crate::api::{Content, ContentKind, Operation, Shape, Type, TypeId, Use};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;

/// Which types are which, as the comparison goes on with them.
#[derive(Debug, Default)]
pub(super) struct TypePairs {
    /// In both versions.
    pub(super) both: Vec<(TypeId, TypeId)>,
    /// In the new one only.
    pub(super) added: Vec<TypeId>,
    /// In the old one only.
    pub(super) removed: Vec<TypeId>,
}

/// Pairs the operations that have a method in both versions, as indexes.
pub(super) fn operations(old: &View<'_>, new: &View<'_>) -> Vec<(usize, usize)> {
    let callable = |view: &View<'_>| -> BTreeSet<usize> {
        let all = view.api.operations.iter().enumerate();
        all.filter(|(_, operation)| view.method(operation).is_some()).map(|(at, _)| at).collect()
    };
    let mut left = Left { old: callable(old), new: callable(new), pairs: Vec::new() };
    let (before, after) = (&old.api.operations, &new.api.operations);
    left.pair(
        |at| before.get(at).map(|it| (it.method, it.path.clone())),
        |at| after.get(at).map(|it| (it.method, it.path.clone())),
    );
    left.pair(|at| before.get(at).map(by_template), |at| after.get(at).map(by_template));
    let declared = |operation: &Operation| (!operation.id_is_made).then(|| operation.id.clone());
    left.pair(|at| before.get(at).and_then(declared), |at| after.get(at).and_then(declared));
    left.pair(|at| before.get(at).and_then(|it| by_look(old, it)), |at| after.get(at).and_then(|it| by_look(new, it)));
    left.pairs
}

/// Pairs the types, and tells the new version which of its types were renamed.
pub(super) fn types(old: &View<'_>, new: &mut View<'_>, operations: &[(usize, usize)]) -> TypePairs {
    let named = |view: &View<'_>| -> BTreeSet<usize> {
        (0..view.api.types.len()).filter(|id| view.rust_name(TypeId(*id)).is_some()).collect()
    };
    let mut left = Left { old: named(old), new: named(new), pairs: Vec::new() };
    loop {
        let known = left.pairs.len();
        left.pair(|id| Some(old.path(TypeId(id)).to_owned()), |id| Some(new.path(TypeId(id)).to_owned()));
        left.pair(|id| old.rust_name(TypeId(id)), |id| new.rust_name(TypeId(id)));
        if left.pairs.len() == known {
            left.pair(|id| look(old, TypeId(id)), |id| look(new, TypeId(id)));
        }
        if left.pairs.len() == known {
            left.replaced(old, new, operations);
        }
        if left.pairs.len() == known {
            break;
        }
        for (before, after) in left.pairs.iter().skip(known) {
            new.rename(old, TypeId(*before), TypeId(*after));
        }
        new.place();
    }
    let ids = |set: BTreeSet<usize>| set.into_iter().map(TypeId).collect();
    TypePairs {
        both: left.pairs.iter().map(|(before, after)| (TypeId(*before), TypeId(*after))).collect(),
        added: ids(left.new),
        removed: ids(left.old),
    }
}

/// What has not found its pair yet.
struct Left {
    old: BTreeSet<usize>,
    new: BTreeSet<usize>,
    pairs: Vec<(usize, usize)>,
}

impl Left {
    /// Pairs what has the same key, and is the only one that has it on its side.
    fn pair<K: Hash + Eq>(&mut self, old: impl Fn(usize) -> Option<K>, new: impl Fn(usize) -> Option<K>) {
        let mut keys: HashMap<K, (Vec<usize>, Vec<usize>)> = HashMap::new();
        for at in &self.old {
            if let Some(key) = old(*at) {
                keys.entry(key).or_default().0.push(*at);
            }
        }
        for at in &self.new {
            if let Some(key) = new(*at) {
                keys.entry(key).or_default().1.push(*at);
            }
        }
        let mut found: Vec<_> = keys
            .into_values()
            .filter_map(|(old, new)| match (old.as_slice(), new.as_slice()) {
                ([old], [new]) => Some((*old, *new)),
                _ => None,
            })
            .collect();
        found.sort_unstable();
        for (old, new) in found {
            self.take(old, new);
        }
    }

    fn take(&mut self, old: usize, new: usize) {
        if self.old.remove(&old) && self.new.remove(&new) {
            self.pairs.push((old, new));
        }
    }

    /// Pairs types that stand in the same place and have at least half of their parts in common.
    fn replaced(&mut self, old: &View<'_>, new: &View<'_>, operations: &[(usize, usize)]) {
        let mut places = Vec::new();
        for &(before, after) in operations {
            if let (Some(before), Some(after)) = (old.api.operations.get(before), new.api.operations.get(after)) {
                in_operations(before, after, &mut places);
            }
        }
        for &(before, after) in &self.pairs {
            if let (Some(before), Some(after)) = (old.api.types.get(before), new.api.types.get(after)) {
                in_shapes(&before.shape, &after.shape, &mut places);
            }
        }
        for (TypeId(before), TypeId(after)) in places {
            let shapes = (old.api.types.get(before), new.api.types.get(after));
            let is_free = self.old.contains(&before) && self.new.contains(&after);
            if let (true, (Some(a), Some(b))) = (is_free, shapes)
                && alike(&a.shape, &b.shape)
            {
                self.take(before, after);
            }
        }
    }
}

fn by_template(operation: &Operation) -> (crate::api::Method, String) {
    let segments = operation.path.split('/').map(|segment| if segment.contains('{') { "{}" } else { segment });
    (operation.method, segments.collect::<Vec<_>>().join("/"))
}

/// What an operation looks like when its path is forgotten but for the last word in it.
fn by_look(view: &View<'_>, operation: &Operation) -> Option<String> {
    let word = operation.path.rsplit('/').find(|segment| !segment.is_empty() && !segment.contains('{'))?;
    let parameters: Vec<_> = operation
        .parameters
        .iter()
        .map(|it| format!("{:?} {} {}", it.place, it.name, spell::wire(view, &it.value)))
        .collect();
    let content = |content: &Content| format!("{} {}", content.media_type, of_content(view, &content.kind));
    let body: Vec<_> = operation.body.iter().flat_map(|body| &body.contents).map(content).collect();
    let replies: Vec<_> = operation
        .replies
        .iter()
        .map(|reply| format!("{} {:?}", status(reply.status), reply.contents.iter().map(content).collect::<Vec<_>>()))
        .collect();
    Some(format!("{:?} {word} {parameters:?} {body:?} {replies:?}", operation.method).replace(&operation.id, "Self"))
}

fn of_content(view: &View<'_>, kind: &ContentKind) -> String {
    match kind {
        ContentKind::Json(of) | ContentKind::Form(of, _) | ContentKind::Lines(of) | ContentKind::Events(of) => {
            spell::wire(view, of)
        }
        ContentKind::Multipart(parts) => parts.iter().map(|part| part.name.as_str()).collect::<Vec<_>>().join(" "),
        ContentKind::Text | ContentKind::Bytes => String::new(),
    }
}

/// What a type looks like when its name is forgotten; `None`: like too many others.
fn look(view: &View<'_>, id: TypeId) -> Option<String> {
    let parts = parts(view, id)?;
    let own = view.path(id);
    let parts = parts.into_iter().map(|(name, of)| match of.strip_prefix(own) {
        Some(rest) if !own.is_empty() => format!("{name}: Self{rest}"),
        _ => format!("{name}: {of}"),
    });
    let parts: Vec<_> = parts.collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
}

/// The names in a type and what they hold, in an order that the document does not decide.
fn parts(view: &View<'_>, id: TypeId) -> Option<BTreeMap<String, String>> {
    let definition = view.api.types.get(id.0)?;
    Some(match &definition.shape {
        Shape::Object(object) => {
            let fields = object.fields.iter().map(|field| {
                let must = if field.required { "" } else { "?" };
                (format!(".{}", field.name), format!("{}{must}", spell::wire(view, &field.value)))
            });
            fields.collect()
        }
        Shape::Choice(choice) => choice.values.iter().map(|value| (value.value.to_string(), String::new())).collect(),
        Shape::Union(union) => {
            union.members.iter().map(|member| (format!("|{}", spell::ty(view, &member.ty)), String::new())).collect()
        }
        Shape::Alias(_) => return None,
    })
}

fn alike(a: &Shape, b: &Shape) -> bool {
    let names = |shape: &Shape| -> Option<BTreeSet<String>> {
        match shape {
            Shape::Object(object) => Some(object.fields.iter().map(|field| field.name.clone()).collect()),
            Shape::Choice(choice) => Some(choice.values.iter().map(|value| value.value.to_string()).collect()),
            Shape::Union(_) | Shape::Alias(_) => None,
        }
    };
    match (a, b) {
        (Shape::Object(_), Shape::Object(_)) | (Shape::Choice(_), Shape::Choice(_)) => {
            let (Some(a), Some(b)) = (names(a), names(b)) else { return false };
            let common = a.intersection(&b).count();
            common > 0 && common * 2 >= a.len().max(b.len())
        }
        (Shape::Union(a), Shape::Union(b)) => a.members.len() == b.members.len(),
        _ => false,
    }
}

fn in_operations(before: &Operation, after: &Operation, places: &mut Vec<(TypeId, TypeId)>) {
    for old in &before.parameters {
        let new = after.parameters.iter().find(|new| new.name == old.name && new.place == old.place);
        new.into_iter().for_each(|new| in_uses(&old.value, &new.value, places));
    }
    if let (Some(old), Some(new)) = (&before.body, &after.body) {
        in_contents(&old.contents, &new.contents, places);
    }
    for old in &before.replies {
        let new = after.replies.iter().find(|new| new.status == old.status);
        new.into_iter().for_each(|new| in_contents(&old.contents, &new.contents, places));
    }
}

fn in_contents(before: &[Content], after: &[Content], places: &mut Vec<(TypeId, TypeId)>) {
    use ContentKind::{Events, Form, Json, Lines};
    for (old, new) in before.iter().zip(after) {
        match (&old.kind, &new.kind) {
            (Json(a) | Form(a, _), Json(b) | Form(b, _)) | (Lines(a), Lines(b)) | (Events(a), Events(b)) => {
                in_uses(a, b, places);
            }
            _ => {}
        }
    }
}

fn in_shapes(before: &Shape, after: &Shape, places: &mut Vec<(TypeId, TypeId)>) {
    match (before, after) {
        (Shape::Object(before), Shape::Object(after)) => {
            for old in &before.fields {
                let new = after.fields.iter().find(|new| new.name == old.name);
                new.into_iter().for_each(|new| in_uses(&old.value, &new.value, places));
            }
        }
        (Shape::Alias(before), Shape::Alias(after)) => in_uses(before, after, places),
        (Shape::Union(before), Shape::Union(after)) if before.members.len() == after.members.len() => {
            before.members.iter().zip(&after.members).for_each(|(old, new)| in_types(&old.ty, &new.ty, places));
        }
        _ => {}
    }
}

fn in_uses(before: &Use, after: &Use, places: &mut Vec<(TypeId, TypeId)>) {
    in_types(&before.ty, &after.ty, places);
}

fn in_types(before: &Type, after: &Type, places: &mut Vec<(TypeId, TypeId)>) {
    match (before, after) {
        (Type::Named(before), Type::Named(after)) => places.push((*before, *after)),
        (Type::Array(before), Type::Array(after))
        | (Type::Map(before), Type::Map(after))
        | (Type::Embedded(before), Type::Embedded(after)) => in_uses(before, after, places),
        (Type::OrAny(before), Type::OrAny(after)) => in_types(before, after, places),
        _ => {}
    }
}
