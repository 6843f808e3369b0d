//! The tabs of a page: course or lesson, JSON, findings.

use maud::{Markup, html};

use super::address::Here;
use super::host::{Context, Kind, Target};

/// The id of the lesson's part on the page of its JSON.
pub(super) const JSON_PART: &str = "cd-json-part";

/// The course, its JSON, and what was found in it.
pub(super) fn of_course(context: &Context<'_>, here: Here<'_>, current: Target<'_>) -> Markup {
    let mark = |target| (current == target).then_some("page");
    html! {
        nav.cd-tabs data-cd-part="tabs" aria-label="Views" lang="en" dir="ltr" {
            a href=(here.to(Target::Course)) aria-current=[mark(Target::Course)] { "Course" }
            a href=(here.to(Target::Source)) aria-current=[mark(Target::Source)] { "JSON" }
            @if context.host.kind() != Kind::Sandbox {
                a href=(here.to(Target::Findings)) aria-current=[mark(Target::Findings)] {
                    "Findings " span.cd-count { (context.course.findings.len()) }
                }
            }
        }
    }
}

/// The lesson, and the JSON it is drawn from.
pub(super) fn of_lesson(context: &Context<'_>, here: Here<'_>, number: usize, is_source: bool) -> Markup {
    let shown = if is_source { [None, Some("page")] } else { [Some("page"), None] };
    html! {
        nav.cd-tabs data-cd-part="tabs" aria-label="Views" lang="en" dir="ltr" {
            a href=(here.to(Target::Lesson(number))) aria-current=[shown[0]] { "Lesson" }
            a href={ (here.to(Target::LessonSource(number))) "#" (JSON_PART) } aria-current=[shown[1]] { "JSON" }
            @if let Some(edit) = context.host.edit(number) {
                a href=(here.to_path(&edit)) { "Edit" }
            }
            @if let Some(path) = context.course.lessons[number].path.as_ref().filter(|_| context.host.kind() != Kind::Sandbox) {
                code.cd-file title="The lesson's file" { (path) }
                @if let Some(editor) = context.host.editor(path, 1, 1) {
                    a.cd-edit href=(editor) { "Open in editor" }
                }
            }
        }
    }
}
