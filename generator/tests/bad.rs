//! What cannot be taken as it is: `fixtures/bad/*.yaml`, and beside each the error that its author is shown.
//!
//! `name.overlay.yaml` is the overlay of `name.yaml`: what it wrote has to be right. A document alone is read strictly.

use specwright::{File, Input};
use std::fs;
use std::path::Path;

fn read(folder: &Path, name: &str) -> Option<File> {
    let text = fs::read_to_string(folder.join(name)).ok()?;
    Some(File { name: name.to_owned(), text })
}

#[test]
fn errors_teach() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bad");
    let entries = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> =
        entries.filter(|name| name.ends_with(".yaml") && !name.contains(".overlay.")).collect();
    names.sort();
    for name in names {
        let stem = name.trim_end_matches(".yaml");
        let spec = read(&folder, &name).unwrap();
        let overlay = read(&folder, &format!("{stem}.overlay.yaml"));
        let strict = overlay.is_none();
        let input = Input { spec, overlay, strict, ..Input::default() };
        let shown = match specwright::generate(&input) {
            Ok(_) => "nothing is wrong with it\n".to_owned(),
            Err(diagnostics) => diagnostics.render(&input, false),
        };
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("bad-{stem}"), shown);
        });
    }
}
