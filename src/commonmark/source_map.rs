//! The text that the Markdown parser gets, with a mapping to the file.
//!
//! Most pages are parsed unchanged. If something is rewritten first (an include, a template tag), [`Text::edit`] makes
//! a new text and remembers where each piece came from, so that findings point at what the author wrote.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use super::bytes::{self, Places};

/// A text and where each part of it is in the file.
#[derive(Debug)]
#[expect(clippy::struct_field_names, reason = "the letters are the text")]
pub(crate) struct Text<'a> {
    text: Cow<'a, str>,
    pieces: Vec<Piece>,
    places: OnceCell<Places>,
    /// Where the lines end, if nobody asked for more.
    line_ends: OnceCell<Vec<usize>>,
}

/// A stretch of the text, up to the next piece.
#[derive(Debug)]
struct Piece {
    start: usize,
    /// In the file.
    source: Range<usize>,
    /// Copied letter by letter, or put there instead of what is in the file.
    copied: bool,
}

/// A replacement of a part of the text.
#[derive(Debug)]
pub(crate) struct Edit {
    pub range: Range<usize>,
    pub with: String,
}

impl<'a> Text<'a> {
    /// The part of `file` in `range`, unchanged.
    pub fn new(file: &'a str, range: Range<usize>) -> Self {
        let text = Cow::Borrowed(&file[range.clone()]);
        Self::of(text, vec![Piece { start: 0, source: range, copied: true }])
    }

    fn of(text: Cow<'a, str>, pieces: Vec<Piece>) -> Self {
        Self { text, pieces, places: OnceCell::new(), line_ends: OnceCell::new() }
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Where its lines end, and its special bytes are.
    pub fn places(&self) -> &Places {
        self.places.get_or_init(|| Places::of(self.text.as_bytes()))
    }

    /// Where its lines end ([`Places::line_ends`]).
    pub fn line_ends(&self) -> &[usize] {
        match self.places.get() {
            Some(places) => &places.line_ends,
            None => self.line_ends.get_or_init(|| bytes::line_ends(self.text.as_bytes())),
        }
    }

    /// Where a range of this text is in the file.
    pub fn origin(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.piece(range.start);
        let start =
            if first.copied { first.source.start + (range.start - first.start) } else { first.source.start };
        let last = self.piece(range.end.saturating_sub(1).max(range.start));
        let end = if last.copied { last.source.start + (range.end - last.start) } else { last.source.end };
        start..end.max(start)
    }

    /// The text with `edits` made; these are in order and do not overlap.
    pub fn edit(self, edits: &[Edit]) -> Self {
        if edits.is_empty() {
            return self;
        }
        let mut text =
            String::with_capacity(self.text.len() + edits.iter().map(|edit| edit.with.len()).sum::<usize>());
        let mut pieces = Vec::with_capacity(self.pieces.len() + edits.len() * 2);
        let mut at = 0;
        for edit in edits {
            self.copy(at..edit.range.start, &mut text, &mut pieces);
            if !edit.with.is_empty() {
                pieces.push(Piece { start: text.len(), source: self.origin(&edit.range), copied: false });
                text.push_str(&edit.with);
            }
            at = edit.range.end;
        }
        self.copy(at..self.text.len(), &mut text, &mut pieces);
        if pieces.is_empty() {
            pieces.push(Piece { start: 0, source: self.origin(&(0..self.text.len())), copied: false });
        }
        Self::of(Cow::Owned(text), pieces)
    }

    fn copy(&self, range: Range<usize>, text: &mut String, pieces: &mut Vec<Piece>) {
        let mut at = range.start;
        let mut index = self.piece_index(at);
        while at < range.end {
            let piece = &self.pieces[index];
            index += 1;
            let next = self.pieces.get(index).map_or(self.text.len(), |piece| piece.start);
            let end = next.min(range.end);
            let from = piece.source.start + at - piece.start;
            let source = if piece.copied { from..from + end - at } else { piece.source.clone() };
            pieces.push(Piece { start: text.len(), source, copied: piece.copied });
            text.push_str(&self.text[at..end]);
            at = end;
        }
    }

    fn piece(&self, at: usize) -> &Piece {
        &self.pieces[self.piece_index(at)]
    }

    fn piece_index(&self, at: usize) -> usize {
        self.pieces.partition_point(|piece| piece.start <= at).saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(text: &Text<'_>, what: &str, with: &str) -> Edit {
        let start = text.as_str().find(what).unwrap();
        Edit { range: start..start + what.len(), with: with.to_owned() }
    }

    fn origin<'f>(file: &'f str, text: &Text<'_>, what: &str) -> &'f str {
        let start = text.as_str().find(what).unwrap();
        &file[text.origin(&(start..start + what.len()))]
    }

    #[test]
    fn every_part_of_an_edited_text_knows_where_it_came_from() {
        let file = "--- one {two} three {four} five";
        let text = Text::new(file, 4..file.len());
        let first = edit(&text, "{two}", "2222222");
        let text = text.edit(&[first]);
        let (second, third) = (edit(&text, "{four}", "4"), edit(&text, "one ", ""));
        let text = text.edit(&[third, second]);
        assert_eq!(text.as_str(), "2222222 three 4 five");
        for (what, from) in [
            ("222", "{two}"),
            ("three", "three"),
            ("4", "{four}"),
            ("five", "five"),
            ("hree 4", "hree {four}"),
        ] {
            assert_eq!(origin(file, &text, what), from);
        }
    }

    #[test]
    fn a_text_that_is_edited_away_is_still_somewhere() {
        let text = Text::new("abc", 0..3).edit(&[Edit { range: 0..3, with: String::new() }]);
        assert_eq!((text.as_str(), text.origin(&(0..0))), ("", 0..3));
    }
}
