//! Where a link or picture of a page leads, for a caller that asks for it: an editor follows links and renames files.

use std::ops::Range;

use crate::model::CoursePath;

/// A mention of a file, page or folder that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolvedLink {
    /// The page that has the link.
    pub page: CoursePath,
    /// In bytes of the page: the target where it can be found, else the whole construct.
    pub span: Range<usize>,
    /// The target as it is written, a fragment included.
    pub written: String,
    /// What it means. Of a link to a category or folder: the file of the lesson that stands for it.
    pub target: CoursePath,
}
