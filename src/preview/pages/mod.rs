//! The pages that show a course as a learner will see it, drawn from its import body.
//!
//! Pure: a [`Course`] and a [`Host`] in, HTML out. `preview` serves these pages, its export writes them,
//! and the sandbox shows with them what it was sent; so nothing here knows the scanner, the platform's
//! API, or a disk. What a page shows of a lesson is read from the body's own bytes ([`body`]); what
//! stands beside it (findings, addresses, sizes of files) comes from outside.
//!
//! Start at [`Draw`], which has one method a page. A lesson's text is somebody's HTML and is cleaned in
//! [`prose`], whoever cleaned it before. Every id of the pages' own begins with `cd-`, and none of a
//! lesson's does.

pub mod assets;
pub mod body;
mod course;
mod explain;
mod findings;
mod frame;
mod json;
mod lesson;
mod marks;
mod missing;
mod outline;
mod prose;
mod search;
mod shelf;
mod source;
mod text;

use std::sync::Arc;

use crate::course::CoursePath;
use crate::diagnostic::{Code, Diagnostic};

use self::body::{Body, Content, Head};

pub use self::assets::Asset;
pub use self::frame::{ACTIVE, POLICY};
pub use self::search::Index;
pub use self::shelf::Card;

/// A course, and what is said about it.
#[derive(Debug, Default)]
pub struct Course {
    /// What is sent, or was sent.
    pub body: Arc<Body>,
    /// Each lesson of the body, in order.
    pub lessons: Vec<Lesson>,
    /// The language that the author named.
    pub language: Option<String>,
    /// Everything that was found in it.
    pub findings: Vec<Diagnostic>,
    /// The course's path as its author typed it, for places of findings.
    pub prefix: String,
    /// What the body is.
    pub standing: Standing,
}

/// Whether the body is what the course is now.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is.
    #[default]
    Current,
    /// The course cannot be read as it is; this is from before.
    LastGood,
    /// The course cannot be read, and never could.
    Nothing,
}

/// A lesson, and what is said about it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// What lists say of it.
    pub head: Head,
    /// The last part of its address.
    pub address: String,
    /// The file that it was made of, where that is known.
    pub path: Option<CoursePath>,
    /// Which of the course's findings are about it.
    pub findings: Vec<usize>,
    /// The JSON to show instead of what the body says.
    pub instead: Option<Arc<str>>,
    /// Whether what is shown is older than the file, which has errors.
    pub kept: bool,
}

/// A page, or something that a page points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target<'a> {
    /// The list of courses.
    Shelf,
    /// The course.
    Course,
    /// A lesson.
    Lesson(usize),
    /// The JSON of the course.
    Source,
    /// The JSON of a lesson.
    LessonSource(usize),
    /// The whole body, for a program.
    Body,
    /// All findings.
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

    /// What kind of host it is.
    fn kind(&self) -> Kind;

    /// Whether there is a list of courses.
    fn has_shelf(&self) -> bool;

    /// What stands above the course of a sandbox: when it came, and where to.
    fn note(&self) -> Option<String> {
        None
    }

    /// Addresses that the platform dropped: the field, and what it said.
    fn dropped(&self) -> Vec<(String, String)> {
        Vec::new()
    }
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

/// Draws the pages of one course.
#[derive(Clone, Copy)]
pub struct Draw<'a> {
    /// The course.
    pub course: &'a Course,
    /// Who shows it.
    pub host: &'a dyn Host,
}

impl Course {
    /// A course of which nothing is known but its body; its lessons' addresses are their numbers.
    pub fn of(body: Body) -> Self {
        let lessons = body
            .lessons
            .iter()
            .enumerate()
            .map(|(at, post)| Lesson {
                head: post.head.clone(),
                address: (at + 1).to_string(),
                ..Lesson::default()
            })
            .collect();
        Self { body: Arc::new(body), lessons, ..Self::default() }
    }

    /// The JSON of a lesson as it is shown.
    pub fn json(&self, lesson: usize) -> &str {
        let instead = self.lessons.get(lesson).and_then(|lesson| lesson.instead.as_deref());
        instead.unwrap_or_else(|| self.body.json(lesson))
    }

    fn content(&self, lesson: usize) -> Content {
        Content::read(self.json(lesson))
    }
}

impl Draw<'_> {
    /// The page of the course.
    pub fn course(&self) -> String {
        course::page(self)
    }

    /// The page of a lesson; `None` where there is none of this number.
    pub fn lesson(&self, number: usize) -> Option<String> {
        (number < self.course.lessons.len()).then(|| lesson::page(self, number))
    }

    /// The JSON of the course.
    pub fn source(&self) -> String {
        source::page(self, None)
    }

    /// The JSON of a lesson in that of its course.
    pub fn lesson_source(&self, number: usize) -> Option<String> {
        (number < self.course.lessons.len()).then(|| source::page(self, Some(number)))
    }

    /// All findings.
    pub fn findings(&self) -> String {
        findings::page(self)
    }

    /// The page that says that there is no such page.
    pub fn missing(&self) -> String {
        missing::page(self.host, Some(self.course))
    }

    /// What search looks through.
    pub fn index(&self) -> Index {
        Index::of(self)
    }

    /// The whole body as `import --dry-run` prints it.
    pub fn body(&self) -> String {
        json::pretty(self.course.body.text())
    }
}

/// The list of courses.
pub fn shelf(host: &dyn Host, cards: &[Card], note: &str) -> String {
    shelf::page(host, cards, note)
}

/// The page that says that there is no such page, where no course is known.
pub fn missing(host: &dyn Host) -> String {
    missing::page(host, None)
}

/// What a finding means.
pub fn explanation(host: &dyn Host, code: Code) -> String {
    explain::page(host, code)
}
