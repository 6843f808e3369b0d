//! The OAuth calls: exchange a code for tokens, renew tokens.
//!
//! Why not the `oauth2` crate. What it would save us is an address with seven parameters and a form with
//! six fields. What it would cost is what matters here: it reads answers strictly (without a `token_type`,
//! or with a lifetime of `86399.0`, a pair is refused, and the refresh token behind it is used up); it
//! takes errors only in the form of RFC 6749, which the platform does not use; its errors keep the body that
//! they could not read, tokens and all; and two of our four calls are not OAuth's. It also brings a second
//! copy of three crates.
//!
//! Start at [`OAuth`]. An answer is read leniently: what is certainly needed is an access token and a refresh
//! token.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};
use url::Url;

use crate::platform::{
    BaseUrl, Body, Call, ClientError, Failure, OAuthHttp, OAuthOutcome, RequestError, Retries, StatusCode,
    Timeouts, Token, TokenError,
};
use crate::secret::Secret;

use super::profile::{Access, ClientKeys, Grant, Reach, Scopes};

pub(super) const TOKEN: Call = Call { method: "POST", path: "/oauth/token" };
const RECONNECT: Call = Call { method: "POST", path: "/oauth/reconnect" };

/// What the platform documents; taken where an answer does not say.
const USUAL_LIFE: Duration = Duration::from_secs(86_399);

/// Whoever says more says nonsense, and a calendar ends somewhere.
const LONGEST_LIFE: Duration = Duration::from_hours(24 * 365);

/// The platform's calls that hand out tokens.
#[derive(Debug)]
pub struct OAuth {
    pub(super) http: OAuthHttp,
}

/// What a login is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    Location,
    Agency,
}

/// A login was not made, or not renewed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AuthError {
    /// The platform could not be asked, or said no.
    #[error("{what}")]
    Call {
        /// What did not come about.
        what: &'static str,
        #[source]
        why: Failure,
    },
    /// The answer has not what it needs.
    #[error("{what}: no {missing} in the response")]
    Incomplete {
        /// What did not come about.
        what: &'static str,
        /// What is not there.
        missing: &'static str,
    },
    /// There is no token for the call.
    #[error(transparent)]
    Token(TokenError),
    /// There is no source of randomness.
    #[error("cannot get random numbers from the system: a login would not be safe")]
    NoRandomness,
}

impl AuthError {
    /// What the author can do.
    pub fn hint(&self) -> String {
        let refused = |status: &StatusCode| status.is_client_error();
        match self {
            Self::Call { why: Failure { problem: RequestError::Refused(refusal), .. }, .. }
                if refused(&refusal.status) && refusal.status != StatusCode::TOO_MANY_REQUESTS =>
            {
                "log in again; check the client id, the client secret and the app's redirect address"
                    .to_owned()
            }
            Self::Call { why, .. } => why.hint().unwrap_or_default(),
            Self::Incomplete { .. } => {
                "check `--base-url`: the response may not come from the platform".to_owned()
            }
            Self::Token(error) => error.hint().unwrap_or_default().to_owned(),
            Self::NoRandomness => {
                "run `coursedir login --with-token` with a private integration token".to_owned()
            }
        }
    }
}

impl OAuth {
    /// Prepares the calls; sends nothing.
    pub fn new(base: BaseUrl, timeouts: Timeouts, retries: Retries) -> Result<Self, ClientError> {
        Ok(Self { http: OAuthHttp::new(base, timeouts, retries)? })
    }

    /// Where the calls go.
    pub(super) fn base(&self) -> &BaseUrl {
        self.http.base()
    }

    /// Gives a code, which works once, for tokens.
    pub async fn exchange(
        &self,
        client: ClientKeys,
        code: &Secret,
        redirect: Option<&Url>,
        whom: For,
    ) -> Result<Grant, AuthError> {
        const WHAT: &str = "could not exchange the code for tokens";
        let user_type = match whom {
            For::Location => "Location",
            For::Agency => "Company",
        };
        let mut fields = vec![
            ("client_id", client.id.as_str()),
            ("client_secret", client.secret.expose()),
            ("grant_type", "authorization_code"),
            ("code", code.expose()),
            ("user_type", user_type),
        ];
        if let Some(redirect) = redirect {
            fields.push(("redirect_uri", redirect.as_str()));
        }
        let answer = self.http.post(TOKEN, Body::Form(&fields), None).await;
        let answer = answer.result.map_err(|why| AuthError::Call { what: WHAT, why })?;
        let missing = |missing| AuthError::Incomplete { what: WHAT, missing };
        let pair = Pair::read(&answer, SystemTime::now()).map_err(missing)?;
        let reach = reach(&answer).ok_or(missing("location or agency"))?;
        Ok(Grant {
            client,
            reach,
            access: pair.access,
            refresh: pair.refresh.ok_or(missing("refresh token"))?,
            renewing: None,
            locations: BTreeMap::new(),
        })
    }

    /// Asks for new tokens. What the outcome means is for the caller, who knows what was tried before.
    pub(super) async fn refresh(&self, grant: &Grant) -> OAuthOutcome {
        let user_type = match grant.reach {
            Reach::Location(_) => "Location",
            Reach::Agency { .. } => "Company",
        };
        let fields = [
            ("client_id", grant.client.id.as_str()),
            ("client_secret", grant.client.secret.expose()),
            ("grant_type", "refresh_token"),
            ("refresh_token", grant.refresh.expose()),
            ("user_type", user_type),
        ];
        self.http.post(TOKEN, Body::Form(&fields), None).await
    }

    /// Asks for a code in the place of a lost pair.
    pub(super) async fn reconnect(&self, grant: &Grant) -> Option<Secret> {
        let mut body = json!({ "clientKey": grant.client.id, "clientSecret": grant.client.secret.expose() });
        match &grant.reach {
            Reach::Location(location) => body["locationId"] = json!(location),
            Reach::Agency { company, .. } => body["companyId"] = json!(company),
        }
        let answer = self.http.post(RECONNECT, Body::json(&body), None).await.result.ok()?;
        text(&answer, "authorizationCode").map(|code| Secret::new(&code))
    }
}

/// The two tokens of an answer.
pub(super) struct Pair {
    pub access: Access,
    /// Some answers have none: the old one then goes on working.
    pub refresh: Option<Secret>,
}

impl Pair {
    /// Reads an answer; the error names what is not there.
    pub(super) fn read(answer: &Value, now: SystemTime) -> Result<Self, &'static str> {
        let refresh = text(answer, "refresh_token").map(|token| Secret::new(&token));
        let access = access(answer, now)?;
        Ok(Self { access, refresh })
    }
}

/// Reads the access token of an answer.
pub(super) fn access(answer: &Value, now: SystemTime) -> Result<Access, &'static str> {
    let token = text(answer, "access_token").ok_or("access token")?;
    let token = Token::new(&token).map_err(|_| "valid access token")?;
    let life = answer.get("expires_in").and_then(seconds).unwrap_or(USUAL_LIFE).min(LONGEST_LIFE);
    let until = now.checked_add(life).ok_or("valid lifetime")?;
    let scopes = text(answer, "scope").map_or_else(|| Scopes::of_token(&token), |said| Scopes::new(&said));
    Ok(Access { token, scopes, since: now, until })
}

/// A number, or one that is written as a text.
fn seconds(value: &Value) -> Option<Duration> {
    let number = value.as_f64().or_else(|| value.as_str()?.trim().parse().ok())?;
    Duration::try_from_secs_f64(number).ok()
}

/// Whom the tokens are for. An agency's answer names no location.
fn reach(answer: &Value) -> Option<Reach> {
    let company = text(answer, "companyId");
    match text(answer, "locationId") {
        Some(location) if text(answer, "userType").as_deref() != Some("Company") => {
            Some(Reach::Location(location))
        }
        _ => {
            let list = answer.get("approvedLocations").and_then(Value::as_array);
            let ids = list.into_iter().flatten().filter_map(Value::as_str);
            let ids = ids.filter(|id| !id.contains(char::is_control)).map(str::to_owned);
            Some(Reach::Agency { company: company?, approved: ids.collect() })
        }
    }
}

fn text(answer: &Value, name: &str) -> Option<String> {
    let text = answer.get(name)?.as_str()?.trim();
    // Some of it is shown on a terminal.
    (!text.is_empty() && !text.contains(char::is_control)).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_leniently() {
        let now = SystemTime::UNIX_EPOCH;
        for (life, expected) in [
            (json!(60), 60),
            (json!(60.0), 60),
            (json!("60"), 60),
            (json!(null), 86_399),
            (json!(-1), 86_399),
            (json!(1e15), 31_536_000),
        ] {
            let answer = json!({ "access_token": "a-token", "expires_in": life });
            let pair = Pair::read(&answer, now).unwrap();
            assert_eq!(pair.access.until, now + Duration::from_secs(expected), "{life}");
            assert!(pair.refresh.is_none());
        }
        assert_eq!(Pair::read(&json!({ "access_token": " " }), now).err(), Some("access token"));
    }

    #[test]
    fn whom_a_token_is_for_is_read_from_the_answer() {
        assert_eq!(
            reach(&json!({ "userType": "Location", "locationId": "l", "companyId": "c" })),
            Some(Reach::Location("l".into()))
        );
        assert_eq!(
            reach(&json!({ "userType": "Company", "companyId": "c", "approvedLocations": ["l"] })),
            Some(Reach::Agency { company: "c".into(), approved: vec!["l".into()] })
        );
        assert_eq!(reach(&json!({ "userType": "Location" })), None);
    }
}
