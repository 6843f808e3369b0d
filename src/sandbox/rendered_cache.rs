//! A cache of imported courses as the pages read them.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use serde_json::{Value, json};

use crate::pages::body::Body;
use crate::pages::{Course, Index};

use super::store::ImportedCourse;

/// How many courses are kept ready to be shown. One may be a hundred megabytes.
const KEPT: usize = 8;

/// The courses that were looked at last, read once: a course that was imported does not change.
#[derive(Debug, Default)]
pub(super) struct RenderedCache(Mutex<VecDeque<(String, Arc<Ready>)>>);

/// A course ready to be drawn.
#[derive(Debug)]
pub(super) struct Ready {
    pub(super) course: Course,
    pub(super) index: OnceLock<Index>,
}

impl RenderedCache {
    /// Reads a course, unless it is still there from the last time.
    pub(super) fn of(&self, imported: &ImportedCourse) -> Arc<Ready> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, ready)) = kept.iter().find(|(id, _)| *id == imported.id) {
            return Arc::clone(ready);
        }
        let ready = Arc::new(Ready { course: course(imported), index: OnceLock::new() });
        kept.push_front((imported.id.clone(), Arc::clone(&ready)));
        kept.truncate(KEPT);
        ready
    }
}

fn course(imported: &ImportedCourse) -> Course {
    let ImportedCourse { location_id, product, base_url, .. } = imported;
    let mut product = product.clone();
    relative(&mut product, &format!("{base_url}/"));
    let body = json!({ "locationId": location_id, "products": [product] });
    // What was accepted has the shape that is read here.
    Course::of(Body::read(body.to_string()).unwrap_or_default())
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
