//! The newer calls (`Version: v3`): courses, categories, lessons, their order, quizzes and assignments.
//!
//! Written from the reference alone. [`CALLS`] is the list of calls, `fields` what each object has,
//! `readings` what the sandbox does where the reference is silent. Start at [`router`]: every call goes through
//! `answer`, which reads the request (`asked`) and hands it to one function for what it does. `portal` keeps the
//! courses; `imported` makes them of an import, `view` shows them to the pages.

mod answer;
mod asked;
pub(super) mod call;
mod check;
pub(super) mod colleague;
mod course;
mod courses;
mod fields;
mod html;
mod imported;
pub(super) mod object;
mod objects;
mod planned;
mod portal;
mod questions;
mod quizzes;
pub(super) mod readings;
mod references;
mod sequence;
mod update;
mod view;

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Json, Router,
    extract::{Path, Request, State},
    http::StatusCode,
    response::{Html, IntoResponse, Response},
    routing::{MethodFilter, on},
};
use serde_json::{Value, json};

use super::{api_error::ApiError, platform::Platform};

use self::{
    asked::Asked,
    call::{CALLS, Call, Does, Kind},
    readings::V3,
};
pub(super) use self::{
    course::Course,
    imported::course as imported_course,
    planned::Planned,
    portal::Portal,
    view::{product, task, whole},
};
pub use self::{
    planned::Change,
    readings::{Reading, Readings},
};

/// What a call answers when it works.
enum Answer {
    Made(Value),
    Done(Value),
    /// Without a body.
    Gone,
}

/// The routes of all calls.
pub(super) fn router() -> Router<Arc<Platform>> {
    CALLS.iter().fold(Router::new(), |router, call| {
        let method = match call.method {
            "GET" => MethodFilter::GET,
            "POST" => MethodFilter::POST,
            "PUT" => MethodFilter::PUT,
            _ => MethodFilter::DELETE,
        };
        let handler = move |State(platform): State<Arc<Platform>>,
                            ids: Option<Path<BTreeMap<String, String>>>,
                            request: Request| {
            let ids = ids.map(|Path(ids)| ids).unwrap_or_default();
            answer(call, platform, ids, request)
        };
        router.route(call.route, on(method, handler))
    })
}

/// Returns what a platform without these calls answers, if this is one.
pub(super) fn absence(readings: &Readings) -> Option<Response> {
    let refused = |status, words: &str| Some(ApiError::new(status, words).into_response());
    match readings.choices.v3 {
        V3::On => None,
        V3::NotFound => Some(StatusCode::NOT_FOUND.into_response()),
        V3::Unauthorized => {
            Some(ApiError::unauthorized("The token is not authorized for this scope.").into_response())
        }
        V3::Forbidden => refused(StatusCode::FORBIDDEN, "The token does not have access to this location."),
        V3::Page => Some(Html("<!DOCTYPE html><html><title>Portal</title></html>").into_response()),
    }
}

async fn answer(
    call: &'static Call,
    platform: Arc<Platform>,
    ids: BTreeMap<String, String>,
    request: Request,
) -> Result<Response, ApiError> {
    let asked = Asked::read(call, &platform, ids, request).await?;
    let answer = tokio::task::spawn_blocking(move || work(call, &platform, asked))
        .await
        .map_err(|error| ApiError::broken(&error))??;
    Ok(match answer {
        Answer::Made(value) => (StatusCode::CREATED, Json(value)).into_response(),
        Answer::Done(value) => Json(value).into_response(),
        Answer::Gone => StatusCode::OK.into_response(),
    })
}

/// Does what a call is for.
fn work(call: &Call, platform: &Platform, asked: Asked) -> Result<Answer, ApiError> {
    match (call.does, call.kind) {
        (Does::List, Kind::Course) => courses::list(platform, &asked).map(Answer::Done),
        (Does::Create, Kind::Course) => courses::create(platform, asked).map(Answer::Made),
        (Does::Get, Kind::Course) => objects::get(platform, &asked, Kind::Course).map(Answer::Done),
        (Does::Update, Kind::Course) => objects::update(platform, asked, Kind::Course).map(Answer::Done),
        (Does::Delete, Kind::Course) => courses::delete(platform, &asked).map(|()| Answer::Gone),
        (Does::List, Kind::Category) => objects::categories(platform, &asked).map(Answer::Done),
        (Does::List, Kind::Lesson) => objects::lessons(platform, &asked).map(Answer::Done),
        (Does::Create, kind @ (Kind::Category | Kind::Lesson)) => {
            objects::create(platform, asked, kind).map(Answer::Made)
        }
        (Does::Get, kind @ (Kind::Category | Kind::Lesson)) => {
            objects::get(platform, &asked, kind).map(Answer::Done)
        }
        (Does::Get, kind) => quizzes::get(platform, &asked, kind).map(Answer::Done),
        (Does::Create, kind) => quizzes::create(platform, asked, kind).map(Answer::Made),
        (Does::List, _) => questions::list(platform, &asked).map(Answer::Done),
        (Does::Update, Kind::Question) => questions::put(platform, asked).map(Answer::Done),
        (Does::Update, kind) => objects::update(platform, asked, kind).map(Answer::Done),
        (Does::Delete, kind) => objects::delete(platform, &asked, kind).map(|()| Answer::Gone),
        (Does::Sequence, kind) => {
            sequence::place(platform, asked, kind).map(|()| Answer::Done(json!({ "ok": true })))
        }
    }
}
