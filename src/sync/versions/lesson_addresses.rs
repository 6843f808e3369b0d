//! The addresses that learners have of a course's lessons: what links from lesson to lesson lead to.

use std::collections::BTreeMap;

use super::node::LocalId;
use crate::model::LessonLink;

/// The addresses of the lessons that are on the platform, by their ids in the folder.
///
/// [`addresses_of`](super::addresses_of) makes them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LessonAddresses(BTreeMap<LocalId, String>);

/// Where no portal is set.
static NONE: LessonAddresses = LessonAddresses(BTreeMap::new());

impl LessonAddresses {
    /// No address: all links to lessons are text.
    pub fn none() -> &'static Self {
        &NONE
    }

    /// Sets the address of a lesson.
    pub fn insert(&mut self, lesson: LocalId, address: String) {
        self.0.insert(lesson, address);
    }

    /// The address that a link leads to, with the place in the lesson; `None` where the lesson has none yet.
    pub fn of_link(&self, link: &LessonLink) -> Option<String> {
        if self.0.is_empty() {
            return None;
        }
        let address = self.0.get(&LocalId::new(&link.lesson))?;
        Some(format!("{address}{}", link.fragment))
    }
}
