//! The calls that hand out tokens. They go to the API's own host, and what is in them and in their
//! answers is secret.
//!
//! Such a call may change what works from then on: a refresh token works once. So [`OAuthHttp::post`] tells
//! with each outcome whether an attempt before it may have arrived; what that means is for
//! [`crate::auth`] to decide. Passing failures are tried again, as for every call; the limit of this
//! endpoint (five calls a minute) is met by waiting.

use std::fmt;

use reqwest::StatusCode;
use serde_json::Value;

use super::http::{
    ApiVersion, Auth, BaseUrl, Body, Call, ClientError, Content, Failure, Outcome, RateLimitOptions, Request,
    RequestError, Retries, Timeouts, Token, Transport, send,
};

/// Connections for these calls alone.
pub(crate) struct OAuthHttp {
    transport: Transport,
}

/// How a call ended.
pub(crate) struct OAuthOutcome {
    pub result: Result<Value, Failure>,
    /// Whether an attempt, though it failed, may have reached the platform.
    pub may_have_arrived: bool,
}

impl OAuthHttp {
    pub(crate) fn new(base: BaseUrl, timeouts: Timeouts, retries: Retries) -> Result<Self, ClientError> {
        let transport = Transport::new(base, timeouts, retries, RateLimitOptions::unpaced())?;
        Ok(Self { transport })
    }

    pub(crate) fn base(&self) -> &BaseUrl {
        self.transport.base()
    }

    /// Makes a call that only reads, again after passing failures, and gives the JSON of a yes.
    pub(crate) async fn get(
        &self,
        call: Call,
        query: &[(&str, &str)],
        bearer: &Token,
    ) -> Result<Value, Failure> {
        let request = Request::new(call).accept_json().query(query).idempotent();
        let request = request.auth(Auth::Bearer(bearer)).version(ApiVersion::V2021_07_28);
        let response = send(&self.transport, &request).await.result?;
        match (response.status, response.page(), response.content) {
            (_, _, Content::Json(value)) => Ok(value),
            (status, page, _) => Err(Failure { call, problem: RequestError::Unreadable { status, page } }),
        }
    }

    /// Makes the call, again after passing failures, and gives the JSON of a yes.
    pub(crate) async fn post(&self, call: Call, body: Body<'_>, bearer: Option<&Token>) -> OAuthOutcome {
        let mut request = Request::new(call).accept_json().body(body).idempotent().hands_out_secrets();
        if let Some(token) = bearer {
            request = request.auth(Auth::Bearer(token)).version(ApiVersion::V2021_07_28);
        }
        let Outcome { result, may_have_arrived } = send(&self.transport, &request).await;
        match result.map(|response| (response.status, response.page(), response.content)) {
            Ok((_, _, Content::Json(value))) => OAuthOutcome { result: Ok(value), may_have_arrived },
            Ok((status, page, _)) => {
                let problem = RequestError::Unreadable { status, page };
                OAuthOutcome { result: Err(Failure { call, problem }), may_have_arrived: true }
            }
            Err(failure) => OAuthOutcome { result: Err(failure), may_have_arrived },
        }
    }
}

impl OAuthOutcome {
    /// The status, where the platform said no for good.
    pub(crate) fn refused(&self) -> Option<StatusCode> {
        match &self.result {
            Err(Failure { problem: RequestError::Refused(refusal), .. })
                if refusal.status.is_client_error() =>
            {
                Some(refusal.status)
            }
            _ => None,
        }
    }
}

impl fmt::Debug for OAuthHttp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OAuthHttp").field("base", self.base()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::testing::{RawServer, said};
    use crate::secret::Secret;

    const CALL: Call = Call { method: "POST", path: "/oauth/token" };

    async fn post(base: &str, secret: &Secret) -> OAuthOutcome {
        let base = BaseUrl::new(base).unwrap();
        let http = OAuthHttp::new(base, Timeouts::default(), Retries::at_once()).unwrap();
        http.post(CALL, Body::Form(&[("refresh_token", secret.expose())]), None).await
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
