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
    margin: usize,
}

impl Page {
    /// An attempt: what would follow if this page went on.
    pub(super) fn attempt(&self) -> Self {
        Self { margin: self.column(), ..Self::default() }
    }

    /// Goes on as an attempt did.
    pub(super) fn accept(&mut self, attempt: Self) {
        if attempt.line > 0 {
            self.line = self.text.len() + attempt.line;
            self.margin = 0;
        }
        self.text.push_str(&attempt.text);
    }

    /// How many lines there are.
    pub(super) fn lines(&self) -> usize {
        self.text.matches('\n').count() + 1
    }

    /// Whether no line is wider than a line can be.
    pub(super) fn fits(&self) -> bool {
        let mut lines = self.text.split('\n').map(|line| line.chars().count());
        lines.next().is_none_or(|first| first + self.margin <= WIDTH) && lines.all(|line| line <= WIDTH)
    }

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
        WIDTH.saturating_sub(self.column() + after)
    }

    fn column(&self) -> usize {
        let margin = if self.line == 0 { self.margin } else { 0 };
        margin + self.text.get(self.line..).map_or(0, |line| line.chars().count())
    }

    /// The text, which ends with a line's end.
    pub(super) fn finish(mut self) -> String {
        self.text.truncate(self.text.trim_end().len());
        self.text.push('\n');
        self.text
    }
}
