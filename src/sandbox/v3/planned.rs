//! What a person does on the platform while a client is at work: changes that wait for a call.

use std::sync::{Mutex, PoisonError};

use serde_json::{Map, Value};

use super::{call::Call, readings::Readings};

/// Something that a person does on the platform.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Sets these fields of the object with this id.
    Edit(String, Map<String, Value>),
    /// Adds a category to the course, or a lesson to the category, of this id.
    Add(String, Map<String, Value>),
    /// Deletes the object of this id.
    Remove(String),
    /// Switches to these readings, as when the calls go away.
    Read(Readings),
}

/// Changes that wait for a call.
#[derive(Debug, Default)]
pub(in crate::sandbox) struct Planned(Mutex<Vec<Waiting>>);

#[derive(Debug)]
struct Waiting {
    call: &'static Call,
    /// How many more of these calls come first.
    left: u32,
    change: Change,
}

impl Planned {
    /// Plans a change right before the call of this number, counted from 1 and from now.
    pub(in crate::sandbox) fn add(&self, call: &'static Call, number: u32, change: Change) {
        let waiting = Waiting { call, left: number.saturating_sub(1), change };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(waiting);
    }

    /// Forgets what waits.
    pub(in crate::sandbox) fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Counts a call; returns the changes that come before it.
    pub(in crate::sandbox) fn due(&self, call: &Call) -> Vec<Change> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut due = Vec::new();
        waiting.retain_mut(|it| {
            let is_due = it.call == call && it.left == 0;
            if is_due {
                due.push(it.change.clone());
            } else if it.call == call {
                it.left -= 1;
            }
            !is_due
        });
        due
    }
}
