//! The packages of npm that hold the servers, in a folder that git passes over.

use crate::stop::Stop;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is installed; the exact versions stand here.
const PACKAGES: &[(&str, &str)] = &[("@stoplight/prism-cli", "5.14.2"), ("oidc-provider", "8.8.1")];
/// The oldest Node.js that these run on.
const NODE: u32 = 18;

/// Installs what is missing; gives the folder of the packages.
pub(super) fn install(root: &Path) -> Result<PathBuf, Stop> {
    let version = output("node", &["--version"])?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < NODE) {
        let version = version.trim();
        return Err(Stop::Failed(format!("Node.js {NODE} or newer is needed, `node --version` says {version}")));
    }
    let folder = root.join(".conformance");
    let manifest = folder.join("package.json");
    let wanted = PACKAGES.iter().map(|(name, version)| format!("\"{name}\": \"{version}\""));
    let wanted = format!("{{\"private\": true, \"dependencies\": {{{}}}}}\n", wanted.collect::<Vec<_>>().join(", "));
    let packages = folder.join("node_modules");
    let is_there = PACKAGES.iter().all(|(name, _)| packages.join(name).join("package.json").is_file());
    if is_there && fs::read_to_string(&manifest).is_ok_and(|text| text == wanted) {
        return Ok(packages);
    }
    println!("installing {} into .conformance", PACKAGES.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", "));
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&manifest, wanted))
        .map_err(|why| Stop::at(&manifest, "write", why))?;
    let installed = Command::new("npm")
        .current_dir(&folder)
        .args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"])
        .status();
    match installed {
        Ok(status) if status.success() => Ok(packages),
        Ok(status) => Err(Stop::Failed(format!("`npm install` in .conformance gave up: {status}"))),
        Err(why) => Err(missing("npm", &why)),
    }
}

fn output(program: &str, arguments: &[&str]) -> Result<String, Stop> {
    let output = Command::new(program).args(arguments).output().map_err(|why| missing(program, &why))?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn missing(program: &str, why: &std::io::Error) -> Stop {
    Stop::Failed(format!("cannot run `{program}`: {why}; `conformance` needs Node.js {NODE} or newer, with npm"))
}
