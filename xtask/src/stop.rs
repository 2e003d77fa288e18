//! Why a command stopped before its end.

use std::fmt::Display;
use std::io::{IsTerminal, stderr};
use std::path::Path;
use std::process::ExitCode;

/// Why a command stopped before its end.
#[derive(Debug)]
pub(crate) enum Stop {
    /// It was called wrongly: exit code 2.
    Usage(String),
    /// It could not do it, or what it checks does not hold: exit code 1.
    Failed(String),
    /// The same, rendered already.
    Rendered(String),
}

impl Stop {
    /// Something that could not be done with a file or a folder.
    pub(crate) fn at(path: &Path, what: &str, why: impl Display) -> Self {
        Self::Failed(format!("cannot {what} `{}`: {why}", path.display()))
    }

    /// Tells the user.
    pub(crate) fn report(&self) {
        match self {
            Self::Usage(text) | Self::Failed(text) if stderr().is_terminal() => {
                eprintln!("\x1b[1;31merror\x1b[0m: {text}");
            }
            Self::Usage(text) | Self::Failed(text) => eprintln!("error: {text}"),
            Self::Rendered(text) => eprintln!("{}", text.trim_end()),
        }
    }

    /// What the shell is told.
    pub(crate) fn code(&self) -> ExitCode {
        match self {
            Self::Usage(_) => ExitCode::from(2),
            Self::Failed(_) | Self::Rendered(_) => ExitCode::FAILURE,
        }
    }
}

impl From<lexopt::Error> for Stop {
    fn from(error: lexopt::Error) -> Self {
        Self::Usage(error.to_string())
    }
}
