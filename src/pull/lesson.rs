//! A lesson of the platform as a Markdown file.

use serde_json::Value;

use super::inert::{self, is_of_web};
use super::there::Extras;
use super::{locks, quiz, text};
use crate::html::canonical::canonical;
use crate::markdown::read_back;
use crate::model::{Question, Title, Visibility};
use crate::platform::courses_v3::{Assignment, Lesson, Quiz};
use crate::write::name::Name;
use crate::write::page::Keys;
use text::ReadAs;

/// What a lesson's file depends on besides the lesson.
pub(crate) struct Placed<'a> {
    /// What the file is called.
    pub name: &'a Name,
    /// Its id in the folder, if it is said.
    pub id: Option<&'a str>,
    /// What learners see of the category that it is in.
    pub category: Visibility,
}

/// A lesson's file.
#[derive(Debug)]
pub(crate) struct Page {
    /// Its front matter.
    pub keys: Keys,
    /// The text below.
    pub markdown: String,
    /// Whether the Markdown means what the platform has, but for what an editor's text loses.
    pub is_exact: bool,
    /// Questions that cannot be asked as files ask them.
    pub dropped_questions: usize,
}

/// Writes a lesson.
pub(super) fn page(lesson: &Lesson, extras: &Extras, placed: &Placed<'_>) -> Page {
    let title = title_of(lesson.title());
    let is_quiz = lesson.content_type() == Some("quiz");
    let (html, below) =
        if is_quiz { quiz::split(lesson.html()) } else { (lesson.html().to_owned(), Vec::new()) };
    let (asked, dropped_questions) = match extras.quizzes.get(lesson.id()) {
        Some((_, questions)) if !questions.is_empty() => quiz::of_platform(questions),
        _ => (below, 0),
    };
    let converted = text::markdown(&html, ReadAs { title: Some(&title), is_quiz });
    let mut markdown = converted.markdown();
    if !asked.is_empty() {
        markdown = with_questions(&markdown, &asked, &title);
    }
    let markdown = inert::markdown(&markdown).into_owned();
    let mut keys = Keys::new();
    if needs_title(&title, placed.name, &markdown, is_quiz) {
        keys.insert("title".to_owned(), title.as_str().into());
    }
    add_visibility(&mut keys, locks::visibility(lesson.visibility()), placed.category);
    add_kind(&mut keys, lesson.content_type(), &placed.name.stem);
    add_picture(&mut keys, lesson.text("posterImage"));
    if let Some((found, _)) = extras.quizzes.get(lesson.id()) {
        add_group(&mut keys, "quiz", quiz_settings(found));
    }
    if let Some(found) = extras.assignments.get(lesson.id()) {
        add_group(&mut keys, "assignment", assignment_settings(found));
    }
    if let Some(id) = placed.id {
        keys.insert("id".to_owned(), id.into());
    }
    if let Some(kept) = locks::of_lesson(lesson) {
        keys.insert(locks::KEY.to_owned(), kept);
    }
    Page { keys, markdown, is_exact: converted.is_exact, dropped_questions }
}

/// A title of the platform as one of ours; what shows nothing has a word instead.
pub(crate) fn title_of(title: &str) -> String {
    let title = Title::new(title).map_or_else(|| "Untitled".to_owned(), Title::into_string);
    inert::title(&title).into_owned()
}

/// Adds whether learners see it, where that is not what its category says.
pub(super) fn add_visibility(keys: &mut Keys, own: Visibility, category: Visibility) {
    if own != category {
        keys.insert("visibility".to_owned(), own.as_str().into());
    }
}

/// Adds a picture that has an address on the web.
pub(super) fn add_picture(keys: &mut Keys, address: Option<&str>) {
    if let Some(address) = address.filter(|address| is_of_web(address)) {
        keys.insert("thumbnail".to_owned(), address.into());
    }
}

/// Whether the title has to be said: by the name alone it would be another, or a heading would be taken for it.
fn needs_title(title: &str, name: &Name, markdown: &str, is_quiz: bool) -> bool {
    let has_words = title.chars().any(char::is_alphabetic);
    is_quiz || !name.gives_title || !has_words || read_back(markdown, None, false).title.is_some()
}

/// Adds the type, where it is not the usual one or the name says another.
fn add_kind(keys: &mut Keys, content_type: Option<&str>, stem: &str) {
    let is_other = |kind: &&str| matches!(*kind, "quiz" | "assignment");
    let kind = content_type.filter(is_other).unwrap_or("video");
    let stem = stem.to_lowercase();
    let is_named = ["quiz", "assignment", "homework"].iter().any(|word| stem.contains(word));
    if kind != "video" || is_named {
        keys.insert("type".to_owned(), kind.into());
    }
}

fn add_group(keys: &mut Keys, name: &str, settings: Keys) {
    if !settings.is_empty() {
        keys.insert(name.to_owned(), Value::Object(settings));
    }
}

fn quiz_settings(quiz: &Quiz) -> Keys {
    let mut settings = Keys::new();
    let is_required = quiz.field("requiredPassingGrade").and_then(Value::as_bool) == Some(true);
    let grade =
        quiz.field("passingGrade").and_then(Value::as_f64).filter(|grade| (0.0..=100.0).contains(grade));
    if let Some(grade) = grade.filter(|_| is_required) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is from 0 to 100")]
        settings.insert("passing_grade".to_owned(), (grade.round() as u8).into());
    }
    add_text(&mut settings, "pass_message", quiz.text("passMessage"));
    add_text(&mut settings, "fail_message", quiz.text("failMessage"));
    settings
}

fn assignment_settings(assignment: &Assignment) -> Keys {
    let mut settings = Keys::new();
    add_text(&mut settings, "introduction", assignment.text("introduction"));
    add_text(&mut settings, "confirm_message", assignment.text("confirmMessage"));
    if assignment.field("ungradedAssignment").and_then(Value::as_bool) == Some(true) {
        settings.insert("graded".to_owned(), false.into());
    }
    settings
}

fn add_text(settings: &mut Keys, key: &str, text: Option<&str>) {
    if let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) {
        settings.insert(key.to_owned(), text.into());
    }
}

/// The questions below a text, so that both are read as they are. A comment keeps a list above them apart.
fn with_questions(markdown: &str, questions: &[Question], title: &str) -> String {
    let written = crate::quiz::markdown(questions);
    let written = written.trim_end();
    if markdown.is_empty() {
        return format!("{written}\n");
    }
    let alone = canonical(&read_back(markdown, Some(title), true).html);
    let joined = |between: &str| format!("{}\n\n{between}{written}\n", markdown.trim_end());
    let is_read = |page: &String| {
        let read = read_back(page, Some(title), true);
        read.questions == questions && canonical(&read.html) == alone
    };
    let mut pages = [joined(""), joined("<!-- -->\n\n")];
    if alone.ends_with("</ol>") {
        pages.reverse();
    }
    let right = pages.iter().position(is_read).unwrap_or_default();
    pages.into_iter().nth(right).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::platform::courses_v3::Id;
    use crate::write::page::with_front_matter;

    fn written(lesson: &Lesson, extras: &Extras, placed: &Placed<'_>) -> String {
        let page = page(lesson, extras, placed);
        with_front_matter(&page.keys, &page.markdown)
    }

    fn lesson(fields: &Value) -> Lesson {
        let mut all = json!({
            "id": "1a", "title": "Mix", "categoryId": "2b", "visibility": "published", "description": "<p>Text.</p>\n",
        });
        all.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        Lesson::from_json(all).unwrap()
    }

    #[track_caller]
    fn check(fields: &Value, name: &str, expected: &str) {
        let lesson = lesson(fields);
        let name = Name { stem: name.to_owned(), gives_title: name == "01-mix" };
        let placed = Placed { name: &name, id: Some("1a"), category: Visibility::Published };
        assert_eq!(written(&lesson, &Extras::default(), &placed), expected);
    }

    #[test]
    fn front_matter_says_what_the_name_does_not() {
        check(&json!({}), "01-mix", "---\nid: 1a\n---\n\nText.\n");
        check(&json!({ "title": "Mix: it" }), "01-mix-it", "---\ntitle: \"Mix: it\"\nid: 1a\n---\n\nText.\n");
        check(
            &json!({ "visibility": "draft", "contentType": "assignment", "description": null }),
            "01-mix",
            "---\nvisibility: draft\ntype: assignment\nid: 1a\n---\n",
        );
        check(
            &json!({ "title": "Quiz day", "contentType": "audio", "posterImage": "https://x.example/a.png" }),
            "01-quiz-day",
            "---\ntitle: Quiz day\ntype: video\nthumbnail: https://x.example/a.png\nid: 1a\n---\n\nText.\n",
        );
        check(
            &json!({ "visibility": "locked", "lockedByPost": "3c", "lockedByCategory": null }),
            "01-mix",
            "---\nid: 1a\nx-platform:\n  visibility: locked\n  lockedByPost: 3c\n---\n\nText.\n",
        );
    }

    #[test]
    fn a_heading_is_not_taken_for_the_title() {
        check(
            &json!({ "description": "<h2 id=\"a\">A</h2>\n<p>b</p>\n" }),
            "01-mix",
            "---\ntitle: Mix\nid: 1a\n---\n\n## A\n\nb\n",
        );
    }

    #[test]
    fn a_quiz_has_its_questions_without_answers() {
        let text = "<ol>\n<li>a</li>\n</ol>\n<ol>\n<li><p>Q?</p>\n<ul>\n<li><input disabled=\"\" type=\"checkbox\"> b</li>\n<li><input disabled=\"\" type=\"checkbox\"> c</li>\n</ul></li>\n</ol>\n";
        check(
            &json!({ "contentType": "quiz", "description": text }),
            "01-mix",
            "---\ntitle: Mix\ntype: quiz\nid: 1a\n---\n\n1. a\n\n<!-- -->\n\n1. Q?\n\n   - [?] b\n   - [?] c\n",
        );
        let quiz = json!({ "id": "7", "title": "Mix", "lessonId": "1a", "requiredPassingGrade": true, "passingGrade": 80, "passMessage": "Well: done", "failMessage": "" });
        let extras = Extras {
            quizzes: [(Id::new("1a").unwrap(), (Quiz::from_json(quiz).unwrap(), vec![]))].into(),
            ..Extras::default()
        };
        let name = Name { stem: "01-mix".to_owned(), gives_title: true };
        let placed = Placed { name: &name, id: Some("1a"), category: Visibility::Draft };
        let lesson = lesson(&json!({ "contentType": "quiz" }));
        assert_eq!(
            written(&lesson, &extras, &placed),
            "---\ntitle: Mix\nvisibility: published\ntype: quiz\nquiz:\n  passing_grade: 80\n  pass_message: \"Well: done\"\nid: 1a\n---\n\nText.\n"
        );
    }
}
