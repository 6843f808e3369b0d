//! One writer at a time, among all processes of this machine.
//!
//! The lock is on a file of its own, since the store itself is replaced with every change. The file
//! stays; the operating system drops the lock when a process dies, however it dies.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::time::Duration;

use crate::fs;

use super::error::StoreError;

/// How long to wait before looking again.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// Whoever has it may be renewing a login over a bad line, which tries again for five minutes.
const PATIENCE: Duration = Duration::from_mins(6);

#[derive(Debug)]
pub(super) struct Lock(File);

/// Takes the lock, waiting for whoever has it.
pub(super) async fn take(path: &Path) -> Result<Lock, StoreError> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path).map_err(fs::context("write", path))?;
    let since = tokio::time::Instant::now();
    let mut told = false;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Lock(file)),
            Err(TryLockError::Error(error)) => return Err(fs::context("lock", path)(error).into()),
            Err(TryLockError::WouldBlock) if since.elapsed() > PATIENCE => {
                return Err(StoreError::Busy { path: path.to_owned() });
            }
            Err(TryLockError::WouldBlock) => {}
        }
        if !told {
            tracing::debug!("waiting for another coursedir, which is changing the logins");
            told = true;
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing the file does it as well, unless a child process has inherited it.
        let _ = self.0.unlock();
    }
}
