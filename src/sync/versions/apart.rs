//! Which lessons have their quiz or assignment apart from their text.
//!
//! An import has no field for questions, so they are a part of the lesson's text. An update sends them as a quiz, and takes
//! them out of the text. Which of both a lesson has decides what its text is, and so whether it changed.

use std::collections::BTreeSet;

use super::node::LocalId;

/// Lessons whose quiz or assignment is an object of its own on the platform, or is about to become one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Apart {
    /// These alone, by their ids in the folder.
    Only(BTreeSet<LocalId>),
    /// All: the calls are there.
    All,
}

/// Where nothing was sent but an import.
static NONE: Apart = Apart::Only(BTreeSet::new());

impl Apart {
    /// No lesson: questions are in the texts.
    pub fn none() -> &'static Self {
        &NONE
    }

    /// Whether the lesson with this id is one.
    pub fn has(&self, lesson: &str) -> bool {
        match self {
            Self::All => true,
            Self::Only(lessons) => !lessons.is_empty() && lessons.contains(&LocalId::new(lesson)),
        }
    }
}

impl Default for Apart {
    fn default() -> Self {
        NONE.clone()
    }
}
