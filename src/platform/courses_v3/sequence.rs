//! Puts siblings in order. What happens to siblings that a list leaves out is unknown: each list names all of them.

use serde::Serialize;
use serde_json::Value;

use super::api::{CoursesApi, Ids, Sends};
use super::error::{CallError, ReplyError, ReplyFault};
use super::id::Id;
use crate::platform::http::Call;

const CATEGORIES: Call = Call { method: "PUT", path: "/courses/products/{productId}/categories/sequence" };
const LESSONS: Call =
    Call { method: "PUT", path: "/courses/products/{productId}/categories/{categoryId}/lessons/sequence" };

#[derive(Serialize)]
struct Sequence<'a> {
    ids: Vec<&'a str>,
}

/// Puts categories in order: all siblings of one parent, in one call a parent.
pub async fn sequence_categories(api: &CoursesApi, course: &Id, siblings: &[Id]) -> Result<(), CallError> {
    sequence(api, CATEGORIES, &[("productId", course)], siblings).await
}

/// Puts the lessons of a category in order: all of them.
pub async fn sequence_lessons(
    api: &CoursesApi,
    course: &Id,
    category: &Id,
    siblings: &[Id],
) -> Result<(), CallError> {
    sequence(api, LESSONS, &[("productId", course), ("categoryId", category)], siblings).await
}

async fn sequence(api: &CoursesApi, call: Call, ids: Ids<'_>, siblings: &[Id]) -> Result<(), CallError> {
    let body = Sequence { ids: siblings.iter().map(Id::as_str).collect() };
    let value = api.json(call, ids, &[], Sends::state(&body)).await?;
    match value.get("ok").and_then(Value::as_bool) {
        Some(true) => Ok(()),
        _ => Err(CallError::Reply(ReplyError { call, fault: ReplyFault::NotDone })),
    }
}
