//! Bodies of requests: read as JSON or as a form up to a limit, or read to the end and thrown away.

use std::{collections::BTreeMap, pin::Pin};

use axum::{
    body::{Body, HttpBody},
    extract::Request,
    http::header,
};
use serde_json::Value;

use super::api_error::ApiError;

/// How much of a body is still read when the answer is known to be "no".
///
/// Closing at once would often destroy the answer before the client has read it. Loopback is fast enough to
/// take the largest file there is (500 MB) and some more.
pub(super) const DRAINED: u64 = 1024 * 1024 * 1024;

/// Reads a JSON body of at most `limit` bytes.
pub(super) async fn json(request: Request, limit: u64) -> Result<Value, ApiError> {
    let headers = request.headers();
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let is_json =
        kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"));
    let length = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    let too_large = || ApiError::too_large("request entity too large");
    let body = request.into_body();
    if !is_json || length.is_some_and(|length: u64| length > limit) {
        drain(body).await;
        return Err(if is_json {
            too_large()
        } else {
            ApiError::bad_request("Content-Type must be application/json")
        });
    }
    let bytes = axum::body::to_bytes(body, usize::try_from(limit).unwrap_or(usize::MAX))
        .await
        .map_err(|_| too_large())?;
    serde_json::from_slice(&bytes)
        .map_err(|error| ApiError::bad_request(format!("the body is not JSON: {error}")))
}

/// Reads a form-urlencoded body of at most `limit` bytes.
pub(super) async fn form(request: Request, limit: usize) -> Result<BTreeMap<String, String>, ApiError> {
    let kind =
        request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let is_form =
        kind.split(';').next().is_some_and(|kind| kind.trim() == "application/x-www-form-urlencoded");
    let body = request.into_body();
    if !is_form {
        drain(body).await;
        return Err(ApiError::bad_request("Content-Type must be application/x-www-form-urlencoded"));
    }
    let bytes = axum::body::to_bytes(body, limit)
        .await
        .map_err(|_| ApiError::too_large("request entity too large"))?;
    Ok(url::form_urlencoded::parse(&bytes).into_owned().collect())
}

/// Reads a body of texts, as JSON or as a form, of at most `limit` bytes. Names are those of v3 (`clientId`), also
/// where the older spelling (`client_id`) was sent.
pub(super) async fn fields(request: Request, limit: usize) -> Result<BTreeMap<String, String>, ApiError> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let fields = if kind.is_some_and(|kind| kind.starts_with("application/json")) {
        let Value::Object(fields) = json(request, limit as u64).await? else {
            return Err(ApiError::bad_request("the body is not an object"));
        };
        let text = |(name, value): (String, Value)| Some((name, value.as_str()?.to_owned()));
        fields.into_iter().filter_map(text).collect()
    } else {
        form(request, limit).await?
    };
    Ok(fields.into_iter().map(|(name, value)| (camel_case(&name), value)).collect())
}

/// `client_id` as `clientId`.
pub(super) fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let mut text = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        text.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        text.push_str(letters.as_str());
    }
    text
}

/// Reads a body to its end (within reason) and keeps nothing of it.
pub(super) async fn drain(mut body: Body) {
    let mut read = 0;
    while let Some(Ok(frame)) = std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await
    {
        read += frame.data_ref().map_or(0, |data| data.len() as u64);
        if read > DRAINED {
            return;
        }
    }
}
