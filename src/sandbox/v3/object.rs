//! One object of a course: the course itself, a category, a lesson, a quiz or an assignment.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::call::Kind;

/// An object as the sandbox keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(in crate::sandbox) struct Object {
    pub kind: Kind,
    /// A uuid that the sandbox made.
    pub id: String,
    /// Counts the objects of a course; where two have one position, the older one comes first.
    pub made: u64,
    /// The documented fields by name, without the id and the times.
    pub fields: Map<String, Value>,
    /// What no call of v3 shows: `video` and `materials` of a lesson. For a quiz, its `questions`.
    #[serde(default)]
    pub unseen: Map<String, Value>,
    /// In milliseconds since 1970.
    pub created_at: u64,
    pub updated_at: u64,
}

/// The field of a lesson that names its category.
pub(in crate::sandbox) const CATEGORY_ID: &str = "categoryId";
/// The field of a sub-category that names the category above it.
pub(in crate::sandbox) const PARENT: &str = "parentCategory";
/// The field of a quiz or assignment that names its lesson.
pub(in crate::sandbox) const LESSON_ID: &str = "lessonId";
/// The position among siblings.
pub(in crate::sandbox) const POSITION: &str = "sequenceNo";

/// A lesson's video, among what no call shows.
pub(in crate::sandbox) const VIDEO: &str = "video";
/// A lesson's downloads, among what no call shows.
pub(in crate::sandbox) const MATERIALS: &str = "materials";
/// The questions of a quiz, among what its own calls do not show.
pub(in crate::sandbox) const QUESTIONS: &str = "questions";

impl Object {
    /// Returns a field's text; `None` where there is no text.
    pub(in crate::sandbox) fn text(&self, field: &str) -> Option<&str> {
        self.fields.get(field)?.as_str()
    }

    /// Returns the id of the object that this one is directly below; the course's children have none.
    pub(in crate::sandbox) fn parent(&self) -> Option<&str> {
        match self.kind {
            Kind::Course => None,
            Kind::Category => self.text(PARENT),
            Kind::Lesson => self.text(CATEGORY_ID),
            Kind::Quiz | Kind::Question | Kind::Assignment => self.text(LESSON_ID),
        }
    }

    /// Returns its position; what has none comes last.
    pub(in crate::sandbox) fn position(&self) -> f64 {
        self.fields.get(POSITION).and_then(Value::as_f64).unwrap_or(f64::INFINITY)
    }

    /// Sets a field; returns whether that changed it.
    pub(in crate::sandbox) fn set(&mut self, field: &str, value: Value) -> bool {
        let is_new = self.fields.get(field) != Some(&value);
        self.fields.insert(field.to_owned(), value);
        is_new
    }
}
