//! Whose media library a file goes to that was uploaded with a private token.
//!
//! Such a token is for one location, which neither it nor an upload names. The platform knows; the sandbox learns it
//! from the calls that name one. A file is in the library of the location that the token named last, and moves to that
//! of the next one: an import follows its uploads.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use super::{
    api_error::ApiError,
    oauth::{Caller, PrivateToken},
    store::{LOCATION, Media, Store},
};

/// What is known of each private token.
#[derive(Debug, Default)]
pub(super) struct Libraries {
    tokens: Mutex<HashMap<PrivateToken, Known>>,
}

#[derive(Debug, Default)]
struct Known {
    /// The location that it named last.
    location: Option<String>,
    /// The ids of the files since then.
    files: Vec<String>,
}

impl Libraries {
    /// Notes that a call names a location, and lets it through if its token may be for that.
    pub(super) fn name(&self, store: &Store, caller: &Caller, location: &str) -> Result<(), ApiError> {
        caller.check(location)?;
        let Caller::Private(token) = caller else { return Ok(()) };
        let mut tokens = self.tokens();
        let known = tokens.entry(*token).or_default();
        known.location = Some(location.to_owned());
        let moved = known.files.drain(..).try_for_each(|file| store.move_media(&file, location));
        moved.map_err(|error| ApiError::broken(&error))
    }

    /// Returns the location whose library an upload goes to now: that of its folder, if it names one.
    pub(super) fn of(&self, caller: &Caller, folder: Option<&Media>) -> Result<String, ApiError> {
        if let Some(folder) = folder {
            caller.check(&folder.location)?;
            return Ok(folder.location.clone());
        }
        Ok(match caller {
            Caller::Location(location) => location.clone(),
            Caller::Private(token) => {
                let known = self.tokens().get(token).and_then(|known| known.location.clone());
                known.unwrap_or_else(|| LOCATION.to_owned())
            }
        })
    }

    /// Keeps a file in mind that names no folder, until its token names a location.
    pub(super) fn uploaded(&self, caller: &Caller, media: &Media) {
        if let (Caller::Private(token), None) = (caller, &media.parent_id) {
            self.tokens().entry(*token).or_default().files.push(media.id.clone());
        }
    }

    fn tokens(&self) -> MutexGuard<'_, HashMap<PrivateToken, Known>> {
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
