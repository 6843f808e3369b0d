//! Scans a page's text once for everything that later steps search for, so that they can skip pages without it.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use memchr::{memchr3, memchr3_iter};

use crate::html::mark::MARK_BYTE;

/// What was seen in a text.
#[derive(Debug, Default)]
pub(super) struct Prescan {
    /// Something in two braces and a `#`, as mdBook includes files.
    pub has_includes: bool,
    /// Anything that is not Markdown and that other tools understand, or a mark that is ours alone.
    pub has_dialects: bool,
    /// Where `://` is.
    pub urls: Vec<usize>,
}

impl Prescan {
    /// Looks at a text.
    pub fn of(text: &str) -> Self {
        static IMPORT: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("import "));
        let bytes = text.as_bytes();
        let mut seen = Self::default();
        for at in memchr3_iter(b'{', b':', MARK_BYTE, bytes) {
            match (bytes[at], &bytes[at + 1..]) {
                (b':', [b'/', b'/', ..]) => seen.urls.push(at),
                (b':', [b':', b':', ..]) | (MARK_BYTE, _) | (b'{', [b'%', ..] | [b'/', b'*', ..]) => {
                    seen.has_dialects = true;
                }
                (b'{', [b'{', rest @ ..]) => {
                    seen.has_dialects = true;
                    seen.has_includes |= rest.first() == Some(&b'#');
                }
                (b'{', _) => seen.has_dialects |= text[..at].ends_with('='),
                _ => {}
            }
        }
        seen.has_dialects = seen.has_dialects || IMPORT.find(bytes).is_some();
        seen
    }
}

/// Knows which parts of a text hold no character that means something in HTML: they can be written as they
/// are.
#[derive(Debug, Default)]
pub(super) struct Specials<'t> {
    text: &'t str,
    /// A stretch without any; behind it is one, or the text ends.
    free: Range<usize>,
}

impl<'t> Specials<'t> {
    /// Nothing looked at yet.
    pub fn of(text: &'t str) -> Self {
        Self { text, free: 0..0 }
    }

    /// Whether `piece` is known to be without any: it is a part of the text, not of a copy.
    pub fn are_not_in(&mut self, piece: &str) -> bool {
        let Some(start) = (piece.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize) else {
            return false;
        };
        let end = start + piece.len();
        if end > self.text.len() {
            return false;
        }
        // Pieces come from front to back, so that little is looked at twice.
        if start < self.free.start || start >= self.free.end {
            let rest = &self.text.as_bytes()[start..];
            self.free = start..start + memchr3(b'&', b'<', b'>', rest).unwrap_or(rest.len());
        }
        end <= self.free.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_of_other_tools_is_seen() {
        for (text, has_includes, has_dialects) in [
            ("plain: {text} a::b ={", false, true),
            ("plain: {text} a::b = {", false, false),
            ("{{#include a}}", true, true),
            ("{{ a }}", false, true),
            ("{% a %}", false, true),
            ("{/* a */}", false, true),
            ("::: note", false, true),
            ("import a", false, true),
            ("\u{1}", false, true),
            ("{", false, false),
            (":", false, false),
        ] {
            let seen = Prescan::of(text);
            assert_eq!((seen.has_includes, seen.has_dialects), (has_includes, has_dialects), "{text}");
        }
        assert_eq!(Prescan::of("a://b :// c:/d").urls, [1, 6]);
    }

    #[test]
    fn text_without_special_characters_is_known() {
        let text = "ab < cd & ef";
        let mut specials = Specials::of(text);
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
