//! `cargo xtask call PROVIDER OPERATION`: one real request, made by the provider's own crate.
//!
//! The crate is generated anew and a program of a few lines beside it, which makes the one call: so arguments and answers
//! go through the crate's types, and no provider needs code of its own. What is secret comes from the environment and is
//! never shown.

mod environment;
mod find;
mod inputs;
mod list;
mod program;
mod run;
mod secrets;
#[cfg(test)]
mod support;
mod values;

use crate::generate::rendered;
use crate::provider;
use crate::stop::Stop;
use inputs::{Body, Given};
use lexopt::prelude::{Long, Short, Value, ValueExt};
use secrets::Secrets;
use specwright::{Output, Runtime};

/// What the command line asks for.
#[derive(Debug, Default)]
struct Request {
    provider: String,
    operation: Option<String>,
    arguments: Vec<(String, String)>,
    body: Option<Body>,
    base_url: Option<String>,
}

/// Runs the command.
pub(crate) fn run(arguments: lexopt::Parser) -> Result<(), Stop> {
    let request = parse(arguments)?;
    let output = made(&request.provider)?;
    let Some(operation) = &request.operation else {
        print!("{}", list::operations(&output));
        return Ok(());
    };
    let found = find::operation(&output, &request.provider, operation)?;
    let environment = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let mut secrets = Secrets::of(&output);
    let inputs = inputs::of(&output, &found, &secrets);
    let given = Given { arguments: &request.arguments, body: request.body.as_ref() };
    let values = inputs::fill(&output.krate, &found, &inputs, &given, &secrets, &environment)?;
    let access = environment::access(&output, request.base_url.as_deref(), &environment)?;
    inputs
        .iter()
        .filter(|input| input.secret)
        .filter_map(|input| environment(&input.variable))
        .for_each(|value| secrets.learn(&value));
    access.secrets.iter().for_each(|value| secrets.learn(value));
    let text = program::main(&output.krate, &found, &values, &access.source);
    let program = run::Program::build(&output, &found, &text)?;
    let input = serde_json::json!({
        "values": values,
        "base_url": access.base_url,
        "credentials": access.credentials,
    });
    program.run(&input, &secrets, &|| environment::missing(&output, &found))
}

fn parse(mut arguments: lexopt::Parser) -> Result<Request, Stop> {
    let (mut words, mut request) = (Vec::new(), Request::default());
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(word) => words.push(word.string()?),
            Long("arg") => {
                let text = arguments.value()?.string()?;
                let (name, value) = text
                    .split_once('=')
                    .ok_or_else(|| Stop::Usage(format!("`--arg {text}` has no value: `--arg name=value`")))?;
                request.arguments.push((name.to_owned(), value.to_owned()));
            }
            Long("body") => request.body = Some(Body::read(&arguments.value()?.string()?)?),
            Long("base-url") => request.base_url = Some(arguments.value()?.string()?),
            Short(_) | Long(_) => return Err(argument.unexpected().into()),
        }
    }
    let mut words = words.into_iter();
    let usage = "which provider? `cargo xtask call PROVIDER` lists its operations".to_owned();
    request.provider = words.next().ok_or(Stop::Usage(usage))?;
    request.operation = words.next();
    match words.next() {
        Some(word) => Err(Stop::Usage(format!("`{word}`: arguments are passed as `--arg name=value`"))),
        None => Ok(request),
    }
}

/// The provider's crate, which stands alone.
fn made(name: &str) -> Result<Output, Stop> {
    let root = provider::root();
    let mut input = provider::read(&root, name)?.input;
    input.settings.runtime = Runtime::Path(root.join("runtime").to_string_lossy().replace('\\', "/"));
    specwright::generate(&input).map_err(|diagnostics| Stop::Rendered(rendered(&diagnostics, &input)))
}
