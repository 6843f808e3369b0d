//! A snapshot of the courses: pages are rendered from it and found by address.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use crate::diagnostic::Severity;

use super::addresses::Moved;
use super::files::{Files, LocalFile};
use super::lengths::Lengths;
use crate::model::Quiz;
use crate::pages::{self, Context, Index};

/// All courses at one time.
#[derive(Debug, Default)]
pub struct Snapshot {
    /// In the order of their list.
    pub courses: Vec<Arc<Entry>>,
    /// Whether there is a list of courses.
    pub has_course_list: bool,
    /// Counts changes.
    pub version: u64,
    /// How long videos are.
    pub(super) lengths: Arc<Lengths>,
}

/// A course that is shown.
#[derive(Debug, Default)]
pub struct Entry {
    /// Its folder as the author typed it.
    pub path: PathBuf,
    /// Its folder on this machine; empty when it cannot be used.
    pub root: PathBuf,
    /// A folder outside of it that the author opened for images and materials.
    pub assets: Option<PathBuf>,
    /// Where its pages begin: empty, or a name with a `/` behind it.
    pub base: String,
    /// What its pages are drawn from.
    pub pages: pages::Course,
    /// Its quizzes that have questions, by the numbers of their lessons. No page has them.
    pub(in crate::preview) quizzes: BTreeMap<usize, Quiz>,
    /// The files that it refers to.
    pub(super) files: Files,
    /// Addresses that lessons had, and the ones they have now.
    pub(super) moved: Moved,
    /// Made when somebody searches.
    pub(super) index: OnceLock<Index>,
}

impl Entry {
    /// Whether anything is wrong enough that nothing may be sent.
    pub fn has_errors(&self) -> bool {
        self.pages.findings.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// What search looks through.
    pub(in crate::preview) fn index(&self, context: Context<'_>) -> &Index {
        self.index.get_or_init(|| pages::index(context))
    }

    /// The file at a path below the course's own address, decoded.
    pub(in crate::preview) fn file(&self, path: &str) -> Option<&LocalFile> {
        self.files.at(path)
    }

    /// Every file that the course refers to.
    pub(in crate::preview) fn files(&self) -> impl Iterator<Item = &LocalFile> {
        self.files.all()
    }

    /// The lesson at an address.
    pub(in crate::preview) fn lesson_at(&self, address: &str) -> Option<usize> {
        self.pages.lessons.iter().position(|lesson| lesson.address == address)
    }

    /// Where the lesson is now that was at an address.
    pub(in crate::preview) fn moved_from(&self, address: &str) -> Option<usize> {
        self.moved.now(address, |address| self.lesson_at(address))
    }

    /// Whether a page could look different.
    pub(super) fn differs(&self, old: &Self) -> bool {
        let pages::Course { body, lessons, language, findings, prefix: _, freshness } = &self.pages;
        freshness != &old.pages.freshness
            || language != &old.pages.language
            || lessons != &old.pages.lessons
            || findings != &old.pages.findings
            || body.text() != old.pages.body.text()
            || self.files != old.files
            || self.quizzes != old.quizzes
    }
}
