//! Server-sent events, by the letter of the HTML standard (9.2.6): bytes in, as they come; events out.

/// An event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RawEvent {
    /// `message` where nothing is said.
    pub event: String,
    /// The lines of `data`, with `\n` between them.
    pub data: String,
    /// The last id that the server gave, with this event or before.
    pub id: String,
}

/// What came so far of a stream of events.
#[derive(Debug)]
pub(crate) struct EventParser {
    /// A line that is not complete.
    line: Vec<u8>,
    /// Whether the last line ended in `\r`, so that a `\n` belongs to it.
    after_return: bool,
    is_first_line: bool,
    data: String,
    event: String,
    id: String,
    retry: Option<u64>,
    /// How large an event may become, in bytes.
    limit: usize,
}

/// An event, or a line, is larger than it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooLong;

impl std::fmt::Display for TooLong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a line or an event is longer than it may be")
    }
}

impl std::error::Error for TooLong {}

impl EventParser {
    /// Nothing came so far; an event has at most `limit` bytes.
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            line: Vec::new(),
            after_return: false,
            is_first_line: true,
            data: String::new(),
            event: String::new(),
            id: String::new(),
            retry: None,
            limit,
        }
    }

    /// The events that these bytes complete. One that is not complete when the stream ends is none.
    ///
    /// # Errors
    /// When an event is larger than it may be.
    pub(crate) fn feed(&mut self, bytes: &[u8]) -> Result<Vec<RawEvent>, TooLong> {
        let mut events = Vec::new();
        let mut rest = bytes;
        if std::mem::take(&mut self.after_return) && !rest.is_empty() {
            rest = rest.strip_prefix(b"\n").unwrap_or(rest);
        } else if rest.is_empty() {
            return Ok(events);
        }
        while let Some(at) = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')) {
            let (line, end) = rest.split_at(at);
            self.append(line)?;
            rest = match end {
                [b'\r', b'\n', after @ ..] => after,
                [b'\r'] => {
                    self.after_return = true;
                    &[]
                }
                [_, after @ ..] => after,
                [] => &[],
            };
            events.extend(self.end_line()?);
        }
        self.append(rest)?;
        Ok(events)
    }

    /// The id to ask for when connecting again; empty: none.
    pub(crate) fn last_id(&self) -> &str {
        &self.id
    }

    /// After how many milliseconds to connect again, if the server said so.
    pub(crate) fn retry(&self) -> Option<u64> {
        self.retry
    }

    /// Forgets what is not complete: the connection is a new one.
    pub(crate) fn reconnect(&mut self) {
        let retry = self.retry;
        let id = std::mem::take(&mut self.id);
        *self = Self { id, retry, ..Self::new(self.limit) };
    }

    fn append(&mut self, bytes: &[u8]) -> Result<(), TooLong> {
        if self.line.len() + self.data.len() + bytes.len() > self.limit {
            return Err(TooLong);
        }
        self.line.extend_from_slice(bytes);
        Ok(())
    }

    fn end_line(&mut self) -> Result<Option<RawEvent>, TooLong> {
        let line = std::mem::take(&mut self.line);
        let text = String::from_utf8_lossy(&line);
        let text: &str = &text;
        let text = if self.is_first_line { text.strip_prefix('\u{feff}').unwrap_or(text) } else { text };
        self.is_first_line = false;
        if text.is_empty() {
            return Ok(self.dispatch());
        }
        let (field, value) = text.split_once(':').unwrap_or((text, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.event),
            "data" => {
                self.data.push_str(value);
                self.data.push('\n');
            }
            "id" if !value.contains('\0') => value.clone_into(&mut self.id),
            "retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().or(self.retry);
            }
            // A comment (`: …`), or a field that does not exist.
            _ => {}
        }
        if self.data.len() > self.limit { Err(TooLong) } else { Ok(None) }
    }

    fn dispatch(&mut self) -> Option<RawEvent> {
        let event = std::mem::take(&mut self.event);
        let mut data = std::mem::take(&mut self.data);
        data.pop()?;
        let event = if event.is_empty() { "message".to_owned() } else { event };
        Some(RawEvent { event, data, id: self.id.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Event, data, id.
    type Row = (&'static str, &'static str, &'static str);

    const TABLE: &[(&str, &[Row])] = &[
        ("data: a\n\n", &[("message", "a", "")]),
        ("data:a\r\rdata: b\r\n\r\n", &[("message", "a", ""), ("message", "b", "")]),
        ("\u{feff}data: a\n\n", &[("message", "a", "")]),
        ("\n\u{feff}data: a\n\n", &[]),
        ("data: YHOO\ndata: +2\ndata: 10\n\n", &[("message", "YHOO\n+2\n10", "")]),
        (
            ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n",
            &[("message", "first event", "1"), ("message", "second event", "")],
        ),
        ("data\n\ndata\ndata\n\ndata:", &[("message", "", ""), ("message", "\n", "")]),
        ("data:test\n\ndata: test\n\n", &[("message", "test", ""), ("message", "test", "")]),
        ("event: add\ndata: 1\n\ndata: 2\n\n", &[("add", "1", ""), ("message", "2", "")]),
        ("event: lost\n\ndata: 1\n\n", &[("message", "1", "")]),
        ("id: 7\n\ndata: 1\n\nid: \0\ndata: 2\n\n", &[("message", "1", "7"), ("message", "2", "7")]),
        ("Data: 1\n data: 2\nretry: 1x\nfoo: 3\ndata: 4\n\n", &[("message", "4", "")]),
        ("data: é 🦀\n\n", &[("message", "é 🦀", "")]),
        ("data: {\"a\": \"b: c\"}\n\n", &[("message", "{\"a\": \"b: c\"}", "")]),
    ];

    #[test]
    fn in_any_pieces() {
        for (text, rows) in TABLE {
            for size in 1..=text.len() {
                let mut parser = EventParser::new(1000);
                let pieces = text.as_bytes().chunks(size);
                let events: Vec<_> = pieces.flat_map(|piece| parser.feed(piece).unwrap()).collect();
                let found: Vec<_> = events.iter().map(|it| (&*it.event, &*it.data, &*it.id)).collect();
                assert_eq!(found, *rows, "{text:?} in pieces of {size}");
            }
        }
    }

    #[test]
    fn what_outlives_an_event() {
        let mut parser = EventParser::new(1000);
        parser.feed(b"retry: 2500\nid: a\n\nretry: x\n\nretry:\n\nretry: 99999999999999999999\n").unwrap();
        assert_eq!((parser.retry(), parser.last_id()), (Some(2500), "a"));
    }

    #[test]
    fn events_are_bounded() {
        let mut parser = EventParser::new(10);
        assert_eq!(parser.feed(b"data: 0123456789"), Err(TooLong));
        let mut parser = EventParser::new(10);
        assert_eq!(parser.feed(b"data: 012\ndata: 345\ndata: 678\n"), Err(TooLong));
        let mut parser = EventParser::new(10);
        assert_eq!(parser.feed(&b"data: 0\n\n".repeat(1000)).map(|events| events.len()), Ok(1000));
    }
}
