//! What hides one page, and where that is written.

use crate::model::VisibilityFrom;
use crate::source::files::tree::FileId;

/// What hides a page.
#[derive(Debug)]
pub(super) struct HiddenBy {
    pub from: VisibilityFrom,
    /// The page alone, and not the category that it is the index file of.
    pub only_itself: bool,
    /// The mark: key and value, where it is, and why it hides.
    pub mark: Written,
}

/// A mark in the file that it is written in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Written {
    pub file: FileId,
    pub start: usize,
    pub end: usize,
    pub text: String,
    pub because: &'static str,
}
