//! Reads the parts of an `x-token-source`; what is wrong is said with its place, and nothing else is lost by it.

use super::way::NoWay;
use crate::api::Api;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::Document;
use crate::pointer::Pointer;
use serde_json::Value;

/// A value of the extension, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Found<'a> {
    /// The value.
    pub(super) value: &'a Value,
    pointer: Option<Pointer>,
}

impl<'a> Found<'a> {
    /// The extension itself.
    pub(super) fn root(value: &'a Value) -> Self {
        Self { value, pointer: None }
    }
}

/// Reads, and collects what is wrong.
pub(super) struct Reader<'r> {
    document: &'r Document,
    root: Pointer,
    /// `None`: what is wrong is said elsewhere.
    wrong: Option<&'r mut Diagnostics>,
}

impl<'r> Reader<'r> {
    /// Reads the extension that stands here.
    pub(super) fn new(document: &'r Document, root: Pointer, wrong: &'r mut Diagnostics) -> Self {
        Self { document, root, wrong: Some(wrong) }
    }

    /// A reader of the same that keeps what is wrong to itself.
    pub(super) fn quiet(&self) -> Reader<'r> {
        Reader { document: self.document, root: self.root.clone(), wrong: None }
    }

    fn place_of(&self, at: &Found<'_>) -> Pointer {
        at.pointer.clone().unwrap_or_else(|| self.root.clone())
    }

    fn say(
        &mut self,
        at: &Found<'_>,
        code: &'static str,
        message: String,
        label: &str,
        notes: Vec<String>,
        help: Option<String>,
    ) {
        let pointer = self.place_of(at);
        let place = self.document.place(&pointer);
        if let Some(wrong) = &mut self.wrong {
            wrong.0.push(Diagnostic {
                code,
                message,
                place,
                pointer: Some(pointer),
                label: label.to_owned(),
                notes,
                help,
            });
        }
    }

    fn wrong_kind(&mut self, at: &Found<'_>, expected: &str) {
        let message = format!("this part of a token source has to be {expected}");
        self.say(at, "token-source-invalid", message, "", Vec::new(), None);
    }

    /// What a key holds, where it is there.
    pub(super) fn optional<'a>(&mut self, at: &Found<'a>, key: &str) -> Option<Found<'a>> {
        let pointer = Some(self.place_of(at).child(key));
        at.value.get(key).map(|value| Found { value, pointer })
    }

    /// What a key holds, which has to be there.
    pub(super) fn required<'a>(&mut self, at: &Found<'a>, key: &str) -> Option<Found<'a>> {
        let found = self.optional(at, key);
        if found.is_none() {
            let message = format!("this part of a token source needs `{key}`");
            self.say(at, "token-source-invalid", message, "", Vec::new(), None);
        }
        found
    }

    /// Refuses keys that mean nothing: a misspelt one would otherwise go unseen.
    pub(super) fn only(&mut self, at: &Found<'_>, keys: &[&str]) {
        let Some(object) = at.value.as_object() else { return self.wrong_kind(at, "an object") };
        for key in object.keys().filter(|key| !keys.contains(&key.as_str())) {
            let Some(found) = self.optional(at, key) else { continue };
            let help = Some(format!("it may have {}", list(keys)));
            self.say(&found, "token-source-invalid", format!("`{key}` means nothing here"), "", Vec::new(), help);
        }
    }

    /// A string, which has to be there.
    pub(super) fn text(&mut self, at: &Found<'_>, key: &str) -> Option<String> {
        let found = self.required(at, key)?;
        let text = found.value.as_str().map(str::to_owned);
        if text.is_none() {
            self.wrong_kind(&found, "a string");
        }
        text
    }

    /// A whole number, where it is there.
    pub(super) fn number(&mut self, at: &Found<'_>, key: &str) -> Option<u64> {
        let found = self.optional(at, key)?;
        let number = found.value.as_u64();
        if number.is_none() {
            self.wrong_kind(&found, "a whole number");
        }
        number
    }

    /// One of some words, where it is there.
    pub(super) fn one_of<T: Copy>(&mut self, at: &Found<'_>, key: &str, words: &[(&str, T)]) -> Option<T> {
        let found = self.optional(at, key)?;
        let word = words.iter().find(|(word, _)| found.value.as_str() == Some(word));
        if word.is_none() {
            let words: Vec<_> = words.iter().map(|(word, _)| *word).collect();
            self.wrong_kind(&found, &format!("one of {}", list(&words)));
        }
        word.map(|(_, meaning)| *meaning)
    }

    /// A list of values, or a single one.
    pub(super) fn list<'a>(&mut self, at: &Found<'a>, key: &str) -> Vec<Found<'a>> {
        let Some(found) = self.optional(at, key) else { return Vec::new() };
        match found.value.as_array() {
            Some(values) => {
                let pointer = self.place_of(&found);
                let place = |index| Some(pointer.child(index));
                values.iter().enumerate().map(|(index, value)| Found { value, pointer: place(index) }).collect()
            }
            None => vec![found],
        }
    }

    /// Keys and strings: `with: {grant_type: client_credentials}`.
    pub(super) fn constants(&mut self, at: &Found<'_>, key: &str) -> Vec<(String, String)> {
        let Some(found) = self.optional(at, key) else { return Vec::new() };
        let Some(object) = found.value.as_object() else {
            self.wrong_kind(&found, "an object");
            return Vec::new();
        };
        object.keys().filter_map(|name| Some((name.clone(), self.text(&found, name)?))).collect()
    }

    /// A JSON pointer.
    pub(super) fn pointer(&mut self, at: &Found<'_>) -> Option<Pointer> {
        let pointer = at.value.as_str().filter(|text| text.starts_with('/')).and_then(Pointer::parse);
        if pointer.is_none() {
            self.wrong_kind(at, "a JSON pointer such as `/data/token`");
        }
        pointer
    }

    /// Says that the document has no such operation.
    pub(super) fn no_operation(&mut self, at: &Found<'_>, id: &str, ids: Vec<&str>) {
        let at = self.optional(at, "operation").unwrap_or_else(|| at.clone());
        let help = Some(format!("it has {}", list(&ids)));
        self.say(&at, "token-source-operation", format!("the document has no operation `{id}`"), "", Vec::new(), help);
    }

    /// Says that the operation answers nothing that could hold a token.
    pub(super) fn no_answer(&mut self, at: &Found<'_>) {
        let message = "the operation documents no JSON answer that could hold a token".to_owned();
        self.say(at, "token-source-operation", message, "", Vec::new(), None);
    }

    /// Says that a pointer leads nowhere, and where its way ends.
    pub(super) fn no_way(&mut self, at: &Found<'_>, api: &Api, missed: NoWay) {
        let pointer = at.value.as_str().unwrap_or_default();
        let end = missed.at.and_then(|id| api.types.get(id.0)).map(|definition| &definition.pointer);
        let notes = end.map(|end| match self.document.place(end) {
            Some(place) => format!("its way ends at `{end}`, {}:{}:{}", place.file, place.line, place.column),
            None => format!("its way ends at `{end}`"),
        });
        let names: Vec<_> = missed.names.iter().map(String::as_str).collect();
        let help = (!names.is_empty()).then(|| format!("there is {}", list(&names)));
        let message = format!("`{pointer}` leads to no text or number in the schema");
        self.say(at, "token-source-pointer", message, "nothing there", notes.into_iter().collect(), help);
    }
}

/// `` `a`, `b` ``.
fn list(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
