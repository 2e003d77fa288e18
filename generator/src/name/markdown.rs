//! Markdown of a document as Markdown for rustdoc: read by rustdoc's own parser and written anew, line by line as it
//! was, so that nothing in it is HTML, a doctest or a link of rustdoc's.

mod blocks;
mod escape;
mod html;

use blocks::Blocks;
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;

/// The lines of a description.
pub(super) fn markdown(text: &str) -> Vec<String> {
    prose(text).unwrap_or_else(|| written(text))
}

/// Reads a description, and writes it anew.
fn written(text: &str) -> Vec<String> {
    let text = printable(text);
    let text = html::without(&text);
    let mut writer = Writer::default();
    for event in Parser::new_ext(&text, options()) {
        writer.event(event);
    }
    writer.text();
    writer.blocks.finish()
}

/// A text that is to stand in one line, and says nothing in Markdown: a title.
pub(super) fn plain_line(text: &str) -> String {
    let line = printable(text).split_whitespace().collect::<Vec<_>>().join(" ");
    escape::text(&line, escape::Place::Line)
}

/// `` `text` ``, whatever stands in it.
pub(super) fn code(text: &str) -> String {
    escape::code(&printable(text).split_whitespace().collect::<Vec<_>>().join(" "), escape::Place::Line)
}

/// `<https://…>`, where a text is such a URL.
pub(super) fn link(text: &str) -> Option<String> {
    let is_url =
        escape::is_web(text) && !text.contains(|it: char| it.is_whitespace() || it.is_control() || "<>".contains(it));
    is_url.then(|| format!("<{text}>"))
}

/// The lines of a text that needs no reading, as most: nothing in it has a meaning in Markdown, but for paragraphs and
/// `code`.
fn prose(text: &str) -> Option<Vec<String>> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.split('\n') {
        match line {
            "" if lines.last().is_none_or(String::is_empty) => {}
            _ if line.is_empty() || is_prose(line) => lines.push(line.to_owned()),
            _ => return None,
        }
    }
    lines.pop_if(|last| last.is_empty());
    Some(lines)
}

fn is_prose(line: &str) -> bool {
    let mut parts = line.split('`');
    let is_text =
        |text: &str| text.bytes().all(|it| it.is_ascii_alphanumeric() || b" .,;:'\"()/?%!-+={}$#@".contains(&it));
    let is_code = |code: &str| {
        let is_plain = code.bytes().all(|it| it != b'<' && matches!(it, b' '..=b'~'));
        is_plain && !code.is_empty() && !code.starts_with(' ') && !code.ends_with(' ')
    };
    line.starts_with(|it: char| it.is_ascii_alphabetic())
        && !line.ends_with(' ')
        && !line.contains("://")
        && parts.next().is_some_and(is_text)
        && loop {
            match (parts.next(), parts.next()) {
                (None, _) => break true,
                (Some(code), Some(text)) if is_code(code) && is_text(text) => {}
                _ => break false,
            }
        }
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH
}

/// A text without what no reader sees: control characters, marks of direction, characters of no width.
pub(super) fn printable(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|it| it == b'\n' || it == b' ' || it.is_ascii_graphic()) {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{85}'], "\n").replace('\t', "    ");
    let is_hidden = |it: char| {
        matches!(it,
            '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    Cow::Owned(text.chars().filter(|it| *it == '\n' || !(it.is_control() || is_hidden(*it))).collect())
}

/// Writes events down.
#[derive(Default)]
struct Writer {
    blocks: Blocks,
    /// Text that has not been written: events cut it anywhere.
    pending: String,
    /// The links that are open, with what closes each.
    links: Vec<String>,
    /// Whether text belongs to a code block.
    is_code: bool,
    /// How deep the cells of tables are.
    is_cell: bool,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.pending.push_str(&text),
            event => {
                self.text();
                match event {
                    Event::Start(tag) => self.start(tag),
                    Event::End(tag) => self.end(tag),
                    Event::Code(code) => self.blocks.inline(&escape::code(&code, self.place())),
                    Event::SoftBreak | Event::HardBreak if self.is_cell => self.blocks.inline(" "),
                    Event::SoftBreak | Event::HardBreak => self.blocks.inline("\n"),
                    Event::Rule => self.blocks.block(vec!["***".to_owned()]),
                    _ => {}
                }
            }
        }
    }

    /// Writes the text that has gathered.
    fn text(&mut self) {
        let text = std::mem::take(&mut self.pending);
        if self.is_code {
            self.blocks.inline(&text);
        } else if !text.is_empty() {
            let place = self.place();
            let is_first = self.blocks.is_line_start();
            self.blocks.inline(&escape::text(
                &text,
                if is_first && place == escape::Place::Line { escape::Place::Start } else { place },
            ));
        }
    }

    fn place(&self) -> escape::Place {
        match (self.links.iter().all(String::is_empty), self.is_cell) {
            (false, _) => escape::Place::Link,
            (true, true) => escape::Place::Cell,
            (true, false) => escape::Place::Line,
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.blocks.open_block();
                self.blocks.inline(&format!("{} ", "#".repeat(level as usize)));
            }
            Tag::BlockQuote(_) => self.blocks.open_quote(),
            Tag::List(first) => self.blocks.open_list(first),
            Tag::Item => self.blocks.open_item(),
            Tag::CodeBlock(kind) => {
                self.is_code = true;
                self.blocks.open_block();
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.blocks.open_code(language(&info));
            }
            Tag::Table(columns) => self.blocks.open_table(&columns),
            Tag::TableCell => self.is_cell = true,
            Tag::Emphasis => self.blocks.inline("*"),
            Tag::Strong => self.blocks.inline("**"),
            Tag::Strikethrough => self.blocks.inline("~~"),
            Tag::Link { link_type, dest_url, .. } => self.open_link(link_type, &dest_url),
            Tag::Image { dest_url, .. } => self.open_link(LinkType::Inline, &dest_url),
            Tag::Paragraph | Tag::HtmlBlock => self.blocks.open_block(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.blocks.close_block(),
            TagEnd::Heading(_) => self.blocks.close_heading(),
            TagEnd::BlockQuote(_) => self.blocks.close_quote(),
            TagEnd::List(_) => self.blocks.close_list(),
            TagEnd::Item => self.blocks.close_item(),
            TagEnd::CodeBlock => {
                self.is_code = false;
                self.blocks.close_code();
            }
            TagEnd::TableCell => {
                self.is_cell = false;
                self.blocks.close_cell();
            }
            TagEnd::TableHead => self.blocks.close_head(),
            TagEnd::TableRow => self.blocks.close_row(),
            TagEnd::Table => self.blocks.close_table(),
            TagEnd::Emphasis => self.blocks.inline("*"),
            TagEnd::Strong => self.blocks.inline("**"),
            TagEnd::Strikethrough => self.blocks.inline("~~"),
            TagEnd::Link | TagEnd::Image => {
                let close = self.links.pop().unwrap_or_default();
                self.blocks.inline(&close);
            }
            _ => {}
        }
    }

    /// Only what leads into the web is a link; of any other, the text stays.
    fn open_link(&mut self, kind: LinkType, url: &str) {
        let is_link = escape::is_web(url) && self.links.iter().all(String::is_empty);
        let url = url.replace('<', "%3C").replace('>', "%3E").replace(char::is_whitespace, "%20");
        let (open, close) = match kind {
            _ if !is_link => ("", String::new()),
            LinkType::Autolink => ("<", ">".to_owned()),
            _ if url.contains(['(', ')', '\\']) => ("[", format!("](<{url}>)")),
            _ => ("[", format!("]({url})")),
        };
        self.blocks.inline(open);
        self.links.push(close);
    }
}

/// What a code block says it is; never Rust, which rustdoc would run.
fn language(info: &str) -> &'static str {
    const LANGUAGES: &[&str] = &[
        "bash",
        "csharp",
        "csv",
        "curl",
        "go",
        "graphql",
        "html",
        "http",
        "java",
        "javascript",
        "js",
        "json",
        "kotlin",
        "php",
        "python",
        "ruby",
        "sh",
        "shell",
        "sql",
        "toml",
        "typescript",
        "xml",
        "yaml",
    ];
    let word = info.split(|it: char| !it.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
    LANGUAGES.iter().find(|it| **it == word).unwrap_or(&"text")
}

#[cfg(test)]
mod tests;
