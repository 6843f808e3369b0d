//! A course as the platform has it, in three reads; with its quizzes and assignments, two for each quiz and one for each
//! assignment more.

use std::collections::BTreeMap;

use crate::platform::courses_v3::{self, CallError, Category, Course, CoursesApi, Id, Lesson};
use crate::sync::versions::{Attached, NodeKind, Remote};

use super::remote_object::RemoteObject;

/// The course, its categories and its lessons with their texts.
#[derive(Debug, Clone, PartialEq)]
pub struct Snapshot {
    /// The course itself.
    pub course: Course,
    /// Categories of both levels.
    pub categories: Vec<Category>,
    /// All lessons.
    pub lessons: Vec<Lesson>,
    /// What is beside the lessons, by their ids; `None` where the platform was not asked for it.
    pub attached: Option<BTreeMap<Id, Attached>>,
}

impl Snapshot {
    /// Reads a course, whatever its size in three calls; `None` if the platform says that it is not there.
    pub async fn read(api: &CoursesApi, course: &Id) -> Result<Option<Self>, CallError> {
        let Some(found) = courses_v3::get_course(api, course).await? else { return Ok(None) };
        let categories = courses_v3::list_categories(api, course).await?;
        let lessons = courses_v3::list_lessons(api, course).await?;
        Ok(Some(Self { course: found, categories, lessons, attached: None }))
    }

    /// The same, with the quiz or the assignment of each lesson that has one.
    pub async fn read_whole(api: &CoursesApi, course: &Id) -> Result<Option<Self>, CallError> {
        let Some(mut snapshot) = Self::read(api, course).await? else { return Ok(None) };
        let mut all = BTreeMap::new();
        for lesson in &snapshot.lessons {
            if let Some(attached) = read_attached(api, course, lesson).await? {
                all.insert(lesson.id().clone(), attached);
            }
        }
        snapshot.attached = Some(all);
        Ok(Some(snapshot))
    }

    /// As a plan sees it.
    pub fn remote(&self) -> Remote {
        let remote = Remote::of(&self.course, &self.categories, &self.lessons);
        match &self.attached {
            Some(attached) => remote.with_attached(attached),
            None => remote,
        }
    }

    /// The HTML of a node: a lesson's text, the course's description; empty where there is none.
    pub fn html(&self, kind: NodeKind, id: &Id) -> &str {
        match kind {
            NodeKind::Course => self.course.text("description").unwrap_or_default(),
            NodeKind::Category => "",
            NodeKind::Lesson => self.lessons.iter().find(|lesson| lesson.id() == id).map_or("", Lesson::html),
        }
    }

    /// All objects.
    pub fn into_objects(self) -> impl Iterator<Item = RemoteObject> {
        let course = std::iter::once(RemoteObject::Course(self.course));
        let categories = self.categories.into_iter().map(RemoteObject::Category);
        course.chain(categories).chain(self.lessons.into_iter().map(RemoteObject::Lesson))
    }
}

/// What the type of a lesson says that it has.
async fn read_attached(
    api: &CoursesApi,
    course: &Id,
    lesson: &Lesson,
) -> Result<Option<Attached>, CallError> {
    match lesson.content_type() {
        Some("quiz") => read_quiz(api, course, lesson.id()).await,
        Some("assignment") => {
            Ok(courses_v3::lesson_assignment(api, course, lesson.id()).await?.map(Attached::Assignment))
        }
        _ => Ok(None),
    }
}

/// The quiz of a lesson with its questions, in two calls.
pub(super) async fn read_quiz(
    api: &CoursesApi,
    course: &Id,
    lesson: &Id,
) -> Result<Option<Attached>, CallError> {
    let Some(quiz) = courses_v3::lesson_quiz(api, course, lesson).await? else { return Ok(None) };
    let questions = courses_v3::quiz_questions(api, course, quiz.id()).await?;
    Ok(Some(Attached::Quiz(quiz, questions)))
}
