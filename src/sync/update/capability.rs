//! Whether an account has the newer API, remembered for a day where it has.
//!
//! The cache is one file in the user's cache folder, by host, location and login. It only saves a request: a cache that
//! cannot be read or written counts as empty, and a call that turns out to be absent is asked for again.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use crate::fs::WriteDir;
use crate::fs::state::{self, Format, State};
use crate::platform::courses_v3::{self, CallError, Capability, CoursesApi};

/// The cache's name in its folder.
const FILE: &str = "courses-api.json";

/// How long a yes counts.
const DAY: Duration = Duration::from_hours(24);

/// What earlier runs were told.
#[derive(Debug, Clone)]
pub struct CapabilityCache {
    folder: Option<PathBuf>,
    key: String,
}

/// The file as it is on disk.
#[derive(Debug, Default, Serialize, Deserialize)]
struct OnDisk {
    version: u32,
    /// When the API was there, in seconds since 1970, by host, location and login.
    there: BTreeMap<String, u64>,
}

impl State for OnDisk {
    const VERSION: u32 = 1;
    const FORMAT: Format = Format::Json;

    fn version(&self) -> u32 {
        self.version
    }
}

impl CapabilityCache {
    /// The cache in `folder` for one account; `login` names the login and is no secret.
    pub fn new(folder: &Path, host: &str, location: &str, login: &str) -> Self {
        Self { folder: Some(folder.to_owned()), key: format!("{host} {location} {login}") }
    }

    /// A cache that remembers nothing.
    pub fn none() -> Self {
        Self { folder: None, key: String::new() }
    }

    /// Whether the API is there: from the cache, else from one read.
    pub async fn ask(&self, api: &CoursesApi, now: SystemTime) -> Result<Capability, CallError> {
        if self.is_known(now) {
            return Ok(Capability::There);
        }
        let capability = courses_v3::probe(api).await?;
        if capability == Capability::There {
            self.change(|there| {
                there.insert(self.key.clone(), seconds(now));
            });
        }
        Ok(capability)
    }

    /// Forgets the account: one of its calls was absent.
    pub fn forget(&self) {
        if self.read().is_some_and(|on_disk| on_disk.there.contains_key(&self.key)) {
            self.change(|there| {
                there.remove(&self.key);
            });
        }
    }

    fn is_known(&self, now: SystemTime) -> bool {
        let told = self.read().and_then(|on_disk| on_disk.there.get(&self.key).copied());
        told.is_some_and(|told| is_fresh(told, now))
    }

    fn read(&self) -> Option<OnDisk> {
        let folder = WriteDir::open(self.folder.as_deref()?).ok()?;
        state::read(&folder, FILE).ok()?
    }

    fn change(&self, change: impl FnOnce(&mut BTreeMap<String, u64>)) {
        let Some(folder) = self.folder.as_deref() else { return };
        let mut on_disk = self.read().unwrap_or_default();
        on_disk.version = OnDisk::VERSION;
        change(&mut on_disk.there);
        // Without a cache the next run asks.
        let _ = WriteDir::make(folder).map(|folder| state::write(&folder, FILE, &on_disk));
    }
}

/// Whether a yes of that time still counts. One from the future is from a clock that was wrong.
fn is_fresh(told: u64, now: SystemTime) -> bool {
    let now = seconds(now);
    (told..told.saturating_add(DAY.as_secs())).contains(&now)
}

fn seconds(time: SystemTime) -> u64 {
    time.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_yes_counts_for_a_day_and_none_of_the_future_counts() {
        let folder = tempfile::tempdir().unwrap();
        let cache = CapabilityCache::new(folder.path(), "host", "location", "default");
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000);
        assert!(!cache.is_known(now));
        cache.change(|there| {
            there.insert(cache.key.clone(), seconds(now));
        });
        let hours = |hours: u64| Duration::from_secs(hours * 3600);
        assert_eq!(
            [now, now + hours(23), now + hours(24), now - hours(1)].map(|now| cache.is_known(now)),
            [true, true, false, false]
        );
        let other = CapabilityCache::new(folder.path(), "host", "location", "other");
        assert!(!other.is_known(now));
        cache.forget();
        assert!(!cache.is_known(now));
    }

    #[test]
    fn a_damaged_cache_is_an_empty_one() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE), "{").unwrap();
        let cache = CapabilityCache::new(folder.path(), "host", "location", "default");
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000);
        assert!(!cache.is_known(now));
        cache.change(|there| {
            there.insert(cache.key.clone(), seconds(now));
        });
        assert!(cache.is_known(now));
    }
}
