//! The files, and where references in them lead.

use super::Target;
use super::mount::{self, mount};
use super::survey::Found;
use crate::File;
use crate::diagnostic::Diagnostics;
use crate::document::grammar::{Kind, Slot, children};
use crate::document::notes::{Notes, Trail};
use crate::document::tree::{MOST_ALIASED, Node, parse_file};
use crate::pointer::Pointer;
use std::collections::{BTreeMap, HashMap, HashSet};

/// How many references a reference may lead through.
const MOST_HOPS: usize = 64;

/// Every file that was read.
pub(super) struct Library<'f> {
    /// What was said by now, and which files could not be read.
    pub(super) notes: &'f mut Notes,
    pub(super) faults: Diagnostics,
    files: &'f BTreeMap<String, File>,
    /// The trees; the document itself is the first.
    roots: Vec<Node>,
    /// The path of each, relative to the document's folder.
    paths: Vec<String>,
    components: HashMap<&'static str, HashSet<String>>,
    /// `$id`, and `$anchor` of each file.
    ids: HashMap<String, Target>,
    /// By name, the schema with an `$id` that each is in, and where it stands.
    anchors: HashMap<(usize, String), Vec<(Pointer, Pointer)>>,
    /// How many schemas of the document answer to a `$dynamicAnchor`.
    dynamic: HashMap<String, usize>,
    /// What was put into the document, and where.
    settled: HashMap<Target, Pointer>,
    /// How many values may still be put in.
    left: usize,
}

impl<'f> Library<'f> {
    /// The document alone.
    pub(super) fn new(root: Node, name: &str, files: &'f BTreeMap<String, File>, notes: &'f mut Notes) -> Self {
        let path = name.rsplit(['/', '\\']).next().unwrap_or(name).to_owned();
        let mut library = Self {
            notes,
            faults: Diagnostics::default(),
            files,
            roots: Vec::new(),
            paths: Vec::new(),
            components: HashMap::new(),
            ids: HashMap::new(),
            anchors: HashMap::new(),
            dynamic: HashMap::new(),
            settled: HashMap::new(),
            left: MOST_ALIASED,
        };
        library.add(root, path, Kind::Document);
        if !files.is_empty() {
            mount(&mut library, &Target { file: 0, pointer: Pointer::root() }, Kind::Document);
        }
        library.components = components(library.roots.first());
        library
    }

    /// Puts in what a part of another file refers to where there are no references.
    pub(super) fn complete(&mut self, part: &Target, kind: Kind) {
        if part.file > 0 {
            mount(self, part, kind);
        }
    }

    /// Notes that a part of another file stands in the document now.
    pub(super) fn settle(&mut self, part: Target, at: Pointer) {
        self.settled.entry(part).or_insert(at);
    }

    /// Counts what is put in.
    ///
    /// # Errors
    /// When it is too much.
    pub(super) fn spend(&mut self, node: &Node) -> Result<(), String> {
        self.left = self.left.checked_sub(node.measure().0).ok_or("too much would be put in")?;
        Ok(())
    }

    /// A reference of one file as another has it; `None` where it is the same.
    pub(super) fn rebased(&self, text: &str, from: usize, to: usize) -> Option<String> {
        let (path, fragment) = text.split_once('#').map_or((text, None), |(path, rest)| (path, Some(rest)));
        let own = self.paths.get(from).filter(|_| from != to)?;
        let path = if path.is_empty() {
            own.clone()
        } else if is_remote(path) || self.by_id(path).is_some() {
            return None;
        } else {
            join(folder(own), path)?
        };
        let up = "../".repeat(folder(self.paths.get(to)?).split('/').filter(|part| !part.is_empty()).count());
        Some(format!("{up}{path}{}", fragment.map_or_else(String::new, |fragment| format!("#{fragment}"))))
    }

    fn add(&mut self, root: Node, path: String, kind: Kind) -> usize {
        let file = self.roots.len();
        self.index(&root, kind, &Trail::root(), &Pointer::root(), file);
        self.roots.push(root);
        self.paths.push(path);
        file
    }

    /// Notes what has an `$id` or an `$anchor`.
    fn index(&mut self, node: &Node, kind: Kind, trail: &Trail<'_>, resource: &Pointer, file: usize) {
        let mut own = None;
        if kind == Kind::Schema {
            if let Some(id) = node.get("$id").and_then(Node::as_str) {
                let pointer = trail.pointer();
                let target = Target { file, pointer: pointer.clone() };
                self.ids.entry(id.trim_end_matches('#').to_owned()).or_insert(target);
                own = Some(pointer);
            }
            for word in ["$anchor", "$dynamicAnchor"] {
                if let Some(anchor) = node.get(word).and_then(Node::as_str) {
                    let resource = own.as_ref().unwrap_or(resource).clone();
                    self.anchors.entry((file, anchor.to_owned())).or_default().push((resource, trail.pointer()));
                    if word == "$dynamicAnchor" && file == 0 {
                        *self.dynamic.entry(anchor.to_owned()).or_default() += 1;
                    }
                }
            }
        }
        let resource = own.as_ref().unwrap_or(resource);
        children(node, kind, trail, &mut |child, kind, trail| self.index(child, kind, trail, resource, file));
    }

    /// The names that several schemas of the document answer to.
    pub(super) fn dynamic_names(&self) -> HashSet<String> {
        self.dynamic.iter().filter(|(_, answer)| **answer > 1).map(|(name, _)| name.clone()).collect()
    }

    /// Where a reference of a schema leads.
    pub(super) fn lead(&mut self, at: &Target, text: &str, kind: Kind) -> Result<Target, String> {
        let target = self.follow(at.file, Some(&at.pointer), text, kind, &mut 0)?;
        Ok(mount::home(&self.settled, &target).unwrap_or(target))
    }

    /// The value at a place.
    pub(super) fn at(&self, target: &Target) -> Option<&Node> {
        self.roots.get(target.file)?.at(&target.pointer)
    }

    /// The value at a place.
    pub(super) fn at_mut(&mut self, target: &Target) -> Option<&mut Node> {
        self.roots.get_mut(target.file)?.at_mut(&target.pointer)
    }

    /// The trees, the document first.
    pub(super) fn into_roots(self) -> Vec<Node> {
        self.roots
    }

    /// The name of a file without folder and ending.
    pub(super) fn stem(&self, file: usize) -> &str {
        let path = self.paths.get(file).map_or("", String::as_str);
        let name = path.rsplit('/').next().unwrap_or(path);
        name.split('.').next().unwrap_or(name)
    }

    /// The keys that a section of the document's `components` has.
    pub(super) fn component_keys(&self, section: &str) -> HashSet<String> {
        self.components.get(section).cloned().unwrap_or_default()
    }

    /// Whether a reference is written as it shall be, and leads to what is there.
    pub(super) fn is_component(&self, text: &str, kind: Kind) -> bool {
        let Some(section) = kind.section().filter(|_| kind != Kind::PathItem) else { return false };
        let key = text.strip_prefix("#/components/").and_then(|rest| rest.strip_prefix(section)?.strip_prefix('/'));
        key.is_some_and(|key| {
            self.components.get(section).is_some_and(|keys| keys.contains(key)) && !key.contains(['%', '~'])
        })
    }

    /// Whether a place was looked through with the document as a whole.
    pub(super) fn is_surveyed(&self, target: &Target) -> bool {
        target.file == 0 && matches!(place(&target.pointer), Spot::Thing(_))
    }

    /// Whether a place holds another kind of thing, which is read as the wanted one: it is copied, not moved.
    pub(super) fn is_of_another_kind(&self, target: &Target, kind: Kind) -> bool {
        target.file == 0 && matches!(place(&target.pointer), Spot::Thing(found) if found != kind)
    }

    /// Where a reference leads.
    pub(super) fn resolve(&mut self, found: &Found) -> Result<Target, String> {
        let mut hops = 0;
        let target = self
            .follow(found.at.file, found.resource.as_ref(), &found.text, found.kind, &mut hops)
            .or_else(|why| self.by_name(found).ok_or(why))?;
        Ok(mount::home(&self.settled, &target).unwrap_or(target))
    }

    /// A component of this name, where only a name was written, or the place where 2.0 had it; or where another file
    /// means a component of the document as its own.
    fn by_name(&mut self, found: &Found) -> Option<Target> {
        let section = found.kind.section()?;
        let (_, fragment) = found.text.rsplit_once('#').unwrap_or(("", &found.text));
        let of_document = fragment.strip_prefix("/components/").and_then(|rest| rest.strip_prefix(section));
        let name = of_document.and_then(|rest| rest.strip_prefix('/'));
        let name = name.unwrap_or_else(|| fragment.trim_start_matches("/definitions/"));
        if !self.components.get(section)?.contains(name) {
            return None;
        }
        let pointer = Pointer::root().child("components").child(section).child(name);
        let message = format!("`{}` is read as `{pointer}`", found.text);
        self.notes.say("reference-form", found.at.pointer.clone(), found.mark, message, true);
        Some(Target { file: 0, pointer })
    }

    fn follow(
        &mut self,
        file: usize,
        resource: Option<&Pointer>,
        text: &str,
        kind: Kind,
        hops: &mut usize,
    ) -> Result<Target, String> {
        *hops += 1;
        if *hops > MOST_HOPS {
            return Err("it leads through itself".to_owned());
        }
        let (path, fragment) = text.split_once('#').unwrap_or((text, ""));
        let start = if path.is_empty() {
            Target { file, pointer: Pointer::root() }
        } else if let Some(target) = self.by_id(path) {
            target
        } else {
            Target { file: self.open(file, path, kind)?, pointer: Pointer::root() }
        };
        if fragment.is_empty() && start.file == 0 && start.pointer == Pointer::root() {
            return Err("that is the whole document".to_owned());
        }
        if !fragment.is_empty() && !fragment.starts_with('/') {
            let of_name = self.anchors.get(&(start.file, fragment.to_owned())).map(Vec::as_slice).unwrap_or_default();
            let resource = resource.filter(|_| path.is_empty()).unwrap_or(&start.pointer);
            let own = of_name.iter().find(|(of, _)| of == resource).or(of_name.first());
            let (_, pointer) = own.ok_or_else(|| format!("no `$anchor` is called `{fragment}`"))?;
            return Ok(Target { file: start.file, pointer: pointer.clone() });
        }
        let pointer = Pointer::parse(&format!("#{fragment}")).ok_or("this is no pointer")?;
        let from_here = start.pointer.join(pointer.segments());
        let found = self.walk(&Target { file: start.file, pointer: from_here }, kind, hops);
        match (found, resource) {
            (Err(_), Some(resource)) if path.is_empty() => {
                let in_resource = resource.join(pointer.segments());
                self.walk(&Target { file, pointer: in_resource }, kind, hops)
            }
            (found, _) => found,
        }
    }

    /// The place that a pointer names, through references on its way.
    fn walk(&mut self, target: &Target, kind: Kind, hops: &mut usize) -> Result<Target, String> {
        let Target { mut file, .. } = *target;
        let mut reached = Pointer::root();
        for segment in target.pointer.segments() {
            let node = self.roots.get(file).and_then(|root| root.at(&reached));
            let reference = node.filter(|node| node.step(segment).is_none()).and_then(Node::reference);
            if let Some(reference) = reference.map(str::to_owned) {
                let on = self.follow(file, None, &reference, kind, hops)?;
                (file, reached) = (on.file, on.pointer);
            }
            reached = reached.child(segment);
            if self.at(&Target { file, pointer: reached.clone() }).is_none() {
                return Err(format!("`{reached}` is not there"));
            }
        }
        Ok(Target { file, pointer: reached })
    }

    fn by_id(&self, path: &str) -> Option<Target> {
        let exact = self.ids.get(path);
        let last = |id: &str| id.rsplit('/').next().unwrap_or(id).to_owned();
        let relative = || self.ids.iter().filter(|(id, _)| last(id) == path).map(|(_, target)| target).min();
        exact.or_else(relative).cloned()
    }

    /// The file that a path means, seen from another file.
    fn open(&mut self, from: usize, path: &str, kind: Kind) -> Result<usize, String> {
        if is_remote(path) {
            return Err("nothing is read from the network".to_owned());
        }
        let folder = self.paths.get(from).map_or("", |path| folder(path));
        let joined = join(folder, path).ok_or("it is outside the document's folder")?;
        if let Some(file) = self.paths.iter().position(|known| *known == joined) {
            return Ok(file);
        }
        let File { name, text } = self.files.get(&joined).ok_or_else(|| format!("there is no file `{joined}`"))?;
        let index = u32::try_from(self.notes.files.len()).unwrap_or(u32::MAX);
        self.notes.files.push(name.clone());
        let root = match parse_file(text, index) {
            Ok(parsed) => {
                self.notes.parsed(&parsed.root, parsed.notes);
                parsed.root
            }
            Err(fault) => {
                self.faults.0.extend(crate::document::told(fault, &self.notes.files).0);
                Node::default()
            }
        };
        let kind = if root.get("openapi").is_some() { Kind::Document } else { kind };
        Ok(self.add(root, joined, kind))
    }

    /// Whether what a reference of this kind leads to can be of that kind.
    pub(super) fn accept(&self, target: Target, kind: Kind) -> Result<Target, String> {
        if target.file > 0 {
            return Ok(target);
        }
        match place(&target.pointer) {
            Spot::Thing(found) if found == kind || is_alike(found, kind) => Ok(target),
            Spot::Elsewhere => Ok(target),
            Spot::Thing(_) | Spot::Part => {
                let wanted = kind.section().unwrap_or_default();
                Err(format!("what is there does not belong among `{wanted}`"))
            }
        }
    }
}

/// Whether one kind of thing says what the other says: a header what a parameter says, an answer what a body says.
fn is_alike(found: Kind, wanted: Kind) -> bool {
    let pairs = [(Kind::Parameter, Kind::Header), (Kind::RequestBody, Kind::Response)];
    pairs.iter().any(|(one, other)| (found, wanted) == (*one, *other) || (wanted, found) == (*one, *other))
}

/// What stands at a place of the document.
enum Spot {
    /// Something that passes descend into.
    Thing(Kind),
    /// What holds such things.
    Part,
    /// Data, or what no pass knows.
    Elsewhere,
}

fn place(pointer: &Pointer) -> Spot {
    let mut segments = pointer.segments().into_iter();
    let mut kind = Kind::Document;
    while let Some(segment) = segments.next() {
        match kind.slot(segment) {
            Slot::Data => return Spot::Elsewhere,
            Slot::One(inner) => kind = inner,
            Slot::List(inner) | Slot::Map(inner) => match segments.next() {
                Some(_) => kind = inner,
                None => return Spot::Part,
            },
        }
    }
    match kind {
        Kind::Document | Kind::Components | Kind::Paths | Kind::Responses => Spot::Part,
        kind => Spot::Thing(kind),
    }
}

/// The keys of the components, by section.
fn components(root: Option<&Node>) -> HashMap<&'static str, HashSet<String>> {
    let all = root.and_then(|root| root.get("components")).and_then(Node::as_object);
    let mut keys = HashMap::new();
    for member in all.map(|it| it.members.as_slice()).unwrap_or_default() {
        let Slot::Map(kind) = Kind::Components.slot(&member.key) else { continue };
        let (Some(section), Some(object)) = (kind.section(), member.node.as_object()) else { continue };
        keys.insert(section, object.members.iter().map(|member| member.key.clone()).collect());
    }
    keys
}

fn is_remote(path: &str) -> bool {
    path.contains("://") || path.starts_with("//") || path.starts_with("urn:")
}

/// The folder that a file is in.
fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A path seen from a folder, without `.` and `..`; `None` where it leaves the document's folder.
fn join(folder: &str, path: &str) -> Option<String> {
    let path = path.replace("%20", " ");
    if path.starts_with('/') || path.contains(['\\', '\0']) {
        return None;
    }
    let mut segments: Vec<&str> = folder.split('/').filter(|segment| !segment.is_empty()).collect();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()?),
            segment => segments.push(segment),
        }
    }
    Some(segments.join("/"))
}
