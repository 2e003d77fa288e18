//! Bytes and streams, one after the other.

use crate::body::Body;
use crate::stream::ByteStream;
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// Bodies, to be sent as one.
#[derive(Default)]
pub(super) struct Pieces {
    /// What is in memory since the last stream.
    text: BytesMut,
    streams: VecDeque<ByteStream>,
    /// How long everything is, where all of it is known.
    length: Option<u64>,
}

impl Pieces {
    pub(super) fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.text.extend_from_slice(bytes);
    }

    pub(super) fn body(&mut self, body: Body) {
        if let Some(bytes) = body.as_bytes() {
            self.bytes(bytes);
            return;
        }
        let known = if self.streams.is_empty() { Some(0) } else { self.length };
        let streamed = known.zip(body.length()).map(|(before, length)| before + length);
        self.length = streamed.map(|streamed| streamed + self.text.len() as u64);
        self.close();
        self.streams.push_back(body.into_stream());
    }

    fn close(&mut self) {
        if !self.text.is_empty() {
            self.streams.push_back(self.text.split().freeze().into());
        }
    }

    pub(super) fn into_body(mut self) -> Body {
        if self.streams.is_empty() {
            return self.text.freeze().into();
        }
        let length = self.length.map(|length| length + self.text.len() as u64);
        self.close();
        let body = Body::from(ByteStream::from_stream(Chain(self.streams)));
        match length {
            Some(length) => body.with_length(length),
            None => body,
        }
    }
}

struct Chain(VecDeque<ByteStream>);

impl Stream for Chain {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while let Some(stream) = self.0.front_mut() {
            match ready!(stream.poll_piece(context)) {
                Some(piece) => return Poll::Ready(Some(piece)),
                None => self.0.pop_front(),
            };
        }
        Poll::Ready(None)
    }
}
