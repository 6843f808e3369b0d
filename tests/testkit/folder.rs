//! Folders that a test may do anything to. They go with the test.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::{Outcome, coursedir};

/// A folder, and the one above it, which holds nothing else.
pub struct Folder {
    above: TempDir,
    path: PathBuf,
}

impl Folder {
    /// An empty folder of this name.
    pub fn named(name: &str) -> Self {
        let above = tempfile::tempdir().unwrap();
        let path = above.path().join(name);
        fs::create_dir(&path).unwrap();
        Self { above, path }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The folder that it is in.
    pub fn above(&self) -> &Path {
        self.above.path()
    }

    pub fn file(&self, path: &str) -> PathBuf {
        self.path.join(path)
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.file(path)).unwrap()
    }

    /// Writes a file, and makes the folders above it.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.file(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// Puts `new` in the place of `old`, which has to be there. Whoever watches the folder never sees half a text.
    #[track_caller]
    pub fn edit(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert!(text.contains(old), "`{old}` is not in {path}:\n{text}");
        let saved = self.above().join("being-saved");
        fs::write(&saved, text.replace(old, new)).unwrap();
        fs::rename(saved, self.file(path)).unwrap();
    }

    pub fn rename(&self, from: &str, to: &str) {
        fs::rename(self.file(from), self.file(to)).unwrap();
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.file(path)).unwrap();
    }

    /// Puts a copy of a folder into this one.
    pub fn copy(&self, from: &Path, to: &str) {
        copy(from, &self.file(to));
    }

    /// Every file in it, with its bytes.
    pub fn contents(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        contents(self.path())
    }

    /// Runs the binary in the folder above, so that what it says begins with this folder's name.
    pub fn run(&self, arguments: &[&str]) -> Outcome {
        self.run_with(&[], arguments)
    }

    /// The same with these variables in its environment.
    pub fn run_with(&self, environment: &[(&str, &str)], arguments: &[&str]) -> Outcome {
        Outcome::of(coursedir(arguments).envs(environment.iter().copied()).current_dir(self.above()))
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
