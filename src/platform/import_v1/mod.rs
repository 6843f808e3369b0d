//! Sends a course. Each request creates a new course, so the outcome is classified with care.

pub mod wire;

use bytes::Bytes;
use reqwest::StatusCode;
use serde_json::Value;

use super::http::{
    ApiVersion, Body, Call, Client, Content, Delivery, Failure, OnPhase, Refusal, Request, RequestError,
    Response,
};

const IMPORT: Call = Call { method: "POST", path: "/courses/courses-exporter/public/import" };

/// An import body, ready to be sent: JSON whose files are all hosted.
///
/// Only the builder's sendable form makes one, so a dry run's placeholders cannot be sent.
#[derive(Debug, Clone)]
pub struct ImportRequest(Bytes);

impl ImportRequest {
    /// Wraps JSON that names hosted files only.
    pub(crate) fn new(json: Vec<u8>) -> Self {
        Self(json.into())
    }

    /// What will be sent, to the byte.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// The platform took the course and goes on by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Started {
    /// The course's id, if the answer names it.
    pub course_id: Option<String>,
    /// Where to look at it.
    pub url: Option<String>,
    /// What the platform's support asks for.
    pub trace_id: Option<String>,
}

/// A course was not imported, as far as we know.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// The platform certainly has no course of it: there was no connection, no token, or no more
    /// requests today. Safe to send again.
    #[error("course not sent")]
    NotSent(#[source] Failure),
    /// The platform said no, and made no course.
    #[error("the platform rejected the course")]
    Refused(#[source] Box<Refusal>),
    /// It may have arrived. Nobody may send it again before somebody has looked.
    #[error("outcome unknown: the course was sent, but its import is not confirmed")]
    Unknown(#[source] Failure),
}

impl SendError {
    /// What the author can do.
    pub fn hint(&self) -> Option<String> {
        let too_large = "split the course or shorten its lessons: all lesson texts go in one request";
        let refused = "run with `--dry-run` to see the request; nothing was imported";
        match self {
            Self::NotSent(failure) => failure.hint(),
            Self::Refused(refusal) if refusal.status == StatusCode::PAYLOAD_TOO_LARGE => {
                Some(too_large.to_owned())
            }
            Self::Refused(refusal) => Some(refusal.hint().unwrap_or_else(|| refused.to_owned())),
            Self::Unknown(_) => Some(
                "check the courses of this location first: run with `--forget` if the course is not there, \
                 or with `--again` to import a second copy"
                    .to_owned(),
            ),
        }
    }
}

impl From<Failure> for SendError {
    fn from(failure: Failure) -> Self {
        match (failure.problem.delivery(), failure) {
            (Delivery::Refused, Failure { problem: RequestError::Refused(refusal), .. }) => {
                Self::Refused(refusal)
            }
            (Delivery::No, failure) => Self::NotSent(failure),
            (Delivery::Refused | Delivery::Maybe, failure) => Self::Unknown(failure),
        }
    }
}

/// Sends a course, once. It is sent again only where it certainly was not taken: when there was
/// no connection, and after "too many requests". While `on_phase` tells of a pause, nothing is under way.
pub(crate) async fn import(
    client: &Client,
    body: &ImportRequest,
    on_phase: OnPhase<'_>,
) -> Result<Started, SendError> {
    let size = body.0.len() as u64;
    let body = Body::Json(body.0.clone());
    let request = Request::new(IMPORT).version(ApiVersion::V2021_07_28).body(body).on_phase(on_phase);
    let response = client.send(request).await.map_err(|failure| with_size(failure, size))?;
    started(response).map_err(|problem| Failure { call: IMPORT, problem }.into())
}

/// Says how large the body was, where that is why it was refused.
fn with_size(mut failure: Failure, size: u64) -> Failure {
    if let RequestError::Refused(refusal) = &mut failure.problem
        && refusal.status == StatusCode::PAYLOAD_TOO_LARGE
    {
        refusal.sent_bytes = Some(size);
    }
    failure
}

/// Reads a yes. The body of a 201 is not documented, so there the status alone is enough; behind any
/// other success something else than the platform may answer, unless it is empty or JSON.
fn started(response: Response) -> Result<Started, RequestError> {
    let page = response.page();
    let Response { status, trace_id, content, .. } = response;
    match content {
        Content::Json(value) => {
            let course = value.pointer("/processingCourses/0");
            let field = |name| course?.get(name).and_then(Value::as_str).map(str::to_owned);
            Ok(Started { course_id: field("id"), url: field("url"), trace_id })
        }
        Content::Empty => Ok(Started { course_id: None, url: None, trace_id }),
        Content::Other(_) | Content::Lost if status == StatusCode::CREATED => {
            Ok(Started { course_id: None, url: None, trace_id })
        }
        Content::Other(_) | Content::Lost => Err(RequestError::Unreadable { status, page }),
    }
}
