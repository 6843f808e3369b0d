//! The files that git tracks, read from the index of the course's repository. git itself is never run.
//!
//! An index that is missing, damaged, or of a kind that is not known counts as none.

use std::path::{Path, PathBuf};

use filetime::FileTime;
use gix_index::State;
use gix_index::decode::Options;
use gix_index::hash::Kind;
use unicode_normalization::UnicodeNormalization;

use crate::fs::{self, Root};
use crate::model::CoursePath;
use crate::source::maps::HashSet;

/// A larger index is not read; that of a million files is smaller.
pub(super) const MAX_BYTES: u64 = 256 << 20;

/// A file `.git` is one line.
const MAX_POINTER_BYTES: u64 = 4096;

/// The tracked files of a repository that are in the course.
#[derive(Debug, Default)]
pub(super) struct GitIndex {
    /// By their paths in the course.
    tracked: HashSet<String>,
}

impl GitIndex {
    /// Reads the index of the repository that a course is in.
    pub fn of(root: &Root) -> Self {
        Self::read(root).unwrap_or_default()
    }

    fn read(root: &Root) -> Option<Self> {
        let repository = repository(root)?;
        let index = git_folder(root, repository)?.join("index");
        let bytes = root.vfs().read(&index, MAX_BYTES).ok()?;
        let options = Options {
            thread_limit: Some(1),
            alloc_limit_bytes: usize::try_from(MAX_BYTES).ok(),
            ..Options::default()
        };
        let (state, _) = State::from_bytes(&bytes, FileTime::zero(), Kind::Sha1, options).ok()?;
        let course = root.course().strip_prefix(repository).ok()?;
        let mut prefix = String::new();
        for part in course.components() {
            prefix.push_str(&part.as_os_str().to_string_lossy());
            prefix.push('/');
        }
        let in_course = |path: &[u8]| Some(std::str::from_utf8(path).ok()?.strip_prefix(&prefix)?.to_owned());
        let entries = state.entries().iter();
        Some(Self { tracked: entries.filter_map(|entry| in_course(entry.path(&state))).collect() })
    }

    /// Whether git tracks a file of the course.
    pub fn tracks(&self, path: &CoursePath) -> bool {
        // Names on the disk of a Mac may be taken apart into letters and accents; those in an index are not.
        let composed = || path.as_str().nfc().collect::<String>();
        self.tracked.contains(path.as_str())
            || !path.as_str().is_ascii() && self.tracked.contains(&composed())
    }
}

/// The nearest folder above the course, or the course itself, that is a repository of git.
pub(super) fn repository(root: &Root) -> Option<&Path> {
    root.course().ancestors().find(|folder| root.vfs().kind(&folder.join(".git")).is_some())
}

/// The folder that git keeps its data in: `.git`, or where the file `.git` of a worktree or submodule leads.
pub(super) fn git_folder(root: &Root, repository: &Path) -> Option<PathBuf> {
    let git = repository.join(".git");
    if root.vfs().kind(&git) == Some(fs::Kind::Folder) {
        return Some(git);
    }
    let pointer = root.vfs().read_start(&git, MAX_POINTER_BYTES).ok()?;
    let target = std::str::from_utf8(&pointer).ok()?.trim().strip_prefix("gitdir:")?.trim();
    let target = repository.join(target);
    // It leads into the data of another repository, and nowhere else.
    target.components().any(|part| part.as_os_str() == ".git").then_some(target)
}
