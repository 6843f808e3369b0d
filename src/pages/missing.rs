//! The page for an unknown address.

use maud::html;

use super::address::Here;
use super::frame::Page;
use super::host::{Host, Target};
use super::view::Course;

/// Works at any address of a server.
pub(super) fn page(host: &dyn Host, course: Option<&Course>) -> String {
    let here = Here::anywhere(host);
    let main = html! {
        article.cd-panel lang="en" dir="ltr" {
            h1 { "Page not found" }
            p { "The lesson may have been moved, renamed or deleted." }
            p {
                @if course.is_some() { a.cd-button href=(here.to(Target::Course)) { "Go to the course" } }
                @if host.has_course_list() { " " a.cd-button href=(here.to(Target::CourseList)) { "Go to all courses" } }
            }
        }
    };
    Page {
        here,
        title: "Page not found",
        course,
        class: "panel",
        lesson: None,
        side: None,
        main,
        is_course: false,
    }
    .draw()
}
