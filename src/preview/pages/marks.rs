//! Badges: what is a draft, an assignment, a quiz.

use maud::{Markup, html};

use super::Lesson;
use super::body::Kind;

/// The badges of a lesson.
pub(super) fn of(lesson: &Lesson) -> Markup {
    html! {
        @match lesson.head.kind {
            Kind::Assignment => { " " span.cd-mark.is-assignment lang="en" { "Assignment" } }
            Kind::Quiz => { " " span.cd-mark.is-quiz lang="en" { "Quiz" } }
            Kind::Video => {}
        }
        @if lesson.head.draft { (draft()) }
    }
}

/// The badge of what only the author sees.
pub(super) fn draft() -> Markup {
    html! { " " span.cd-mark.is-draft lang="en" { "Draft" } }
}
