//! A cache of courses as the pages read them.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use serde_json::{Value, json};

use crate::pages::body::Body;
use crate::pages::{Course, Index};

use super::v3::{self, Course as Current};

/// How many courses are kept ready to be shown. One may be a hundred megabytes.
const KEPT: usize = 8;

/// The courses that were looked at last, each read once for each of its revisions.
#[derive(Debug, Default)]
pub(super) struct RenderedCache(Mutex<VecDeque<Kept>>);

#[derive(Debug)]
struct Kept {
    id: String,
    revision: u64,
    ready: Arc<Ready>,
}

/// A course ready to be drawn.
#[derive(Debug)]
pub(super) struct Ready {
    pub(super) course: Course,
    pub(super) index: OnceLock<Index>,
    /// The ids of its lessons, in the order of its pages.
    pub(super) lessons: Vec<String>,
}

impl RenderedCache {
    /// Reads a course, unless it is still there from the last time.
    pub(super) fn of(&self, current: &Current) -> Arc<Ready> {
        let Current { id, revision, .. } = current;
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(it) = kept.iter().find(|it| it.id == *id && it.revision == *revision) {
            return Arc::clone(&it.ready);
        }
        kept.retain(|it| it.id != *id);
        let ready = Arc::new(read(current));
        kept.push_front(Kept { id: id.clone(), revision: *revision, ready: Arc::clone(&ready) });
        kept.truncate(KEPT);
        ready
    }
}

fn read(current: &Current) -> Ready {
    let (mut product, lessons) = v3::product(current);
    relative(&mut product, &format!("{}/", current.base_url));
    let body = json!({ "locationId": current.location, "products": [product] });
    // Only somebody who edits past every check makes another shape than the one that is read here.
    let course = Course::of(Body::read(body.to_string()).unwrap_or_default());
    Ready { course, index: OnceLock::new(), lessons }
}

/// A sandbox that was started again has another port, and a reader may have come by another name: links to
/// our own files in texts lead to wherever the page is.
fn relative(value: &mut Value, base: &str) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields.iter_mut() {
                match value {
                    Value::String(text) if name == "description" => *text = text.replace(base, "/"),
                    _ => relative(value, base),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| relative(item, base)),
        _ => {}
    }
}
