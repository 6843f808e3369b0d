//! The steps of a request, for progress output.

use std::fmt;
use std::time::Duration;

use super::error::RequestError;

/// Told each step of a request.
pub(crate) type OnPhase<'a> = &'a (dyn Fn(Phase) + Sync);

/// A step of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// An attempt may be on its way. To end here leaves its outcome unknown.
    UnderWay,
    /// The last attempt failed, and the next one waits. Of an import nothing is under way.
    Pausing(Pause),
}

/// A wait between two attempts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    /// How long.
    pub wait: Duration,
    /// How long the platform asked to wait, if it did.
    pub asked: Option<Duration>,
    why: Reason,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reason {
    TooMany,
    Answered(u16),
    Network,
}

impl Pause {
    pub(super) fn new(problem: &RequestError, wait: Duration) -> Self {
        let refusal = match problem {
            RequestError::Refused(refusal) => Some(refusal),
            _ => None,
        };
        let why = match refusal.map(|refusal| refusal.status.as_u16()) {
            Some(429) => Reason::TooMany,
            Some(status) => Reason::Answered(status),
            None => Reason::Network,
        };
        Self { wait, asked: refusal.and_then(|refusal| refusal.retry_after), why }
    }

    /// Whether somebody who watches should be told: back-off alone is over soon.
    pub fn is_long(&self) -> bool {
        self.wait >= Duration::from_secs(2)
    }
}

impl fmt::Display for Pause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let wait = seconds(self.wait);
        match self.asked {
            Some(asked) if asked > self.wait => {
                write!(f, "waiting {wait} of the {} that the platform requests: ", seconds(asked))?;
            }
            Some(asked) if !asked.is_zero() => write!(f, "waiting {wait} as the platform requests: ")?,
            _ => write!(f, "waiting {wait} before the next attempt: ")?,
        }
        match self.why {
            Reason::TooMany => f.write_str("too many requests (429)"),
            Reason::Answered(status) => write!(f, "the platform answered {status}"),
            Reason::Network => f.write_str("the connection failed"),
        }
    }
}

fn seconds(wait: Duration) -> String {
    let seconds = usize::try_from(wait.as_secs() + u64::from(wait.subsec_nanos() > 0)).unwrap_or(usize::MAX);
    crate::size::count(seconds, "second", "seconds")
}
