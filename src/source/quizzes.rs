//! Quizzes: their pages are read once more, when it is known that they are quizzes, and the files with their questions.
//!
//! A file is named in the front matter (`quiz: {file: questions.gift}`). A page without questions may have one beside
//! it: `03-test.gift` beside `03-test.md`, `quiz.yaml` in a lesson folder. One with a number and without a page is a lesson
//! of its own.

use super::files::tree::{FileId, Tree, fold};
use super::page::{Page, Pages};
use super::plan::{LessonPlan, LessonSource, Plan};
use super::quiz_names::{Named, is_surely_quiz, named};
use super::read;
use crate::diagnostic::{Code, Diagnostic};
use crate::fs::Root;
use crate::markdown::Tools;
use crate::model::{CoursePath, LessonKind};
use crate::quiz::{self, Checked, file, package};

/// Reads the pages of all quizzes of a plan as such.
pub(super) fn read(root: &Root, tools: Tools, tree: &Tree, plan: &Plan, pages: &mut Pages) {
    for lesson in plan.lessons().filter(|lesson| lesson.kind == LessonKind::Quiz) {
        if let LessonSource::Questions(file) = lesson.of {
            let page = alone(root, tools, &tree.files[file].path);
            pages.insert(file, page);
            continue;
        }
        let Some(file) = lesson.of.page() else { continue };
        let Some(page) = pages.get(file) else { continue };
        // What could not be read has no text.
        if page.source.text.is_empty() {
            continue;
        }
        let mut quiz = read::as_quiz(root, tools, page);
        add_file(root, tree, lesson, &mut quiz);
        pages.replace(file, quiz);
    }
}

/// The page of a quiz that is a file of questions and nothing else.
fn alone(root: &Root, tools: Tools, path: &CoursePath) -> Page {
    let mut page = read::empty_quiz(root, tools, path);
    let mut found = Vec::new();
    if let Some(checked) = questions(root, path, &mut found) {
        let own = page.markdown.quiz.get_or_insert_default();
        own.questions.extend(checked.questions);
        own.texts.extend(checked.texts);
    }
    page.diagnostics.append(&mut found);
    page
}

/// Adds the questions of a file behind those of the page.
fn add_file(root: &Root, tree: &Tree, lesson: &LessonPlan, page: &mut Page) {
    let (path, is_named) = match named(page) {
        Named::No => match beside(tree, lesson.of).filter(|_| !has_questions(page)) {
            Some(file) => (tree.files[file].path.clone(), false),
            None => return,
        },
        Named::File(path) => (path, true),
        Named::Nowhere => return page.diagnostics.push(missing(page, "leads out of the course")),
    };
    let is_file = root.open(&path).is_ok_and(|real| root.course_holds(&real));
    if is_named && !is_file {
        return page.diagnostics.push(missing(page, "does not exist"));
    }
    let mut found = Vec::new();
    let Some(checked) = questions(root, &path, &mut found) else {
        return page.diagnostics.append(&mut found);
    };
    // A file that merely has the name of the page may be anything.
    let is_quiz = !checked.questions.is_empty() || is_surely_quiz(&path);
    if !is_named && !is_quiz {
        return;
    }
    page.diagnostics.append(&mut found);
    page.included.push(path);
    let own = page.markdown.quiz.get_or_insert_default();
    own.questions.extend(checked.questions);
    own.texts.extend(checked.texts);
}

/// The questions of a file or a package; none where it is not there to be read.
fn questions(root: &Root, path: &CoursePath, found: &mut Vec<Diagnostic>) -> Option<Checked> {
    if package::is_package(path) {
        let content = read::quiz_package(root, path, found)?;
        return Some(package::read(path, &content, found));
    }
    let source = read::quiz_file(root, path, found)?;
    Some(file::read(&source, found))
}

fn missing(page: &Page, why: &str) -> Diagnostic {
    let file = page.front.quiz.as_ref().and_then(|quiz| quiz.file.as_ref());
    let (name, span) = file.map(|file| (file.value.as_str(), file.span.clone())).unwrap_or_default();
    Diagnostic::new(Code::InvalidQuizFile, format!("the file of questions `{name}` {why}"))
        .at(page.source.place(span))
        .help("write the path of a file in the course, relative to this one")
}

fn has_questions(page: &Page) -> bool {
    page.markdown.quiz.as_ref().is_some_and(|quiz| !quiz.questions.is_empty())
}

/// The file of questions beside a page, by its name.
fn beside(tree: &Tree, of: LessonSource) -> Option<FileId> {
    let page = of.page()?;
    let stem = fold(tree.files[page].path.stem());
    let is_folder = matches!(of, LessonSource::Folder { .. });
    let is_its = |file: FileId, extension: &str| {
        let path = &tree.files[file].path;
        let name = fold(path.stem());
        path.extension() == extension && (name == stem || is_folder && matches!(&*name, "quiz" | "questions"))
    };
    let files = &tree.dirs[tree.files[page].dir].files;
    quiz::file::EXTENSIONS
        .iter()
        .find_map(|extension| files.iter().copied().find(|&file| is_its(file, extension)))
}
