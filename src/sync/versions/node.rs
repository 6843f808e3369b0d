//! What all versions have in common: kinds of nodes, their ids in the folder, their fields.

use std::fmt;

use crate::model::nfc;

/// A node's id in the folder: the front matter's `id`, else its path. In NFC.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalId(String);

/// The kinds of nodes. A category and the one lesson in it may have the same id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    /// The course itself: there is one.
    Course,
    /// A category, or a sub-category where its parent is one.
    Category,
    /// A lesson.
    Lesson,
}

/// What can change in a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Its title.
    Title,
    /// Whether learners see it. Not of a course.
    Visibility,
    /// Its text; the description of a course. Not of a category.
    Text,
    /// Whether it is a quiz, an assignment or neither. Of a lesson.
    Type,
    /// The address of its picture.
    Picture,
    /// The category that it is in. Not of a course.
    Place,
    /// The order of what is directly in it: categories in one list, lessons in another.
    Order,
    /// The video at its top, if that is no player in its text. No reply of the platform shows it.
    Video,
    /// Its downloads. No reply of the platform shows them.
    Materials,
    /// Who teaches the course. Not compared with the platform.
    Instructor,
    /// The settings of a quiz: its title, what decides whether a learner passes, and what they read then.
    Quiz,
    /// The questions of a quiz, as learners see them: texts, options, explanations.
    Questions,
    /// Which options are right. No reply of the platform shows them: the folder has the truth.
    Answers,
    /// What learners hand in, and what they read then.
    Assignment,
}

/// Where a lesson's video and materials are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum MediaPlace {
    /// Beside the text, as the import puts them: a change is for the author to make.
    #[default]
    Beside,
    /// In the text, as an update puts them: a change is a change of the text.
    InText,
}

impl LocalId {
    /// An id in NFC.
    pub fn new(text: &str) -> Self {
        Self(nfc(text).into_owned())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LocalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl NodeKind {
    /// What people call it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Course => "course",
            Self::Category => "category",
            Self::Lesson => "lesson",
        }
    }
}

impl Field {
    /// The fields that both sides show, by their fingerprints.
    pub fn compared(kind: NodeKind) -> &'static [Self] {
        match kind {
            NodeKind::Course => &[Self::Title, Self::Text, Self::Picture],
            NodeKind::Category => &[Self::Title, Self::Visibility, Self::Picture],
            NodeKind::Lesson => &[Self::Title, Self::Visibility, Self::Text, Self::Type, Self::Picture],
        }
    }

    /// The fields that only the folder shows: a change of one is for the author to make by hand.
    pub fn by_hand(kind: NodeKind) -> &'static [Self] {
        match kind {
            NodeKind::Course => &[Self::Instructor],
            NodeKind::Category => &[],
            NodeKind::Lesson => &[Self::Video, Self::Materials],
        }
    }

    /// The fields of a lesson that are objects of their own on the platform: those of its quiz and of its assignment.
    /// They are compared only where the platform was asked for them.
    pub fn attached() -> &'static [Self] {
        &[Self::Quiz, Self::Questions, Self::Answers, Self::Assignment]
    }

    /// Whether it belongs to the quiz or to the assignment of a lesson, and not to the lesson itself.
    pub fn is_attached(self) -> bool {
        Self::attached().contains(&self)
    }

    /// What people and programs call it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Visibility => "visibility",
            Self::Text => "text",
            Self::Type => "type",
            Self::Picture => "picture",
            Self::Place => "category",
            Self::Order => "order",
            Self::Video => "video",
            Self::Materials => "materials",
            Self::Instructor => "instructor",
            Self::Quiz => "quiz",
            Self::Questions => "questions",
            Self::Answers => "answers",
            Self::Assignment => "assignment",
        }
    }
}
