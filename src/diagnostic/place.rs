//! The place of a finding: a file, and a span in it with its lines.

use std::ops::Range;
use std::sync::Arc;

use memchr::memchr_iter;

use super::lines::LazyLines;
use crate::model::CoursePath;

/// A file, and where in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file or folder.
    pub path: CoursePath,
    /// Where in the file; `None` for the file as a whole, or a folder.
    pub region: Option<Region>,
}

/// A span of a file, with the source lines it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// In bytes from the start of the file, a byte order mark included.
    pub span: Range<usize>,
    /// Counted from 1.
    pub line: usize,
    /// In characters, counted from 1; a byte order mark does not count.
    pub column: usize,
    /// The line of the span's end, counted from 1.
    pub end_line: usize,
    /// The column behind the span's last character, counted like `column`.
    pub end_column: usize,
    /// The whole lines that the span covers (at most four), without the last line end. Of a very
    /// long line only the part around the span, so that a thousand findings in one line do not
    /// keep it a thousand times.
    pub excerpt: Arc<str>,
    /// Where the excerpt begins, in bytes from the start of the file.
    pub excerpt_start: usize,
}

/// A longer span is shown by its first lines.
const MAX_LINES: usize = 4;

/// How many bytes of a line are kept at least before and after the beginning of the span: more than any
/// terminal shows, and far less than a page that a program wrote on one line.
const AROUND: usize = 1200;

/// A byte order mark.
const BOM: &str = "\u{feff}";

impl Place {
    /// Points at a file or folder as a whole.
    pub fn whole(path: CoursePath) -> Self {
        Self { path, region: None }
    }
}

/// A text file with its path: turns spans into places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Where it is in the course.
    pub path: CoursePath,
    /// The whole file, a byte order mark included, so that offsets are the file's own.
    pub text: String,
    /// Whether the text was made from a document: places in it are none of the file.
    pub is_converted: bool,
    lines: LazyLines,
}

impl Source {
    /// Makes a source of a file's text.
    pub fn new(path: CoursePath, text: impl Into<String>) -> Self {
        Self { path, text: text.into(), is_converted: false, lines: LazyLines::default() }
    }

    /// Makes a source of the text that was made from a document.
    pub fn converted(path: CoursePath, text: impl Into<String>) -> Self {
        Self { is_converted: true, ..Self::new(path, text) }
    }

    /// The length of the byte order mark, if there is one.
    pub fn bom(&self) -> usize {
        if self.text.starts_with(BOM) { BOM.len() } else { 0 }
    }

    /// Turns a span in bytes into a place. A span beyond the end, or inside a character, is moved
    /// to the nearest place before it.
    pub fn place(&self, span: Range<usize>) -> Place {
        if self.is_converted {
            return Place::whole(self.path.clone());
        }
        let start = self.text.floor_char_boundary(span.start.max(self.bom()).min(self.text.len()));
        let end = self.text.floor_char_boundary(span.end.clamp(start, self.text.len()));
        let lines = self.lines.of(&self.text);
        let line_start = lines.line_start(&self.text, start).max(self.bom());
        let last_line_start = lines.line_start(&self.text, end).max(line_start);
        let line = lines.newlines(&self.text, line_start) + 1;
        // In steps, so that findings beside each other have the same.
        let near = (start - line_start) / AROUND * AROUND + line_start;
        let excerpt_start = line_start.max(self.text.floor_char_boundary(near.saturating_sub(AROUND)));
        let last = self.text.floor_char_boundary(near + 2 * AROUND).max(start);
        let excerpt_end = memchr_iter(b'\n', &self.text.as_bytes()[start..last])
            .map(|at| start + at)
            .enumerate()
            .find(|&(number, at)| at >= end || number + 1 == MAX_LINES)
            .map_or(last, |(_, at)| at);
        Place {
            path: self.path.clone(),
            region: Some(Region {
                line,
                column: lines.characters(&self.text, line_start..start) + 1,
                end_line: lines.newlines(&self.text, last_line_start) + 1,
                end_column: lines.characters(&self.text, last_line_start..end) + 1,
                excerpt: self.lines.excerpt(&self.text, excerpt_start..excerpt_end),
                excerpt_start,
                span: start..end,
            }),
        }
    }

    /// Turns a line and a column (both from 1, columns in characters) into an offset in bytes.
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let line_start = if line <= 1 {
            self.bom()
        } else {
            memchr_iter(b'\n', self.text.as_bytes()).nth(line - 2).map_or(self.text.len(), |at| at + 1)
        };
        let rest = &self.text[line_start..];
        let in_line = rest.split('\n').next().unwrap_or_default();
        in_line
            .char_indices()
            .nth(column.saturating_sub(1))
            .map_or(line_start + in_line.len(), |(at, _)| line_start + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(text: &str, span: Range<usize>) -> Region {
        Source::new(CoursePath::root().child("a.md"), text).place(span).region.unwrap()
    }

    #[test]
    fn lines_and_columns_count_from_one_and_in_characters() {
        let text = "one\nzwölf äpfel\nthree";
        let at = text.find("äpfel").unwrap();
        let region = region(text, at..at + 6);
        assert_eq!((region.line, region.column, &*region.excerpt), (2, 7, "zwölf äpfel"));
    }

    #[test]
    fn the_end_of_a_span_is_the_place_behind_its_last_character() {
        for (marked, end) in [("äpfel", (1, 12)), ("äpfel\nund", (2, 4)), ("und\n", (3, 1)), ("", (1, 1))] {
            let text = "zwölf äpfel\nund\n";
            let at = text.find(marked).unwrap();
            let region = region(text, at..at + marked.len());
            assert_eq!((region.end_line, region.end_column), end, "{marked}");
        }
    }

    #[test]
    fn a_byte_order_mark_counts_as_bytes_and_not_as_a_column() {
        let region = region("\u{feff}title\r\nx", 3..8);
        assert_eq!((region.line, region.column, region.span, &*region.excerpt), (1, 1, 3..8, "title"));
    }

    #[test]
    fn of_a_very_long_line_only_the_part_around_the_span_is_kept() {
        let text = format!("x\n{0}here{0}", "ä".repeat(50_000));
        let at = text.find("here").unwrap();
        let region = region(&text, at..at + 4);
        assert_eq!((region.line, region.column), (2, 50_001));
        assert_eq!(region.excerpt.len(), 3 * AROUND);
        assert!(region.excerpt[at - region.excerpt_start..].starts_with("here"));
    }

    #[test]
    fn findings_beside_each_other_share_what_is_shown_of_their_line() {
        let source = Source::new(CoursePath::root(), "x".repeat(50_000));
        let excerpt = |at: usize| source.place(at..at + 1).region.unwrap().excerpt;
        assert!(Arc::ptr_eq(&excerpt(30_000), &excerpt(30_001)));
        assert!(!Arc::ptr_eq(&excerpt(30_000), &excerpt(40_000)));
    }

    #[test]
    fn any_span_gives_a_place() {
        for (start, end) in [(0, 99), (2, 2), (99, 3), (1, 1)] {
            region("ä\n", start..end);
        }
    }

    #[test]
    fn offsets_are_the_way_back() {
        let source = Source::new(CoursePath::root(), "\u{feff}ab\nöcd\n");
        assert_eq!(source.offset(2, 2), 3 + 3 + 2);
        assert_eq!(source.offset(1, 1), 3);
        assert_eq!(source.offset(9, 9), source.text.len());
    }
}
