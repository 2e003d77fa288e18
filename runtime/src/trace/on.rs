//! Spans of the crate `tracing`.

use crate::error::{ErrorKind, request_id};
use crate::request::Plan;
use http::{HeaderMap, StatusCode, Uri};
use std::time::Duration;
use tracing::Instrument;
use tracing::field::Empty;

#[derive(Clone)]
pub(crate) struct Span(tracing::Span);

impl Span {
    /// Around a call with all its attempts.
    pub(crate) fn call(plan: &Plan) -> Self {
        let (method, template) = (plan.method.as_str(), plan.template);
        Self(tracing::info_span!(
            "call",
            otel.name = format_args!("{method} {template}"),
            otel.kind = "internal",
            operation = plan.operation,
            http.request.method = method,
            url.template = template,
            http.response.status_code = Empty,
            http.request.resend_count = Empty,
            request_id = Empty,
            error.type = Empty,
        ))
    }

    /// Around one attempt.
    pub(crate) fn attempt(plan: &Plan, uri: &Uri, number: u32) -> Self {
        let (method, template) = (plan.method.as_str(), plan.template);
        let port = uri.port_u16().unwrap_or(if uri.scheme_str() == Some("http") { 80 } else { 443 });
        Self(tracing::info_span!(
            "attempt",
            otel.name = format_args!("{method} {template}"),
            otel.kind = "client",
            http.request.method = method,
            url.template = template,
            url.scheme = uri.scheme_str(),
            server.address = uri.host(),
            server.port = port,
            http.request.resend_count = (number > 1).then(|| number - 1),
            http.response.status_code = Empty,
            request_id = Empty,
            error.type = Empty,
        ))
    }

    pub(crate) fn around<F: Future>(&self, future: F) -> impl Future<Output = F::Output> {
        future.instrument(self.0.clone())
    }

    pub(crate) fn answered(&self, status: StatusCode, headers: &HeaderMap) {
        self.0.record("http.response.status_code", status.as_u16());
        if let Some(id) = request_id(headers) {
            self.0.record("request_id", id);
        }
        if status.is_client_error() || status.is_server_error() {
            self.0.record("error.type", status.as_str());
        }
    }

    pub(crate) fn failed(&self, kind: ErrorKind) {
        self.0.record("error.type", kind.name());
    }

    /// Says that the call is made again after a while.
    pub(crate) fn waiting(&self, wait: Duration) {
        let milliseconds = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
        tracing::debug!(parent: &self.0, milliseconds, "the request is sent again");
    }
}
