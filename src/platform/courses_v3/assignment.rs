//! Assignments: one a lesson.

use std::collections::BTreeSet;
use std::ops::Deref;

use serde::Serialize;
use serde_json::{Value, json};

use super::api::CoursesApi;
use super::error::{CallError, ReplyFault};
use super::fields::ASSIGNMENT;
use super::id::Id;
use super::object::{NewValue, Object, PutBody, UnknownValue};
use super::words::Removal;
use crate::platform::http::Call;

const GET: Call = Call { method: "GET", path: "/courses/products/{productId}/lessons/{lessonId}/assignment" };
const CREATE: Call =
    Call { method: "POST", path: "/courses/products/{productId}/lessons/{lessonId}/assignment" };
const UPDATE: Call = Call { method: "PUT", path: "/courses/products/{productId}/assignments/{assignmentId}" };
const DELETE: Call =
    Call { method: "DELETE", path: "/courses/products/{productId}/assignments/{assignmentId}" };

/// An assignment.
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment(Object);

impl Deref for Assignment {
    type Target = Object;

    fn deref(&self) -> &Object {
        &self.0
    }
}

impl Assignment {
    /// Takes the JSON of one, as a reply or a kept copy has it.
    pub fn from_json(value: Value) -> Result<Self, ReplyFault> {
        Object::read(&ASSIGNMENT, value).map(Self)
    }

    /// The update that makes these changes. `leave_out` are unknown values whose fields may be left out; another one
    /// stops the update, and is given.
    pub fn put(
        &self,
        changes: &AssignmentChanges<'_>,
        leave_out: &BTreeSet<UnknownValue>,
    ) -> Result<PutBody, Vec<UnknownValue>> {
        self.0.put(changes.values(), leave_out)
    }
}

/// A new one, for a lesson that exists.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAssignment<'a> {
    /// Required.
    pub title: &'a str,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub introduction: Option<&'a str>,
    /// Shown when it is handed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirm_message: Option<&'a str>,
    /// Whether nobody grades it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ungraded_assignment: Option<bool>,
}

/// What an update changes; what is `None` stays as it was read.
#[derive(Debug, Default)]
pub struct AssignmentChanges<'a> {
    /// Required.
    pub title: Option<&'a str>,
    /// What to do.
    pub introduction: Option<&'a str>,
    /// Shown when it is handed in.
    pub confirm_message: Option<&'a str>,
    /// Whether nobody grades it.
    pub ungraded_assignment: Option<bool>,
}

impl AssignmentChanges<'_> {
    fn values(&self) -> Vec<NewValue> {
        let Self { title, introduction, confirm_message, ungraded_assignment } = self;
        let values = [
            title.map(|value| ("title", json!(value))),
            introduction.map(|value| ("introduction", json!(value))),
            confirm_message.map(|value| ("confirmMessage", json!(value))),
            ungraded_assignment.map(|value| ("ungradedAssignment", json!(value))),
        ];
        values.into_iter().flatten().collect()
    }
}

/// Reads the assignment of a lesson; `None` if it has none. What the platform answers then is unknown: every 404 counts.
pub async fn lesson_assignment(
    api: &CoursesApi,
    course: &Id,
    lesson: &Id,
) -> Result<Option<Assignment>, CallError> {
    let found = api.get(GET, &[("productId", course), ("lessonId", lesson)], &ASSIGNMENT).await;
    match found {
        Ok(found) => Ok(found.map(Assignment)),
        Err(error) if error.is_not_found() => Ok(None),
        Err(error) => Err(error),
    }
}

/// Makes the assignment of a lesson.
pub async fn create_assignment(
    api: &CoursesApi,
    course: &Id,
    lesson: &Id,
    new: &NewAssignment<'_>,
) -> Result<Assignment, CallError> {
    api.create(CREATE, &[("productId", course), ("lessonId", lesson)], new, &ASSIGNMENT).await.map(Assignment)
}

/// Writes the assignment, see [`Assignment::put`]. Its id is not that of its lesson.
pub async fn update_assignment(
    api: &CoursesApi,
    course: &Id,
    assignment: &Id,
    body: &PutBody,
) -> Result<(), CallError> {
    api.update(UPDATE, &[("productId", course), ("assignmentId", assignment)], body).await
}

/// Removes the assignment. The lesson stays.
pub async fn delete_assignment(api: &CoursesApi, course: &Id, assignment: &Id) -> Result<Removal, CallError> {
    api.delete(DELETE, &[("productId", course), ("assignmentId", assignment)]).await
}
