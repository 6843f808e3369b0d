//! Folders to import, made for one test.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A course in a folder of its own.
pub struct Course {
    folder: TempDir,
}

impl Course {
    /// A course of one lesson without files.
    pub fn new() -> Self {
        let course = Self { folder: tempfile::tempdir().unwrap() };
        course.write("course.yaml", "title: A small course\n");
        course.write("01-start/01-hello.md", "# Hello\n\nWords.\n");
        course
    }

    /// A course whose one lesson links to so many different files, `file-00.txt` and so on.
    pub fn with_files(number: usize) -> Self {
        let course = Self::new();
        let mut lesson = "# Hello\n\n".to_owned();
        for at in 0..number {
            course.write(&format!("01-start/file-{at:02}.txt"), &format!("file number {at}\n"));
            writeln!(lesson, "[File {at}](file-{at:02}.txt)\n").unwrap();
        }
        course.write("01-start/01-hello.md", &lesson);
        course
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn file(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn write(&self, path: &str, content: &str) {
        let path = self.file(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.file(path)).unwrap();
    }

    /// The lock file's text, if there is one.
    pub fn lock(&self) -> Option<String> {
        fs::read_to_string(self.file("coursedir.lock")).ok()
    }

    /// How many uploaded files the lock file names.
    pub fn locked_files(&self) -> usize {
        self.lock().map_or(0, |lock| lock.matches("[[file]]").count())
    }

    /// Every file below the folder, with its bytes.
    pub fn contents(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        contents(self.path())
    }
}

/// Every file below a folder, with its bytes.
pub fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(contents(&path));
        } else if path.is_file()
            && let Ok(bytes) = fs::read(&path)
        {
            found.insert(path, bytes);
        }
    }
    found
}
