//! The apps, codes and tokens of the sandbox, and their rules.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use super::{
    caller::{Caller, elsewhere},
    options::{OAuthCounts, OAuthOptions},
};
use crate::sandbox::{api_error::ApiError, id, store::LOCATION};

/// The locations of the sandbox, with names for people. Requests with a private token may name any other.
pub(super) const LOCATIONS: [(&str, &str); 2] = [(LOCATION, "Bread school"), ("sandbox-2", "Second school")];

/// The agency that has them.
pub(super) const COMPANY: &str = "sandbox-agency";

/// The user who lets apps in.
pub(super) const USER: &str = "sandbox-user";

/// What marks an access token as one of ours.
const ACCESS: &str = "sandbox-access-";

/// How long a code may wait to be exchanged.
const CODE_LIFE: Duration = Duration::from_mins(10);

const MINUTE: Duration = Duration::from_mins(1);

/// Whom an app was let in for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reach {
    Location(String),
    Company,
}

/// An app that was let in.
#[derive(Clone)]
pub(super) struct Install {
    pub client: String,
    pub reach: Reach,
    pub scopes: String,
}

/// The tokens of an answer.
pub(super) struct Issued {
    pub access: String,
    pub refresh: Option<String>,
    pub install: Install,
    pub seconds: u64,
}

/// All that was handed out.
pub(in crate::sandbox) struct Logins {
    options: OAuthOptions,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The secret that each client came with first.
    secrets: BTreeMap<String, String>,
    codes: BTreeMap<String, Code>,
    access: BTreeMap<String, (Install, Instant)>,
    refresh: BTreeMap<String, Refresh>,
    counts: OAuthCounts,
    /// When the calls of the last minute came.
    calls: Vec<Instant>,
}

struct Code {
    install: Install,
    redirect: Option<String>,
    until: Instant,
}

struct Refresh {
    install: Install,
    used: bool,
}

impl Logins {
    pub(in crate::sandbox) fn new(options: OAuthOptions) -> Self {
        Self { options, state: Mutex::default() }
    }

    pub(in crate::sandbox) fn counts(&self) -> OAuthCounts {
        self.state().counts
    }

    /// Forgets all that was handed out, as if the author had removed every app.
    pub(in crate::sandbox) fn revoke(&self) {
        let mut state = self.state();
        let counts = state.counts;
        *state = State { counts, ..State::default() };
    }

    /// Counts a call of the token endpoint, or says how many seconds there are to wait.
    pub(super) fn count_call(&self, now: Instant) -> Result<(), u64> {
        let mut state = self.state();
        state.calls.retain(|call| now.saturating_duration_since(*call) < MINUTE);
        if state.calls.len() < self.options.calls_a_minute as usize {
            state.calls.push(now);
            return Ok(());
        }
        let oldest = state.calls.first().copied().unwrap_or(now);
        Err(MINUTE.saturating_sub(now.saturating_duration_since(oldest)).as_secs() + 1)
    }

    /// Makes a code for an app that was let in.
    pub(super) fn issue_code(&self, install: Install, redirect: Option<String>, now: Instant) -> String {
        let code = format!("sandbox-code-{}", id::uuid());
        let mut state = self.state();
        state.codes.retain(|_, code| code.until > now);
        state.codes.insert(code.clone(), Code { install, redirect, until: now + CODE_LIFE });
        code
    }

    /// Takes the first secret of a client as its own, and holds it to that one.
    pub(super) fn know_client(&self, client: &str, secret: &str) -> Result<(), ApiError> {
        let mut state = self.state();
        let own = state.secrets.entry(client.to_owned()).or_insert_with(|| secret.to_owned());
        if own == secret { Ok(()) } else { Err(ApiError::unauthorized("Invalid client credentials")) }
    }

    /// Exchanges a code, which works once.
    pub(super) fn exchange(
        &self,
        code: &str,
        client: &str,
        redirect: Option<&str>,
        user_type: Option<&str>,
        now: Instant,
    ) -> Result<Issued, ApiError> {
        let mut state = self.state();
        let code = state.codes.remove(code).filter(|code| code.until > now && code.install.client == client);
        let Some(Code { install, redirect: own, .. }) = code else {
            return Err(ApiError::bad_request("Invalid grant: authorization code is invalid"));
        };
        if own.is_some() && own.as_deref() != redirect {
            return Err(ApiError::bad_request("Invalid grant: redirect_uri does not match"));
        }
        check_user_type(&install, user_type)?;
        state.counts.codes += 1;
        Ok(self.issue(&mut state, install, now))
    }

    /// Exchanges a refresh token, which works once.
    pub(super) fn refresh(
        &self,
        token: &str,
        client: &str,
        user_type: Option<&str>,
        now: Instant,
    ) -> Result<Issued, ApiError> {
        const INVALID: &str = "Invalid grant: refresh token is invalid";
        let mut state = self.state();
        let Some(refresh) = state.refresh.get_mut(token).filter(|refresh| refresh.install.client == client)
        else {
            return Err(ApiError::bad_request(INVALID));
        };
        check_user_type(&refresh.install, user_type)?;
        if refresh.used {
            state.counts.reused += 1;
            return Err(ApiError::bad_request(INVALID));
        }
        refresh.used = true;
        let install = refresh.install.clone();
        state.counts.refreshes += 1;
        Ok(self.issue(&mut state, install, now))
    }

    fn issue(&self, state: &mut State, install: Install, now: Instant) -> Issued {
        let access = self.issue_access(state, install.clone(), now);
        let refresh = format!("sandbox-refresh-{}", id::uuid());
        state.refresh.insert(refresh.clone(), Refresh { install: install.clone(), used: false });
        Issued { access, refresh: Some(refresh), install, seconds: self.options.lifetime.as_secs() }
    }

    fn issue_access(&self, state: &mut State, install: Install, now: Instant) -> String {
        let access = format!("{ACCESS}{}", id::uuid());
        state.access.insert(access.clone(), (install, now + self.options.lifetime));
        access
    }

    /// A new code for an app that was let in before and has lost its tokens.
    pub(super) fn reconnect(&self, client: &str, reach: &Reach, now: Instant) -> Result<String, ApiError> {
        let known = {
            let mut state = self.state();
            let known = state
                .refresh
                .values()
                .map(|refresh| &refresh.install)
                .find(|install| install.client == client && install.reach == *reach)
                .filter(|_| self.options.reconnects)
                .cloned();
            if known.is_some() {
                state.counts.reconnects += 1;
            }
            known
        };
        let install = known.ok_or_else(|| ApiError::bad_request("The app is not installed"))?;
        Ok(self.issue_code(install, None, now))
    }

    /// An access token for an app that somebody let in before, by its own credentials.
    pub(super) fn client_token(
        &self,
        client: &str,
        user_type: Option<&str>,
        now: Instant,
    ) -> Result<Issued, ApiError> {
        let mut state = self.state();
        let mut installs = state.refresh.values().map(|refresh| &refresh.install);
        let known =
            installs.find(|install| install.client == client && check_user_type(install, user_type).is_ok());
        let install = known.cloned().ok_or_else(|| ApiError::bad_request("The app is not installed"))?;
        let access = self.issue_access(&mut state, install.clone(), now);
        Ok(Issued { access, refresh: None, install, seconds: self.options.lifetime.as_secs() })
    }

    /// Whether this is the token of an agency that may ask about this company.
    pub(super) fn check_agency(&self, token: &str, company: &str) -> Result<(), ApiError> {
        let state = self.state();
        match state.access.get(token) {
            Some((install, _)) if install.reach == Reach::Company && company == COMPANY => Ok(()),
            _ => Err(ApiError::unauthorized("The token is not authorized for this scope.")),
        }
    }

    /// Exchanges an agency's access token for one of a location. Only v3's has a refresh token.
    pub(super) fn location_token(
        &self,
        agency: &str,
        company: &str,
        location: &str,
        is_v3: bool,
        now: Instant,
    ) -> Result<Issued, ApiError> {
        let mut state = self.state();
        let (client, scopes) = match state.access.get(agency) {
            Some((install, _)) if install.reach == Reach::Company => {
                (install.client.clone(), install.scopes.clone())
            }
            _ => return Err(ApiError::unauthorized("The token is not authorized for this scope.")),
        };
        if company != COMPANY || !LOCATIONS.iter().any(|(id, _)| *id == location) {
            return Err(ApiError::bad_request("Location not found or the app is not installed there"));
        }
        let client = if is_v3 { client } else { String::new() };
        let install = Install { client, reach: Reach::Location(location.to_owned()), scopes };
        if is_v3 {
            state.counts.location_tokens += 1;
            return Ok(self.issue(&mut state, install, now));
        }
        let access = self.issue_access(&mut state, install.clone(), now);
        state.counts.location_tokens += 1;
        Ok(Issued { access, refresh: None, install, seconds: self.options.lifetime.as_secs() })
    }

    /// Judges the token of a request that needs `scope`.
    ///
    /// A token of ours is held to its lifetime, its scopes and its kind.
    pub(in crate::sandbox) fn judge(
        &self,
        token: &str,
        scope: &str,
        now: Instant,
    ) -> Result<Caller, ApiError> {
        if !token.starts_with(ACCESS) {
            return Ok(Caller::other(token));
        }
        let state = self.state();
        let Some((install, _)) = state.access.get(token).filter(|(_, until)| *until > now) else {
            return Err(ApiError::unauthorized("Invalid JWT"));
        };
        if !install.scopes.split(' ').any(|own| own == scope) {
            return Err(ApiError::unauthorized("The token is not authorized for this scope."));
        }
        match &install.reach {
            Reach::Location(location) => Ok(Caller::Location(location.clone())),
            // The one call that an agency's token is for.
            Reach::Company if scope.starts_with("oauth.") => Ok(Caller::other(token)),
            Reach::Company => Err(elsewhere()),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn check_user_type(install: &Install, user_type: Option<&str>) -> Result<(), ApiError> {
    let own = match install.reach {
        Reach::Location(_) => "Location",
        Reach::Company => "Company",
    };
    match user_type {
        Some(asked) if asked != own => {
            Err(ApiError::bad_request(format!("Invalid grant: the app was authorized for user type {own}")))
        }
        _ => Ok(()),
    }
}

impl fmt::Debug for Logins {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Logins").field("options", &self.options).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
