//! Tests a token with read-only calls.
//!
//! There is no call that describes a private token. So the media library is asked for one file, which needs no
//! more than `medias.readonly`, and the answer is sorted. A token without that scope is known to the platform
//! all the same: it then answers 401 with "not authorized for this scope", and for a wrong token with other
//! words. The status is the same, so the words are the only sign there is.

use std::time::SystemTime;

use crate::platform::{ApiVersion, Call, Client, Failure, Reply, StatusCode, read_probe};

const FILES: Call = Call { method: "GET", path: "/medias/files" };
/// What [`newer_routes`] needs.
pub const COURSES_SCOPE: &str = "courses.readonly";

const COURSES: Call = Call { method: "GET", path: "/courses/products" };

/// What the platform thinks of a token.
#[derive(Debug)]
pub enum Verdict {
    /// It is let in, and may read the media library.
    Accepted,
    /// It is let in, but may not do this.
    LacksScope,
    /// It is not let in.
    Refused(String),
    /// It is let in, but not to this location.
    NoAccess(String),
    /// Something answers, but does not say.
    Unclear(String),
    /// The answer does not come from the platform.
    NotThePlatform(String),
    /// Nobody answers.
    Unreachable(Failure),
}

/// A verdict, and the platform's clock.
#[derive(Debug)]
pub struct Probed {
    /// What the platform thinks.
    pub verdict: Verdict,
    /// Its clock, if it answered.
    pub date: Option<SystemTime>,
}

/// Whether the newer calls for courses are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Routes {
    /// They are.
    There,
    /// They are not.
    Absent,
    /// The token may not ask: it lacks [`COURSES_SCOPE`], or it is not for this location.
    Refused,
    /// The answer does not say.
    Unclear,
}

/// Asks for one file of the media library.
pub async fn media(client: &Client, location: &str) -> Probed {
    let query = [
        ("sortBy", "createdAt"),
        ("sortOrder", "desc"),
        ("type", "file"),
        ("altType", "location"),
        ("altId", location),
        ("limit", "1"),
    ];
    match read_probe(client, FILES, &query, ApiVersion::V2021_07_28).await {
        Ok(reply) => Probed { date: reply.date, verdict: verdict(&reply) },
        Err(failure) => Probed { date: None, verdict: Verdict::Unreachable(failure) },
    }
}

/// Asks for one course by the newer calls.
pub async fn newer_routes(client: &Client, location: &str) -> Result<Routes, Failure> {
    let query = [("locationId", location), ("limit", "1")];
    let reply = read_probe(client, COURSES, &query, ApiVersion::V3).await?;
    Ok(match reply.status {
        StatusCode::NOT_FOUND if reply.is_empty => Routes::Absent,
        status if status.is_success() && has_list(&reply, "products") => Routes::There,
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN if reply.page.is_none() => Routes::Refused,
        _ => Routes::Unclear,
    })
}

/// Whether the answer is the platform's list of this name.
fn has_list(reply: &Reply, name: &str) -> bool {
    reply.json.as_ref().and_then(|json| json.get(name)).is_some_and(serde_json::Value::is_array)
}

fn verdict(reply: &Reply) -> Verdict {
    let says = || {
        let words = reply.says.as_deref().map(|says| format!(": \"{says}\"")).unwrap_or_default();
        let trace = reply.trace_id.as_deref().map(|id| format!(" (trace id {id})")).unwrap_or_default();
        format!("{}{words}{trace}", reply.status)
    };
    if let Some(page) = &reply.page {
        return Verdict::NotThePlatform(format!("{} with {page}", reply.status));
    }
    match reply.status {
        status if status.is_success() && has_list(reply, "files") => Verdict::Accepted,
        status if status.is_success() => Verdict::NotThePlatform(format!("{status} without a list of files")),
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN
            if reply.says.as_deref().is_some_and(|says| says.to_lowercase().contains("scope")) =>
        {
            Verdict::LacksScope
        }
        StatusCode::UNAUTHORIZED => Verdict::Refused(says()),
        StatusCode::FORBIDDEN => Verdict::NoAccess(says()),
        _ => Verdict::Unclear(says()),
    }
}
