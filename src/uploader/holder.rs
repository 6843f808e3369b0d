//! One run a course: a second one waits, and can say for whom.
//!
//! The lock is a file beside `coursedir.lock` that lives as long as the run. The operating system
//! drops the lock when the process dies, however it dies; what is left of the file then holds nobody
//! up.

use std::fs::{File, TryLockError};
use std::io::{self, Seek as _, Write as _};
use std::path::Path;
use std::time::Duration;

use crate::fs::{self, Access, WriteDir};

use super::journal::disk_hint;

/// The file's name, at the root of the course.
const FILE_NAME: &str = ".coursedir.run";

/// How long to wait before looking again.
const LOOK_AGAIN: Duration = Duration::from_millis(200);

/// The right to run on a course, until it is dropped.
#[derive(Debug)]
pub struct Held {
    file: File,
    folder: WriteDir,
}

/// The lock cannot be taken at all.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct HolderError(#[from] fs::Error);

impl HolderError {
    /// What the author can do.
    pub fn hint(&self) -> &'static str {
        match self.0.source.kind() {
            io::ErrorKind::Unsupported => {
                "this disk cannot keep two runs apart: copy the course to one of this machine's own"
            }
            _ => disk_hint(&self.0),
        }
    }
}

/// Takes the lock in `folder`, waiting as long as somebody else has it. `waiting` is told once, for
/// whom; `me` is what others are told.
pub async fn hold(folder: &Path, me: &str, waiting: impl Fn(&str)) -> Result<Held, HolderError> {
    let mut told = false;
    loop {
        if let Some(held) = take(folder, me)? {
            return Ok(held);
        }
        if !told {
            waiting(holder(folder).as_deref().unwrap_or("another run"));
            told = true;
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

fn take(folder: &Path, me: &str) -> Result<Option<Held>, fs::Error> {
    let (folder, name) = (WriteDir::open(folder)?, Path::new(FILE_NAME));
    let mut file = folder.open_lock(name, Access::Usual)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(None),
        Err(TryLockError::Error(error)) => return Err(fs::context("lock", &folder.disk(name))(error)),
    }
    // The last holder may have removed the file between our opening and our locking it.
    if !folder.is_at(name, &file) {
        return Ok(None);
    }
    let written = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| file.write_all(me.as_bytes()));
    written.map_err(fs::context("write", &folder.disk(name)))?;
    Ok(Some(Held { file, folder }))
}

fn holder(folder: &Path) -> Option<String> {
    let text = WriteDir::open(folder).ok()?.read(Path::new(FILE_NAME)).ok()??;
    let text = String::from_utf8_lossy(&text).trim().to_owned();
    (!text.is_empty()).then_some(text)
}

impl Drop for Held {
    fn drop(&mut self) {
        // While it is still locked, so that nobody locks a file that is about to go.
        let _ = self.folder.remove(Path::new(FILE_NAME));
        let _ = self.file.unlock();
    }
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
