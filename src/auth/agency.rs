//! What an agency's token is for: it lists the locations of the agency, and is exchanged for location tokens, which courses
//! and files need.
//!
//! Such a token lasts as long as it says and has no refresh token; it is asked for again when it expires.

use std::collections::VecDeque;
use std::time::{Duration, SystemTime};

use serde_json::Value;
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

/// Spreads the requests for tokens of a run over many locations.
#[derive(Debug, Default)]
pub struct TokenPace {
    /// When the last tokens were asked for.
    calls: Mutex<VecDeque<Instant>>,
}

impl TokenPace {
    /// Waits until another token may be asked for.
    pub async fn turn(&self) {
        let mut calls = self.calls.lock().await;
        if calls.len() >= CALLS_A_MINUTE
            && let Some(first) = calls.pop_front()
        {
            sleep_until(first + WINDOW).await;
        }
        calls.push_back(Instant::now());
    }
}

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

const INSTALLED: Call = Call { method: "GET", path: "/oauth/installedLocations" };

/// A location that has the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstalledLocation {
    /// Letters, digits, `-` and `_`.
    pub id: String,
    /// What the agency calls it; may be empty.
    pub name: String,
}

/// Lists the locations of the agency `company` that have the app of this client. The id of the app is the part of the
/// client's id before the first `-`.
pub(super) async fn installed(
    oauth: &OAuth,
    agency: &Token,
    company: &str,
    client: &str,
) -> Result<Vec<InstalledLocation>, AuthError> {
    const PAGE: usize = 100;
    const MOST: usize = 10_000;
    const WHAT: &str = "could not list the locations of the agency";
    let app = client.split('-').next().unwrap_or(client);
    let mut all = Vec::new();
    let mut skip = 0;
    while skip < MOST {
        let (limit, from) = (PAGE.to_string(), skip.to_string());
        let query = [
            ("companyId", company),
            ("appId", app),
            ("isInstalled", "true"),
            ("limit", &limit),
            ("skip", &from),
        ];
        let answer = oauth.http.get(INSTALLED, &query, agency).await;
        let answer = answer.map_err(|why| AuthError::Call { what: WHAT, why })?;
        let listed = answer.get("locations").and_then(Value::as_array);
        let listed = listed.ok_or(AuthError::Incomplete { what: WHAT, missing: "locations" })?;
        all.extend(listed.iter().filter_map(location));
        skip += PAGE;
        if listed.len() < PAGE {
            break;
        }
    }
    Ok(all)
}

fn location(listed: &Value) -> Option<InstalledLocation> {
    let text = |name: &str| listed.get(name).and_then(Value::as_str);
    let is_id = |id: &&str| {
        !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    let is_installed = listed.get("isInstalled").and_then(Value::as_bool).unwrap_or(true);
    let id = text("_id").or(text("id")).filter(is_id).filter(|_| is_installed)?;
    Some(InstalledLocation { id: id.to_owned(), name: text("name").unwrap_or_default().to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn five_tokens_are_asked_for_in_a_minute() {
        let (pace, began) = (TokenPace::default(), Instant::now());
        let mut minutes = Vec::new();
        for _ in 0..12 {
            pace.turn().await;
            minutes.push(began.elapsed().as_secs() / 60);
        }
        assert_eq!(minutes, [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2]);
    }
}
