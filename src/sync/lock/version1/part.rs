//! What a lock of version 1 remembers of a category or lesson: hashes of all of it, and of none of its fields.

use serde::Deserialize;

/// A category, sub-category or lesson as it was sent, until a run sees the folder again.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in super::super) struct Part {
    /// What it is.
    pub(in super::super) kind: PartKind,
    /// The author's `id`, else its path: survives a new title.
    pub(in super::super) id: String,
    /// Its title.
    pub(in super::super) title: String,
    /// BLAKE3 of what was sent of it, in hexadecimal; of a category without what it holds.
    pub(in super::super) hash: String,
    /// The fingerprint of its model; none in what the first programs wrote.
    #[serde(skip)]
    pub(in super::super) model: Option<String>,
}

/// The kinds of [`Part`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(in super::super) enum PartKind {
    /// A category of the first level.
    Category,
    /// A category of the second level.
    Subcategory,
    /// A lesson.
    Lesson,
}

impl PartKind {
    const ALL: [Self; 3] = [Self::Category, Self::Subcategory, Self::Lesson];

    /// As records have it.
    pub(in super::super) fn word(self) -> &'static str {
        match self {
            Self::Category => "category",
            Self::Subcategory => "subcategory",
            Self::Lesson => "lesson",
        }
    }

    pub(in super::super) fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}
