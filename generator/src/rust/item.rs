//! What stands in `types.rs` and `codec.rs`.

use super::{Doc, Ident, Ty};
use serde_json::Value;

/// What stands in `types.rs`, and how `codec.rs` reads and writes it.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Item {
    Struct(Struct),
    Choice(Choice),
    Union(Union),
    Alias(Alias),
    Newtype(Newtype),
    Answer(Answer),
}

impl Item {
    /// What it is called.
    pub fn name(&self) -> &Ident {
        match self {
            Self::Struct(item) => &item.name,
            Self::Choice(item) => &item.name,
            Self::Union(item) => &item.name,
            Self::Alias(item) => &item.name,
            Self::Newtype(item) => &item.name,
            Self::Answer(item) => &item.name,
        }
    }

    /// The types that it mentions.
    pub(crate) fn types(&self) -> Vec<&Ty> {
        match self {
            Item::Struct(item) => item.fields.iter().chain(item.rest.as_deref()).map(|field| &field.ty).collect(),
            Item::Choice(item) if item.kind == ChoiceKind::Mixed => vec![&Ty::Runtime("Value")],
            Item::Choice(_) => Vec::new(),
            Item::Union(item) => item.variants.iter().map(|variant| &variant.ty).chain([&item.other_ty]).collect(),
            Item::Alias(item) => vec![&item.ty],
            Item::Newtype(item) => vec![&item.ty],
            Item::Answer(item) => item.variants.iter().filter_map(|it| Some(&it.content.as_ref()?.0)).collect(),
        }
    }
}

/// A struct with public fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Struct {
    /// `ApiError`.
    pub name: Ident,
    /// What a reader is told.
    pub docs: Doc,
    /// `deprecated: true`.
    pub deprecated: bool,
    /// `Clone`, `Debug`, `PartialEq`, and `Default` where every field can be left out.
    pub derives: Vec<&'static str>,
    /// In document order.
    pub fields: Vec<Field>,
    /// The field that holds the keys that no other names; a map, or `Value`s by name.
    pub rest: Option<Box<Field>>,
    /// Whether it has `new(required…)`: some fields must be given, or some default is not Rust's.
    pub has_new: bool,
    /// How it is read and written.
    pub codec: StructCodec,
    /// For parameters of an operation: those that are always the same, and travel with the others.
    pub constants: Vec<super::Sent>,
}

impl Struct {
    /// The fields that `new` asks for, alphabetical: the order of a document's properties, which may change with any
    /// edition of it, is not the order of arguments.
    pub fn arguments(&self) -> Vec<&Field> {
        let mut asked: Vec<&Field> = self.fields.iter().filter(|field| field.is_argument()).collect();
        asked.sort_by_key(|field| field.name.plain());
        asked
    }
}

impl Field {
    /// Whether `new` asks for it: it is always there, and begins with no value of its own.
    pub fn is_argument(&self) -> bool {
        self.initial.is_none() && matches!(self.presence, Presence::Required | Presence::Nullable)
    }
}

/// How a struct is read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StructCodec {
    /// As a JSON object, both directions.
    Object,
    /// Only written, each field as a parameter in its place.
    Parameters,
    /// Only written, as the parts of a multipart body.
    Multipart,
    /// Only read, from the headers of an answer.
    Headers,
}

/// A field.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// `user_id`.
    pub name: Ident,
    /// `userId`.
    pub wire: String,
    /// Its whole type, `Option` and `Box` included.
    pub ty: Ty,
    /// When it is there.
    pub presence: Presence,
    /// Whether a number is also taken as text, and what is none as nothing.
    pub is_lenient: bool,
    /// What a reader is told.
    pub docs: Doc,
    /// `deprecated: true`.
    pub deprecated: bool,
    /// What `new` and `Default` put there, where it is not an argument and not Rust's own default.
    pub initial: Option<Initial>,
    /// For a part of a multipart body.
    pub part: Option<PartWriter>,
    /// For a parameter of an operation.
    pub parameter: Option<ParameterWriter>,
}

/// How a parameter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParameterWriter {
    /// Where it travels.
    pub place: crate::api::Place,
    /// In which style.
    pub style: crate::api::Style,
}

/// How a part of a multipart body is written.
#[derive(Clone, Debug, PartialEq)]
pub struct PartWriter {
    /// What it holds.
    pub kind: PartKind,
    /// Whether the field is a list, each element a part.
    pub repeated: bool,
    /// The media type, where it is given.
    pub media_type: Option<String>,
}

/// What a part holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum PartKind {
    File,
    Text,
    Json,
    Styled(crate::api::Style),
}

/// When a field is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always: `T`.
    Required,
    /// Always, perhaps null: `Option<T>`, written as null.
    Nullable,
    /// Perhaps: `Option<T>`, not written when `None`. A null that is read is `None`.
    Optional,
    /// Perhaps, perhaps null: `Option<Option<T>>`.
    OptionalNullable,
}

/// What a field starts with.
#[derive(Clone, Debug, PartialEq)]
pub enum Initial {
    /// A variant of a choice: `types::Kind::Dog`; wrapped in `Some` where the field is an `Option`.
    Variant(Ident, Ident),
    /// A literal: a string (`"v1".to_owned()`), a number, a bool; wrapped in `Some` where the field is an `Option`.
    Literal(Value),
}

/// An enum of constants, with `Other` for those of tomorrow.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// `Order`.
    pub name: Ident,
    /// What a reader is told.
    pub docs: Doc,
    /// `deprecated: true`.
    pub deprecated: bool,
    /// What the constants are.
    pub kind: ChoiceKind,
    /// In document order.
    pub variants: Vec<ChoiceVariant>,
    /// `Other`, or what it yields to when the document has an `Other` itself.
    pub other: Ident,
}

/// What the constants of a choice are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChoiceKind {
    /// Strings: `Other(String)`.
    Text,
    /// Whole numbers that an `i64` holds: `Other(i64)`.
    Integer,
    /// Anything else: `Other(Value)`.
    Mixed,
}

/// A constant.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceVariant {
    /// `Ascending`.
    pub name: Ident,
    /// `"asc"`.
    pub value: Value,
    /// What a reader is told.
    pub docs: Doc,
    /// `deprecated: true`.
    pub deprecated: bool,
}

/// An enum of types, with `Other` for those of tomorrow.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// `TokenAnswer`.
    pub name: Ident,
    /// What a reader is told.
    pub docs: Doc,
    /// `deprecated: true`.
    pub deprecated: bool,
    /// In document order.
    pub variants: Vec<UnionVariant>,
    /// `Other`, or what it yields to.
    pub other: Ident,
    /// What it holds: `Value`; `SecretValue`, where one of the others holds a secret.
    pub other_ty: Ty,
    /// The property that names the variant.
    pub tag: Option<String>,
}

/// A type of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct UnionVariant {
    /// `OAuth2TokenResponse`.
    pub name: Ident,
    /// What it holds, boxed where it has to be.
    pub ty: Ty,
    /// How it is known.
    pub evidence: crate::api::Evidence,
    /// What a reader is told.
    pub docs: Doc,
}

/// `pub type UserId = String;`
#[derive(Clone, Debug, PartialEq)]
pub struct Alias {
    /// `UserId`.
    pub name: Ident,
    /// What a reader is told.
    pub docs: Doc,
    /// What it stands for.
    pub ty: Ty,
}

/// `pub struct Tree(pub Vec<Tree>);`: an alias that contains itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Newtype {
    /// `Tree`.
    pub name: Ident,
    /// What a reader is told.
    pub docs: Doc,
    /// What it wraps.
    pub ty: Ty,
}

/// An enum of the documented answers of one operation: its failures, or its successes where there are several types.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// `ListPetsError`, `ListPetsReply`.
    pub name: Ident,
    /// What a reader is told.
    pub docs: Doc,
    /// In document order, `default` last.
    pub variants: Vec<AnswerVariant>,
}

/// A documented answer.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerVariant {
    /// `NotFound`.
    pub name: Ident,
    /// Its key.
    pub status: crate::api::Status,
    /// What it holds and how it is read; `None`: no content, a variant without data.
    pub content: Option<(Ty, AnswerContent)>,
    /// What a reader is told.
    pub docs: Doc,
}

/// How the body of an answer inside an [`Answer`] is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum AnswerContent {
    Json,
    Text,
    Bytes,
}
