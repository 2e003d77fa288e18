//! Every fixture is the smallest document that shows one idea; its snapshot is all the Rust that is written for it.
//!
//! A fixture `idea.30.yaml` says the same as `idea.yaml` in OpenAPI 3.0, and must give the same bytes.

use specwright::{File, Input, Layout, Output, Settings};
use std::path::{Path, PathBuf};
use std::{env, fs};

#[test]
fn fixtures_give_what_was_reviewed() {
    for (name, text) in fixtures("tests/fixtures") {
        if name.ends_with(".30") {
            continue;
        }
        let output = generate(&name, &text);
        let mut files: Vec<_> = output.files.iter().filter(|(path, _)| path.starts_with("src/")).collect();
        files.sort_by_key(|(path, _)| !path.ends_with("types.rs"));
        let mut written = String::new();
        for (path, text) in files {
            written.push_str(&format!("//// {path}\n{text}\n"));
        }
        snapshot(&name, &text, &written);
        snapshot(&format!("{name}.outline"), &text, &output.outline);
    }
}

#[test]
fn twins_give_the_same_bytes() {
    for (name, text) in fixtures("tests/fixtures") {
        let Some(twin) = name.strip_suffix(".30") else { continue };
        let other = fs::read_to_string(format!("tests/fixtures/{twin}.yaml")).unwrap();
        assert_eq!(generate(&name, &text).files, generate(twin, &other).files, "{name}.yaml and {twin}.yaml differ");
    }
}

#[test]
fn generating_twice_gives_the_same_bytes() {
    for (name, text) in fixtures("tests/fixtures") {
        assert_eq!(generate(&name, &text).files, generate(&name, &text).files, "{name}.yaml");
    }
}

/// The fixtures of a folder, by name; `FIXTURE=unions` tries one.
fn fixtures(folder: &str) -> Vec<(String, String)> {
    let only = env::var("FIXTURE").ok();
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let name = |path: &Path| path.file_name()?.to_str()?.strip_suffix(".yaml").map(str::to_owned);
    let named = paths.iter().filter_map(|path| Some((name(path)?, fs::read_to_string(path).unwrap())));
    named.filter(|(name, _)| only.as_ref().is_none_or(|only| name.starts_with(only))).collect()
}

fn generate(name: &str, text: &str) -> Output {
    let layout = if text.starts_with("# Layout of tags") { Layout::Tags } else { Layout::Flat };
    let settings = Settings { name: "fixture".to_owned(), layout, ..Settings::default() };
    let spec = File { name: format!("{name}.yaml"), text: text.to_owned() };
    match specwright::generate(&Input { spec, settings, ..Input::default() }) {
        Ok(output) => output,
        Err(diagnostics) => panic!("{name}.yaml: {diagnostics:#?}"),
    }
}

fn snapshot(name: &str, fixture: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_snapshot_path("snapshots/fixtures");
    settings.set_omit_expression(true);
    settings.set_description(fixture.lines().next().unwrap_or_default().trim_start_matches("# "));
    settings.bind(|| insta::assert_snapshot!(name, text));
}
