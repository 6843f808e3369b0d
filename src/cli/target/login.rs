//! The token source of an import, and its scope check.

use std::sync::Arc;

use crate::auth::{self, LoginSource, OAuth, Reach};
use crate::cli::account::{self, Account, TokenFrom};
use crate::cli::exit::CommandError;
use crate::cli::output::terminal::Terminal;
use crate::platform::{Retries, Timeouts, Token, TokenSource};

use super::permission::{self, Missing, Permission};

/// What an import sends its requests with.
pub(in crate::cli) enum Login {
    /// A stored login that renews itself, with its name.
    OAuth(String, LoginSource),
    /// A token that stays as it is, and how to replace it.
    Fixed(Token, String),
    /// The sandbox's, which may do everything.
    Sandbox,
}

/// The source of tokens for an import.
///
/// A login that is for another location is noticed here, before anything is asked or sent.
pub(in crate::cli) fn source(
    account: &Account,
    timeouts: Timeouts,
    retries: Retries,
    terminal: &mut Terminal,
) -> Result<(Arc<dyn TokenSource>, Login), CommandError> {
    match &account.token {
        TokenFrom::Nowhere => Err(account.no_token()),
        TokenFrom::Environment(token) => Ok(fixed(token, "set `HOOPAI_TOKEN`")),
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
                    let store = format!("run `coursedir login --with-token --profile {name}`");
                    return Ok(fixed(token, &store));
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
            let oauth = OAuth::new(profile.base.clone(), timeouts, retries)?;
            let source = LoginSource::new(
                store.clone(),
                name.clone(),
                (**grant).clone(),
                oauth,
                wanted.map(str::to_owned),
            );
            Ok((Arc::new(source.clone()) as Arc<dyn TokenSource>, Login::OAuth(name.to_string(), source)))
        }
    }
}

fn fixed(token: &Token, how_to_store: &str) -> (Arc<dyn TokenSource>, Login) {
    let replace = format!("create a token with this access in the sub-account, then {how_to_store}");
    (account::fixed(token.clone()), Login::Fixed(token.clone(), replace))
}

/// How long the end of a renewal is waited for at the end of a run.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(20);

impl Login {
    /// Waits until nothing is renewed any more: who goes away in the middle of it may lose the login.
    pub async fn wait_for_renewal(&self) {
        if let Self::OAuth(_, source) = self {
            let _ = tokio::time::timeout(PATIENCE, source.wait_for_renewal()).await;
        }
    }

    /// Whether the token may do what the import into this location needs, as far as the platform said.
    pub async fn check(&self, location: &str, has_files: bool) -> Result<Permission, CommandError> {
        match self {
            Self::Sandbox => Ok(Permission::Granted),
            Self::Fixed(token, how_to_replace) => {
                permission::of_token(token, location, has_files, how_to_replace)
            }
            Self::OAuth(name, source) => {
                let access = source.access().await.map_err(|error| {
                    let hint = error.hint().unwrap_or_default().to_owned();
                    CommandError::failed(error).hint(&hint)
                })?;
                let of = format!("login `{name}`");
                let hint = format!(
                    "add the scope to the app on the platform, then run `coursedir login --oauth --profile {name}`"
                );
                permission::of_scopes(&access.scopes, has_files, &Missing { of: &of, hint: &hint })
            }
        }
    }
}
