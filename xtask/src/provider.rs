//! The providers under `specs/`: what the generator is given for each.

use crate::kept;
use crate::source::Source;
use crate::stop::Stop;
use specwright::{File, Input, Settings};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// A provider under `specs/`.
pub(crate) struct Provider {
    /// What the generator is given.
    pub(crate) input: Input,
    /// `CHANGELOG.md`, which goes into the crate.
    pub(crate) changelog: Option<String>,
    /// `names.toml`, as it stands there.
    pub(crate) kept: Option<String>,
}

/// The folder of this repository.
pub(crate) fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_path_buf()
}

/// The names of the folders under `specs/`.
pub(crate) fn names(root: &Path) -> Result<Vec<String>, Stop> {
    let specs = root.join("specs");
    let mut names = Vec::new();
    for entry in fs::read_dir(&specs).map_err(|why| Stop::at(&specs, "list", why))? {
        let entry = entry.map_err(|why| Stop::at(&specs, "list", why))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() && !name.starts_with('.') {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// That there is no such provider, and which there are.
pub(crate) fn unknown(root: &Path, name: &str) -> Result<String, Stop> {
    let known = names(root)?;
    let names: Vec<&str> = known.iter().map(String::as_str).collect();
    let close = similar::get_close_matches(name, &names, 1, 0.6);
    let close = close.first().map(|close| format!("did you mean `{close}`? ")).unwrap_or_default();
    Ok(format!("there is no provider `{name}` under specs/; {close}there are {}", names.join(", ")))
}

/// Reads a provider.
pub(crate) fn read(root: &Path, name: &str) -> Result<Provider, Stop> {
    let folder = Path::new("specs").join(name);
    if !root.join(&folder).is_dir() {
        return Err(Stop::Failed(unknown(root, name)?));
    }
    let source = folder.join("source.toml");
    let source = Source::parse(&read_text(root, &source)?, &source)?;
    let spec = read_file(root, &folder.join("openapi.yaml"))?;
    let overlay = folder.join("overlay.yaml");
    let overlay = if root.join(&overlay).exists() { Some(read_file(root, &overlay)?) } else { None };
    let changelog = folder.join("CHANGELOG.md");
    let changelog = if root.join(&changelog).exists() { Some(read_text(root, &changelog)?) } else { None };
    let names = folder.join("names.toml");
    let kept = if root.join(&names).exists() { Some(read_text(root, &names)?) } else { None };
    let files = neighbours(&root.join(&folder), &folder, &spec.text)?;
    let settings = Settings { names: kept::read(kept.as_deref(), &names)?, ..source.settings() };
    Ok(Provider { input: Input { spec, overlay, files, settings, strict: false }, changelog, kept })
}

/// Reads a file that is shown as `path`, which is relative to `root`.
pub(crate) fn read_file(root: &Path, path: &Path) -> Result<File, Stop> {
    Ok(File { name: path.display().to_string(), text: read_text(root, path)? })
}

fn read_text(root: &Path, path: &Path) -> Result<String, Stop> {
    let bytes = fs::read(root.join(path)).map_err(|why| Stop::at(path, "read", why))?;
    String::from_utf8(bytes)
        .map_err(|why| Stop::at(path, "read", not_utf8(why.as_bytes(), why.utf8_error().valid_up_to())))
}

/// Where bytes are no UTF-8 after so many that are.
fn not_utf8(bytes: &[u8], valid: usize) -> String {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return "it is UTF-16; save it as UTF-8".to_owned();
    }
    let before = String::from_utf8_lossy(bytes.get(..valid).unwrap_or_default());
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    format!("it is not UTF-8 at line {line}, column {column}")
}

/// The files in `folder` that the document refers to, and those that these refer to. What lies outside, or is not
/// there, is left to the generator to report.
pub(crate) fn neighbours(folder: &Path, shown: &Path, text: &str) -> Result<BTreeMap<String, File>, Stop> {
    let mut files: BTreeMap<String, File> = BTreeMap::new();
    let mut found: Vec<String> = references(text).filter_map(|reference| resolve("", reference)).collect();
    while let Some(path) = found.pop() {
        if files.contains_key(&path) || !lies_in(folder, &path) {
            continue;
        }
        let file = File { name: shown.join(&path).display().to_string(), text: read_text(folder, Path::new(&path))? };
        found.extend(references(&file.text).filter_map(|reference| resolve(&path, reference)));
        files.insert(path, file);
    }
    Ok(files)
}

/// Whether a file lies in the folder, links followed.
fn lies_in(folder: &Path, path: &str) -> bool {
    match (folder.canonicalize(), folder.join(path).canonicalize()) {
        (Ok(folder), Ok(file)) => file.starts_with(folder) && file.is_file(),
        _ => false,
    }
}

/// The part before `#` of every `$ref` in a text, YAML or JSON, where it is not empty.
fn references(text: &str) -> impl Iterator<Item = &str> {
    text.split("$ref").skip(1).filter_map(|rest| {
        let rest = rest.trim_start_matches(['"', '\'']).trim_start().strip_prefix(':')?;
        let rest = rest.trim_start().trim_start_matches(['"', '\'']);
        let end = rest.find(['#', '"', '\'', '\n', '\r', '}', ',']).unwrap_or(rest.len());
        let path = rest.get(..end)?.trim();
        (!path.is_empty() && !path.contains("://")).then_some(path)
    })
}

/// The path of what `from` refers to, relative to the document's folder; `None` where that is outside.
fn resolve(from: &str, reference: &str) -> Option<String> {
    let mut path: Vec<&str> = from.split('/').collect();
    path.pop();
    for component in Path::new(reference).components() {
        match component {
            Component::Normal(part) => path.push(part.to_str()?),
            Component::CurDir => {}
            Component::ParentDir => {
                path.pop()?;
            }
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(path.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{references, resolve};

    #[test]
    fn references_to_files_are_found_in_both_spellings() {
        let text = "a: {$ref: './a.yaml#/A'}\nb:\n  $ref: b/c.yaml\nc: {\"$ref\": \"d.json\"}\nd: {$ref: '#/e'}\n$ref: https://x/y#";
        assert_eq!(references(text).collect::<Vec<_>>(), ["./a.yaml", "b/c.yaml", "d.json"]);
    }

    #[test]
    fn references_are_relative_to_where_they_stand() {
        assert_eq!(resolve("", "./a.yaml").as_deref(), Some("a.yaml"));
        assert_eq!(resolve("b/c.yaml", "../a.yaml").as_deref(), Some("a.yaml"));
        assert_eq!(resolve("b/c.yaml", "d.yaml").as_deref(), Some("b/d.yaml"));
        assert_eq!(resolve("b/c.yaml", "../../a.yaml"), None);
        assert_eq!(resolve("", "/etc/passwd"), None);
    }

    #[test]
    fn what_is_not_utf8_has_a_place() {
        for (bytes, valid, expected) in [
            (&b"a\nb\xff"[..], 3, "it is not UTF-8 at line 2, column 2"),
            (&b"\xff"[..], 0, "it is not UTF-8 at line 1, column 1"),
            (&b"\xff\xfea\0"[..], 0, "it is UTF-16; save it as UTF-8"),
        ] {
            assert_eq!(super::not_utf8(bytes, valid), expected);
        }
    }
}
