//! The frame of every page: head, top bar, and the elements that scripts fill.
//!
//! The bar is English, whatever the course speaks, and says so. Parts of a page that a live preview
//! replaces when they differ are marked with `data-cd-part`.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::diagnostic::{Severity, render};

use super::address::Here;
use super::assets::Asset;
use super::host::{Kind, Target};
use super::view::Course;
use super::view_menu;

/// A page without its frame.
pub(super) struct Page<'a> {
    pub here: Here<'a>,
    /// The title of the window, before the course's.
    pub title: &'a str,
    /// The course it belongs to, if it belongs to one.
    pub course: Option<&'a Course>,
    /// Classes of the frame.
    pub class: &'static str,
    /// The lesson it shows.
    pub lesson: Option<usize>,
    /// The sidebar.
    pub side: Option<Markup>,
    pub main: Markup,
    /// Whether the page is about the course's own words, and speaks their language.
    pub is_course: bool,
}

impl Page<'_> {
    /// The whole document.
    pub fn draw(self) -> String {
        let Page { here, title, course, class, lesson, side, main, is_course } = self;
        let language = course.and_then(|course| language(course)).filter(|_| is_course);
        let whole_title = match course.map(|course| course.body.title.as_str()) {
            Some(course) if !course.is_empty() && course != title => format!("{title} · {course}"),
            _ => title.to_owned(),
        };
        let kind = here.host.kind();
        let next = |by: isize| {
            let count = course.map_or(0, |course| course.lessons.len());
            let to = match lesson {
                Some(lesson) => lesson.checked_add_signed(by).filter(|&to| to < count),
                // From the course's own page, the first lesson is next.
                None => (is_course && by > 0 && count > 0).then_some(0),
            };
            to.map(|to| here.to(Target::Lesson(to)))
        };
        let (previous, next) = (next(-1), next(1));
        let version = if let Kind::Live(version) = &kind { Some(version.as_str()) } else { None };
        let index = course.map(|_| here.to(Target::Index));
        let root = Some(here.to_path("")).filter(|root| !root.is_empty()).unwrap_or_else(|| "./".to_owned());
        let asset = |asset| here.to(Target::Asset(asset));
        html! {
            (DOCTYPE)
            html lang=(language.unwrap_or("en")) dir=(direction(language)) class="cd" {
                head {
                    meta charset="utf-8";
                    @if kind == Kind::Static {
                        meta http-equiv="Content-Security-Policy" content=(STATIC_POLICY);
                        meta name="generator" content=(concat!("coursedir ", env!("CARGO_PKG_VERSION")));
                    }
                    meta name="referrer" content="no-referrer";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (whole_title) }
                    link rel="icon" type="image/svg+xml" href=(asset(Asset::Icon));
                    link rel="stylesheet" href=(asset(Asset::Style));
                    @if let Some(previous) = &previous { link rel="prev" href=(previous); }
                    @if let Some(next) = &next { link rel="next" href=(next); }
                    script src=(asset(Asset::Theme)) {}
                    script src=(asset(Asset::Page)) defer {}
                    script src=(asset(Asset::Search)) defer {}
                    @if version.is_some() {
                        script src=(asset(Asset::Live)) defer {}
                        script src=(asset(Asset::Quiz)) defer {}
                    }
                    @if version.is_some() { script src=(asset(Asset::Author)) defer {} }
                    // After live reload, which compares parts of the page as they were sent.
                    script src=(asset(Asset::Reading)) defer {}
                }
                body class=(format!("cd-{class}"))
                    data-cd-course=[course.map(|course| &course.body.title)]
                    data-cd-address=[course.zip(lesson).map(|(course, lesson)| &course.lessons[lesson].address)]
                    data-cd-version=[version]
                    data-cd-events=[version.map(|_| here.to_path("events"))]
                    data-cd-secret=[here.host.secret()]
                    data-cd-fixes=[here.host.secret().map(|_| here.to_path("fix"))]
                    data-cd-index=[index]
                    data-cd-root=(root) {
                    a.cd-skip href="#cd-main" lang="en" { "Skip to content" }
                    (bar(here, course, side.is_some()))
                    div.cd-frame {
                        @if let Some(side) = side { (side) }
                        main #cd-main tabindex="-1" { (main) }
                    }
                    (help(lesson.is_some() || is_course))
                    @if course.is_some() && kind != Kind::Sandbox { (view_menu::menu()) }
                }
            }
        }
        .into_string()
    }
}

/// What a page may load and do. Lessons carry small styles of their own; scripts are ours alone. A page shows itself
/// in a frame of a phone's width; no other site may frame it.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
     img-src 'self' https: data:; media-src 'self' https:; frame-src 'self' https:; connect-src 'self'; \
     object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// The policy of an export, which has no server to send it. `file:` is what `'self'` is for a page that
/// was opened from a disk.
const STATIC_POLICY: &str = "default-src 'none'; script-src 'self' file:; style-src 'self' 'unsafe-inline' file:; \
     img-src 'self' https: data: file:; media-src 'self' https: file:; frame-src https: file:; object-src 'none'; \
     base-uri 'none'; form-action 'none'";

fn bar(here: Here<'_>, course: Option<&Course>, has_side: bool) -> Markup {
    let home =
        if here.host.has_course_list() || course.is_none() { Target::CourseList } else { Target::Course };
    let kind = here.host.kind();
    html! {
        header.cd-bar lang="en" dir="ltr" {
            a.cd-brand href=(here.to(home)) aria-label=(home_label(home, &kind)) {
                (PreEscaped(MARK))
                span.cd-brand-name { "coursedir" }
            }
            @if has_side {
                a.cd-to-outline href="#cd-outline" { (PreEscaped(LINES)) span { "Outline" } }
            }
            @if course.is_some_and(|course| !course.lessons.is_empty()) { (search()) }
            span.cd-space {}
            @if let Some(course) = course.filter(|_| kind != Kind::Sandbox) { (badge(here, course)) }
            @if matches!(kind, Kind::Live(_)) {
                span.cd-status data-cd-status="" role="status" { "" }
            }
            @if course.is_some() && kind != Kind::Sandbox { (view_menu::button()) }
            button.cd-icon type="button" data-cd-theme="" hidden aria-label="Toggle dark mode" title="Toggle dark mode" {
                (PreEscaped(SUN))
            }
            button.cd-icon type="button" data-cd-help="" hidden aria-label="Keys" title="Keys (?)" { "?" }
        }
    }
}

fn home_label(home: Target<'_>, kind: &Kind) -> &'static str {
    match (home, kind) {
        (Target::CourseList, Kind::Sandbox) => "coursedir sandbox: all courses",
        (Target::CourseList, _) => "coursedir preview: all courses",
        _ => "coursedir preview: the course",
    }
}

/// The field that scripts bring to life; without them it is not there.
fn search() -> Markup {
    html! {
        div.cd-search data-cd-search="" role="search" hidden {
            input #cd-query type="search" placeholder="Search" aria-label="Search the course" role="combobox"
                aria-expanded="false" aria-controls="cd-results" aria-autocomplete="list" autocomplete="off"
                spellcheck="false" enterkeyhint="search";
            kbd aria-hidden="true" { "/" }
            div.cd-results #cd-results role="listbox" aria-label="Search results" hidden {}
            span.cd-unseen data-cd-found="" role="status" {}
        }
    }
}

/// How many findings there are, on every page; where there is little room, how many of the worst.
fn badge(here: Here<'_>, course: &Course) -> Markup {
    let worst = course.findings.iter().map(|finding| finding.severity).max();
    let (first, others): (Vec<_>, Vec<_>) = course
        .findings
        .iter()
        .filter(|finding| finding.severity > Severity::Info)
        .partition(|finding| Some(finding.severity) == worst);
    html! {
        a class={ "cd-badge " (level(worst)) } data-cd-part="badge" href=(here.to(Target::Findings))
            title="All findings" {
            span.cd-dot aria-hidden="true" {}
            span {
                (render::count(first).unwrap_or_else(|| "No problems".to_owned()))
                @if let Some(more) = render::count(others) { span.cd-badge-more { ", " (more) } }
            }
        }
    }
}

fn level(worst: Option<Severity>) -> &'static str {
    match worst {
        Some(Severity::Error) => "is-error",
        Some(Severity::Warning) => "is-warning",
        Some(Severity::Info) | None => "is-fine",
    }
}

fn help(has_lessons: bool) -> Markup {
    html! {
        dialog.cd-help data-cd-keys="" lang="en" dir="ltr" aria-labelledby="cd-keys-title" {
            h2 #cd-keys-title { "Keys" }
            dl {
                @if has_lessons {
                    div { dt { kbd { "j" } " " kbd { "→" } } dd { "next lesson" } }
                    div { dt { kbd { "k" } " " kbd { "←" } } dd { "previous lesson" } }
                }
                div { dt { kbd { "/" } } dd { "search titles and text" } }
                div { dt { kbd { "↑" } " " kbd { "↓" } " " kbd { "Enter" } } dd { "select a result" } }
                div { dt { kbd { "t" } } dd { "toggle dark mode" } }
                div { dt { kbd { "?" } } dd { "this help" } }
                div { dt { kbd { "Esc" } } dd { "close" } }
            }
            button.cd-button type="button" data-cd-close="" { "Close" }
        }
    }
}

/// The course's language as a tag that HTML knows; the name of a folder may be anything.
pub(super) fn language(course: &Course) -> Option<&str> {
    let language = course.language.as_deref()?;
    let mut parts = language.split('-');
    let first = parts.next().unwrap_or_default();
    let is_tag = (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
    is_tag.then_some(language)
}

/// Languages that are written from right to left.
const RIGHT_TO_LEFT: &[&str] =
    &["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "syr", "ug", "ur", "yi"];

fn direction(language: Option<&str>) -> &'static str {
    let Some(language) = language.map(str::to_ascii_lowercase) else { return "ltr" };
    let mut parts = language.split('-');
    let first = parts.next().unwrap_or_default();
    let script = parts.find(|part| part.len() == 4);
    let is_rtl = match script {
        Some(script) => matches!(script, "arab" | "hebr" | "thaa" | "syrc" | "nkoo"),
        None => RIGHT_TO_LEFT.contains(&first),
    };
    if is_rtl { "rtl" } else { "ltr" }
}

/// A book that is open.
const MARK: &str = r#"<svg width="22" height="22" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path fill="currentColor" d="M12 6.6C10 4.9 6.9 4.2 3 4.5v13.6c3.9-.3 7 .4 9 2.1 2-1.7 5.1-2.4 9-2.1V4.500c-3.900-.3-7 .4-9 2.100zm-1.200 10.300c-1.600-.8-3.600-1.200-5.800-1.200V6.400c2.500 0 4.500.6 5.800 1.800v8.700zm8.200-1.200c-2.200 0-4.200.4-5.800 1.200V8.200c1.300-1.200 3.300-1.800 5.800-1.800v9.300z"/></svg>"#;

/// The lines of a list.
const LINES: &str = r#"<svg width="20" height="20" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path fill="currentColor" d="M3 5h18v2H3zm0 6h18v2H3zm0 6h12v2H3z"/></svg>"#;

const SUN: &str = r#"<svg width="18" height="18" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path fill="currentColor" d="M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 16V5a7 7 0 0 1 0 14z"/></svg>"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_tags_of_languages_become_the_pages_language() {
        for (named, tag, way) in [
            ("de", Some("de"), "ltr"),
            ("pt-BR", Some("pt-BR"), "ltr"),
            ("ar", Some("ar"), "rtl"),
            ("az-Arab", Some("az-Arab"), "rtl"),
            ("ur-Latn-PK", Some("ur-Latn-PK"), "ltr"),
            ("english", None, "ltr"),
            ("\"><script>", None, "ltr"),
        ] {
            let course = Course { language: Some(named.to_owned()), ..Course::default() };
            assert_eq!((language(&course), direction(language(&course))), (tag, way), "{named}");
        }
    }
}
