//! One run a course: a second one waits, and can say for whom.
//!
//! The lock is a file beside `coursedir.lock` that lives as long as the run. The operating system
//! drops the lock when the process dies, however it dies; what is left of the file then holds nobody
//! up.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::fs;

/// The file's name, at the root of the course.
const FILE_NAME: &str = ".coursedir.run";

/// How long to wait before looking again.
const LOOK_AGAIN: Duration = Duration::from_millis(200);

/// The right to run on a course, until it is dropped.
#[derive(Debug)]
pub struct Held {
    file: File,
    path: PathBuf,
}

/// The lock cannot be taken at all.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct HolderError(#[from] fs::Error);

/// Takes the lock in `folder`, waiting as long as somebody else has it. `waiting` is told once, for
/// whom; `me` is what others are told.
pub async fn hold(folder: &Path, me: &str, waiting: impl Fn(&str)) -> Result<Held, HolderError> {
    let path = folder.join(FILE_NAME);
    let mut told = false;
    loop {
        if let Some(held) = take(&path, me)? {
            return Ok(held);
        }
        if !told {
            waiting(holder(&path).as_deref().unwrap_or("another run"));
            told = true;
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

fn take(path: &Path, me: &str) -> Result<Option<Held>, fs::Error> {
    let mut file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
        .map_err(fs::context("write", path))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(None),
        Err(TryLockError::Error(error)) => return Err(fs::context("lock", path)(error)),
    }
    // The last holder may have removed the file between our opening and our locking it.
    if !is_still_at(&file, path) {
        return Ok(None);
    }
    let written = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| file.write_all(me.as_bytes()));
    written.map_err(fs::context("write", path))?;
    Ok(Some(Held { file, path: path.to_owned() }))
}

fn is_still_at(file: &File, path: &Path) -> bool {
    let ours = file.try_clone().and_then(same_file::Handle::from_file);
    let there = same_file::Handle::from_path(path);
    matches!((ours, there), (Ok(ours), Ok(there)) if ours == there)
}

fn holder(path: &Path) -> Option<String> {
    let mut text = String::new();
    File::open(path).ok()?.read_to_string(&mut text).ok()?;
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

impl Drop for Held {
    fn drop(&mut self) {
        // While it is still locked, so that nobody locks a file that is about to go.
        let _ = std::fs::remove_file(&self.path);
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
