//! The entries of a folder, before they have an order and titles.

use crate::source::files::tree::{DirId, FileId, ROOT};
use crate::source::plan::LessonSource;

/// A folder as a category or as a wrapper that was dissolved into its parent.
#[derive(Debug)]
pub(crate) struct Folder {
    pub dir: DirId,
    /// Its index file. For the root see `root_indexes`.
    pub index: Option<FileId>,
    /// The root's index files in the order in which they give the course's title: its own, then
    /// those of dissolved wrappers.
    pub root_indexes: Vec<FileId>,
    /// Folders that were dissolved into this one.
    pub dissolved: Vec<DirId>,
    pub items: Vec<Item>,
}

/// An entry of a folder.
#[derive(Debug)]
pub(crate) enum Item {
    Lesson(LessonItem),
    Folder(Folder),
}

/// A lesson before it has a title.
#[derive(Debug)]
pub(crate) struct LessonItem {
    pub of: LessonSource,
    /// The name that its order and title come from: without extension.
    pub name: String,
}

impl Folder {
    /// Its index files, whose links may give the order.
    pub fn index_files(&self) -> Vec<FileId> {
        if self.dir == ROOT { self.root_indexes.clone() } else { self.index.into_iter().collect() }
    }
}
