//! The run lock: one import per course at a time. A second run waits.
//!
//! The lock is on a file beside `coursedir.lock` that lives as long as the run.

use std::io;
use std::path::Path;
use std::time::Duration;

use crate::fs::{self, Holds, LockError, LockFile, WriteDir};

use super::lock::{begun_names, disk_hint};

/// The file's name, at the root of the course.
const FILE_NAME: &str = ".coursedir.run";

/// How long to wait before looking again.
const LOOK_AGAIN: Duration = Duration::from_millis(200);

/// The right to run on a course, until it is dropped.
pub type RunLock = fs::Lock;

/// The lock cannot be taken at all.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct RunLockError(#[from] LockError);

impl RunLockError {
    /// What the author can do.
    pub fn hint(&self) -> &'static str {
        match &self.0 {
            LockError::Disk(error) if error.source.kind() == io::ErrorKind::Unsupported => {
                "copy the course to a local disk: this disk does not support file locks"
            }
            LockError::Disk(error) => disk_hint(error),
            LockError::Busy(_) => "stop the other coursedir process",
        }
    }
}

/// Takes the lock in `folder`, waiting as long as somebody else has it. `waiting` is told once, for
/// whom; `me` is what others are told.
pub async fn hold(folder: &Path, me: &str, waiting: impl Fn(&str)) -> Result<RunLock, RunLockError> {
    let file = LockFile { folder, name: FILE_NAME, holds: Holds::Owner(me) };
    let waiting = |owner: Option<&str>| waiting(owner.unwrap_or("another run"));
    let lock = file.take(LOOK_AGAIN, Duration::MAX, waiting).await?;
    // Whoever has the lock is the only one who writes the lock file.
    if let Ok(folder) = WriteDir::open(folder) {
        folder.sweep(begun_names(&folder).iter().map(Path::new));
    }
    Ok(lock)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    #[tokio::test(start_paused = true)]
    async fn a_second_run_waits_and_is_told_for_whom() {
        let folder = tempfile::tempdir().unwrap();
        let first = hold(folder.path(), "process 1", |_| panic!("nobody to wait for")).await.unwrap();
        let told = Mutex::new(Vec::new());
        let second = hold(folder.path(), "process 2", |who| told.lock().unwrap().push(who.to_owned()));
        let release = async {
            tokio::time::sleep(Duration::from_secs(1)).await;
            drop(first);
        };
        let (second, ()) = tokio::join!(second, release);
        assert_eq!(*told.lock().unwrap(), ["process 1"]);
        drop(second.unwrap());
        assert!(!folder.path().join(FILE_NAME).exists());
    }

    #[tokio::test]
    async fn what_a_dead_run_left_holds_nobody_up() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE_NAME), "process 1").unwrap();
        hold(folder.path(), "process 2", |_| panic!("nobody to wait for")).await.unwrap();
    }

    #[tokio::test]
    async fn a_folder_that_cannot_be_written_is_said() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join(FILE_NAME)).unwrap();
        let error = hold(folder.path(), "me", |_| ()).await.unwrap_err();
        assert!(error.to_string().contains(FILE_NAME), "{error}");
    }
}
