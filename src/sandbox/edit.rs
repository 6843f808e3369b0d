//! The page where a lesson is edited by hand, as a colleague would on the platform: title, text, visibility, order.
//!
//! Only the sandbox's own pages may send the form. A text is kept as it was typed; whoever shows it cleans it.

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use axum::{
    extract::{Path, Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Redirect, Response},
};
use maud::{DOCTYPE, html};
use serde_json::json;

use crate::{pages, serve::guard::is_from_elsewhere};

use super::{
    api_error::ApiError,
    host::Place,
    pages::missing,
    platform::Platform,
    request_body,
    v3::{Course, call::Kind, object::Object},
};

type Shared = State<Arc<Platform>>;
type Ids = Path<(String, String)>;

/// A browser sends the origin of a form only to a page that may know where its visitors come from.
const REFERRER: &str = "same-origin";
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

const VISIBILITIES: [&str; 3] = ["published", "draft", "locked"];

/// Turns other sites away, and keeps the page from acting.
pub(super) async fn guard(request: Request, next: Next) -> Response {
    let mut response = if is_from_elsewhere(request.headers()) {
        (StatusCode::FORBIDDEN, "other sites may not edit lessons of the sandbox\n").into_response()
    } else {
        next.run(request).await
    };
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, REFERRER),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// `GET /courses/{id}/edit/{lesson}`: the form.
pub(super) async fn page(State(platform): Shared, Path((id, lesson)): Ids) -> Response {
    let found = platform.portal.course(&id);
    let found = found.and_then(|course| Some((course.get(Kind::Lesson, &lesson)?.clone(), course)));
    match found {
        Some((lesson, course)) => {
            Html(form(&course, &lesson, &Typed::of(&course, &lesson), None)).into_response()
        }
        None => missing(pages::missing(&Place::of_no_course(&platform.store), None)),
    }
}

/// `POST` to the same address: keeps what changed and leads back to the lesson.
pub(super) async fn save(
    State(platform): Shared,
    Path((id, lesson)): Ids,
    request: Request,
) -> Result<Response, ApiError> {
    let limit = usize::try_from(platform.body_limit).unwrap_or(usize::MAX);
    let sent = request_body::form(request, limit).await?;
    let course = platform.portal.course(&id);
    let Some(old) = course.as_ref().and_then(|course| course.get(Kind::Lesson, &lesson)) else {
        return Ok(missing(pages::missing(&Place::of_no_course(&platform.store), None)));
    };
    let edit = match Edit::read(&sent, old) {
        Ok(edit) => edit,
        Err(problem) => {
            let page = course
                .as_ref()
                .map(|course| form(course, old, &Typed::sent(&sent), Some(problem)))
                .unwrap_or_default();
            return Ok((StatusCode::BAD_REQUEST, Html(page)).into_response());
        }
    };
    let work = Arc::clone(&platform);
    let (course_id, lesson_id) = (id.clone(), lesson.clone());
    tokio::task::spawn_blocking(move || edit.keep(&work, &course_id, &lesson_id))
        .await
        .map_err(|error| ApiError::broken(&error))??;
    let course = platform.portal.course(&id).ok_or_else(|| ApiError::not_found("Course"))?;
    let number = platform.rendered.of(&course).lessons.iter().position(|id| *id == lesson);
    let to = match number {
        Some(number) => format!("/courses/{id}/lessons/{}", number + 1),
        None => format!("/courses/{id}"),
    };
    Ok(Redirect::to(&to).into_response())
}

/// What the fields of the form show.
struct Typed<'t> {
    title: &'t str,
    text: Cow<'t, str>,
    visibility: &'t str,
    place: Cow<'t, str>,
}

impl<'t> Typed<'t> {
    /// What the lesson has.
    fn of(course: &Course, lesson: &'t Object) -> Self {
        let place = siblings(course, lesson).iter().position(|id| *id == lesson.id).unwrap_or_default() + 1;
        let text = |key: &str| lesson.text(key).unwrap_or_default();
        Self {
            title: text("title"),
            text: text("description").into(),
            visibility: text("visibility"),
            place: place.to_string().into(),
        }
    }

    /// What was typed and cannot be kept: whoever typed it corrects it.
    fn sent(sent: &'t BTreeMap<String, String>) -> Self {
        let text = |key: &str| sent.get(key).map(String::as_str).unwrap_or_default();
        Self {
            title: text("title"),
            text: text("text").replace("\r\n", "\n").into(),
            visibility: text("visibility"),
            place: text("place").into(),
        }
    }
}

/// What somebody typed, checked.
struct Edit {
    title: String,
    text: String,
    visibility: String,
    /// The place in its category, counted from 1.
    place: usize,
}

impl Edit {
    fn read(sent: &BTreeMap<String, String>, old: &Object) -> Result<Self, &'static str> {
        let get = |name: &str| sent.get(name).cloned().unwrap_or_default();
        let title = get("title").trim().to_owned();
        if title.is_empty() {
            return Err("The title is empty.");
        }
        let visibility = get("visibility");
        if !VISIBILITIES.contains(&visibility.as_str()) && old.text("visibility") != Some(&visibility) {
            return Err("The visibility is unknown.");
        }
        let place = get("place").trim().parse().ok().filter(|place| *place > 0);
        let place = place.ok_or("The position is not a positive number.")?;
        // A browser ends each line of a form with two characters.
        Ok(Self { title, text: get("text").replace("\r\n", "\n"), visibility, place })
    }

    /// Keeps what differs. The lesson moves only if it was given another place.
    fn keep(&self, platform: &Platform, course: &str, lesson: &str) -> Result<(), ApiError> {
        let readings = platform.readings();
        let now = platform.portal.now();
        platform.portal.change(course, &readings, |course| {
            let old = course.get(Kind::Lesson, lesson).ok_or_else(|| ApiError::not_found("Lesson"))?;
            let mut object = (**old).clone();
            let old_text = object.text("description").unwrap_or_default().replace("\r\n", "\n");
            let mut is_new = object.set("title", json!(self.title));
            is_new |= object.text("visibility") != Some(&self.visibility)
                && object.set("visibility", json!(self.visibility));
            is_new |= old_text != self.text && object.set("description", json!(self.text));
            let mut siblings = siblings(course, &object);
            let at = siblings.iter().position(|id| id == lesson).unwrap_or_default();
            if is_new {
                object.updated_at = now;
                course.put(object);
            }
            if at + 1 != self.place {
                let own = siblings.remove(at);
                siblings.insert((self.place - 1).min(siblings.len()), own);
                course.place(&siblings, readings.choices.first_position(), now);
            }
            Ok(())
        })
    }
}

fn siblings(course: &Course, lesson: &Object) -> Vec<String> {
    course.below(Kind::Lesson, lesson.parent()).into_iter().map(|it| it.id.clone()).collect()
}

fn form(course: &Course, lesson: &Object, typed: &Typed<'_>, problem: Option<&str>) -> String {
    let siblings = siblings(course, lesson);
    let Typed { title, text, visibility: shown, place } = typed;
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "Edit " (title) }
                link rel="icon" type="image/svg+xml" href="/assets/icon.svg";
                link rel="stylesheet" href="/style.css";
            }
            body {
                main {
                    h1 { "Edit a lesson" }
                    @if let Some(problem) = problem { p role="alert" { (problem) } }
                    form method="post" action={ "/courses/" (course.id) "/edit/" (lesson.id) } {
                        p { label { "Title " input name="title" value=(title) required; } }
                        p { label { "Visibility "
                            select name="visibility" {
                                // A word that no document has stays until another one is chosen.
                                @if !VISIBILITIES.contains(shown) { option value=(shown) selected { (shown) } }
                                @for visibility in VISIBILITIES {
                                    option value=(visibility) selected[visibility == *shown] { (visibility) }
                                }
                            }
                        } }
                        p { label { "Position in its category "
                            input type="number" name="place" min="1" max=(siblings.len()) value=(place) required;
                        } }
                        p { label { "Text (HTML)" br;
                            // A browser drops the first line break of a text area.
                            textarea name="text" rows="24" cols="100" { "\n" (text) }
                        } }
                        p { button type="submit" { "Save" } " " a href={ "/courses/" (course.id) } { "Cancel" } }
                    }
                    p.note { "Changes the lesson as a person would on the platform. The next update finds it changed there." }
                }
            }
        }
    };
    page.into_string()
}
