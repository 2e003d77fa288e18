//! The header `Link` (RFC 8288), as far as it says where the next page is.

use http::{HeaderMap, header};

/// The target of the link whose relation is `next`.
pub(super) fn next(headers: &HeaderMap) -> Option<String> {
    let lines = headers.get_all(header::LINK).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(links).find(|(_, parameters)| is_next(parameters)).map(|(target, _)| target.to_owned())
}

/// `<a>; b="c", <d>` is `a` with `; b="c"`, and `d`.
fn links(line: &str) -> Vec<(&str, &str)> {
    let mut links = Vec::new();
    let mut rest = line;
    while let Some((_, after)) = rest.split_once('<') {
        let Some((target, after)) = after.split_once('>') else { break };
        let end = outside_quotes(after, ',').unwrap_or(after.len());
        let (parameters, after) = after.split_at(end);
        links.push((target.trim(), parameters));
        rest = after;
    }
    links
}

fn is_next(parameters: &str) -> bool {
    let mut rest = parameters;
    while let Some(at) = outside_quotes(rest, ';') {
        rest = rest.get(at + 1..).unwrap_or_default();
        let end = outside_quotes(rest, ';').unwrap_or(rest.len());
        let Some((name, value)) = rest.get(..end).and_then(|parameter| parameter.split_once('=')) else { continue };
        if name.trim().eq_ignore_ascii_case("rel") {
            let relations = value.trim().trim_matches('"');
            return relations.split_ascii_whitespace().any(|relation| relation.eq_ignore_ascii_case("next"));
        }
    }
    false
}

fn outside_quotes(text: &str, wanted: char) -> Option<usize> {
    let mut is_quoted = false;
    for (at, character) in text.char_indices() {
        match character {
            '"' => is_quoted = !is_quoted,
            _ if character == wanted && !is_quoted => return Some(at),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::next;
    use http::{HeaderMap, HeaderValue, header};

    #[test]
    fn the_next_page_is_found() {
        for (lines, target) in [
            (&["<https://a.example/?page=2>; rel=\"next\""][..], Some("https://a.example/?page=2")),
            (&["</x?page=9>; rel=last, </x?page=2>; rel=next"], Some("/x?page=2")),
            (&["</prev>; rel=\"prev\"", "</next>; title=\"a, <b>; rel=c\"; REL=\"start Next\""], Some("/next")),
            (&["</x,y;z>; rel=next"], Some("/x,y;z")),
            (&["</x>; title=\"rel=next\""], None),
            (&["</x>; rel=nextish"], None),
            (&["</x; rel=next", "<"], None),
            (&["</x>"], None),
            (&[], None),
        ] {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append(header::LINK, HeaderValue::from_static(line));
            }
            assert_eq!(next(&headers).as_deref(), target, "{lines:?}");
        }
    }
}
