//! An imported course as the pages of the preview see it: its body, and this server as their host.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, UNIX_EPOCH},
};

use serde_json::{Value, json};

use crate::preview::pages::{Course, Draw, File, Host, Index, Kind, Target, body::Body};

use super::{
    Platform,
    store::{Content, ImportedCourse, Store},
};

/// How many courses are kept ready to be shown. One may be a hundred megabytes.
const KEPT: usize = 8;

/// The courses that were looked at last, read once: a course that was imported does not change.
#[derive(Debug, Default)]
pub(super) struct Shown(Mutex<VecDeque<(String, Arc<Ready>)>>);

/// A course ready to be drawn.
#[derive(Debug)]
pub(super) struct Ready {
    pub(super) course: Course,
    pub(super) index: std::sync::OnceLock<Index>,
}

/// A course's place on this server.
pub(super) struct Place<'a> {
    pub(super) store: &'a Store,
    pub(super) imported: &'a ImportedCourse,
}

impl Shown {
    /// Reads a course, unless it is still there from the last time.
    pub(super) fn of(&self, imported: &ImportedCourse) -> Arc<Ready> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, ready)) = kept.iter().find(|(id, _)| *id == imported.id) {
            return Arc::clone(ready);
        }
        let ready = Arc::new(Ready { course: course(imported), index: std::sync::OnceLock::new() });
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

impl<'a> Place<'a> {
    pub(super) fn new(platform: &'a Platform, imported: &'a ImportedCourse) -> Self {
        Self { store: &platform.store, imported }
    }

    /// Draws the course's pages.
    pub(super) fn draw(&'a self, ready: &'a Ready) -> Draw<'a> {
        Draw { course: &ready.course, host: self }
    }
}

impl Host for Place<'_> {
    fn path(&self, target: Target<'_>) -> String {
        let course = format!("courses/{}", self.imported.id);
        match target {
            Target::Shelf | Target::Explanation(_) => String::new(),
            // Nothing is found here: what was imported had no errors.
            Target::Course | Target::Findings => course,
            Target::Lesson(number) => format!("{course}/lessons/{}", number + 1),
            Target::Source => format!("{course}/body"),
            Target::LessonSource(number) => format!("{course}/lessons/{}/body", number + 1),
            Target::Body => format!("{course}/body.json"),
            Target::Index => format!("{course}/search/index.json"),
            Target::Asset(asset) => format!("assets/{}", asset.name()),
            Target::File(path) => path.to_owned(),
        }
    }

    fn file(&self, address: &str) -> Option<File> {
        let path = match address.strip_prefix('/') {
            Some(path) => path.to_owned(),
            None => self.store.own_path(address)?.trim_start_matches('/').to_owned(),
        };
        let name = path.strip_prefix("media/").and_then(|path| path.rsplit('/').next())?;
        let bytes = match self.store.media_by_file_name(name)?.content {
            Content::File { size, .. } => Some(size),
            Content::Hosted { .. } | Content::Folder => None,
        };
        Some(File { path, bytes })
    }

    fn kind(&self) -> Kind {
        Kind::Sandbox
    }

    fn has_shelf(&self) -> bool {
        true
    }

    fn note(&self) -> Option<String> {
        Some(format!("Imported {} into location {}", date(self.imported), self.imported.location_id))
    }

    fn dropped(&self) -> Vec<(String, String)> {
        self.imported.dropped.iter().map(|gone| (gone.field.clone(), gone.url.clone())).collect()
    }
}

/// When a course was imported.
pub(super) fn date(course: &ImportedCourse) -> String {
    let since = Duration::from_millis(course.accepted_at);
    // Beyond the year 9999 the formatting panics, and a record can hold any number.
    let time = UNIX_EPOCH + since.min(Duration::from_secs(253_402_300_799));
    httpdate::fmt_http_date(time)
}
