//! The plan as text: what an import of this course creates, uploads and omits.

use std::path::Path;

use serde::Serialize;

use crate::diagnostic::render::one_line;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Course, Visibility};

use crate::cli::leftovers;
use crate::cli::output::terminal::STRONG;
use crate::size;
use crate::source::Scan;
use crate::sync::versions::{assignment_of, quiz_of};

/// What has to be uploaded.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Uploads {
    pub files: usize,
    pub bytes: u64,
    /// Files that the location has already.
    pub known: usize,
}

/// What a first import makes.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Creates {
    categories: usize,
    subcategories: usize,
    lessons: usize,
    drafts: usize,
}

impl Creates {
    pub(super) fn of(course: &Course) -> Self {
        Self {
            categories: course.categories.len(),
            subcategories: course.categories.iter().map(|category| category.subcategories.len()).sum(),
            lessons: course.lessons().count(),
            drafts: course.lessons().filter(|lesson| lesson.visibility == Visibility::Draft).count(),
        }
    }
}

/// What is sent after a first import, because the import has no place for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Rest {
    pub quizzes: usize,
    pub assignments: usize,
}

impl Rest {
    pub(super) fn of(course: &Course) -> Self {
        Self {
            quizzes: course.lessons().filter(|lesson| quiz_of(lesson).is_some()).count(),
            assignments: course.lessons().filter(|lesson| assignment_of(lesson).is_some()).count(),
        }
    }
}

/// The plan of one course.
pub(super) fn words(folder: &Path, course: &Course, uploads: &Uploads, scan: &Scan, rest: Rest) -> String {
    let mut lines = vec![
        format!("{STRONG}{}{STRONG:#} ({})", course.title, folder.display()),
        format!("  creates  {}", outline(course)),
        format!("  uploads  {}", files(course, uploads)),
    ];
    if !scan.outside.is_empty() {
        let all: Vec<String> =
            scan.outside.iter().map(|path| format!("`{}`", one_line(path.as_str()))).collect();
        let number = size::count(all.len(), "file", "files");
        lines.push(format!("  outside  {number} from outside the course: {}", all.join(", ")));
    }
    if rest != Rest::default() {
        let counts = [(rest.quizzes, "quiz", "quizzes"), (rest.assignments, "assignment", "assignments")];
        let counts = counts.into_iter().filter(|(number, ..)| *number > 0);
        let counts: Vec<String> = counts.map(|(number, one, many)| size::count(number, one, many)).collect();
        lines.push(format!("  sends    {}, after the import", counts.join(", ")));
    }
    if let Some(lost) = lost(&scan.diagnostics, rest.quizzes > 0) {
        lines.push(format!("  omits    {lost}"));
    }
    if let Some(left) = leftovers::part(&scan.leftovers) {
        lines.push(format!("  skips    {left}"));
    }
    lines.join("\n")
}

/// The plan of a course in a line.
pub(super) fn line(creates: Creates, uploads: Uploads) -> String {
    let lessons = size::count(creates.lessons, "lesson", "lessons");
    let files = match uploads.files {
        0 => String::new(),
        number => {
            format!(", uploads {}, {}", size::count(number, "file", "files"), size::bytes(uploads.bytes))
        }
    };
    format!("imports {lessons}{files}")
}

fn outline(course: &Course) -> String {
    let Creates { categories, subcategories, lessons, drafts } = Creates::of(course);
    let parts = [
        (categories, "category", "categories"),
        (subcategories, "sub-category", "sub-categories"),
        (lessons, "lesson", "lessons"),
    ];
    let counts: Vec<String> = parts
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, many)| size::count(number, one, many))
        .collect();
    let drafts =
        if drafts > 0 { format!(" ({})", size::count(drafts, "draft", "drafts")) } else { String::new() };
    format!("{}{drafts}", counts.join(", "))
}

fn files(course: &Course, uploads: &Uploads) -> String {
    let packed = course.files.values().filter(|file| file.packing.is_packed()).count();
    let mut words = match uploads.files {
        0 => "nothing".to_owned(),
        number => format!("{}, {}", size::count(number, "file", "files"), size::bytes(uploads.bytes)),
    };
    if uploads.files > 0 && packed > 0 {
        words = format!("{words}, {packed} zipped");
    }
    if uploads.known > 0 {
        words = format!("{words}; {} already uploaded", size::count(uploads.known, "file", "files"));
    }
    words
}

/// What an import omits, with counts; `has_quizzes` where an update sent the questions behind it.
pub(super) fn lost(findings: &[Diagnostic], has_quizzes: bool) -> Option<String> {
    const KINDS: &[(Code, &str, &str)] = &[
        (
            Code::InternalLinkDropped,
            "links between lessons (in 1 lesson)",
            "links between lessons (in {} lessons)",
        ),
        (Code::NotALesson, "links to pages that are not lessons", "links to pages that are not lessons ({})"),
        (Code::QuizQuestionsNotImported, "the questions of a quiz", "the questions of {} quizzes"),
        (Code::CaptionsNotImported, "a captions file", "{} captions files"),
        (Code::UnsupportedVideoHost, "a video on an unsupported host", "{} videos on unsupported hosts"),
    ];
    let counted: Vec<String> = KINDS
        .iter()
        .filter(|(code, ..)| !(has_quizzes && *code == Code::QuizQuestionsNotImported))
        .filter_map(|(code, one, many)| match findings.iter().filter(|found| found.code == *code).count() {
            0 => None,
            1 => Some((*one).to_owned()),
            number => Some(many.replace("{}", &number.to_string())),
        })
        .collect();
    (!counted.is_empty()).then(|| counted.join(", "))
}
