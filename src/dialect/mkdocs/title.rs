//! The title of a block: plain text, without the codes of icons.

use crate::dialect::title_words;

use super::icons;

/// What a title that is Markdown says.
pub(super) fn plain_title(title: &str) -> String {
    title_words::of(&icons::without(title))
}
