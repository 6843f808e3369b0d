//! Where logins are kept: one file of the user's, or the system's keyring.
//!
//! `credentials.toml` in the user's config folder, mode 0600, replaced as a whole, refused when others
//! can read it (on systems without modes the folder is the user's own, and that has to do). Built with the
//! feature `keyring`, and where there is one, the secrets are in it and the file keeps the rest (`vault`).
//!
//! Anybody may read; only who holds the lock ([`Store::lock`]) may write. The lock also is what makes
//! two processes renew a login once: whoever gets it second reads again first.

mod file;
mod lock;
mod vault;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy as _;

use crate::fs::{self, Lock};

use super::profile::{Profile, ProfileName};
use vault::Vault;

const FILE: &str = "credentials.toml";

/// The logins of this user.
#[derive(Debug, Clone)]
pub struct Store {
    folder: PathBuf,
    vault: Vault,
}

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
        /// Its mode.
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

impl Store {
    /// The store of the user who runs this program.
    pub fn of_user() -> Result<Self, StoreError> {
        let folders = etcetera::choose_base_strategy().map_err(|_| StoreError::NoFolder)?;
        Ok(Self { folder: folders.config_dir().join("coursedir"), vault: Vault::of_system() })
    }

    /// The file, there or not.
    pub fn path(&self) -> PathBuf {
        self.folder.join(FILE)
    }

    /// Where logins are kept, for people.
    pub fn place(&self) -> String {
        let file = self.path().display().to_string();
        if self.vault.is_there() { format!("the system's keyring, and {file}") } else { file }
    }

    /// Reads all logins.
    pub fn profiles(&self) -> Result<BTreeMap<ProfileName, Profile>, StoreError> {
        let path = self.path();
        let content = match fs::read(&path) {
            Ok(content) => content,
            Err(error) if error.source.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
            Err(error) => return Err(error.into()),
        };
        if let Some(mode) = fs::open_to_others(&path)? {
            return Err(StoreError::OpenToOthers { path, mode });
        }
        file::read(content, &path, &self.vault)
    }

    /// Takes the right to write, waiting for whoever has it.
    pub async fn lock(&self) -> Result<Locked<'_>, StoreError> {
        fs::create_private_folder(&self.folder)?;
        let lock = lock::take(&self.folder).await?;
        self.sweep();
        Ok(Locked { store: self, _lock: lock })
    }

    /// Removes what a writer left that was killed: it holds secrets. Whoever has the lock is the only writer.
    fn sweep(&self) {
        let left = fs::list(&self.folder).unwrap_or_default().into_iter();
        for listed in left.filter(|listed| listed.name.starts_with(&format!(".{FILE}."))) {
            let _ = fs::remove(&self.folder.join(listed.name));
        }
    }

    #[cfg(test)]
    pub(crate) fn at(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), vault: Vault::none() }
    }
}

/// The right to write, until it is dropped.
#[derive(Debug)]
pub struct Locked<'a> {
    store: &'a Store,
    _lock: Lock,
}

impl Locked<'_> {
    /// The login of this name, as it is now.
    pub fn profile(&self, name: &ProfileName) -> Result<Option<Profile>, StoreError> {
        Ok(self.store.profiles()?.remove(name))
    }

    /// Keeps a login. When this returns, it outlives a loss of power.
    pub fn put(&self, name: &ProfileName, profile: Profile) -> Result<(), StoreError> {
        let mut profiles = self.store.profiles()?;
        let before = profiles.insert(name.clone(), profile);
        self.write(&profiles)?;
        if let Some(before) = before {
            self.store.vault.forget(name, &before, profiles.get(name));
        }
        Ok(())
    }

    /// Forgets a login; whether there was one.
    pub fn remove(&self, name: &ProfileName) -> Result<bool, StoreError> {
        let mut profiles = self.store.profiles()?;
        let Some(removed) = profiles.remove(name) else { return Ok(false) };
        self.write(&profiles)?;
        self.store.vault.forget(name, &removed, None);
        Ok(true)
    }

    /// Forgets all logins, also where the file cannot be read any more. Gives their number, if it could.
    pub fn clear(&self) -> Result<Option<usize>, StoreError> {
        let profiles = self.store.profiles();
        fs::remove(&self.store.path())?;
        let Ok(profiles) = profiles else { return Ok(None) };
        for (name, profile) in &profiles {
            self.store.vault.forget(name, profile, None);
        }
        Ok(Some(profiles.len()))
    }

    fn write(&self, profiles: &BTreeMap<ProfileName, Profile>) -> Result<(), StoreError> {
        let path = self.store.path();
        if profiles.is_empty() {
            return Ok(fs::remove(&path)?);
        }
        // Somebody may keep it elsewhere, behind a link, which is not to be replaced by a file.
        let real = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        let text = file::write(profiles, &self.store.vault);
        Ok(fs::replace_private(&real, text.as_bytes())?)
    }
}

fn damaged(path: &Path, what: impl Into<String>) -> StoreError {
    StoreError::Damaged { path: path.to_owned(), what: what.into() }
}

#[cfg(test)]
mod tests;
