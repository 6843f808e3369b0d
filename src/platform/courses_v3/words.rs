//! The words that are sent: closed lists, because the platform answers 500 to a word that it does not know.

use serde::Serialize;
use serde_json::Value;

/// Whether learners see a category or lesson. On read there are more (`locked`, `drip`, `archived`): those stay text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    /// Everyone enrolled sees it.
    Published,
    /// Only the author sees it.
    Draft,
}

/// What a lesson is. A lesson that is text alone is created without a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ContentType {
    /// A video, a text, or both.
    Video,
    /// An assignment, created with [`create_assignment`](super::create_assignment) after its lesson.
    Assignment,
    /// A quiz, created with [`create_quiz`](super::create_quiz) after its lesson.
    Quiz,
}

/// A new value of a field that may be empty, such as the address of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change<'a> {
    /// Nothing: `null`.
    Clear,
    /// This value.
    To(&'a str),
}

/// How a delete ended well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removal {
    /// It is removed now.
    Removed,
    /// It was not there (404 with words): somebody removed it, or an answer to us was lost.
    WasGone,
}

impl Change<'_> {
    pub(super) fn json(self) -> Value {
        match self {
            Self::Clear => Value::Null,
            Self::To(value) => value.into(),
        }
    }
}

impl Visibility {
    /// The word on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Draft => "draft",
        }
    }
}

impl ContentType {
    /// The word on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Self::Video => "video",
            Self::Assignment => "assignment",
            Self::Quiz => "quiz",
        }
    }
}
