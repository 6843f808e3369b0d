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
use tokio::time::{Instant, timeout};

use super::answer::{Answer, Content};
use super::base_url::BaseUrl;
use super::client::{ClientError, Timeouts, plain_client};
use super::error::{Arrived, Call, Failure, Problem};
use super::exchange::{VERSION, sorted_by};
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
        let (called, limit) = (Instant::now(), self.timeouts.connect + self.timeouts.silence);
        tracing::debug!(call = call.text(), "sending");
        let response = match timeout(limit, request.send()).await {
            Ok(Ok(response)) => response,
            Ok(Err(error)) => return Err(sorted_by(error.without_url(), true)),
            Err(_) => return Err(Problem::Silent { limit, began: true }),
        };
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
