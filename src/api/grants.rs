//! The calls that hand out tokens. They go to the API's own host, and what is in them and in their
//! answers is secret.
//!
//! Such a call may change what works from then on: a refresh token works once. So [`Grants::post`] tells
//! with each outcome whether an attempt before it may have arrived; what that means is for
//! [`crate::auth`] to decide. Passing failures are tried again here, as for every call; the limit of this
//! endpoint (five calls a minute) is met by waiting.

use std::fmt;

use reqwest::StatusCode;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use serde_json::Value;
use tokio::time::Instant;

use super::answer::{Answer, Content};
use super::base_url::BaseUrl;
use super::client::{ClientError, Timeouts, plain_client};
use super::error::{Arrived, Call, Failure, Problem};
use super::exchange::{VERSION, send_small};
use super::pace::{Pace, PaceOptions};
use super::retry::Retries;
use super::token::Token;

/// A client for these calls alone.
pub(crate) struct Grants {
    http: reqwest::Client,
    base: BaseUrl,
    timeouts: Timeouts,
    retries: Retries,
    pace: Pace,
}

/// What such a call sends.
pub(crate) enum Body<'a> {
    /// Names and values, form-urlencoded.
    Form(&'a [(&'a str, &'a str)]),
    /// JSON.
    Json(Value),
}

/// How a call ended.
pub(crate) struct Outcome {
    pub result: Result<Value, Failure>,
    /// Whether an attempt, though it failed, may have reached the platform.
    pub may_have_arrived: bool,
}

impl Grants {
    pub(crate) fn new(base: BaseUrl, timeouts: Timeouts, retries: Retries) -> Result<Self, ClientError> {
        let builder = plain_client()?.connect_timeout(timeouts.connect).pool_max_idle_per_host(0);
        // A proxy would look for the author's machine on its own.
        let builder = if base.is_loopback() { builder.no_proxy() } else { builder };
        let pace = Pace::new(PaceOptions::unpaced());
        Ok(Self { http: builder.build()?, base, timeouts, retries, pace })
    }

    pub(crate) fn base(&self) -> &BaseUrl {
        &self.base
    }

    /// Makes the call, again after passing failures, and gives the JSON of a yes.
    pub(crate) async fn post(&self, call: Call, body: &Body<'_>, bearer: Option<&Token>) -> Outcome {
        let maybe = std::sync::atomic::AtomicBool::new(false);
        let note = |problem: &Problem| {
            // "Too many requests" is a no as well, whatever else a 4xx may be.
            if problem.arrived() == Arrived::Maybe {
                maybe.store(true, std::sync::atomic::Ordering::Relaxed);
            }
        };
        let attempt = || async {
            let result = self.attempt(call, body, bearer).await;
            result.inspect_err(&note)
        };
        let result = self.retries.run(&self.pace, Problem::is_passing, attempt).await;
        let result = result.map_err(|problem| Failure { call, problem });
        Outcome { result, may_have_arrived: maybe.into_inner() }
    }

    async fn attempt(&self, call: Call, body: &Body<'_>, bearer: Option<&Token>) -> Result<Value, Problem> {
        self.pace.start().await.map_err(Problem::DayUsedUp)?;
        let mut request = self.http.post(self.base.join(call.path)).header(ACCEPT, "application/json");
        request = match body {
            Body::Form(fields) => {
                let form =
                    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(*fields).finish();
                request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(form)
            }
            Body::Json(value) => request.json(value),
        };
        if let Some(token) = bearer {
            request = request.header(AUTHORIZATION, token.header()).header("Version", VERSION);
        }
        let called = Instant::now();
        tracing::debug!(call = call.text(), "sending");
        let response = send_small(request, self.timeouts).await?;
        let answer = Answer::read_granted(response, self.timeouts.silence).await;
        let (status, trace_id) = (answer.status, answer.trace_id.as_deref());
        tracing::debug!(
            call = call.text(),
            status = status.as_u16(),
            trace_id,
            after = ?called.elapsed(),
            "answered"
        );
        if !status.is_success() {
            return Err(Problem::Refused(Box::new(answer.refusal(call))));
        }
        match answer.content {
            Content::Json(value) => Ok(value),
            _ => Err(Problem::Unreadable { status }),
        }
    }
}

impl Outcome {
    /// The status, where the platform said no for good.
    pub(crate) fn refused(&self) -> Option<StatusCode> {
        match &self.result {
            Err(Failure { problem: Problem::Refused(refusal), .. }) if refusal.status.is_client_error() => {
                Some(refusal.status)
            }
            _ => None,
        }
    }
}

impl fmt::Debug for Grants {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Grants").field("base", &self.base).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{RawServer, said};
    use super::*;
    use crate::secret::Secret;

    const CALL: Call = Call { method: "POST", path: "/oauth/token" };

    async fn post(base: &str, secret: &Secret) -> Outcome {
        let base = BaseUrl::new(base).unwrap();
        let grants = Grants::new(base, Timeouts::default(), Retries::at_once()).unwrap();
        grants.post(CALL, &Body::Form(&[("refresh_token", secret.expose())]), None).await
    }

    #[tokio::test]
    async fn an_error_repeats_no_secret_in_any_of_its_forms() {
        let secret = Secret::new("r3fresh+of/this=test");
        let server = RawServer::start(|mut connection, _| async move {
            let (_, body) = connection.request().await;
            let body = String::from_utf8(body).unwrap();
            let words = format!("{{\"message\":\"{body} and r3fresh+of/this=test\"}}");
            connection.answer("400 Bad Request", &format!("traceId: {body}\r\n"), &words).await;
        })
        .await;
        let outcome = post(&server.base, &secret).await;
        assert_eq!((outcome.refused(), outcome.may_have_arrived), (Some(StatusCode::BAD_REQUEST), false));
        let error = outcome.result.unwrap_err();
        let text = format!("{} {error:?} {error:#?}", said(&error));
        assert!(text.contains("refresh_token=[secret] and [secret]"), "{text}");
        assert!(!text.contains("r3fresh"), "{text}");
    }

    #[tokio::test]
    async fn a_yes_is_read_as_it_is_whatever_it_repeats() {
        // Some platforms give the same refresh token again.
        let secret = Secret::new("r3fresh-that-stays");
        let server = RawServer::start(|mut connection, _| async move {
            connection.request().await;
            connection.answer("200 OK", "", "{\"refresh_token\":\"r3fresh-that-stays\"}").await;
        })
        .await;
        let answer = post(&server.base, &secret).await.result.unwrap();
        assert_eq!(answer["refresh_token"], "r3fresh-that-stays");
    }

    #[tokio::test]
    async fn what_was_cut_off_may_have_arrived_and_what_met_nobody_did_not() {
        let secret = Secret::new("r3fresh-of-a-third-test");
        let server = RawServer::start(|mut connection, number| async move {
            connection.request().await;
            if number > 0 {
                connection.answer("400 Bad Request", "", "{}").await;
            }
        })
        .await;
        let outcome = post(&server.base, &secret).await;
        assert!(outcome.may_have_arrived && outcome.refused().is_some());
        let outcome = post("http://127.0.0.1:1", &secret).await;
        assert!(!outcome.may_have_arrived && outcome.refused().is_none());
    }
}
