//! The page for an address that is none.

use maud::html;

use super::frame::{Here, Page};
use super::{Draw, Target};

/// Works at any address of a server.
pub(super) fn page(draw: &Draw<'_>) -> String {
    let here = Here::anywhere(draw.host);
    let main = html! {
        article.cd-panel lang="en" dir="ltr" {
            h1 { "There is no such page" }
            p { "The lesson may have been moved, renamed or deleted." }
            p {
                a.cd-button href=(here.to(Target::Course)) { "To the course" }
                @if draw.host.has_shelf() { " " a.cd-button href=(here.to(Target::Shelf)) { "To all courses" } }
            }
        }
    };
    Page {
        here,
        title: "No such page",
        course: Some(draw.course),
        class: "panel",
        lesson: None,
        side: None,
        main,
        is_course: false,
    }
    .draw()
}
