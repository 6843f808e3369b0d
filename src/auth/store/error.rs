//! Errors of the login store, with hints.

use std::io;
use std::path::{Path, PathBuf};

use crate::auth::profile::ProfileName;
use crate::fs;

/// Why a keyring did not do it.
pub(super) type KeyringError = Box<dyn std::error::Error + Send + Sync>;

/// The logins cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no home folder to keep them in.
    #[error("no settings folder for this user")]
    NoFolder,
    /// The file cannot be read or written.
    #[error(transparent)]
    Disk(#[from] fs::Error),
    /// Others than its owner may read it.
    #[error("`{}` contains secrets and is readable by other users (mode {mode:04o})", path.display())]
    OpenToOthers {
        /// The file.
        path: PathBuf,
        mode: u32,
    },
    /// It is not what this program writes.
    #[error("`{}` is damaged: {what}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong, without quoting the file.
        what: String,
    },
    /// A newer program wrote it.
    #[error("`{}` was written by a newer coursedir", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
    },
    /// Somebody else has the lock and does not end.
    #[error("timed out waiting for `{}`: another coursedir is changing the logins", path.display())]
    Busy {
        /// The lock file.
        path: PathBuf,
    },
    /// The keyring does not give what the file says is in it.
    #[error("no secrets in the system keyring for login `{profile}`")]
    Keyring {
        /// Whose.
        profile: ProfileName,
        /// Why not.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl StoreError {
    /// What the author can do.
    pub fn hint(&self) -> String {
        match self {
            Self::NoFolder => "set `HOME` or `HOOPAI_TOKEN`".to_owned(),
            Self::Disk(error) if error.source.kind() == io::ErrorKind::StorageFull => {
                "free disk space, then run the same command again".to_owned()
            }
            Self::Disk(error) if error.source.kind() == io::ErrorKind::Unsupported => {
                "set `XDG_CONFIG_HOME` to a folder on a local disk: this disk does not support file locks"
                    .to_owned()
            }
            Self::Disk(_) => "make the file and its folder readable and writable for you".to_owned(),
            Self::OpenToOthers { path, .. } => format!(
                "run `chmod 600 '{}'`; if others use this machine, also run `coursedir login` and delete \
                 the old token on the platform",
                path.display()
            ),
            Self::Damaged { .. } => "run `coursedir logout --all`, then `coursedir login`".to_owned(),
            Self::Newer { .. } => "update coursedir".to_owned(),
            Self::Busy { .. } => "stop the other coursedir process".to_owned(),
            Self::Keyring { .. } => "unlock the keyring; if the secrets are gone, run `coursedir logout \
                                     --all`, then `coursedir login`"
                .to_owned(),
        }
    }
}

pub(super) fn damaged(path: &Path, what: impl Into<String>) -> StoreError {
    StoreError::Damaged { path: path.to_owned(), what: what.into() }
}
