//! What an author decides about updates of a course.

use super::Portal;

/// The settings of a course that only its updates need.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UpdateSettings {
    /// Where learners see the course: without it, links between lessons stay text.
    pub portal: Option<Portal>,
    /// What becomes of the video and materials of a lesson that is new on the platform.
    pub media: NewMedia,
}

/// What an update does with the local video and the materials of a lesson that it adds: no call attaches them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NewMedia {
    /// They become a part of the lesson's text: a player and a list of links.
    #[default]
    Embed,
    /// The update stops, and the author decides.
    Ask,
}
