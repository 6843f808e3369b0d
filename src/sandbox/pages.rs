//! The pages of courses: the list, a course, a lesson, its JSON.
//!
//! What a page shows is what the platform has: what was imported, and what was changed since by a call or by hand. A lesson's text is cleaned
//! like any other; scripts are the pages' own alone.

use std::sync::Arc;

use axum::{
    extract::{Path, Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Redirect, Response},
};

use crate::pages::{self, Asset, Card};

use crate::serve::file::is_asked_as_active;

use super::{
    host::{Place, date},
    platform::Platform,
    rendered_cache::Ready,
    v3::call::Kind,
};

type Shared = State<Arc<Platform>>;

/// Adds to each page the headers that keep what it shows from acting.
pub(super) async fn guard(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, pages::POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Lets no page have an uploaded file as a script or style.
pub(super) async fn only_shown(request: Request, next: Next) -> Response {
    if is_asked_as_active(request.headers()) {
        return StatusCode::FORBIDDEN.into_response();
    }
    next.run(request).await
}

/// `GET /style.css`: for pages that are not about a course.
pub(super) async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("style.css"))
}

/// `GET /assets/{name}`: what the pages need.
pub(super) async fn asset(Path(name): Path<String>) -> Response {
    match Asset::named(&name) {
        Some(asset) => ([(header::CONTENT_TYPE, asset.mime())], asset.text()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// `GET /`: every course, the newest first.
pub(super) async fn courses(State(platform): Shared) -> Html<String> {
    let courses = platform.portal.courses();
    let copying = platform.store.courses().iter().filter(|course| !course.ready).count();
    let note = match (courses.len(), copying) {
        (0, 0) => format!("No courses yet. Import one into {}.", platform.base_url),
        (_, 0) => String::new(),
        (_, copying) => format!("{copying} still being copied."),
    };
    let ready: Vec<Arc<Ready>> = courses.iter().map(|course| platform.rendered.of(course)).collect();
    let places: Vec<Place<'_>> = courses
        .iter()
        .zip(&ready)
        .map(|(course, ready)| Place::new(&platform.store, course, ready))
        .collect();
    let cards: Vec<Card<'_>> = places
        .iter()
        .zip(courses.iter().zip(&ready))
        .map(|(place, (course, ready))| Card { context: place.context(ready), note: Some(date(course)) })
        .collect();
    Html(pages::course_list(&Place::of_no_course(&platform.store), &cards, &note))
}

/// `GET /courses/{id}`: the course.
pub(super) async fn course(State(platform): Shared, Path(id): Path<String>) -> Response {
    draw(&platform, &id, |context, _| Some(pages::course(context)))
}

/// `GET /courses/{id}/body`: its JSON.
pub(super) async fn source(State(platform): Shared, Path(id): Path<String>) -> Response {
    draw(&platform, &id, |context, _| Some(pages::source(context)))
}

/// `GET /courses/{id}/lessons/{number}`: one lesson, counted from 1 through the whole course.
pub(super) async fn lesson(State(platform): Shared, Path((id, number)): Path<(String, String)>) -> Response {
    draw(&platform, &id, |context, _| pages::lesson(context, index(&number)?))
}

/// `GET /courses/products/{productId}/categories/{categoryId}/posts/{lessonId}`: the address that learners have of a
/// lesson; leads to its page.
pub(super) async fn learner(
    State(platform): Shared,
    Path((id, category, lesson)): Path<(String, String, String)>,
) -> Response {
    let course = platform.portal.course(&id);
    let number = course.and_then(|course| {
        course.get(Kind::Lesson, &lesson).filter(|lesson| lesson.parent() == Some(&category))?;
        platform.rendered.of(&course).lessons.iter().position(|id| *id == lesson)
    });
    match number {
        Some(number) => Redirect::to(&format!("/courses/{id}/lessons/{}", number + 1)).into_response(),
        None => missing(pages::missing(&Place::of_no_course(&platform.store), None)),
    }
}

/// `GET /courses/{id}/lessons/{number}/body`: its JSON.
pub(super) async fn lesson_source(
    State(platform): Shared,
    Path((id, number)): Path<(String, String)>,
) -> Response {
    draw(&platform, &id, |context, _| pages::lesson_source(context, index(&number)?))
}

/// `GET /courses/{id}/body.json`: what was imported, for a program.
pub(super) async fn body(State(platform): Shared, Path(id): Path<String>) -> Response {
    as_json(draw(&platform, &id, |context, _| Some(pages::body_text(context))))
}

/// `GET /courses/{id}/search/{name}`: what search looks through.
pub(super) async fn search(State(platform): Shared, Path((id, name)): Path<(String, String)>) -> Response {
    as_json(draw(&platform, &id, |context, ready| {
        let index = ready.index.get_or_init(|| pages::index(context));
        match name.strip_suffix(".json")? {
            "index" => Some(index.manifest()),
            name => index.piece(name).map(str::to_owned),
        }
    }))
}

/// Draws something of a course that has appeared, or says that there is none.
fn draw(
    platform: &Platform,
    id: &str,
    what: impl FnOnce(pages::Context<'_>, &Ready) -> Option<String>,
) -> Response {
    let Some(course) = platform.portal.course(id) else {
        return missing(pages::missing(&Place::of_no_course(&platform.store), None));
    };
    let ready = platform.rendered.of(&course);
    let place = Place::new(&platform.store, &course, &ready);
    match what(place.context(&ready), &ready) {
        Some(html) => Html(html).into_response(),
        None => missing(pages::missing(&place, Some(&ready.course))),
    }
}

pub(super) fn missing(page: String) -> Response {
    (StatusCode::NOT_FOUND, Html(page)).into_response()
}

fn as_json(mut response: Response) -> Response {
    if response.status() == StatusCode::OK {
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    response
}

fn index(number: &str) -> Option<usize> {
    number.parse::<usize>().ok()?.checked_sub(1)
}
