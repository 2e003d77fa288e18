//! Which types are sent and which are read: it decides whether a required `readOnly` field has to be given.

use super::recursion::{Reach, collect, places};
use crate::api::{Access, Api, ContentKind, Definition, Field, Origin, PartKind, Type, TypeId};

/// The directions in which each type travels.
#[derive(Clone, Debug)]
pub(super) struct Usage {
    sent: Vec<bool>,
    read: Vec<bool>,
    wanted: Vec<bool>,
}

impl Usage {
    /// Follows requests and replies.
    pub(super) fn of(api: &Api) -> Self {
        let (mut sent, mut read) = (Vec::new(), Vec::new());
        for operation in &api.operations {
            operation.parameters.iter().for_each(|it| collect(&it.value.ty, Reach::Anything, &mut sent));
            let contents = operation.body.iter().flat_map(|body| &body.contents);
            contents.for_each(|it| content(&it.kind, &mut sent));
            for reply in &operation.replies {
                reply.contents.iter().for_each(|it| content(&it.kind, &mut read));
                reply.headers.iter().for_each(|it| collect(&it.value.ty, Reach::Anything, &mut read));
            }
        }
        let is_declared = |it: &(usize, &Definition)| !matches!(it.1.origin, Origin::Inline { .. });
        let declared = api.types.iter().enumerate().filter(is_declared).map(|(at, _)| at);
        let wanted = declared.chain(sent.iter().copied()).chain(read.iter().copied()).collect();
        Self { sent: reached(api, sent), read: reached(api, read), wanted: reached(api, wanted) }
    }

    /// Whether a type is declared, or something speaks of it.
    pub(super) fn is_wanted(&self, id: TypeId) -> bool {
        self.wanted.get(id.0).copied().unwrap_or(false)
    }

    /// Whether a field is there in every value of its type, whichever way that travels; of a type that nothing mentions,
    /// either way.
    pub(super) fn is_always_there(&self, holder: TypeId, field: &Field) -> bool {
        let is = |set: &[bool]| set.get(holder.0).copied().unwrap_or(false);
        field.required
            && match field.access {
                Access::Both => true,
                Access::Read => is(&self.read) && !is(&self.sent),
                Access::Write => is(&self.sent) && !is(&self.read),
            }
    }
}

fn content(kind: &ContentKind, found: &mut Vec<usize>) {
    let mut within = |ty: &Type| collect(ty, Reach::Anything, found);
    match kind {
        ContentKind::Json(place)
        | ContentKind::Form(place, _)
        | ContentKind::Lines(place)
        | ContentKind::Events(place) => within(&place.ty),
        ContentKind::Multipart(parts) => parts.iter().for_each(|part| match &part.kind {
            PartKind::File => {}
            PartKind::Text(place) | PartKind::Json(place) | PartKind::Styled(place, _) => within(&place.ty),
        }),
        ContentKind::Text | ContentKind::Bytes => {}
    }
}

fn reached(api: &Api, mut open: Vec<usize>) -> Vec<bool> {
    let mut reached = vec![false; api.types.len()];
    while let Some(id) = open.pop() {
        let (Some(is_known), Some(definition)) = (reached.get_mut(id), api.types.get(id)) else { continue };
        if !std::mem::replace(is_known, true) {
            open.extend(places(&definition.shape, Reach::Anything));
        }
    }
    reached
}
