//! Whole small courses in, their lessons as text out.

mod elsewhere;
mod formulas;
mod images;
mod limits;
mod links;
mod materials;
mod named_files;
mod parallel;
mod pictures;
mod sound;
mod thumbnails;
mod unread;
mod unused;
mod videos;

use std::fmt::Write as _;
use std::path::Path;

use tempfile::TempDir;

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Address, Course, CoursePath, Lesson, Video};
use crate::platform::limits;
use crate::source::{Options, Scan, scan};

/// A course on the disk: paths and contents.
type Files<'a> = &'a [(&'a str, &'a str)];

/// Scans a course and compares its lessons and findings with `expected`.
fn check(files: Files<'_>, expected: &str) {
    check_in(&write(files), "", expected);
}

/// The same for a course that is in a folder of what was written.
fn check_in(folder: &TempDir, course: &str, expected: &str) {
    let options = Options { limits: limits(), outside: true, ..Options::default() };
    let scan = scan(&folder.path().join(course), &options).unwrap();
    let (got, expected) = (show(&scan), unindent(expected));
    assert!(got == expected, "got:\n{got}\n\nexpected:\n{expected}");
}

fn write(files: Files<'_>) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        write_file(folder.path(), path, text.as_bytes());
    }
    folder
}

fn write_file(folder: &Path, path: &str, content: &[u8]) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, content).unwrap();
}

/// Takes away the white space that all lines have in common, and the first and last line end.
fn unindent(text: &str) -> String {
    let lines: Vec<&str> = text.trim_end().lines().skip_while(|line| line.trim().is_empty()).collect();
    let indented = lines.iter().filter(|line| !line.trim().is_empty());
    let indent = indented.map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    let cut = lines.iter().map(|line| line.get(indent..).unwrap_or_default());
    cut.collect::<Vec<_>>().join("\n")
}

fn show(scan: &Scan) -> String {
    let mut out = String::new();
    if let Some(course) = &scan.course {
        show_course(&mut out, course);
    }
    scan.diagnostics.iter().for_each(|diagnostic| show_diagnostic(&mut out, diagnostic));
    out.trim_end().to_owned()
}

fn show_course(out: &mut String, course: &Course) {
    if let Some(image) = &course.image {
        writeln!(out, "image {}", address(image)).unwrap();
    }
    for category in &course.categories {
        if let Some(image) = &category.head.thumbnail {
            writeln!(out, "category {}: thumbnail {}", category.head.path, address(image)).unwrap();
        }
    }
    course.lessons().for_each(|lesson| show_lesson(out, lesson));
    let packed = course.files.iter().filter(|(_, file)| file.packing != crate::model::Packing::AsIs);
    packed.for_each(|(path, file)| writeln!(out, "{:?} {path}", file.packing).unwrap());
}

fn show_lesson(out: &mut String, lesson: &Lesson) {
    writeln!(out, "{}", lesson.path).unwrap();
    match &lesson.video {
        Some(Video::File(file)) => {
            writeln!(out, "  video {} ({:?})", address(file), lesson.origins.video.unwrap()).unwrap();
        }
        Some(Video::Embed(player)) => writeln!(out, "  embed {player}").unwrap(),
        None => {}
    }
    for material in &lesson.materials {
        writeln!(out, "  {} {:?} {}", material.kind, material.title.as_str(), address(&material.address))
            .unwrap();
    }
    if let Some(image) = &lesson.thumbnail {
        writeln!(out, "  thumbnail {}", address(image)).unwrap();
    }
    let mut body = String::new();
    for (html, file) in lesson.body.pieces() {
        body.push_str(html);
        body.extend(file.map(|file| format!("[{file}]")));
    }
    body.trim_end()
        .lines()
        .for_each(|line| writeln!(out, "  |{}{line}", if line.is_empty() { "" } else { " " }).unwrap());
}

fn address(address: &Address) -> String {
    match address {
        Address::Local(path) => path.to_string(),
        Address::Remote(url) => url.clone(),
    }
}

fn show_diagnostic(out: &mut String, diagnostic: &Diagnostic) {
    let Diagnostic { code, severity, message, place, label, help, count: _, fix: _ } = diagnostic;
    let place = place.as_ref().map(|place| {
        let at = place.region.as_ref().map(|region| format!(":{}:{}", region.line, region.column));
        format!("{}{}", place.path, at.unwrap_or_default())
    });
    writeln!(out, "{severity}[{code}] {}: {message}", place.unwrap_or_default()).unwrap();
    if let Some(label) = label.as_ref().filter(|_| *severity == Severity::Error) {
        writeln!(out, "  ^ {label}").unwrap();
    }
    if let Some(help) = help {
        writeln!(out, "  = {help}").unwrap();
    }
}

#[test]
fn every_file_that_is_shown_is_in_the_course() {
    let folder = write(&[("a.md", "Text ![alt](a.png)"), ("a.png", "x"), ("b.png", "x")]);
    let course = scan(folder.path(), &Options::default()).unwrap().course.unwrap();
    assert_eq!(course.files.keys().map(CoursePath::as_str).collect::<Vec<_>>(), ["a.png"]);
}
