//! An object of the platform, of any kind that an update writes.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::folder_values::Changes;
use crate::platform::courses_v3::{
    self, CallError, Category, CategoryChanges, Course, CourseChanges, CoursesApi, Id, Lesson, LessonChanges,
    PutBody, Removal, ReplyFault, UnknownValue,
};
use crate::sync::versions::{NodeKind, RemoteNode};

/// A course, a category or a lesson, whole as it came.
#[derive(Debug, Clone, PartialEq)]
pub enum RemoteObject {
    /// The course itself.
    Course(Course),
    /// A category of either level.
    Category(Category),
    /// A lesson.
    Lesson(Lesson),
}

impl RemoteObject {
    /// Takes the JSON of one, as a reply or a pre-image has it.
    pub fn from_json(kind: NodeKind, value: Value) -> Result<Self, ReplyFault> {
        Ok(match kind {
            NodeKind::Course => Self::Course(Course::from_json(value)?),
            NodeKind::Category => Self::Category(Category::from_json(value)?),
            NodeKind::Lesson => Self::Lesson(Lesson::from_json(value)?),
        })
    }

    /// Reads one; `None` if the platform says that it is not there.
    pub async fn get(
        api: &CoursesApi,
        course: &Id,
        kind: NodeKind,
        id: &Id,
    ) -> Result<Option<Self>, CallError> {
        Ok(match kind {
            NodeKind::Course => courses_v3::get_course(api, course).await?.map(Self::Course),
            NodeKind::Category => courses_v3::get_category(api, course, id).await?.map(Self::Category),
            NodeKind::Lesson => courses_v3::get_lesson(api, course, id).await?.map(Self::Lesson),
        })
    }

    /// Writes this object, see [`RemoteObject::put`].
    pub async fn update(&self, api: &CoursesApi, course: &Id, body: &PutBody) -> Result<(), CallError> {
        match self {
            Self::Course(_) => courses_v3::update_course(api, course, body).await,
            Self::Category(category) => courses_v3::update_category(api, course, category.id(), body).await,
            Self::Lesson(lesson) => courses_v3::update_lesson(api, course, lesson.id(), body).await,
        }
    }

    /// Removes this category or lesson. A course is never removed.
    pub async fn delete(&self, api: &CoursesApi, course: &Id) -> Result<Removal, CallError> {
        match self {
            Self::Course(_) => Ok(Removal::WasGone),
            Self::Category(category) => courses_v3::delete_category(api, course, category.id()).await,
            Self::Lesson(lesson) => courses_v3::delete_lesson(api, course, lesson.id()).await,
        }
    }

    /// What it is.
    pub fn kind(&self) -> NodeKind {
        match self {
            Self::Course(_) => NodeKind::Course,
            Self::Category(_) => NodeKind::Category,
            Self::Lesson(_) => NodeKind::Lesson,
        }
    }

    /// Its id.
    pub fn id(&self) -> &Id {
        match self {
            Self::Course(course) => course.id(),
            Self::Category(category) => category.id(),
            Self::Lesson(lesson) => lesson.id(),
        }
    }

    /// Every field, as it came.
    pub fn json(&self) -> &Map<String, Value> {
        match self {
            Self::Course(course) => course.json(),
            Self::Category(category) => category.json(),
            Self::Lesson(lesson) => lesson.json(),
        }
    }

    /// Whether an update sends this field.
    pub(super) fn writes(&self, field: &str) -> bool {
        match self {
            Self::Course(course) => course.writes(field),
            Self::Category(category) => category.writes(field),
            Self::Lesson(lesson) => lesson.writes(field),
        }
    }

    /// As a plan sees it.
    pub fn node(&self) -> RemoteNode {
        match self {
            Self::Course(course) => RemoteNode::of_course(course),
            Self::Category(category) => RemoteNode::of_category(category),
            Self::Lesson(lesson) => RemoteNode::of_lesson(lesson),
        }
    }

    /// The update that makes these changes, with every other writable field as it was read. `leave_out` are unknown values
    /// whose fields may be left out; another one stops the update, and is given.
    pub fn put(
        &self,
        changes: &Changes<'_>,
        leave_out: &BTreeSet<UnknownValue>,
    ) -> Result<PutBody, Vec<UnknownValue>> {
        let Changes { title, text, visibility, content_type, picture, parent } = changes;
        let (title, text) = (title.as_deref(), text.as_deref());
        let poster_image = picture.as_ref().map(|picture| match picture.as_ref() {
            "" => courses_v3::Change::Clear,
            address => courses_v3::Change::To(address),
        });
        match self {
            Self::Course(course) => {
                course.put(&CourseChanges { title, description: text, poster_image }, leave_out)
            }
            Self::Category(category) => {
                let (parent, visibility) = (*parent, *visibility);
                category.put(&CategoryChanges { title, parent, visibility, poster_image }, leave_out)
            }
            Self::Lesson(lesson) => {
                let changes = LessonChanges {
                    title,
                    category: parent.flatten(),
                    html: text,
                    visibility: *visibility,
                    content_type: *content_type,
                    poster_image,
                };
                lesson.put(&changes, leave_out)
            }
        }
    }
}
