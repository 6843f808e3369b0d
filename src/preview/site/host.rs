//! The site as the pages' host.

use std::time::UNIX_EPOCH;

use super::entry::{Entry, Snapshot};
use crate::model::{CoursePath, Question};
use crate::pages::{self, Context, File, Host, Kind, Target, Trial};
use crate::preview::author::Author;

/// A course's place on the site.
pub(in crate::preview) struct Place<'a> {
    pub snapshot: &'a Snapshot,
    pub entry: &'a Entry,
    pub kind: Kind,
    /// The author, if the pages are theirs alone.
    pub author: Option<&'a Author>,
}

impl<'a> Place<'a> {
    /// What the pages of the course are drawn from.
    pub fn context(&'a self) -> Context<'a> {
        Context { course: &self.entry.pages, host: self }
    }

    /// The ending of what search reads: scripts where no server answers.
    fn data(&self) -> &'static str {
        if self.kind == Kind::Static { "js" } else { "json" }
    }
}

impl Host for Place<'_> {
    fn path(&self, target: Target<'_>) -> String {
        let base = &self.entry.base;
        let address =
            |number: usize| self.entry.pages.lessons.get(number).map_or("", |lesson| lesson.address.as_str());
        match target {
            Target::CourseList => "index.html".to_owned(),
            Target::Course => format!("{base}index.html"),
            Target::Lesson(number) => format!("{base}lessons/{}.html", address(number)),
            Target::Source => format!("{base}body.html"),
            Target::LessonSource(number) => format!("{base}lessons/{}.body.html", address(number)),
            Target::Body => format!("{base}body.json"),
            Target::Findings => format!("{base}findings.html"),
            Target::Explanation(code) => format!("explain/{code}.html"),
            Target::Index => format!("{base}search/index.{}", self.data()),
            Target::Asset(asset) => format!("assets/{}", asset.name()),
            Target::File(path) => format!("{base}{path}"),
        }
    }

    fn file(&self, address: &str) -> Option<File> {
        let file = self.entry.files.of_address(address)?;
        let mut path = self.path(Target::File(&file.encoded()));
        if let Kind::Live(_) = self.kind {
            // A browser keeps a picture that it has shown; one that was replaced needs another address.
            if let Some(state) = state(&file.disk) {
                path.push_str(&state);
            }
        }
        let bytes = (!file.packing.is_packed()).then_some(file.bytes);
        Some(File { path, bytes })
    }

    fn editor(&self, path: &CoursePath, line: usize, column: usize) -> Option<String> {
        let author = self.author?;
        let disk = path.segments().fold(self.entry.root.clone(), |disk, name| disk.join(name));
        // What is at the place of a course that cannot be used has no address.
        (!self.entry.root.as_os_str().is_empty()).then(|| author.editor.address(&disk, line, column))
    }

    fn secret(&self) -> Option<&str> {
        self.author.map(Author::secret)
    }

    fn seconds(&self, address: &str) -> Option<u64> {
        let file = self.entry.files.of_address(address)?;
        self.snapshot.lengths.of(&file.disk)
    }

    fn trial(&self, lesson: usize) -> Option<Trial> {
        // An export is for everybody.
        let Kind::Live(_) = self.kind else { return None };
        let questions = &self.entry.quizzes.get(&lesson)?.questions;
        let address = &self.entry.pages.lessons.get(lesson)?.address;
        Some(Trial {
            answers: format!("{}lessons/{address}.answers.json", self.entry.base),
            is_multiple: questions.iter().map(Question::is_multiple).collect(),
        })
    }

    fn kind(&self) -> Kind {
        self.kind.clone()
    }

    fn has_course_list(&self) -> bool {
        self.snapshot.has_course_list
    }
}

/// The right answers of a quiz with the explanations, as JSON: for its author alone.
pub(in crate::preview) fn answers(entry: &Entry, lesson: usize) -> Option<String> {
    let answer = |question: &Question| {
        let right: Vec<bool> = question.options.iter().map(|option| option.is_right).collect();
        serde_json::json!({ "right": right, "explanation": question.explanation })
    };
    let quiz = entry.quizzes.get(&lesson)?;
    Some(quiz.questions.iter().map(answer).collect::<serde_json::Value>().to_string())
}

/// The page of all courses.
pub(in crate::preview) fn course_list(snapshot: &Snapshot, kind: &Kind) -> String {
    let places: Vec<Place<'_>> = snapshot
        .courses
        .iter()
        .map(|entry| Place { snapshot, entry, kind: kind.clone(), author: None })
        .collect();
    let cards: Vec<pages::Card<'_>> =
        places.iter().map(|place| pages::Card { context: place.context(), note: None }).collect();
    let nothing = Entry::default();
    let host = Place { snapshot, entry: &nothing, kind: kind.clone(), author: None };
    let note = if cards.is_empty() { "This course no longer exists." } else { "" };
    pages::course_list(&host, &cards, note)
}

/// What tells two contents of a file apart.
fn state(disk: &std::path::Path) -> Option<String> {
    let metadata = std::fs::metadata(disk).ok()?;
    let since = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!("?v={:x}-{:x}", since.as_nanos(), metadata.len()))
}
