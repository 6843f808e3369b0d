//! Turns a scan into pages. Lessons with errors keep their last valid version.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::fs;
use crate::model::{Course, CoursePath, Quiz, UpdateSettings};
use crate::source::{SETTINGS_FILES, Scan};

use super::addresses::{self, folder_name};
use super::entry::Entry;
use super::files::Files;
use crate::pages::body::{Body, Content};
use crate::pages::{self, Freshness, Lesson};

/// What is shown of a course that was read. `text` is its import body, empty where there is none.
/// Files that are outside of the course are left out.
pub(super) fn entry(path: &Path, base: String, scan: Scan, text: String, old: Option<&Entry>) -> Entry {
    let Scan { root, assets, course, outside, diagnostics, .. } = scan;
    let old_files = old.map(|old| &old.files);
    let built = course.as_ref().and_then(|course| {
        let body = Body::read(text).ok()?;
        let paths: Vec<&CoursePath> = course.lessons().map(|lesson| &lesson.path).collect();
        (paths.len() == body.lessons.len()).then(|| Built {
            lessons: lessons(&body, &paths, &diagnostics, old),
            body: Arc::new(body),
            language: course.language.clone(),
            files: Files::of(course, &outside),
            quizzes: quizzes(course),
        })
    });
    let is_broken = built.is_none() || diagnostics.iter().any(breaks_everything);
    let was_good = old.filter(|old| old.pages.freshness != Freshness::Nothing);
    let (shown, freshness) = match (built, was_good) {
        (Some(built), None) => (built, Freshness::Current),
        (Some(built), Some(_)) if !is_broken => (built, Freshness::Current),
        (built, Some(old)) => (last_good(old, built.as_ref(), &diagnostics), Freshness::LastGood),
        (None, None) => (nothing(path), Freshness::Nothing),
    };
    let Built { body, lessons, language, mut files, mut quizzes } = shown;
    // What is shown of these is older than their answers.
    quizzes.retain(|&number, _| {
        freshness == Freshness::Current && lessons.get(number).is_some_and(|lesson| !lesson.kept)
    });
    if lessons.iter().any(|lesson| lesson.kept) || freshness == Freshness::LastGood {
        files = files.and_older(old_files);
    }
    let moved = moved(&body, &lessons, old);
    let prefix = path.display().to_string();
    Entry {
        path: path.to_owned(),
        root,
        assets,
        base,
        pages: pages::Course { body, lessons, language, findings: diagnostics, prefix, freshness },
        files,
        quizzes,
        moved,
        index: OnceLock::new(),
    }
}

/// What is shown of a course whose folder cannot be used.
pub(super) fn unusable(path: &Path, base: String, error: &fs::Error, old: Option<&Entry>) -> Entry {
    let message = format!("cannot read the folder: {}", error.source);
    let finding = Diagnostic::new(Code::UnreadableFile, message).at(Place::whole(CoursePath::root()));
    let root = old.map(|old| old.root.clone()).unwrap_or_default();
    let assets = old.and_then(|old| old.assets.clone());
    let scan = Scan {
        root,
        assets,
        course: None,
        outside: Vec::new(),
        diagnostics: vec![finding],
        leftovers: Vec::new(),
        allowed: BTreeSet::new(),
        updates: UpdateSettings::default(),
        targets: Vec::new(),
        links: Vec::new(),
    };
    entry(path, base, scan, String::new(), old)
}

/// A course ready to be shown.
struct Built {
    body: Arc<Body>,
    lessons: Vec<Lesson>,
    language: Option<String>,
    files: Files,
    quizzes: BTreeMap<usize, Quiz>,
}

/// The quizzes with questions, by the numbers of their lessons.
fn quizzes(course: &Course) -> BTreeMap<usize, Quiz> {
    let lessons = course.lessons().enumerate();
    let quizzes = lessons.filter_map(|(number, lesson)| Some((number, lesson.quiz.clone()?)));
    quizzes.filter(|(_, quiz)| !quiz.questions.is_empty()).collect()
}

/// Whether nothing of the course can be trusted: `course.yaml` says what is in it and in which order.
fn breaks_everything(finding: &Diagnostic) -> bool {
    let of_settings = || {
        let path = finding.place.as_ref().map(|place| place.path.as_str());
        path.is_some_and(|path| SETTINGS_FILES.contains(&path))
    };
    finding.severity == Severity::Error
        && matches!(finding.code, Code::InvalidSettings | Code::NotUtf8 | Code::UnreadableFile)
        && of_settings()
}

/// The findings about each file, by their number.
fn by_file(diagnostics: &[Diagnostic]) -> BTreeMap<&CoursePath, Vec<usize>> {
    let mut found: BTreeMap<&CoursePath, Vec<usize>> = BTreeMap::new();
    for (number, diagnostic) in diagnostics.iter().enumerate() {
        if let Some(place) = &diagnostic.place {
            found.entry(&place.path).or_default().push(number);
        }
    }
    found
}

fn has_errors(findings: &[usize], diagnostics: &[Diagnostic]) -> bool {
    findings.iter().any(|&at| diagnostics[at].severity == Severity::Error)
}

/// The lessons of a body; one with errors shows what it was when it had none.
fn lessons(
    body: &Body,
    paths: &[&CoursePath],
    diagnostics: &[Diagnostic],
    old: Option<&Entry>,
) -> Vec<Lesson> {
    let found = by_file(diagnostics);
    let before = old.map(|old| by_path(&old.pages)).unwrap_or_default();
    let addresses = addresses::of_lessons(paths);
    let each = paths.iter().zip(addresses).zip(&body.lessons).enumerate();
    each.map(|(number, ((&path, address), post))| {
        let findings = found.get(path).cloned().unwrap_or_default();
        let is_broken = has_errors(&findings, diagnostics);
        let mut lesson = Lesson {
            head: post.head.clone(),
            address,
            path: Some(path.clone()),
            findings,
            instead: None,
            kept: false,
        };
        if let Some((old, &at)) = old.zip(before.get(path)).filter(|_| is_broken) {
            let was = &old.pages.lessons[at];
            let was_good = was.kept || !has_errors(&was.findings, &old.pages.findings);
            let json = old.pages.json(at);
            if was_good && json != body.json(number) {
                lesson.head = was.head.clone();
                lesson.instead = Some(was.instead.clone().unwrap_or_else(|| json.into()));
                lesson.kept = true;
            }
        }
        lesson
    })
    .collect()
}

fn by_path(course: &pages::Course) -> BTreeMap<&CoursePath, usize> {
    let paths = course.lessons.iter().enumerate();
    paths.filter_map(|(number, lesson)| Some((lesson.path.as_ref()?, number))).collect()
}

/// The course as it was, with what is new and good in its lessons.
fn last_good(old: &Entry, built: Option<&Built>, diagnostics: &[Diagnostic]) -> Built {
    let found = by_file(diagnostics);
    let new: BTreeMap<&CoursePath, (&Lesson, &str)> = built
        .iter()
        .flat_map(|built| {
            built.lessons.iter().enumerate().map(move |(number, lesson)| (built, number, lesson))
        })
        .filter(|(_, _, lesson)| !has_errors(&lesson.findings, diagnostics))
        .filter_map(|(built, number, lesson)| {
            Some((lesson.path.as_ref()?, (lesson, built.body.json(number))))
        })
        .collect();
    let lessons = old.pages.lessons.iter().enumerate().map(|(number, was)| {
        let findings = was.path.as_ref().and_then(|path| found.get(path)).cloned().unwrap_or_default();
        let mut lesson = Lesson { findings, ..was.clone() };
        if let Some((now, json)) = was.path.as_ref().and_then(|path| new.get(path)) {
            lesson.head = now.head.clone();
            lesson.kept = false;
            lesson.instead = (old.pages.body.json(number) != *json).then(|| (*json).into());
        }
        lesson
    });
    Built {
        body: Arc::clone(&old.pages.body),
        lessons: lessons.collect(),
        language: old.pages.language.clone(),
        files: built.map(|built| built.files.clone()).unwrap_or_default(),
        quizzes: BTreeMap::new(),
    }
}

/// A course that never could be read: its name.
fn nothing(path: &Path) -> Built {
    let mut body = Body::default();
    body.title = folder_name(path);
    Built {
        body: Arc::new(body),
        lessons: Vec::new(),
        language: None,
        files: Files::default(),
        quizzes: BTreeMap::new(),
    }
}

/// Where lessons are now whose addresses are gone: those with the same text at an address that is new.
fn moved(body: &Body, lessons: &[Lesson], old: Option<&Entry>) -> addresses::Moved {
    let Some(old) = old else { return addresses::Moved::default() };
    let mut moved = old.moved.clone();
    let before: BTreeSet<&str> = old.pages.lessons.iter().map(|lesson| lesson.address.as_str()).collect();
    let now: BTreeSet<&str> = lessons.iter().map(|lesson| lesson.address.as_str()).collect();
    let gone: Vec<usize> = (0..old.pages.lessons.len())
        .filter(|&at| !now.contains(old.pages.lessons[at].address.as_str()))
        .collect();
    let come: Vec<usize> =
        (0..lessons.len()).filter(|&at| !before.contains(lessons[at].address.as_str())).collect();
    if gone.is_empty() || come.is_empty() {
        return moved;
    }
    let mut by_text: BTreeMap<String, usize> = BTreeMap::new();
    for &at in &come {
        let text = Content::read(body.json(at)).description;
        if !text.is_empty() {
            by_text.entry(text).or_insert(at);
        }
    }
    for &at in &gone {
        let same = by_text.get(&Content::read(old.pages.json(at)).description).copied();
        // One that went and one that came, at the same moment, are one that was renamed and edited.
        let only = (gone.len() == 1 && come.len() == 1).then(|| come[0]);
        if let Some(to) = same.or(only) {
            moved.note(old.pages.lessons[at].address.clone(), lessons[to].address.clone());
        }
    }
    moved
}
