//! The system keyring, if the feature `keyring` is on and the system has one.
//!
//! Each secret is an entry of its own, because some systems take no longer ones: the tokens of a login
//! do not fit into one of Windows. They are written one after the other, the refresh token first, since it
//! is the one that cannot be had again; the file, which says how long they last, comes last of all.

use crate::auth::profile::{Profile, ProfileName};

use super::error::KeyringError;
use super::fields;
use keyring::Keyring;

/// Where secrets may go instead of into the file.
#[derive(Debug, Clone)]
pub(super) struct KeyringStore(Option<Keyring>);

impl KeyringStore {
    /// What this system has.
    pub(super) fn of_system() -> Self {
        Self(Keyring::of_system())
    }

    #[cfg(test)]
    pub(super) fn none() -> Self {
        Self(None)
    }

    /// Whether secrets go into a keyring.
    pub(super) fn is_there(&self) -> bool {
        self.0.is_some()
    }

    /// Keeps a secret.
    pub(super) fn put(&self, name: &ProfileName, field: &str, secret: &str) -> Result<(), KeyringError> {
        self.keyring()?.put(&key(name, field), secret)
    }

    /// Gives a secret back.
    pub(super) fn get(&self, name: &ProfileName, field: &str) -> Result<String, KeyringError> {
        self.keyring()?.get(&key(name, field))
    }

    /// Forgets what it may have of a login, but for what the one that takes its place has as well. What is not there
    /// any more is no loss.
    pub(super) fn forget(&self, name: &ProfileName, profile: &Profile, next: Option<&Profile>) {
        let Some(keyring) = &self.0 else { return };
        let kept = next.map(fields::names).unwrap_or_default();
        for field in fields::names(profile).iter().filter(|field| !kept.contains(field)) {
            keyring.remove(&key(name, field));
        }
    }

    fn keyring(&self) -> Result<&Keyring, KeyringError> {
        self.0.as_ref().ok_or_else(|| "no supported keyring on this system".into())
    }
}

fn key(name: &ProfileName, field: &str) -> String {
    format!("{name}/{field}")
}

/// The keyring itself. Its libraries may wait, and some start a runtime of their own, so each call has a
/// thread where that does no harm.
#[cfg(feature = "keyring")]
mod keyring {
    use keyring::Entry;

    use crate::auth::store::error::KeyringError;

    /// The name under which a keyring's own program shows our entries.
    const SERVICE: &str = "coursedir";

    #[derive(Debug, Clone)]
    pub(super) struct Keyring(());

    impl Keyring {
        pub(super) fn of_system() -> Option<Self> {
            apart(|| Entry::store_status().is_ok()).unwrap_or(false).then_some(Self(()))
        }

        pub(super) fn put(&self, key: &str, secret: &str) -> Result<(), KeyringError> {
            let Self(()) = self;
            let (key, secret) = (key.to_owned(), secret.to_owned());
            apart(move || Ok(Entry::new(SERVICE, &key)?.set_password(&secret)?))?
        }

        pub(super) fn get(&self, key: &str) -> Result<String, KeyringError> {
            let Self(()) = self;
            let key = key.to_owned();
            apart(move || Ok(Entry::new(SERVICE, &key)?.get_password()?))?
        }

        pub(super) fn remove(&self, key: &str) {
            let Self(()) = self;
            let key = key.to_owned();
            let _ = apart(move || Entry::new(SERVICE, &key).and_then(|entry| entry.delete_credential()));
        }
    }

    fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, KeyringError> {
        std::thread::spawn(work).join().map_err(|_| "the keyring library failed".into())
    }
}

/// There never is one without the feature.
#[cfg(not(feature = "keyring"))]
mod keyring {
    use crate::auth::store::error::KeyringError;

    #[derive(Debug, Clone)]
    pub(super) enum Keyring {}

    impl Keyring {
        pub(super) fn of_system() -> Option<Self> {
            None
        }

        pub(super) fn put(&self, _key: &str, _secret: &str) -> Result<(), KeyringError> {
            match *self {}
        }

        pub(super) fn get(&self, _key: &str) -> Result<String, KeyringError> {
            match *self {}
        }

        pub(super) fn remove(&self, _key: &str) {
            match *self {}
        }
    }
}
