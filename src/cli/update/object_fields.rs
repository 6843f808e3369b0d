//! Which fields of two states of an object differ.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::sync::update::remote_object::RemoteObject;

/// The names of fields that differ, as the platform has them; those that it counts up by itself left out.
pub(in crate::cli) fn changed(now: &RemoteObject, before: &RemoteObject) -> Vec<String> {
    const OF_THE_PLATFORM: [&str; 2] = ["createdAt", "updatedAt"];
    let (now, before) = (now.json(), before.json());
    let names: BTreeSet<&String> = now.keys().chain(before.keys()).collect();
    let differs = |name: &&String| {
        let of = |object: &serde_json::Map<String, Value>| object.get(*name).cloned().unwrap_or(Value::Null);
        of(now) != of(before) && !OF_THE_PLATFORM.contains(&name.as_str())
    };
    names.into_iter().filter(differs).cloned().collect()
}
