//! The lock of the login store: one writer at a time on this machine.
//!
//! The lock is on a file of its own, since the store itself is replaced with every change. The file
//! stays.

use std::path::Path;
use std::time::Duration;

use crate::fs::{Holds, Lock, LockError, LockFile};

use super::error::StoreError;

/// The file's name, beside the store.
const NAME: &str = "credentials.lock";

/// How long to wait before looking again.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// Whoever has it may be renewing a login over a bad line, which tries again for five minutes.
const PATIENCE: Duration = Duration::from_mins(6);

/// Takes the lock in `folder`, waiting for whoever has it.
pub(super) async fn take(folder: &Path) -> Result<Lock, StoreError> {
    let waiting =
        |_: Option<&str>| tracing::debug!("waiting for another coursedir that is changing the logins");
    let file = LockFile { folder, name: NAME, holds: Holds::Nothing };
    file.take(LOOK_AGAIN, PATIENCE, waiting).await.map_err(|error| match error {
        LockError::Disk(error) => error.into(),
        LockError::Busy(path) => StoreError::Busy { path },
    })
}
