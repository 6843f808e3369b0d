//! Codes of icons, such as `:material-heart:`: pictures from a font that only the website has.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr;

use crate::dialect::attributes::Attributes;
use crate::dialect::rewriter::Rewriter;

/// What the names of icons begin with.
const SETS: &[&str] = &["material-", "octicons-", "fontawesome-", "simple-"];

/// No name is longer.
const MAX_NAME: usize = 100;

/// Removes the codes of icons, with the attributes behind them.
pub(in super::super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>) {
    for found in codes(rewriter.text.as_str()) {
        if rewriter.kept_until(found.start).is_none() {
            rewriter.remove(found);
        }
    }
}

/// A text without them.
pub(super) fn without(text: &str) -> Cow<'_, str> {
    if !text.contains(':') {
        return text.into();
    }
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    for found in codes(text) {
        kept.push_str(&text[at..found.start]);
        at = found.end;
    }
    kept.push_str(&text[at..]);
    kept.into()
}

/// The ranges of all codes, each with the blank behind it.
fn codes(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + memchr(b':', text.as_bytes().get(at..)?)?;
            at = start + 1;
            let Some(length) = code(&text[start..]) else { continue };
            let end = start + length;
            let attributes = Attributes::read(&text[end..]).map_or(0, |read| read.length);
            let end = end + attributes;
            at = end + usize::from(text[end..].starts_with(' '));
            return Some(start..at);
        }
    })
}

/// The length of the code that a text begins with.
fn code(text: &str) -> Option<usize> {
    let name = &text[1..];
    let set = SETS.iter().find(|set| name.starts_with(**set))?;
    let is_name = |c: &u8| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_');
    let length = name.bytes().take(MAX_NAME).take_while(is_name).count();
    (length > set.len() && name[length..].starts_with(':')).then_some(length + 2)
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn icons_go_and_other_words_between_colons_stay() {
        for (text, expected) in [
            (":material-heart: Love", "Love"),
            (":octicons-tag-24:{ .lg } 1.0 :fontawesome-brands-x-twitter:", "1.0 "),
            (
                "at 10:30:00, :smile:, :material-: and material-x:",
                "at 10:30:00, :smile:, :material-: and material-x:",
            ),
        ] {
            assert_eq!(without(text), expected);
        }
    }
}
