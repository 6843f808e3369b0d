//! Small courses for tests: a folder described as text in, its outline or its findings as text out.
//!
//! A line names a file, and after `: ` says what is in it (` | ` begins a new line); deeper lines
//! below `name:` are what is in it, as they are. A file of which nothing is said holds a word, so
//! that a list of names is a course. `name/` is an empty folder, `name -> target` a link.

use std::fmt::Write as _;
use std::path::Path;

use tempfile::TempDir;

use crate::diagnostic::render::concise;
use crate::model::{Course, Lesson, LessonKind, Visibility};
use crate::platform::limits;

use super::rule_context::Rules;
use super::{Options, Scan, scan, scan_with};

/// Compares the outline of a folder: the course's title, and below it categories, sub-categories
/// and lessons, with `[draft]`, `[quiz]` and `[assignment]` where they are that.
#[track_caller]
pub(in crate::source) fn check(folder: &str, expected: &str) {
    check_with(&Options::default(), folder, expected);
}

/// The same, with the caller's options.
#[track_caller]
pub(in crate::source) fn check_with(options: &Options, folder: &str, expected: &str) {
    let (_folder, scan) = read(options, folder);
    assert_eq!(outline(&scan), unindent(expected));
}

/// Compares all that is said of a folder, one line a finding, in the order of files and places.
#[track_caller]
pub(in crate::source) fn findings(folder: &str, expected: &str) {
    findings_with(&Options::default(), folder, expected);
}

/// Compares the files that are in no lesson, each with its kind.
#[track_caller]
pub(in crate::source) fn left(folder: &str, expected: &str) {
    let (_folder, scan) = read(&Options::default(), folder);
    let lines: Vec<String> =
        scan.leftovers.iter().map(|file| format!("{} {}", file.path, file.group.as_str())).collect();
    assert_eq!(lines.join("\n"), unindent(expected));
}

/// The same, with the caller's options.
#[track_caller]
pub(in crate::source) fn findings_with(options: &Options, folder: &str, expected: &str) {
    let (_folder, scan) = read(options, folder);
    assert_eq!(lines(&scan).join("\n"), unindent(expected));
}

/// Compares what rules about the whole course say of a folder, without anything else.
#[track_caller]
pub(crate) fn findings_of(rules: Rules, folder: &str, expected: &str) {
    let home = write(folder);
    let root = home.path().join("course");
    let options = Options { limits: limits(), ..Options::default() };
    let without = lines(&scan(&root, &options).unwrap());
    let with = lines(&scan_with(&root, &options, rules).unwrap());
    let found: Vec<String> = with.into_iter().filter(|line| !without.contains(line)).collect();
    assert_eq!(found.join("\n"), unindent(expected));
}

/// Findings, one line each.
pub(in crate::source) fn lines(scan: &Scan) -> Vec<String> {
    scan.diagnostics.iter().map(|finding| concise::line(finding, "")).collect()
}

/// A folder named `course` in a folder of its own.
pub(in crate::source) fn write(folder: &str) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let course = home.path().join("course");
    std::fs::create_dir(&course).unwrap();
    for (name, content) in files(folder) {
        write_entry(&course, &name, &content);
    }
    home
}

fn read(options: &Options, folder: &str) -> (TempDir, Scan) {
    let home = write(folder);
    let options = Options { limits: limits(), ..options.clone() };
    let scan = scan(&home.path().join("course"), &options).unwrap();
    (home, scan)
}

fn write_entry(course: &Path, name: &str, content: &str) {
    if let Some((link, target)) = name.split_once(" -> ") {
        return write_link(&course.join(link), target);
    }
    let path = course.join(name);
    if name.ends_with('/') {
        return std::fs::create_dir_all(path).unwrap();
    }
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, content).unwrap();
}

#[cfg(unix)]
fn write_link(link: &Path, target: &str) {
    std::fs::create_dir_all(link.parent().unwrap()).unwrap();
    std::os::unix::fs::symlink(target, link).unwrap();
}

#[cfg(not(unix))]
fn write_link(_: &Path, _: &str) {
    panic!("tests with links are for Unix");
}

/// The files that a text describes, with what is in them.
fn files(folder: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in unindent(folder).lines() {
        let content = if line.is_empty() { Some("") } else { line.strip_prefix("    ") };
        match (content, files.last_mut()) {
            (Some(content), Some((_, text))) => {
                text.push_str(content);
                text.push('\n');
            }
            _ => files.extend(file(line)),
        }
    }
    files
}

fn file(line: &str) -> Option<(String, String)> {
    let line = line.trim();
    if line.is_empty() {
        return None;
    }
    let (name, content) = match (line.strip_suffix(':'), line.split_once(": ")) {
        (Some(name), _) => (name, String::new()),
        (None, Some((name, content))) => (name, content.split(" | ").collect::<Vec<_>>().join("\n")),
        (None, None) => (line, "Words.".to_owned()),
    };
    Some((name.to_owned(), content))
}

/// The outline of a course, one line an entry.
pub(in crate::source) fn outline(scan: &Scan) -> String {
    let Some(course) = &scan.course else { return "no course".to_owned() };
    let mut out = String::new();
    write_course(&mut out, course);
    out.trim_end().to_owned()
}

fn write_course(out: &mut String, course: &Course) {
    writeln!(out, "{}", course.title).unwrap();
    for category in &course.categories {
        write_line(out, 1, &category.head.title.to_string(), draft(category.head.visibility));
        category.lessons.iter().for_each(|lesson| write_lesson(out, 2, lesson));
        for below in &category.subcategories {
            // A lesson and a sub-category may have the same title: the slash tells them apart.
            write_line(out, 2, &format!("{}/", below.head.title), draft(below.head.visibility));
            below.lessons.iter().for_each(|lesson| write_lesson(out, 3, lesson));
        }
    }
}

fn write_lesson(out: &mut String, depth: usize, lesson: &Lesson) {
    let kind = match lesson.kind {
        LessonKind::Video => "",
        LessonKind::Assignment => " [assignment]",
        LessonKind::Quiz => " [quiz]",
    };
    write_line(out, depth, lesson.title.as_str(), &format!("{kind}{}", draft(lesson.visibility)));
}

fn draft(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Published => "",
        Visibility::Draft => " [draft]",
    }
}

fn write_line(out: &mut String, depth: usize, title: &str, marks: &str) {
    writeln!(out, "{}{title}{marks}", "  ".repeat(depth)).unwrap();
}

/// Takes away the white space that all lines have in common, and empty lines at both ends.
fn unindent(text: &str) -> String {
    let lines: Vec<&str> = text.trim_end().lines().skip_while(|line| line.trim().is_empty()).collect();
    let full = lines.iter().filter(|line| !line.trim().is_empty());
    let indent = full.map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    let cut = lines.iter().map(|line| line.get(indent..).unwrap_or_default());
    cut.collect::<Vec<_>>().join("\n")
}
