//! The commands of this repository: `cargo xtask help`.

mod command;
mod conformance;
mod corpus;
mod diff;
mod explain;
mod generate;
mod inspect;
mod provider;
mod source;
mod stop;
mod suggest_auth;
mod tidy;
mod vendor;
mod write;

use crate::command::{COMMANDS, Command};
use crate::stop::Stop;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            stop.report();
            stop.code()
        }
    }
}

fn run() -> Result<(), Stop> {
    let mut arguments = lexopt::Parser::from_env();
    let Some(first) = arguments.next()? else {
        return Err(Stop::Usage("which command? `cargo xtask help` lists them".to_owned()));
    };
    let name = match first {
        lexopt::Arg::Value(name) => name.to_string_lossy().into_owned(),
        lexopt::Arg::Short('h') | lexopt::Arg::Long("help") => "help".to_owned(),
        other => return Err(other.unexpected().into()),
    };
    if name == "help" {
        print!("{}", command::help());
        return Ok(());
    }
    match COMMANDS.iter().find(|command| command.name == name) {
        Some(Command { run, .. }) => run(arguments),
        None => Err(Stop::Usage(format!("there is no command `{name}`; `cargo xtask help` lists them"))),
    }
}
