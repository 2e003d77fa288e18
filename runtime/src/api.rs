//! What a generated crate says of its API, once: servers and security.

/// One API, as a constant of the crate.
#[derive(Debug)]
pub struct Api {
    /// `DynamoSQL API`.
    pub title: &'static str,
    /// The first is the one that is used.
    pub servers: &'static [Server],
    /// The ways to prove who calls.
    pub schemes: &'static [Scheme],
    /// What an operation needs unless it says otherwise: alternatives, each a set of keys of schemes.
    pub security: Security,
}

/// Alternatives, each a set of keys of schemes that are all needed. None at all: nothing is needed.
pub type Security = &'static [&'static [&'static str]];

/// How many variables the URL of a server may have.
const VARIABLES: usize = 16;

/// A place where an API is served.
#[derive(Clone, Copy, Debug)]
pub struct Server {
    pub(crate) url: &'static str,
    pub(crate) variables: [Option<Variable>; VARIABLES],
}

/// A server of an operation: its URL, and its variables with their defaults and the values that they may have.
pub type OwnServer = (&'static str, &'static [OwnVariable]);

/// Name, default and values of a variable.
pub type OwnVariable = (&'static str, &'static str, &'static [&'static str]);

/// A part of a server's URL that the caller chooses.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Variable {
    pub(crate) name: &'static str,
    pub(crate) default: &'static str,
    pub(crate) values: &'static [&'static str],
}

impl Server {
    /// At this URL, which may hold `{variables}`.
    pub const fn new(url: &'static str) -> Self {
        Self { url, variables: [None; VARIABLES] }
    }

    /// With this variable, its default, and the values it may have (any, where none are listed).
    pub const fn variable(
        mut self,
        name: &'static str,
        default: &'static str,
        values: &'static [&'static str],
    ) -> Self {
        let mut at = 0;
        while at < VARIABLES {
            if self.variables[at].is_none() {
                self.variables[at] = Some(Variable { name, default, values });
                return self;
            }
            at += 1;
        }
        self
    }
}

/// A way to prove who calls.
#[derive(Clone, Copy, Debug)]
pub struct Scheme {
    pub(crate) key: &'static str,
    pub(crate) kind: SchemeKind,
}

/// How a credential travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SchemeKind {
    Bearer,
    Basic,
    /// `Authorization: <this> …`.
    Http(&'static str),
    Header(&'static str),
    Query(&'static str),
    Cookie(&'static str),
    MutualTls,
}

impl Scheme {
    /// `Authorization: Bearer …`.
    pub const fn bearer(key: &'static str) -> Self {
        Self { key, kind: SchemeKind::Bearer }
    }

    /// `Authorization: Basic …`.
    pub const fn basic(key: &'static str) -> Self {
        Self { key, kind: SchemeKind::Basic }
    }

    /// `Authorization: <scheme> …`.
    pub const fn http(key: &'static str, scheme: &'static str) -> Self {
        Self { key, kind: SchemeKind::Http(scheme) }
    }

    /// A key in the header of this name.
    pub const fn header(key: &'static str, name: &'static str) -> Self {
        Self { key, kind: SchemeKind::Header(name) }
    }

    /// A key in the query parameter of this name.
    pub const fn query(key: &'static str, name: &'static str) -> Self {
        Self { key, kind: SchemeKind::Query(name) }
    }

    /// A key in the cookie of this name.
    pub const fn cookie(key: &'static str, name: &'static str) -> Self {
        Self { key, kind: SchemeKind::Cookie(name) }
    }

    /// A client certificate: a matter of the transport.
    pub const fn mutual_tls(key: &'static str) -> Self {
        Self { key, kind: SchemeKind::MutualTls }
    }
}
