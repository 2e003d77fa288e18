//! From the text of a program to what it says.

use super::find::Found;
use super::secrets::Secrets;
use crate::provider;
use crate::stop::Stop;
use crate::write::{self, Change};
use serde_json::Value;
use specwright::Output;
use specwright::rust::RuntimeDependency;
use std::fs;
use std::io::{BufRead, BufReader, IsTerminal, Write, stderr};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const SUPPORT: &str = include_str!("support.rs");

/// A program that is built.
pub(super) struct Program(PathBuf);

impl Program {
    /// Writes and builds it; what was built before is built no second time.
    pub(super) fn build(output: &Output, found: &Found<'_>, text: &str) -> Result<Self, Stop> {
        let root = provider::root();
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
        let target = std::path::absolute(&target).map_err(|why| Stop::at(&target, "find", why))?;
        let package = &output.krate.package.name;
        let name = format!("call-{package}-{}", found.name().replace('.', "-"));
        let (client, folder) = (target.join("call").join(package), target.join("call").join(&name));
        let mut files: Vec<(PathBuf, String)> = output
            .files
            .iter()
            .filter(|(path, _)| path.ends_with(".rs"))
            .map(|(path, text)| (client.join(path), text.clone()))
            .collect();
        files.push((client.join("Cargo.toml"), client_manifest(output)));
        files.push((folder.join("Cargo.toml"), manifest(&name, package, &client, &root)));
        files.push((folder.join("src/main.rs"), text.to_owned()));
        files.push((folder.join("src/support.rs"), SUPPORT.to_owned()));
        let lock = root.join("Cargo.lock");
        if !folder.join("Cargo.lock").exists() {
            let text = fs::read_to_string(&lock).map_err(|why| Stop::at(&lock, "read", why))?;
            files.push((folder.join("Cargo.lock"), text));
        }
        let _alone = alone(&target.join("call"))?;
        let changes: Vec<Change> = files.into_iter().filter_map(change).collect();
        write::apply(&changes.iter().collect::<Vec<_>>())?;
        if stderr().is_terminal() {
            eprintln!("building {name} …");
        }
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let built = Command::new(cargo)
            .current_dir(&folder)
            .args(["build", "--quiet", "--target-dir"])
            .arg(&target)
            .stdin(Stdio::null())
            .output()
            .map_err(|why| Stop::Failed(format!("cannot start cargo: {why}")))?;
        if built.status.success() {
            return Ok(Self(target.join("debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))));
        }
        let said = String::from_utf8_lossy(&built.stderr);
        Err(Stop::Failed(format!("cargo could not build the call in {}:\n{}", folder.display(), said.trim_end())))
    }

    /// Runs it, and shows what it says without what is secret.
    pub(super) fn run(&self, input: &Value, secrets: &Secrets, missing: &dyn Fn() -> String) -> Result<(), Stop> {
        let cannot = |why: std::io::Error| Stop::Failed(format!("cannot run `{}`: {why}", self.0.display()));
        let mut child = Command::new(&self.0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .map_err(cannot)?;
        if let Some(mut stdin) = child.stdin.take() {
            stdin.write_all(input.to_string().as_bytes()).map_err(cannot)?;
        }
        let mut stop = None;
        for line in child.stdout.take().map(BufReader::new).into_iter().flat_map(BufRead::lines).map_while(Result::ok) {
            stop = say(&line, secrets, missing).or(stop);
        }
        let status = child.wait().map_err(cannot)?;
        match stop {
            Some(stop) => Err(stop),
            None if status.success() => Ok(()),
            None => Err(Stop::Failed(format!("the program of the call ended with {status}"))),
        }
    }
}

/// Shows one line of what the program says; a failure is given back.
fn say(line: &str, secrets: &Secrets, missing: &dyn Fn() -> String) -> Option<Stop> {
    let Ok(said) = serde_json::from_str::<Value>(line) else { return None };
    let text = |key: &str| said.get(key).and_then(Value::as_str).map(|text| secrets.clean(text));
    if let Some(status) = text("status") {
        println!("{status}, {}", text("type").unwrap_or_default());
    }
    let shown = |key: &str| {
        let mut value = said.get(key)?.clone();
        secrets.hide(&mut value);
        Some(value)
    };
    for value in [shown("value"), shown("item")].into_iter().flatten().filter(|value| !value.is_null()) {
        println!("{value:#}");
    }
    if let Some(raw) = said.get("raw").and_then(Value::as_str) {
        match serde_json::from_str::<Value>(raw) {
            Ok(mut value) => {
                secrets.hide(&mut value);
                println!("{value:#}");
            }
            Err(_) => println!("{} bytes that are no JSON", raw.len()),
        }
    }
    let mut why = text("error").or_else(|| text("refused"))?;
    if why.contains("needs credentials for") {
        why.push_str(&format!("\nset {}", missing()));
    }
    Some(Stop::Failed(why))
}

/// Keeps others who call out of the folder until it is dropped.
fn alone(folder: &Path) -> Result<fs::File, Stop> {
    let path = folder.join("lock");
    let made = fs::create_dir_all(folder).and_then(|()| fs::File::create(&path));
    made.and_then(|file| file.lock().map(|()| file)).map_err(|why| Stop::at(&path, "lock", why))
}

fn change((path, after): (PathBuf, String)) -> Option<Change> {
    let before = fs::read_to_string(&path).ok();
    (before.as_ref() != Some(&after)).then(|| Change { shown: path.clone(), path, before, after: Some(after) })
}

/// The crate's own manifest asks for an async transport, which one call does not need.
fn client_manifest(output: &Output) -> String {
    let package = &output.krate.package;
    let path = match &package.runtime {
        RuntimeDependency::Path(path) => path.as_str(),
        RuntimeDependency::Workspace | RuntimeDependency::Version(_) => "",
    };
    let mut features = vec!["jiff".to_owned(), "ureq".to_owned()];
    features.extend(package.features.iter().cloned());
    format!(
        "[package]\nname = {:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         specwright-runtime = {{ path = {path:?}, default-features = false, features = {features:?} }}\n\n[workspace]\n",
        package.name
    )
}

fn manifest(name: &str, package: &str, client: &Path, root: &Path) -> String {
    let (client, runtime) = (client.to_string_lossy(), root.join("runtime"));
    format!(
        "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         api = {{ path = {client:?}, package = {package:?} }}\n\
         specwright-runtime = {{ path = {:?}, default-features = false }}\n\n[workspace]\n",
        runtime.to_string_lossy()
    )
}
