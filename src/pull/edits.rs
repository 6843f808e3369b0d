//! Values of the platform in an author's files: every other letter stays. What cannot be said without more is not done.

use std::borrow::Cow;

use super::inert::{self, is_of_web};
use super::lesson::title_of;
use super::locks;
use super::text::{self, ReadAs};
use crate::commonmark::parse::parse;
use crate::front_matter::{self, Set};
use crate::html::escape::escape;
use crate::html::text::{fold, words};
use crate::model::{LessonKind, TitleFrom};
use crate::platform::courses_v3::{Lesson, Object};
use crate::sync::versions::Field;
use crate::write::page::yaml_text;
use pulldown_cmark::{Event, Tag};

/// A page with the platform's title. `from` is what gave it the title `old`.
pub(crate) fn with_title(page: &str, object: &Object, from: TitleFrom, old: &str) -> Option<String> {
    let title = title_of(object.title());
    if from == TitleFrom::Heading {
        return with_heading(page, &title, old);
    }
    set(page, Set::Title(&title))
}

/// A page that says its title itself.
pub(crate) fn with_own_title(page: &str, title: &str) -> Option<String> {
    set(page, Set::Title(title))
}

/// A page with the platform's visibility.
pub(crate) fn with_visibility(page: &str, object: &Object) -> Option<String> {
    let word = object.text("visibility").unwrap_or_default();
    set(page, Set::Visibility(locks::visibility(word)))
}

/// A page with the platform's type.
pub(crate) fn with_kind(page: &str, lesson: &Lesson) -> Option<String> {
    set(page, Set::Kind(kind_of(lesson.content_type())))
}

/// A page with the platform's picture.
pub(crate) fn with_picture(page: &str, object: &Object) -> Option<String> {
    let address = object.text("posterImage").filter(|address| is_of_web(address))?;
    set(page, Set::Thumbnail(address))
}

/// A page with a number that gives its place among its siblings.
pub(crate) fn with_order(page: &str, number: &str) -> Option<String> {
    set(page, Set::Order(number))
}

/// `course.yaml` with the platform's title or description.
pub(crate) fn with_setting(settings: &str, course: &Object, field: Field) -> Option<String> {
    let fence = "---\n";
    let page = format!(
        "{fence}{settings}{}{fence}",
        if settings.is_empty() || settings.ends_with('\n') { "" } else { "\n" }
    );
    let (title, description) =
        (title_of(course.title()), plain(course.text("description").unwrap_or_default()));
    let edited = match field {
        Field::Title => set(&page, Set::Title(&title))?,
        Field::Text if !description.is_empty() => set(&page, Set::Description(&description))?,
        _ => return None,
    };
    Some(edited.strip_prefix(fence)?.strip_suffix(fence)?.to_owned())
}

/// The type of a lesson with this word of the platform.
pub(crate) fn kind_of(word: Option<&str>) -> LessonKind {
    match word {
        Some("quiz") => LessonKind::Quiz,
        Some("assignment") => LessonKind::Assignment,
        _ => LessonKind::Video,
    }
}

fn set(page: &str, new: Set<'_>) -> Option<String> {
    front_matter::set(page, new, &yaml_text)
}

/// Plain text on one line of what may be HTML.
fn plain(text: &str) -> Cow<'_, str> {
    if text.contains('<') || text.contains('\n') { words(text).into() } else { text.trim().into() }
}

/// The page with other words in the heading that is its title.
fn with_heading(page: &str, title: &str, old: &str) -> Option<String> {
    let source = crate::diagnostic::Source::new(crate::model::CoursePath::root().child("a.md"), page);
    let (_, body) = front_matter::read(&source, &mut Vec::new());
    let mut headings = parse(&page[body.clone()])
        .into_iter()
        .filter(|(event, _)| matches!(event, Event::Start(Tag::Heading { .. })))
        .map(|(_, range)| body.start + range.start..body.start + range.end);
    let range = headings.find(|range| fold(page[range.clone()].to_owned()).contains(old))?;
    let at = range.start + page[range.clone()].find(old)?;
    let html = format!("<p>{}</p>", escape(title));
    let written = text::markdown(&html, ReadAs { title: Some(""), is_quiz: false }).markdown();
    let written = inert::markdown(&written);
    let written = written.trim_end();
    if written.contains('\n') {
        return None;
    }
    Some(format!("{}{written}{}", &page[..at], &page[at + old.len()..]))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn lesson(fields: &serde_json::Value) -> Lesson {
        let mut all = json!({ "id": "1", "title": "New: it*", "categoryId": "2", "visibility": "draft", "description": "" });
        all.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        Lesson::from_json(all).unwrap()
    }

    #[test]
    fn a_title_is_changed_where_it_is() {
        let lesson = lesson(&json!({}));
        let title = |page: &str, from| with_title(page, &lesson, from, "Old");
        assert_eq!(
            title("---\nid: a\n---\n\n# Old {#x}\n\nOld.\n", TitleFrom::Heading).unwrap(),
            "---\nid: a\n---\n\n# New: it* {#x}\n\nOld.\n"
        );
        assert_eq!(title("Old\n===\n\nText\n", TitleFrom::Heading).unwrap(), "New: it*\n===\n\nText\n");
        assert_eq!(
            title("Text.\n", TitleFrom::FileName).unwrap(),
            "---\ntitle: \"New: it*\"\n---\n\nText.\n"
        );
        assert_eq!(title("# *Ol*d\n", TitleFrom::Heading), None);
    }

    #[test]
    fn settings_keep_their_comments() {
        let course = lesson(&json!({ "description": "<p>A &amp; b</p>" }));
        let settings = "# mine\ntitle: Old # here\n";
        assert_eq!(
            with_setting(settings, &course, Field::Title).unwrap(),
            "# mine\ntitle: \"New: it*\" # here\n"
        );
        assert_eq!(
            with_setting(settings, &course, Field::Text).unwrap(),
            "description: A & b\n# mine\ntitle: Old # here\n"
        );
    }
}
