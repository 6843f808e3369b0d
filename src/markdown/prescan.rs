//! Scans a page's text once for everything that later steps search for, so that they can skip pages without it.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::{self, Finder};
use memchr::{memchr, memchr2, memrchr};

use crate::commonmark::source_map::Text;

/// What was seen in a text.
#[derive(Debug, Default)]
pub(super) struct Prescan {
    /// Where `://` and `www.` are.
    pub urls: Vec<usize>,
    /// A colon that begins a line, and may be none of a definition.
    pub has_odd_colons: bool,
    /// Where something is that is no Markdown and not meant to be shown, if it is text.
    pub signs: Vec<(usize, Sign)>,
    /// A tag with an attribute `markdown`.
    pub has_markdown_tags: bool,
    /// A row of a table without a header, as far as that can be seen without parsing.
    pub is_header_missing: bool,
}

/// What is not meant to be shown as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// The beginning of a comment.
    Comment,
    /// A line of an unresolved merge: `<<<<<<< `, or what is behind `>>>>>>> `.
    Conflict,
    /// The first `|` of a row like `|---|---|`.
    Delimiter,
    /// The first `|` of a row that has no header.
    Row,
}

impl Prescan {
    /// Looks at a text.
    pub fn of(text: &Text<'_>) -> Self {
        static WWW: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("www."));
        let bytes = text.as_str().as_bytes();
        let mut seen = Self::default();
        let mut tags_and_rows = TagsAndRows::default();
        for &at in &text.places().special {
            match bytes[at] {
                b':' => seen.colon(bytes, at),
                b'<' | b'|' | b'>' => tags_and_rows.sign(&mut seen, bytes, at),
                _ => {}
            }
        }
        let before = seen.urls.len();
        seen.urls.extend(WWW.find_iter(bytes));
        if seen.urls.len() > before && before > 0 {
            seen.urls.sort_unstable();
        }
        seen
    }

    fn colon(&mut self, bytes: &[u8], at: usize) {
        match &bytes[at + 1..] {
            [b'/', b'/', ..] => self.urls.push(at),
            rest if begins_line(&bytes[..at]) => {
                let is_tight = !matches!(rest.first(), Some(b' ' | b'\t'));
                // Code and math win over definitions.
                self.has_odd_colons |= is_tight || may_be_in_code(&bytes[..at]);
            }
            _ => {}
        }
    }
}

/// Looks at what begins with `<` or `>`, and at lines with `|`, from front to back.
#[derive(Debug, Default)]
struct TagsAndRows {
    /// Everything before was looked at.
    from: usize,
    rows: Rows,
}

impl TagsAndRows {
    fn sign(&mut self, seen: &mut Prescan, bytes: &[u8], at: usize) {
        if at < self.from {
            return;
        }
        match &bytes[at..] {
            [b'|', ..] => self.from = self.rows.line(seen, bytes, at),
            [b'<', b'!', b'-', b'-', ..] => seen.signs.push((at, Sign::Comment)),
            [b'<', b'<', ..] | [b'>', b'>', ..] if at == 0 || bytes[at - 1] == b'\n' => {
                if let Some(words) = conflict(&bytes[at..]) {
                    seen.signs.push((at + words, Sign::Conflict));
                    self.from = at + words.max(1);
                }
            }
            [b'<', next, ..] if next.is_ascii_alphabetic() => {
                seen.has_markdown_tags = seen.has_markdown_tags || has_markdown_attribute(&bytes[at..]);
            }
            _ => {}
        }
    }
}

/// Where the words of a line that an unresolved merge begins or ends with are, if this is one.
fn conflict(line: &[u8]) -> Option<usize> {
    let begins = line.starts_with(b"<<<<<<< ");
    let ends = line.starts_with(b">>>>>>> ") && line.get(8).is_some_and(u8::is_ascii_alphanumeric);
    // A bracket is text itself, and a quote's sign is not.
    (begins || ends).then_some(if begins { 0 } else { b">>>>>>> ".len() })
}

/// Whether nothing but white space and the signs of quotes and lists is on the line so far.
pub(super) fn begins_line(before: &[u8]) -> bool {
    let is_of_container =
        |byte: &u8| matches!(byte, b' ' | b'\t' | b'>' | b'-' | b'*' | b'+' | b'.' | b')' | b'0'..=b'9');
    // Most colons are behind a word.
    matches!(before.last(), None | Some(b'\n' | b' ' | b'\t' | b'>'))
        && before.iter().rev().find(|byte| !is_of_container(byte)).is_none_or(|byte| *byte == b'\n')
}

/// Whether code or math may have begun in the paragraph that ends here.
fn may_be_in_code(before: &[u8]) -> bool {
    const LONGEST: usize = 4_000;
    let near = &before[before.len().saturating_sub(LONGEST)..];
    let paragraph = memmem::rfind(near, b"\n\n");
    (paragraph.is_none() && near.len() < before.len())
        || memchr2(b'`', b'$', &near[paragraph.unwrap_or(0)..]).is_some()
}

/// Whether the tag that begins here has an attribute `markdown`.
fn has_markdown_attribute(rest: &[u8]) -> bool {
    const LONGEST: usize = 400;
    let rest = &rest[..rest.len().min(LONGEST)];
    let tag = &rest[..memchr(b'>', rest).map_or(0, |end| end + 1)];
    memmem::find_iter(tag, b"markdown").any(|at| {
        let ends = |byte: &u8| matches!(byte, b'=' | b'>') || byte.is_ascii_whitespace();
        tag[at - 1].is_ascii_whitespace() && tag.get(at + b"markdown".len()).is_some_and(ends)
    })
}

/// Lines with `|`, from front to back.
#[derive(Debug, Default)]
struct Rows {
    /// Where the line behind the last one begins.
    next: Option<usize>,
}

impl Rows {
    /// Looks at the line whose first `|` is at `at`; gives where the next line begins.
    fn line(&mut self, seen: &mut Prescan, bytes: &[u8], at: usize) -> usize {
        let start = memrchr(b'\n', &bytes[..at]).map_or(0, |end| end + 1);
        let end = memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |found| at + found + 1);
        let is_delimiter = is_delimiter_row(&bytes[start..end]);
        if is_delimiter {
            seen.signs.push((at, Sign::Delimiter));
        }
        let is_first = self.next.replace(end) != Some(start);
        if is_first && is_cell_start(&bytes[start..at]) {
            let below = &bytes[end..];
            let below = &below[..memchr(b'\n', below).unwrap_or(below.len())];
            if is_delimiter || !is_delimiter_row(below) {
                seen.is_header_missing = true;
                seen.signs.push((at, Sign::Row));
            }
        }
        end
    }
}

/// Whether the first `|` of a line begins a row: only signs of quotes and lists are before it.
fn is_cell_start(before: &[u8]) -> bool {
    before.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'>' | b'-' | b'*' | b'+' | b'.' | b'0'..=b'9'))
}

/// Whether a line looks like the row between the header and the body of a table.
fn is_delimiter_row(line: &[u8]) -> bool {
    let start = line.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'>')).unwrap_or(line.len());
    let row = &line[start..];
    let is_of_row = |byte: &u8| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t' | b'\r' | b'\n');
    row.iter().all(is_of_row) && row.contains(&b'-') && row.contains(&b'|')
}

/// Knows which parts of a text hold no character that means something in HTML: they can be written as they
/// are.
#[derive(Debug)]
pub(super) struct Specials<'t> {
    text: &'t Text<'t>,
    /// Of the text's special bytes, the first that is not before `free`.
    next: usize,
    /// A stretch without any such character; behind it is one, or the text ends.
    free: Range<usize>,
}

impl<'t> Specials<'t> {
    /// Nothing looked at yet.
    pub fn of(text: &'t Text<'t>) -> Self {
        Self { text, next: 0, free: 0..0 }
    }

    /// Whether `piece` is known to be without any: it is a part of the text, not of a copy.
    pub fn are_not_in(&mut self, piece: &str) -> bool {
        let text = self.text.as_str();
        let Some(start) = (piece.as_ptr() as usize).checked_sub(text.as_ptr() as usize) else {
            return false;
        };
        let end = start + piece.len();
        if end > text.len() {
            return false;
        }
        // Pieces come from front to back, so that little is looked at twice.
        if start < self.free.start || start >= self.free.end {
            self.look_from(start);
        }
        end <= self.free.end
    }

    fn look_from(&mut self, start: usize) {
        let (text, special) = (self.text.as_str(), &self.text.places().special);
        if start < self.free.start {
            self.next = special.partition_point(|&at| at < start);
        }
        let is_free = |&at: &usize| at < start || !matches!(text.as_bytes()[at], b'&' | b'<' | b'>');
        while special.get(self.next).is_some_and(is_free) {
            self.next += 1;
        }
        self.free = start..special.get(self.next).copied().unwrap_or(text.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prescan(text: &str) -> Prescan {
        Prescan::of(&Text::new(text, 0..text.len()))
    }

    #[test]
    fn addresses_are_seen() {
        assert_eq!(prescan("a://b :// c:/d").urls, [1, 6]);
    }

    #[test]
    fn colons_tags_and_rows_that_are_odd_are_seen() {
        for (text, colons, tags, header) in [
            ("a: b\n\n12:30", false, false, false),
            ("Term\n: Meaning", false, false, false),
            ("Term\n: Meaning `x`", false, false, false),
            ("Term `x\n: Meaning`", true, false, false),
            ("a\n> :x: b", true, false, false),
            ("<div markdown=\"1\">", false, true, false),
            ("<a href=\"markdown=\"> markdown=", false, false, false),
            ("| a |\n|---|\n| b |", false, false, false),
            ("| a |\n| b |", false, false, true),
            ("a | b", false, false, false),
            ("|---|\n| b |", false, false, true),
        ] {
            let seen = prescan(text);
            let found = (seen.has_odd_colons, seen.has_markdown_tags, seen.is_header_missing);
            assert_eq!(found, (colons, tags, header), "{text}");
        }
    }

    #[test]
    fn signs_are_seen_from_front_to_back() {
        let text = "<!-- a\n<<<<<<< b\n>>>>>>> c\n>>>>>>>> d\n|--|\n";
        let signs = prescan(text).signs;
        let expected = [
            (0, Sign::Comment),
            (7, Sign::Conflict),
            (25, Sign::Conflict),
            (38, Sign::Delimiter),
            (38, Sign::Row),
        ];
        assert_eq!(signs, expected);
    }

    #[test]
    fn text_without_special_characters_is_known() {
        let source = Text::new("ab < cd & ef", 0..12);
        let (text, mut specials) = (source.as_str(), Specials::of(&source));
        for (piece, expected) in [
            (&text[0..3], true),
            (&text[2..5], false),
            (&text[4..8], true),
            (&text[0..3], true),
            (&text[8..9], false),
            (&text[9..], true),
        ] {
            assert_eq!(specials.are_not_in(piece), expected, "{piece}");
        }
        assert!(!specials.are_not_in(&String::from("ab")));
    }
}
