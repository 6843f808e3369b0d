//! Exchanges an agency token for a location token: courses and files need one.
//!
//! Such a token lasts as long as it says and has no refresh token; it is asked for again when it expires.

use std::collections::VecDeque;
use std::time::{Duration, SystemTime};

use tokio::sync::Mutex;
use tokio::time::{Instant, sleep_until};

use crate::platform::{Body, Call, OAuthOutcome, Token};

use super::oauth::{self, AuthError, OAuth};
use super::profile::Access;

const LOCATION_TOKEN: Call = Call { method: "POST", path: "/oauth/locationToken" };

/// What did not come about when it fails.
pub(super) const WHAT: &str = "could not get a location token with the agency login";

/// So many tokens are asked for in [`WINDOW`]: users of the platform report that its endpoint allows no more.
pub const CALLS_A_MINUTE: usize = 5;

const WINDOW: Duration = Duration::from_mins(1);

/// When the last tokens were asked for. A run over many locations asks for one after the other.
static CALLS: Mutex<VecDeque<Instant>> = Mutex::const_new(VecDeque::new());

/// Waits until another token may be asked for.
async fn pace() {
    let mut calls = CALLS.lock().await;
    if calls.len() >= CALLS_A_MINUTE
        && let Some(first) = calls.pop_front()
    {
        sleep_until(first + WINDOW).await;
    }
    calls.push_back(Instant::now());
}

/// Asks for a token of `location`, as the agency `company`.
pub(super) async fn location_token(
    oauth: &OAuth,
    agency: &Token,
    company: &str,
    location: &str,
) -> OAuthOutcome {
    pace().await;
    let fields = [("companyId", company), ("locationId", location)];
    oauth.http.post(LOCATION_TOKEN, Body::Form(&fields), Some(agency)).await
}

/// Reads the answer.
pub(super) fn read(outcome: OAuthOutcome, now: SystemTime) -> Result<Access, AuthError> {
    let answer = outcome.result.map_err(|why| AuthError::Call { what: WHAT, why })?;
    oauth::access(&answer, now).map_err(|missing| AuthError::Incomplete { what: WHAT, missing })
}
