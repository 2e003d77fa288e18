//! The members of an object, taken and given by name.

use super::{Decode, DecodeError, Encode};
use crate::json::{Entry, Json};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// From here on, a name that is not where it is expected is looked up in an index.
const MANY: usize = 24;

/// The members of an object, to be taken by name. In the order of the text, each is found at the first look.
#[derive(Debug)]
pub struct Fields<'a> {
    members: Vec<(Cow<'a, str>, Json<'a>)>,
    is_taken: Taken,
    /// Where the next name is expected.
    next: usize,
    /// Positions by name, once it was needed.
    index: Vec<usize>,
}

impl<'a> Fields<'a> {
    /// The members of what must be an object.
    ///
    /// # Errors
    /// When it is none.
    pub fn of(json: Json<'a>) -> Result<Self, DecodeError> {
        let members = json.into_object()?;
        Ok(Self { is_taken: Taken::new(members.len()), members, next: 0, index: Vec::new() })
    }

    /// A member that is always there.
    ///
    /// # Errors
    /// When it is not, or holds something else.
    pub fn required<T: Decode>(&mut self, name: &'static str) -> Result<T, DecodeError> {
        match self.take(name) {
            Some(json) => T::decode(json).map_err(|error| error.inside(name)),
            None => Err(DecodeError::missing(name)),
        }
    }

    /// A member that is always there, and perhaps null.
    ///
    /// # Errors
    /// When it is not, or holds something else.
    pub fn nullable<T: Decode>(&mut self, name: &'static str) -> Result<Option<T>, DecodeError> {
        self.required(name)
    }

    /// A member that is perhaps there. A null means the same as its absence, unless null is a value of `T`.
    ///
    /// # Errors
    /// When it holds something else.
    pub fn optional<T: Decode>(&mut self, name: &'static str) -> Result<Option<T>, DecodeError> {
        match self.take(name) {
            None => Ok(None),
            Some(Json::Null) if !T::TAKES_NULL => Ok(None),
            Some(json) => T::decode(json).map(Some).map_err(|error| error.inside(name)),
        }
    }

    /// A member that is perhaps there, and then perhaps null.
    ///
    /// # Errors
    /// When it holds something else.
    pub fn optional_nullable<T: Decode>(&mut self, name: &'static str) -> Result<Option<Option<T>>, DecodeError> {
        self.optional(name)
    }

    /// The members that were not taken.
    ///
    /// # Errors
    /// When one holds something else.
    pub fn rest<T: Decode>(self) -> Result<BTreeMap<String, T>, DecodeError> {
        let Self { members, is_taken, .. } = self;
        let left = members.into_iter().enumerate().filter(|(at, _)| !is_taken.has(*at));
        left.map(|(_, (name, json))| match T::decode(json) {
            Ok(value) => Ok((name.into_owned(), value)),
            Err(error) => Err(error.inside("*")),
        })
        .collect()
    }

    /// Lets the number of this name be text too, and what is no number be nothing.
    pub fn lenient(&mut self, name: &str) {
        let Some(at) = self.find(name) else { return };
        let Some((_, json)) = self.members.get_mut(at) else { return };
        let number = match &*json {
            Json::Text(text) => text.trim().parse::<f64>().ok(),
            Json::Number(number) if number.integer().is_some() => return,
            Json::Number(number) => Some(number.float()),
            _ => None,
        };
        *json = match number {
            Some(number) if number.is_finite() => Json::from(number.trunc()),
            _ => Json::Null,
        };
    }

    /// The same for a number that is always there: 0 where the server leaves it out or says nothing that makes sense.
    /// Called before any member is taken.
    pub fn lenient_or_zero(&mut self, name: &'static str) {
        self.lenient(name);
        let zero = Json::from(0_i64);
        match self.find(name) {
            Some(at) => {
                if let Some((_, json @ Json::Null)) = self.members.get_mut(at) {
                    *json = zero;
                }
            }
            None => {
                self.is_taken = Taken::new(self.members.len() + 1);
                self.index.clear();
                self.members.push((name.into(), zero));
            }
        }
    }

    fn take(&mut self, name: &str) -> Option<Json<'a>> {
        let at = self.find(name)?;
        self.next = at + 1;
        self.is_taken.add(at);
        self.members.get_mut(at).map(|(_, json)| std::mem::take(json))
    }

    fn find(&mut self, name: &str) -> Option<usize> {
        let is_at = |at: usize| self.members.get(at).is_some_and(|(key, _)| key == name);
        if is_at(self.next) {
            return Some(self.next);
        }
        let count = self.members.len();
        if count < MANY {
            return (self.next + 1..count).chain(0..self.next.min(count)).find(|at| is_at(*at));
        }
        let key = |at: usize| self.members.get(at).map(|(key, _)| &**key);
        if self.index.is_empty() {
            let mut index: Vec<usize> = (0..count).collect();
            index.sort_unstable_by_key(|at| key(*at));
            self.index = index;
        }
        let found = self.index.binary_search_by(|at| key(*at).cmp(&Some(name))).ok()?;
        self.index.get(found).copied()
    }
}

/// A set of positions, without an allocation for the first 64.
#[derive(Debug)]
struct Taken(u64, Vec<bool>);

impl Taken {
    fn new(count: usize) -> Self {
        Self(0, vec![false; count.saturating_sub(64)])
    }

    fn add(&mut self, at: usize) {
        match at.checked_sub(64) {
            None => self.0 |= 1 << at,
            Some(at) => {
                if let Some(flag) = self.1.get_mut(at) {
                    *flag = true;
                }
            }
        }
    }

    fn has(&self, at: usize) -> bool {
        match at.checked_sub(64) {
            None => self.0 & (1 << at) != 0,
            Some(at) => self.1.get(at).copied().unwrap_or(false),
        }
    }
}

/// A member that is always written.
pub fn required<'a>(name: &'static str, value: &'a dyn Encode) -> Entry<'a> {
    Some((Cow::Borrowed(name), value.encode()))
}

/// A member that is always written, perhaps as null.
pub fn nullable<'a, T: Encode>(name: &'static str, value: &'a Option<T>) -> Entry<'a> {
    required(name, value)
}

/// A member that is written when there is one.
pub fn optional<'a, T: Encode>(name: &'static str, value: &'a Option<T>) -> Entry<'a> {
    value.as_ref().and_then(|value| required(name, value))
}

/// A member that is written when there is one, perhaps as null.
pub fn optional_nullable<'a, T: Encode>(name: &'static str, value: &'a Option<Option<T>>) -> Entry<'a> {
    optional(name, value)
}
