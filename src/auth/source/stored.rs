//! A stored login, while its store is locked.

use crate::auth::oauth::Pair;
use crate::auth::profile::{Grant, Login, Profile, ProfileName};
use crate::auth::store::Locked;
use crate::platform::TokenError;

use super::token_errors::not_kept;

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

    /// Takes a new pair. What an answer does not say stays as it was.
    pub fn take(&mut self, Pair { mut access, refresh }: Pair) {
        let grant = &mut self.grant;
        if !access.scopes.are_known() {
            access.scopes = grant.access.scopes.clone();
        }
        grant.access = access;
        grant.refresh = refresh.unwrap_or_else(|| grant.refresh.clone());
        grant.renewing = None;
    }
}
