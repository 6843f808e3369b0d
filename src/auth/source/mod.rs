//! The token source of a stored login: renews tokens before they expire.
//!
//! [`LoginSource`] answers from memory while the token is fresh. When it is about to expire, or was answered
//! with 401, it is renewed:
//!
//! 1. Within this process one renews and all others wait for it: the state has a lock.
//! 2. Between processes one does: the store has a lock. Whoever gets it reads the store again, and where
//!    somebody else has renewed meanwhile, takes what that one got.
//! 3. Before the platform is asked, the store says that a renewal has begun. The refresh token works once,
//!    so a process that is killed now may leave behind a pair that nobody has. The next run sees the mark.
//! 4. The new pair is on disk before it is used.
//! 5. A renewal is a task of its own: whoever asked for it may be gone (a file was refused, Ctrl-C) before its
//!    answer comes. [`LoginSource::wait_for_renewal`] waits for it before the process ends.
//!
//! `renew` does it, `stored` is the login while the store is locked, `token_errors` has what is said where it fails.

mod renew;
mod stored;
mod token_errors;

use std::sync::Arc;

use tokio::sync::Mutex;

use crate::platform::{Later, Token, TokenError, TokenSource};

use super::agency::{self, InstalledLocation};
use super::oauth::{AuthError, OAuth};
use super::profile::{Access, Grant, ProfileName, Reach};
use super::store::Store;
use renew::{Renewer, State, usable};

/// A stored OAuth login as a source of tokens. Clones share it.
#[derive(Debug, Clone)]
pub struct LoginSource(Arc<Renewer>);

impl LoginSource {
    /// Keeps `grant`, which is stored under `name`, fresh. `location` is the one that an agency's token is
    /// exchanged for.
    pub fn new(
        store: Store,
        name: ProfileName,
        grant: Grant,
        oauth: OAuth,
        location: Option<String>,
    ) -> Self {
        let state = Mutex::new(State { grant, renewed_for: None, is_over: false });
        Self(Arc::new(Renewer { store, name, oauth, location, state }))
    }

    /// What is known of the token that requests are sent with; renews it where it has to be.
    pub async fn access(&self) -> Result<Access, TokenError> {
        let known = {
            let state = self.0.state.lock().await;
            usable(self.0.current(&state.grant), None).cloned()
        };
        if let Some(access) = known {
            return Ok(access);
        }
        let renewer = Arc::clone(&self.0);
        apart(async move { renewer.fresh(&mut *renewer.state.lock().await, None).await }).await
    }

    /// The locations of an agency that have the app; none for the login of a location.
    ///
    /// # Errors
    ///
    /// The login cannot be renewed, or the platform does not list them.
    pub async fn installed_locations(&self) -> Result<Vec<InstalledLocation>, AuthError> {
        let renewer = Arc::clone(&self.0);
        let grant = renewer.state.lock().await.grant.clone();
        let Reach::Agency { company, .. } = grant.reach else { return Ok(Vec::new()) };
        let access = apart(async move { renewer.of_agency().await }).await.map_err(AuthError::Token)?;
        agency::installed(&self.0.oauth, &access.token, &company, &grant.client.id).await
    }

    /// Waits until a renewal that is under way has ended, and what came of it is on disk. None begins after
    /// that.
    pub async fn wait_for_renewal(&self) {
        self.0.state.lock().await.is_over = true;
    }
}

impl TokenSource for LoginSource {
    fn token(&self) -> Later<'_, Token> {
        Box::pin(async { Ok(self.access().await?.token) })
    }

    fn rejected<'a>(&'a self, used: &'a Token) -> Later<'a, Option<Token>> {
        let (renewer, used) = (Arc::clone(&self.0), used.clone());
        Box::pin(apart(async move { renewer.replace(&used).await }))
    }
}

/// Does something whose end is not to depend on who waits for it.
async fn apart<T: Send + 'static>(
    work: impl Future<Output = Result<T, TokenError>> + Send + 'static,
) -> Result<T, TokenError> {
    tokio::spawn(work).await.unwrap_or_else(|error| {
        Err(TokenError::Unavailable {
            message: "could not renew the login".to_owned(),
            hint: None,
            source: Some(Box::new(error)),
        })
    })
}

#[cfg(test)]
mod tests;
