//! One document out of several files: afterwards every reference leads to `#/components/<section>/<key>`, and it is there.
//!
//! What stands in other files where the specification has no references is put in first (`mount`), and templates are
//! filled in (`dynamic`). Then what is referred to anywhere else, in this file or another, is moved under `components` by a
//! name made of where it stood, and a reference takes its place. Path items are put where they are referred to. A reference that leads nowhere
//! becomes what takes any value, with an entry in the ledger; nothing is read but the files that were given.

mod dynamic;
mod inline;
mod mount;
mod names;
mod resolve;
mod survey;

use super::grammar::Kind;
use super::notes::Notes;
use super::tree::{Mark, Member, Node, Object, Value};
use crate::File;
use crate::diagnostic::Diagnostics;
use crate::pointer::Pointer;
use indexmap::IndexMap;
use resolve::Library;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use survey::Found;

/// A value in a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Target {
    /// Which file; 0 is the document itself.
    file: usize,
    /// Where in it.
    pointer: Pointer,
}

/// Where the schemas stood that are components now, by their key: those of the document itself.
pub(super) type Homes = HashMap<String, Pointer>;

/// One document.
pub(super) struct Bundled {
    /// The whole of it.
    pub(super) root: Node,
    /// Where the schemas stood that are components now.
    pub(super) homes: Homes,
    /// The keys of those that are by themselves.
    pub(super) schemas: BTreeSet<String>,
}

/// Makes the document one whose references all lead to components.
///
/// # Errors
/// When a file that is referred to cannot be read.
pub(super) fn bundle(
    root: Node,
    spec: &File,
    files: &BTreeMap<String, File>,
    notes: &mut Notes,
) -> Result<Bundled, Diagnostics> {
    let mut library = Library::new(root, &spec.name, files, notes);
    dynamic::settle(&mut library);
    let mut bundle = Bundle::default();
    let mut surveyed = survey::survey(&library, Target { file: 0, pointer: Pointer::root() }, Kind::Document);
    let mut known = HashSet::new();
    while !surveyed.is_empty() {
        let mut next = Vec::new();
        for found in std::mem::take(&mut surveyed) {
            let resolved = library.resolve(&found);
            let Some(target) = bundle.take(found, resolved, &mut library) else { continue };
            let is_new = known.insert(target.clone());
            let (place, kind) = target;
            if is_new && !library.is_surveyed(&place) {
                next.push((place, kind));
            }
        }
        for (place, kind) in next {
            library.complete(&place, kind);
            surveyed.extend(survey::survey(&library, place, kind));
        }
    }
    if !library.faults.0.is_empty() {
        return Err(library.faults);
    }
    let moved = bundle.hoisted.iter().filter(|((target, kind), _)| target.file == 0 && *kind == Kind::Schema);
    let homes = moved.map(|((target, _), key)| (key.clone(), target.pointer.clone())).collect();
    let schemas = library.component_keys("schemas").into_iter().collect();
    bundle.apply(&mut library);
    let mut root = bundle.hoist(library.into_roots());
    inline::path_items(&mut root, &bundle.path_items, notes);
    inline::break_loops(&mut root.0, notes);
    Ok(Bundled { root: root.0, homes, schemas })
}

/// What is to be done.
#[derive(Default)]
struct Bundle {
    /// References to rewrite, and what they become.
    rewritten: Vec<(Found, Option<String>)>,
    /// What moves under `components`, and its key there.
    hoisted: IndexMap<(Target, Kind), String>,
    /// What is copied there instead.
    copied: HashSet<(Target, Kind)>,
    /// The path items that are references, and where they lead.
    path_items: HashMap<Target, Target>,
    /// The keys of `components`, by section.
    taken: HashMap<&'static str, HashSet<String>>,
}

impl Bundle {
    /// Decides what becomes of a reference; the target, where it has to be looked through for references too.
    fn take(
        &mut self,
        found: Found,
        resolved: Result<Target, String>,
        library: &mut Library<'_>,
    ) -> Option<(Target, Kind)> {
        let target = match resolved.and_then(|target| library.accept(target, found.kind)) {
            Ok(target) => target,
            Err(why) => {
                let message = format!("`{}` leads nowhere: {why}", found.text);
                library.notes.say("dangling-reference", found.at.pointer.clone(), found.mark, message, true);
                self.rewritten.push((found, None));
                return None;
            }
        };
        let kind = found.kind;
        let section = kind.section()?;
        if kind == Kind::PathItem {
            self.path_items.insert(found.at, target.clone());
            return Some((target, kind));
        }
        let is_component =
            target.file == 0 && matches!(target.pointer.segments().as_slice(), ["components", of, _] if *of == section);
        let key = if is_component {
            target.pointer.last().unwrap_or_default().to_owned()
        } else if let Some(key) = self.hoisted.get(&(target.clone(), kind)) {
            key.clone()
        } else {
            let taken = self.taken.entry(section).or_insert_with(|| library.component_keys(section));
            let key = names::name(&target, library, taken);
            taken.insert(key.clone());
            if library.is_of_another_kind(&target, kind) {
                let message =
                    format!("`{}` leads to another kind of thing; it is read as if of `{section}`", found.text);
                library.notes.say("reference-kind", found.at.pointer.clone(), found.mark, message, true);
                self.copied.insert((target.clone(), kind));
            }
            self.hoisted.insert((target.clone(), kind), key.clone());
            key
        };
        let written = Pointer::root().child("components").child(section).child(&key).to_reference();
        if written != found.text || found.key != "$ref" {
            self.rewritten.push((found, Some(written)));
        }
        Some((target, kind))
    }

    /// Rewrites the references where they stand.
    fn apply(&mut self, library: &mut Library<'_>) {
        for (found, written) in std::mem::take(&mut self.rewritten) {
            let Some(node) = library.at_mut(&found.at) else { continue };
            match (written, node.as_object_mut()) {
                (Some(text), Some(object)) => {
                    let mark = object.take(&found.key).map_or(found.mark, |old| old.mark);
                    let key = if found.is_mapping { found.key.as_str() } else { "$ref" };
                    object.set(key, Node { value: Value::String(text), mark });
                }
                (None, Some(object)) if found.kind == Kind::Schema => drop(object.take(&found.key)),
                (None, _) => node.value = anything(found.kind),
                _ => {}
            }
        }
    }

    /// Moves what is referred to under `components`, the innermost first.
    fn hoist(&mut self, mut roots: Vec<Node>) -> (Node, Vec<Node>) {
        let mut order: Vec<(&(Target, Kind), &String)> = self.hoisted.iter().collect();
        order.sort_by_key(|((target, _), _)| std::cmp::Reverse(target.pointer.segments().len()));
        let mut uses: HashMap<&Target, usize> = HashMap::new();
        self.hoisted.keys().for_each(|(target, _)| *uses.entry(target).or_default() += 1);
        let mut moved = HashMap::new();
        let mut gone: HashMap<&Target, Node> = HashMap::new();
        for ((target, kind), key) in order {
            let Some(section) = kind.section() else { continue };
            let Some(node) = roots.get_mut(target.file).and_then(|root| root.at_mut(&target.pointer)) else { continue };
            let reference = Pointer::root().child("components").child(section).child(key).to_reference();
            let reference =
                Object::from_iter([("$ref".to_owned(), Node { value: Value::String(reference), mark: node.mark })]);
            let whole = match gone.get(target) {
                Some(whole) => whole.clone(),
                None if self.copied.contains(&(target.clone(), *kind)) => node.clone(),
                None => {
                    let mark = node.mark;
                    std::mem::replace(node, Node { value: Value::Object(reference), mark })
                }
            };
            if uses.get(target).is_some_and(|uses| *uses > 1) {
                gone.insert(target, whole.clone());
            }
            moved.insert((section, key.as_str()), whole);
        }
        let mut others = roots.split_off(1.min(roots.len()));
        let mut root = roots.pop().unwrap_or_default();
        // In the order in which they were met, whatever the order in which they were moved.
        for ((_, kind), key) in &self.hoisted {
            let Some(section) = kind.section() else { continue };
            if let Some(node) = moved.remove(&(section, key.as_str())) {
                let components = root.as_object_mut().map(|root| root.object_at("components"));
                let Some(object) = components.map(|components| components.object_at(section)) else { continue };
                object.members.push(Member { key: key.clone(), mark: node.mark, node });
            }
        }
        others.insert(0, Node::default());
        (root, others)
    }
}

/// What takes any value, in place of a reference that leads nowhere.
fn anything(kind: Kind) -> Value {
    let object = |key: &str, value: Value| Value::Object([(key.to_owned(), Node::made(value))].into_iter().collect());
    let empty = || Value::Object(Object::default());
    match kind {
        Kind::RequestBody => object("content", object("application/json", object("schema", empty()))),
        Kind::Response => object("content", object("application/octet-stream", empty())),
        Kind::Header => object("schema", empty()),
        Kind::PathItem | Kind::Schema => empty(),
        _ => Value::Null,
    }
}

/// Nowhere.
const NOWHERE: Mark = Mark { file: 0, line: 0, column: 0 };

#[cfg(test)]
mod tests;
