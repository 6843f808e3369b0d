//! A lock file among all processes of this machine.
//!
//! The operating system drops the lock when the process dies, however it dies; what is left of the file then holds
//! nobody up.

use std::fs::{File, TryLockError};
use std::io::{Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Access, Error, WriteDir, context};

/// The file that a lock is on.
#[derive(Debug, Clone, Copy)]
pub struct LockFile<'a> {
    /// Its folder.
    pub folder: &'a Path,
    /// Its name there.
    pub name: &'a str,
    pub holds: Holds<'a>,
}

/// What a [`LockFile`] holds.
#[derive(Debug, Clone, Copy)]
pub enum Holds<'a> {
    /// Who has the lock, for those who wait. The file is gone when the lock is dropped.
    Owner(&'a str),
    /// Nothing. The file stays, and only this user may open it.
    Nothing,
}

/// The lock, until it is dropped.
#[derive(Debug)]
pub struct Lock {
    file: File,
    /// The name to remove, and where it is.
    removes: Option<(WriteDir, PathBuf)>,
}

/// The lock was not taken.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// The file cannot be opened or locked.
    #[error(transparent)]
    Disk(#[from] Error),
    /// Somebody else has it and keeps it.
    #[error("timed out waiting for `{}`", .0.display())]
    Busy(PathBuf),
}

impl LockFile<'_> {
    /// Takes the lock, and waits for whoever has it, `patience` at most. `waiting` is told once, for whom.
    pub async fn take(
        &self,
        look_again: Duration,
        patience: Duration,
        waiting: impl Fn(Option<&str>),
    ) -> Result<Lock, LockError> {
        let since = tokio::time::Instant::now();
        let mut told = false;
        loop {
            if let Some(lock) = self.try_take()? {
                return Ok(lock);
            }
            if since.elapsed() > patience {
                return Err(LockError::Busy(self.folder.join(self.name)));
            }
            if !told {
                waiting(self.owner().as_deref());
                told = true;
            }
            tokio::time::sleep(look_again).await;
        }
    }

    fn try_take(&self) -> Result<Option<Lock>, Error> {
        let (folder, name) = (WriteDir::open(self.folder)?, Path::new(self.name));
        let access = if let Holds::Nothing = self.holds { Access::Private } else { Access::Usual };
        let mut file = folder.open_lock(name, access)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(context("lock", &folder.disk(name))(error)),
        }
        // The last owner may have removed the file between our opening and our locking it.
        if !folder.is_at(name, &file) {
            return Ok(None);
        }
        let Holds::Owner(owner) = self.holds else { return Ok(Some(Lock { file, removes: None })) };
        let written =
            file.set_len(0).and_then(|()| file.rewind()).and_then(|()| file.write_all(owner.as_bytes()));
        written.map_err(context("write", &folder.disk(name)))?;
        Ok(Some(Lock { file, removes: Some((folder, name.to_owned())) }))
    }

    fn owner(&self) -> Option<String> {
        let text = WriteDir::open(self.folder).ok()?.read(Path::new(self.name), MAX_OWNER).ok()??;
        let text = String::from_utf8_lossy(&text).trim().to_owned();
        (!text.is_empty()).then_some(text)
    }
}

/// In bytes: an owner is a few words.
const MAX_OWNER: u64 = 1024;

impl Drop for Lock {
    fn drop(&mut self) {
        // While it is still locked, so that nobody locks a file that is about to go.
        if let Some((folder, name)) = &self.removes {
            let _ = folder.remove(name);
        }
        // Closing the file does it as well, unless a child process has inherited it.
        let _ = self.file.unlock();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOON: Duration = Duration::from_millis(10);

    #[tokio::test(start_paused = true)]
    async fn who_waits_too_long_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let file = LockFile { folder: folder.path(), name: "lock", holds: Holds::Nothing };
        let first = file.take(SOON, SOON, |_| panic!("nobody to wait for")).await.unwrap();
        let error =
            file.take(SOON, Duration::from_secs(1), |owner| assert_eq!(owner, None)).await.unwrap_err();
        assert!(matches!(error, LockError::Busy(path) if path == folder.path().join("lock")));
        drop(first);
        file.take(SOON, SOON, |_| panic!("nobody to wait for")).await.unwrap();
        assert!(folder.path().join("lock").exists());
    }
}
