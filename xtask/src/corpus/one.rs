//! One document, in a process of its own: whatever it does to the generator, the others go on.

use super::generate::Made;
use super::lines;
use super::request::One;
use crate::provider;
use crate::stop::Stop;
use specwright::{Input, Runtime, Settings};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;
use std::{fs, io, thread};

/// Makes the crate, writes it, and says on standard output what it is, as JSON.
pub(super) fn run(one: &One) -> Result<(), Stop> {
    // A main thread has 8 MiB of stack; documents nest deeper than code does.
    thread::scope(|scope| {
        let worker = thread::Builder::new().stack_size(64 << 20).spawn_scoped(scope, || make(one));
        match worker.map_err(|why| Stop::Failed(format!("cannot start a thread: {why}")))?.join() {
            Ok(result) => result,
            Err(_) => std::process::exit(101),
        }
    })
}

fn make(one: &One) -> Result<(), Stop> {
    let spec = provider::read_file(Path::new(""), &one.spec)?;
    let beside = one.spec.parent().filter(|path| !path.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let files = provider::neighbours(beside, beside, &spec.text)?;
    let settings = Settings {
        name: one.name.clone(),
        runtime: Runtime::Workspace,
        values_harness: one.harness,
        ..Settings::default()
    };
    let input = Input { spec, files, settings, ..Input::default() };
    let started = Instant::now();
    let mut passes = Vec::new();
    let output = specwright::generate_observed(&input, &mut |pass, took| {
        passes.push((pass.to_owned(), took.as_secs_f64() * 1000.0));
    })
    .map_err(|diagnostics| {
        let lines = diagnostics.0.iter().map(|one| format!("error[{}]: {}\n", one.code, one.message));
        Stop::Rendered(lines.collect())
    })?;
    let milliseconds = started.elapsed().as_secs_f64() * 1000.0;
    let mut ledger: BTreeMap<String, usize> = BTreeMap::new();
    for entry in &output.ledger.0 {
        *ledger.entry(entry.rule.to_owned()).or_default() += 1;
    }
    let mut files = output.files.clone();
    if let Some(harness) = files.remove("src/bin/values.rs") {
        files.insert(format!("src/bin/{}-values.rs", one.name), harness);
    }
    write(&one.out, &files)?;
    let lost: String =
        output.ledger.0.iter().map(|entry| format!("{}\t{}\t{}\n", entry.rule, entry.pointer, entry.message)).collect();
    let shown = one.out.join("ledger.tsv");
    fs::write(&shown, lost).map_err(|why| Stop::at(&shown, "write", why))?;
    let made = Made {
        operations: output.operations,
        types: output.types,
        ledger,
        lines: lines::of_all(&output.files),
        lines_per_operation: lines::per_operation(&output.files),
        milliseconds,
        passes,
        peak: peak(),
    };
    let text = serde_json::to_string(&made).map_err(|why| Stop::Failed(why.to_string()))?;
    println!("{text}");
    Ok(())
}

/// Writes what changed and removes what is stale, so that cargo compiles only what is new.
fn write(folder: &Path, files: &BTreeMap<String, String>) -> Result<(), Stop> {
    for (path, text) in files {
        let path = folder.join(path);
        if fs::read_to_string(&path).is_ok_and(|there| there == *text) {
            continue;
        }
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(|why| Stop::at(parent, "make", why))?;
        fs::write(&path, text).map_err(|why| Stop::at(&path, "write", why))?;
    }
    for stale in ["src", "src/bin"].iter().flat_map(|part| stale(&folder.join(part), folder, files).unwrap_or_default())
    {
        fs::remove_file(&stale).map_err(|why| Stop::at(&stale, "remove", why))?;
    }
    Ok(())
}

fn stale(part: &Path, folder: &Path, files: &BTreeMap<String, String>) -> io::Result<Vec<std::path::PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(part)? {
        let path = entry?.path();
        let relative = path.strip_prefix(folder).map(|it| it.to_string_lossy().replace('\\', "/")).unwrap_or_default();
        if path.is_file() && !files.contains_key(&relative) {
            found.push(path);
        }
    }
    Ok(found)
}

/// The most memory that this process had, in MB, where the system says it.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes / 1024)
}
