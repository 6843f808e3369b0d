//! The page of a course.

use std::ops::Range;

use maud::{Markup, html};

use super::address::{Here, picture};
use super::body::Section;
use super::frame::Page;
use super::host::{Context, Target};
use super::view_menu::counted;
use super::{findings, kinds, marks, outline, tabs};
use crate::size::count;

/// The page of the course.
pub(super) fn page(context: &Context<'_>) -> String {
    let here = Here::at(context.host, Target::Course);
    let body = &context.course.body;
    let main = html! {
        (tabs::of_course(context, here, Target::Course))
        (findings::of_course(context, here))
        article.cd-course {
            (hero(context, here))
            @if body.lessons.is_empty() {
                p.cd-note data-cd-part="empty" lang="en" { "No lessons yet." }
            }
            div data-cd-part="modules" {
                @for (number, section) in body.sections.iter().enumerate() {
                    (module(context, here, section, number))
                }
            }
            (dropped(context))
        }
    };
    Page {
        here,
        title: &body.title,
        course: Some(context.course),
        class: "course",
        lesson: None,
        side: None,
        main,
        is_course: true,
    }
    .draw()
}

fn hero(context: &Context<'_>, here: Here<'_>) -> Markup {
    let body = &context.course.body;
    let image = body.image.as_deref().and_then(|url| picture(url, here));
    html! {
        header.cd-hero.has-image[image.is_some()] data-cd-part="hero" {
            div.cd-hero-words {
                @if context.host.has_course_list() {
                    p.cd-up lang="en" { a href=(here.to(Target::CourseList)) { "All courses" } }
                }
                h1 dir="auto" { (body.title) }
                @if !body.description.is_empty() { p.cd-lead dir="auto" { (body.description) } }
                (facts(context))
                @if let Some(instructor) = &body.instructor {
                    div.cd-instructor {
                        span.cd-initials aria-hidden="true" { (marks::initials(&instructor.name)) }
                        div {
                            p dir="auto" { strong { (instructor.name) } }
                            @if !instructor.description.is_empty() { p dir="auto" { (instructor.description) } }
                        }
                    }
                }
                @if !body.lessons.is_empty() {
                    p { a.cd-button.is-main data-cd-start="" href=(here.to(Target::Lesson(0))) lang="en" { "Start the course" } }
                }
                @if let Some(note) = context.host.note() { p.cd-facts lang="en" { (note) } }
            }
            @if let Some(image) = image { img.cd-hero-image src=(image) alt="" decoding="async"; }
        }
    }
}

/// How much there is, and how much of it was read; the browser keeps that.
fn facts(context: &Context<'_>) -> Markup {
    let course = context.course;
    let (lessons, drafts) = (course.lessons.len(), course.drafts());
    let videos = course.lessons.iter().filter(|lesson| lesson.head.video.is_some()).count();
    html! {
        ul.cd-numbers lang="en" {
            li { (count(course.body.sections.len(), "category", "categories")) }
            li { (counted(lessons, course.visible(), lessons_in_words)) }
            @if videos > 0 { li { (count(videos, "video", "videos")) } }
            @if drafts > 0 { li.cd-author { (count(drafts, "draft", "drafts")) } }
            @if let Some(time) = kinds::time(context, 0..lessons) { li { (time) } }
        }
        @if lessons > 0 {
            div.cd-progress data-cd-progress="" lang="en" hidden {
                progress max=(lessons) value="0" aria-label="Lessons read" {}
                span.cd-facts data-cd-progress-text="" {}
            }
        }
    }
}

fn module(context: &Context<'_>, here: Here<'_>, section: &Section, number: usize) -> Markup {
    let id = outline::anchor(number);
    let picture = section.thumbnail.as_deref().and_then(|url| picture(url, here));
    let course = context.course;
    html! {
        section.cd-part.cd-draft[section.draft] id=(id) aria-labelledby={ (id) "-title" } {
            details open data-cd-open=(id) data-cd-fold="" {
                summary.cd-part-head {
                    @if let Some(picture) = picture { img src=(picture) alt="" loading="lazy" decoding="async"; }
                    div {
                        h2 id={ (id) "-title" } dir="auto" {
                            (section.title) @if section.draft { (marks::draft()) }
                        }
                        p.cd-facts lang="en" { (size_of(context, section.all_lessons(), course.visible_in(section))) }
                    }
                }
                (lessons(context, here, section))
                @for inner in &section.inner {
                    div.cd-subpart.cd-draft[inner.draft] {
                        h3 dir="auto" {
                            (inner.title) @if inner.draft { (marks::draft()) }
                            span.cd-facts lang="en" { (size_of(context, inner.lessons.clone(), course.visible_in(inner))) }
                        }
                        (lessons(context, here, inner))
                    }
                }
            }
        }
    }
}

fn lessons_in_words(number: usize) -> String {
    count(number, "lesson", "lessons")
}

/// How many lessons, how many of them learners see, and about how long they take.
fn size_of(context: &Context<'_>, lessons: Range<usize>, visible: usize) -> Markup {
    html! {
        (counted(lessons.len(), visible, lessons_in_words))
        @if let Some(time) = kinds::time(context, lessons) { " · " (time) }
    }
}

fn lessons(context: &Context<'_>, here: Here<'_>, section: &Section) -> Markup {
    html! {
        @if !section.lessons.is_empty() {
            ol.cd-lessons start=(section.lessons.start + 1) {
                @for number in section.lessons.clone() { (item(context, here, number)) }
            }
        }
    }
}

fn item(context: &Context<'_>, here: Here<'_>, number: usize) -> Markup {
    let lesson = &context.course.lessons[number];
    let kind = kinds::of(lesson);
    let thumbnail = lesson.head.thumbnail.as_deref().and_then(|url| picture(url, here));
    html! {
        li class=[lesson.head.draft.then_some("cd-draft")] value=(number + 1) {
            a href=(here.to(Target::Lesson(number))) data-cd-lesson=(lesson.address) {
                span.cd-number aria-hidden="true" { (number + 1) }
                @match thumbnail {
                    Some(thumbnail) => img.cd-thumb src=(thumbnail) alt="" loading="lazy" decoding="async";,
                    None => span class={ "cd-thumb cd-icon-of is-" (kind.class()) } aria-hidden="true" {},
                }
                span.cd-item-words {
                    span.cd-item-title dir="auto" { (lesson.head.title) }
                    span.cd-facts lang="en" dir="ltr" {
                        span.cd-kind-name { (kind.name()) }
                        @if let Some(length) = kinds::length(context, number) { " · " (length) }
                        @if lesson.head.materials > 0 {
                            " · " (count(lesson.head.materials, "file", "files"))
                        }
                    }
                }
                span.cd-item-marks {
                    @if let Some(severity) = context.course.worst(number) {
                        span class={ "cd-dot is-" (severity) } role="img" aria-label={ "has " (severity) "s" } {}
                    }
                    @if lesson.head.draft { (marks::draft()) }
                }
            }
        }
    }
}

fn dropped(context: &Context<'_>) -> Markup {
    let dropped = context.host.dropped();
    html! {
        @if !dropped.is_empty() {
            section.cd-dropped lang="en" aria-labelledby="cd-dropped" {
                h2 #cd-dropped { "Dropped addresses" }
                p { "The platform silently dropped these addresses because it does not host them:" }
                ul { @for (field, url) in dropped { li { code { (field) } " " (url) } } }
            }
        }
    }
}
