//! What will be written: every name final, every choice made, no token in sight.
//!
//! `name` makes a [`Crate`] out of an API and `emit` writes it down. Nothing here decides anything, and nothing that
//! follows can fail: an [`Ident`] is a valid identifier, a [`Doc`] is text that rustdoc takes as it is.

mod item;
mod method;
mod token;

pub use item::{
    Alias, Answer, AnswerContent, AnswerVariant, Choice, ChoiceKind, ChoiceVariant, Field, Initial, Item, Newtype,
    ParameterWriter, PartKind, PartWriter, Presence, Struct, StructCodec, Union, UnionVariant,
};
pub use method::{
    Argument, ArgumentTy, Fails, Method, NextPage, PageField, Pagination, Reads, Sent, SentBody, SentKind, Source,
};
pub use token::{RefusalReads, TokenBody, TokenInput, TokenReads, TokenRequest, TokenSource, TokenValue, Way};

/// An identifier, raw where it has to be: `user_id`, `r#type`. Only `name` makes them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(pub String);

impl Ident {
    /// Without what makes it raw: `type` of `r#type`.
    pub fn plain(&self) -> &str {
        self.0.trim_start_matches("r#")
    }

    /// What longer names begin with: `type` of `r#type`, `self` of `self_`.
    pub(crate) fn stem(&self) -> &str {
        let plain = self.plain();
        let stem = plain.trim_end_matches('_');
        if stem.is_empty() { plain } else { stem }
    }
}

/// The text of a doc comment, its lines as they follow `///`, made safe by `name`; empty: no comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doc(pub Vec<String>);

/// A crate.
#[derive(Clone, Debug, PartialEq)]
pub struct Crate {
    /// Its manifest.
    pub package: Package,
    /// What stands at the top of `lib.rs`.
    pub docs: Doc,
    /// What the API is, as a constant.
    pub api: ApiConst,
    /// Its types, alphabetical.
    pub items: Vec<Item>,
    /// What each of [`crate::api::Api::types`] is called, by its [`crate::api::TypeId`]; what has no item of its own, since
    /// it was merged away or is not wanted, is `None`.
    pub names: Vec<Option<Ident>>,
    /// Its operations.
    pub groups: Vec<Group>,
    /// The ways to obtain a token that overlays describe.
    pub token_sources: Vec<TokenSource>,
    /// The lines of its `README.md`.
    pub readme: Vec<String>,
    /// For the binary `values`: `ApiError` in `#/components/schemas/ApiError`, and the type that it became.
    pub harness: Option<Vec<(String, Ty)>>,
}

/// A manifest.
#[derive(Clone, Debug, PartialEq)]
pub struct Package {
    /// `form-oauth`.
    pub name: String,
    /// `0.1.0`.
    pub version: String,
    /// One line.
    pub description: String,
    /// How the manifest names the runtime.
    pub runtime: RuntimeDependency,
    /// Features of the runtime that its types need.
    pub features: Vec<String>,
    /// Lints of clippy that only the document decides, each with its reason.
    pub lints: Vec<(String, String)>,
}

/// How a manifest names the runtime.
#[derive(Clone, Debug, PartialEq)]
pub enum RuntimeDependency {
    /// `workspace = true`: the crate is a member of this workspace, and takes version, edition and licence from it.
    Workspace,
    /// `path = "…"`: the crate stands alone.
    Path(String),
    /// `version = "…"`: the crate stands alone.
    Version(String),
}

/// What the runtime is told about the API as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct ApiConst {
    /// `DynamoSQL API`.
    pub title: String,
    /// The URLs of the servers, variables filled in with their defaults; relative ones left out. The first is the default.
    pub servers: Vec<ServerConst>,
    /// The schemes.
    pub schemes: Vec<SchemeConst>,
    /// What an operation needs unless it says otherwise: alternatives of scheme keys.
    pub security: Vec<Vec<String>>,
}

/// A server that has more to choose than its URL.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerConst {
    /// `https://{region}.example.com/v1`.
    pub url: String,
    /// `Production`.
    pub description: Option<String>,
    /// Name, default, and what it may be.
    pub variables: Vec<(String, String, Vec<String>)>,
}

/// A scheme.
#[derive(Clone, Debug, PartialEq)]
pub struct SchemeConst {
    /// `cognitoJwt`.
    pub key: String,
    /// How the credential travels.
    pub kind: crate::api::SchemeKind,
}

/// Operations that stand together.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// `None`: methods of `Client`, in `lib.rs`. Otherwise a module with a handle of its own.
    pub module: Option<GroupModule>,
    /// In document order.
    pub methods: Vec<Method>,
}

/// A module of operations.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupModule {
    /// `pets`: the module, and the method of `Client` that gives the handle.
    pub name: Ident,
    /// `Pets`: the handle.
    pub handle: Ident,
    /// What a reader is told.
    pub docs: Doc,
}

/// A type where it stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Ty {
    /// `()`.
    Unit,
    /// `bool`, `i64`, `f64`, `u32`, `String`: a type of the prelude.
    Plain(&'static str),
    /// A type of the runtime without parameters: `Secret`, `DateTime`, `Value`, `Bytes`, `ByteStream`, `FilePart`, `NoError`, `Never`.
    Runtime(&'static str),
    /// A type of the runtime with a parameter: `Embedded<T>`, `EventStream<T>`, `LineStream<T>`.
    RuntimeOf(&'static str, Box<Ty>),
    /// `Option<T>`.
    Option(Box<Ty>),
    /// `Vec<T>`.
    Vec(Box<Ty>),
    /// `BTreeMap<String, T>`.
    Map(Box<Ty>),
    /// `(A, B)`; of one, `(A,)`.
    Tuple(Vec<Ty>),
    /// `Box<T>`.
    Box(Box<Ty>),
    /// A type of this crate: `types::T` outside of `types`, `T` inside.
    Item(Ident),
    /// `&T`; of a `String`, `&str`; of a `Vec<T>`, `&[T]`.
    Ref(Box<Ty>),
}

impl Ty {
    /// Visits this type, and those that it is made of.
    pub(crate) fn each<'t>(&'t self, visit: &mut dyn FnMut(&'t Ty)) {
        visit(self);
        match self {
            Ty::Unit | Ty::Plain(_) | Ty::Runtime(_) | Ty::Item(_) => {}
            Ty::RuntimeOf(_, ty) | Ty::Option(ty) | Ty::Vec(ty) | Ty::Map(ty) | Ty::Box(ty) | Ty::Ref(ty) => {
                ty.each(visit)
            }
            Ty::Tuple(places) => places.iter().for_each(|ty| ty.each(visit)),
        }
    }
}
