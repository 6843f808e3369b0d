//! Objects as the calls show them.

use std::time::{Duration, UNIX_EPOCH};

use serde_json::{Map, Value, json};

use super::{
    call::Kind,
    html,
    object::Object,
    readings::{Choices, Values},
};

/// Returns an object as an answer has it.
pub(in crate::sandbox) fn object(object: &Object, choices: &Choices) -> Value {
    let mut shown = Map::new();
    shown.insert("id".to_owned(), json!(object.id));
    for (name, value) in &object.fields {
        let value = match (name.as_str(), value) {
            ("description", Value::String(text)) if object.kind == Kind::Lesson => {
                json!(html::rewritten(text, choices.html))
            }
            _ => value.clone(),
        };
        shown.insert(name.clone(), value);
    }
    if matches!(object.kind, Kind::Course | Kind::Category | Kind::Lesson) {
        shown.insert("createdAt".to_owned(), json!(time(object.created_at)));
        shown.insert("updatedAt".to_owned(), json!(time(object.updated_at)));
    }
    if choices.values == Values::Unknown {
        shown.insert("isArchived".to_owned(), json!(false));
        shown.insert("internal".to_owned(), json!({ "revision": object.updated_at }));
    }
    Value::Object(shown)
}

/// Returns objects as an answer has them.
pub(in crate::sandbox) fn list<'a>(
    objects: impl IntoIterator<Item = &'a std::sync::Arc<Object>>,
    choices: &Choices,
) -> Vec<Value> {
    objects.into_iter().map(|it| object(it, choices)).collect()
}

/// `2026-11-28T11:05:42.000Z`.
fn time(milliseconds: u64) -> String {
    // Later years have more digits than the format has room for.
    let since = Duration::from_millis(milliseconds).min(Duration::from_secs(253_402_300_799));
    humantime::format_rfc3339_millis(UNIX_EPOCH + since).to_string()
}
