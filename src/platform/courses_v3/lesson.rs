//! Lessons: one list for the whole course, texts included.

use std::collections::BTreeSet;
use std::ops::Deref;

use serde::Serialize;
use serde_json::{Value, json};

use super::api::{CoursesApi, Sends, whole_list};
use super::category::position;
use super::error::{CallError, ReplyFault};
use super::fields::LESSON;
use super::id::Id;
use super::object::{NewValue, Object, PutBody, UnknownValue};
use super::words::{Change, ContentType, Removal, Visibility};
use crate::platform::http::Call;

const LIST: Call = Call { method: "GET", path: "/courses/products/{productId}/lessons" };
const CREATE: Call = Call { method: "POST", path: "/courses/products/{productId}/lessons" };
const GET: Call = Call { method: "GET", path: "/courses/products/{productId}/lessons/{lessonId}" };
const UPDATE: Call = Call { method: "PUT", path: "/courses/products/{productId}/lessons/{lessonId}" };
const DELETE: Call = Call { method: "DELETE", path: "/courses/products/{productId}/lessons/{lessonId}" };

/// A lesson with its text. Its video and materials are in no reply.
#[derive(Debug, Clone, PartialEq)]
pub struct Lesson(Object);

impl Deref for Lesson {
    type Target = Object;

    fn deref(&self) -> &Object {
        &self.0
    }
}

impl Lesson {
    /// Takes the JSON of one, as a reply or a kept copy has it.
    pub fn from_json(value: Value) -> Result<Self, ReplyFault> {
        Object::read(&LESSON, value).map(Self)
    }

    /// The id of its category as text.
    pub fn category(&self) -> &str {
        self.0.text("categoryId").unwrap_or_default()
    }

    /// Its text: HTML, empty where it has none.
    pub fn html(&self) -> &str {
        self.0.text("description").unwrap_or_default()
    }

    /// Its visibility as it came: `published`, `draft`, `locked`, or a word of a later day.
    pub fn visibility(&self) -> &str {
        self.0.text("visibility").unwrap_or_default()
    }

    /// Its type as it came; `None` where it has none, which is what a lesson of text alone may have.
    pub fn content_type(&self) -> Option<&str> {
        self.0.text("contentType")
    }

    /// Its position among its siblings; equal or absent ones keep the order of the list.
    pub fn position(&self) -> f64 {
        position(&self.0)
    }

    /// The update that makes these changes. `leave_out` are unknown values whose fields may be left out; another one
    /// stops the update, and is given.
    pub fn put(
        &self,
        changes: &LessonChanges<'_>,
        leave_out: &BTreeSet<UnknownValue>,
    ) -> Result<PutBody, Vec<UnknownValue>> {
        self.0.put(changes.values(), leave_out)
    }
}

/// A lesson to be made.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewLesson<'a> {
    /// Required.
    pub title: &'a str,
    /// The id of its category. Required.
    pub category_id: &'a Id,
    /// Its text, as HTML.
    pub description: &'a str,
    /// Always sent: the platform's default is unknown.
    pub visibility: Visibility,
    /// Its type; none for a lesson of text alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_type: Option<ContentType>,
    /// The address of its picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub poster_image: Option<&'a str>,
    /// Its position among its siblings. Whole sibling lists are put in order afterwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sequence_no: Option<u32>,
}

/// What an update changes in a lesson; what is `None` stays as it was read.
#[derive(Debug, Default)]
pub struct LessonChanges<'a> {
    /// Its title.
    pub title: Option<&'a str>,
    /// Another category, which it moves to.
    pub category: Option<&'a Id>,
    /// Its text, as HTML.
    pub html: Option<&'a str>,
    /// Whether learners see it.
    pub visibility: Option<Visibility>,
    /// Its type.
    pub content_type: Option<ContentType>,
    /// The address of its picture.
    pub poster_image: Option<Change<'a>>,
}

impl LessonChanges<'_> {
    fn values(&self) -> Vec<NewValue> {
        let Self { title, category, html, visibility, content_type, poster_image } = self;
        let values = [
            title.map(|title| ("title", json!(title))),
            category.map(|category| ("categoryId", json!(category.as_str()))),
            html.map(|html| ("description", json!(html))),
            visibility.map(|visibility| ("visibility", json!(visibility))),
            content_type.map(|content_type| ("contentType", json!(content_type))),
            poster_image.map(|picture| ("posterImage", picture.json())),
        ];
        values.into_iter().flatten().collect()
    }
}

/// All lessons of a course, texts included.
pub async fn list_lessons(api: &CoursesApi, course: &Id) -> Result<Vec<Lesson>, CallError> {
    list(api, course, &[]).await
}

/// The lessons of one category, those of its sub-categories not included.
pub async fn list_lessons_in(api: &CoursesApi, course: &Id, category: &Id) -> Result<Vec<Lesson>, CallError> {
    let mut lessons = list(api, course, &[("categoryId", category.as_str())]).await?;
    // A server that does not know the parameter lists them all.
    lessons.retain(|lesson| lesson.category() == category.as_str());
    Ok(lessons)
}

async fn list(api: &CoursesApi, course: &Id, query: &[(&str, &str)]) -> Result<Vec<Lesson>, CallError> {
    let value = api.json(LIST, &[("productId", course)], query, Sends::Nothing).await?;
    Ok(whole_list(LIST, value, "lessons", &LESSON)?.into_iter().map(Lesson).collect())
}

/// Makes a lesson. A quiz or an assignment is made in a call of its own afterwards.
pub async fn create_lesson(api: &CoursesApi, course: &Id, new: &NewLesson<'_>) -> Result<Lesson, CallError> {
    api.create(CREATE, &[("productId", course)], new, &LESSON).await.map(Lesson)
}

/// Reads a lesson; `None` if the platform says that it is not there.
pub async fn get_lesson(api: &CoursesApi, course: &Id, lesson: &Id) -> Result<Option<Lesson>, CallError> {
    Ok(api.get(GET, &[("productId", course), ("lessonId", lesson)], &LESSON).await?.map(Lesson))
}

/// Writes a lesson, see [`Lesson::put`].
pub async fn update_lesson(
    api: &CoursesApi,
    course: &Id,
    lesson: &Id,
    body: &PutBody,
) -> Result<(), CallError> {
    api.update(UPDATE, &[("productId", course), ("lessonId", lesson)], body).await
}

/// Removes a lesson.
pub async fn delete_lesson(api: &CoursesApi, course: &Id, lesson: &Id) -> Result<Removal, CallError> {
    api.delete(DELETE, &[("productId", course), ("lessonId", lesson)]).await
}
