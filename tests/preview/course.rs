//! Courses in folders of their own.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A folder that a test may do anything to.
pub struct Course {
    folder: TempDir,
    name: &'static str,
}

impl Course {
    /// An empty folder named `course`.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("course")).unwrap();
        Self { folder, name: "course" }
    }

    /// A copy of the example course.
    pub fn example() -> Self {
        let course = Self::new();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("example-course"), &course.path());
        course
    }

    /// A course of these files.
    pub fn of(files: &[(&str, &str)]) -> Self {
        let course = Self::new();
        for (path, text) in files {
            course.write(path, text);
        }
        course
    }

    /// Its folder. The one above it is the test's own too.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join(self.name)
    }

    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap()
    }

    /// Puts `new` in the place of `old`, which has to be there.
    pub fn edit(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert!(text.contains(old), "{old} in {text}");
        self.write(path, text.replace(old, new));
    }

    pub fn rename(&self, from: &str, to: &str) {
        fs::rename(self.path().join(from), self.path().join(to)).unwrap();
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path().join(path)).unwrap();
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
