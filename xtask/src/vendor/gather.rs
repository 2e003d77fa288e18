//! From what the command line names to what was read: files, folders, addresses, indexes of pages.

use super::fetch::{Fetcher, follow, is_allowed};
use super::page::{self, Block};
use crate::provider;
use crate::source::Origin;
use crate::stop::Stop;
use sha2::{Digest, Sha256};
use specwright::File;
use std::collections::BTreeMap;
use std::fs;
use std::io::{IsTerminal, Write, stderr};
use std::path::{Path, PathBuf};
use ureq::http::Uri;

/// How many pages an index may lead to.
const PAGES: usize = 2000;
/// What may hold a document or a page.
const ENDINGS: &[&str] = &["yaml", "yml", "json", "md", "mdx", "markdown", "txt"];

/// Something that was read, and the documents in it.
#[derive(Debug)]
pub(super) struct Piece {
    /// As it is shown.
    pub(super) name: String,
    pub(super) origin: Origin,
    pub(super) blocks: Vec<Block>,
    /// The files that its document refers to.
    pub(super) files: BTreeMap<String, File>,
}

/// Reads everything that these words name.
pub(super) fn gather(root: &Path, fetcher: &Fetcher, sources: &[String]) -> Result<Vec<Piece>, Stop> {
    let mut pieces = Vec::new();
    for source in sources {
        let found = match source.parse::<Uri>() {
            Ok(uri) if uri.scheme().is_some() => addresses(fetcher, source, &uri)?,
            _ => paths(root, Path::new(source))?,
        };
        if found.iter().all(|piece| piece.blocks.is_empty()) {
            let what = "it is no OpenAPI document, and no documentation page with one in a fenced block";
            return Err(Stop::Failed(format!("nothing to read in `{source}`: {what}")));
        }
        pieces.extend(found.into_iter().filter(|piece| !piece.blocks.is_empty()));
    }
    Ok(pieces)
}

/// What an address holds; of an index, what its pages hold.
fn addresses(fetcher: &Fetcher, url: &str, uri: &Uri) -> Result<Vec<Piece>, Stop> {
    if !is_allowed(uri) {
        return Err(Stop::Failed(format!("cannot fetch `{url}`: https is needed, or http on loopback")));
    }
    let text = fetcher.get(url)?;
    if !uri.path().ends_with("llms.txt") {
        return Ok(vec![fetched(url, &text)]);
    }
    let pages: Vec<String> =
        page::links(&text).iter().filter_map(|link| follow(uri, link)).map(|to| to.to_string()).collect();
    if pages.len() > PAGES {
        return Err(Stop::Failed(format!("`{url}` leads to {} pages, more than {PAGES}", pages.len())));
    }
    let mut pieces = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        progress(index + 1, pages.len(), page);
        pieces.push(fetched(page, &fetcher.get(page)?));
    }
    progress(0, 0, "");
    Ok(pieces)
}

fn fetched(url: &str, text: &str) -> Piece {
    let origin = Origin { url: Some(url.to_owned()), ..Origin::default() };
    piece(url, text, origin, BTreeMap::new())
}

/// A bar on the terminal; it goes when there is nothing more to do.
fn progress(done: usize, of: usize, name: &str) {
    const WIDTH: usize = 24;
    if !stderr().is_terminal() {
        return;
    }
    let filled = (done * WIDTH).checked_div(of).unwrap_or(0);
    let bar = if of == 0 { String::new() } else { format!("[{:<WIDTH$}] {done}/{of} {name}", "#".repeat(filled)) };
    let _ = write!(stderr(), "\r\x1b[2K{bar}");
    let _ = stderr().flush();
}

/// What a file or a folder holds; of an index, what its pages hold.
fn paths(root: &Path, path: &Path) -> Result<Vec<Piece>, Stop> {
    if path.is_dir() {
        let mut files = Vec::new();
        list(path, &mut files)?;
        return files.iter().map(|file| local(root, file)).collect();
    }
    if path.file_name().is_some_and(|name| name == "llms.txt") {
        let text = read(path)?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let pages = page::links(&text)
            .into_iter()
            .filter(|link| !link.contains("://"))
            .map(|link| folder.join(link.trim_start_matches('/')));
        return pages.map(|page| local(root, &page)).collect();
    }
    Ok(vec![local(root, path)?])
}

/// The files of a folder that may hold something, sorted.
fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Stop> {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let mut paths: Vec<PathBuf> =
        entries.map_err(|why| Stop::at(folder, "list", why))?.iter().map(fs::DirEntry::path).collect();
    paths.sort();
    for path in paths {
        let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        if is_hidden || path.is_symlink() {
            continue;
        } else if path.is_dir() {
            list(&path, files)?;
        } else if ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str())) {
            files.push(path);
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<String, Stop> {
    provider::read_file(Path::new(""), path).map(|file| file.text)
}

fn local(root: &Path, path: &Path) -> Result<Piece, Stop> {
    let text = read(path)?;
    let inside = path.canonicalize().ok().zip(root.canonicalize().ok());
    let inside = inside.and_then(|(path, root)| path.strip_prefix(root).map(Path::to_path_buf).ok());
    let recorded = inside.as_deref().or(path.file_name().map(Path::new)).unwrap_or(path);
    let origin = Origin { file: Some(recorded.to_string_lossy().replace('\\', "/")), ..Origin::default() };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let files = provider::neighbours(folder, folder, &text)?;
    Ok(piece(&path.display().to_string(), &text, origin, files))
}

fn piece(name: &str, text: &str, mut origin: Origin, files: BTreeMap<String, File>) -> Piece {
    let mut page = page::read(text);
    let is_data = [".yaml", ".yml", ".json"].iter().any(|ending| name.ends_with(ending));
    if is_data || page.blocks.is_empty() {
        page = page::whole(text);
    }
    origin.index = page.index;
    origin.origin = page.origin;
    origin.sha256 = hash(text);
    Piece { name: name.to_owned(), origin, blocks: page.blocks, files }
}

/// The hash of a text.
pub(super) fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
