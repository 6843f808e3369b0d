//! What a lock remembers of a target: the course there, and how the platform behaves.

use std::collections::{BTreeMap, BTreeSet};
use std::time::SystemTime;

use crate::platform::courses_v3::{Id, UnknownValue};
use crate::sync::versions::{LocalId, NodeKind};

/// A course at a destination.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Target {
    /// The course that the folder is bound to.
    pub course: Option<Id>,
    /// Its title when it was last sent or seen.
    pub title: String,
    /// Host of the learners' portal, as it was last known.
    pub portal: Option<String>,
    /// When the course was imported (RFC 3339, UTC).
    pub imported_at: Option<String>,
    /// Where to look at it, as the import said.
    pub url: Option<String>,
    /// How the platform behaves.
    pub learned: Learned,
    /// Creates whose answers were lost.
    pub pending: Vec<Pending>,
}

/// What runs found out about a location.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Learned {
    /// Values on read that an object kept when an update left them out.
    pub kept_when_left_out: BTreeSet<UnknownValue>,
    /// Values on read that an object lost then.
    pub lost_when_left_out: BTreeSet<UnknownValue>,
    /// Whether the video of a lesson still plays after its text was written.
    pub media_plays: Option<bool>,
    /// Whether texts come back in another spelling.
    pub rewrites_html: Option<bool>,
    /// Anything else, by name.
    pub words: BTreeMap<String, String>,
}

/// A create that was sent: it was not answered, or no list shows it yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    /// What would be made.
    pub kind: NodeKind,
    /// Its id in the folder.
    pub id: LocalId,
    /// When it was sent, in whole seconds.
    pub at: SystemTime,
}
