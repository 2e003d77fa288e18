//! What is known of a member of a union, in constants.

use crate::json::Scalar;

/// A set of kinds of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kinds(u8);

impl Kinds {
    /// No kind.
    pub const NONE: Self = Self(0);
    /// `null`.
    pub const NULL: Self = Self(1);
    /// `true`.
    pub const BOOL: Self = Self(1 << 1);
    /// `1`, also `1.0`.
    pub const INTEGER: Self = Self(1 << 2);
    /// `1.5`, and every integer.
    pub const NUMBER: Self = Self(1 << 2 | 1 << 3);
    /// `"a"`.
    pub const STRING: Self = Self(1 << 4);
    /// `[]`.
    pub const ARRAY: Self = Self(1 << 5);
    /// `{}`.
    pub const OBJECT: Self = Self(1 << 6);
    /// All of them.
    pub const ANY: Self = Self(0x7f);

    /// A number with a fraction, or beyond 64 bits.
    pub(super) const FRACTION: Self = Self(1 << 3);

    /// Those of both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether they have a kind in common.
    pub(super) const fn meet(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Constants that are listed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Listed {
    Nothing,
    Texts(&'static [&'static str]),
    Scalars(&'static [Scalar<'static>]),
}

impl Listed {
    pub(super) fn has(self, scalar: Scalar<'_>) -> bool {
        match (self, scalar) {
            (Self::Texts(texts), Scalar::Text(text)) => texts.contains(&text),
            (Self::Scalars(scalars), scalar) => scalars.contains(&scalar),
            _ => false,
        }
    }

    pub(super) fn is_nothing(self) -> bool {
        matches!(self, Self::Nothing)
    }
}

/// A name that may stand in an object; without a kind, it may hold anything.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    pub(super) name: &'static str,
    pub(super) is_required: bool,
    pub(super) kinds: Kinds,
    pub(super) listed: Listed,
    pub(super) is_exact: bool,
}

/// A name that may stand in an object.
pub const fn known(name: &'static str) -> Known {
    Known { name, is_required: false, kinds: Kinds::NONE, listed: Listed::Nothing, is_exact: false }
}

impl Known {
    /// It is always there.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { is_required: true, ..self }
    }

    /// It may be one of these kinds, too.
    #[must_use]
    pub const fn kinds(self, kinds: Kinds) -> Self {
        Self { kinds: self.kinds.or(kinds), ..self }
    }

    /// It may be null.
    #[must_use]
    pub const fn null(self) -> Self {
        self.kinds(Kinds::NULL)
    }

    /// It may be a boolean.
    #[must_use]
    pub const fn bool(self) -> Self {
        self.kinds(Kinds::BOOL)
    }

    /// It may be a whole number.
    #[must_use]
    pub const fn integer(self) -> Self {
        self.kinds(Kinds::INTEGER)
    }

    /// It may be a number.
    #[must_use]
    pub const fn number(self) -> Self {
        self.kinds(Kinds::NUMBER)
    }

    /// It may be a string.
    #[must_use]
    pub const fn string(self) -> Self {
        self.kinds(Kinds::STRING)
    }

    /// It may be a list.
    #[must_use]
    pub const fn array(self) -> Self {
        self.kinds(Kinds::ARRAY)
    }

    /// It may be an object.
    #[must_use]
    pub const fn object(self) -> Self {
        self.kinds(Kinds::OBJECT)
    }

    /// It is one of these and nothing else: a discriminator, a constant. Anything else is of another member.
    #[must_use]
    pub const fn tag(self, texts: &'static [&'static str]) -> Self {
        Self { listed: Listed::Texts(texts), is_exact: true, ..self.string() }
    }

    /// As [`Known::tag`], for constants that are not all strings. What kinds it may be is not told by them.
    #[must_use]
    pub const fn tag_scalars(self, scalars: &'static [Scalar<'static>]) -> Self {
        Self { listed: Listed::Scalars(scalars), is_exact: true, ..self }
    }

    /// It is one of these today; what is not among them speaks for a member that has it, and otherwise for none.
    #[must_use]
    pub const fn one_of(self, texts: &'static [&'static str]) -> Self {
        Self { listed: Listed::Texts(texts), ..self.string() }
    }

    /// As [`Known::one_of`], for constants that are not all strings. What kinds it may be is not told by them.
    #[must_use]
    pub const fn one_of_scalars(self, scalars: &'static [Scalar<'static>]) -> Self {
        Self { listed: Listed::Scalars(scalars), ..self }
    }
}

/// What can be seen from outside of a member of a union.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    pub(super) kinds: Kinds,
    pub(super) listed: Listed,
    pub(super) properties: &'static [Known],
    pub(super) is_closed: bool,
    pub(super) items: Kinds,
    pub(super) embedded: Option<Kinds>,
}

impl Shape {
    /// Anything of these kinds.
    pub const fn of(kinds: Kinds) -> Self {
        Self { kinds, listed: Listed::Nothing, properties: &[], is_closed: false, items: Kinds::ANY, embedded: None }
    }

    /// `null`.
    pub const fn null() -> Self {
        Self::of(Kinds::NULL)
    }

    /// `true`.
    pub const fn bool() -> Self {
        Self::of(Kinds::BOOL)
    }

    /// `1`, also `1.0`.
    pub const fn integer() -> Self {
        Self::of(Kinds::INTEGER)
    }

    /// `1.5`, and every integer.
    pub const fn number() -> Self {
        Self::of(Kinds::NUMBER)
    }

    /// `"a"`.
    pub const fn string() -> Self {
        Self::of(Kinds::STRING)
    }

    /// Anything.
    pub const fn any() -> Self {
        Self::of(Kinds::ANY)
    }

    /// A list whose elements are of these kinds.
    pub const fn array(items: Kinds) -> Self {
        Self { items, ..Self::of(Kinds::ARRAY) }
    }

    /// An object with these names, and perhaps others.
    pub const fn object(properties: &'static [Known]) -> Self {
        Self { properties, ..Self::of(Kinds::OBJECT) }
    }

    /// A string, one of these today.
    pub const fn values(texts: &'static [&'static str]) -> Self {
        Self { listed: Listed::Texts(texts), ..Self::of(Kinds::STRING) }
    }

    /// Scalars of these kinds, one of these today.
    pub const fn scalars(kinds: Kinds, scalars: &'static [Scalar<'static>]) -> Self {
        Self { listed: Listed::Scalars(scalars), ..Self::of(kinds) }
    }

    /// JSON in a string, or that JSON as it is; a string that does not begin as one of these kinds is of another
    /// member.
    pub const fn embedded(kinds: Kinds) -> Self {
        Self { embedded: Some(kinds), ..Self::of(kinds.or(Kinds::STRING)) }
    }

    /// No other names than those that are known.
    #[must_use]
    pub const fn closed(self) -> Self {
        Self { is_closed: true, ..self }
    }

    /// Or what the other one is: a member that is of several kinds.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        let lists = self.kinds.meet(Kinds::ARRAY);
        Self {
            kinds: self.kinds.or(other.kinds),
            listed: if let Listed::Nothing = self.listed { other.listed } else { self.listed },
            properties: if self.properties.is_empty() { other.properties } else { self.properties },
            is_closed: self.is_closed || other.is_closed,
            items: match (lists, other.kinds.meet(Kinds::ARRAY)) {
                (true, true) => self.items.or(other.items),
                (true, false) => self.items,
                _ => other.items,
            },
            embedded: if self.embedded.is_some() { self.embedded } else { other.embedded },
        }
    }
}
