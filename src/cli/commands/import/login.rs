//! The token source of an import, and its scope check.

use std::sync::Arc;

use crate::auth::{self, LoginSource, OAuth, Reach, Scopes};
use crate::cli::account::{self, Account, TokenFrom};
use crate::cli::exit::CommandError;
use crate::cli::output::terminal::Terminal;
use crate::platform::{Retries, Timeouts, TokenSource};

/// The stored login that an import uses, if it uses one whose abilities are known.
#[derive(Default)]
pub(super) struct Login {
    oauth: Option<(String, LoginSource)>,
}

/// The source of tokens for an import.
///
/// A login that is for another location is noticed here, before anything is asked or sent.
pub(super) fn source(
    account: &Account,
    timeouts: Timeouts,
    retries: Retries,
    terminal: &mut Terminal,
) -> Result<(Arc<dyn TokenSource>, Login), CommandError> {
    match &account.token {
        TokenFrom::Nowhere => Err(account.no_token()),
        TokenFrom::Environment(token) => Ok((account::fixed(token.clone()), Login::default())),
        TokenFrom::Login { store, name, profile } => {
            let wanted = account.location();
            let grant = match &profile.login {
                auth::Login::Private(token) => {
                    if let (Some(own), Some(wanted)) = (profile.location.as_deref(), wanted)
                        && own != wanted
                    {
                        terminal.warn(&format!(
                            "the login `{name}` is for location `{own}`, not `{wanted}`: the platform may \
                             reject its token"
                        ));
                    }
                    return Ok((account::fixed(token.clone()), Login::default()));
                }
                auth::Login::OAuth(grant) => grant,
            };
            if let (Reach::Location(own), Some(wanted)) = (&grant.reach, wanted)
                && own != wanted
            {
                return Err(CommandError::unclear(format!(
                    "wrong location: the login `{name}` is for `{own}`, the import is for `{wanted}`"
                ))
                .hint(
                    "omit `--location` (`HOOPAI_LOCATION_ID`), or log in to that location with `coursedir \
                     login --profile NAME`",
                ));
            }
            let oauth = OAuth::new(profile.base.clone(), timeouts, retries).map_err(CommandError::failed)?;
            let source = LoginSource::new(
                store.clone(),
                name.clone(),
                (**grant).clone(),
                oauth,
                wanted.map(str::to_owned),
            );
            Ok((
                Arc::new(source.clone()) as Arc<dyn TokenSource>,
                Login { oauth: Some((name.to_string(), source)) },
            ))
        }
    }
}

/// How long the end of a renewal is waited for at the end of a run.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(20);

impl Login {
    /// Waits until nothing is renewed any more: who goes away in the middle of it may lose the login.
    pub async fn wait_for_renewal(&self) {
        if let Some((_, source)) = &self.oauth {
            let _ = tokio::time::timeout(PATIENCE, source.wait_for_renewal()).await;
        }
    }

    /// Whether the token may do what the import needs, as far as the platform said.
    pub async fn check(&self, has_files: bool) -> Result<(), CommandError> {
        if let Some((name, source)) = &self.oauth {
            let access = source.access().await.map_err(|error| {
                let hint = error.hint().unwrap_or_default().to_owned();
                CommandError::failed(error).hint(&hint)
            })?;
            let [courses, medias] = Scopes::NEEDED;
            let missing: Vec<String> = [(courses, true), (medias, has_files)]
                .into_iter()
                .filter(|(scope, is_needed)| *is_needed && access.scopes.lack(scope))
                .map(|(scope, _)| scope.to_owned())
                .collect();
            if !missing.is_empty() {
                let missing = account::list(&missing);
                return Err(CommandError::failed_because(format!(
                    "missing scope in login `{name}`: {missing}"
                ))
                .hint(&format!(
                    "nothing was sent; add the scope to the app on the platform, then run `coursedir login \
                     --oauth --profile {name}`"
                )));
            }
        }
        Ok(())
    }
}
