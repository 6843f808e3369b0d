//! An import, finished or not.

use serde::{Deserialize, Serialize};

/// A request that makes a course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Its state.
    pub state: State,
    /// The course's title.
    pub title: String,
    /// When the request was sent (RFC 3339, UTC).
    pub at: String,
    /// BLAKE3 of the request body, in hexadecimal.
    pub body: String,
    /// The platform's id of the course, if it said one.
    pub course_id: Option<String>,
    /// Where to look at it.
    pub url: Option<String>,
}

/// The state of an import. The later one of two is the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// The request was about to be sent when this was written. If this is still so in a later run,
    /// the outcome is unknown.
    Sending,
    /// The request may have arrived.
    Unknown,
    /// The platform took the course.
    Imported,
}

impl State {
    const ALL: [Self; 3] = [Self::Sending, Self::Unknown, Self::Imported];

    /// As records have it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Sending => "sending",
            Self::Unknown => "unknown",
            Self::Imported => "imported",
        }
    }

    pub(super) fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}
