//! TLS: whom the client trusts, and how it proves who it is. The certificates were made for these tests.

mod support;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig, ServerConnection, StreamOwned};
use specwright_runtime::{ErrorKind, NoError, Reqwest, Tls, Transport, Ureq, Value};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::Arc;
use support::{WAYS, Way};

const CA: &[u8] = include_bytes!("tls/ca.pem");

/// Answers every request with how many certificates its client has shown.
fn server(asks: bool) -> u16 {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(include_bytes!("tls/server.pem")).collect();
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("tls/server.key")).unwrap();
    let builder = ServerConfig::builder_with_provider(provider.clone()).with_safe_default_protocol_versions().unwrap();
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(CA).unwrap()).unwrap();
    let builder = match asks {
        false => builder.with_no_client_auth(),
        true => builder.with_client_cert_verifier(
            WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build().unwrap(),
        ),
    };
    let config = Arc::new(builder.with_single_cert(chain.unwrap(), key).unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let config = config.clone();
            std::thread::spawn(move || answer(StreamOwned::new(ServerConnection::new(config).unwrap(), stream)));
        }
    });
    port
}

fn answer(stream: StreamOwned<ServerConnection, std::net::TcpStream>) {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    while reader.read_line(&mut line).is_ok_and(|length| length > 2) {
        line.clear();
    }
    let mut stream = reader.into_inner();
    let shown = stream.conn.peer_certificates().map_or(0, <[_]>::len);
    let _ = write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: close\r\n\r\n{shown}");
    stream.conn.send_close_notify();
    let _ = stream.flush();
}

fn transport(way: Way, tls: Tls) -> Arc<dyn Transport> {
    match way {
        Way::UreqAsync | Way::UreqBlocking => Arc::new(Ureq::default().with_tls(tls)),
        _ => Arc::new(Reqwest::default().with_tls(tls)),
    }
}

fn call(way: Way, base: &str, tls: Tls) -> Result<Value, specwright_runtime::Error> {
    let client = way.client(base).transport(transport(way, tls)).build().unwrap();
    way.run::<Value, NoError>(client.get("x", "/x").call().no_retry()).map(specwright_runtime::Response::into_body)
}

#[test]
fn servers_are_trusted_by_their_certificates_and_names() {
    let port = server(false);
    let trusting = Tls::default().trust(CA).unwrap();
    for way in WAYS {
        let place = format!("{way:?}");
        assert_eq!(call(*way, &format!("https://localhost:{port}"), trusting.clone()).unwrap(), 0, "{place}");
        assert_eq!(call(*way, &format!("https://127.0.0.1:{port}"), trusting.clone()).unwrap(), 0, "{place}");
        for (base, tls) in [
            (format!("https://localhost:{port}"), Tls::default()),
            (format!("https://127.0.0.2:{port}"), trusting.clone()),
        ] {
            let error = call(*way, &base, tls).unwrap_err();
            assert_eq!(
                (error.kind(), error.may_have_been_received()),
                (ErrorKind::Connect, false),
                "{place}: {error:?}"
            );
        }
    }
}

#[test]
fn clients_prove_who_they_are() {
    let port = server(true);
    let base = format!("https://localhost:{port}");
    let trusting = Tls::default().trust(CA).unwrap();
    let known = trusting.clone().identity(include_bytes!("tls/client.pem"), include_bytes!("tls/client.key")).unwrap();
    assert_eq!(format!("{known:?}"), "Tls { trusted: 1, identity: true }");
    for way in WAYS {
        assert_eq!(call(*way, &base, known.clone()).unwrap(), 1, "{way:?}");
        assert!(call(*way, &base, trusting.clone()).is_err(), "{way:?}");
    }
}

#[test]
fn what_is_no_certificate_is_refused() {
    assert!(Tls::default().trust(b"").is_err());
    assert!(Tls::default().trust(b"-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----").is_err());
    assert!(Tls::default().identity(CA, CA).is_err());
}
