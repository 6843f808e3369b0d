//! The quiz or assignment of a lesson. Each has an id of its own.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{answer, asked::Asked, call::Kind, check, object::LESSON_ID, readings::NoQuiz, update};
use crate::sandbox::{api_error::ApiError, platform::Platform};

/// Reads the quiz or assignment of a lesson.
pub(super) fn get(platform: &Platform, asked: &Asked, kind: Kind) -> Result<Value, ApiError> {
    let course = asked.course(platform)?;
    let lesson = asked.id(Kind::Lesson);
    course.get(Kind::Lesson, lesson).ok_or_else(|| ApiError::not_found(Kind::Lesson.word()))?;
    match course.below(kind, Some(lesson)).first() {
        Some(object) => Ok(answer::object(object, asked.choices())),
        None if asked.choices().no_quiz == NoQuiz::Null => Ok(Value::Null),
        None => Err(ApiError::not_found(kind.word())),
    }
}

/// Makes the quiz or assignment of a lesson of that type.
pub(super) fn create(platform: &Platform, mut asked: Asked, kind: Kind) -> Result<Value, ApiError> {
    let own = asked.course(platform)?;
    let lesson = asked.id(Kind::Lesson).to_owned();
    let choices = asked.readings.choices;
    own.get(Kind::Lesson, &lesson).ok_or_else(|| ApiError::not_found(Kind::Lesson.word()))?;
    let fields = check::body(asked.body.take(), kind, true, &choices)?;
    let now = platform.portal.now();
    platform.portal.change(&own.id, &asked.readings, |course| {
        let above = course.get(Kind::Lesson, &lesson);
        let above = above.ok_or_else(|| ApiError::not_found(Kind::Lesson.word()))?;
        let word = kind.word().to_lowercase();
        if above.text("contentType") != Some(&word) {
            return Err(check::invalid("lessonId", &format!("must be a lesson of type {word}"), &choices));
        }
        if !course.below(kind, Some(&lesson)).is_empty() {
            return Err(ApiError::new(StatusCode::CONFLICT, format!("The lesson has a {word}")));
        }
        let mut new = update::new(kind, String::new(), fields, now, platform, &choices)?;
        new.set(LESSON_ID, json!(lesson));
        let id = course.add(kind, new.fields, now);
        let made = course.any(&id).ok_or_else(|| ApiError::not_found(kind.word()))?;
        Ok(answer::object(made, &choices))
    })
}
