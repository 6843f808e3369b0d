//! The list of courses, one card each.

use maud::html;

use super::address::{Here, picture};
use super::frame::{self, Page};
use super::host::{Context, Host, Kind, Target};
use super::marks;
use crate::diagnostic::{Severity, render};
use crate::size::count;

/// A course in the list.
pub struct Card<'a> {
    /// The course, and who shows it: targets are of this course.
    pub context: Context<'a>,
    /// The line below its title, such as a date.
    pub note: Option<String>,
}

/// The page of all courses; `note` is a message below the list.
pub(super) fn page(host: &dyn Host, cards: &[Card<'_>], note: &str) -> String {
    let here = Here::at(host, Target::CourseList);
    let title = if host.kind() == Kind::Sandbox { "Imported courses" } else { "Courses" };
    let main = html! {
        article.cd-shelf lang="en" {
            h1 { (title) }
            div data-cd-part="shelf" {
                @if !note.is_empty() { p.cd-note { (note) } }
                ul.cd-cards { @for card in cards { li { (self::card(here, card)) } } }
            }
        }
    };
    Page { here, title, course: None, class: "shelf", lesson: None, side: None, main, is_course: false }
        .draw()
}

fn card(here: Here<'_>, card: &Card<'_>) -> maud::Markup {
    let Card { context, note } = card;
    let body = &context.course.body;
    let place = Here::at(context.host, Target::CourseList);
    let image = body.image.as_deref().and_then(|url| picture(url, place));
    let serious = context.course.findings.iter().filter(|finding| finding.severity > Severity::Info);
    let found = render::count(serious);
    let has_errors = context.course.findings.iter().any(|finding| finding.severity == Severity::Error);
    html! {
        a.cd-card href=(here.to_path(&context.host.path(Target::Course))) {
            span.cd-card-image {
                @match image {
                    Some(image) => img src=(image) alt="" loading="lazy";,
                    None => span aria-hidden="true" { (marks::initials(&body.title)) },
                }
            }
            span.cd-card-words {
                span.cd-card-title lang=[frame::language(context.course)] dir="auto" { (body.title) }
                span.cd-facts {
                    (count(body.sections.len(), "category", "categories")) ", "
                    (count(body.lessons.len(), "lesson", "lessons"))
                    @if let Some(note) = note { " · " (note) }
                }
                @if let Some(found) = found { span.cd-facts.cd-found.is-error[has_errors] { (found) } }
            }
        }
    }
}
