//! The commands, as `help` and the README list them.

use crate::stop::Stop;

/// A command.
pub(crate) struct Command {
    /// `generate`.
    pub(crate) name: &'static str,
    /// What may follow the name, a line per form.
    pub(crate) usage: &'static [&'static str],
    /// What it does, in one line.
    pub(crate) about: &'static str,
    /// Does it.
    pub(crate) run: fn(lexopt::Parser) -> Result<(), Stop>,
}

/// Every command but `help`.
pub(crate) const COMMANDS: &[Command] = &[
    Command {
        name: "generate",
        usage: &[
            "[PROVIDER…] [--check] [--strict] [--timings]",
            "--spec FILE --name NAME --out DIR [--overlay FILE] [--runtime PATH] [--values-harness] [--strict] [--timings]",
        ],
        about: "writes the crates of the providers under specs/, or one of any document anywhere",
        run: crate::generate::run,
    },
    Command {
        name: "vendor",
        usage: &["NAME SOURCE…", "NAME | --all", "NAME… | --all --offline"],
        about: "adds or updates a provider from files, addresses or documentation pages, and says what that means for callers",
        run: crate::vendor::run,
    },
    Command {
        name: "diff",
        usage: &["[PROVIDER…] [--base REV] [--format table|markdown|json] [--fail-on major|minor|patch]"],
        about: "says what changed for callers since REV (HEAD; of another branch, where this one left it), with a verdict",
        run: crate::diff::run,
    },
    Command {
        name: "inspect",
        usage: &["SPEC [--overlay FILE]", "PROVIDER"],
        about: "prints the operations, types, security, servers and the ledger of any document",
        run: crate::inspect::run,
    },
    Command {
        name: "call",
        usage: &["PROVIDER", "PROVIDER OPERATION [--arg NAME=VALUE]… [--body JSON|@FILE|-] [--base-url URL]"],
        about: "lists what can be called, or sends one real request; secrets come from the environment and are not shown",
        run: crate::call::run,
    },
    Command {
        name: "explain",
        usage: &["[CODE]"],
        about: "explains a diagnostic, an entry of the ledger or a kind of change, with the lines that mend it",
        run: crate::explain::run,
    },
    Command {
        name: "suggest-auth",
        usage: &["SPEC [--overlay FILE]", "PROVIDER"],
        about: "prints an overlay with which the crate of any document obtains its tokens itself",
        run: crate::suggest_auth::run,
    },
    Command {
        name: "conformance",
        usage: &["[PROVIDER…]"],
        about: "runs the generated crates against servers that we did not write; needs Node.js",
        run: crate::conformance::run,
    },
    Command {
        name: "tidy",
        usage: &[""],
        about: "checks the rules of this repository that the compiler does not know",
        run: crate::tidy::run,
    },
    Command {
        name: "corpus",
        usage: &[
            "DIR [--only NAME]… [--jobs N] [--no-check] [--values N [--again]] [--timings] [--release] [--limit SECONDS]",
        ],
        about: "generates and compiles every document in a folder, and tries values on the crates",
        run: crate::corpus::run,
    },
];

/// What `cargo xtask help` prints.
pub(crate) fn help() -> String {
    COMMANDS.iter().map(help_of).collect()
}

/// What `cargo xtask COMMAND --help` prints.
pub(crate) fn help_of(command: &Command) -> String {
    let mut text = String::new();
    for usage in command.usage {
        text.push_str(format!("cargo xtask {} {usage}", command.name).trim_end());
        text.push('\n');
    }
    text.push_str(&format!("    {}\n", command.about));
    text
}
