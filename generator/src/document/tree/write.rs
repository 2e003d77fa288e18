//! A tree as YAML: block style, the same bytes for the same tree, read back as the same tree.

use super::{Node, Value, yaml};

impl Node {
    /// The tree as a YAML document.
    pub fn to_yaml(&self) -> String {
        let mut text = String::new();
        match &self.value {
            Value::Object(object) if !object.members.is_empty() => block(self, 0, false, &mut text),
            Value::Array(nodes) if !nodes.is_empty() => block(self, 0, false, &mut text),
            _ => {
                inline(self, 0, &mut text);
            }
        }
        text
    }
}

/// Writes a list or a mapping that has something in it; its first line is begun where it stands in a list.
fn block(node: &Node, indent: usize, is_begun: bool, text: &mut String) {
    let mut is_begun = is_begun;
    let mut begin = |text: &mut String| {
        if !std::mem::take(&mut is_begun) {
            text.extend(std::iter::repeat_n(' ', indent));
        }
    };
    match &node.value {
        Value::Object(object) => {
            for member in &object.members {
                begin(text);
                key(&member.key, indent, text);
                value(&member.node, indent, text);
            }
        }
        Value::Array(nodes) => {
            for node in nodes {
                begin(text);
                text.push('-');
                match &node.value {
                    Value::Object(object) if !object.members.is_empty() => {
                        text.push(' ');
                        block(node, indent + 2, true, text);
                    }
                    Value::Array(inner) if !inner.is_empty() => {
                        text.push(' ');
                        block(node, indent + 2, true, text);
                    }
                    _ => {
                        text.push(' ');
                        inline(node, indent, text);
                    }
                }
            }
        }
        _ => {}
    }
}

/// Writes what follows a key and its colon.
fn value(node: &Node, indent: usize, text: &mut String) {
    let is_nested = match &node.value {
        Value::Object(object) => !object.members.is_empty(),
        Value::Array(nodes) => !nodes.is_empty(),
        _ => false,
    };
    if is_nested {
        text.push('\n');
        block(node, indent + 2, false, text);
    } else {
        text.push(' ');
        inline(node, indent, text);
    }
}

/// Writes a value that begins on the line, and the line's end.
fn inline(node: &Node, indent: usize, text: &mut String) {
    match &node.value {
        Value::Null => text.push_str("null"),
        Value::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => text.push_str(number),
        Value::Array(_) => text.push_str("[]"),
        Value::Object(_) => text.push_str("{}"),
        Value::String(string) if is_block(string) => return literal(string, indent, text),
        Value::String(string) => text.push_str(&scalar(string)),
    }
    text.push('\n');
}

/// Whether a text is written line by line: it has several, and nothing that YAML would lose.
fn is_block(string: &str) -> bool {
    let first_line = string.trim_start_matches('\n');
    string.contains('\n')
        && !first_line.is_empty()
        && !first_line.starts_with([' ', '\t'])
        && string.chars().all(|character| character == '\n' || character == '\t' || is_printable(character))
}

/// Writes a text of several lines after `|`, `|-` or `|+`.
fn literal(string: &str, indent: usize, text: &mut String) {
    let body = string.trim_end_matches('\n');
    let chomping = match string.len() - body.len() {
        0 => "-",
        1 => "",
        _ => "+",
    };
    text.push('|');
    text.push_str(chomping);
    text.push('\n');
    for line in string.strip_suffix('\n').unwrap_or(string).split('\n') {
        if !line.is_empty() {
            text.extend(std::iter::repeat_n(' ', indent + 2));
            text.push_str(line);
        }
        text.push('\n');
    }
}

/// Writes a key and its colon; one that is too long for YAML's simple keys stands alone.
fn key(string: &str, indent: usize, text: &mut String) {
    let written = scalar(string);
    if written.len() < 1000 {
        text.push_str(&written);
    } else {
        text.extend(["? ", &written, "\n"]);
        text.extend(std::iter::repeat_n(' ', indent));
    }
    text.push(':');
}

/// A text on one line: plain where it stays what it is, in single quotes, or in double quotes with escapes.
fn scalar(string: &str) -> String {
    if is_plain(string) {
        string.to_owned()
    } else if string.chars().all(is_printable) {
        format!("'{}'", string.replace('\'', "''"))
    } else {
        let escaped = string.chars().map(|character| match character {
            '"' => "\\\"".to_owned(),
            '\\' => "\\\\".to_owned(),
            '\n' => "\\n".to_owned(),
            '\r' => "\\r".to_owned(),
            '\t' => "\\t".to_owned(),
            _ if is_printable(character) => character.to_string(),
            _ => match u32::from(character) {
                code @ ..0x100 => format!("\\x{code:02X}"),
                code @ ..0x10000 => format!("\\u{code:04X}"),
                code => format!("\\U{code:08X}"),
            },
        });
        format!("\"{}\"", escaped.collect::<String>())
    }
}

fn is_printable(character: char) -> bool {
    !character.is_control()
        && !matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_plain(string: &str) -> bool {
    let old_words = ["y", "n", "yes", "no", "on", "off"];
    let is_word = old_words.iter().any(|word| string.eq_ignore_ascii_case(word));
    let is_text = matches!(yaml::plain(string), Value::String(_));
    let starts_well =
        string.starts_with(|first: char| first.is_alphanumeric() || matches!(first, '/' | '$' | '_' | '.' | '(' | '+'));
    let is_version = string.split('.').count() > 2 && string.chars().all(|each| each.is_ascii_digit() || each == '.');
    let looks_like_a_date =
        string.starts_with(|first: char| first.is_ascii_digit()) && !string.contains(' ') && !is_version;
    is_text
        && !is_word
        && starts_well
        && !looks_like_a_date
        && string != "..."
        && !string.contains(": ")
        && !string.contains(" #")
        && !string.ends_with([':', ' '])
        && string.chars().all(is_printable)
}

#[cfg(test)]
mod tests {
    use crate::document::tree::parse;

    #[test]
    fn it_is_written_as_a_person_would() {
        let table = [
            (
                r#"{"a":{"b":[1,{"c":true,"d":null},[2]]},"e":[],"f":{}}"#,
                "a:\n  b:\n    - 1\n    - c: true\n      d: null\n    - - 2\ne: []\nf: {}\n",
            ),
            (r#"{"responses":{"200":{"description":"OK"}}}"#, "responses:\n  '200':\n    description: OK\n"),
            (
                r##"["1.0","true","2020-01-01","no","a: b","a #b","it's",":x","", "@a"," a","#/x"]"##,
                "- '1.0'\n- 'true'\n- '2020-01-01'\n- 'no'\n- 'a: b'\n- 'a #b'\n- it's\n- ':x'\n- ''\n- '@a'\n- ' a'\n- '#/x'\n",
            ),
            (
                r#"{"d":"one\n\n  two\n","e":"a\nb","f":"a\n\n"}"#,
                "d: |\n  one\n\n    two\ne: |-\n  a\n  b\nf: |+\n  a\n\n",
            ),
            (r#"["a\u0000b\r\n", " a\nb", "\u202e"]"#, "- \"a\\x00b\\r\\n\"\n- \" a\\nb\"\n- \"\\u202E\"\n"),
        ];
        for (json, yaml) in table {
            let tree = parse(json).unwrap().root;
            assert_eq!(tree.to_yaml(), yaml);
            assert!(parse(yaml).unwrap().root.says_the_same(&tree), "{yaml}");
        }
    }
}
