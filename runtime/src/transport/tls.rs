//! TLS as both transports speak it: rustls with `ring`, and the certificates that the system trusts.

use super::{TransportError, TransportErrorKind};
use rustls::ClientConfig;
use rustls::crypto::ring::default_provider;
use rustls_platform_verifier::BuilderVerifierExt;
use std::sync::Arc;

/// The configuration of a client.
pub(super) fn config() -> Result<ClientConfig, TransportError> {
    let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(BuilderVerifierExt::with_platform_verifier)
        .map_err(|error| TransportError::new(TransportErrorKind::Refused, error))?;
    Ok(config.with_no_client_auth())
}
