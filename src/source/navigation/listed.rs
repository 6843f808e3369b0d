//! A navigation in which every entry is a page that is there, once.

use std::collections::BTreeSet;

use crate::model::{CoursePath, Title};
use crate::source::files::tree::{DirId, FileId};

/// The navigation of a folder.
#[derive(Debug)]
pub(crate) struct Listed {
    /// The file that has it.
    pub file: CoursePath,
    /// The folder whose lessons it orders.
    pub home: DirId,
    /// The title of the website or book.
    pub title: Option<Title>,
    pub entries: Vec<ListedEntry>,
    /// All pages that it lists.
    pub pages: BTreeSet<FileId>,
}

/// An entry of a navigation.
#[derive(Debug)]
pub(crate) enum ListedEntry {
    Page {
        page: FileId,
        title: Option<Title>,
    },
    Group {
        title: Option<Title>,
        /// The page of the group itself.
        index: Option<FileId>,
        /// The folder that stands for it: no other group has pages there.
        dir: Option<DirId>,
        below: Vec<ListedEntry>,
    },
    /// What is in a folder, by the rules for any folder.
    Folder(DirId),
    /// A folder, by the rules for any folder.
    Section {
        dir: DirId,
        title: Option<Title>,
    },
}
