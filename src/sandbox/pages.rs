//! Plain pages that show what was imported: the list, a course's outline, a lesson.
//!
//! They have no script and allow none. A lesson's text is shown in a frame without rights, exactly as it was
//! sent, because what the platform takes out of it is not known.

use std::sync::Arc;

use axum::{
    extract::{Path, Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use maud::{DOCTYPE, Markup, html};
use serde_json::Value;

use super::{
    Platform,
    outline::{Lesson, Outline, Section, text},
    store::{Dropped, ImportedCourse},
};

/// The frame with the lesson's text takes these rules over: its own styles, pictures and players may load,
/// scripts may not.
const POLICY: &str = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' https: data:; \
     media-src 'self' https:; frame-src https:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

type Shared = State<Arc<Platform>>;

/// Adds to each page the headers that keep what it shows from acting.
pub(super) async fn guard(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// `GET /style.css`.
pub(super) async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("style.css"))
}

/// `GET /`: every course, the newest first.
pub(super) async fn courses(State(platform): Shared) -> Html<String> {
    let courses = platform.store.courses();
    let copying = courses.iter().filter(|course| !course.ready).count();
    page(
        "Sandbox",
        &html! {
            h1 { "Imported courses" }
            @if courses.is_empty() {
                p { "Nothing has been imported yet. Send a course to " code { (platform.base_url) } "." }
            }
            @if copying > 0 { p.note { (copying) " still being copied." } }
            ul.courses {
                @for course in courses.iter().filter(|course| course.ready) {
                    li {
                        a href={ "/courses/" (course.id) } { (text(&course.product, "title")) }
                        " " span.note { (Outline::of(&course.product).lessons.len()) " lessons, " (date(course)) }
                    }
                }
            }
        },
    )
}

/// `GET /courses/{id}`: the outline.
pub(super) async fn course(State(platform): Shared, Path(id): Path<String>) -> Response {
    let Some(course) = ready(&platform, &id) else { return missing("course") };
    let product = &course.product;
    let outline = Outline::of(product);
    page(
        text(product, "title"),
        &html! {
            nav { a href="/" { "All courses" } }
            h1 { (text(product, "title")) }
            p.note { "Imported " (date(&course)) " into location " (course.location_id) }
            @if let Some(image) = own(&platform, product, "imageUrl") { img.cover src=(image) alt=""; }
            @if !text(product, "description").is_empty() {
                p { (text(product, "description")) }
            }
            @for section in &outline.sections { (section_markup(section, &course.id, 2)) }
            (dropped(&course.dropped))
        },
    )
    .into_response()
}

/// `GET /courses/{id}/lessons/{number}`: one lesson, counted from 1 through the whole course.
pub(super) async fn lesson(State(platform): Shared, Path((id, number)): Path<(String, String)>) -> Response {
    let Some(course) = ready(&platform, &id) else { return missing("course") };
    let outline = Outline::of(&course.product);
    let number: usize = number.parse().unwrap_or_default();
    let Some(lesson) = number.checked_sub(1).and_then(|index| outline.lessons.get(index)) else {
        return missing("lesson");
    };
    let post = lesson.post;
    let title = text(post, "title");
    let address = |number: usize| format!("/courses/{id}/lessons/{number}");
    let poster = own(&platform, post, "thumbnailUrl");
    page(
        title,
        &html! {
            nav {
                a href={ "/courses/" (id) } { (text(&course.product, "title")) }
                @if number > 1 { " · " a href=(address(number - 1)) { "Previous" } }
                @if number < outline.lessons.len() { " · " a href=(address(number + 1)) { "Next" } }
            }
            h1 { (title) (marks(lesson)) }
            @if let Some(video) = own(&platform, post, "bucketVideoUrl") {
                video controls preload="metadata" src=(video) poster=[poster] {}
            } @else if let Some(image) = poster {
                img.cover src=(image) alt="";
            }
            (frame(title, text(post, "description"), &course))
            @let materials = post["postMaterials"].as_array().map_or(&[][..], Vec::as_slice);
            @if !materials.is_empty() {
                h2 { "Materials" }
                ul {
                    @for material in materials {
                        li {
                            @if let Some(link) = own(&platform, material, "url") {
                                a href=(link) { (text(material, "title")) }
                            }
                            " " span.note { (text(material, "type")) }
                        }
                    }
                }
            }
        },
    )
    .into_response()
}

fn ready(platform: &Platform, id: &str) -> Option<Arc<ImportedCourse>> {
    platform.store.course(id).filter(|course| course.ready)
}

fn section_markup(section: &Section<'_>, course: &str, level: u8) -> Markup {
    html! {
        section {
            @if level == 2 { h2 { (section.title) @if section.draft { (draft()) } } }
            @else { h3 { (section.title) @if section.draft { (draft()) } } }
            ol {
                @for lesson in &section.lessons {
                    li value=(lesson.number) {
                        a href={ "/courses/" (course) "/lessons/" (lesson.number) } { (text(lesson.post, "title")) }
                        (marks(lesson))
                    }
                }
            }
            @for inner in &section.inner { (section_markup(inner, course, level + 1)) }
        }
    }
}

fn marks(lesson: &Lesson<'_>) -> Markup {
    let kind = text(lesson.post, "contentType");
    html! {
        @if lesson.draft { (draft()) }
        @if kind != "video" { " " span.mark { (kind) } }
    }
}

fn draft() -> Markup {
    html! { " " span.mark { "draft" } }
}

fn dropped(dropped: &[Dropped]) -> Markup {
    html! {
        @if !dropped.is_empty() {
            h2 { "Left out" }
            p { "These addresses are not files of this platform, so they were dropped without a word:" }
            ul { @for gone in dropped { li { code { (gone.field) } " " (gone.url) } } }
        }
    }
}

/// Shows HTML from the import in a frame that can do nothing.
fn frame(title: &str, content: &str, course: &ImportedCourse) -> Markup {
    // A sandbox that was started again has another port, and the reader may have come by another name, so
    // the text's links to our files become relative; a frame like this resolves them as the page would.
    let content = content.replace(&format!("{}/", course.base_url), "/");
    let document = html! {
        (DOCTYPE)
        meta charset="utf-8";
        link rel="stylesheet" href="/style.css";
        (maud::PreEscaped(content))
    };
    html! { iframe sandbox="" title=(title) srcdoc=(document.into_string()) {} }
}

/// Returns the path of a file of the sandbox's own, whatever port its address has.
fn own(platform: &Platform, value: &Value, field: &str) -> Option<String> {
    platform.store.own_path(text(value, field))
}

fn date(course: &ImportedCourse) -> String {
    let since = std::time::Duration::from_millis(course.accepted_at);
    // Beyond the year 9999 the formatting panics, and a record can hold any number.
    let time = std::time::UNIX_EPOCH + since.min(std::time::Duration::from_secs(253_402_300_799));
    httpdate::fmt_http_date(time)
}

fn missing(thing: &str) -> Response {
    let body = html! {
        nav { a href="/" { "All courses" } }
        h1 { "There is no such " (thing) }
        p { "It may still be on its way, or the data folder may be another one." }
    };
    (StatusCode::NOT_FOUND, page("Not found", &body)).into_response()
}

fn page(title: &str, body: &Markup) -> Html<String> {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                link rel="stylesheet" href="/style.css";
            }
            body { main { (body) } }
        }
    };
    Html(page.into_string())
}
