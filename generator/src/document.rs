//! From text to an [`openapiv3::OpenAPI`] of version 3.0: YAML and JSON, positions, overlays, versions.
//!
//! ```text
//! text ─parse▶ tree ─overlay▶ tree ─bundle▶ tree ─downgrade▶ tree ─read▶ openapiv3::OpenAPI
//! ```
//!
//! Every value of a tree knows where it was written, and takes that along wherever a pass puts it; so any pointer into the
//! document that comes out leads back to a line.

mod bundle;
pub mod carried;
mod downgrade;
mod grammar;
mod notes;
mod overlay;
mod payloads;
mod read;
pub mod tree;

use crate::File;
use crate::diagnostic::{Diagnostic, Diagnostics, Ledger, Place};
use crate::pointer::Pointer;
use crate::stack::with_room;
use downgrade::Version;
use notes::Notes;
use std::collections::{BTreeMap, BTreeSet};
use tree::{Mark, Node};

/// A document of version 3.0, with the way back to the text it came from.
#[derive(Clone, Debug)]
pub struct Document {
    /// The document.
    pub openapi: openapiv3::OpenAPI,
    /// What was mended on the way.
    pub ledger: Ledger,
    /// The tree that it was read from.
    tree: Node,
    /// The names of the files that the tree's marks speak of.
    files: Vec<String>,
    /// Where the schemas stood that are components now.
    homes: bundle::Homes,
    /// The keys of the schemas that the document itself has among its components.
    schemas: BTreeSet<String>,
}

impl Document {
    /// Where the thing at a pointer stands in the text; its nearest parent, where it was made on the way.
    pub fn place(&self, pointer: &Pointer) -> Option<Place> {
        let mut node = &self.tree;
        let mut nearest = node.mark;
        for segment in pointer.segments() {
            let moved = node.get("$ref").and_then(Node::as_str).and_then(Pointer::parse);
            node = moved.and_then(|moved| self.tree.at(&moved)).unwrap_or(node);
            match node.step(segment) {
                Some(inner) => node = inner,
                None => break,
            }
            if node.mark.is_somewhere() {
                nearest = node.mark;
            }
        }
        notes::place(&self.files, nearest)
    }

    /// Where a component stood before a reference made one of it; `None`: it is one by itself.
    pub fn home(&self, component: &str) -> Option<&Pointer> {
        self.homes.get(component)
    }

    /// The keys of the schemas that the document itself has among its components.
    pub fn schemas(&self) -> &BTreeSet<String> {
        &self.schemas
    }
}

/// Reads a document.
///
/// # Errors
/// When it is no OpenAPI document, and for each correction that changes nothing.
pub fn load(spec: &File, overlay: Option<&File>, files: &BTreeMap<String, File>) -> Result<Document, Diagnostics> {
    with_room(|| passes(spec, overlay, files))
}

fn passes(spec: &File, overlay: Option<&File>, files: &BTreeMap<String, File>) -> Result<Document, Diagnostics> {
    let mut notes = Notes { files: vec![spec.name.clone()], ledger: Ledger::default() };
    let parsed = tree::parse_file(&spec.text, 0).map_err(|fault| told(fault, &notes.files))?;
    let mut root = parsed.root;
    notes.parsed(&root, parsed.notes);
    if let Some(overlay) = overlay {
        overlay::overlay(&mut root, &spec.name, overlay, &mut notes)?;
    }
    let version = version(&root, &mut notes)?;
    let bundle::Bundled { mut root, homes, schemas } = bundle::bundle(root, spec, files, &mut notes)?;
    payloads::payloads(&mut root);
    downgrade::downgrade(&mut root, version, &mut notes);
    let openapi = read::read(&root, &mut notes);
    let mut ledger = notes.ledger;
    ledger.0.iter_mut().for_each(|entry| entry.pointer = home(&homes, &entry.pointer));
    Ok(Document { openapi, ledger, tree: root, files: notes.files, homes, schemas })
}

/// The pointer to a schema as the document has it, which may be a component now.
fn home(homes: &bundle::Homes, pointer: &Pointer) -> Pointer {
    match &pointer.segments()[..] {
        ["components", "schemas", key, inside @ ..] => {
            let home = homes.get(*key).map(|home| home.join(inside.iter().copied()));
            home.unwrap_or_else(|| pointer.clone())
        }
        _ => pointer.clone(),
    }
}

/// What a parser found, as what stops the generator.
fn told(fault: tree::Fault, files: &[String]) -> Diagnostics {
    Diagnostics(vec![Diagnostic {
        code: fault.code,
        message: fault.message,
        place: notes::place(files, fault.mark),
        pointer: None,
        label: fault.label,
        notes: Vec::new(),
        help: fault.help,
    }])
}

/// Which words the document knows, by its `openapi` field.
fn version(root: &Node, notes: &mut Notes) -> Result<Version, Diagnostics> {
    let refuse = |message: &str, label: &str, mark: Mark, help: &str| {
        Err(Diagnostics(vec![Diagnostic {
            code: "no-openapi-document",
            message: message.to_owned(),
            place: notes::place(&notes.files, Mark { line: mark.line.max(1), column: mark.column.max(1), ..mark }),
            pointer: None,
            label: label.to_owned(),
            notes: Vec::new(),
            help: Some(help.to_owned()),
        }]))
    };
    let Some(object) = root.as_object() else {
        let label = format!("this is {}", root.kind());
        return refuse("an OpenAPI document is an object", &label, root.mark, "begin it with `openapi: 3.1.0`");
    };
    let Some(member) = object.member("openapi") else {
        if let Some(member) = object.member("swagger") {
            let help = "convert it to 3.0 first: `npx swagger2openapi`, or ask its publisher for 3.0";
            return refuse("this is a document of Swagger 2.0", "3.0 and 3.1 are read", member.mark, help);
        }
        if let Some(member) = object.member("asyncapi") {
            return refuse(
                "this is an AsyncAPI document",
                "3.0 and 3.1 of OpenAPI are read",
                member.mark,
                "describe its HTTP part in OpenAPI",
            );
        }
        return refuse(
            "the field `openapi` is missing",
            "not in this object",
            root.mark,
            "begin it with `openapi: 3.1.0`",
        );
    };
    let written = match &member.node.value {
        tree::Value::String(text) | tree::Value::Number(text) => text.trim(),
        _ => "",
    };
    match written.split('.').take(2).collect::<Vec<_>>().as_slice() {
        ["3", "0"] | ["3"] => Ok(Version::V30),
        ["3", "1"] => Ok(Version::V31),
        ["3", minor] if minor.parse::<u32>().is_ok() => {
            let message = format!("version {written} is newer than 3.1; it is read as 3.1");
            notes.say("newer-version", Pointer::root().child("openapi"), member.node.mark, message, false);
            Ok(Version::V31)
        }
        _ => refuse(
            "this version of OpenAPI is not read",
            "3.0 and 3.1 are read",
            member.node.mark,
            "write the version in quotes, as in `openapi: '3.1.0'`",
        ),
    }
}
