//! A course as the platform has it, with its quizzes and assignments.

use std::collections::BTreeMap;

use crate::platform::courses_v3::{self, Assignment, CallError, CoursesApi, Id, Lesson, Question, Quiz};
use crate::sync::update::snapshot::Snapshot;

/// A course with all that its calls show.
#[derive(Debug)]
pub(crate) struct CourseThere {
    /// The course, its categories, its lessons.
    pub snapshot: Snapshot,
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
        let Some(snapshot) = Snapshot::read(api, course).await? else { return Ok(None) };
        let extras = Extras::read(api, course, snapshot.lessons.iter()).await?;
        Ok(Some(Self { snapshot, extras }))
    }
}

impl Extras {
    /// Reads those of some lessons.
    pub async fn read(
        api: &CoursesApi,
        course: &Id,
        lessons: impl Iterator<Item = &Lesson>,
    ) -> Result<Self, CallError> {
        let mut extras = Self::default();
        for lesson in lessons {
            match lesson.content_type() {
                Some("quiz") => {
                    if let Some(quiz) = courses_v3::lesson_quiz(api, course, lesson.id()).await? {
                        let questions = courses_v3::quiz_questions(api, course, quiz.id()).await?;
                        extras.quizzes.insert(lesson.id().clone(), (quiz, questions));
                    }
                }
                Some("assignment") => {
                    let found = courses_v3::lesson_assignment(api, course, lesson.id()).await?;
                    extras.assignments.extend(found.map(|found| (lesson.id().clone(), found)));
                }
                _ => {}
            }
        }
        Ok(extras)
    }
}
