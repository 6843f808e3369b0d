//! The host of the pages: preview, export or sandbox.

use crate::diagnostic::Code;

use super::assets::Asset;
use super::view::Course;
use crate::model::CoursePath;

/// A page, or something that a page points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target<'a> {
    /// The list of courses.
    CourseList,
    Course,
    Lesson(usize),
    /// The JSON of the course.
    Source,
    /// The JSON of a lesson.
    LessonSource(usize),
    /// The whole body, for a program.
    Body,
    Findings,
    /// What a finding means.
    Explanation(Code),
    /// What search looks through.
    Index,
    /// A file of the pages' own.
    Asset(Asset),
    /// A file of the course: its path from the course's root, encoded.
    File(&'a str),
}

/// Who shows the pages.
pub trait Host {
    /// The path of a target from the root of the site, without a `/` at its front.
    fn path(&self, target: Target<'_>) -> String;

    /// The file behind an address in the body, where it is one that the host has.
    fn file(&self, address: &str) -> Option<File>;

    /// The address that opens a file of the course in the author's editor, at a line and column from 1.
    fn editor(&self, path: &CoursePath, line: usize, column: usize) -> Option<String> {
        let _ = (path, line, column);
        None
    }

    /// What a page has to know to ask for a fix to be written.
    fn secret(&self) -> Option<&str> {
        None
    }

    /// How long the video behind an address in the body is, in whole seconds, where its file tells.
    fn seconds(&self, address: &str) -> Option<u64> {
        let _ = address;
        None
    }

    /// What kind of host it is.
    fn kind(&self) -> Kind;

    /// Whether there is a list of courses.
    fn has_course_list(&self) -> bool;

    /// The line above a course of the sandbox: its time and its location.
    fn note(&self) -> Option<String> {
        None
    }

    /// The path of the page where a lesson can be edited by hand, where there is one.
    fn edit(&self, lesson: usize) -> Option<String> {
        let _ = lesson;
        None
    }

    /// What a page needs to know of a quiz that can be tried: where its answers are, and what each question takes.
    fn trial(&self, lesson: usize) -> Option<Trial> {
        let _ = lesson;
        None
    }

    /// The quiz or assignment of a lesson, where the host has one.
    fn task(&self, lesson: usize) -> Option<Task> {
        let _ = lesson;
        None
    }

    /// Addresses that the platform dropped: the field, and what it said.
    fn dropped(&self) -> Vec<(String, String)> {
        Vec::new()
    }
}

/// A quiz or assignment as the platform has it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Task {
    pub title: String,
    /// HTML that somebody wrote: to be cleaned before it is shown.
    pub introduction: String,
    /// What is said in the end, and what it takes to pass.
    pub notes: Vec<String>,
    pub questions: Vec<Question>,
}

/// A quiz that its author can try. Its questions are at the end of the lesson's text; no answer is in the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// The path of the answers from the root of the site, as JSON.
    pub answers: String,
    /// Of each question, whether several options may be chosen.
    pub is_multiple: Vec<bool>,
}

/// A question of a quiz.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Question {
    pub title: String,
    pub explanation: String,
    /// Each option, and whether it is right.
    pub options: Vec<(String, bool)>,
}

/// Kinds of hosts, which differ in what their pages can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A server that says when something changed, and the version that it shows.
    Live(String),
    /// Files, opened from a disk or any server.
    Static,
    /// The embedded platform.
    Sandbox,
}

/// A file of the course as a page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path from the root of the site, encoded.
    pub path: String,
    /// Its size, where it is known.
    pub bytes: Option<u64>,
}

/// A course at its host: what each of its pages is drawn from.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub course: &'a Course,
    /// Who shows it.
    pub host: &'a dyn Host,
}
