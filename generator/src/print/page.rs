//! Text that knows how wide its last line is.

/// No line is wider, unless one word is.
pub(super) const WIDTH: usize = 120;

/// One step to the right.
pub(super) const STEP: usize = 4;

/// Text being written.
#[derive(Default)]
pub(super) struct Page {
    text: String,
    line: usize,
}

impl Page {
    /// Goes on in the last line.
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Begins a line.
    pub(super) fn begin(&mut self, indent: usize) {
        self.text.push('\n');
        self.line = self.text.len();
        self.text.extend(std::iter::repeat_n(' ', indent));
    }

    /// A line of its own, with the one that follows begun at the margin.
    pub(super) fn line(&mut self, indent: usize, text: &str) {
        self.text.extend(std::iter::repeat_n(' ', indent));
        self.text.push_str(text);
        self.text.push('\n');
        self.line = self.text.len();
    }

    /// How many characters the last line still takes, `after` left free.
    pub(super) fn room(&self, after: usize) -> usize {
        let used = self.text.get(self.line..).map_or(0, |line| line.chars().count());
        WIDTH.saturating_sub(used + after)
    }

    /// The text, which ends with a line's end.
    pub(super) fn finish(mut self) -> String {
        self.text.truncate(self.text.trim_end().len());
        self.text.push('\n');
        self.text
    }
}
