//! Live reload: server-sent events with the current version.

use std::convert::Infallible;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use tokio::sync::watch;

use crate::serve::handle::StopSignal;

/// How soon a browser asks again when the connection broke, because the preview was started anew.
const RETRY: Duration = Duration::from_millis(500);

/// Tells the version at once, and again at each change, until the server stops.
///
/// At once, because something may have changed between the page and this connection.
pub(super) fn events(versions: watch::Receiver<String>, stopping: StopSignal) -> Response {
    let first = Some((versions, stopping, true));
    let events = stream::unfold(first, async |state| {
        let (mut versions, mut stopping, is_first) = state?;
        if !is_first {
            tokio::select! {
                changed = versions.changed() => changed.ok()?,
                () = stopping.wait() => return None,
            }
        }
        let version = versions.borrow_and_update().clone();
        let event = Event::default().event("version").data(version).retry(RETRY);
        Some((Ok::<_, Infallible>(event), Some((versions, stopping, false))))
    });
    Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(15))).into_response()
}
