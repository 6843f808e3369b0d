//! Badges (draft, assignment, quiz), and initials in place of a picture.

use maud::{Markup, html};

use super::body::Kind;
use super::view::Lesson;

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

/// The first letters of a name.
pub(super) fn initials(name: &str) -> String {
    let letters: Vec<char> = name.split_whitespace().filter_map(|word| word.chars().next()).collect();
    match letters.as_slice() {
        [] => String::new(),
        [one] => one.to_uppercase().collect(),
        [first, .., last] => first.to_uppercase().chain(last.to_uppercase()).collect(),
    }
}
