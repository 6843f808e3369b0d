//! Quizzes: one a lesson. Their questions have calls of their own.

use std::collections::BTreeSet;
use std::ops::Deref;

use serde::Serialize;
use serde_json::{Value, json};

use super::api::CoursesApi;
use super::error::{CallError, ReplyFault};
use super::fields::QUIZ;
use super::id::Id;
use super::object::{NewValue, Object, PutBody, UnknownValue};
use super::words::Removal;
use crate::platform::http::Call;

const GET: Call = Call { method: "GET", path: "/courses/products/{productId}/lessons/{lessonId}/quiz" };
const CREATE: Call = Call { method: "POST", path: "/courses/products/{productId}/lessons/{lessonId}/quiz" };
const UPDATE: Call = Call { method: "PUT", path: "/courses/products/{productId}/quizzes/{quizId}" };
const DELETE: Call = Call { method: "DELETE", path: "/courses/products/{productId}/quizzes/{quizId}" };

/// A quiz without its questions.
#[derive(Debug, Clone, PartialEq)]
pub struct Quiz(Object);

impl Deref for Quiz {
    type Target = Object;

    fn deref(&self) -> &Object {
        &self.0
    }
}

impl Quiz {
    /// Takes the JSON of one, as a reply or a kept copy has it.
    pub fn from_json(value: Value) -> Result<Self, ReplyFault> {
        Object::read(&QUIZ, value).map(Self)
    }

    /// The update that makes these changes. `leave_out` are unknown values whose fields may be left out; another one
    /// stops the update, and is given.
    pub fn put(
        &self,
        changes: &QuizChanges<'_>,
        leave_out: &BTreeSet<UnknownValue>,
    ) -> Result<PutBody, Vec<UnknownValue>> {
        self.0.put(changes.values(), leave_out)
    }
}

/// A new one, for a lesson that exists.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewQuiz<'a> {
    /// Required.
    pub title: &'a str,
    /// Whether a grade is needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required_passing_grade: Option<bool>,
    /// 0 to 100.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passing_grade: Option<u8>,
    /// Shown to those who pass.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pass_message: Option<&'a str>,
    /// Shown to those who do not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fail_message: Option<&'a str>,
}

/// What an update changes; what is `None` stays as it was read.
#[derive(Debug, Default)]
pub struct QuizChanges<'a> {
    /// Required.
    pub title: Option<&'a str>,
    /// Whether a grade is needed.
    pub required_passing_grade: Option<bool>,
    /// 0 to 100.
    pub passing_grade: Option<u8>,
    /// Shown to those who pass.
    pub pass_message: Option<&'a str>,
    /// Shown to those who do not.
    pub fail_message: Option<&'a str>,
}

impl QuizChanges<'_> {
    fn values(&self) -> Vec<NewValue> {
        let Self { title, required_passing_grade, passing_grade, pass_message, fail_message } = self;
        let values = [
            title.map(|value| ("title", json!(value))),
            required_passing_grade.map(|value| ("requiredPassingGrade", json!(value))),
            passing_grade.map(|value| ("passingGrade", json!(value))),
            pass_message.map(|value| ("passMessage", json!(value))),
            fail_message.map(|value| ("failMessage", json!(value))),
        ];
        values.into_iter().flatten().collect()
    }
}

/// Reads the quiz of a lesson; `None` if it has none. What the platform answers then is unknown: every 404 counts.
pub async fn lesson_quiz(api: &CoursesApi, course: &Id, lesson: &Id) -> Result<Option<Quiz>, CallError> {
    let found = api.get(GET, &[("productId", course), ("lessonId", lesson)], &QUIZ).await;
    match found {
        Ok(found) => Ok(found.map(Quiz)),
        Err(error) if error.is_not_found() => Ok(None),
        Err(error) => Err(error),
    }
}

/// Makes the quiz of a lesson.
pub async fn create_quiz(
    api: &CoursesApi,
    course: &Id,
    lesson: &Id,
    new: &NewQuiz<'_>,
) -> Result<Quiz, CallError> {
    api.create(CREATE, &[("productId", course), ("lessonId", lesson)], new, &QUIZ).await.map(Quiz)
}

/// Writes the quiz, see [`Quiz::put`]. Its id is not that of its lesson.
pub async fn update_quiz(api: &CoursesApi, course: &Id, quiz: &Id, body: &PutBody) -> Result<(), CallError> {
    api.update(UPDATE, &[("productId", course), ("quizId", quiz)], body).await
}

/// Removes the quiz. The lesson stays.
pub async fn delete_quiz(api: &CoursesApi, course: &Id, quiz: &Id) -> Result<Removal, CallError> {
    api.delete(DELETE, &[("productId", course), ("quizId", quiz)]).await
}
