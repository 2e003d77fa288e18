//! The commands as a user runs them.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn xtask(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("..")).args(arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A folder that is empty and of this test alone.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn generated_is_what_generate_writes() {
    let output = xtask(&["generate", "--check"]);
    assert!(output.status.success(), "{}", said(&output));
}

#[test]
fn vendored_documents_are_what_was_vendored() {
    let output = xtask(&["vendor", "--all", "--offline"]);
    assert!(output.status.success(), "{}", said(&output));
}

#[test]
fn the_repository_is_tidy() {
    let output = xtask(&["tidy"]);
    assert!(output.status.success(), "{}", said(&output));
}

#[test]
fn wrong_usage_is_2_and_what_cannot_be_done_is_1() {
    for (arguments, code, text) in [
        (&["polish"][..], 2, "there is no command `polish`"),
        (&["generat"], 2, "did you mean `generate`"),
        (&["corpus"], 2, "which folder?"),
        (&["corpus", "no-folder"], 1, "`no-folder` is no folder"),
        (&["vendor"], 2, "what? `NAME SOURCE…` adds or updates"),
        (&["vendor", "acme"], 1, "`cargo xtask vendor acme SOURCE…` adds one"),
        (&["vendor", "form-oauth", "README.md"], 1, "is ours, written by hand"),
        (&["generate", "dolar"], 1, "did you mean `dollr`?"),
        (&["inspect", "nothing"], 1, "there is no file `nothing`, and there is no provider `nothing`"),
        (&["explain", "overlay"], 1, "close: overlay-copy, overlay-form"),
        (&["generate", "--frobnicate"], 2, "invalid option '--frobnicate'"),
        (&["generate", "acme"], 1, "there is no provider `acme` under specs/"),
        (&["generate", "--spec", "no.yaml", "--name", "a", "--out", "b"], 1, "cannot read `no.yaml`"),
        (&["generate", "--spec", "README.md", "--name", "a", "--out", "b"], 1, "error["),
    ] {
        let output = xtask(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", said(&output));
        assert!(said(&output).contains(text), "{arguments:?}: {}", said(&output));
    }
}

#[test]
fn a_document_anywhere_becomes_a_crate_and_strangers_are_left_alone() {
    let folder = folder("anywhere");
    let out = folder.join("crate");
    let out_text = out.to_str().unwrap();
    let generate = ["generate", "--spec", "specs/dollr/openapi.yaml", "--name", "try-it", "--out", out_text];
    let output = xtask(&generate);
    assert!(output.status.success(), "{}", said(&output));
    assert!(String::from_utf8_lossy(&output.stdout).contains("1 operations"));
    assert!(std::fs::read_to_string(out.join("Cargo.toml")).unwrap().contains("[workspace]"));
    assert!(out.join("rustfmt.toml").is_file());

    // Again: nothing changes. What is stale goes, what is a stranger stays.
    let header = format!("// {}\n", specwright::HEADER);
    std::fs::write(out.join("src/stale.rs"), header).unwrap();
    std::fs::write(out.join("src/mine.rs"), "// Mine.\n").unwrap();
    let output = xtask(&generate);
    assert!(String::from_utf8_lossy(&output.stdout).contains(" 1 files changed"), "{output:?}");
    assert!(!out.join("src/stale.rs").exists() && out.join("src/mine.rs").exists());

    // A stranger in the way: nothing is written.
    std::fs::write(out.join("src/lib.rs"), "// Mine.\n").unwrap();
    std::fs::remove_file(out.join("src/types.rs")).unwrap();
    let output = xtask(&generate);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("src/lib.rs`: not generated"), "{}", said(&output));
    assert!(!out.join("src/types.rs").exists());
}

#[test]
fn every_command_has_its_help() {
    let all = String::from_utf8(xtask(&["help"]).stdout).unwrap();
    let names: std::collections::BTreeSet<_> =
        all.lines().filter_map(|line| line.strip_prefix("cargo xtask ")?.split(' ').next()).collect();
    assert!(names.len() > 8, "{all}");
    for name in names {
        for arguments in [&[name, "--help"][..], &[name, "-h"], &["help", name], &[name, "more", "--help"]] {
            let output = xtask(arguments);
            let text = String::from_utf8(output.stdout.clone()).unwrap();
            assert!(output.status.success(), "{arguments:?}: {}", said(&output));
            assert!(text.starts_with(&format!("cargo xtask {name}")) && all.contains(&text), "{arguments:?}: {text}");
        }
    }
}
