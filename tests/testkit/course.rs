//! Courses, each in a folder of its own.

use std::fmt::Write as _;
use std::fs;
use std::ops::Deref;

use super::{Folder, repository};

/// A folder named `course` with a course in it.
pub struct Course(Folder);

impl Deref for Course {
    type Target = Folder;

    fn deref(&self) -> &Folder {
        &self.0
    }
}

impl Course {
    /// An empty folder.
    pub fn empty() -> Self {
        Self(Folder::named("course"))
    }

    /// A course of these files.
    pub fn of(files: &[(&str, &str)]) -> Self {
        let course = Self::empty();
        for (path, text) in files {
            course.write(path, text);
        }
        course
    }

    /// A course of one lesson without files.
    pub fn small() -> Self {
        Self::of(&[
            ("course.yaml", "title: A small course\n"),
            ("01-start/01-hello.md", "# Hello\n\nWords.\n"),
        ])
    }

    /// A course whose one lesson links to so many different files, `file-00.txt` and so on.
    pub fn with_files(number: usize) -> Self {
        let course = Self::small();
        let mut lesson = "# Hello\n\n".to_owned();
        for at in 0..number {
            course.write(&format!("01-start/file-{at:02}.txt"), format!("file number {at}\n"));
            writeln!(lesson, "[File {at}](file-{at:02}.txt)\n").unwrap();
        }
        course.write("01-start/01-hello.md", &lesson);
        course
    }

    /// A copy of the example course.
    pub fn example() -> Self {
        let course = Self::empty();
        course.copy(&repository().join("example-course"), "");
        course
    }

    /// The lock file's text, if there is one.
    pub fn lock(&self) -> Option<String> {
        fs::read_to_string(self.file("coursedir.lock")).ok()
    }

    /// How many uploaded files the lock file names.
    pub fn locked_files(&self) -> usize {
        self.lock().map_or(0, |lock| lock.lines().filter(|line| line.starts_with("file ")).count())
    }
}
