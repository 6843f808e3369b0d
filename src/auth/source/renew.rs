//! Renews a token, and stores it before its first use.
//!
//! Where the mark of an earlier renewal was left, or an attempt may have arrived, and the refresh token is refused after
//! that, the pair is lost. The platform then gives a new code to an app that can show its secret (`reconnect`), which is
//! tried once; else the author is told what happened and what to do.

use std::time::SystemTime;

use tokio::sync::Mutex;

use crate::auth::agency;
use crate::auth::oauth::{For, OAuth, Pair};
use crate::auth::profile::{Access, Grant, ProfileName, Reach};
use crate::auth::store::Store;
use crate::platform::{StatusCode, Token, TokenError};

use super::stored::Stored;
use super::token_errors::{
    gone, lost, no_location, not_exchanged, not_kept, not_renewed, over, refused as not_renewable, useless,
};

/// What clones share.
#[derive(Debug)]
pub(super) struct Renewer {
    pub store: Store,
    pub name: ProfileName,
    pub oauth: OAuth,
    /// The location that an agency's token is exchanged for.
    pub location: Option<String>,
    pub state: Mutex<State>,
}

#[derive(Debug)]
pub(super) struct State {
    pub grant: Grant,
    /// What was given out last after a 401. A second 401 for it has another reason than its age.
    pub renewed_for: Option<Token>,
    /// The process is about to end.
    pub is_over: bool,
}

impl Renewer {
    /// Another token in the place of a refused one, if it may have been refused for its age.
    pub async fn replace(&self, used: &Token) -> Result<Option<Token>, TokenError> {
        let mut state = self.state.lock().await;
        if state.renewed_for.as_ref().is_some_and(|token| token.is(used)) {
            return Ok(None);
        }
        let token = self.fresh(&mut state, Some(used)).await?.token;
        state.renewed_for = Some(token.clone());
        Ok(Some(token))
    }

    /// The token for requests, other than `refused`.
    pub async fn fresh(&self, state: &mut State, refused: Option<&Token>) -> Result<Access, TokenError> {
        if let Some(access) = usable(self.current(&state.grant), refused) {
            return Ok(access.clone());
        }
        if state.is_over {
            return Err(over());
        }
        let locked = self.store.lock().await.map_err(not_kept)?;
        let profile = locked.profile(&self.name).map_err(not_kept)?.ok_or_else(|| gone(&self.name))?;
        let stored = Stored::new(&locked, &self.name, profile);
        // Somebody may have logged in to another place under this name; what runs here is not for that one.
        let is_ours = |stored: &Stored<'_>| {
            stored.profile.base.host() == self.oauth.base().host()
                && is_for_the_same(&stored.grant.reach, &state.grant.reach)
        };
        let mut stored = stored.filter(is_ours).ok_or_else(|| gone(&self.name))?;
        // Another process may have renewed it while we waited.
        if usable(self.current(&stored.grant), refused).is_none() {
            self.renew_for_requests(&mut stored, refused).await?;
        }
        state.grant = stored.grant;
        usable(self.current(&state.grant), refused).cloned().ok_or_else(useless)
    }

    /// The token that requests are sent with.
    pub fn current<'a>(&self, grant: &'a Grant) -> Option<&'a Access> {
        match &grant.reach {
            Reach::Location(_) => Some(&grant.access),
            Reach::Agency { .. } => grant.locations.get(self.location.as_ref()?),
        }
    }

    /// The token of the agency itself, renewed where it has to be.
    pub async fn of_agency(&self) -> Result<Access, TokenError> {
        let mut state = self.state.lock().await;
        if usable(Some(&state.grant.access), None).is_none() {
            let locked = self.store.lock().await.map_err(not_kept)?;
            let profile = locked.profile(&self.name).map_err(not_kept)?.ok_or_else(|| gone(&self.name))?;
            let mut stored = Stored::new(&locked, &self.name, profile).ok_or_else(|| gone(&self.name))?;
            if usable(Some(&stored.grant.access), None).is_none() {
                self.renew(&mut stored).await?;
            }
            state.grant = stored.grant;
        }
        Ok(state.grant.access.clone())
    }

    /// Gets a new token for requests, and stores it.
    async fn renew_for_requests(
        &self,
        stored: &mut Stored<'_>,
        refused: Option<&Token>,
    ) -> Result<(), TokenError> {
        let Reach::Agency { company, .. } = stored.grant.reach.clone() else {
            return self.renew(stored).await;
        };
        let location = self.location.as_deref().ok_or_else(no_location)?;
        if usable(Some(&stored.grant.access), refused).is_none() {
            self.renew(stored).await?;
        }
        let mut outcome =
            agency::location_token(&self.oauth, &stored.grant.access.token, &company, location).await;
        if outcome.refused() == Some(StatusCode::UNAUTHORIZED) {
            self.renew(stored).await?;
            outcome =
                agency::location_token(&self.oauth, &stored.grant.access.token, &company, location).await;
        }
        let now = SystemTime::now();
        let access = agency::read(outcome, now).map_err(|error| not_exchanged(error, location))?;
        stored.grant.locations.retain(|_, access| access.is_fresh(now));
        stored.grant.locations.insert(location.to_owned(), access);
        stored.put()
    }

    /// Uses the refresh token, and stores the new pair.
    async fn renew(&self, stored: &mut Stored<'_>) -> Result<(), TokenError> {
        let before = stored.grant.renewing;
        // The first of several doubtful attempts is the one to tell of.
        stored.grant.renewing.get_or_insert_with(SystemTime::now);
        stored.put()?;
        tracing::debug!(profile = %self.name, "renewing the login");
        let outcome = self.oauth.refresh(&stored.grant).await;
        let is_refused = outcome.refused().is_some_and(|status| status != StatusCode::TOO_MANY_REQUESTS);
        let may_be_lost = before.is_some() || outcome.may_have_arrived;
        let pair = match outcome.result {
            Ok(answer) => Pair::read(&answer, SystemTime::now()).map_err(|missing| {
                lost(&self.name, before, format!("no {missing} in the response").into())
            })?,
            Err(why) if is_refused && may_be_lost => match self.reconnect(&stored.grant).await {
                Some(pair) => pair,
                None => return Err(lost(&self.name, before, Box::new(why))),
            },
            Err(why) => {
                if !may_be_lost {
                    // It certainly was not taken, so the old pair is as good as it was.
                    stored.grant.renewing = None;
                    stored.put()?;
                }
                return Err(if is_refused { not_renewable(&self.name, why) } else { not_renewed(why) });
            }
        };
        stored.take(pair);
        stored.put()
    }

    /// Gets a new pair in the place of a lost one, if the platform gives it.
    async fn reconnect(&self, grant: &Grant) -> Option<Pair> {
        tracing::debug!(profile = %self.name, "token pair lost: requesting a new one");
        let code = self.oauth.reconnect(grant).await?;
        let whom = match grant.reach {
            Reach::Location(_) => For::Location,
            Reach::Agency { .. } => For::Agency,
        };
        let new = self.oauth.exchange(grant.client.clone(), &code, None, whom).await.ok()?;
        let pair = Pair { access: new.access, refresh: Some(new.refresh) };
        is_for_the_same(&new.reach, &grant.reach).then_some(pair)
    }
}

/// The token, if it may be used now, and is not the one that was refused.
pub(super) fn usable<'a>(access: Option<&'a Access>, refused: Option<&Token>) -> Option<&'a Access> {
    access.filter(|access| {
        access.is_fresh(SystemTime::now()) && !refused.is_some_and(|refused| refused.is(&access.token))
    })
}

fn is_for_the_same(one: &Reach, other: &Reach) -> bool {
    match (one, other) {
        (Reach::Agency { company: one, .. }, Reach::Agency { company: other, .. })
        | (Reach::Location(one), Reach::Location(other)) => one == other,
        _ => false,
    }
}
