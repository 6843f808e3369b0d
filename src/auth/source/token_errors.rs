//! The errors where a login gives no token: a message and a hint each.

use std::error::Error;
use std::time::SystemTime;

use crate::auth::oauth::AuthError;
use crate::auth::profile::{ProfileName, Scopes};
use crate::auth::store::StoreError;
use crate::platform::{Delivery, Failure, TokenError};

/// The login `name` is not there any more, or is another one.
pub(super) fn gone(name: &ProfileName) -> TokenError {
    TokenError::Unavailable {
        message: format!("login removed or replaced during the run: `{name}`"),
        hint: Some("run the same command again".to_owned()),
        source: None,
    }
}

/// The platform said no to a refresh token that nobody else can have used by our doing.
pub(super) fn refused(name: &ProfileName, why: Failure) -> TokenError {
    TokenError::Unavailable {
        message: format!(
            "the platform rejected the renewal of login `{name}`: it was revoked or used elsewhere"
        ),
        hint: Some(format!(
            "{}; if the platform reports an inactive location, the login works again after activation",
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
        message: format!("login lost during its renewal{when}: `{name}`"),
        hint: Some(again(name)),
        source: Some(why),
    }
}

fn again(name: &ProfileName) -> String {
    let profile = match name.as_str() {
        ProfileName::DEFAULT => String::new(),
        name => format!(" --profile {name}"),
    };
    format!("run `coursedir login --oauth{profile}`")
}

pub(super) fn over() -> TokenError {
    TokenError::Unavailable { message: "the run has ended".to_owned(), hint: None, source: None }
}

pub(super) fn no_location() -> TokenError {
    TokenError::Unavailable {
        message: "no location: an agency login needs one".to_owned(),
        hint: Some("pass `--location ID`".to_owned()),
        source: None,
    }
}

pub(super) fn useless() -> TokenError {
    TokenError::Unavailable {
        message: "the platform returned an unusable token".to_owned(),
        hint: Some("check the clock of this machine, or log in again".to_owned()),
        source: None,
    }
}

pub(super) fn not_renewed(why: Failure) -> TokenError {
    TokenError::Unavailable {
        message: "could not renew the login".to_owned(),
        hint: why.hint().or(Some("retry in a few minutes".to_owned())),
        source: Some(Box::new(why)),
    }
}

pub(super) fn not_exchanged(error: AuthError, location: &str) -> TokenError {
    let hint = match &error {
        AuthError::Call { why, .. } if why.problem.delivery() != Delivery::Refused => why.hint(),
        _ => Some(format!(
            "check that the app is installed in that location, and that the login has the scope `{}`",
            Scopes::AGENCY
        )),
    };
    TokenError::Unavailable {
        message: format!("no token for location `{location}`"),
        hint,
        source: Some(Box::new(error)),
    }
}

pub(super) fn not_kept(error: StoreError) -> TokenError {
    TokenError::Unavailable {
        message: "could not read or store the login".to_owned(),
        hint: Some(error.hint()),
        source: Some(Box::new(error)),
    }
}
