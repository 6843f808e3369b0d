//! Changes that are made on the platform by hand: past every check, and shown by lists as late as any other change.
//!
//! They happen at once ([`edit`], [`add`], [`remove`]), or right before a call of the client ([`before`]).

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::{
    call::{Call, Kind},
    fields,
    object::{CATEGORY_ID, MATERIALS, Object, PARENT, POSITION, QUESTIONS, VIDEO},
    planned::Change,
};
use crate::sandbox::{api_error::ApiError, platform::Platform};

/// Does what was planned right before this call.
pub(in crate::sandbox) async fn before(platform: &Arc<Platform>, call: &Call) {
    let due = platform.planned.due(call);
    if due.is_empty() {
        return;
    }
    let platform = Arc::clone(platform);
    let done = tokio::task::spawn_blocking(move || {
        for change in due {
            match change {
                Change::Edit(id, fields) => drop(edit(&platform, &id, &fields)),
                Change::Add(above, fields) => drop(add(&platform, &above, &fields)),
                Change::Remove(id) => drop(remove(&platform, &id)),
                Change::Read(readings) => platform.set_readings(readings),
            }
        }
    });
    // It does not panic, and a sandbox that stops has no more calls.
    let _ = done.await;
}

/// Sets fields of an object of any kind, those that no call shows among them; returns whether it is there.
pub(in crate::sandbox) fn edit(platform: &Platform, id: &str, fields: &Map<String, Value>) -> bool {
    let Some(course) = platform.portal.course_with(id) else { return false };
    let now = platform.portal.now();
    let done = platform.portal.change(&course.id, &platform.readings(), |course| {
        let old = course.any(id).ok_or_else(|| ApiError::not_found("Object"))?;
        let mut object = (**old).clone();
        lay(&mut object, fields);
        object.updated_at = now;
        course.put(object);
        Ok(())
    });
    done.is_ok()
}

/// Adds a category to the course, or a lesson to the category, of this id; returns its id.
pub(in crate::sandbox) fn add(
    platform: &Platform,
    above: &str,
    fields: &Map<String, Value>,
) -> Option<String> {
    let course = platform.portal.course_with(above)?;
    let readings = platform.readings();
    let now = platform.portal.now();
    let kind = if course.id == above { Kind::Category } else { Kind::Lesson };
    let added = platform.portal.change(&course.id, &readings, |course| {
        let mut start = fields::start(kind);
        if kind == Kind::Lesson {
            start.insert(CATEGORY_ID.to_owned(), json!(above));
        }
        start.extend(fields.clone());
        let parent = if kind == Kind::Lesson { CATEGORY_ID } else { PARENT };
        let parent = start.get(parent).and_then(Value::as_str).map(str::to_owned);
        if start.get(POSITION).is_none_or(Value::is_null) {
            let next = course.next_position(kind, parent.as_deref(), readings.choices.first_position());
            start.insert(POSITION.to_owned(), json!(next));
        }
        Ok(course.add(kind, start, now))
    });
    added.ok()
}

/// Removes an object with what is below it; returns whether it was there.
pub(in crate::sandbox) fn remove(platform: &Platform, id: &str) -> bool {
    let Some(course) = platform.portal.course_with(id) else { return false };
    if course.id == id {
        return platform.remove_course(id).is_ok();
    }
    let done = platform.portal.change(&course.id, &platform.readings(), |course| Ok(course.remove(id)));
    done.unwrap_or(false)
}

fn lay(object: &mut Object, fields: &Map<String, Value>) {
    for (name, value) in fields {
        if [VIDEO, MATERIALS, QUESTIONS].contains(&name.as_str()) {
            object.unseen.insert(name.clone(), value.clone());
        } else {
            object.set(name, value.clone());
        }
    }
}
