//! Reads something, once, to learn what the platform thinks of a token. Changes nothing there.
//!
//! Unlike the other calls, an answer that is not yes is an answer as well: [`Looked`] has its status and
//! words. Only what keeps an answer from coming is a [`Failure`].

use std::time::SystemTime;

use reqwest::StatusCode;
use reqwest::header::AUTHORIZATION;
use serde_json::Value;
use tokio::time::Instant;

use super::answer::{Answer, Content, retry_after};
use super::client::Client;
use super::error::{Call, Failure, Problem};
use super::exchange::{VERSION, no_token, send_small};
use super::token::Token;

/// The generation of the API that is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// The one that import and media library are documented in.
    Usual,
    /// The newer one.
    V3,
}

impl Version {
    fn header(self) -> &'static str {
        match self {
            Self::Usual => VERSION,
            Self::V3 => "v3",
        }
    }
}

/// What came back.
#[derive(Debug)]
pub struct Looked {
    /// The status, whatever it is.
    pub status: StatusCode,
    /// The platform's own words, where it did not say yes.
    pub says: Option<String>,
    /// What the platform's support asks for.
    pub trace_id: Option<String>,
    /// The platform's clock.
    pub date: Option<SystemTime>,
    /// Whether there was no body at all, as where there is no such call.
    pub is_empty: bool,
    /// The body, if it is JSON.
    pub json: Option<Value>,
}

impl Client {
    /// Asks `call` with a query. A refused token is renewed once, as for every other call.
    pub async fn look(
        &self,
        call: Call,
        query: &[(&str, &str)],
        version: Version,
    ) -> Result<Looked, Failure> {
        self.try_look(call, query, version).await.map_err(|problem| Failure { call, problem })
    }

    async fn try_look(
        &self,
        call: Call,
        query: &[(&str, &str)],
        version: Version,
    ) -> Result<Looked, Problem> {
        let token = self.tokens.token().await.map_err(no_token)?;
        let mut answer = self.read(call, query, version, &token).await?;
        if answer.status == StatusCode::UNAUTHORIZED
            && let Some(fresh) = self.tokens.rejected(&token).await.map_err(no_token)?
        {
            answer = self.read(call, query, version, &fresh).await?;
        }
        let says = if answer.status.is_success() { None } else { answer.says() };
        let Answer { status, trace_id, date, content, .. } = answer;
        let is_empty = matches!(content, Content::Empty);
        let json = if let Content::Json(value) = content { Some(value) } else { None };
        Ok(Looked { status, says, trace_id, date, is_empty, json })
    }

    async fn read(
        &self,
        call: Call,
        query: &[(&str, &str)],
        version: Version,
        token: &Token,
    ) -> Result<Answer, Problem> {
        let started = self.pace.start().await.map_err(Problem::DayUsedUp)?;
        let mut url = self.base.join(call.path);
        url.query_pairs_mut().extend_pairs(query);
        let request =
            self.http.get(url).header(AUTHORIZATION, token.header()).header("Version", version.header());
        let called = Instant::now();
        tracing::debug!(call = call.text(), "sending");
        let response = send_small(request, self.timeouts).await?;
        self.pace.learn(response.headers(), started, retry_after(response.headers()));
        let answer = Answer::read(response, self.timeouts.silence, token).await;
        let (status, trace_id) = (answer.status.as_u16(), answer.trace_id.as_deref());
        tracing::debug!(call = call.text(), status, trace_id, after = ?called.elapsed(), "answered");
        Ok(answer)
    }
}
