//! The clock of a run: it is read once, when a run begins, and handed to all that compares dates.

use std::time::{SystemTime, UNIX_EPOCH};

/// When a run began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock(SystemTime);

impl Default for Clock {
    fn default() -> Self {
        Self(SystemTime::now())
    }
}

impl From<SystemTime> for Clock {
    fn from(now: SystemTime) -> Self {
        Self(now)
    }
}

impl Clock {
    /// Seconds since 1970, and before it negative.
    pub(crate) fn seconds(self) -> i64 {
        let whole = |seconds: u64| i64::try_from(seconds).unwrap_or(i64::MAX);
        match self.0.duration_since(UNIX_EPOCH) {
            Ok(since) => whole(since.as_secs()),
            Err(before) => -whole(before.duration().as_secs()),
        }
    }
}
