//! The blocks of a text, and a short fingerprint of each.
//!
//! A block is an element of the top level, with all that is in it: a paragraph, a heading, a whole list, a whole box. What
//! is on the top level without such an element, up to the next one, is a block too.

use std::collections::HashMap;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::canonical::{canonical, is_block};
use super::elements;
use super::tokens::{Token, Tokens};

/// The fingerprints of the blocks of a text, in their order: four characters each.
///
/// They tell which blocks of two texts differ, not whether the texts do: two blocks look the same by chance once in
/// sixteen million times.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BlockPrints(String);

impl BlockPrints {
    /// How long one is, in characters.
    const LENGTH: usize = 4;

    /// Those of a text.
    pub fn of(html: &str) -> Self {
        let html = canonical(html);
        let blocks = blocks(&html);
        let mut all = String::with_capacity(blocks.len() * Self::LENGTH);
        for block in blocks {
            let hash = blake3::hash(block.as_bytes());
            URL_SAFE_NO_PAD.encode_string(&hash.as_bytes()[..3], &mut all);
        }
        Self(all)
    }

    /// Reads what [`fmt::Display`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        match text {
            "-" => Some(Self::default()),
            text if !text.is_empty() && text.len() % Self::LENGTH == 0 && text.bytes().all(is_part) => {
                Some(Self(text.to_owned()))
            }
            _ => None,
        }
    }

    /// One fingerprint after the other.
    pub fn each(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        // All characters are of ASCII.
        (0..self.0.len() / Self::LENGTH).map(|at| &self.0[at * Self::LENGTH..(at + 1) * Self::LENGTH])
    }
}

impl fmt::Display for BlockPrints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "-" } else { &self.0 })
    }
}

/// The blocks of HTML in its [one spelling](canonical). Joined, they are the HTML. Takes time in proportion to its length.
pub(crate) fn blocks(html: &str) -> Vec<&str> {
    let mut blocks = Vec::new();
    let mut open = Open::default();
    let mut start = 0;
    let mut tokens = Tokens::new(html);
    loop {
        let before = tokens.at;
        let Some(token) = tokens.next() else { break };
        let was_top = open.names.is_empty();
        let is_edge = match token {
            Token::Start(tag) => {
                if was_top && is_block(tag.name) && start < before {
                    blocks.push(&html[start..before]);
                    start = before;
                }
                let is_void = elements::is_void(tag.name);
                if !is_void {
                    open.push(tag.name);
                }
                is_void && is_block(tag.name)
            }
            Token::End(name) => open.close(name) && is_block(name),
            Token::Text(_) => false,
        };
        if is_edge && open.names.is_empty() && start < tokens.at {
            blocks.push(&html[start..tokens.at]);
            start = tokens.at;
        }
    }
    if start < html.len() {
        blocks.push(&html[start..]);
    }
    blocks
}

/// The elements that are open, the innermost last.
#[derive(Default)]
struct Open<'h> {
    names: Vec<&'h str>,
    counts: HashMap<&'h str, usize>,
}

impl<'h> Open<'h> {
    fn push(&mut self, name: &'h str) {
        self.names.push(name);
        *self.counts.entry(name).or_default() += 1;
    }

    /// Closes an element and those that were left open in it. `false` if there is none.
    fn close(&mut self, name: &str) -> bool {
        if self.counts.get(name).is_none_or(|count| *count == 0) {
            return false;
        }
        while let Some(last) = self.names.pop() {
            if let Some(count) = self.counts.get_mut(last) {
                *count -= 1;
            }
            if last == name {
                break;
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_block_is_an_element_of_the_top_level() {
        for (html, expected) in [
            ("", &[][..]),
            ("<p>One <b>b</b>.</p>\n<h2>Two</h2>", &["<p>One <b>b</b>.</p>", "<h2>Two</h2>"]),
            (
                "<ul><li><p>a</p></li><li>b</li></ul><hr><p>c</p>",
                &["<ul><li><p>a</p></li><li>b</li></ul>", "<hr>", "<p>c</p>"],
            ),
            ("a <i>b</i><img src=x><p>c</p>d", &["a <i>b</i><img src=\"x\">", "<p>c</p>", "d"]),
            ("<div><p>a</div>b</p><p>c", &["<div><p>a</div>", "b</p>", "<p>c"]),
            (
                "<details><summary>s</summary><p>a</p></details>",
                &["<details><summary>s</summary><p>a</p></details>"],
            ),
        ] {
            assert_eq!(blocks(&canonical(html)), expected, "{html}");
            assert_eq!(BlockPrints::of(html).each().count(), expected.len());
        }
    }

    #[test]
    fn only_the_block_that_changed_has_another_fingerprint() {
        let one = BlockPrints::of("<p>a</p><p>b</p><p>c</p>");
        let other = BlockPrints::of("<P>a</P>\n<p>x</p>\n\n<p>c</p>");
        let same: Vec<bool> = one.each().zip(other.each()).map(|(one, other)| one == other).collect();
        assert_eq!(same, [true, false, true]);
        assert_eq!(BlockPrints::parse(&one.to_string()), Some(one));
        assert_eq!(BlockPrints::parse(&BlockPrints::default().to_string()), Some(BlockPrints::default()));
        for text in ["", "abc", "abcde", "ab d", "äbc"] {
            assert_eq!(BlockPrints::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_part_of_a_text_is_lost(
            parts in prop::collection::vec(
                prop::sample::select(vec!["<p>", "</p>", "<ul>", "<li>", "</ul>", "<b>", "</b>", "<hr>", "<img>", "a", " ", "<", "&"]),
                0..30,
            ),
        ) {
            let html = canonical(&parts.concat());
            prop_assert_eq!(blocks(&html).concat(), html);
        }
    }
}
