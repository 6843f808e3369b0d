//! A login while its store is locked.

use crate::api::TokenError;
use crate::auth::oauth::Pair;
use crate::auth::profile::{Grant, Login, Profile, ProfileName};
use crate::auth::store::Locked;

use super::refusals::not_kept;

/// Such a login, in parts.
pub(super) struct Stored<'a> {
    locked: &'a Locked<'a>,
    name: &'a ProfileName,
    /// Everything but the grant, which [`Self::put`] puts back into it.
    pub profile: Profile,
    pub grant: Grant,
}

impl<'a> Stored<'a> {
    /// `None` when it is no OAuth login any more.
    pub fn new(locked: &'a Locked<'a>, name: &'a ProfileName, profile: Profile) -> Option<Self> {
        let Login::OAuth(grant) = &profile.login else { return None };
        let grant = Grant::clone(grant);
        Some(Self { locked, name, profile, grant })
    }

    pub fn put(&self) -> Result<(), TokenError> {
        let login = Login::OAuth(Box::new(self.grant.clone()));
        self.locked.put(self.name, Profile { login, ..self.profile.clone() }).map_err(not_kept)
    }
}

impl Grant {
    /// Takes a new pair. What an answer does not say stays as it was.
    pub(super) fn take(&mut self, Pair { mut access, refresh }: Pair) {
        if !access.scopes.are_known() {
            access.scopes = self.access.scopes.clone();
        }
        self.access = access;
        self.refresh = refresh.unwrap_or_else(|| self.refresh.clone());
        self.renewing = None;
    }
}
