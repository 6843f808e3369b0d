//! Whether a token may do what an import needs, as far as that can be known before anything is sent.
//!
//! OAuth tells the scopes, with the token or inside of it. Of a private token they cannot be known: no call describes
//! it. Nor is there a call to try it with. An import that ought to fail might be accepted, because how strictly the
//! platform validates one is not documented, and a refusal of the newer calls does not tell the reason. So the plan
//! says that it is unknown, and the platform decides when the course is sent.

use crate::auth::{Login, Scopes};
use crate::cli::account::{self, Account, TokenFrom};
use crate::cli::exit::CommandError;
use crate::platform::{Holder, Token};

/// What is known of a token before anything is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Permission {
    /// It has every scope that the import needs.
    Granted,
    /// Nobody said.
    Unknown,
}

impl Permission {
    /// Whether the plan has to say so: an import without uploads learns it before anything is sent.
    pub fn line(self, uploads: usize) -> Option<&'static str> {
        (self == Self::Unknown && uploads > 0).then_some(
            "  unknown  whether the token has the scope `courses.write`; the platform checks it after the uploads",
        )
    }
}

/// Compares scopes with what the import needs. The names of those that are not there go into the error.
pub(in crate::cli) fn of_scopes(
    scopes: &Scopes,
    has_files: bool,
    error: &Missing<'_>,
) -> Result<Permission, CommandError> {
    let [courses, medias] = Scopes::NEEDED;
    let missing: Vec<String> = [(courses, true), (medias, has_files)]
        .into_iter()
        .filter(|(scope, is_needed)| *is_needed && scopes.lack(scope))
        .map(|(scope, _)| scope.to_owned())
        .collect();
    if !missing.is_empty() {
        let missing = account::list(&missing);
        return Err(CommandError::failed_because(format!("missing scope in {}: {missing}", error.of))
            .hint(&format!("nothing was sent; {}", error.hint)));
    }
    Ok(if scopes.are_known() { Permission::Granted } else { Permission::Unknown })
}

/// What is known without a request. Where there is no token yet, there is nothing to say.
pub(in crate::cli) fn before_login(account: &Account) -> Permission {
    let scopes = match &account.token {
        TokenFrom::Nowhere => return Permission::Granted,
        TokenFrom::Environment(token) => Scopes::of_token(token),
        TokenFrom::Login { profile, .. } => match &profile.login {
            Login::Private(token) => Scopes::of_token(token),
            Login::OAuth(grant) => grant.access.scopes.clone(),
        },
    };
    if scopes.are_known() { Permission::Granted } else { Permission::Unknown }
}

/// Where a scope is missing.
pub(in crate::cli) struct Missing<'a> {
    /// The login or the token.
    pub of: &'a str,
    /// How to get another one, in the imperative.
    pub hint: &'a str,
}

/// Reads what a token that stays as it is says of itself.
pub(in crate::cli) fn of_token(
    token: &Token,
    location: &str,
    has_files: bool,
    how_to_replace: &str,
) -> Result<Permission, CommandError> {
    let hint = format!("nothing was sent; {how_to_replace}");
    match token.claims().and_then(|claims| claims.holder) {
        Some(Holder::Agency) => {
            return Err(CommandError::failed_because(
                "wrong token: it belongs to an agency, not to a location",
            )
            .hint(&format!("{hint}, or log in with `coursedir login --oauth --agency`")));
        }
        Some(Holder::Location(own)) if own != location => {
            return Err(CommandError::failed_because(format!(
                "wrong location: the token is for `{own}`, the import is for `{location}`"
            ))
            .hint(&format!("{hint}, or correct `--location` (`HOOPAI_LOCATION_ID`)")));
        }
        _ => {}
    }
    of_scopes(&Scopes::of_token(token), has_files, &Missing { of: "the token", hint: how_to_replace })
}
