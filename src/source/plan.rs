//! The outline, before files and links are resolved: the page, category, position and title of each lesson.
//!
//! [`super::layout`] makes a [`Plan`]; [`super::assets`] turns each [`LessonPlan`] into a lesson.

use std::collections::BTreeSet;

use crate::model::{
    CoursePath, KindFrom, LessonKind, OrderFrom, Title, TitleFrom, Visibility, VisibilityFrom,
};

use super::files::tree::{DirId, FileId};

/// The whole course.
#[derive(Debug)]
pub(crate) struct Plan {
    pub title: Title,
    pub title_from: TitleFrom,
    pub description: String,
    pub categories: Vec<CategoryPlan>,
}

/// A category of the first level.
#[derive(Debug)]
pub(crate) struct CategoryPlan {
    pub head: HeadPlan,
    pub lessons: Vec<LessonPlan>,
    pub subcategories: Vec<SubcategoryPlan>,
}

/// A category of the second level.
#[derive(Debug)]
pub(crate) struct SubcategoryPlan {
    pub head: HeadPlan,
    pub lessons: Vec<LessonPlan>,
}

/// What categories of both levels have in common.
#[derive(Debug)]
pub(crate) struct HeadPlan {
    /// The folder; the course's root for the category of the lessons at the root.
    pub dir: DirId,
    /// Its index file, if it has one.
    pub index: Option<FileId>,
    /// The group of a navigation that it is, where no folder stands for it.
    pub group: Option<ListedGroup>,
    pub title: Title,
    pub title_from: TitleFrom,
    pub order: OrderFrom,
    pub visibility: Visibility,
    pub visibility_from: VisibilityFrom,
}

/// A group of the author's navigation that no folder stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ListedGroup {
    /// The file of the navigation.
    pub file: CoursePath,
    /// The titles of the groups around it and its own, joined by `/`.
    pub name: String,
}

/// A lesson.
#[derive(Debug)]
pub(crate) struct LessonPlan {
    pub of: LessonSource,
    pub title: Title,
    pub title_from: TitleFrom,
    pub order: OrderFrom,
    pub visibility: Visibility,
    pub visibility_from: VisibilityFrom,
    pub kind: LessonKind,
    pub kind_from: KindFrom,
    /// The page's first heading became the title by way of a name that is only a number: it leaves
    /// the body.
    pub first_heading_is_title: bool,
}

/// What a lesson is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LessonSource {
    /// A Markdown file; files of its stem beside it are its own.
    File(FileId),
    /// A Markdown file in a folder whose other files are all its own.
    Folder { page: FileId, folder: DirId },
    /// The index file of a category that holds other lessons too: only what it names is its own.
    Index(FileId),
    /// A video without words.
    Video(FileId),
    /// A recording without a picture, and without words.
    Sound(FileId),
    /// A file with the questions of a quiz, which has no page. It counts as one that is empty.
    Questions(FileId),
}

impl LessonSource {
    /// The Markdown file, if there is one.
    pub fn page(self) -> Option<FileId> {
        match self {
            Self::File(page) | Self::Index(page) | Self::Folder { page, .. } | Self::Questions(page) => {
                Some(page)
            }
            Self::Video(_) | Self::Sound(_) => None,
        }
    }

    /// The file that stands for the lesson: its page, or its video or recording where it has no words.
    pub fn file(self) -> FileId {
        match self {
            Self::File(file)
            | Self::Index(file)
            | Self::Folder { page: file, .. }
            | Self::Video(file)
            | Self::Sound(file)
            | Self::Questions(file) => file,
        }
    }
}

impl LessonPlan {
    /// Sets what gave the lesson its name, where the page has no title of its own.
    pub fn or_title_from(&mut self, name: TitleFrom) {
        if matches!(self.title_from, TitleFrom::FileName | TitleFrom::FolderName) {
            self.title_from = name;
        }
    }
}

impl Plan {
    /// Every lesson in the order a learner meets them.
    pub fn lessons(&self) -> impl Iterator<Item = &LessonPlan> {
        self.categories.iter().flat_map(|category| {
            let below = category.subcategories.iter().flat_map(|subcategory| &subcategory.lessons);
            category.lessons.iter().chain(below)
        })
    }

    /// The Markdown files that the course is made of: lessons and index files, each once.
    pub fn pages(&self) -> BTreeSet<FileId> {
        let heads = self.categories.iter().flat_map(|category| {
            [&category.head].into_iter().chain(category.subcategories.iter().map(|below| &below.head))
        });
        let indexes = heads.filter_map(|head| head.index);
        indexes.chain(self.lessons().filter_map(|lesson| lesson.of.page())).collect()
    }
}
