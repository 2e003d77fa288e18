//! What a target that matches nothing was meant to be.

use serde_json::Value;
use serde_json_path::JsonPath;

/// The known word that a word was meant to be.
pub(super) fn similar<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let most = 1 + word.chars().count() / 4;
    let distances = known.into_iter().map(|known| (distance(&word.to_lowercase(), &known.to_lowercase(), most), known));
    distances.filter(|(distance, _)| *distance <= most).min_by_key(|(distance, _)| *distance).map(|(_, known)| known)
}

/// What to do about a target that matches nothing.
pub(super) fn help(target: &str, view: &Value) -> String {
    let otherwise = "or remove the action, if upstream has mended it";
    let steps = steps(target);
    for cut in (1..steps.len()).rev() {
        let (before, missing) = (steps[..cut].concat(), steps[cut]);
        let Ok(path) = JsonPath::parse(&before) else { continue };
        let found = path.query(view).all();
        let Some(first) = found.first() else { continue };
        let Some(name) = name(missing) else {
            let count = found.len();
            let values = if count == 1 { "a value".to_owned() } else { format!("{count} values") };
            return format!("`{before}` matches {values}, but nothing there matches `{missing}`; {otherwise}");
        };
        let keys: Vec<&str> = match first {
            Value::Object(object) => object.keys().map(String::as_str).collect(),
            _ => Vec::new(),
        };
        let has = match similar(&name, keys.iter().copied()) {
            Some(key) => format!("has `{key}`"),
            None => has(first, &keys),
        };
        return format!("`{before}` {has}; {otherwise}");
    }
    format!("begin it at the document: `$.paths`, `$.components`; {otherwise}")
}

fn has(node: &Value, keys: &[&str]) -> String {
    match (node, keys) {
        (Value::Object(_), []) => "is empty".to_owned(),
        (Value::Object(_), _) => {
            let shown: Vec<String> = keys.iter().take(5).map(|key| format!("`{key}`")).collect();
            let others = keys.len().saturating_sub(5);
            let rest = if others > 0 { format!(" and {others} others") } else { String::new() };
            format!("has {}{rest}", shown.join(", "))
        }
        (Value::Array(nodes), _) => format!("is a list of {}", nodes.len()),
        _ => "holds no object".to_owned(),
    }
}

/// The steps of a JSONPath: `$`, `.paths`, `['/pets']`, `[?@.in == 'query']`.
fn steps(target: &str) -> Vec<&str> {
    let mut steps = Vec::new();
    let (mut start, mut depth, mut quote) = (0, 0_usize, None);
    let mut characters = target.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        match (quote, character) {
            (Some(_), '\\') => drop(characters.next()),
            (Some(mark), _) if mark == character => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(character),
            (None, '[' | '.') if depth == 0 => {
                let continues = at == start || target[start..at].chars().all(|it| it == '.');
                if !continues {
                    steps.push(&target[start..at]);
                    start = at;
                }
                depth += usize::from(character == '[');
            }
            (None, '[' | '(') => depth += 1,
            (None, ']' | ')') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    steps.push(&target[start..]);
    steps
}

/// The key that a step names, if it names one.
fn name(step: &str) -> Option<String> {
    if let Some(name) = step.strip_prefix('.') {
        return (!name.starts_with('.') && name != "*").then(|| name.to_owned());
    }
    let inner = step.strip_prefix('[')?.strip_suffix(']')?.trim();
    let quoted = inner.strip_prefix('\'').and_then(|it| it.strip_suffix('\''));
    let quoted = quoted.or_else(|| inner.strip_prefix('"').and_then(|it| it.strip_suffix('"')));
    quoted.map(|name| name.replace("\\'", "'"))
}

/// How many letters differ; any number above `most` where that is more.
fn distance(one: &str, other: &str, most: usize) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().take(200).collect(), other.chars().take(200).collect());
    if one.len().abs_diff(other.len()) > most {
        return most + 1;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = at + 1;
        for (column, known) in other.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != known);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(row[column] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_target_is_taken_apart() {
        assert_eq!(steps("$.paths['/a.b'].get"), ["$", ".paths", "['/a.b']", ".get"]);
        assert_eq!(steps("$..parameters[?@.in == 'x']"), ["$", "..parameters", "[?@.in == 'x']"]);
    }

    #[test]
    fn the_nearest_thing_is_told() {
        let view = json!({"components": {"schemas": {"User": {"properties": {}}, "Pet": {}}}, "tags": [1]});
        let otherwise = "or remove the action, if upstream has mended it";
        let table = [
            ("$.components.schemas.Usr.properties.id", "`$.components.schemas` has `User`"),
            ("$.components.schemas.Zebra", "`$.components.schemas` has `User`, `Pet`"),
            ("$.components['schemas'].User.properties.id", "`$.components['schemas'].User.properties` is empty"),
            ("$.tags[?@.name == 'x']", "`$.tags` matches a value, but nothing there matches `[?@.name == 'x']`"),
            ("$.path", "`$` has `components`, `tags`"),
        ];
        for (target, expected) in table {
            assert_eq!(help(target, &view), format!("{expected}; {otherwise}"));
        }
    }
}
