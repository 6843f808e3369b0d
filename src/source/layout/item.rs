//! The entries of a folder, before they have an order and titles.

use crate::model::{OrderFrom, Title};
use crate::source::files::tree::{DirId, FileId, ROOT};
use crate::source::plan::{LessonSource, ListedGroup};

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
    /// The title that the author's navigation gives.
    pub title: Option<Title>,
    /// What the author's navigation lists in it.
    pub listed: Option<Listing>,
}

/// A folder, or a group that no folder stands for, in the author's navigation.
#[derive(Debug)]
pub(crate) struct Listing {
    /// For each item, in order: why it has its place, and its name as a title.
    pub places: Vec<(OrderFrom, String)>,
    /// The group, where no folder stands for it.
    pub group: Option<ListedGroup>,
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
    /// The title that the author's navigation gives.
    pub title: Option<Title>,
}

impl Folder {
    /// A folder with nothing in it.
    pub fn new(dir: DirId) -> Self {
        Self {
            dir,
            index: None,
            root_indexes: Vec::new(),
            dissolved: Vec::new(),
            items: Vec::new(),
            title: None,
            listed: None,
        }
    }

    /// Its index files, whose links may give the order.
    pub fn index_files(&self) -> Vec<FileId> {
        if self.dir == ROOT { self.root_indexes.clone() } else { self.index.into_iter().collect() }
    }
}
