//! This server as the host of the pages that show an imported course.

use std::time::{Duration, UNIX_EPOCH};

use crate::pages::{Context, File, Host, Kind, Target, Task};

use super::{
    rendered_cache::Ready,
    store::{Content, Dropped, Store},
    v3::{self, Course},
};

/// A course's place on this server.
pub(super) struct Place<'a> {
    store: &'a Store,
    id: &'a str,
    location: &'a str,
    date: String,
    is_imported: bool,
    dropped: Vec<Dropped>,
    /// The ids of its lessons, in the order of its pages.
    lessons: &'a [String],
    course: Option<&'a Course>,
}

impl<'a> Place<'a> {
    /// The place of a course.
    pub(super) fn new(store: &'a Store, course: &'a Course, ready: &'a Ready) -> Self {
        let imported = store.course(&course.id);
        Self {
            store,
            is_imported: imported.is_some(),
            id: &course.id,
            location: &course.location,
            date: date(course),
            dropped: imported.map(|imported| imported.dropped.clone()).unwrap_or_default(),
            lessons: &ready.lessons,
            course: Some(course),
        }
    }

    /// The place of pages that are about no course.
    pub(super) fn of_no_course(store: &'a Store) -> Self {
        Self {
            store,
            id: "",
            location: "",
            date: String::new(),
            is_imported: false,
            dropped: Vec::new(),
            lessons: &[],
            course: None,
        }
    }

    /// What the course's pages are drawn from.
    pub(super) fn context(&'a self, ready: &'a Ready) -> Context<'a> {
        Context { course: &ready.course, host: self }
    }
}

impl Host for Place<'_> {
    fn path(&self, target: Target<'_>) -> String {
        let course = format!("courses/{}", self.id);
        match target {
            Target::CourseList | Target::Explanation(_) => String::new(),
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

    fn has_course_list(&self) -> bool {
        true
    }

    fn note(&self) -> Option<String> {
        let Self { date, location, is_imported, .. } = self;
        Some(match is_imported {
            true => format!("Imported {date} into location {location}"),
            false => format!("Made {date} in location {location}"),
        })
    }

    fn edit(&self, lesson: usize) -> Option<String> {
        self.lessons.get(lesson).map(|lesson| format!("courses/{}/edit/{lesson}", self.id))
    }

    fn task(&self, lesson: usize) -> Option<Task> {
        v3::task(self.course?, self.lessons.get(lesson)?)
    }

    fn dropped(&self) -> Vec<(String, String)> {
        self.dropped.iter().map(|gone| (gone.field.clone(), gone.url.clone())).collect()
    }
}

/// When a course was imported or made.
pub(super) fn date(course: &Course) -> String {
    let since = Duration::from_millis(course.own().map_or(0, |own| own.created_at));
    // Beyond the year 9999 the formatting panics, and a record can hold any number.
    let time = UNIX_EPOCH + since.min(Duration::from_secs(253_402_300_799));
    httpdate::fmt_http_date(time)
}
