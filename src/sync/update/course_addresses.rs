//! The addresses of what a course's texts refer to, at one destination.

use std::collections::BTreeMap;

use crate::model::{CoursePath, Portal};
use crate::sync::lock::{Destination, Lock};
use crate::sync::plan::Planned;
use crate::sync::update::option_text;
use crate::sync::versions::{Addresses, Apart, LessonAddresses, addresses_of};

/// What [`Addresses`] borrows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CourseAddresses {
    /// Addresses of the files that the platform has.
    pub known: BTreeMap<CoursePath, String>,
    /// The hashes of all files.
    pub hashes: BTreeMap<CoursePath, String>,
    /// Addresses of the lessons that the platform has, where the learners' portal is known.
    pub lessons: LessonAddresses,
    /// The lessons whose questions are no part of their texts.
    pub apart: Apart,
}

impl CourseAddresses {
    /// Those of a course whose files were hashed, as the lock knows them.
    pub fn of(planned: &Planned, portal: Option<&Portal>, lock: &Lock, to: &Destination) -> Self {
        Self {
            known: planned.known_addresses(lock, to),
            hashes: planned.hashes(),
            lessons: portal.map(|portal| addresses_of(portal, &lock.base(to))).unwrap_or_default(),
            apart: Apart::Only(lock.base(to).with_attached()),
        }
    }

    /// For the versions of a course.
    pub fn view(&self) -> Addresses<'_> {
        Addresses { known: &self.known, hashes: &self.hashes, lessons: &self.lessons, apart: &self.apart }
    }

    /// For what is equal for all destinations: files by their content, links between lessons as text.
    pub fn content(&self) -> Addresses<'_> {
        Addresses { known: &NONE, hashes: &self.hashes, lessons: LessonAddresses::none(), apart: &self.apart }
    }

    /// For a platform that was asked for its quizzes: each lesson has its own apart, if the platform keeps them.
    pub fn quizzes_apart(&mut self, lock: &Lock, to: &Destination) {
        if option_text::is_kept(lock, to) {
            self.apart = Apart::All;
        }
    }
}

static NONE: BTreeMap<CoursePath, String> = BTreeMap::new();
