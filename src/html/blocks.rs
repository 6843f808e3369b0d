//! The blocks of a text, and a short fingerprint of each.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::canonical::canonical;

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
        let blocks = [canonical(html)];
        let mut all = String::with_capacity(blocks.len() * Self::LENGTH);
        for block in &blocks {
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
