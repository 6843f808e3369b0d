//! The title of a block: plain text, without the codes of icons.

use crate::markdown::parse::parse;
use crate::markdown::plain::plain;

use super::icons;

/// What a title that is Markdown says.
pub(super) fn plain_title(title: &str) -> String {
    plain(&parse(&icons::without(title))).into_owned()
}
