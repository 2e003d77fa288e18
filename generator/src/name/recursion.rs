//! Where a type contains itself: what must be boxed, and which aliases must be types of their own.

use crate::api::{Api, Shape, Type, TypeId, Use};

/// The circles of all types.
#[derive(Clone, Debug)]
pub(super) struct Recursion {
    /// By [`TypeId`]: the circle of types that contain one another by value, if any.
    circles: Vec<Option<usize>>,
    /// The same, with the fields of structs left out: what a box in those does not end.
    unions: Vec<Option<usize>>,
    /// By [`TypeId`]: whether it is an alias that stands for itself.
    endless: Vec<bool>,
}

impl Recursion {
    /// Finds them.
    pub(super) fn of(api: &Api) -> Self {
        let held: Vec<Vec<usize>> = api.types.iter().map(|it| places(&it.shape, Reach::Value)).collect();
        let alias: Vec<Vec<usize>> = api
            .types
            .iter()
            .map(|it| if matches!(it.shape, Shape::Alias(_)) { places(&it.shape, Reach::Anything) } else { Vec::new() })
            .collect();
        let is_struct = |at: usize| matches!(api.types.get(at).map(|it| &it.shape), Some(Shape::Object(_)));
        let beside = held.iter().enumerate();
        let unions: Vec<_> = beside.map(|(at, to)| if is_struct(at) { Vec::new() } else { to.clone() }).collect();
        Self {
            circles: circles(&held),
            unions: circles(&unions),
            endless: circles(&alias).iter().map(Option::is_some).collect(),
        }
    }

    /// Whether a struct that holds this type in a field has to hold it in a box.
    pub(super) fn is_boxed_field(&self, holder: TypeId, ty: &Type) -> bool {
        is_in_circle(&self.circles, holder, ty)
    }

    /// Whether a union or an alias that holds this type has to hold it in a box: the fields of structs have theirs.
    pub(super) fn is_boxed(&self, holder: TypeId, ty: &Type) -> bool {
        is_in_circle(&self.unions, holder, ty)
    }

    /// Whether an alias stands for itself, and has to be a type of its own.
    pub(super) fn is_endless(&self, id: TypeId) -> bool {
        self.endless.get(id.0).copied().unwrap_or(false)
    }
}

/// Whether a type leads back to what holds it.
fn is_in_circle(circles: &[Option<usize>], holder: TypeId, ty: &Type) -> bool {
    let Some(Some(circle)) = circles.get(holder.0) else { return false };
    let mut held = Vec::new();
    collect(ty, Reach::Value, &mut held);
    held.iter().any(|id| circles.get(*id) == Some(&Some(*circle)))
}

/// How far a look into a type goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// To what is stored in place.
    Value,
    /// Through lists and maps too.
    Anything,
}

/// The types that a shape mentions.
pub(super) fn places(shape: &Shape, reach: Reach) -> Vec<usize> {
    let mut found = Vec::new();
    match shape {
        Shape::Object(object) => {
            object.fields.iter().for_each(|field| collect(&field.value.ty, reach, &mut found));
            if let (Some(rest), Reach::Anything) = (&object.rest, reach) {
                collect(&rest.ty, reach, &mut found);
            }
        }
        Shape::Choice(_) => {}
        Shape::Union(union) => union.members.iter().for_each(|member| collect(&member.ty, reach, &mut found)),
        Shape::Alias(place) => collect(&place.ty, reach, &mut found),
    }
    found
}

/// The types that a type mentions.
pub(super) fn collect(ty: &Type, reach: Reach, found: &mut Vec<usize>) {
    let mut within = |place: &Use| collect(&place.ty, reach, found);
    match ty {
        Type::Named(id) => found.push(id.0),
        Type::Embedded(place) => within(place),
        Type::OrAny(known) => collect(known, reach, found),
        Type::Tuple(places, None) => places.iter().for_each(within),
        Type::Array(place) | Type::Map(place) if reach == Reach::Anything => within(place),
        Type::Tuple(places, Some(rest)) if reach == Reach::Anything => {
            places.iter().for_each(&mut within);
            within(rest);
        }
        _ => {}
    }
}

/// Which circle each node of a graph stands in, if any (Tarjan's algorithm, without recursion).
fn circles(graph: &[Vec<usize>]) -> Vec<Option<usize>> {
    let mut circles = vec![None; graph.len()];
    let mut order: Vec<Option<usize>> = vec![None; graph.len()];
    let mut low = vec![0; graph.len()];
    let mut is_open = vec![false; graph.len()];
    let (mut open, mut next) = (Vec::new(), 0);
    for root in 0..graph.len() {
        let mut path = vec![(root, 0)];
        while let Some((node, edge)) = path.pop() {
            if edge == 0 {
                if order[node].is_some() {
                    continue;
                }
                order[node] = Some(next);
                low[node] = next;
                next += 1;
                open.push(node);
                is_open[node] = true;
            }
            if let Some(&to) = graph[node].get(edge) {
                path.push((node, edge + 1));
                match order.get(to).copied() {
                    Some(None) => path.push((to, 0)),
                    Some(Some(at)) if is_open[to] => low[node] = low[node].min(at),
                    _ => {}
                }
                continue;
            }
            if Some(low[node]) == order[node] {
                let from = open.iter().rposition(|it| *it == node).unwrap_or(0);
                let members = open.split_off(from);
                let is_circle = members.len() > 1 || graph[node].contains(&node);
                for member in members {
                    is_open[member] = false;
                    circles[member] = is_circle.then_some(node);
                }
            }
            if let Some((parent, _)) = path.last() {
                low[*parent] = low[*parent].min(low[node]);
            }
        }
    }
    circles
}

#[cfg(test)]
mod tests {
    use super::circles;

    #[test]
    fn circles_are_found() {
        let graph = [vec![1], vec![2], vec![0, 3], vec![], vec![4], vec![3]];
        let found: Vec<bool> = circles(&graph).iter().map(Option::is_some).collect();
        assert_eq!(found, [true, true, true, false, true, false]);
        assert_eq!(circles(&graph)[0], circles(&graph)[2]);
    }
}
