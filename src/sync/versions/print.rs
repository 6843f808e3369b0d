//! Fingerprints of single fields: short, because a lock holds several of each lesson.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::print_memo::{self, PrintBytes};
use crate::html::canonical::canonical;
use crate::model::nfc;

/// The first 64 bits of a BLAKE3. It tells whether *one* field of *one* node changed, so chance has to meet it twice
/// in a row for a change to be missed: one in 2⁶⁴ a change.
///
/// As text: eleven characters of base64 for addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Print(PrintBytes);

impl Print {
    const BYTES: usize = size_of::<PrintBytes>();

    /// The fingerprint of plain text: a title, an address, a word. In NFC.
    pub fn of(text: &str) -> Self {
        Self::of_bytes(nfc(text).as_bytes())
    }

    /// The fingerprint of HTML in its one spelling.
    pub fn of_html(html: &str) -> Self {
        Self(print_memo::of(html, || Self::of_bytes(canonical(html).as_bytes()).0))
    }

    fn of_bytes(bytes: &[u8]) -> Self {
        let hash = blake3::hash(bytes);
        let mut print = [0; Self::BYTES];
        print.copy_from_slice(&hash.as_bytes()[..Self::BYTES]);
        Self(print)
    }

    /// The fingerprint of nothing: of an empty text, of no picture, of no video.
    pub fn of_nothing() -> Self {
        Self::of("")
    }

    /// Reads what [`fmt::Display`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        Some(Self(URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()?))
    }
}

impl fmt::Display for Print {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::Print;

    /// Locks hold these.
    #[test]
    fn fingerprints_are_the_same_for_ever() {
        assert_eq!(Print::of("Caf\u{e9}").to_string(), "Ek4MueKUGgU");
        assert_eq!(Print::of_html("<p>a</p>\n").to_string(), Print::of("<p>a</p>").to_string());
    }

    #[test]
    fn what_is_written_is_read_again() {
        for text in ["", "a", "Cafe\u{301}"] {
            let print = Print::of(text);
            let shown = print.to_string();
            assert_eq!((shown.len(), Print::parse(&shown)), (11, Some(print)));
        }
        assert_eq!(Print::of("Cafe\u{301}"), Print::of("Caf\u{e9}"));
        for text in ["", "x", "Ek4MueKUGgUA", "ü"] {
            assert_eq!(Print::parse(text), None);
        }
    }
}
