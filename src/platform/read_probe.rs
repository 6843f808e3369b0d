//! Sends one read-only call to test a token.
//!
//! Unlike for the other calls, an answer that is not yes is an answer as well: [`Reply`] has its status and
//! words. Only what keeps an answer from coming is a [`Failure`].

use std::time::SystemTime;

use reqwest::StatusCode;
use serde_json::Value;

use super::http::{ApiVersion, Call, Client, Content, Failure, Page, Request, Response};

/// What came back.
#[derive(Debug)]
pub struct Reply {
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
    /// The web page that came instead of an answer.
    pub page: Option<Page>,
    /// The body, if it is JSON.
    pub json: Option<Value>,
}

/// Asks `call` with a query. A refused token is renewed once, as for every other call.
pub async fn read_probe(
    client: &Client,
    call: Call,
    query: &[(&str, &str)],
    version: ApiVersion,
) -> Result<Reply, Failure> {
    let response = client.read(Request::new(call).query(query).version(version)).await?;
    let says = if response.status.is_success() { None } else { response.says() };
    let page = response.page();
    let Response { status, trace_id, date, content, .. } = response;
    let is_empty = matches!(content, Content::Empty);
    let json = if let Content::Json(value) = content { Some(value) } else { None };
    Ok(Reply { status, says, trace_id, date, is_empty, page, json })
}
