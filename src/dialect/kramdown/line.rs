//! What a line begins with.

use crate::dialect::lines::Lines;

/// The number of quotes that a line is in.
pub(super) fn depth(lines: &Lines<'_>, line: usize) -> usize {
    let before = &lines.text[lines.lines[line].range.start..lines.lines[line].start];
    before.bytes().filter(|&c| c == b'>').count()
}

/// Whether a line begins an item of a list.
pub(super) fn is_item(lines: &Lines<'_>, line: usize) -> bool {
    let content = lines.content(line);
    let digits = content.bytes().take(9).take_while(u8::is_ascii_digit).count();
    match content.as_bytes().get(digits) {
        Some(b'-' | b'*' | b'+') => digits == 0 && content[1..].starts_with(' '),
        Some(b'.' | b')') => digits > 0 && content[digits + 1..].starts_with(' '),
        _ => false,
    }
}
