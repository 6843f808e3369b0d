//! The outline at the side: every category, and the lessons of the one that is being read. In a course of
//! ordinary size the others can be opened.
//!
//! It has an upper limit, so that the pages of a course with ten thousand lessons are no larger than
//! those of one with a hundred, and an export of it does not grow with the square. What is left out is
//! a link to the course's page, which has everything.

use std::ops::Range;

use maud::{Markup, html};

use super::address::Here;
use super::body::Section;
use super::host::{Context, Target};
use super::marks;
use super::view_menu::counted;

/// How many categories, and how many lessons of one, are listed whole.
const WHOLE: usize = 60;

/// Of more, how many before and after the one that is being read.
const AROUND: usize = 15;

/// The outline; `current` is the lesson that is being read.
pub(super) fn aside(context: &Context<'_>, here: Here<'_>, current: Option<usize>) -> Markup {
    let body = &context.course.body;
    let course = here.to(Target::Course);
    let open = current
        .and_then(|lesson| body.sections.iter().position(|section| section.all_lessons().contains(&lesson)));
    let shown = window(body.sections.len(), open.unwrap_or(0));
    let outline = Outline { context, here, current, course: &course };
    html! {
        nav.cd-outline #cd-outline data-cd-part="outline" aria-label="Outline" {
            a.cd-outline-title href=(course) aria-current=[current.is_none().then_some("page")] dir="auto" {
                (body.title)
            }
            ol {
                (outline.more(shown.start, "category", "categories", "earlier", 0))
                @for number in shown.clone() {
                    (outline.section(&body.sections[number], number, open == Some(number)))
                }
                (outline.more(body.sections.len() - shown.end, "category", "categories", "more", shown.end))
            }
        }
    }
}

/// The id of a section on the course's page.
pub(super) fn anchor(number: usize) -> String {
    format!("cd-m{}", number + 1)
}

/// The part of a long list around `current`; all of a short one.
fn window(len: usize, current: usize) -> Range<usize> {
    if len <= WHOLE {
        return 0..len;
    }
    let start = current.saturating_sub(AROUND).min(len - 2 * AROUND);
    start..(start + 2 * AROUND + 1).min(len)
}

struct Outline<'a> {
    context: &'a Context<'a>,
    here: Here<'a>,
    current: Option<usize>,
    course: &'a str,
}

impl Outline<'_> {
    fn section(&self, section: &Section, number: usize, is_open: bool) -> Markup {
        let anchor = anchor(number);
        let title = html! {
            span dir="auto" { (section.title) @if section.draft { (marks::draft()) } }
            span.cd-count aria-hidden="true" {
                (counted(section.all_lessons().len(), self.context.course.visible_in(section), |number| number.to_string()))
            }
        };
        html! {
            li.cd-module.cd-draft[section.draft] {
                @if self.context.course.lessons.len() <= WHOLE {
                    details open[is_open] data-cd-open=(anchor) {
                        summary.cd-module-title { (title) }
                        (self.inside(section, &anchor))
                    }
                } @else {
                    a.cd-module-title href={ (self.course) "#" (anchor) } { (title) }
                    @if is_open { (self.inside(section, &anchor)) }
                }
            }
        }
    }

    fn inside(&self, section: &Section, anchor: &str) -> Markup {
        let is_small = section.all_lessons().len() <= WHOLE;
        html! {
            (self.lessons(section.lessons.clone(), anchor, is_small))
            @for inner in &section.inner {
                @let holds = self.current.is_some_and(|lesson| inner.lessons.contains(&lesson));
                div.cd-inner.cd-draft[inner.draft] {
                    span.cd-inner-title dir="auto" { (inner.title) @if inner.draft { (marks::draft()) } }
                    @if is_small || holds { (self.lessons(inner.lessons.clone(), anchor, is_small)) }
                }
            }
        }
    }

    fn lessons(&self, lessons: Range<usize>, anchor: &str, is_small: bool) -> Markup {
        let at = self.current.map_or(0, |current| current.saturating_sub(lessons.start));
        let shown = if is_small { 0..lessons.len() } else { window(lessons.len(), at.min(lessons.len())) };
        html! {
            @if !lessons.is_empty() {
                ol {
                    (self.rest(shown.start, "earlier", anchor))
                    @for lesson in lessons.start + shown.start..lessons.start + shown.end {
                        (self.lesson(lesson))
                    }
                    (self.rest(lessons.len() - shown.end, "more", anchor))
                }
            }
        }
    }

    fn lesson(&self, number: usize) -> Markup {
        let lesson = &self.context.course.lessons[number];
        let is_current = self.current == Some(number);
        html! {
            li class=[lesson.head.draft.then_some("cd-draft")] {
                a href=(self.here.to(Target::Lesson(number))) data-cd-lesson=(lesson.address)
                    aria-current=[is_current.then_some("page")] dir="auto" {
                    (lesson.head.title) (marks::of(lesson))
                    @if let Some(severity) = self.context.course.worst(number) {
                        span class={ "cd-dot is-" (severity) } role="img" aria-label={ "has " (severity) "s" } {}
                    }
                }
            }
        }
    }

    fn more(&self, number: usize, one: &str, many: &str, which: &str, to: usize) -> Markup {
        html! {
            @if number > 0 {
                li.cd-more lang="en" {
                    a href={ (self.course) "#" (anchor(to)) } {
                        "… " (number) " " (which) " " (if number == 1 { one } else { many })
                    }
                }
            }
        }
    }

    fn rest(&self, number: usize, which: &str, anchor: &str) -> Markup {
        html! {
            @if number > 0 {
                li.cd-more lang="en" { a href={ (self.course) "#" (anchor) } { "… " (number) " " (which) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_are_shown_around_the_place_and_short_ones_whole() {
        assert_eq!(window(60, 3), 0..60);
        assert_eq!(window(1000, 0), 0..31);
        assert_eq!(window(1000, 500), 485..516);
        assert_eq!(window(1000, 999), 970..1000);
    }
}
