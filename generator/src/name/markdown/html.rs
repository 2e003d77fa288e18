//! HTML in Markdown: the elements that have a sign in Markdown become it, others go, and what is no element of HTML
//! (`<token>`) is text.

use super::options;
use pulldown_cmark::{Event, Parser};
use std::borrow::Cow;
use std::ops::Range;

/// Elements of HTML that mean nothing in Markdown.
const PASSED_OVER: &[&str] = &[
    "abbr", "big", "body", "center", "cite", "col", "colgroup", "details", "dfn", "dl", "font", "head", "html", "ins",
    "link", "main", "mark", "meta", "nav", "q", "s", "section", "small", "source", "span", "strike", "sub", "sup",
    "tbody", "tfoot", "thead", "tt", "u", "var", "video", "wbr", "header", "footer", "article", "figure", "label",
];

/// A Markdown text without elements of HTML.
pub(super) fn without(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let mut written = String::with_capacity(text.len());
    let mut links = Vec::new();
    let mut from = 0;
    for range in html(text) {
        let (Some(between), Some(html)) = (text.get(from..range.start), text.get(range.clone())) else { continue };
        written.push_str(between);
        convert(html, &mut links, &mut written);
        from = range.end;
    }
    written.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(written)
}

/// Where HTML stands, in order.
fn html(text: &str) -> Vec<Range<usize>> {
    let events = Parser::new_ext(text, options()).into_offset_iter();
    let html = events.filter(|(event, _)| matches!(event, Event::Html(_) | Event::InlineHtml(_)));
    html.map(|(_, range)| range).collect()
}

fn convert(html: &str, links: &mut Vec<String>, written: &mut String) {
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        written.push_str(before);
        if let Some(comment) = tag.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let Some((inside, after)) = tag.split_once('>') else {
            written.push_str("\\<");
            rest = tag;
            continue;
        };
        match sign(inside, links) {
            Some(sign) => written.push_str(&sign),
            None => {
                written.push_str("\\<");
                written.push_str(inside);
                written.push('>');
            }
        }
        rest = after;
    }
    written.push_str(rest);
}

/// What stands in Markdown for a tag; `None`: it is no element of HTML.
fn sign(tag: &str, links: &mut Vec<String>) -> Option<String> {
    let (is_end, tag) = match tag.strip_prefix('/') {
        Some(tag) => (true, tag),
        None => (false, tag),
    };
    let length = tag.find(|it: char| !it.is_ascii_alphanumeric()).unwrap_or(tag.len());
    let (name, attributes) = tag.split_at(length);
    if !attributes.is_empty() && !attributes.starts_with(|it: char| it.is_whitespace() || it == '/') {
        return None;
    }
    let sign = match name.to_ascii_lowercase().as_str() {
        "b" | "strong" => "**",
        "i" | "em" => "*",
        "code" | "kbd" | "samp" => "`",
        "del" => "~~",
        "br" => "\n",
        "hr" => "\n\n***\n\n",
        "p" | "div" | "ul" | "ol" | "table" | "blockquote" | "h5" | "h6" | "dt" | "dd" | "summary" => "\n\n",
        "h1" | "h2" | "h3" | "h4" if is_end => "\n\n",
        "h1" | "h2" => "\n\n## ",
        "h3" | "h4" => "\n\n### ",
        "li" if is_end => "",
        "li" => "\n- ",
        "tr" => "\n",
        "td" | "th" => " ",
        "pre" if is_end => "\n```\n\n",
        "pre" => "\n\n```text\n",
        "img" => "",
        "a" if is_end => return Some(links.pop().unwrap_or_default()),
        "a" => {
            let url = attribute(attributes, "href").filter(|url| super::escape::is_web(url));
            let is_link = url.is_some();
            links.push(url.map(|url| format!("](<{url}>)")).unwrap_or_default());
            if is_link { "[" } else { "" }
        }
        name if PASSED_OVER.contains(&name) => "",
        _ => return None,
    };
    Some(sign.to_owned())
}

/// `https://…` in `href="https://…"`.
fn attribute(attributes: &str, name: &str) -> Option<String> {
    let (_, value) = attributes.split_once(&format!("{name}="))?;
    let quote = value.chars().next().filter(|it| matches!(it, '"' | '\''))?;
    let (value, _) = value.get(1..)?.split_once(quote)?;
    let is_bad = |it: char| it.is_whitespace() || "<>".contains(it);
    (!value.contains(is_bad)).then(|| value.to_owned())
}
