//! Quizzes: their pages are read once more, when it is known that they are quizzes.

use super::page::Pages;
use super::plan::Plan;
use super::read;
use crate::fs::Root;
use crate::markdown::Tools;
use crate::model::LessonKind;

/// Reads the pages of all quizzes of a plan as such.
pub(super) fn read(root: &Root, tools: Tools, plan: &Plan, pages: &mut Pages) {
    for lesson in plan.lessons().filter(|lesson| lesson.kind == LessonKind::Quiz) {
        let Some(file) = lesson.of.page() else { continue };
        let Some(page) = pages.get(file) else { continue };
        // What could not be read has no text.
        if page.source.text.is_empty() {
            continue;
        }
        let quiz = read::as_quiz(root, tools, page);
        pages.replace(file, quiz);
    }
}
