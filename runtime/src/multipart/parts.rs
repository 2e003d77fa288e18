//! The parts, one after the other.

use super::boundary::boundary;
use super::stream::Pieces;
use super::{Encoded, FilePart};
use crate::body::Body;
use crate::codec::Encode;
use crate::encode::{self, EncodeError, Style};
use crate::json::Json;
use http::{HeaderName, HeaderValue};
use std::borrow::Cow;
use std::hash::RandomState;

/// The parts of a body, in order. A part whose value is null is left out.
#[derive(Debug, Default)]
pub struct Parts {
    parts: Vec<Part>,
    /// Where the parts that the last step added begin.
    last: usize,
    /// What is wrong with the first part that cannot be.
    problem: Option<EncodeError>,
}

#[derive(Debug)]
struct Part {
    name: Cow<'static, str>,
    file_name: Option<String>,
    media_type: Option<String>,
    headers: Vec<(String, String)>,
    content: Body,
}

/// Files of the same name: several, or none.
pub trait Files {
    /// All of them.
    fn files(self) -> Vec<FilePart>;
}

impl Files for Vec<FilePart> {
    fn files(self) -> Vec<FilePart> {
        self
    }
}

impl Files for Option<Vec<FilePart>> {
    fn files(self) -> Vec<FilePart> {
        self.unwrap_or_default()
    }
}

impl Parts {
    /// No part.
    pub fn new() -> Self {
        Self::default()
    }

    /// A file.
    #[must_use]
    pub fn file(self, name: &'static str, file: FilePart) -> Self {
        self.files(name, vec![file])
    }

    /// A file, if there is one.
    #[must_use]
    pub fn file_if(self, name: &'static str, file: Option<FilePart>) -> Self {
        self.files(name, file.map(|file| vec![file]))
    }

    /// Several files of the same name.
    #[must_use]
    pub fn files(self, name: &'static str, files: impl Files) -> Self {
        let part = |file: FilePart| Part {
            name: name.into(),
            file_name: Some(file.name.unwrap_or_else(|| "file".to_owned())),
            media_type: Some(file.media_type.unwrap_or_else(|| "application/octet-stream".to_owned())),
            headers: file.headers,
            content: file.content,
        };
        self.add(files.files().into_iter().map(part))
    }

    /// A scalar as text.
    #[must_use]
    pub fn text(self, name: &'static str, value: &dyn Encode) -> Self {
        self.values(name, &[value.encode()], None)
    }

    /// A scalar as text, if there is one.
    #[must_use]
    pub fn text_if(self, name: &'static str, value: &dyn Encode) -> Self {
        self.text(name, value)
    }

    /// Several scalars as texts, a part each.
    #[must_use]
    pub fn texts(self, name: &'static str, values: &dyn Encode) -> Self {
        self.each(name, &values.encode(), None)
    }

    /// Anything as JSON.
    #[must_use]
    pub fn json(self, name: &'static str, value: &dyn Encode) -> Self {
        self.values(name, &[value.encode()], Some("application/json"))
    }

    /// Anything as JSON, if there is something.
    #[must_use]
    pub fn json_if(self, name: &'static str, value: &dyn Encode) -> Self {
        self.json(name, value)
    }

    /// Several things as JSON, a part each.
    #[must_use]
    pub fn jsons(self, name: &'static str, values: &dyn Encode) -> Self {
        self.each(name, &values.encode(), Some("application/json"))
    }

    /// Texts of the names that the fields of a form in this style have: `point[x]`.
    #[must_use]
    pub fn styled(mut self, style: Style, name: &'static str, value: &dyn Encode) -> Self {
        let mut query = String::new();
        if let Err(error) = encode::query(style, name, &value.encode(), &mut query) {
            self.problem.get_or_insert(error);
        }
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let part = |(name, value): (&str, &str)| Part {
            name: encode::decoded(name).into(),
            file_name: None,
            media_type: None,
            headers: Vec::new(),
            content: Body::from(encode::decoded(value)),
        };
        self.add(pairs.map(part))
    }

    /// What the parts are that the step before added. A file that knows better keeps its own.
    #[must_use]
    pub fn content_type(mut self, media_type: &'static str) -> Self {
        // An `encoding` may list several types, or ranges of them: those say what is accepted, not what this is.
        if !media_type.contains([',', '*']) {
            for part in self.parts.iter_mut().skip(self.last) {
                let own = part.media_type.as_deref();
                if own.is_none_or(|own| own == "application/octet-stream" || part.file_name.is_none()) {
                    part.media_type = Some(media_type.to_owned());
                }
            }
        }
        self
    }

    fn each(self, name: &'static str, values: &Json<'_>, media_type: Option<&str>) -> Self {
        match values {
            Json::Array(values) => self.values(name, values, media_type),
            value => self.values(name, std::slice::from_ref(value), media_type),
        }
    }

    fn values(self, name: &'static str, values: &[Json<'_>], media_type: Option<&str>) -> Self {
        let part = |value: &Json<'_>| {
            let content = match encode::text(value).filter(|_| media_type.is_none()) {
                Some(text) => Body::from(&*text),
                None => Body::from(value.to_vec()),
            };
            Part {
                name: name.into(),
                file_name: None,
                media_type: media_type.map(str::to_owned),
                headers: Vec::new(),
                content,
            }
        };
        self.add(values.iter().filter(|value| !value.is_null()).map(part))
    }

    fn add(mut self, parts: impl Iterator<Item = Part>) -> Self {
        self.last = self.parts.len();
        self.parts.extend(parts);
        self
    }

    /// As `multipart/form-data`: in memory where everything is, else a stream.
    ///
    /// # Errors
    /// When a part cannot be: its media type holds control characters, its value is nested too deeply.
    pub(crate) fn encode(self) -> Encoded {
        let known: Vec<&[u8]> = self.parts.iter().filter_map(|part| part.content.as_bytes()).collect();
        let boundary = boundary(&known, &RandomState::new());
        self.encode_with(&boundary)
    }

    fn encode_with(self, boundary: &str) -> Encoded {
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        let mut pieces = Pieces::default();
        for part in self.parts {
            pieces.text(&part.head(boundary)?);
            pieces.body(part.content);
            pieces.text("\r\n");
        }
        pieces.text(&format!("--{boundary}--\r\n"));
        Ok((format!("multipart/form-data; boundary={boundary}"), pieces.into_body()))
    }
}

impl Part {
    fn head(&self, boundary: &str) -> Result<String, EncodeError> {
        let mut head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"", quoted(&self.name));
        if let Some(name) = &self.file_name {
            head.push_str(&format!("; filename=\"{}\"", quoted(name)));
        }
        head.push_str("\r\n");
        if let Some(media_type) = &self.media_type {
            if media_type.bytes().any(|byte| byte.is_ascii_control()) {
                return Err(EncodeError::new(&self.name, "has a media type with control characters"));
            }
            head.push_str(&format!("Content-Type: {media_type}\r\n"));
        }
        for (name, value) in &self.headers {
            let is_header = HeaderName::from_bytes(name.as_bytes()).is_ok() && HeaderValue::from_str(value).is_ok();
            if !is_header {
                return Err(EncodeError::new(&self.name, "has a header that cannot be"));
            }
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        Ok(head)
    }
}

/// A name between quotes, as browsers write it: what would end it, or the line, is percent-encoded.
fn quoted(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for character in name.chars() {
        match character {
            '"' => out.push_str("%22"),
            '\r' => out.push_str("%0D"),
            '\n' => out.push_str("%0A"),
            // Nothing else of this kind has a place in a header.
            character if character.is_control() => {}
            character => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests;
