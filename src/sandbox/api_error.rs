//! The documented error responses of the platform.
//!
//! A handler returns a [`ApiError`]; the answer's body is written by [`super::middleware`], which knows the trace
//! id that belongs in it.

use axum::{
    body::Body,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

/// A request that was turned down, and the platform's words for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ApiError {
    status: StatusCode,
    message: Message,
    retry_after: Option<u64>,
}

/// The platform sends one sentence, or (for 422) a list with one for each fault.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Message {
    One(String),
    Many(Vec<String>),
}

impl ApiError {
    /// Turns a request down with one sentence.
    pub(super) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, message: Message::One(message.into()), retry_after: None }
    }

    /// `BadRequestDTO`: the request cannot be read.
    pub(super) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    /// `UnauthorizedDTO`: the headers do not say who asks, or in which version of the API.
    pub(super) fn unauthorized(message: impl Into<String>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, message)
    }

    /// `UnprocessableDTO`: the request can be read and does not have the documented shape.
    pub(super) fn unprocessable(messages: Vec<String>) -> Self {
        let message = Message::Many(messages);
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, message, retry_after: None }
    }

    /// The same faults with the status of a request that cannot be read, for a platform that knows no 422.
    pub(super) fn bad_requests(messages: Vec<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, message: Message::Many(messages), retry_after: None }
    }

    /// What the request is about is not there.
    pub(super) fn not_found(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, format!("{what} not found"))
    }

    /// A body or file over its limit.
    pub(super) fn too_large(message: impl Into<String>) -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, message)
    }

    /// A failure on the sandbox's side, such as a full disk.
    pub(super) fn broken(error: &dyn std::fmt::Display) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, format!("internal error of the sandbox: {error}"))
    }

    /// Asks the client to wait this many seconds.
    pub(super) fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// Returns the seconds for the `Retry-After` header.
    pub(super) fn wait(&self) -> Option<u64> {
        self.retry_after
    }

    /// Returns the documented body, with the trace id that every error carries.
    pub(super) fn body(&self, trace_id: &str) -> Value {
        let message = match &self.message {
            Message::One(text) => json!(text),
            Message::Many(list) => json!(list),
        };
        let mut body = json!({ "statusCode": self.status.as_u16(), "message": message, "traceId": trace_id });
        if matches!(self.status, StatusCode::UNAUTHORIZED | StatusCode::UNPROCESSABLE_ENTITY) {
            body["error"] = json!(self.status.canonical_reason());
        }
        body
    }

    /// Returns the body in the shape that newer calls document.
    pub(super) fn newer_body(&self, trace_id: &str) -> Value {
        let message = match &self.message {
            Message::One(text) => text.clone(),
            Message::Many(list) => list.join("; "),
        };
        let code = self.status.canonical_reason().unwrap_or("Error").to_uppercase().replace(' ', "_");
        json!({ "error": { "code": code, "message": message }, "traceId": trace_id })
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = self.status;
        response.extensions_mut().insert(self);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_documented_fields() {
        assert_eq!(
            ApiError::bad_request("no").body("t"),
            json!({ "statusCode": 400, "message": "no", "traceId": "t" })
        );
        assert_eq!(
            ApiError::unauthorized("who").body("t"),
            json!({ "statusCode": 401, "message": "who", "error": "Unauthorized", "traceId": "t" })
        );
        assert_eq!(
            ApiError::unprocessable(vec!["a".into(), "b".into()]).body("t"),
            json!({ "statusCode": 422, "message": ["a", "b"], "error": "Unprocessable Entity", "traceId": "t" })
        );
    }
}
