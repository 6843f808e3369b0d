//! What is sent, laid over an object.

use serde_json::{Map, Value, json};

use super::{
    call::Kind,
    check::Faults,
    fields::{self, Field, Start},
    object::{Object, VIDEO},
    readings::{Choices, Customizations, Media, Posters, Put, Readings},
};
use crate::sandbox::{api_error::ApiError, id, platform::Platform};

const CUSTOMIZATIONS: &str = "customizations";
const POSTER: &str = "posterImage";

/// Makes an object of what was sent and what it holds anyway.
pub(super) fn new(
    kind: Kind,
    id: String,
    sent: Map<String, Value>,
    now: u64,
    platform: &Platform,
    choices: &Choices,
) -> Result<Object, ApiError> {
    let mut object = Object {
        kind,
        id,
        made: 0,
        fields: fields::start(kind),
        unseen: Map::new(),
        created_at: now,
        updated_at: now,
    };
    set(&mut object, sent, platform, choices)?;
    Ok(object)
}

/// Lays what was sent over an object that is there.
pub(super) fn lay(
    object: &mut Object,
    sent: Map<String, Value>,
    platform: &Platform,
    readings: &Readings,
) -> Result<(), ApiError> {
    let choices = &readings.choices;
    match choices.put {
        Put::Merge => {}
        Put::Replace => {
            let kept = object.fields.get(CUSTOMIZATIONS).cloned();
            for field in fields::of(object.kind).iter().filter(|field| is_emptied(field)) {
                object.set(field.name, field.start_value());
            }
            // What is inside is a reading of its own.
            if let Some(kept) = kept.filter(|_| sent.contains_key(CUSTOMIZATIONS)) {
                object.set(CUSTOMIZATIONS, kept);
            }
        }
        Put::Complete => complete(object, &sent, choices)?,
    }
    if object.kind == Kind::Lesson && choices.media == Media::Detached && sent.contains_key("description") {
        object.unseen.remove(VIDEO);
    }
    set(object, sent, platform, choices)?;
    if let Some(lost) = readings.put_loses.filter(|field| object.fields.contains_key(*field)) {
        object.set(lost, Value::Null);
    }
    object.updated_at = platform.portal.now();
    Ok(())
}

/// Titles and places stay: without them there would be no object.
fn is_emptied(field: &Field) -> bool {
    !matches!(field.start, Start::Given)
}

/// Refuses a body that leaves out a field which holds something. A lesson may stay where it is by the documents.
fn complete(object: &Object, sent: &Map<String, Value>, choices: &Choices) -> Result<(), ApiError> {
    let mut faults = Faults::default();
    for field in fields::of(object.kind) {
        let holds_nothing = object.fields.get(field.name).is_none_or(Value::is_null);
        if !sent.contains_key(field.name) && !holds_nothing && field.name != "categoryId" {
            faults.add(field.name, "is required");
        }
    }
    faults.result(choices)
}

fn set(
    object: &mut Object,
    sent: Map<String, Value>,
    platform: &Platform,
    choices: &Choices,
) -> Result<(), ApiError> {
    for (name, value) in sent {
        let value = match (name.as_str(), value) {
            (CUSTOMIZATIONS, Value::Object(inside)) => {
                customizations(object.fields.get(CUSTOMIZATIONS), inside, choices)?
            }
            (POSTER, Value::String(address))
                if choices.posters == Posters::Own && platform.store.own_path(&address).is_none() =>
            {
                Value::Null
            }
            (_, value) => value,
        };
        object.set(&name, value);
    }
    Ok(())
}

fn customizations(
    old: Option<&Value>,
    mut sent: Map<String, Value>,
    choices: &Choices,
) -> Result<Value, ApiError> {
    let old = old.and_then(Value::as_object);
    let own = old.and_then(|old| old.get("id")).cloned();
    if let Some(other) = sent.remove("id")
        && Some(&other) != own.as_ref()
    {
        return Err(super::check::invalid("customizations.id", "should not exist", choices));
    }
    let mut new = Map::new();
    new.insert("id".to_owned(), own.unwrap_or_else(|| json!(id::uuid())));
    if choices.customizations == Customizations::Merge {
        new.extend(old.cloned().unwrap_or_default());
    }
    new.extend(sent);
    Ok(Value::Object(new))
}
