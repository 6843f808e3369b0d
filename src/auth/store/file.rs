//! The credentials file: writes and reads logins.
//!
//! TOML with a version. Error messages never quote the file: it holds secrets.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::auth::profile::{Access, ClientKeys, Grant, Login, Profile, ProfileName, Reach, Scopes};
use crate::fs::state::{self, Format, State, StateError};
use crate::platform::{BaseUrl, Token};
use crate::secret::Secret;

use super::error::{StoreError, damaged};
use super::fields::{CLIENT, REFRESH, TOKEN, location_field, secrets};
use super::keyring_store::KeyringStore;

const HEADER: &str = "\
# Written by coursedir. Keep this file secret: it gives write access to your courses.
# `coursedir login --list` shows its logins, `coursedir logout` removes them.
";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    #[serde(default)]
    profiles: BTreeMap<String, Entry>,
}

impl State for File {
    const VERSION: u32 = 1;
    const FORMAT: Format = Format::Toml(HEADER);

    fn version(&self) -> u32 {
        self.version
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    base_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<String>,
    /// The secrets are in the system's keyring.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    keyring: bool,
    /// Of a private integration.
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    oauth: Option<GrantEntry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct GrantEntry {
    client_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_secret: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<String>,
    /// Seconds since 1970: a renewal was begun then, and its end is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    renewing_since: Option<u64>,
    /// The location that the login is for, or the agency and what it approved.
    #[serde(skip_serializing_if = "Option::is_none")]
    for_location: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    for_agency: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    approved_locations: Vec<String>,
    access: AccessEntry,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    locations: BTreeMap<String, AccessEntry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AccessEntry {
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<String>,
    scopes: String,
    /// Seconds since 1970.
    since: u64,
    until: u64,
}

/// Writes logins, their secrets into the keyring where there is one.
pub(super) fn write(profiles: &BTreeMap<ProfileName, Profile>, keyring_store: &KeyringStore) -> String {
    let mut entries = BTreeMap::new();
    for (name, profile) in profiles {
        // A keyring that does not take them (locked, too small) is no reason to lose a login.
        let in_keyring = keyring_store.is_there()
            && secrets(profile)
                .into_iter()
                .all(|(field, secret)| keyring_store.put(name, &field, secret).is_ok());
        entries.insert(name.as_str().to_owned(), Entry::of(profile, in_keyring));
    }
    state::text(&File { version: File::VERSION, profiles: entries })
}

impl Entry {
    fn of(profile: &Profile, keyring: bool) -> Self {
        let keep = |secret: &str| (!keyring).then(|| secret.to_owned());
        let Profile { base, location, user, login } = profile;
        let (token, oauth) = match login {
            Login::Private(token) => (keep(token.expose()), None),
            Login::OAuth(grant) => (None, Some(GrantEntry::of(grant, &keep))),
        };
        let (location, user) = (location.clone(), user.clone());
        Self { base_url: base.to_string(), location, user, keyring, token, oauth }
    }
}

impl GrantEntry {
    fn of(grant: &Grant, keep: &dyn Fn(&str) -> Option<String>) -> Self {
        let Grant { client, reach, access, refresh, renewing, locations } = grant;
        let access_entry = |access: &Access| AccessEntry {
            token: keep(access.token.expose()),
            scopes: access.scopes.to_string(),
            since: seconds(access.since),
            until: seconds(access.until),
        };
        let (for_location, for_agency, approved_locations) = match reach {
            Reach::Location(id) => (Some(id.clone()), None, Vec::new()),
            Reach::Agency { company, approved } => (None, Some(company.clone()), approved.clone()),
        };
        Self {
            client_id: client.id.clone(),
            client_secret: keep(client.secret.expose()),
            refresh_token: keep(refresh.expose()),
            renewing_since: renewing.map(seconds),
            for_location,
            for_agency,
            approved_locations,
            access: access_entry(access),
            locations: locations.iter().map(|(id, access)| (id.clone(), access_entry(access))).collect(),
        }
    }
}

fn seconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}

/// The last second that can be written as a date: that of the year 9999.
const LAST: u64 = 253_402_300_799;

fn time(seconds: u64) -> Option<SystemTime> {
    UNIX_EPOCH.checked_add(Duration::from_secs(seconds)).filter(|_| seconds <= LAST)
}

/// Reads what [`write()`] wrote.
pub(super) fn read(
    content: Vec<u8>,
    path: &Path,
    keyring_store: &KeyringStore,
) -> Result<BTreeMap<ProfileName, Profile>, StoreError> {
    let file: File = state::parse(content, path).map_err(|error| match error {
        StateError::Disk(error) => error.into(),
        StateError::Newer { path, .. } => StoreError::Newer { path },
        // The parser's own words quote the line, and with it the secret that stands there.
        StateError::Damaged { path, line: Some(line), .. } => {
            damaged(&path, format!("invalid syntax in line {line}"))
        }
        StateError::Damaged { path, line: None, .. } => damaged(&path, "not a text file"),
    })?;
    let mut profiles = BTreeMap::new();
    for (name, entry) in file.profiles {
        let name = ProfileName::new(&name).map_err(|error| damaged(path, error.to_string()))?;
        let profile = Reader { name: &name, path, keyring_store }.profile(entry)?;
        profiles.insert(name, profile);
    }
    Ok(profiles)
}

/// Reads one login.
struct Reader<'a> {
    name: &'a ProfileName,
    path: &'a Path,
    keyring_store: &'a KeyringStore,
}

impl Reader<'_> {
    fn profile(&self, entry: Entry) -> Result<Profile, StoreError> {
        let Entry { base_url, location, user, keyring, token, oauth } = entry;
        let base = BaseUrl::new(&base_url).map_err(|error| self.damaged(&error.to_string()))?;
        let login = match oauth {
            None => Login::Private(self.token(token, keyring, TOKEN)?),
            Some(grant) => Login::OAuth(Box::new(self.grant(grant, keyring)?)),
        };
        Ok(Profile { base, location, user, login })
    }

    fn grant(&self, entry: GrantEntry, keyring: bool) -> Result<Grant, StoreError> {
        let reach = match (entry.for_location, entry.for_agency) {
            (Some(location), None) => Reach::Location(location),
            (None, Some(company)) => Reach::Agency { company, approved: entry.approved_locations },
            _ => return Err(self.damaged("expected either a location or an agency")),
        };
        let mut locations = BTreeMap::new();
        for (id, access) in entry.locations {
            let access = self.access(access, keyring, &location_field(&id))?;
            locations.insert(id, access);
        }
        Ok(Grant {
            client: ClientKeys {
                id: entry.client_id,
                secret: Secret::new(&self.secret(entry.client_secret, keyring, CLIENT)?),
            },
            reach,
            access: self.access(entry.access, keyring, TOKEN)?,
            refresh: Secret::new(&self.secret(entry.refresh_token, keyring, REFRESH)?),
            renewing: entry.renewing_since.and_then(time),
            locations,
        })
    }

    fn access(&self, entry: AccessEntry, keyring: bool, field: &str) -> Result<Access, StoreError> {
        let (Some(since), Some(until)) = (time(entry.since), time(entry.until)) else {
            return Err(self.damaged("invalid time"));
        };
        let token = self.token(entry.token, keyring, field)?;
        Ok(Access { token, scopes: Scopes::new(&entry.scopes), since, until })
    }

    fn token(&self, here: Option<String>, keyring: bool, field: &str) -> Result<Token, StoreError> {
        let text = self.secret(here, keyring, field)?;
        Token::new(&text).map_err(|error| self.damaged(&error.to_string()))
    }

    fn secret(&self, here: Option<String>, keyring: bool, field: &str) -> Result<String, StoreError> {
        match here {
            Some(secret) => Ok(secret),
            None if keyring => self
                .keyring_store
                .get(self.name, field)
                .map_err(|source| StoreError::Keyring { profile: self.name.clone(), source }),
            None => Err(self.damaged(&format!("missing `{field}`"))),
        }
    }

    fn damaged(&self, what: &str) -> StoreError {
        damaged(self.path, format!("login `{}`: {what}", self.name))
    }
}
