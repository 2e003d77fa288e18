//! No spans.

use crate::error::ErrorKind;
use crate::request::Plan;
use http::{HeaderMap, StatusCode, Uri};
use std::time::Duration;

#[derive(Clone)]
pub(crate) struct Span;

impl Span {
    pub(crate) fn call(_plan: &Plan) -> Self {
        Self
    }

    pub(crate) fn attempt(_plan: &Plan, _uri: &Uri, _number: u32) -> Self {
        Self
    }

    pub(crate) fn around<F: Future>(&self, future: F) -> impl Future<Output = F::Output> {
        future
    }

    pub(crate) fn answered(&self, _status: StatusCode, _headers: &HeaderMap) {}

    pub(crate) fn failed(&self, _kind: ErrorKind) {}

    pub(crate) fn waiting(&self, _wait: Duration) {}
}
