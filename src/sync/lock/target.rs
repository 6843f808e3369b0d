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

/// The word for the lesson that somebody was asked about.
const ASKED_ABOUT_MEDIA: &str = "asked-about-media";

impl Learned {
    /// The lesson with a video that was written first, while nobody has said whether that still plays.
    pub fn asked_about_media(&self) -> Option<LocalId> {
        self.words.get(ASKED_ABOUT_MEDIA).map(|lesson| LocalId::new(lesson))
    }

    /// Remembers that somebody was asked about a lesson.
    pub fn ask_about_media(&mut self, lesson: &LocalId) {
        self.words.insert(ASKED_ABOUT_MEDIA.to_owned(), lesson.as_str().to_owned());
    }

    /// Remembers the answer.
    pub fn answer_about_media(&mut self, plays: bool) {
        self.media_plays = Some(plays);
        self.words.remove(ASKED_ABOUT_MEDIA);
    }
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
