//! The blocks of a text that was sent: what tells later which side changed which block.

use std::fmt;

use crate::html::blocks::BlockPrints;
use crate::sync::versions::Print;

/// What a text is found by: its fingerprint with the content of its files in the place of their addresses, so that it is
/// the same for all targets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextKey(pub(super) Print);

/// A text that was sent to a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The fingerprints of its blocks, in their order.
    pub blocks: BlockPrints,
    /// The day on which no target had it any more, in days since 1970.
    pub(super) unused_since: Option<u32>,
}

impl TextKey {
    /// The key of a text.
    ///
    /// `html` has `upload:HASH` in the place of the address of each file.
    pub fn of(html: &str) -> Self {
        Self(Print::of_html(html))
    }
}

impl fmt::Display for TextKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
