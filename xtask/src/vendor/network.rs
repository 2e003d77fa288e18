//! Vendoring from servers on loopback: what is read, what is refused, and that nothing is half written.

use super::fetch::{Fetcher, Limits};
use super::update;
use crate::stop::Stop;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use server::{Raw, Server, Step, answer};
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use ureq::tls::{Certificate, RootCerts};

#[path = "../../../runtime/tests/support/server.rs"]
#[allow(dead_code, unreachable_pub, reason = "the runtime's tests use all of it")]
mod server;

const PETS: &str = "openapi: 3.0.3\ninfo: {title: Acme, version: '1'}\npaths:\n  /pets:\n    get: {operationId: listPets, responses: {'204': {description: d}}}\n";
const CATS: &str = "openapi: 3.0.3\ninfo: {title: Acme, version: '1'}\npaths:\n  /cats:\n    get: {operationId: listCats, responses: {'204': {description: d}}}\n";

fn page(document: &str) -> String {
    format!("# A page\n\n```yaml https://acme.example/openapi.yaml get /\n{document}```\n")
}

/// A repository without providers, of this test alone.
pub(super) fn root(name: &str) -> PathBuf {
    let root = std::env::temp_dir().join(format!("specwright-vendor-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&root);
    fs::create_dir_all(root.join("specs")).unwrap();
    root
}

/// Every file of the provider, hidden ones too.
pub(super) fn written(root: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(root.join("specs/acme")).into_iter().flatten().flatten();
    entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap())).collect()
}

pub(super) fn vendor(root: &Path, sources: &[String]) -> Result<(), Stop> {
    update(root, &Fetcher::new(), "acme", sources)
}

fn said(stop: Stop) -> String {
    match stop {
        Stop::Usage(text) | Stop::Failed(text) | Stop::Rendered(text) => text,
    }
}

/// A path, and the status, headers and body that it is answered with.
type Page<'a> = (&'static str, u16, &'a [(&'static str, &'a str)], &'a str);

/// A server that answers each path so.
fn serving(pages: &[Page<'_>]) -> Server {
    let pages: Vec<(&'static str, Vec<Step>)> =
        pages.iter().map(|(path, status, headers, body)| (*path, answer(*status, headers, body))).collect();
    Server::new(move |_, raw: &Raw| {
        let path = raw.line.split(' ').nth(1).unwrap_or_default();
        let page = pages.iter().find(|(own, _)| *own == path);
        page.map_or_else(|| answer(404, &[], "gone"), |(_, steps)| steps.clone())
    })
}

#[test]
fn what_is_served_is_vendored() {
    let index = "# Acme\n- [Pets](pets.md)\n- [Cats](/docs/cats.md#here)\n- [Elsewhere](https://elsewhere.example/x.md)\n- [Guide](guide.md)\n";
    let (pets, cats) = (page(PETS), page(CATS));
    let server = serving(&[
        ("/openapi.yaml", 200, &[], PETS),
        ("/docs/llms.txt", 200, &[], index),
        ("/docs/pets.md", 200, &[], &pets),
        ("/docs/cats.md", 200, &[], &cats),
        ("/docs/guide.md", 200, &[], "# A guide without a document\n"),
        ("/moved.yaml", 302, &[("Location", "/openapi.yaml")], ""),
        ("/again.yaml", 307, &[("Location", "moved.yaml")], ""),
    ]);
    let urls = |paths: &[&str]| paths.iter().map(|path| server.url(path)).collect::<Vec<_>>();
    let mut merged = Vec::new();
    for (name, paths, operations) in [
        ("file", &["/openapi.yaml"][..], 1),
        ("redirect", &["/again.yaml"], 1),
        ("pages", &["/docs/cats.md", "/docs/pets.md"], 2),
        ("other-order", &["/docs/pets.md", "/docs/cats.md"], 2),
        ("index", &["/docs/llms.txt"], 2),
    ] {
        let root = root(name);
        vendor(&root, &urls(paths)).unwrap();
        let files = written(&root);
        assert_eq!(files.keys().collect::<Vec<_>>(), ["openapi.yaml", "source.toml"], "{name}");
        let text = &files["openapi.yaml"];
        assert_eq!(text.matches("operationId").count(), operations, "{name}");
        match operations {
            1 => assert_eq!(text, PETS, "{name}: as it was published"),
            _ => merged.push(text.clone()),
        }
        assert_eq!(files["source.toml"].matches("[[source]]").count(), operations, "{name}");

        // Once more: not a byte changes, from what is recorded alone too.
        vendor(&root, &urls(paths)).unwrap();
        super::again(&root, "acme").unwrap();
        assert_eq!(written(&root), files, "{name}");
        fs::remove_dir_all(root).unwrap();
    }
    merged.dedup();
    assert_eq!(merged.len(), 1, "the same in any order of the pages");
}

#[test]
fn what_cannot_be_trusted_leaves_everything_as_it_was() {
    let good = serving(&[("/openapi.yaml", 200, &[], PETS)]);
    let elsewhere = good.url("/openapi.yaml");
    let broken = page("openapi: 3.0.3\ninfo: [\n");
    let server = serving(&[
        ("/elsewhere.yaml", 302, &[("Location", elsewhere.as_str())], ""),
        ("/file.yaml", 302, &[("Location", "file:///etc/hosts")], ""),
        ("/nowhere.yaml", 302, &[], ""),
        ("/round.yaml", 302, &[("Location", "/round.yaml")], ""),
        ("/refused.yaml", 403, &[], "no"),
        ("/failed.yaml", 503, &[], "later"),
        ("/page.html", 200, &[("Content-Type", "text/html")], "<html>an error that is called 200</html>"),
        ("/empty.yaml", 200, &[], ""),
        ("/broken.md", 200, &[], &broken),
        ("/swagger.yaml", 200, &[], "openapi: 1.0.0\ninfo: {title: a, version: '1'}\npaths: {}\n"),
        ("/docs/llms.txt", 200, &[], "- [there](pets.md)\n- [gone](gone.md)\n"),
        ("/docs/pets.md", 200, &[], &page(PETS)),
    ]);
    let short = Server::always(vec![
        Step::Send(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nopenapi: 3.0.3\n".to_vec()),
        Step::Close,
    ]);
    let latin =
        Server::always(vec![Step::Send(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nopenapi: \xe9".to_vec())]);
    let reset = Server::always(vec![Step::Reset]);
    let root = root("refused");
    for is_there in [false, true] {
        if is_there {
            vendor(&root, &[good.url("/openapi.yaml")]).unwrap();
        }
        let before = written(&root);
        for (url, why) in [
            (server.url("/elsewhere.yaml"), "which is another place"),
            (server.url("/file.yaml"), "which is another place"),
            (server.url("/nowhere.yaml"), "a redirect to nowhere"),
            (server.url("/round.yaml"), "too many redirects"),
            (server.url("/gone.yaml"), "404 Not Found"),
            (server.url("/refused.yaml"), "403 Forbidden"),
            (server.url("/failed.yaml"), "503 Service Unavailable"),
            (server.url("/page.html"), "it is no OpenAPI document"),
            (server.url("/empty.yaml"), "it is no OpenAPI document"),
            (server.url("/broken.md"), "/broken.md:"),
            (server.url("/swagger.yaml"), "error["),
            (server.url("/docs/llms.txt"), "/docs/gone.md`: 404 Not Found"),
            (short.url("/openapi.yaml"), "cannot fetch"),
            (latin.url("/openapi.yaml"), "it is not UTF-8"),
            (reset.url("/openapi.yaml"), "cannot fetch"),
            ("http://acme.example/openapi.yaml".to_owned(), "https is needed, or http on loopback"),
            ("ftp://127.0.0.1/openapi.yaml".to_owned(), "https is needed, or http on loopback"),
        ] {
            let text = said(vendor(&root, std::slice::from_ref(&url)).unwrap_err());
            assert!(text.contains(why), "{url}: {text}");
            assert_eq!(written(&root), before, "{url}");
        }
    }
    fs::remove_dir_all(root).unwrap();
}

#[test]
fn an_answer_has_its_limits() {
    let (ample, scarce) = (Duration::from_secs(60), Duration::from_millis(100));
    let head = |length: usize| format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n");
    let whole = |length: usize| vec![Step::Send(format!("{}{}", head(length), "x".repeat(length)).into_bytes())];
    let chunked = Step::Send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec());
    for (what, longest, steps, fits) in [
        ("small enough", ample, whole(900), true),
        ("too large", ample, whole(1100), false),
        ("without end", ample, vec![chunked, Step::SendForever(b"1\r\nx\r\n".to_vec())], false),
        ("no answer", scarce, vec![Step::Hang], false),
        ("half an answer", scarce, vec![Step::Send(head(900).into_bytes()), Step::Hang], false),
    ] {
        let server = Server::always(steps);
        let fetcher = Fetcher::with(Limits { longest, largest: 1000 }, RootCerts::PlatformVerifier);
        assert_eq!(fetcher.get(&server.url("/")).is_ok(), fits, "{what}");
    }
}

/// A server on loopback that speaks TLS, and answers `/` with a document and everything else with a redirect to it.
fn secure(redirect: String) -> u16 {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let chain = include_bytes!("../../../runtime/tests/tls/server.pem");
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(chain).collect();
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("../../../runtime/tests/tls/server.key")).unwrap();
    let builder = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = Arc::new(builder.with_no_client_auth().with_single_cert(chain.unwrap(), key).unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut reader = BufReader::new(StreamOwned::new(ServerConnection::new(config.clone()).unwrap(), stream));
            let (mut line, mut first) = (String::new(), String::new());
            while reader.read_line(&mut line).is_ok_and(|length| length > 2) {
                first = if first.is_empty() { line.clone() } else { first };
                line.clear();
            }
            let mut stream = reader.into_inner();
            let answer = match first.starts_with("GET / ") {
                true => format!("200 OK\r\nContent-Length: {}\r\n\r\n{PETS}", PETS.len()),
                false => format!("302 Found\r\nLocation: {redirect}\r\nContent-Length: 0\r\n\r\n"),
            };
            let _ = write!(stream, "HTTP/1.1 {}", answer.replacen("\r\n\r\n", "\r\nConnection: close\r\n\r\n", 1));
            stream.conn.send_close_notify();
            let _ = stream.flush();
        }
    });
    port
}

#[test]
fn https_is_checked_and_never_left() {
    let plain = serving(&[("/", 200, &[], PETS)]);
    let authority = Certificate::from_pem(include_bytes!("../../../runtime/tests/tls/ca.pem")).unwrap();
    let trusting = Fetcher::with(Limits::default(), RootCerts::new_with_certs(&[authority]));
    let (here, there) = (secure("/".to_owned()), secure(plain.url("/")));
    let get = |fetcher: &Fetcher, port: u16, path: &str| {
        fetcher.get(&format!("https://localhost:{port}{path}")).map_err(said)
    };
    assert_eq!(get(&trusting, here, "/").unwrap(), PETS);
    assert_eq!(get(&trusting, here, "/moved").unwrap(), PETS);
    assert!(get(&trusting, there, "/moved").unwrap_err().contains("which is another place"));
    assert!(get(&Fetcher::new(), here, "/").is_err(), "nobody vouches for this certificate");
    assert!(plain.seen().is_empty());
}
