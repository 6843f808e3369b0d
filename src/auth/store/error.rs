//! Why the logins cannot be read or written, and what the author can do.

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
    #[error("there is no folder for the settings of this user")]
    NoFolder,
    /// The file cannot be read or written.
    #[error(transparent)]
    Disk(#[from] fs::Error),
    /// Others than its owner may read it.
    #[error("`{}` can be read by others (mode {mode:04o}), and it holds secrets", path.display())]
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
        /// What is wrong, without a word of what stands there.
        what: String,
    },
    /// A newer program wrote it.
    #[error("`{}` was written by a newer coursedir", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
    },
    /// Somebody else has the lock and does not end.
    #[error("another coursedir is changing the logins and does not come to an end ({})", path.display())]
    Busy {
        /// The lock file.
        path: PathBuf,
    },
    /// The keyring does not give what the file says is in it.
    #[error("the secrets of the login `{profile}` are not in the system's keyring")]
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
            Self::NoFolder => "set `HOME`, or put a token into `HOOPAI_TOKEN`".to_owned(),
            Self::Disk(error) if error.source.kind() == io::ErrorKind::StorageFull => {
                "make room on the disk, and run the same command again".to_owned()
            }
            Self::Disk(error) if error.source.kind() == io::ErrorKind::Unsupported => {
                "that disk cannot keep two runs apart: set `XDG_CONFIG_HOME` to a folder on one of this machine's own"
                    .to_owned()
            }
            Self::Disk(_) => "make the file and its folder readable and writable for you".to_owned(),
            Self::OpenToOthers { path, .. } => format!(
                "close it with `chmod 600 '{}'`; if others use this machine, log in anew with `coursedir login`, and \
                 delete the old token on the platform",
                path.display()
            ),
            Self::Damaged { .. } => {
                "`coursedir logout --all` removes it; then log in again with `coursedir login`".to_owned()
            }
            Self::Newer { .. } => "use the newer coursedir".to_owned(),
            Self::Busy { .. } => "look whether another coursedir hangs, and end it".to_owned(),
            Self::Keyring { .. } => "unlock the keyring; if they are gone from it, `coursedir logout --all` forgets all logins, and \
                 `coursedir login` makes new ones"
                .to_owned(),
        }
    }
}

pub(super) fn damaged(path: &Path, what: impl Into<String>) -> StoreError {
    StoreError::Damaged { path: path.to_owned(), what: what.into() }
}
