//! A stretch of the author's HTML.

use std::ops::Range;

/// Raw HTML with the way back to the page's text.
pub(super) struct Chunk<'c> {
    pub html: &'c str,
    /// For each line: where it starts here, and in the text.
    pub lines: &'c [(usize, usize)],
}

impl Chunk<'_> {
    /// Where a range of the HTML is in the page's text.
    pub fn range(&self, html: &Range<usize>) -> Range<usize> {
        self.offset(html.start)..self.offset(html.end.saturating_sub(1)) + 1
    }

    fn offset(&self, at: usize) -> usize {
        let line = self.lines.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        self.lines.get(line).map_or(at, |(start, text)| text + (at - start))
    }
}
