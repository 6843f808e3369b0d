//! How a run fails.

use crate::platform::{SendError, UploadError};

use super::lock::LockError;

/// A run that did not end with an imported course.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The lock file cannot be written, so nothing may go on.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// Some files could not be uploaded; the course was not sent.
    #[error("course not sent: {} could not be uploaded", files(.failed.len()))]
    Uploads {
        /// Why, file by file.
        failed: Vec<UploadError>,
        /// How many files were uploaded now; they are kept.
        uploaded: usize,
    },
    /// The author stopped the run before the course was sent.
    #[error("stopped before the course was sent")]
    Stopped {
        /// How many files were uploaded now; they are kept.
        uploaded: usize,
    },
    /// The course is imported, and the lock file could not be written after that.
    #[error("the course was imported, but the lock file could not be written")]
    NotRecorded(#[source] LockError),
    /// The course was not imported, or nobody knows.
    #[error(transparent)]
    Send(#[from] SendError),
}

fn files(number: usize) -> String {
    if number == 1 { "a file".to_owned() } else { format!("{number} files") }
}
