//! Definitions that nothing speaks of are left out.

use crate::api::{Api, Content, ContentKind, Definition, Origin, Parent, PartKind, Shape, Type, TypeId, Use};

/// Leaves out the definitions that neither an operation nor one to keep leads to.
pub(super) fn prune(api: &mut Api, is_kept: impl Fn(usize) -> bool) {
    let mut is_reached = vec![false; api.types.len()];
    let mut open: Vec<TypeId> = (0..api.types.len()).filter(|id| is_kept(*id)).map(TypeId).collect();
    each_of_operations(api, &mut |ty| open.push(ty));
    while let Some(id) = open.pop() {
        let (Some(definition), Some(seen)) = (api.types.get(id.0), is_reached.get_mut(id.0)) else {
            continue;
        };
        if std::mem::replace(seen, true) {
            continue;
        }
        if let Origin::Inline { parent: Parent::Type(parent), .. } = definition.origin {
            open.push(parent);
        }
        each_of_definition(&definition.shape, &mut |ty| open.push(ty));
    }
    let mut next = 0;
    let numbers: Vec<TypeId> = is_reached
        .iter()
        .map(|is_reached| {
            let number = TypeId(next);
            next += usize::from(*is_reached);
            number
        })
        .collect();
    let types = std::mem::take(&mut api.types);
    api.types = types.into_iter().zip(is_reached).filter(|(_, is_reached)| *is_reached).map(|(it, _)| it).collect();
    let renumber = |id: &mut TypeId| *id = numbers.get(id.0).copied().unwrap_or(*id);
    for Definition { origin, shape, .. } in &mut api.types {
        if let Origin::Inline { parent: Parent::Type(parent), .. } = origin {
            renumber(parent);
        }
        uses_of_shape(shape, &mut |ty| named(ty, &mut |id| renumber(id)));
    }
    uses_of_operations(api, &mut |ty| named(ty, &mut |id| renumber(id)));
}

fn each_of_operations(api: &mut Api, found: &mut dyn FnMut(TypeId)) {
    uses_of_operations(api, &mut |ty| named(ty, &mut |id: &mut TypeId| found(*id)));
}

fn each_of_definition(shape: &Shape, found: &mut dyn FnMut(TypeId)) {
    let mut each = |ty: &Type| names(ty, found);
    match shape {
        Shape::Object(object) => {
            object.fields.iter().for_each(|field| each(&field.value.ty));
            object.rest.iter().for_each(|rest| each(&rest.ty));
        }
        Shape::Choice(_) => {}
        Shape::Union(union) => union.members.iter().for_each(|member| each(&member.ty)),
        Shape::Alias(of) => each(&of.ty),
    }
}

/// Every definition that a type speaks of.
fn names(ty: &Type, found: &mut dyn FnMut(TypeId)) {
    match ty {
        Type::Named(id) => found(*id),
        Type::Array(of) | Type::Map(of) | Type::Embedded(of) => names(&of.ty, found),
        Type::OrAny(of) => names(of, found),
        Type::Tuple(places, more) => {
            places.iter().chain(more.as_deref()).for_each(|place| names(&place.ty, found));
        }
        Type::Any | Type::Null | Type::Bool | Type::Integer(_) | Type::Number(_) | Type::Text(_) => {}
    }
}

/// The same, to change it.
fn named(ty: &mut Type, change: &mut dyn FnMut(&mut TypeId)) {
    match ty {
        Type::Named(id) => change(id),
        Type::Array(of) | Type::Map(of) | Type::Embedded(of) => named(&mut of.ty, change),
        Type::OrAny(of) => named(of, change),
        Type::Tuple(places, more) => {
            places.iter_mut().chain(more.as_deref_mut()).for_each(|place| named(&mut place.ty, change));
        }
        Type::Any | Type::Null | Type::Bool | Type::Integer(_) | Type::Number(_) | Type::Text(_) => {}
    }
}

fn uses_of_shape(shape: &mut Shape, each: &mut dyn FnMut(&mut Type)) {
    match shape {
        Shape::Object(object) => {
            object.fields.iter_mut().for_each(|field| each(&mut field.value.ty));
            object.rest.iter_mut().for_each(|rest| each(&mut rest.ty));
        }
        Shape::Choice(_) => {}
        Shape::Union(union) => union.members.iter_mut().for_each(|member| each(&mut member.ty)),
        Shape::Alias(of) => each(&mut of.ty),
    }
}

fn uses_of_operations(api: &mut Api, each: &mut dyn FnMut(&mut Type)) {
    for operation in &mut api.operations {
        operation.parameters.iter_mut().for_each(|parameter| each(&mut parameter.value.ty));
        for content in operation.body.iter_mut().flat_map(|body| &mut body.contents) {
            uses_of_content(content, each);
        }
        for reply in &mut operation.replies {
            reply.contents.iter_mut().for_each(|content| uses_of_content(content, each));
            reply.headers.iter_mut().for_each(|header| each(&mut header.value.ty));
        }
    }
}

fn uses_of_content(content: &mut Content, each: &mut dyn FnMut(&mut Type)) {
    let mut of_use = |of: &mut Use| each(&mut of.ty);
    match &mut content.kind {
        ContentKind::Json(of) | ContentKind::Form(of, _) | ContentKind::Lines(of) | ContentKind::Events(of) => {
            of_use(of)
        }
        ContentKind::Multipart(parts) => {
            for part in parts {
                match &mut part.kind {
                    PartKind::Text(of) | PartKind::Json(of) | PartKind::Styled(of, _) => of_use(of),
                    PartKind::File => {}
                }
            }
        }
        ContentKind::Text | ContentKind::Bytes => {}
    }
}
