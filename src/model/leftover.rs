//! Files of a course's folder that are in no lesson.

use super::CoursePath;

/// A file that no learner sees.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leftover {
    pub path: CoursePath,
    pub group: FileGroup,
}

/// What a file is, roughly: what authors would count together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileGroup {
    Markdown,
    /// Text in another format, or a package of it.
    Text,
    Video,
    Sound,
    Document,
    Image,
    Captions,
    /// Markdown of a language that was not taken.
    Translation,
    Code,
    Other,
}

impl FileGroup {
    /// Every group, what learners would miss first.
    pub const ALL: &'static [Self] = &[
        Self::Markdown,
        Self::Text,
        Self::Video,
        Self::Sound,
        Self::Document,
        Self::Image,
        Self::Captions,
        Self::Translation,
        Self::Code,
        Self::Other,
    ];

    /// The word for programs: stable.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Text => "text",
            Self::Video => "video",
            Self::Sound => "sound",
            Self::Document => "document",
            Self::Image => "image",
            Self::Captions => "captions",
            Self::Translation => "translation",
            Self::Code => "code",
            Self::Other => "other",
        }
    }

    /// The words for people, of one file and of several.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Markdown => ("Markdown file", "Markdown files"),
            Self::Text => ("text in another format", "texts in other formats"),
            Self::Video => ("video", "videos"),
            Self::Sound => ("sound file", "sound files"),
            Self::Document => ("document", "documents"),
            Self::Image => ("image", "images"),
            Self::Captions => ("captions file", "captions files"),
            Self::Translation => ("translation", "translations"),
            Self::Code => ("code file", "code files"),
            Self::Other => ("other file", "other files"),
        }
    }
}
