//! What is said when there is no token: one sentence, and what to do.

use std::error::Error;
use std::time::SystemTime;

use crate::auth::oauth::AuthError;
use crate::auth::profile::{ProfileName, Scopes};
use crate::auth::store::StoreError;
use crate::platform::{Delivery, Failure, TokenError};

/// The login `name` is not there any more, or is another one.
pub(super) fn gone(name: &ProfileName) -> TokenError {
    TokenError::Unavailable {
        message: format!("the login `{name}` was removed or replaced meanwhile"),
        hint: Some("run the same command again".to_owned()),
        source: None,
    }
}

/// The platform said no to a refresh token that nobody else can have used by our doing.
pub(super) fn refused(name: &ProfileName, why: Failure) -> TokenError {
    TokenError::Unavailable {
        message: format!(
            "the platform does not renew the login `{name}` any more: it was revoked, or used elsewhere"
        ),
        hint: Some(format!(
            "{}; if the platform says that the location is not active, this login works again once it is",
            again(name)
        )),
        source: Some(Box::new(why)),
    }
}

/// The refresh token was used, and what came of it is not known.
pub(super) fn lost(
    name: &ProfileName,
    before: Option<SystemTime>,
    why: Box<dyn Error + Send + Sync>,
) -> TokenError {
    let when =
        before.map(|time| format!(" ({})", humantime::format_rfc3339_seconds(time))).unwrap_or_default();
    TokenError::Unavailable {
        message: format!("the login `{name}` was lost while it was being renewed{when}"),
        hint: Some(again(name)),
        source: Some(why),
    }
}

fn again(name: &ProfileName) -> String {
    let profile = match name.as_str() {
        ProfileName::DEFAULT => String::new(),
        name => format!(" --profile {name}"),
    };
    format!("log in again with `coursedir login --oauth{profile}`")
}

pub(super) fn over() -> TokenError {
    TokenError::Unavailable { message: "the run is over".to_owned(), hint: None, source: None }
}

pub(super) fn no_location() -> TokenError {
    TokenError::Unavailable {
        message: "the login is an agency's, and no location is named".to_owned(),
        hint: Some("name it with `--location`".to_owned()),
        source: None,
    }
}

pub(super) fn useless() -> TokenError {
    TokenError::Unavailable {
        message: "the platform gave a token that cannot be used".to_owned(),
        hint: Some("check the clock of this machine, or log in again".to_owned()),
        source: None,
    }
}

pub(super) fn not_renewed(why: Failure) -> TokenError {
    TokenError::Unavailable {
        message: "the login could not be renewed".to_owned(),
        hint: why.hint().or(Some("run the same command again in a few minutes".to_owned())),
        source: Some(Box::new(why)),
    }
}

pub(super) fn not_exchanged(error: AuthError, location: &str) -> TokenError {
    let hint = match &error {
        AuthError::Call { why, .. } if why.problem.delivery() != Delivery::Refused => why.hint(),
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

pub(super) fn not_kept(error: StoreError) -> TokenError {
    TokenError::Unavailable {
        message: "the login could not be read or kept".to_owned(),
        hint: Some(error.hint()),
        source: Some(Box::new(error)),
    }
}
