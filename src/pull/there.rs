//! A course as the platform has it, with its quizzes and assignments.

use std::collections::BTreeMap;

use super::inert;
use crate::platform::courses_v3::{Assignment, CallError, CoursesApi, Id, Question, Quiz};
use crate::sync::update::snapshot::Snapshot;
use crate::sync::versions::{Attached, Remote};

/// A course with all that its calls show.
#[derive(Debug)]
pub(crate) struct CourseThere {
    /// The course, its categories, its lessons, as they may be written.
    pub snapshot: Snapshot,
    /// As it is there, for the lock.
    pub remote: Remote,
    /// By the ids of their lessons.
    pub extras: Extras,
}

/// What hangs on lessons.
#[derive(Debug, Default)]
pub(crate) struct Extras {
    /// Quizzes and their questions, by lesson.
    pub quizzes: BTreeMap<Id, (Quiz, Vec<Question>)>,
    /// Assignments, by lesson.
    pub assignments: BTreeMap<Id, Assignment>,
}

impl CourseThere {
    /// Reads a course in three calls, two more for each quiz and one for each assignment; `None` if it is not there.
    pub async fn read(api: &CoursesApi, course: &Id) -> Result<Option<Self>, CallError> {
        let Some(snapshot) = Snapshot::read_whole(api, course).await? else { return Ok(None) };
        let remote = snapshot.remote();
        let snapshot = inert::without_local_addresses(snapshot);
        Ok(Some(Self { extras: Extras::of(&snapshot), snapshot, remote }))
    }
}

impl Extras {
    /// Those of all lessons.
    pub fn of(snapshot: &Snapshot) -> Self {
        let mut extras = Self::default();
        for (lesson, attached) in snapshot.attached.iter().flatten() {
            match attached.clone() {
                Attached::Quiz(quiz, questions) => {
                    extras.quizzes.insert(lesson.clone(), (quiz, questions));
                }
                Attached::Assignment(assignment) => {
                    extras.assignments.insert(lesson.clone(), assignment);
                }
            }
        }
        extras
    }
}
