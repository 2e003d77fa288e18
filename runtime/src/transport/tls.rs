//! TLS as both transports speak it: rustls with `ring`, and the certificates that the system trusts.

use super::{TransportError, TransportErrorKind};
use rustls::ClientConfig;
use rustls::crypto::ring::default_provider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls_platform_verifier::Verifier;
use std::fmt;
use std::sync::Arc;

/// What TLS trusts beyond what the system trusts, and how the client proves who it is (mutual TLS).
///
/// ```no_run
/// use specwright_runtime::{Reqwest, Tls};
///
/// let tls = Tls::default().trust(&std::fs::read("company.pem")?)?;
/// let tls = tls.identity(&std::fs::read("client.pem")?, &std::fs::read("client.key")?)?;
/// let transport = Reqwest::default().with_tls(tls);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default)]
pub struct Tls {
    roots: Vec<CertificateDer<'static>>,
    identity: Option<Arc<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>)>>,
}

impl Tls {
    /// Trusts what these certificates have signed, too. They are PEM.
    ///
    /// # Errors
    /// When there are none.
    pub fn trust(mut self, pem: &[u8]) -> Result<Self, TransportError> {
        self.roots.extend(certificates(pem)?);
        Ok(self)
    }

    /// Shows this certificate to servers that ask for one: it and those that signed it, and its key, as PEM.
    ///
    /// # Errors
    /// When either is missing.
    pub fn identity(mut self, certificates_pem: &[u8], key_pem: &[u8]) -> Result<Self, TransportError> {
        let key = PrivateKeyDer::from_pem_slice(key_pem).map_err(|_| refused("there is no private key in the PEM"))?;
        self.identity = Some(Arc::new((certificates(certificates_pem)?, key)));
        Ok(self)
    }

    /// The configuration of a client.
    pub(super) fn config(&self) -> Result<ClientConfig, TransportError> {
        let provider = Arc::new(default_provider());
        let verifier = match self.roots.is_empty() {
            true => Verifier::new(provider.clone()),
            false => Verifier::new_with_extra_roots(self.roots.iter().cloned(), provider.clone()),
        };
        let builder = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(refused)?
            // Not dangerous: it is what the platform does.
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier.map_err(refused)?));
        match self.identity.as_deref() {
            None => Ok(builder.with_no_client_auth()),
            Some((chain, key)) => builder.with_client_auth_cert(chain.clone(), key.clone_key()).map_err(refused),
        }
    }
}

impl fmt::Debug for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tls").field("trusted", &self.roots.len()).field("identity", &self.identity.is_some()).finish()
    }
}

fn certificates(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, TransportError> {
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    match found {
        Ok(found) if !found.is_empty() => Ok(found),
        _ => Err(refused("there is no certificate in the PEM")),
    }
}

fn refused(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> TransportError {
    TransportError::new(TransportErrorKind::Refused, source)
}
