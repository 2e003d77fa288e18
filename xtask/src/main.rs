//! The commands of this repository: `cargo xtask help`.

mod call;
mod command;
mod conformance;
mod corpus;
mod diff;
mod explain;
mod generate;
mod inspect;
mod kept;
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

/// Generating makes many small things on threads of its own: a quarter of its time goes with the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
        let of = arguments.next()?;
        let Some(lexopt::Arg::Value(of)) = of else {
            print!("{}", command::help());
            return Ok(());
        };
        return help(&of.to_string_lossy());
    }
    if is_help_wanted(arguments.clone()) {
        return help(&name);
    }
    match COMMANDS.iter().find(|command| command.name == name) {
        Some(Command { run, .. }) => run(arguments),
        None => Err(unknown(&name)),
    }
}

/// Whether `--help` or `-h` stands anywhere before `--`.
fn is_help_wanted(mut arguments: lexopt::Parser) -> bool {
    let rest = arguments.raw_args().into_iter().flatten();
    rest.take_while(|word| word != "--").any(|word| word == "--help" || word == "-h")
}

/// Prints what a command is for.
fn help(name: &str) -> Result<(), Stop> {
    match COMMANDS.iter().find(|command| command.name == name) {
        Some(command) => {
            print!("{}", command::help_of(command));
            Ok(())
        }
        None if name == "help" => {
            print!("{}", command::help());
            Ok(())
        }
        None => Err(unknown(name)),
    }
}

fn unknown(name: &str) -> Stop {
    let names: Vec<&str> = COMMANDS.iter().map(|command| command.name).collect();
    let close = similar::get_close_matches(name, &names, 1, 0.6);
    let close = close.first().map(|close| format!("did you mean `{close}`? ")).unwrap_or_default();
    Stop::Usage(format!("there is no command `{name}`; {close}`cargo xtask help` lists them"))
}
