//! What the command line asks for.

use super::Job;
use crate::provider;
use crate::stop::Stop;
use lexopt::prelude::{Long, Short, Value, ValueExt};
use specwright::{Input, Runtime, Settings};
use std::path::{Path, PathBuf};

/// What the command line asks for.
pub(super) struct Request {
    pub(super) what: What,
    /// Write nothing, and fail where something would be written.
    pub(super) check: bool,
    /// A broken rule in one place of a document is an error.
    pub(super) strict: bool,
    /// Tell how long each pass took.
    pub(super) timings: bool,
}

/// The documents that are meant.
pub(super) enum What {
    /// Those of these providers; of all, where none is named.
    Providers(Vec<String>),
    /// One that lies anywhere.
    Document(Document),
}

/// A document that lies anywhere.
#[derive(Default)]
pub(super) struct Document {
    spec: PathBuf,
    overlay: Option<PathBuf>,
    name: String,
    out: PathBuf,
    runtime: Option<PathBuf>,
    values_harness: bool,
}

/// Reads the command line.
pub(super) fn parse(mut arguments: lexopt::Parser) -> Result<Request, Stop> {
    let (mut names, mut check, mut strict, mut timings) = (Vec::new(), false, false, false);
    let (mut spec, mut name, mut out, mut rest) = (None, None, None, Document::default());
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(provider) => names.push(provider.string()?),
            Long("check") => check = true,
            Long("strict") => strict = true,
            Long("timings") => timings = true,
            Long("spec") => spec = Some(PathBuf::from(arguments.value()?)),
            Long("name") => name = Some(arguments.value()?.string()?),
            Long("out") => out = Some(PathBuf::from(arguments.value()?)),
            Long("overlay") => rest.overlay = Some(arguments.value()?.into()),
            Long("runtime") => rest.runtime = Some(arguments.value()?.into()),
            Long("values-harness") => rest.values_harness = true,
            Short(_) | Long(_) => return Err(argument.unexpected().into()),
        }
    }
    let what = match (spec, name, out) {
        (Some(_), _, _) if !names.is_empty() => {
            return Err(Stop::Usage("either providers or `--spec`, not both".to_owned()));
        }
        (Some(spec), Some(name), Some(out)) => What::Document(Document { spec, name, out, ..rest }),
        (Some(_), _, _) => return Err(Stop::Usage("`--spec` needs `--name` and `--out`".to_owned())),
        (None, None, None) if rest.overlay.is_none() && rest.runtime.is_none() && !rest.values_harness => {
            What::Providers(names)
        }
        (None, ..) => {
            let options = "`--name`, `--out`, `--overlay`, `--runtime` and `--values-harness`";
            return Err(Stop::Usage(format!("{options} go with `--spec FILE`")));
        }
    };
    Ok(Request { what, check, strict, timings })
}

impl Request {
    /// The command that mends a drift.
    pub(super) fn mend(&self) -> String {
        match &self.what {
            What::Providers(names) => format!("cargo xtask generate {}", names.join(" ")).trim_end().to_owned(),
            What::Document(document) => {
                let Document { spec, name, out, .. } = document;
                format!("cargo xtask generate --spec {} --name {name} --out {}", spec.display(), out.display())
            }
        }
    }
}

impl Document {
    /// The job of making a crate that stands alone.
    pub(super) fn job(&self, root: &Path, strict: bool) -> Result<Job, Stop> {
        if !is_package_name(&self.name) {
            return Err(Stop::Usage(format!("`{}` cannot be a crate's name", self.name)));
        }
        let here = Path::new("");
        let spec = provider::read_file(here, &self.spec)?;
        let overlay = self.overlay.as_deref().map(|path| provider::read_file(here, path)).transpose()?;
        let beside = self.spec.parent().filter(|path| !path.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let files = provider::neighbours(beside, beside, &spec.text)?;
        let settings = Settings {
            name: self.name.clone(),
            runtime: Runtime::Path(self.runtime(root)?),
            values_harness: self.values_harness,
            ..Settings::default()
        };
        Ok(Job {
            label: self.name.clone(),
            input: Input { spec, overlay, files, settings, strict },
            changelog: None,
            folder: self.out.clone(),
            shown: self.out.clone(),
        })
    }

    /// How the crate finds the runtime: relative inside of this repository, absolute elsewhere.
    fn runtime(&self, root: &Path) -> Result<String, Stop> {
        let wanted = self.runtime.clone().unwrap_or_else(|| root.join("runtime"));
        let runtime = wanted.canonicalize().map_err(|why| Stop::at(&wanted, "find the runtime at", why))?;
        if !runtime.join("Cargo.toml").is_file() {
            return Err(Stop::Failed(format!("`{}` is no crate: it has no Cargo.toml", wanted.display())));
        }
        let out = std::path::absolute(&self.out).map_err(|why| Stop::at(&self.out, "find", why))?;
        let way = way(root, &out, &runtime).unwrap_or(runtime);
        Ok(way.to_string_lossy().replace('\\', "/"))
    }
}

/// The way from one folder to another, where both lie in `root`.
fn way(root: &Path, from: &Path, to: &Path) -> Option<PathBuf> {
    let (from, to) = (from.strip_prefix(root).ok()?, to.strip_prefix(root).ok()?);
    let ups = from.components().map(|_| "..");
    Some(ups.collect::<PathBuf>().join(to))
}

/// Cargo's rule, in ASCII: a letter, then letters, digits, `-` and `_`.
pub(crate) fn is_package_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|each| each.is_ascii_alphanumeric() || each == '-' || each == '_')
}

#[cfg(test)]
mod tests {
    use super::{What, is_package_name, parse, way};
    use std::path::{Path, PathBuf};

    fn parsed(arguments: &[&str]) -> Result<super::Request, crate::stop::Stop> {
        parse(lexopt::Parser::from_args(arguments))
    }

    #[test]
    fn providers_and_documents_are_told_apart() {
        let request = parsed(&["dollr", "--check"]).unwrap();
        assert!(request.check);
        assert_eq!(request.mend(), "cargo xtask generate dollr");
        assert!(matches!(request.what, What::Providers(names) if names == ["dollr"]));
        let request = parsed(&["--spec", "a.yaml", "--name", "a", "--out", "b"]).unwrap();
        assert!(matches!(request.what, What::Document(_)));
    }

    #[test]
    fn wrong_usage_is_refused() {
        for wrong in [
            &["--spec", "a.yaml"][..],
            &["--spec", "a.yaml", "--name", "a", "--out", "b", "dollr"],
            &["--values-harness"],
            &["--name", "a"],
            &["--frobnicate"],
            &["-x"],
        ] {
            assert!(parsed(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn the_runtime_is_found_from_anywhere() {
        let root = Path::new("/repo");
        assert_eq!(way(root, Path::new("/repo/a/b"), Path::new("/repo/runtime")), Some("../../runtime".into()));
        assert_eq!(way(root, Path::new("/tmp/a"), Path::new("/repo/runtime")), None::<PathBuf>);
    }

    #[test]
    fn names_of_crates() {
        assert!(is_package_name("form-oauth") && is_package_name("a1_b"));
        assert!(!is_package_name("") && !is_package_name("1a") && !is_package_name("a/b") && !is_package_name("é"));
    }
}
