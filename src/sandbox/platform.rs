//! The state of a running sandbox, which all handlers share.

use std::time::Duration;

use tokio::sync::watch;

use crate::serve::{guard::Names, handle::StopSignal};

use super::{
    fault::Faults, log::RequestLog, oauth::Logins, rate::Limiter, rendered_cache::RenderedCache, store::Store,
};

/// What the handlers share.
#[derive(Debug)]
pub(super) struct Platform {
    pub(super) base_url: String,
    /// The names that requests may call it by.
    pub(super) names: Names,
    pub(super) store: Store,
    pub(super) limiter: Limiter,
    pub(super) faults: Faults,
    pub(super) log: RequestLog,
    pub(super) rendered: RenderedCache,
    pub(super) logins: Logins,
    pub(super) import_delay: Duration,
    pub(super) body_limit: u64,
    /// The number of courses that were accepted and have not appeared yet.
    pub(super) copying: watch::Sender<usize>,
    /// Comes when the sandbox is to stop.
    pub(super) stopping: StopSignal,
}

impl Platform {
    /// Waits this long, or until the sandbox is to stop; returns whether the time has passed.
    pub(super) async fn pause(&self, time: Duration) -> bool {
        let mut stopping = self.stopping.clone();
        tokio::select! {
            () = tokio::time::sleep(time) => true,
            () = stopping.wait() => false,
        }
    }
}
