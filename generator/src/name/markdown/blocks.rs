//! The lines of blocks in blocks: paragraphs, lists, quotes, code, tables.

use pulldown_cmark::Alignment;

/// A block that is open.
#[derive(Debug, Default)]
struct Frame {
    /// What is written.
    lines: Vec<String>,
    /// What each line begins with, the first differently.
    first: String,
    others: String,
    /// For a list: the number of its next item.
    number: Option<u64>,
}

/// What is written, and what is open.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    root: Vec<String>,
    frames: Vec<Frame>,
    inline: String,
    code: Option<&'static str>,
    table: Option<Table>,
}

#[derive(Debug, Default)]
struct Table {
    columns: Vec<&'static str>,
    cells: Vec<String>,
    lines: Vec<String>,
}

impl Blocks {
    /// Adds to the line, or the lines, that are being written.
    pub(super) fn inline(&mut self, text: &str) {
        self.inline.push_str(text);
    }

    /// Whether what comes next stands at the start of a line.
    pub(super) fn is_line_start(&self) -> bool {
        self.inline.is_empty() || self.inline.ends_with('\n')
    }

    /// Everything, without blank lines around it.
    pub(super) fn finish(mut self) -> Vec<String> {
        self.flush();
        while !self.frames.is_empty() {
            self.close();
        }
        let is_blank = |line: &String| line.is_empty();
        let from = self.root.iter().position(|line| !is_blank(line)).unwrap_or(self.root.len());
        let to = self.root.iter().rposition(|line| !is_blank(line)).map_or(from, |last| last + 1);
        self.root.get(from..to).unwrap_or_default().to_vec()
    }

    /// Ends what was written, so that a block can begin.
    pub(super) fn open_block(&mut self) {
        self.flush();
    }

    /// Ends a paragraph.
    pub(super) fn close_block(&mut self) {
        self.flush();
    }

    /// Ends a heading, which has one line.
    pub(super) fn close_heading(&mut self) {
        self.inline = self.inline.replace('\n', " ");
        self.flush();
    }

    /// A block of its own.
    pub(super) fn block(&mut self, lines: Vec<String>) {
        self.flush();
        let is_item = self.frames.last().is_some_and(|frame| frame.number.is_none() && frame.others.trim().is_empty());
        let target = self.lines();
        if !target.is_empty() && !is_item {
            target.push(String::new());
        }
        target.extend(lines);
    }

    fn lines(&mut self) -> &mut Vec<String> {
        match self.frames.last_mut() {
            Some(frame) => &mut frame.lines,
            None => &mut self.root,
        }
    }

    /// Writes the text that has gathered as a paragraph.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.inline);
        let lines: Vec<String> = text.lines().map(|line| line.trim().to_owned()).collect();
        let lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
        if !lines.is_empty() {
            let target = self.lines();
            if !target.is_empty() {
                target.push(String::new());
            }
            target.extend(lines);
        }
    }

    pub(super) fn open_quote(&mut self) {
        self.flush();
        self.frames.push(Frame { first: "> ".to_owned(), others: "> ".to_owned(), ..Frame::default() });
    }

    pub(super) fn close_quote(&mut self) {
        self.close();
    }

    pub(super) fn open_list(&mut self, first: Option<u64>) {
        self.flush();
        self.frames.push(Frame { number: first, ..Frame::default() });
    }

    pub(super) fn close_list(&mut self) {
        self.close();
    }

    pub(super) fn open_item(&mut self) {
        self.flush();
        let number = self.frames.last_mut().and_then(|list| list.number.as_mut());
        let marker = match number {
            Some(number) => {
                let marker = format!("{number}. ");
                *number = number.saturating_add(1);
                marker
            }
            None => "- ".to_owned(),
        };
        let others = " ".repeat(marker.len());
        self.frames.push(Frame { first: marker, others, ..Frame::default() });
    }

    pub(super) fn close_item(&mut self) {
        self.flush();
        if let Some(frame) = self.frames.pop() {
            let lines = if frame.lines.is_empty() { vec![String::new()] } else { frame.lines };
            let lines = prefixed(lines, &frame.first, &frame.others);
            self.lines().extend(lines);
        }
    }

    /// Closes a list or a quote, whose lines become a block of what it stands in.
    fn close(&mut self) {
        self.flush();
        if let Some(frame) = self.frames.pop().filter(|frame| !frame.lines.is_empty()) {
            let lines = prefixed(frame.lines, &frame.first, &frame.others);
            self.block(lines);
        }
    }

    pub(super) fn open_code(&mut self, language: &'static str) {
        self.code = Some(language);
    }

    pub(super) fn close_code(&mut self) {
        let text = std::mem::take(&mut self.inline);
        let language = self.code.take().unwrap_or("text");
        let longest = text.split(|it| it != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest.saturating_add(1).max(3));
        let lines = text.lines().map(|line| line.trim_end().to_owned());
        let lines = [format!("{fence}{language}")].into_iter().chain(lines).chain([fence.clone()]).collect();
        let target = self.lines();
        if !target.is_empty() {
            target.push(String::new());
        }
        target.extend::<Vec<String>>(lines);
    }

    pub(super) fn open_table(&mut self, columns: &[Alignment]) {
        self.flush();
        let columns = columns.iter().map(|column| match column {
            Alignment::None => "---",
            Alignment::Left => ":--",
            Alignment::Center => ":-:",
            Alignment::Right => "--:",
        });
        self.table = Some(Table { columns: columns.collect(), ..Table::default() });
    }

    pub(super) fn close_cell(&mut self) {
        let text = std::mem::take(&mut self.inline);
        if let Some(table) = &mut self.table {
            table.cells.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }

    pub(super) fn close_row(&mut self) {
        if let Some(table) = &mut self.table {
            let cells = std::mem::take(&mut table.cells);
            table.lines.push(format!("| {} |", cells.join(" | ")));
        }
    }

    pub(super) fn close_head(&mut self) {
        self.close_row();
        if let Some(table) = &mut self.table {
            table.lines.push(format!("| {} |", table.columns.join(" | ")));
        }
    }

    pub(super) fn close_table(&mut self) {
        if let Some(table) = self.table.take() {
            self.block(table.lines);
        }
    }
}

fn prefixed(lines: Vec<String>, first: &str, others: &str) -> Vec<String> {
    let prefixed = lines.into_iter().enumerate().map(|(at, line)| {
        let prefix = if at == 0 { first } else { others };
        format!("{prefix}{line}").trim_end().to_owned()
    });
    prefixed.collect()
}
