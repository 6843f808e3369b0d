//! The mark that takes the place of a reference's address in an attribute until the address is known.
//!
//! It is the reference's number between two U+0001, and must be the whole value of the attribute. An author cannot
//! forge one: [`super::escape`] and [`super::tokens::decode`] drop this character. The mark survives the sanitizing
//! of a page.

use std::fmt::Write as _;

use memchr::memchr;

/// The character around a mark.
pub(crate) const MARK: char = '\u{1}';
/// The same, as the byte that it is.
pub(crate) const MARK_BYTE: u8 = 1;

/// Writes the mark of a reference.
pub(crate) fn push(out: &mut String, reference: usize) {
    // Writing to a string does not fail.
    let _ = write!(out, "{MARK}{reference}{MARK}");
}

/// Splits a tag at its mark: what is before it, the number of the reference, what is behind it.
pub(crate) fn split(tag: &str) -> Option<(&str, usize, &str)> {
    let open = memchr(MARK_BYTE, tag.as_bytes()).filter(|&at| tag[..at].ends_with("=\""))?;
    let length = tag[open + 1..].find(MARK)?;
    let number = tag[open + 1..open + 1 + length].parse().ok()?;
    let after = &tag[open + 1 + length + 1..];
    after.starts_with('"').then_some((&tag[..open], number, after))
}
