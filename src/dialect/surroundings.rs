//! What stands around a tag on its lines: the list, the quote, the row of a table that it is in.

use std::ops::Range;

/// No further is looked back for the start of a line.
const MAX_BEFORE: usize = 2_000;

/// What surrounds a tag on its lines.
pub(super) struct Surroundings {
    /// What a further line in the same list or quote begins with.
    pub prefix: String,
    /// Whether nothing stands before it but that.
    pub is_first: bool,
    /// Whether nothing stands behind it.
    pub is_last: bool,
    /// In a table nothing but text has room.
    pub is_table_row: bool,
}

impl Surroundings {
    /// Those of a range.
    pub fn of(text: &str, range: &Range<usize>) -> Self {
        let back = text.floor_char_boundary(range.start.saturating_sub(MAX_BEFORE));
        let start = text[back..range.start].rfind('\n').map_or(back, |at| back + at + 1);
        let before = &text[start..range.start];
        let length = lead(before);
        let prefix = before[..length].chars().map(|c| if matches!(c, '>' | '\t') { c } else { ' ' });
        let after = text[range.end..].trim_start_matches([' ', '\t', '\r']);
        Self {
            prefix: prefix.collect(),
            is_first: length == before.len(),
            is_last: after.is_empty() || after.starts_with('\n'),
            is_table_row: text[start + length..].starts_with('|'),
        }
    }

    /// Whether nothing else is on the lines.
    pub fn is_alone(&self) -> bool {
        self.is_first && self.is_last
    }
}

/// The length of what a line begins with: blanks, the `>` of quotes, the markers of lists.
fn lead(line: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &line[at..];
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t', '>']).len();
        let marker = &rest[blanks..];
        let digits = marker.bytes().take(9).take_while(u8::is_ascii_digit).count();
        let is_marker = match marker.as_bytes().get(digits) {
            Some(b'-' | b'*' | b'+') => digits == 0,
            Some(b'.' | b')') => digits > 0,
            _ => false,
        };
        if !is_marker || !marker[digits + 1..].starts_with([' ', '\t']) {
            return at + blanks;
        }
        at += blanks + digits + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_further_line_stands_in_the_same_list() {
        for (line, prefix) in [("x", ""), ("  x", "  "), ("> - x", ">   "), ("1. * x", "     "), ("-x", "")] {
            let around = Surroundings::of(line, &(line.len() - 1..line.len()));
            assert_eq!(around.prefix, prefix, "{line}");
        }
        assert!(Surroundings::of("- x ", &(2..3)).is_alone());
        assert!(!Surroundings::of("a x", &(2..3)).is_alone());
    }
}
