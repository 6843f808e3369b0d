//! The findings: above the page they are about, and all of them on one page.

use maud::{Markup, html};

use super::address::Here;
use super::body::Kind as LessonKind;
use super::explain::inline;
use super::frame::Page;
use super::host::{Context, Kind, Target};
use super::tabs;
use super::view::{Course, Freshness, Lesson};
use crate::diagnostic::{Diagnostic, Place, Region, Severity, render};
use crate::model::is_markdown_extension;
use crate::size::count;

/// More than anyone reads; `check` has all of them.
const SHOWN: usize = 500;

/// How many findings a course page shows above the course; more would push the course out of sight.
const ABOVE_A_COURSE: usize = 3;

/// How much of a long line is shown before the mark, in characters. The mark and its label fit next to it on
/// any page that is not narrow.
const BEFORE: usize = 40;

/// How much of a line is shown, in characters.
const LINE: usize = 240;

/// The findings of a lesson, above it.
pub(super) fn of_lesson(context: &Context<'_>, here: Here<'_>, number: usize) -> Markup {
    let lesson = &context.course.lessons[number];
    let all: Vec<&Diagnostic> =
        lesson.findings.iter().filter_map(|&at| context.course.findings.get(at)).collect();
    let (infos, serious): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|finding| finding.severity == Severity::Info);
    html! {
        div.cd-found data-cd-part="findings" lang="en" dir="ltr" {
            (freshness(context, here))
            @if lesson.kept {
                p.cd-banner.is-error {
                    strong { "This is the last valid version of the lesson." }
                    " It is shown until the errors are fixed."
                }
            }
            (list(&serious, context, here))
            @if !infos.is_empty() {
                details.cd-infos {
                    summary { (count(infos.len(), "note", "notes")) }
                    (list(&infos, context, here))
                }
            }
        }
    }
}

/// The findings that belong to no lesson, above the course.
pub(super) fn of_course(context: &Context<'_>, here: Here<'_>) -> Markup {
    let owners = owners(context.course);
    let own = context.course.findings.iter().zip(&owners).filter(|(_, owner)| owner.is_none());
    let mut serious: Vec<&Diagnostic> =
        own.map(|(finding, _)| finding).filter(|finding| finding.severity > Severity::Info).collect();
    serious.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let (shown, others) = serious.split_at(serious.len().min(ABOVE_A_COURSE));
    html! {
        div.cd-found data-cd-part="findings" lang="en" dir="ltr" {
            (freshness(context, here))
            (list(shown, context, here))
            @if let Some(others) = render::count(others.iter().copied()) {
                p.cd-others { a href=(here.to(Target::Findings)) { "And " (others) " more" } }
            }
        }
    }
}

/// The page of all findings, the worst first.
pub(super) fn page(context: &Context<'_>) -> String {
    let here = Here::at(context.host, Target::Findings);
    let Course { findings, lessons, .. } = context.course;
    let owners = owners(context.course);
    let mut order: Vec<usize> = (0..findings.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(findings[at].severity));
    let total = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let main = html! {
        (tabs::of_course(context, here, Target::Findings))
        article.cd-panel lang="en" dir="ltr" {
            h1 { "Findings" }
            div.cd-found data-cd-part="findings" {
                (freshness(context, here))
                ul.cd-totals {
                    @for (severity, one, many) in [
                        (Severity::Error, "error", "errors"),
                        (Severity::Warning, "warning", "warnings"),
                        (Severity::Info, "info", "infos"),
                    ] {
                        li class={ "is-" (severity) } {
                            strong { (total(severity)) } " " (if total(severity) == 1 { one } else { many })
                        }
                    }
                }
                @if findings.is_empty() { p.cd-note { "No problems found." } }
                @if total(Severity::Error) > 0 {
                    p.cd-note { "Errors stop an import. Fix them before you import the course." }
                }
                @if order.len() > SHOWN {
                    p.cd-note {
                        "The first " (SHOWN) " of " (order.len()) " findings. Run " code { "coursedir check" } " to see all."
                    }
                }
                ol.cd-list {
                    @for &at in order.iter().take(SHOWN) {
                        li {
                            @if let Some(lesson) = owners[at] {
                                p.cd-owner {
                                    "in " a href=(here.to(Target::Lesson(lesson))) dir="auto" {
                                        (lessons[lesson].head.title)
                                    }
                                }
                            }
                            (finding(&findings[at], context, here))
                        }
                    }
                }
            }
        }
    };
    Page {
        here,
        title: "Findings",
        course: Some(context.course),
        class: "panel",
        lesson: None,
        side: None,
        main,
        is_course: false,
    }
    .draw()
}

/// What to know when the course cannot be read.
pub(super) fn freshness(context: &Context<'_>, here: Here<'_>) -> Markup {
    let link = html! { "See the " a href=(here.to(Target::Findings)) { "findings" } "." };
    html! {
        @match context.course.freshness {
            Freshness::Current => {}
            Freshness::LastGood => {
                p.cd-banner.is-error {
                    strong { "The course cannot be read." }
                    " This is its last valid version. " (link)
                }
            }
            Freshness::Nothing => {
                p.cd-banner.is-error { strong { "The course cannot be read." } " " (link) }
            }
        }
    }
}

/// Which lesson each finding is about.
fn owners(course: &Course) -> Vec<Option<usize>> {
    let mut owners = vec![None; course.findings.len()];
    for (number, lesson) in course.lessons.iter().enumerate() {
        for &at in &lesson.findings {
            if let Some(owner) = owners.get_mut(at) {
                *owner = Some(number);
            }
        }
    }
    owners
}

fn list(findings: &[&Diagnostic], context: &Context<'_>, here: Here<'_>) -> Markup {
    html! {
        @if !findings.is_empty() {
            ul.cd-list { @for each in findings.iter().take(SHOWN) { li { (finding(each, context, here)) } } }
        }
    }
}

fn finding(finding: &Diagnostic, context: &Context<'_>, here: Here<'_>) -> Markup {
    let Diagnostic { code, severity, message, place, label, help, count: _, fix } = finding;
    let region = place.as_ref().and_then(|place| place.region.as_ref());
    let region = region.filter(|_| !may_hold_answers(place.as_ref(), context));
    let editor = place.as_ref().and_then(|place| editor(place, context));
    let can_fix = fix.is_some() && context.host.secret().is_some();
    html! {
        div class={ "cd-finding is-" (severity) } {
            p.cd-finding-head {
                strong.cd-severity { (severity) } " "
                a.cd-code href=(here.to(Target::Explanation(*code))) title="What this means" { (code) }
            }
            p.cd-message dir="auto" { (inline(message)) }
            @if let Some(place) = place {
                p.cd-place {
                    code { (self::place(place, context)) }
                    @if let Some(editor) = editor { " " a href=(editor) { "Open in editor" } }
                }
            }
            @if let Some(region) = region { (snippet(region, label.as_deref())) }
            @if let Some(help) = help {
                p.cd-advice {
                    strong { "help: " } (inline(help))
                    @if fix.is_some() { " (run " code { "coursedir check --fix" } ")" }
                }
            }
            @if can_fix {
                p.cd-fix data-cd-scripted-fix="" hidden {
                    button.cd-button type="button" data-cd-fix=(id(&context.course.prefix, finding)) { "Fix…" }
                }
            }
        }
    }
}

/// Whether the lines of a file may tell which answers of a quiz are right, in an export that anyone may read. Questions are in
/// quizzes, and in files of other formats.
fn may_hold_answers(place: Option<&Place>, context: &Context<'_>) -> bool {
    let Some(place) = place.filter(|_| context.host.kind() == Kind::Static) else { return false };
    let is_quiz = |lesson: &Lesson| lesson.head.kind == LessonKind::Quiz;
    let is_of_quiz = context.course.lessons.iter().filter(|lesson| is_quiz(lesson));
    let is_other = !is_markdown_extension(&place.path.extension()) && place.path.stem() != "course";
    is_other || is_of_quiz.into_iter().any(|lesson| lesson.path.as_ref() == Some(&place.path))
}

/// What a page calls a finding: another one of the same course has another name, and so has the same one once its
/// file has changed.
pub(super) fn id(prefix: &str, finding: &Diagnostic) -> String {
    let Diagnostic { code, message, place, fix, .. } = finding;
    let fix = fix.as_ref().map(|fix| (&fix.file, &fix.span, &fix.replaces, &fix.replacement));
    let place = place.as_ref().map(|place| (&place.path, place.region.as_ref().map(|region| &region.span)));
    let all = format!("{prefix:?} {code} {message:?} {place:?} {fix:?}");
    blake3::hash(all.as_bytes()).to_hex()[..24].to_owned()
}

/// The address that opens the place in the author's editor.
fn editor(place: &Place, context: &Context<'_>) -> Option<String> {
    let (line, column) = place.region.as_ref().map_or((1, 1), |region| (region.line, region.column));
    context.host.editor(&place.path, line, column)
}

fn place(place: &Place, context: &Context<'_>) -> String {
    let path = render::path_of(&context.course.prefix, &place.path);
    match &place.region {
        // An export may be read by anyone, anywhere: it says paths inside the course.
        Some(region) if context.host.kind() == Kind::Static => {
            format!("{}:{}:{}", place.path, region.line, region.column)
        }
        Some(region) => format!("{path}:{}:{}", region.line, region.column),
        None if context.host.kind() == Kind::Static => place.path.to_string(),
        None => path,
    }
}

/// The lines of the source with the place marked, and under it what is wrong there.
fn snippet(region: &Region, label: Option<&str>) -> Markup {
    let start = region.span.start.saturating_sub(region.excerpt_start).min(region.excerpt.len());
    let end = region.span.end.saturating_sub(region.excerpt_start).clamp(start, region.excerpt.len());
    let mut at = 0;
    let lines: Vec<(usize, Line<'_>)> = region
        .excerpt
        .split('\n')
        .enumerate()
        .map(|(number, text)| {
            let line = Line::new(text, start.saturating_sub(at), end.saturating_sub(at));
            at += text.len() + 1;
            (region.line + number, line)
        })
        .collect();
    let last = lines.iter().rposition(|(_, line)| line.is_marked).unwrap_or(0);
    html! {
        pre.cd-snippet tabindex="0" {
            @for (index, (number, line)) in lines.iter().enumerate() {
                span.cd-line {
                    span.cd-line-number { (number) }
                    code { (line.before) @if line.is_marked { mark { (line.marked) } } (line.after) }
                }
                @if index == last {
                    @if let Some(label) = label {
                        span.cd-line.cd-label {
                            span.cd-line-number aria-hidden="true" {}
                            code style={ "padding-inline-start:" (line.indent()) "ch" } {
                                span aria-hidden="true" { "↑ " } (inline(label))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A line of a snippet, cut where it is too long.
struct Line<'a> {
    before: String,
    marked: &'a str,
    after: String,
    is_marked: bool,
}

impl<'a> Line<'a> {
    /// `start` and `end` of the mark are in bytes from the line's start, and may be behind its end.
    fn new(text: &'a str, start: usize, end: usize) -> Self {
        let start_here = text.floor_char_boundary(start.min(text.len()));
        let end_here = text.floor_char_boundary(end.min(text.len())).max(start_here);
        let is_marked = start <= text.len() && (end > 0 || start == 0);
        let (before, rest) = text.split_at(start_here);
        let (marked, after) = rest.split_at(end_here - start_here);
        let skipped = before.chars().count().saturating_sub(BEFORE);
        let before = match before.char_indices().nth(skipped) {
            Some((at, _)) if skipped > 0 => format!("…{}", &before[at..]),
            _ => before.to_owned(),
        };
        let marked = &marked[..cut(marked, LINE)];
        let after = match cut(after, LINE.saturating_sub(marked.len())) {
            at if at < after.len() => format!("{}…", &after[..at]),
            _ => after.to_owned(),
        };
        Self { before, marked, after, is_marked }
    }

    fn indent(&self) -> usize {
        self.before.chars().count()
    }
}

/// Where the character number `count` begins, or the end.
fn cut(text: &str, count: usize) -> usize {
    text.char_indices().nth(count).map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Source;
    use crate::model::CoursePath;

    fn drawn(text: &str, marked: &str) -> String {
        let at = text.find(marked).unwrap();
        let place = Source::new(CoursePath::root(), text).place(at..at + marked.len());
        snippet(&place.region.unwrap(), Some("here")).into_string()
    }

    #[test]
    fn the_place_is_marked_in_its_line() {
        let html = drawn("one\nsee [a](b.md) <b>\nthree", "b.md");
        assert!(html.contains("see [a](<mark>b.md</mark>) &lt;b&gt;"), "{html}");
        assert!(html.contains(">2</span>") && html.contains("↑ </span>here"), "{html}");
    }

    #[test]
    fn a_mark_over_lines_is_in_each_of_them() {
        let html = drawn("x aa\nbb\ncc y", "aa\nbb\ncc");
        assert_eq!(html.matches("<mark>").count(), 3, "{html}");
    }

    #[test]
    fn long_lines_are_cut_around_the_mark() {
        let html = drawn(&format!("{0}here{0}", "ä".repeat(5000)), "here");
        assert!(html.len() < 1500 && html.contains("…ä") && html.contains("<mark>here</mark>ä"), "{html}");
    }
}
