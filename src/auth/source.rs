//! The token of a stored login, kept fresh.
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
//!    answer comes. [`LoginSource::settled`] waits for it before the process ends.
//!
//! Where the mark was left, or an attempt may have arrived, and the refresh token is refused after that, the
//! pair is lost. The platform then gives a new code to an app that can show its secret (`reconnect`), which
//! is tried once; else the author is told what happened and what to do.

use std::error::Error;
use std::sync::Arc;
use std::time::SystemTime;

use tokio::sync::Mutex;

use crate::api::{Arrived, Failure, Later, StatusCode, Token, TokenError, TokenSource};

use super::agency;
use super::oauth::{AuthError, For, OAuth, Pair};
use super::profile::{Access, Grant, Login, Profile, ProfileName, Reach, Scopes};
use super::store::{Locked, Store, StoreError};

/// A stored OAuth login as a source of tokens. Clones share it.
#[derive(Debug, Clone)]
pub struct LoginSource(Arc<Renewer>);

/// What clones share.
#[derive(Debug)]
struct Renewer {
    store: Store,
    name: ProfileName,
    oauth: OAuth,
    /// The location that an agency's token is exchanged for.
    location: Option<String>,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    grant: Grant,
    /// What was given out last after a 401. A second 401 for it has another reason than its age.
    renewed_for: Option<Token>,
    /// The process is about to end.
    is_over: bool,
}

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

    /// Waits until a renewal that is under way has ended, and what came of it is on disk. None begins after
    /// that.
    pub async fn settled(&self) {
        self.0.state.lock().await.is_over = true;
    }
}

impl Renewer {
    /// Another token in the place of a refused one, if it may have been refused for its age.
    async fn replace(&self, used: &Token) -> Result<Option<Token>, TokenError> {
        let mut state = self.state.lock().await;
        if state.renewed_for.as_ref().is_some_and(|token| token.is(used)) {
            return Ok(None);
        }
        let token = self.fresh(&mut state, Some(used)).await?.token;
        state.renewed_for = Some(token.clone());
        Ok(Some(token))
    }

    /// The token for requests, other than `refused`.
    async fn fresh(&self, state: &mut State, refused: Option<&Token>) -> Result<Access, TokenError> {
        if let Some(access) = usable(self.current(&state.grant), refused) {
            return Ok(access.clone());
        }
        if state.is_over {
            return Err(over());
        }
        let locked = self.store.lock().await.map_err(not_kept)?;
        let profile = locked.profile(&self.name).map_err(not_kept)?.ok_or_else(|| self.gone())?;
        let stored = Stored::new(&locked, &self.name, profile);
        // Somebody may have logged in to another place under this name; what runs here is not for that one.
        let is_ours = |stored: &Stored<'_>| {
            stored.profile.base.host() == self.oauth.base().host()
                && is_for_the_same(&stored.grant.reach, &state.grant.reach)
        };
        let mut stored = stored.filter(is_ours).ok_or_else(|| self.gone())?;
        // Another process may have renewed it while we waited.
        if usable(self.current(&stored.grant), refused).is_none() {
            self.renew_for_requests(&mut stored, refused).await?;
        }
        state.grant = stored.grant;
        usable(self.current(&state.grant), refused).cloned().ok_or_else(|| TokenError::Unavailable {
            message: "the platform gave a token that cannot be used".to_owned(),
            hint: Some("check the clock of this machine, or log in again".to_owned()),
            source: None,
        })
    }

    /// The token that requests are sent with.
    fn current<'a>(&self, grant: &'a Grant) -> Option<&'a Access> {
        match &grant.reach {
            Reach::Location(_) => Some(&grant.access),
            Reach::Agency { .. } => grant.locations.get(self.location.as_ref()?),
        }
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
        let location = self.location.as_deref().ok_or_else(|| TokenError::Unavailable {
            message: "the login is an agency's, and no location is named".to_owned(),
            hint: Some("name it with `--location`".to_owned()),
            source: None,
        })?;
        if usable(Some(&stored.grant.access), refused).is_none() {
            self.renew(stored).await?;
        }
        let mut outcome = self.oauth.location_token(&stored.grant.access.token, &company, location).await;
        if outcome.refused() == Some(StatusCode::UNAUTHORIZED) {
            self.renew(stored).await?;
            outcome = self.oauth.location_token(&stored.grant.access.token, &company, location).await;
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
            Ok(answer) => Pair::read(&answer, SystemTime::now())
                .map_err(|missing| self.lost(before, format!("the answer holds no {missing}").into()))?,
            Err(why) if is_refused && may_be_lost => match self.reconnect(&stored.grant).await {
                Some(pair) => pair,
                None => return Err(self.lost(before, Box::new(why))),
            },
            Err(why) => {
                if !may_be_lost {
                    // It certainly was not taken, so the old pair is as good as it was.
                    stored.grant.renewing = None;
                    stored.put()?;
                }
                return Err(if is_refused { self.refused(why) } else { not_renewed(why) });
            }
        };
        stored.grant.take(pair);
        stored.put()
    }

    /// Gets a new pair in the place of a lost one, if the platform gives it.
    async fn reconnect(&self, grant: &Grant) -> Option<Pair> {
        tracing::debug!(profile = %self.name, "the pair is lost: asking for another one");
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

fn is_for_the_same(one: &Reach, other: &Reach) -> bool {
    match (one, other) {
        (Reach::Agency { company: one, .. }, Reach::Agency { company: other, .. })
        | (Reach::Location(one), Reach::Location(other)) => one == other,
        _ => false,
    }
}

/// A login while its store is locked.
struct Stored<'a> {
    locked: &'a Locked<'a>,
    name: &'a ProfileName,
    /// Everything but the grant, which [`Self::put`] puts back into it.
    profile: Profile,
    grant: Grant,
}

impl<'a> Stored<'a> {
    /// `None` when it is no OAuth login any more.
    fn new(locked: &'a Locked<'a>, name: &'a ProfileName, profile: Profile) -> Option<Self> {
        let Login::OAuth(grant) = &profile.login else { return None };
        let grant = Grant::clone(grant);
        Some(Self { locked, name, profile, grant })
    }

    fn put(&self) -> Result<(), TokenError> {
        let login = Login::OAuth(Box::new(self.grant.clone()));
        self.locked.put(self.name, Profile { login, ..self.profile.clone() }).map_err(not_kept)
    }
}

impl Grant {
    /// Takes a new pair. What an answer does not say stays as it was.
    fn take(&mut self, Pair { mut access, refresh }: Pair) {
        if !access.scopes.are_known() {
            access.scopes = self.access.scopes.clone();
        }
        self.access = access;
        self.refresh = refresh.unwrap_or_else(|| self.refresh.clone());
        self.renewing = None;
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
            message: "the login could not be renewed".to_owned(),
            hint: None,
            source: Some(Box::new(error)),
        })
    })
}

/// What is said when there is no token.
impl Renewer {
    fn gone(&self) -> TokenError {
        TokenError::Unavailable {
            message: format!("the login `{}` was removed or replaced meanwhile", self.name),
            hint: Some("run the same command again".to_owned()),
            source: None,
        }
    }

    /// The platform said no to a refresh token that nobody else can have used by our doing.
    fn refused(&self, why: Failure) -> TokenError {
        TokenError::Unavailable {
            message: format!(
                "the platform does not renew the login `{}` any more: it was revoked, or used elsewhere",
                self.name
            ),
            hint: Some(format!(
                "{}; if the platform says that the location is not active, this login works again once it is",
                self.again()
            )),
            source: Some(Box::new(why)),
        }
    }

    /// The refresh token was used, and what came of it is not known.
    fn lost(&self, before: Option<SystemTime>, why: Box<dyn Error + Send + Sync>) -> TokenError {
        let when =
            before.map(|time| format!(" ({})", humantime::format_rfc3339_seconds(time))).unwrap_or_default();
        TokenError::Unavailable {
            message: format!("the login `{}` was lost while it was being renewed{when}", self.name),
            hint: Some(self.again()),
            source: Some(why),
        }
    }

    fn again(&self) -> String {
        let profile = match self.name.as_str() {
            ProfileName::DEFAULT => String::new(),
            name => format!(" --profile {name}"),
        };
        format!("log in again with `coursedir login --oauth{profile}`")
    }
}

fn over() -> TokenError {
    TokenError::Unavailable { message: "the run is over".to_owned(), hint: None, source: None }
}

fn not_renewed(why: Failure) -> TokenError {
    TokenError::Unavailable {
        message: "the login could not be renewed".to_owned(),
        hint: why.hint().or(Some("run the same command again in a few minutes".to_owned())),
        source: Some(Box::new(why)),
    }
}

fn not_exchanged(error: AuthError, location: &str) -> TokenError {
    let hint = match &error {
        AuthError::Call { why, .. } if why.problem.arrived() != Arrived::Refused => why.hint(),
        _ => Some(format!(
            "look whether the app is installed in that location, and whether the login has the scope `{}`",
            Scopes::AGENCY
        )),
    };
    TokenError::Unavailable {
        message: format!("there is no token for the location `{location}`"),
        hint,
        source: Some(Box::new(error)),
    }
}

fn not_kept(error: StoreError) -> TokenError {
    TokenError::Unavailable {
        message: "the login could not be read or kept".to_owned(),
        hint: Some(error.hint()),
        source: Some(Box::new(error)),
    }
}

/// The token, if it may be used now, and is not the one that was refused.
fn usable<'a>(access: Option<&'a Access>, refused: Option<&Token>) -> Option<&'a Access> {
    access.filter(|access| {
        access.is_fresh(SystemTime::now()) && !refused.is_some_and(|refused| refused.is(&access.token))
    })
}
