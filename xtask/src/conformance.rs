//! `cargo xtask conformance`: the generated crates against servers that we did not write.

mod npm;
mod serve;

use crate::provider;
use crate::stop::Stop;
use lexopt::prelude::{Long, Short, Value, ValueExt};
use serve::Running;
use std::path::Path;
use std::process::Command;

/// The providers that Prism stands in for, and the authorization server that is run itself.
const PROVIDERS: &[&str] = &["dollr", "dynamosql", "form-oauth", "nitro-sign", OIDC];
const OIDC: &str = "oidc-provider";
/// A secret that basic authentication and forms have to encode.
const SECRET: &str = "s&=+ %x~";

/// Runs the command.
pub(crate) fn run(mut arguments: lexopt::Parser) -> Result<(), Stop> {
    let mut names = Vec::new();
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(name) => names.push(name.string()?),
            Short(_) | Long(_) => return Err(argument.unexpected().into()),
        }
    }
    if let Some(name) = names.iter().find(|name| !PROVIDERS.contains(&name.as_str())) {
        return Err(Stop::Usage(format!("`{name}` is none of {}", PROVIDERS.join(", "))));
    }
    let root = provider::root();
    let packages = npm::install(&root)?;
    build(&root)?;
    let mut failed = Vec::new();
    for name in PROVIDERS.iter().filter(|name| names.is_empty() || names.iter().any(|wanted| wanted == *name)) {
        let server = if *name == OIDC {
            println!("{name}: serves itself");
            Running::oidc_provider(&packages, SECRET)?
        } else {
            println!("{name}: Prism serves specs/{name}/openapi.yaml");
            Running::prism(&packages, &root.join("specs").join(name).join("openapi.yaml"))?
        };
        if !client(&root, name, &server.url)? {
            failed.push(*name);
        }
    }
    match failed.as_slice() {
        [] => Ok(()),
        failed => Err(Stop::Failed(format!("{} did not conform", failed.join(", ")))),
    }
}

/// The client is an example, so that the commands do not depend on what they generate.
fn cargo(root: &Path, command: &str) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root).args([command, "--quiet", "--package", "xtask", "--example", "conformance"]);
    cargo
}

fn build(root: &Path) -> Result<(), Stop> {
    let status = cargo(root, "build").status().map_err(|why| Stop::Failed(format!("cannot run cargo: {why}")))?;
    if status.success() { Ok(()) } else { Err(Stop::Failed("the generated crates do not compile".to_owned())) }
}

/// Whether every call of a provider's crate went as documented.
fn client(root: &Path, name: &str, url: &str) -> Result<bool, Stop> {
    let status = cargo(root, "run").args(["--", name, url, SECRET]).status();
    Ok(status.map_err(|why| Stop::Failed(format!("cannot run cargo: {why}")))?.success())
}
