//! The page of a lesson.

use maud::{Markup, PreEscaped, html};

use super::address::{Here, Link, link, picture};
use super::body::{Content, Material, Section};
use super::frame::Page;
use super::host::{Context, Kind, Target, Task, Trial};
use super::{contents, findings, kinds, marks, outline, prose, tabs};
use crate::size;

/// The page of a lesson.
pub(super) fn page(context: &Context<'_>, number: usize) -> String {
    let here = Here::at(context.host, Target::Lesson(number));
    let lesson = &context.course.lessons[number];
    let body = context.course.content(number);
    let text = prose::clean(&body.description, here);
    let main = html! {
        (tabs::of_lesson(context, here, number, false))
        (findings::of_lesson(context, here, number))
        article.cd-lesson.is-kept[lesson.kept] {
            (crumbs(context, here, number))
            h1 data-cd-part="title" dir="auto" { (lesson.head.title) (marks::of(lesson)) }
            div data-cd-part="facts" { (facts(context, number)) }
            div data-cd-part="video" { (video(&body, here, &lesson.head.title)) }
            (contents::nav(&text.headings))
            @let trial = context.host.trial(number);
            div.cd-prose data-cd-part="prose" dir="auto"
                data-cd-answers=[trial.as_ref().map(|trial| here.to_path(&trial.answers))]
                data-cd-kinds=[trial.as_ref().map(kinds)] {
                (PreEscaped(&text.html))
            }
            @if let Some(task) = context.host.task(number) { (self::task(&task, here)) }
            div data-cd-part="materials" { (materials(&body.post_materials, here)) }
        }
        (pager(context, here, number))
    };
    let side = Some(outline::aside(context, here, Some(number)));
    Page {
        here,
        title: &lesson.head.title,
        course: Some(context.course),
        class: "reading",
        lesson: Some(number),
        side,
        main,
        is_course: true,
    }
    .draw()
}

/// Of each question of a quiz, `m` if several options may be chosen, else `s`.
fn kinds(trial: &Trial) -> String {
    trial.is_multiple.iter().map(|is_multiple| if *is_multiple { 'm' } else { 's' }).collect()
}

/// The way from the course down to the lesson.
fn crumbs(context: &Context<'_>, here: Here<'_>, number: usize) -> Markup {
    let body = &context.course.body;
    let at = body.sections.iter().position(|section| section.all_lessons().contains(&number));
    let inner = at.and_then(|at| {
        let holds = |inner: &&Section| inner.lessons.contains(&number);
        body.sections[at].inner.iter().find(holds).map(|inner| &inner.title)
    });
    let course = here.to(Target::Course);
    html! {
        nav.cd-crumbs data-cd-part="crumbs" aria-label="Breadcrumb" {
            ol {
                @if context.host.has_course_list() {
                    li lang="en" { a href=(here.to(Target::CourseList)) { "Courses" } }
                }
                li { a href=(course) dir="auto" { (body.title) } }
                @if let Some(at) = at {
                    li { a href={ (course) "#" (outline::anchor(at)) } dir="auto" { (body.sections[at].title) } }
                }
                @if let Some(inner) = inner { li { span dir="auto" { (inner) } } }
            }
        }
    }
}

/// What kind of lesson it is, and how long it takes.
fn facts(context: &Context<'_>, number: usize) -> Markup {
    let lesson = &context.course.lessons[number];
    html! {
        @if lesson.head.draft && context.host.kind() != Kind::Sandbox {
            p.cd-banner.cd-platform lang="en" { "Learners do not see this lesson: it is a draft." }
        }
        p.cd-facts.cd-lesson-facts lang="en" dir="ltr" {
            span.cd-kind-name { (kinds::of(lesson).name()) }
            @if let Some(length) = kinds::length(context, number) { " · " (length) }
        }
    }
}

/// The video at the top; the lesson's picture where there is none. The platform shows a player above each lesson.
fn video(content: &Content, here: Here<'_>, title: &str) -> Markup {
    let poster = content.thumbnail_url.as_deref().and_then(|url| picture(url, here));
    html! {
        @if let Some(url) = &content.bucket_video_url {
            @if let Some(Link { address, .. }) = link(url, here) {
                video.cd-video controls playsinline preload="metadata" src=(address) poster=[poster.as_deref()]
                    aria-label={ "Video: " (title) } {
                    p lang="en" { "This browser cannot play the file: " a href=(address) { "open the file" } "." }
                }
                @if let Some(poster) = poster { img.cd-cover.cd-on-paper src=(poster) alt="" loading="lazy"; }
            } @else {
                p.cd-note lang="en" { "Video not found: " code { (url) } }
            }
        } @else if let Some(address) = poster {
            img.cd-cover src=(address) alt="" decoding="async";
        }
        @if content.bucket_video_url.is_none() {
            div.cd-empty-player lang="en" { "The platform shows an empty player here." }
        }
    }
}

fn materials(materials: &[Material], here: Here<'_>) -> Markup {
    html! {
        @if !materials.is_empty() {
            section.cd-materials aria-labelledby="cd-materials" {
                h2 #cd-materials lang="en" dir="ltr" { "Materials" }
                ul { @for material in materials { li { (self::material(material, here)) } } }
            }
        }
    }
}

fn material(material: &Material, here: Here<'_>) -> Markup {
    let facts = |bytes: Option<u64>| {
        html! {
            span.cd-kind aria-hidden="true" { (material.kind) }
            span.cd-material-title dir="auto" { (material.title) }
            span.cd-facts lang="en" dir="ltr" {
                (material.kind.to_uppercase())
                @if let Some(bytes) = bytes { " · " (size::bytes(bytes)) }
            }
        }
    };
    html! {
        @match link(&material.url, here) {
            Some(Link { address, file: Some(file) }) => {
                a.cd-material href=(address) download { (facts(file.bytes)) }
            }
            Some(Link { address, file: None }) => {
                a.cd-material href=(address) rel="noopener noreferrer" { (facts(None)) }
            }
            None => { span.cd-material.is-missing { (facts(None)) " " span.cd-mark lang="en" { "not found" } } }
        }
    }
}

/// A quiz or assignment with everything in it, the right answers among it: only its owner sees this page.
fn task(task: &Task, here: Here<'_>) -> Markup {
    html! {
        section.cd-task aria-labelledby="cd-task" {
            h2 #cd-task dir="auto" { (task.title) }
            @if !task.introduction.is_empty() {
                div.cd-prose dir="auto" { (PreEscaped(prose::clean(&task.introduction, here).html)) }
            }
            ol {
                @for question in &task.questions {
                    li {
                        p dir="auto" { (question.title) }
                        ul {
                            @for (text, is_right) in &question.options {
                                li dir="auto" { (text) @if *is_right { " " span.cd-mark lang="en" { "correct" } } }
                            }
                        }
                        @if !question.explanation.is_empty() { p.cd-note dir="auto" { (question.explanation) } }
                    }
                }
            }
            @for note in &task.notes { p.cd-note dir="auto" { (note) } }
        }
    }
}

fn pager(context: &Context<'_>, here: Here<'_>, number: usize) -> Markup {
    let step = |to: Option<usize>, class: &str, words: &str| {
        html! {
            @if let Some(to) = to.filter(|&to| to < context.course.lessons.len()) {
                a class=(class) href=(here.to(Target::Lesson(to))) rel=(if class == "cd-next" { "next" } else { "prev" }) {
                    span.cd-facts lang="en" { (words) }
                    span dir="auto" { (context.course.lessons[to].head.title) }
                }
            } @else {
                span {}
            }
        }
    };
    html! {
        nav.cd-pager data-cd-part="pager" aria-label="Previous and next lesson" {
            (step(number.checked_sub(1), "cd-previous", "Previous"))
            (step(Some(number + 1), "cd-next", "Next"))
        }
    }
}
