//! Writes the fix of a finding, when its author asks on a page.
//!
//! A request names a finding and holds the secret of the page ([`Author`]). The first time it is answered with the
//! change as a diff. The second time it holds the diff that the author has seen, and the change is written if it is
//! still the same. What is written is what `check --fix` would write for this finding, and nothing else.

use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::json;

use super::author::Author;
use super::site::Snapshot;
use crate::fix::{self, Change, diff};
use crate::pages;

/// Where fixes are asked for.
pub(super) const PATH: &str = "/fix";

/// A diff of a page is not larger, in bytes.
const LARGEST: usize = 4 << 20;

/// What a page asks for.
#[derive(Debug, Deserialize)]
struct Wanted {
    secret: String,
    /// The id of a finding, as pages name it.
    finding: String,
    /// The diff that the author has seen and agreed to.
    seen: Option<String>,
}

/// Why nothing is written.
enum Refusal {
    Unreadable,
    Stranger,
    Gone,
    Failed(String),
}

/// Shows or writes a fix.
pub(super) async fn answer(author: &Author, snapshot: &Snapshot, request: Request) -> Response {
    match wanted(author, request).await.and_then(|wanted| fix(snapshot, &wanted)) {
        Ok(json) => ([(header::CONTENT_TYPE, "application/json")], json).into_response(),
        Err(refusal) => refusal.into_response(),
    }
}

async fn wanted(author: &Author, request: Request) -> Result<Wanted, Refusal> {
    // A form of another site could send text, but not this.
    let is_json = request.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == "application/json");
    let body = to_bytes(request.into_body(), LARGEST).await.map_err(|_| Refusal::Unreadable)?;
    let wanted: Wanted = serde_json::from_slice(&body).map_err(|_| Refusal::Unreadable)?;
    if is_json && author.is_known_by(&wanted.secret) { Ok(wanted) } else { Err(Refusal::Stranger) }
}

fn fix(snapshot: &Snapshot, wanted: &Wanted) -> Result<String, Refusal> {
    let found = snapshot.courses.iter().find_map(|entry| {
        let mut findings = entry.pages.findings.iter();
        let id = |finding| pages::finding_id(&entry.pages.prefix, finding);
        Some((entry, findings.find(|finding| finding.fix.is_some() && id(finding) == wanted.finding)?))
    });
    let (entry, finding) = found.ok_or(Refusal::Gone)?;
    let failed = |error: crate::fs::Error| Refusal::Failed(error.to_string());
    let changes = fix::plan(&entry.root, std::slice::from_ref(finding)).map_err(failed)?;
    if changes.is_empty() {
        return Err(Refusal::Gone);
    }
    let shown: String = changes.iter().map(as_diff).collect();
    let is_agreed = wanted.seen.as_deref().map(|seen| seen == shown);
    if is_agreed == Some(false) {
        return Err(Refusal::Gone);
    }
    if is_agreed == Some(true) {
        changes.iter().try_for_each(Change::write).map_err(failed)?;
    }
    Ok(json!({ "diff": shown, "written": is_agreed == Some(true) }).to_string())
}

fn as_diff(change: &Change) -> String {
    diff::unified(change.path.as_str(), &change.before, &change.after, false)
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, text) = match self {
            Self::Unreadable => (StatusCode::BAD_REQUEST, "not a request of the preview's pages".to_owned()),
            Self::Stranger => (StatusCode::FORBIDDEN, "only the preview's pages write fixes".to_owned()),
            Self::Gone => (StatusCode::CONFLICT, "the file changed: look at the finding again".to_owned()),
            Self::Failed(error) => (StatusCode::INTERNAL_SERVER_ERROR, error),
        };
        (status, text + "\n").into_response()
    }
}
