//! Positions of the protocol (lines and columns in the client's encoding), and offsets in bytes of a text.

use std::ops::Range;

use lsp_types::{Position, PositionEncodingKind};

/// What a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Encoding {
    /// Units of UTF-16: what every client understands.
    #[default]
    Utf16,
    /// Bytes of UTF-8.
    Utf8,
}

impl Encoding {
    /// The best of those that a client offers; UTF-16 where it offers none.
    pub fn of_client(offered: Option<&[PositionEncodingKind]>) -> Self {
        let is_offered = offered.is_some_and(|offered| offered.contains(&PositionEncodingKind::UTF8));
        if is_offered { Self::Utf8 } else { Self::Utf16 }
    }

    /// Its name in the protocol.
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf8 => PositionEncodingKind::UTF8,
        }
    }

    /// How many columns a part of a line has.
    pub fn columns(self, text: &str) -> u32 {
        let columns = match self {
            Self::Utf16 => text.chars().map(char::len_utf16).sum(),
            Self::Utf8 => text.len(),
        };
        u32::try_from(columns).unwrap_or(u32::MAX)
    }

    /// The offset of a column in a line; the line's end for one beyond it, the letter's start for one inside a letter.
    fn offset(self, line: &str, column: u32) -> usize {
        let column = column as usize;
        match self {
            Self::Utf8 => line.floor_char_boundary(column),
            Self::Utf16 => {
                let mut seen = 0;
                for (at, letter) in line.char_indices() {
                    seen += letter.len_utf16();
                    if seen > column {
                        return at;
                    }
                }
                line.len()
            }
        }
    }
}

/// A text and where its lines begin. A line ends with `\n`, `\r\n` or `\r`, as the protocol says.
#[derive(Debug)]
pub(super) struct Positions<'t> {
    text: &'t str,
    starts: Vec<usize>,
    encoding: Encoding,
}

impl<'t> Positions<'t> {
    /// Finds the lines.
    pub fn new(text: &'t str, encoding: Encoding) -> Self {
        let bytes = text.as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes)
            .filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
        let starts = std::iter::once(0).chain(ends.map(|at| at + 1)).collect();
        Self { text, starts, encoding }
    }

    /// The position of an offset in bytes; one beyond the end, or inside a letter, is moved to the place before it.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let line = self.starts.partition_point(|&start| start <= offset) - 1;
        let column = self.encoding.columns(&self.text[self.starts[line]..offset]);
        Position::new(u32::try_from(line).unwrap_or(u32::MAX), column)
    }

    /// The offset in bytes of a position; one beyond the end of its line, or of the text, is moved there.
    pub fn offset(&self, position: Position) -> usize {
        let line = position.line as usize;
        let Some(&start) = self.starts.get(line) else { return self.text.len() };
        let end = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        let content = self.text[start..end].trim_end_matches(['\n', '\r']);
        start + self.encoding.offset(content, position.character)
    }

    /// The range of a span in bytes.
    pub fn range(&self, span: &Range<usize>) -> lsp_types::Range {
        lsp_types::Range::new(self.position(span.start), self.position(span.end))
    }

    /// The span in bytes of a range.
    pub fn span(&self, range: lsp_types::Range) -> Range<usize> {
        let start = self.offset(range.start);
        start..self.offset(range.end).max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_the_encoding() {
        let text = "a\nzw\u{f6}lf \u{1f35e} x\r\nend\rlast";
        let at = text.find('x').unwrap();
        for (encoding, column) in [(Encoding::Utf16, 9), (Encoding::Utf8, 12)] {
            let positions = Positions::new(text, encoding);
            assert_eq!(positions.position(at), Position::new(1, column));
            assert_eq!(positions.offset(Position::new(1, column)), at);
            assert_eq!(positions.position(text.len()), Position::new(3, 4));
            assert_eq!(positions.offset(Position::new(1, 99)), at + 1);
            assert_eq!(positions.offset(Position::new(99, 0)), text.len());
        }
    }

    #[test]
    fn the_inside_of_a_letter_is_its_start() {
        let positions = Positions::new("\u{1f35e}", Encoding::Utf16);
        assert_eq!(positions.offset(Position::new(0, 1)), 0);
        assert_eq!(positions.offset(Position::new(0, 2)), 4);
        assert_eq!(positions.position(2), Position::new(0, 0));
    }
}
