//! A lock that cannot be used.

use std::io::ErrorKind;
use std::path::Path;

use crate::fs::state::StateError;
use crate::fs::{self, Refused, Unusable};

/// The lock cannot be used.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct LockError(#[from] StateError);

impl From<fs::Error> for LockError {
    fn from(error: fs::Error) -> Self {
        Self(error.into())
    }
}

impl LockError {
    /// A file that holds something else than a lock. Lines are counted from 1.
    pub(super) fn damaged(path: &Path, what: String, line: Option<usize>) -> Self {
        Self(StateError::Damaged { path: path.to_owned(), what, line })
    }

    /// A file that a newer program wrote.
    pub(super) fn newer(path: &Path, version: u32, known: u32) -> Self {
        Self(StateError::Newer { path: path.to_owned(), version, known })
    }

    /// What the author can do.
    pub fn hint(&self) -> &'static str {
        match &self.0 {
            StateError::Disk(error) => disk_hint(error),
            StateError::Damaged { .. } => {
                "restore the file from git or a backup; without one, delete it only if the course is not \
                 on the platform; nothing was sent"
            }
            StateError::Newer { .. } => "update coursedir; nothing was sent",
        }
    }

    /// The file that is damaged, why, and the line, counted from 1.
    pub fn damage(&self) -> Option<(&Path, &str, Option<usize>)> {
        match &self.0 {
            StateError::Damaged { path, what, line } => Some((path, what, *line)),
            StateError::Disk(_) | StateError::Newer { .. } => None,
        }
    }
}

/// What the author can do when something beside the course cannot be written.
pub(in crate::sync) fn disk_hint(error: &fs::Error) -> &'static str {
    if Refused::of(&error.source).is_some() {
        return "check where the file came from, then remove it; nothing was sent";
    }
    if Unusable::of(&error.source).is_some() {
        return "restore the file from git or a backup; nothing was sent";
    }
    match error.source.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "free disk space: the lock file must be written to the course folder"
        }
        _ => "make the course folder writable: the lock file must be written there",
    }
}
