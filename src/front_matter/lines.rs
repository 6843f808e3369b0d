//! The lines of a file, by where they are.

use std::ops::Range;

/// The lines of a text from an offset on, each with its line end.
#[derive(Clone)]
pub(super) struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lines<'a> {
    pub fn new(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let rest = &self.text[start..];
        if rest.is_empty() {
            return None;
        }
        self.at = memchr::memchr(b'\n', rest.as_bytes()).map_or(self.text.len(), |at| start + at + 1);
        Some(start..self.at)
    }
}

/// Whether a line says nothing. A mark of byte order is no text wherever it is.
pub(super) fn is_blank(line: &str) -> bool {
    line.chars().all(|c| c.is_whitespace() || c == '\u{feff}')
}
