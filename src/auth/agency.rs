//! Exchanges an agency token for a location token: courses and files need one.
//!
//! Such a token lasts as long as it says and has no refresh token; it is asked for again when it expires.

use std::time::SystemTime;

use crate::platform::{Body, Call, OAuthOutcome, Token};

use super::oauth::{self, AuthError, OAuth};
use super::profile::Access;

const LOCATION_TOKEN: Call = Call { method: "POST", path: "/oauth/locationToken" };

/// What did not come about when it fails.
pub(super) const WHAT: &str = "could not get a location token with the agency login";

/// Asks for a token of `location`, as the agency `company`.
pub(super) async fn location_token(
    oauth: &OAuth,
    agency: &Token,
    company: &str,
    location: &str,
) -> OAuthOutcome {
    let fields = [("companyId", company), ("locationId", location)];
    oauth.http.post(LOCATION_TOKEN, Body::Form(&fields), Some(agency)).await
}

/// Reads the answer.
pub(super) fn read(outcome: OAuthOutcome, now: SystemTime) -> Result<Access, AuthError> {
    let answer = outcome.result.map_err(|why| AuthError::Call { what: WHAT, why })?;
    oauth::access(&answer, now).map_err(|missing| AuthError::Incomplete { what: WHAT, missing })
}
