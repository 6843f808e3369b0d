//! What an adapter reads of a tool's file: entries with what they name, before anything is decided about them.

use crate::diagnostic::Place;
use crate::model::CoursePath;
use crate::source::files::tree::{DirId, FileId};

/// A navigation as its tool would show it.
#[derive(Debug)]
pub(crate) struct Written {
    /// The file that has it, for messages.
    pub file: CoursePath,
    /// The folder whose lessons it orders.
    pub home: DirId,
    /// The folder of the pages that it should list.
    pub base: DirId,
    /// The title of the website or book.
    pub title: Option<String>,
    pub entries: Vec<Entry>,
}

/// A page, a group, or both.
#[derive(Debug)]
pub(crate) struct Entry {
    /// As written; plain text.
    pub title: Option<String>,
    pub named: Named,
    /// The entries below it.
    pub below: Vec<Entry>,
}

/// What an entry names.
#[derive(Debug)]
pub(crate) enum Named {
    Page(FileId),
    /// All that is in a folder, by the rules for any folder.
    Folder(DirId),
    /// A folder, as it is by the rules for any folder.
    Section(DirId),
    /// A page that does not exist: its name, and where it is written.
    Missing(String, Place),
    /// The address of a website.
    Web,
    /// A file that is there and is no page.
    Other,
    /// What would have to be run, and where it is written.
    Unread(Place),
    /// Nothing: it is a group.
    Group,
}

impl Entry {
    /// A page.
    pub fn page(file: FileId) -> Self {
        Self { title: None, named: Named::Page(file), below: Vec::new() }
    }

    /// A group without a page of its own.
    pub fn group(title: Option<String>, below: Vec<Self>) -> Self {
        Self { title, named: Named::Group, below }
    }

    /// An entry without others below it.
    pub fn of(title: Option<String>, named: Named) -> Self {
        Self { title, named, below: Vec::new() }
    }

    /// The same with this title, if there is one.
    #[must_use]
    pub fn titled(mut self, title: Option<String>) -> Self {
        self.title = title.or(self.title);
        self
    }
}
