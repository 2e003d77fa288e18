//! Why a value is none of a type.

use crate::json::{Json, JsonError};
use std::borrow::Cow;
use std::fmt;

/// Why a value could not be read: where, what was expected and what kind of thing was found. It never holds content.
#[derive(Clone, PartialEq, Eq)]
pub struct DecodeError(Box<Inner>);

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    /// From the inside out.
    path: Vec<Cow<'static, str>>,
    problem: Problem,
}

#[derive(Clone, PartialEq, Eq)]
enum Problem {
    Missing,
    Expected(&'static str, &'static str),
    Syntax(JsonError),
    Other(&'static str),
}

impl DecodeError {
    /// Something else was expected than what is there.
    pub fn kind(expected: &'static str, found: &Json<'_>) -> Self {
        Self::of(Problem::Expected(expected, found.kind()))
    }

    /// It has to be there and is not.
    pub fn missing(name: &'static str) -> Self {
        Self::of(Problem::Missing).inside(name)
    }

    /// `a list of three`: something that has no better word.
    pub fn other(problem: &'static str) -> Self {
        Self::of(Problem::Other(problem))
    }

    fn of(problem: Problem) -> Self {
        Self(Box::new(Inner { path: Vec::new(), problem }))
    }

    /// The same error, seen from what contains it. A name that is data, not part of a document, is given as `*`.
    #[must_use]
    pub fn inside(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.0.path.push(name.into());
        self
    }

    /// Where, as a JSON pointer: `/data/0/id`. A key of a map stands as `*`.
    pub fn path(&self) -> String {
        let segments = self.0.path.iter().rev();
        segments.map(|segment| format!("/{}", segment.replace('~', "~0").replace('/', "~1"))).collect()
    }
}

impl From<JsonError> for DecodeError {
    fn from(error: JsonError) -> Self {
        Self::of(Problem::Syntax(error))
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.problem {
            Problem::Missing => f.write_str("missing"),
            Problem::Expected(expected, found) => write!(f, "expected {expected}, found {found}"),
            Problem::Syntax(error) => write!(f, "not JSON: {error}"),
            Problem::Other(problem) => f.write_str(problem),
        }?;
        if self.0.path.is_empty() { Ok(()) } else { write!(f, " at {}", self.path()) }
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DecodeError({self})")
    }
}

impl std::error::Error for DecodeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.problem {
            Problem::Syntax(error) => Some(error),
            _ => None,
        }
    }
}
