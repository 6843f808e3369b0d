//! The page of a course: what it is, and everything in it.

use maud::{Markup, html};

use super::body::Section;
use super::frame::{Here, Page};
use super::{Draw, Kind, Target, findings, lesson, marks, outline};
use crate::diagnostic::Severity;
use crate::size::count;

/// The page of the course.
pub(super) fn page(draw: &Draw<'_>) -> String {
    let here = draw.here(Target::Course);
    let body = &draw.course.body;
    let main = html! {
        (tabs(draw, here, Target::Course))
        (findings::of_course(draw, here))
        article.cd-course {
            (hero(draw, here))
            @if body.lessons.is_empty() {
                p.cd-note data-cd-part="empty" lang="en" { "There is no lesson to show yet." }
            }
            div data-cd-part="modules" {
                @for (number, section) in body.sections.iter().enumerate() {
                    (module(draw, here, section, number))
                }
            }
            (dropped(draw))
        }
    };
    Page {
        here,
        title: &body.title,
        course: Some(draw.course),
        class: "course",
        lesson: None,
        side: None,
        main,
        is_course: true,
    }
    .draw()
}

/// The course, its JSON, and what was found in it.
pub(super) fn tabs(draw: &Draw<'_>, here: Here<'_>, current: Target<'_>) -> Markup {
    let mark = |target| (current == target).then_some("page");
    html! {
        nav.cd-tabs data-cd-part="tabs" aria-label="Views" lang="en" dir="ltr" {
            a href=(here.to(Target::Course)) aria-current=[mark(Target::Course)] { "Course" }
            a href=(here.to(Target::Source)) aria-current=[mark(Target::Source)] { "JSON" }
            @if draw.host.kind() != Kind::Sandbox {
                a href=(here.to(Target::Findings)) aria-current=[mark(Target::Findings)] {
                    "Findings " span.cd-count { (draw.course.findings.len()) }
                }
            }
        }
    }
}

fn hero(draw: &Draw<'_>, here: Here<'_>) -> Markup {
    let body = &draw.course.body;
    let image = body.image.as_deref().and_then(|url| lesson::shown(url, here));
    html! {
        header.cd-hero.has-image[image.is_some()] data-cd-part="hero" {
            div.cd-hero-words {
                @if draw.host.has_shelf() {
                    p.cd-up lang="en" { a href=(here.to(Target::Shelf)) { "All courses" } }
                }
                h1 dir="auto" { (body.title) }
                @if !body.description.is_empty() { p.cd-lead dir="auto" { (body.description) } }
                (facts(draw))
                @if let Some(instructor) = &body.instructor {
                    div.cd-instructor {
                        span.cd-initials aria-hidden="true" { (initials(&instructor.name)) }
                        div {
                            p dir="auto" { strong { (instructor.name) } }
                            @if !instructor.description.is_empty() { p dir="auto" { (instructor.description) } }
                        }
                    }
                }
                @if !body.lessons.is_empty() {
                    p { a.cd-button.is-main href=(here.to(Target::Lesson(0))) lang="en" { "Start the course" } }
                }
                @if let Some(note) = draw.host.note() { p.cd-facts lang="en" { (note) } }
            }
            @if let Some(image) = image { img.cd-hero-image src=(image) alt="" decoding="async"; }
        }
    }
}

/// How much there is.
fn facts(draw: &Draw<'_>) -> Markup {
    let body = &draw.course.body;
    let drafts = draw.course.lessons.iter().filter(|lesson| lesson.head.draft).count();
    let videos = draw.course.lessons.iter().filter(|lesson| lesson.head.video).count();
    html! {
        ul.cd-numbers lang="en" {
            li { (count(body.sections.len(), "module", "modules")) }
            li { (count(body.lessons.len(), "lesson", "lessons")) }
            @if videos > 0 { li { (count(videos, "video", "videos")) } }
            @if drafts > 0 { li { (count(drafts, "draft", "drafts")) } }
        }
    }
}

fn module(draw: &Draw<'_>, here: Here<'_>, section: &Section, number: usize) -> Markup {
    let id = outline::anchor(number);
    let picture = section.thumbnail.as_deref().and_then(|url| lesson::shown(url, here));
    html! {
        section.cd-part id=(id) aria-labelledby={ (id) "-title" } {
            header.cd-part-head {
                @if let Some(picture) = picture { img src=(picture) alt="" loading="lazy" decoding="async"; }
                div {
                    h2 id={ (id) "-title" } dir="auto" {
                        (section.title) @if section.draft { (marks::draft()) }
                    }
                    p.cd-facts lang="en" { (count(section.all_lessons().len(), "lesson", "lessons")) }
                }
            }
            (lessons(draw, here, section))
            @for inner in &section.inner {
                div.cd-subpart {
                    h3 dir="auto" {
                        (inner.title) @if inner.draft { (marks::draft()) }
                        span.cd-facts lang="en" { (count(inner.lessons.len(), "lesson", "lessons")) }
                    }
                    (lessons(draw, here, inner))
                }
            }
        }
    }
}

fn lessons(draw: &Draw<'_>, here: Here<'_>, section: &Section) -> Markup {
    html! {
        @if !section.lessons.is_empty() {
            ol.cd-lessons start=(section.lessons.start + 1) {
                @for number in section.lessons.clone() { (item(draw, here, number)) }
            }
        }
    }
}

fn item(draw: &Draw<'_>, here: Here<'_>, number: usize) -> Markup {
    let lesson = &draw.course.lessons[number];
    html! {
        li value=(number + 1) {
            a href=(here.to(Target::Lesson(number))) {
                span.cd-number aria-hidden="true" { (number + 1) }
                span.cd-item-title dir="auto" { (lesson.head.title) }
                span.cd-item-marks {
                    @if let Some(severity) = draw.worst(number) {
                        span class={ "cd-dot is-" (severity) } role="img" aria-label={ "has " (severity) "s" } {}
                    }
                    @if lesson.head.video { " " span.cd-mark lang="en" { "Video" } }
                    @if lesson.head.materials > 0 {
                        " " span.cd-mark lang="en" { (count(lesson.head.materials, "file", "files")) }
                    }
                    (marks::of(lesson))
                }
            }
        }
    }
}

fn dropped(draw: &Draw<'_>) -> Markup {
    let dropped = draw.host.dropped();
    html! {
        @if !dropped.is_empty() {
            section.cd-dropped lang="en" aria-labelledby="cd-dropped" {
                h2 #cd-dropped { "Left out" }
                p { "These addresses are not files of this platform, so they were dropped without a word:" }
                ul { @for (field, url) in dropped { li { code { (field) } " " (url) } } }
            }
        }
    }
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

impl Draw<'_> {
    /// The worst that was found in a lesson; what is only worth knowing does not count.
    pub(super) fn worst(&self, lesson: usize) -> Option<Severity> {
        let findings = self.course.lessons.get(lesson)?.findings.iter();
        let severities =
            findings.filter_map(|&at| self.course.findings.get(at)).map(|finding| finding.severity);
        severities.max().filter(|&severity| severity > Severity::Info)
    }
}
