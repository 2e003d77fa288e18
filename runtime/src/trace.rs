//! Spans, in OpenTelemetry's names for HTTP: one per call, one per attempt in it. The path's template is their name, and
//! no header, body, query or credential is in them. Without the feature `tracing`, nothing.

#[cfg(not(feature = "tracing"))]
mod off;
#[cfg(feature = "tracing")]
mod on;

#[cfg(not(feature = "tracing"))]
pub(crate) use off::Span;
#[cfg(feature = "tracing")]
pub(crate) use on::Span;
