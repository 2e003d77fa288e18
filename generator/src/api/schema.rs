//! What travels: types where they stand, and what has a name of its own.

use super::{Docs, TypeId};
use crate::pointer::Pointer;
use serde_json::Value;

/// A place where a type stands: in a field, a list, a body.
#[derive(Clone, Debug, PartialEq)]
pub struct Use {
    /// What the value is when it is not null.
    pub ty: Type,
    /// Whether it may be null.
    pub nullable: bool,
}

/// What a JSON value is.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// Any JSON value, null too.
    Any,
    /// Only null.
    Null,
    /// `true`, `false`.
    Bool,
    /// A whole number; `1.0` is one too.
    Integer(Integer),
    /// A number.
    Number(Number),
    /// A string.
    Text(Text),
    /// A list.
    Array(Box<Use>),
    /// A list whose places differ, and what may follow them.
    Tuple(Vec<Use>, Option<Box<Use>>),
    /// An object whose keys are data.
    Map(Box<Use>),
    /// JSON in a string: `"{\"a\": 1}"`, or the same JSON as it is.
    Embedded(Box<Use>),
    /// This, or any other value where it is none.
    OrAny(Box<Type>),
    /// A thing of [`Api::types`](super::Api::types).
    Named(TypeId),
}

/// How many places a tuple may have: as many as the traits of the language and the runtime know of.
pub const LONGEST_TUPLE: usize = 12;

/// The whole numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Integer {
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
    /// Beyond 64 bits: kept as its digits.
    Big,
    /// Seconds or milliseconds since 1970 (`format: unixtime`, `timestamp`): an `i64`.
    UnixTime,
}

/// The numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// `format: double`, `float` or none.
    Double,
    /// `format: decimal`: kept as its digits.
    Decimal,
}

/// The strings whose content is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Text {
    Plain,
    /// Never shown: `format: password`, `x-secret: true`.
    Secret,
    DateTime,
    Date,
    Time,
    Duration,
    Uuid,
    /// `format: byte`, `contentEncoding: base64`.
    Base64,
    Base64Url,
    Ipv4,
    Ipv6,
    Uri,
    /// `format: decimal` on a string.
    Decimal,
    /// `format: int64` on a string, as gRPC gateways send it.
    Integer,
    /// `format: binary`: bytes, where the place can hold them; a string in JSON.
    Binary,
}

/// Something that has a name of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// What it may be called after.
    pub origin: Origin,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
    /// What it is.
    pub shape: Shape,
    /// Whether null is one of its values too; every [`Use`] of it says so.
    pub nullable: bool,
    /// What a reader is told.
    pub docs: Docs,
    /// Where it stands.
    pub pointer: Pointer,
}

/// Where a definition comes from, so that `name` can call it something.
#[derive(Clone, Debug, PartialEq)]
pub enum Origin {
    /// `ApiError` in `#/components/schemas/ApiError`; also the key of another components section, or of `$defs`.
    Component(String),
    /// An inline schema that only a reference made a component of: `PetOwner` for `#/components/schemas/Pet/properties/owner`.
    Moved(String),
    /// An inline schema.
    Inline {
        /// In what it stands.
        parent: Parent,
        /// As what.
        role: Role,
    },
}

/// In what an inline schema stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parent {
    /// In another definition.
    Type(TypeId),
    /// In an operation: an index into [`Api::operations`](super::Api::operations).
    Operation(usize),
}

/// As what an inline schema stands in its parent.
#[derive(Clone, Debug, PartialEq)]
pub enum Role {
    /// The property of this name.
    Property(String),
    /// The element of a list (of the property before it, where a role is nested).
    Items(Box<Role>),
    /// The value of a map.
    Values(Box<Role>),
    /// A list's place, counted from 0.
    Place(Box<Role>, usize),
    /// A member of a union, counted from 0; with its title, its `$ref`'s last segment or its constant, where there is one.
    Member(Box<Role>, usize, Option<String>),
    /// The parent itself: a component that is a list of inline objects has `Items(Itself)`.
    Itself,
    /// A body that is sent.
    Request,
    /// The body of an answer, by its key: `200`, `4XX`, `default`.
    Reply(String),
    /// The parameter of this name.
    Parameter(String),
    /// A header of an answer, by its name.
    Header(String),
    /// An event of a stream.
    Event,
}

/// What a definition is.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// An object whose keys are known.
    Object(Object),
    /// One of some constants.
    Choice(Choice),
    /// One of some types.
    Union(Union),
    /// Another name for a type: a component that is a string, a list, a map.
    Alias(Use),
}

/// An object whose keys are known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object {
    /// In document order.
    pub fields: Vec<Field>,
    /// What the keys hold that no field names, where the document speaks of them: `additionalProperties: true` or a schema,
    /// `patternProperties`. `None` where it is silent or says `false`: unknown keys are passed over.
    pub rest: Option<Use>,
}

/// A key of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// `userId` in `{"userId": 1}`.
    pub name: String,
    /// What it holds.
    pub value: Use,
    /// Whether it is always there, in the direction that [`Field::access`] leaves open.
    pub required: bool,
    /// Who may send it.
    pub access: Access,
    /// The only value that it can have.
    pub constant: Option<Value>,
    /// The value that its absence means.
    pub default: Option<Value>,
    /// Whether a number is also taken as text, and what is none as nothing: the lifetime of a token, which servers write
    /// in every way.
    pub is_lenient: bool,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
    /// What a reader is told.
    pub docs: Docs,
    /// Where it stands.
    pub pointer: Pointer,
}

/// Who may send a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Access {
    /// Both sides.
    #[default]
    Both,
    /// `readOnly`: the server. A required one does not have to be sent.
    Read,
    /// `writeOnly`: the client. A required one is not missed in an answer.
    Write,
}

/// One of some constants. The world is open: a server may send one that is not listed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choice {
    /// In document order, each once; null is [`Use::nullable`] where the choice stands.
    pub values: Vec<ChoiceValue>,
}

/// A constant of a choice.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceValue {
    /// `"asc"`, `1`; never null.
    pub value: Value,
    /// What it may be called after, where that is not the value: `x-enum-varnames`, the title of a `oneOf` member.
    pub hint: Option<String>,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
    /// `x-enum-descriptions`, or the text of a `oneOf` member that is a constant.
    pub docs: Docs,
}

/// One of some types, told apart in one look.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Union {
    /// In document order, at least two, no two alike in evidence.
    pub members: Vec<Member>,
    /// The property that names the member, where the document has a discriminator.
    pub tag: Option<String>,
}

/// A member of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// What it may be called after: a component's key, a title, a constant; `None`: its kind.
    pub hint: Option<String>,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
    /// What it is; never nullable.
    pub ty: Type,
    /// How it is known.
    pub evidence: Evidence,
    /// What a reader is told.
    pub docs: Docs,
}

/// What can be seen of a value from outside, without decoding it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// The kinds of JSON that it may be.
    pub kinds: Kinds,
    /// The scalars that it may be, where they are listed (a choice).
    pub values: Vec<Value>,
    /// For an object: the names that may stand in it, in document order.
    pub properties: Vec<KnownProperty>,
    /// For an object: whether other names are allowed (only an explicit `additionalProperties: false` forbids them).
    pub closed: bool,
    /// For a list: what its elements may be.
    pub items: Kinds,
    /// For JSON in a string: what that JSON may be. A string that does not begin so is not of this member.
    pub embedded: Option<Kinds>,
}

/// A name that may stand in an object.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownProperty {
    /// `accessToken`.
    pub name: String,
    /// Whether every value has it.
    pub required: bool,
    /// The kinds of JSON that it may hold.
    pub kinds: Kinds,
    /// The constants that it may hold, where they are listed: a discriminator's values, a `const`, an enum.
    pub values: Vec<Value>,
    /// Whether no other constant is possible: a discriminator's values, a `const`. Those of an enum may grow: a hint.
    pub exact: bool,
}

/// A set of kinds of JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds {
    /// `null`.
    pub null: bool,
    /// `true`.
    pub bool: bool,
    /// `1`, also `1.0`.
    pub integer: bool,
    /// `1.5`, and every integer.
    pub number: bool,
    /// `"a"`.
    pub string: bool,
    /// `[]`.
    pub array: bool,
    /// `{}`.
    pub object: bool,
}
