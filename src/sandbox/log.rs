//! Which requests came in, for tests that assert what was sent.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Instant,
};

/// A sandbox that runs for days keeps this many requests and forgets the oldest.
const KEPT: usize = 100_000;

/// One request, as it arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestRecord {
    /// `GET`, `POST`, …
    pub method: String,
    /// The path without the query.
    pub path: String,
    /// The route that it took, such as `/courses/{id}`; none where there is no such route.
    pub route: Option<String>,
    /// When its first line and headers had arrived.
    pub when: Instant,
    /// The status of the answer; none while there is no answer, or when the connection was cut.
    pub status: Option<u16>,
}

#[derive(Debug, Default)]
pub(super) struct RequestLog(Mutex<Records>);

#[derive(Debug, Default)]
struct Records {
    forgotten: usize,
    kept: VecDeque<RequestRecord>,
}

impl RequestLog {
    /// Notes a request that has arrived; returns its number for [`RequestLog::answered`].
    pub(super) fn arrived(&self, method: &str, path: &str, route: Option<&str>) -> usize {
        let mut records = self.lock();
        if records.kept.len() == KEPT {
            records.kept.pop_front();
            records.forgotten += 1;
        }
        let record = RequestRecord {
            method: method.into(),
            path: path.into(),
            route: route.map(str::to_owned),
            when: Instant::now(),
            status: None,
        };
        records.kept.push_back(record);
        records.forgotten + records.kept.len() - 1
    }

    /// Notes the answer to a request.
    pub(super) fn answered(&self, number: usize, status: u16) {
        let mut records = self.lock();
        let index = number.checked_sub(records.forgotten);
        if let Some(record) = index.and_then(|index| records.kept.get_mut(index)) {
            record.status = Some(status);
        }
    }

    /// Returns the requests in the order in which they arrived.
    pub(super) fn all(&self) -> Vec<RequestRecord> {
        self.lock().kept.iter().cloned().collect()
    }

    fn lock(&self) -> MutexGuard<'_, Records> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
