//! The ways in which a call can fail.

use std::fmt;

/// What went wrong with a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request could not be made of what was given; nothing was sent.
    Build,
    /// No credential that the operation needs was given, or it would have travelled unencrypted; nothing was sent.
    Credentials,
    /// No token could be obtained; the call itself was not sent.
    Token,
    /// No connection was made.
    Connect,
    /// It took too long.
    Timeout,
    /// The connection broke, or what came was no HTTP.
    Broken,
    /// A layer refused the request.
    Refused,
    /// The body of the answer is larger than the client takes.
    TooLarge,
    /// The server answered with a failure that the document describes.
    Documented,
    /// The server answered with a status for which the document describes no body, or with a body that is not as described.
    Unexpected,
}

impl ErrorKind {
    /// `timeout`: for metrics and logs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Build => "build",
            Self::Credentials => "credentials",
            Self::Token => "token",
            Self::Connect => "connect",
            Self::Timeout => "timeout",
            Self::Broken => "broken",
            Self::Refused => "refused",
            Self::TooLarge => "too_large",
            Self::Documented => "documented",
            Self::Unexpected => "unexpected",
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Build => "the request cannot be made",
            Self::Credentials => "the credentials cannot be sent",
            Self::Token => "no token was obtained",
            Self::Connect => "no connection was made",
            Self::Timeout => "it took too long",
            Self::Broken => "the connection broke",
            Self::Refused => "the request was refused before it was sent",
            Self::TooLarge => "the answer is too large",
            Self::Documented => "the server reports a failure",
            Self::Unexpected => "the answer is not as documented",
        })
    }
}
