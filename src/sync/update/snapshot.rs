//! A course as the platform has it, in three reads.

use crate::platform::courses_v3::{self, CallError, Category, Course, CoursesApi, Id, Lesson};
use crate::sync::versions::{NodeKind, Remote};

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
}

impl Snapshot {
    /// Reads a course, whatever its size in three calls; `None` if the platform says that it is not there.
    pub async fn read(api: &CoursesApi, course: &Id) -> Result<Option<Self>, CallError> {
        let Some(found) = courses_v3::get_course(api, course).await? else { return Ok(None) };
        let categories = courses_v3::list_categories(api, course).await?;
        let lessons = courses_v3::list_lessons(api, course).await?;
        Ok(Some(Self { course: found, categories, lessons }))
    }

    /// As a plan sees it.
    pub fn remote(&self) -> Remote {
        Remote::of(&self.course, &self.categories, &self.lessons)
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
