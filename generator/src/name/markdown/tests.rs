use super::{code, link, markdown, plain_line, prose, written};
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Parser, Tag};

#[track_caller]
fn becomes(text: &str, expected: &str) {
    assert_eq!(markdown(text).join("\n"), expected, "{text}");
}

#[test]
fn what_is_harmless_stays() {
    for text in [
        "A pet.\nIt has a `name`, and *perhaps* an **owner**.",
        "# Title\n\nText\n\n## Part\n\nMore",
        "- one\n- two\n  goes on\n  - inner\n- three",
        "1. one\n2. two",
        "| a | b |\n| --- | :-: |\n| 1 | 2 |",
        "> quoted\n> text",
        "See [the manual](https://example.com/a_b).",
        "snake_case and 5 * 3",
        "```json\n{\"a\": 1}\n```",
    ] {
        becomes(text, text);
    }
}

/// Every text of up to four of these parts, so that nothing in it is found twice.
#[test]
fn what_needs_no_reading_would_be_written_as_it_is() {
    const PARTS: &[&str] =
        &["Ab", "c d.", "`", " ", "\n", "- e: ", "=", "#", "http://x", "{$f}", "1) ", "|", "---", "&amp;", "g_h"];
    let mut texts = vec![String::new()];
    let mut spared = 0;
    for _ in 0..4 {
        texts = texts.iter().flat_map(|text| PARTS.iter().map(move |part| format!("{text}{part}"))).collect();
        for text in &texts {
            if let Some(lines) = prose(text) {
                assert_eq!(lines, written(text), "{text:?}");
                spared += 1;
            }
        }
    }
    assert!(spared > 1000, "{spared}");
}

#[test]
fn no_code_is_rust() {
    becomes("```\nlet a = 1;\n```", "```text\nlet a = 1;\n```");
    becomes("```rust,should_panic\na\n```", "```text\na\n```");
    becomes("~~~ compile-fail\na\n~~~", "```text\na\n```");
    becomes("Text:\n\n    indented\n      more", "Text:\n\n```text\nindented\n  more\n```");
    becomes("```\nnever closed", "```text\nnever closed\n```");
    becomes("````\n```\n````", "````text\n```\n````");
}

#[test]
fn nothing_is_html() {
    becomes("Send <token> in `<header>`.", "Send \\<token> in `<header>`.");
    becomes("a<br>b<br/>c", "a\nb\nc");
    becomes("<p>One <b>two</b></p><p>three</p>", "One **two**\n\nthree");
    becomes("<ul><li>a</li><li>b</li></ul>", "- a\n- b");
    becomes("<a href=\"https://a.com\">here</a>", "[here](https://a.com)");
    becomes("<!-- hidden -->shown", "shown");
    becomes("<my-type>\ntext", "\\<my-type>\ntext");
    becomes("a &lt;b&gt; c", "a \\<b> c");
    becomes("Map<String, Vec<u8>>", "Map\\<String, Vec\\<u8>>");
    becomes("a < b", "a \\< b");
}

#[test]
fn only_the_web_is_linked() {
    becomes("[x] and [a][b] and [`T`]", "\\[x] and \\[a]\\[b] and \\[`T`]");
    becomes("[here](#section) and [there](/docs)", "here and there");
    becomes("See https://example.com/a_b?c=d.", "See <https://example.com/a_b?c=d>.");
    becomes("(https://example.com/a(b))", "(<https://example.com/a(b)>)");
    becomes("<https://example.com>", "<https://example.com>");
    becomes("![logo](https://example.com/a.png)", "[logo](https://example.com/a.png)");
    becomes("[![logo](https://a.com/b.png)](https://a.com)", "[logo](https://a.com)");
    becomes("[a]\n\n[a]: https://a.com", "[a](https://a.com)");
    becomes("[https://a.com](https://a.com)", "[https://a.com](https://a.com)");
    becomes("[^1] note", "\\[^1] note");
}

#[test]
fn what_nobody_sees_goes() {
    becomes("a\r\nb\rc", "a\nb\nc");
    becomes("a\u{202e}b\u{7}c\u{feff}", "abc");
    becomes("trailing   \n\n\n\nspace  ", "trailing\n\nspace");
    becomes("", "");
    becomes("\u{200b}\n ", "");
}

#[test]
fn what_is_unbalanced_is_text() {
    becomes("a ` b", "a \\` b");
    becomes("*a", "\\*a");
    becomes("a*", "a\\*");
    becomes("_a", "\\_a");
    becomes("a */ b", "a \\*/ b");
    becomes("1\\. not a list", "1\\. not a list");
    becomes("\\# not a heading", "\\# not a heading");
    becomes("-1 is less", "-1 is less");
}

#[test]
fn lazy_lines_are_indented() {
    becomes("- one\ntwo\n\nthree", "- one\n  two\n\nthree");
    becomes("*   one\n\n    two\n*   three", "- one\n\n  two\n- three");
    becomes("1) one\n2) two", "1. one\n2. two");
    becomes("> a\nb", "> a\n> b");
}

#[test]
fn lines_of_ours() {
    assert_eq!(plain_line("# A\n[b] <c>"), "# A \\[b] \\<c>");
    assert_eq!(code("a`b"), "``a`b``");
    assert_eq!(link("https://a.com"), Some("<https://a.com>".to_owned()));
    assert_eq!(link("javascript:x"), None);
}

/// What rustdoc would read of the lines: nothing of it may be HTML, Rust or a link that is not of the web.
#[test]
fn whatever_it_was_rustdoc_takes_it() {
    let pieces = [
        "<a", ">", "[", "]", "](", "x)", "`", "```\n", "*", "_", "\n", "\n\n", "    ", "- ", "| ", "---", "a", "<b>",
        "http://", "\\", "&lt;", "# ", "~", "> ", "1. ",
    ];
    let mut state = 7_u64;
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..12 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(pieces[(state >> 33) as usize % pieces.len()]);
        }
        let lines = markdown(&text);
        let written = lines.join("\n");
        for event in Parser::new_ext(&written, super::options()) {
            match event {
                Event::Html(html) | Event::InlineHtml(html) => panic!("HTML {html:?} in {written:?} of {text:?}"),
                Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => panic!("code in {written:?} of {text:?}"),
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                    assert!(matches!(&*info, "text" | "http"), "{written:?}")
                }
                Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                    assert!(dest_url.starts_with("http"), "{dest_url:?} in {written:?} of {text:?}");
                    assert!(matches!(link_type, LinkType::Inline | LinkType::Autolink), "{written:?}");
                }
                _ => {}
            }
        }
        assert!(lines.iter().all(|line| line.trim_end() == line), "{written:?}");
    }
}
