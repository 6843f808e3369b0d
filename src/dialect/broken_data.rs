//! Images in an address whose letters are broken into lines: `![a](data:image/png;base64,iVBOR` and more below. For
//! Markdown that is no image, and all the letters would be text.

use std::ops::Range;

use memchr::memmem;

use super::rewriter::Rewriter;

const START: &[u8] = b"data:image/";

/// The part of an address before its letters is no longer.
const MAX_HEAD: usize = 100;

/// A line of so many letters without a blank is no text.
const LONG_LINE: usize = 30;

/// Joins the lines; where an address has no end, its letters go.
pub(super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>) {
    let text = rewriter.text.as_str();
    let mut done = 0;
    for start in memmem::find_iter(text.as_bytes(), START) {
        let Some(first) = letters(text, start).filter(|_| start >= done) else { continue };
        let Some(end) = end_mark(&text[..start]) else { continue };
        if rewriter.kept_until(start).is_some() {
            continue;
        }
        let length = length(&text[first..]);
        let data = first..first + length;
        done = data.end;
        let rest = &text[data.end..];
        if rest.starts_with(end) || rest.starts_with(['"', '\'']) {
            join(rewriter, &data);
        } else if !rest.split('\n').next().unwrap_or_default().contains(end) {
            leave_out(rewriter, start, &data);
        }
    }
}

/// Where the letters of an address begin.
fn letters(text: &str, start: usize) -> Option<usize> {
    const MARK: &str = ";base64,";
    let head = &text[start..text.floor_char_boundary(start + MAX_HEAD)];
    let head = &head[..=head.find(',')?];
    head.to_ascii_lowercase().ends_with(MARK).then_some(start + head.len())
}

/// What ends the address, as what is before it says.
fn end_mark(before: &str) -> Option<&'static str> {
    if before.ends_with("](") {
        Some(")")
    } else if before.ends_with("](<") || before.ends_with(": <") {
        Some(">")
    } else {
        None
    }
}

/// The length of letters, also on several lines of a paragraph.
fn length(text: &str) -> usize {
    let is_letter = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'+' | b'/' | b'=' | b'-' | b'_' | b'%');
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&c) = bytes.get(at) {
        let is_blank_line =
            c == b'\n' && text[at + 1..].trim_start_matches([' ', '\t', '\r']).starts_with('\n');
        if is_blank_line || !(is_letter(c) || c.is_ascii_whitespace()) {
            break;
        }
        at += 1;
    }
    at
}

/// Removes the blanks and line ends between letters; those before a title stay.
fn join(rewriter: &mut Rewriter<'_, '_, '_>, data: &Range<usize>) {
    let text = rewriter.text.as_str();
    let letters = text[data.clone()].trim_end();
    if !letters.contains(char::is_whitespace) {
        return;
    }
    let joined: String = letters.split_whitespace().collect();
    rewriter.replace(data.start..data.start + letters.len(), joined);
}

/// Removes an address that has no end, up to the last of its lines.
fn leave_out(rewriter: &mut Rewriter<'_, '_, '_>, start: usize, data: &Range<usize>) {
    let text = rewriter.text.as_str();
    let mut end = data.start;
    for (number, line) in text[data.clone()].split_inclusive('\n').enumerate() {
        let letters = line.trim();
        let is_data = !letters.contains(char::is_whitespace) && (number == 0 || letters.len() >= LONG_LINE);
        if !is_data {
            break;
        }
        end += line.len();
    }
    let end = start + text[start..end].trim_end().len();
    let message = "the address of an image has no end".to_owned();
    let place = start..start + START.len();
    rewriter.warn(
        "data",
        &place,
        message,
        "its data is left out",
        "write `)` behind the data, or name a file",
    );
    match opening(&text[..start]) {
        Some((image, alt)) => rewriter.replace(image..end, alt.to_owned()),
        None => {
            rewriter.remove(start..end);
        }
    }
}

/// Where the image begins whose address comes next, and its alt text.
fn opening(before: &str) -> Option<(usize, &str)> {
    const LONGEST: usize = 500;
    let near = before.floor_char_boundary(before.len().saturating_sub(LONGEST));
    let image = near + before[near..].rfind("![")?;
    let (alt, rest) = before[image + 2..].split_once("](")?;
    (matches!(rest, "" | "<") && !alt.contains('\n')).then_some((image, alt))
}
