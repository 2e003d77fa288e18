//! Reading from the network, within limits.

use crate::stop::Stop;
use std::sync::Arc;
use std::time::Duration;
use ureq::http::Uri;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body, http::Response};

/// How many redirects are followed.
const REDIRECTS: usize = 5;

/// What one answer may be.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    /// How long it may take.
    pub(super) longest: Duration,
    /// How many bytes it may have.
    pub(super) largest: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { longest: Duration::from_secs(60), largest: 64 << 20 }
    }
}

/// Reads from the network.
pub(super) struct Fetcher {
    agent: Agent,
    limits: Limits,
}

impl Fetcher {
    /// Over https to whom this machine trusts, and over http on loopback.
    pub(super) fn new() -> Self {
        Self::with(Limits::default(), RootCerts::PlatformVerifier)
    }

    pub(super) fn with(limits: Limits, trusted: RootCerts) -> Self {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = TlsConfig::builder().root_certs(trusted).unversioned_rustls_crypto_provider(provider).build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .timeout_global(Some(limits.longest))
            .max_redirects(0)
            .http_status_as_error(false)
            .user_agent("specwright")
            .build();
        Self { agent: config.new_agent(), limits }
    }

    /// What an address answers. A redirect is followed to the same host, over https.
    pub(super) fn get(&self, url: &str) -> Result<String, Stop> {
        let fail = |why: &dyn std::fmt::Display| Stop::Failed(format!("cannot fetch `{url}`: {why}"));
        let mut at: Uri = url.parse().map_err(|why| fail(&why))?;
        if !is_allowed(&at) {
            return Err(fail(&"https is needed, or http on loopback"));
        }
        for _ in 0..=REDIRECTS {
            let mut response = self.agent.get(&at).call().map_err(|why| fail(&why))?;
            let status = response.status();
            if status.is_success() {
                let body = response
                    .body_mut()
                    .with_config()
                    .limit(self.limits.largest)
                    .read_to_vec()
                    .map_err(|why| fail(&why))?;
                return String::from_utf8(body).map_err(|_| fail(&"it is not UTF-8"));
            }
            if !status.is_redirection() {
                return Err(fail(&status));
            }
            let next = location(&response).ok_or_else(|| fail(&"a redirect to nowhere"))?;
            at = follow(&at, next).ok_or_else(|| fail(&format!("a redirect to `{next}`, which is another place")))?;
        }
        Err(fail(&"too many redirects"))
    }
}

fn location(response: &Response<Body>) -> Option<&str> {
    response.headers().get("location")?.to_str().ok()
}

/// Whether an address may be asked: https, or http on loopback.
pub(super) fn is_allowed(uri: &Uri) -> bool {
    let is_loopback = matches!(uri.host(), Some("localhost" | "127.0.0.1" | "[::1]"));
    uri.scheme_str() == Some("https") || (uri.scheme_str() == Some("http") && is_loopback)
}

/// Where a link or a redirect leads, if that is on the same host and no less safe.
pub(super) fn follow(from: &Uri, link: &str) -> Option<Uri> {
    let to = url::Url::parse(&from.to_string()).ok()?.join(link).ok()?;
    let to: Uri = to.as_str().parse().ok()?;
    let is_same = from.host() == to.host() && (from.scheme() == to.scheme() && from.port_u16() == to.port_u16());
    let is_safer = from.host() == to.host() && to.scheme_str() == Some("https");
    (is_allowed(&to) && (is_same || is_safer)).then_some(to)
}

#[cfg(test)]
mod tests {
    use super::follow;

    #[test]
    fn links_stay_on_the_host() {
        let follows = |from: &str, link: &str| follow(&from.parse().unwrap(), link).map(|to| to.to_string());
        assert_eq!(follows("https://a.io/docs/llms.txt", "x.md").as_deref(), Some("https://a.io/docs/x.md"));
        assert_eq!(follows("https://a.io/docs/llms.txt", "/x.md").as_deref(), Some("https://a.io/x.md"));
        assert_eq!(follows("https://a.io/", "https://a.io/y").as_deref(), Some("https://a.io/y"));
        assert_eq!(follows("https://a.io/", "http://a.io/y"), None);
        assert_eq!(follows("https://a.io/", "https://b.io/y"), None);
        assert_eq!(follows("https://a.io/", "file:///etc/passwd"), None);
        assert_eq!(follows("http://127.0.0.1:80/", "http://127.0.0.1:81/"), None);
    }
}
