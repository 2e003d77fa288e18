//! Documents are read as a reader of all of YAML reads them.

use specwright::document::tree;
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn documents_are_read_as_another_reader_reads_them() {
    let mut paths = Vec::new();
    for folder in ["tests/fixtures", "../specs"] {
        collect(Path::new(folder), &mut paths);
    }
    let mut compared = 0;
    for path in &paths {
        let text = fs::read_to_string(path).unwrap();
        let ours = tree::parse(&text).unwrap_or_else(|fault| panic!("{}: {fault:?}", path.display())).root.to_json();
        // Integers beyond 64 bits are an error there.
        let Ok(theirs) = serde_yaml::from_str::<serde_json::Value>(&text) else { continue };
        assert_eq!(ours, theirs, "{}", path.display());
        compared += 1;
    }
    assert!(compared + 2 >= paths.len() && compared > 20, "only {compared} of {} were compared", paths.len());
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        // What is broken on purpose is read differently on purpose.
        if path.is_dir() && !path.ends_with("bad") {
            collect(&path, paths);
        } else if path.extension().is_some_and(|it| it == "yaml") {
            paths.push(path);
        }
    }
}
