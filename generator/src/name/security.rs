//! What operations need: said once for all where most need the same.

use crate::api::{Api, Operation, Security};

/// Alternatives, each the keys of schemes that are all needed.
pub(super) type Keys = Vec<Vec<String>>;

/// What an operation needs unless its method says otherwise: what the document says of all, or else what most need.
pub(super) fn usual(api: &Api) -> Keys {
    if !api.security.is_empty() {
        return keys(&api.security);
    }
    let mut found: Vec<(Keys, usize)> = Vec::new();
    for operation in &api.operations {
        let needed = needed(operation, api);
        match found.iter_mut().find(|(keys, _)| *keys == needed) {
            Some((_, count)) => *count += 1,
            None => found.push((needed, 1)),
        }
    }
    let most = found.iter().map(|(_, count)| *count).max();
    found.into_iter().find(|(_, count)| Some(*count) == most).map(|(keys, _)| keys).unwrap_or_default()
}

/// What an operation needs.
pub(super) fn needed(operation: &Operation, api: &Api) -> Keys {
    keys(operation.security.as_ref().unwrap_or(&api.security))
}

/// Alternatives that differ in their scopes alone are one.
fn keys(security: &Security) -> Keys {
    let mut keys: Keys = Vec::new();
    for all in security {
        let all: Vec<_> = all.iter().map(|it| it.scheme.clone()).collect();
        if !keys.contains(&all) {
            keys.push(all);
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::super::samples::{api, operation};
    use super::usual;
    use crate::api::SchemeUse;

    #[test]
    fn what_most_operations_need_is_said_once() {
        for (all, own, expected) in [
            ("", &["a", "b", "b"][..], "b"),
            ("", &["a", "", ""], ""),
            ("", &["a", "b"], "a"),
            ("", &["a a", "a"], "a"),
            ("", &["a b"], "a b"),
            ("c", &["a", "a"], "c"),
            ("", &[], ""),
        ] {
            let security = |text: &str| {
                let need = |scheme: &str| vec![SchemeUse { scheme: scheme.to_owned(), scopes: Vec::new() }];
                text.split_whitespace().map(need).collect()
            };
            let made = own.iter().map(|text| {
                let mut made = operation("", "get /");
                made.security = Some(security(text));
                made
            });
            let mut api = api(Vec::new(), made.collect());
            api.security = security(all);
            let found: Vec<_> = usual(&api).into_iter().map(|all| all.join("+")).collect();
            assert_eq!(found.join(" "), expected, "{own:?}");
        }
    }
}
