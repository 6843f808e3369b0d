//! The words for the type and the visibility of a lesson.

use crate::model::{LessonKind, Visibility};

/// The words for [`LessonKind`].
pub(crate) const KINDS: &[(&str, LessonKind)] =
    &[("video", LessonKind::Video), ("assignment", LessonKind::Assignment), ("quiz", LessonKind::Quiz)];

/// The words for [`Visibility`].
pub(super) const VISIBILITIES: &[(&str, Visibility)] =
    &[("published", Visibility::Published), ("draft", Visibility::Draft)];

/// The words of `type`, for the table of keys.
pub(crate) fn kinds() -> Vec<&'static str> {
    KINDS.iter().map(|&(word, _)| word).collect()
}

/// The words of `visibility`, for the table of keys.
pub(crate) fn visibilities() -> Vec<&'static str> {
    VISIBILITIES.iter().map(|&(word, _)| word).collect()
}
