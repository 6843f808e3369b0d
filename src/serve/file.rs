//! Sends a file of this machine: whole, or the ranges that were asked for (RFC 9110, section 14).

use std::io;
use std::path::Path;

use axum::body::Body;
use axum::extract::Request;
use axum::http::HeaderMap;
use axum::response::Response;
use mime_guess::Mime;
use tower_http::services::ServeFile;

/// What a browser asks for (`Sec-Fetch-Dest`) when it means to run it, or to style a page with it.
const ACTIVE: &[&str] = &["script", "style", "worker", "sharedworker", "serviceworker", "xslt", "manifest"];

/// Answers `request` with the file at `path`. A file that is not there is a 404.
pub async fn send(path: &Path, mime: &Mime, request: Request) -> io::Result<Response> {
    let answer = ServeFile::new_with_mime(path, mime).try_call(request).await?;
    Ok(answer.map(Body::new))
}

/// Whether a browser asks for a file as a script or style of a page. Files of others are never given out as that.
pub fn is_asked_as_active(headers: &HeaderMap) -> bool {
    let asked_as = headers.get("sec-fetch-dest").and_then(|value| value.to_str().ok());
    asked_as.is_some_and(|kind| ACTIVE.contains(&kind))
}
