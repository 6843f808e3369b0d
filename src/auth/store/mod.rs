//! The login store: a credentials file, or the system keyring.
//!
//! `credentials.toml` in the user's config folder, mode 0600, replaced as a whole, refused when others
//! can read it (on systems without modes the folder is the user's own, and that has to do). Built with the
//! feature `keyring`, and where there is one, the secrets are in it and the file keeps the rest
//! (`keyring_store`).
//!
//! Anybody may read; only who holds the lock ([`Store::lock`]) may write. The lock also is what makes
//! two processes renew a login once: whoever gets it second reads again first.

mod error;
mod fields;
mod file;
mod keyring_store;
mod lock;

use std::collections::BTreeMap;
use std::io;
#[cfg(test)]
use std::path::Path;
use std::path::PathBuf;

use etcetera::BaseStrategy as _;

use crate::fs::{self, Lock, state};

use super::profile::{Profile, ProfileName};
use keyring_store::KeyringStore;

pub use error::StoreError;

const FILE: &str = "credentials.toml";

/// The logins of this user.
#[derive(Debug, Clone)]
pub struct Store {
    folder: PathBuf,
    keyring: KeyringStore,
}

impl Store {
    /// The store of the user who runs this program.
    pub fn of_user() -> Result<Self, StoreError> {
        let folders = etcetera::choose_base_strategy().map_err(|_| StoreError::NoFolder)?;
        Ok(Self { folder: folders.config_dir().join("coursedir"), keyring: KeyringStore::of_system() })
    }

    /// The file, there or not.
    pub fn path(&self) -> PathBuf {
        self.folder.join(FILE)
    }

    /// Where logins are kept, for people.
    pub fn place(&self) -> String {
        let file = self.path().display().to_string();
        if self.keyring.is_there() { format!("system keyring and {file}") } else { file }
    }

    /// Reads all logins.
    pub fn profiles(&self) -> Result<BTreeMap<ProfileName, Profile>, StoreError> {
        let path = self.path();
        let content = match fs::read(&path, state::MAX_BYTES) {
            Ok(content) => content,
            Err(error) if error.source.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
            Err(error) => return Err(error.into()),
        };
        if let Some(mode) = fs::open_to_others(&path)? {
            return Err(StoreError::OpenToOthers { path, mode });
        }
        file::read(content, &path, &self.keyring)
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
        Self { folder: folder.to_owned(), keyring: KeyringStore::none() }
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
            self.store.keyring.forget(name, &before, profiles.get(name));
        }
        Ok(())
    }

    /// Forgets a login; whether there was one.
    pub fn remove(&self, name: &ProfileName) -> Result<bool, StoreError> {
        let mut profiles = self.store.profiles()?;
        let Some(removed) = profiles.remove(name) else { return Ok(false) };
        self.write(&profiles)?;
        self.store.keyring.forget(name, &removed, None);
        Ok(true)
    }

    /// Forgets all logins, also where the file cannot be read any more. Gives their number, if it could.
    pub fn clear(&self) -> Result<Option<usize>, StoreError> {
        let profiles = self.store.profiles();
        fs::remove(&self.store.path())?;
        let Ok(profiles) = profiles else { return Ok(None) };
        for (name, profile) in &profiles {
            self.store.keyring.forget(name, profile, None);
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
        let text = file::write(profiles, &self.store.keyring);
        Ok(fs::replace_private(&real, text.as_bytes())?)
    }
}

#[cfg(test)]
mod tests;
