//! Path templates.

/// A path as a document writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Template {
    /// Text and names, in turn.
    pub(super) parts: Vec<Part>,
    /// What follows `?`: pairs, a value in braces being a parameter's name.
    pub(super) query: Vec<(String, QueryValue)>,
    /// Whether a brace stands alone, a name is empty or there is a fragment.
    pub(super) is_odd: bool,
}

/// A part of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Text(String),
    Name(String),
}

/// What a pair of the query holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum QueryValue {
    Text(String),
    Name(String),
}

/// Reads `/a/{b}.{c}:action?x=y`.
pub(super) fn template(path: &str) -> Template {
    let mut template = Template::default();
    let (path, fragment) = path.split_once('#').map_or((path, ""), |(path, fragment)| (path, fragment));
    template.is_odd = !fragment.is_empty();
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let mut text = String::new();
    let mut rest = path;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        let inner = from.strip_prefix('{').and_then(|from| from.split_once('}'));
        match inner.filter(|(name, _)| !name.is_empty() && !name.contains(['{', '/'])) {
            Some((name, after)) => {
                if !text.is_empty() {
                    template.parts.push(Part::Text(std::mem::take(&mut text)));
                }
                template.parts.push(Part::Name(name.to_owned()));
                rest = after;
            }
            None => {
                template.is_odd = true;
                text.push_str(if from.starts_with('{') { "%7B" } else { "%7D" });
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    text.push_str(rest);
    if !text.is_empty() {
        template.parts.push(Part::Text(text));
    }
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = value.strip_prefix('{').and_then(|value| value.strip_suffix('}'));
        let value = match name {
            Some(name) => QueryValue::Name(name.to_owned()),
            None => QueryValue::Text(value.to_owned()),
        };
        template.query.push((key.to_owned(), value));
    }
    template
}

impl Template {
    /// The names in the path, each once, in order.
    pub(super) fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for part in &self.parts {
            if let Part::Name(name) = part
                && !names.contains(&name.as_str())
            {
                names.push(name);
            }
        }
        names
    }

    /// The path with some names filled in.
    pub(super) fn filled(&self, constant: impl Fn(&str) -> Option<String>) -> String {
        let part = |part: &Part| match part {
            Part::Text(text) => text.clone(),
            Part::Name(name) => constant(name).map_or_else(|| format!("{{{name}}}"), |value| encoded(&value)),
        };
        self.parts.iter().map(part).collect()
    }
}

/// Percent-encoded but for what is unreserved.
fn encoded(value: &str) -> String {
    let byte = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    value.bytes().map(byte).collect()
}

/// `get_pets_by_petId`: the id of an operation that has none.
pub(super) fn made_id(method: &str, path: &str) -> String {
    let mut id = method.to_owned();
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        let by = if segment.starts_with('{') { "by_" } else { "" };
        let words: Vec<&str> =
            segment.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).collect();
        if !words.is_empty() {
            id.push('_');
            id.push_str(by);
            id.push_str(&words.join("_"));
        }
    }
    id
}

#[cfg(test)]
mod tests {
    use super::{Part, QueryValue, made_id, template};

    #[test]
    fn a_template_has_text_and_names() {
        let text = |text: &str| Part::Text(text.to_owned());
        let name = |name: &str| Part::Name(name.to_owned());
        for (path, parts, is_odd) in [
            ("/pets", vec![text("/pets")], false),
            ("/a/{b}.{c}", vec![text("/a/"), name("b"), text("."), name("c")], false),
            ("/{b}:action", vec![text("/"), name("b"), text(":action")], false),
            ("/a/{b", vec![text("/a/%7Bb")], true),
            ("/a/b}", vec![text("/a/b%7D")], true),
            ("/a/{}", vec![text("/a/%7B%7D")], true),
            ("/a#b", vec![text("/a")], true),
        ] {
            let read = template(path);
            assert_eq!((read.parts, read.is_odd), (parts, is_odd), "{path}");
        }
        let read = template("/a?x=y&z={id}");
        assert_eq!(
            read.query,
            [("x".to_owned(), QueryValue::Text("y".to_owned())), ("z".to_owned(), QueryValue::Name("id".to_owned()))]
        );
    }

    #[test]
    fn constants_are_filled_in() {
        let filled = template("/{version}/a/{id}").filled(|name| (name == "version").then(|| "v 1".to_owned()));
        assert_eq!(filled, "/v%201/a/{id}");
    }

    #[test]
    fn an_id_is_made_from_method_and_path() {
        assert_eq!(made_id("get", "/pets/{petId}"), "get_pets_by_petId");
        assert_eq!(made_id("post", "/a-b/{c}.{d}:run"), "post_a_b_by_c_d_run");
    }
}
