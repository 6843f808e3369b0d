//! What no front matter of ours has: when a category opens, what has to be done before a lesson. It is kept for the
//! reader, and changes nothing: an update sends it back as the platform has it.

use serde_json::{Map, Value};

use crate::model::Visibility;
use crate::platform::courses_v3::Object;

/// The key in front matter.
pub(super) const KEY: &str = "x-platform";

/// Whether learners see something with this visibility, at least some day.
pub(super) fn visibility(word: &str) -> Visibility {
    match word {
        "published" | "locked" | "drip" => Visibility::Published,
        _ => Visibility::Draft,
    }
}

/// Locks of a lesson; none if it has none.
pub(super) fn of_lesson(lesson: &Object) -> Option<Value> {
    kept(lesson, &["lockedByPost", "lockedByCategory"])
}

/// Locks and opening days of a category; none if it has none.
pub(super) fn of_category(category: &Object) -> Option<Value> {
    kept(category, &["dripDays", "metadata", "lockedBy", "lockedByCategory"])
}

fn kept(object: &Object, fields: &[&str]) -> Option<Value> {
    let mut kept = Map::new();
    let word = object.text("visibility").unwrap_or_default();
    let is_drip = word == "drip";
    if !matches!(word, "" | "published" | "draft") {
        kept.insert("visibility".to_owned(), word.into());
    }
    for field in fields {
        let value = object.field(field).filter(|value| says_something(value));
        // Without it, these are what an earlier setting left.
        let counts = is_drip || !matches!(*field, "dripDays" | "metadata");
        if let Some(value) = value.filter(|_| counts) {
            kept.insert((*field).to_owned(), value.clone());
        }
    }
    (!kept.is_empty()).then_some(Value::Object(kept))
}

fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Object(fields) => fields.values().any(says_something),
        _ => true,
    }
}
