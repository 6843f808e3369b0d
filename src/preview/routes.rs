//! The routes of the preview.

use crate::diagnostic::Code;

use super::site::{Entry, LocalFile, Snapshot, decode};
use crate::pages::{self, Asset, Context};

/// What an address leads to.
#[derive(Debug)]
pub(super) enum Route<'a> {
    /// The list of courses.
    CourseList,
    /// A style, script or picture of the pages' own.
    Asset(Asset),
    /// What a finding means.
    Explanation(Code),
    /// One of a course's pages.
    Page(&'a Entry, Page),
    /// Something of a course for a program.
    Data(&'a Entry, Data<'a>),
    /// A file of a course.
    File(&'a LocalFile),
    /// A lesson that is elsewhere now: the number, and whether it is about its JSON.
    Moved(&'a Entry, usize, bool),
    /// Nothing; the course that was meant, as far as one can tell.
    Missing(Option<&'a Entry>),
}

/// The pages of a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    Course,
    Lesson(usize),
    Source,
    LessonSource(usize),
    Findings,
}

/// What programs read of a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Data<'a> {
    Body,
    Index,
    Piece(&'a str),
    /// The right answers of a lesson's quiz, by its number.
    Answers(usize),
}

impl Page {
    /// Draws it; `None` where there is no lesson of this number.
    pub fn draw(self, context: Context<'_>) -> Option<String> {
        match self {
            Self::Course => Some(pages::course(context)),
            Self::Lesson(number) => pages::lesson(context, number),
            Self::Source => Some(pages::source(context)),
            Self::LessonSource(number) => pages::lesson_source(context, number),
            Self::Findings => Some(pages::findings(context)),
        }
    }
}

/// Finds what is at `path`, which begins with a `/` and is encoded.
pub(super) fn find<'a>(snapshot: &'a Snapshot, path: &'a str) -> Route<'a> {
    let path = path.trim_start_matches('/');
    if let Some(name) = path.strip_prefix("assets/") {
        return Asset::named(name).map_or(Route::Missing(None), Route::Asset);
    }
    if let Some(name) = path.strip_prefix("explain/").and_then(|name| name.strip_suffix(".html")) {
        return Code::from_name(name).map_or(Route::Missing(None), Route::Explanation);
    }
    if snapshot.has_course_list && matches!(path, "" | "index.html") {
        return Route::CourseList;
    }
    let entry = snapshot.courses.iter().find(|entry| path.starts_with(&entry.base));
    match entry {
        Some(entry) => in_course(entry, &path[entry.base.len()..]),
        None => Route::Missing(None),
    }
}

fn in_course<'a>(entry: &'a Entry, path: &'a str) -> Route<'a> {
    match path {
        "" | "index.html" => return Route::Page(entry, Page::Course),
        "body.html" => return Route::Page(entry, Page::Source),
        "body.json" => return Route::Data(entry, Data::Body),
        "findings.html" => return Route::Page(entry, Page::Findings),
        "search/index.json" => return Route::Data(entry, Data::Index),
        _ => {}
    }
    if let Some(name) = path.strip_prefix("search/").and_then(|name| name.strip_suffix(".json")) {
        return Route::Data(entry, Data::Piece(name));
    }
    if let Some(name) = path.strip_prefix("lessons/").and_then(|name| name.strip_suffix(".answers.json")) {
        let number = entry.lesson_at(name).filter(|number| entry.quizzes.contains_key(number));
        return number
            .map_or(Route::Missing(Some(entry)), |number| Route::Data(entry, Data::Answers(number)));
    }
    if let Some(name) = path.strip_prefix("lessons/").and_then(|name| name.strip_suffix(".html")) {
        return lesson(entry, name);
    }
    let file = decode(path).and_then(|path| entry.file(&path));
    file.map_or(Route::Missing(Some(entry)), Route::File)
}

fn lesson<'a>(entry: &'a Entry, name: &str) -> Route<'a> {
    let (address, is_source) = name.strip_suffix(".body").map_or((name, false), |name| (name, true));
    if let Some(number) = entry.lesson_at(address) {
        let page = if is_source { Page::LessonSource(number) } else { Page::Lesson(number) };
        return Route::Page(entry, page);
    }
    match entry.moved_from(address) {
        Some(number) => Route::Moved(entry, number, is_source),
        None => Route::Missing(Some(entry)),
    }
}
