//! The courses as they are now, in memory and on disk.
//!
//! `records/portal/<course>.json` is a course as it was made, `records/objects/<id>.json` each object that changed
//! since, or nothing where it was removed. So an import writes one file, and a change writes one small file.

use std::{
    collections::{BTreeMap, VecDeque},
    io,
    path::Path,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use serde::{Deserialize, Serialize};

use super::{course::Course, object::Object, readings::Readings};
use crate::{
    fs::WriteDir,
    sandbox::{
        api_error::ApiError,
        records::{self, StoreError},
        store,
    },
};

const COURSES: &str = "records/portal";
const OBJECTS: &str = "records/objects";

/// All courses.
#[derive(Debug)]
pub(in crate::sandbox) struct Portal {
    folder: WriteDir,
    /// How far the clock was moved, in milliseconds.
    moved: AtomicU64,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    entries: BTreeMap<String, Entry>,
    /// How many lists were asked for.
    lists: u64,
    revision: u64,
}

/// A course, and what it was as long as lists may still show that.
#[derive(Debug, Default)]
struct Entry {
    now: Option<Arc<Course>>,
    past: VecDeque<Past>,
}

#[derive(Debug)]
struct Past {
    course: Option<Arc<Course>>,
    /// When it was replaced: the time, and the number of lists until then.
    time: u64,
    lists: u64,
}

#[derive(Serialize, Deserialize)]
struct CourseRecord {
    id: String,
    location: String,
    base_url: String,
    objects: Vec<Object>,
}

#[derive(Serialize, Deserialize)]
struct ObjectRecord {
    course: String,
    id: String,
    /// Nothing when it was removed.
    object: Option<Object>,
}

impl Portal {
    /// Opens a data folder that the store has made.
    pub(in crate::sandbox) fn open(root: &Path) -> Result<Self, StoreError> {
        let folder = WriteDir::make(root).map_err(io::Error::other)?;
        for below in [COURSES, OBJECTS] {
            folder.make_folder(Path::new(below)).map_err(io::Error::other)?;
        }
        let mut changes: BTreeMap<String, Vec<ObjectRecord>> = BTreeMap::new();
        for record in records::read::<ObjectRecord>(&folder, OBJECTS)? {
            changes.entry(record.course.clone()).or_default().push(record);
        }
        let mut state = State::default();
        for CourseRecord { id, location, base_url, objects } in records::read(&folder, COURSES)? {
            let mut now: BTreeMap<String, Object> =
                objects.into_iter().map(|object| (object.id.clone(), object)).collect();
            for ObjectRecord { id, object, .. } in changes.remove(&id).unwrap_or_default() {
                match object {
                    Some(object) => now.insert(id, object),
                    None => now.remove(&id),
                };
            }
            let course = Course::new(id.clone(), location, base_url, now.into_values().collect());
            state.entries.insert(id, Entry { now: Some(Arc::new(course)), past: VecDeque::new() });
        }
        Ok(Self { folder, moved: AtomicU64::new(0), state: Mutex::new(state) })
    }

    /// Returns the time, in milliseconds since 1970.
    pub(in crate::sandbox) fn now(&self) -> u64 {
        store::now().saturating_add(self.moved.load(Ordering::Relaxed))
    }

    /// Moves the clock forward.
    pub(in crate::sandbox) fn advance(&self, time: Duration) {
        let moved = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        let _ = self
            .moved
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |all| Some(all.saturating_add(moved)));
    }

    /// Returns a course.
    pub(in crate::sandbox) fn course(&self, id: &str) -> Option<Arc<Course>> {
        self.lock().entries.get(id)?.now.clone()
    }

    /// Returns every course, the newest first.
    pub(in crate::sandbox) fn courses(&self) -> Vec<Arc<Course>> {
        newest_first(self.lock().entries.values().filter_map(|entry| entry.now.clone()).collect())
    }

    /// Returns a course as a list that was asked for now shows it.
    pub(in crate::sandbox) fn listed(&self, id: &str, readings: &Readings) -> Option<Arc<Course>> {
        let now = self.now();
        let mut state = self.lock();
        let lists = state.lists;
        state.lists += 1;
        state.entries.get_mut(id)?.listed(now, lists, readings)
    }

    /// Returns every course as a list that was asked for now shows them, the newest first.
    pub(in crate::sandbox) fn all_listed(&self, readings: &Readings) -> Vec<Arc<Course>> {
        let now = self.now();
        let mut state = self.lock();
        let lists = state.lists;
        state.lists += 1;
        newest_first(
            state.entries.values_mut().filter_map(|entry| entry.listed(now, lists, readings)).collect(),
        )
    }

    /// Keeps a new course.
    pub(in crate::sandbox) fn add(&self, mut course: Course, readings: &Readings) -> io::Result<()> {
        let _ = course.take_changes();
        let record = CourseRecord {
            id: course.id.clone(),
            location: course.location.clone(),
            base_url: course.base_url.clone(),
            objects: course.objects().into_iter().map(|object| (**object).clone()).collect(),
        };
        let mut state = self.lock();
        records::write(&self.folder, COURSES, &course.id, &record)?;
        state.replace(&course.id.clone(), Some(course), self.now(), readings);
        Ok(())
    }

    /// Changes a course: all that `change` does is kept, or nothing when it returns an error.
    pub(in crate::sandbox) fn change<T>(
        &self,
        id: &str,
        readings: &Readings,
        change: impl FnOnce(&mut Course) -> Result<T, ApiError>,
    ) -> Result<T, ApiError> {
        let mut state = self.lock();
        let old = state.entries.get(id).and_then(|entry| entry.now.clone());
        let mut course = (*old.ok_or_else(|| ApiError::not_found("Course"))?).clone();
        let result = change(&mut course)?;
        let changes = course.take_changes();
        if changes.is_empty() {
            return Ok(result);
        }
        for (object_id, object) in changes {
            let record = ObjectRecord {
                course: id.to_owned(),
                id: object_id.clone(),
                object: object.map(|object| (*object).clone()),
            };
            records::write(&self.folder, OBJECTS, &object_id, &record)
                .map_err(|error| ApiError::broken(&error))?;
        }
        state.replace(id, Some(course), self.now(), readings);
        Ok(result)
    }

    /// Removes a course and everything in it; returns whether it was there.
    pub(in crate::sandbox) fn remove(&self, id: &str, readings: &Readings) -> io::Result<bool> {
        let mut state = self.lock();
        let Some(course) = state.entries.get(id).and_then(|entry| entry.now.clone()) else {
            return Ok(false);
        };
        // The course's own record goes first: without it, those of its objects are not read.
        records::remove(&self.folder, COURSES, id)?;
        for object in course.objects() {
            records::remove(&self.folder, OBJECTS, &object.id)?;
        }
        state.replace(id, None, self.now(), readings);
        Ok(true)
    }

    /// Returns the course that has an object of this id.
    pub(in crate::sandbox) fn course_with(&self, id: &str) -> Option<Arc<Course>> {
        let state = self.lock();
        let mut courses = state.entries.values().filter_map(|entry| entry.now.as_ref());
        courses.find(|course| course.any(id).is_some()).cloned()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn replace(&mut self, id: &str, course: Option<Course>, time: u64, readings: &Readings) {
        self.revision += 1;
        let (revision, lists) = (self.revision, self.lists);
        let entry = self.entries.entry(id.to_owned()).or_default();
        let course = course.map(|mut course| {
            course.revision = revision;
            Arc::new(course)
        });
        let old = std::mem::replace(&mut entry.now, course);
        entry.past.push_back(Past { course: old, time, lists });
        entry.forget(time, lists, readings);
    }
}

impl Entry {
    /// What a list shows: the course as it was before the oldest change that lists do not know yet.
    fn listed(&mut self, now: u64, lists: u64, readings: &Readings) -> Option<Arc<Course>> {
        self.forget(now, lists, readings);
        self.past.front().map_or_else(|| self.now.clone(), |past| past.course.clone())
    }

    fn forget(&mut self, now: u64, lists: u64, readings: &Readings) {
        let lag = u64::try_from(readings.lag.as_millis()).unwrap_or(u64::MAX);
        let is_old = |past: &Past| {
            now >= past.time.saturating_add(lag) && lists >= past.lists.saturating_add(readings.lag_lists)
        };
        while self.past.front().is_some_and(is_old) {
            self.past.pop_front();
        }
    }
}

fn newest_first(mut courses: Vec<Arc<Course>>) -> Vec<Arc<Course>> {
    let made = |course: &Course| course.own().map_or(0, |own| own.created_at);
    courses.sort_by(|a, b| made(b).cmp(&made(a)).then_with(|| a.id.cmp(&b.id)));
    courses
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::v3::call::Kind;
    use serde_json::{Map, json};

    fn course() -> Course {
        let mut course = Course::new("c".into(), "l".into(), "http://127.0.0.1:1".into(), Vec::new());
        let fields = [("title".to_owned(), json!("T"))].into_iter().collect();
        course.put(Object {
            kind: Kind::Course,
            id: "c".into(),
            made: 0,
            fields,
            unseen: Map::new(),
            created_at: 1,
            updated_at: 1,
        });
        course
    }

    fn titles(course: Option<Arc<Course>>) -> Vec<String> {
        let course = course.expect("there");
        course.objects().iter().map(|it| it.text("title").unwrap_or_default().to_owned()).collect()
    }

    fn add(portal: &Portal, title: &str, readings: &Readings) -> String {
        let fields = [("title".to_owned(), json!(title))].into_iter().collect();
        portal.change("c", readings, |course| Ok(course.add(Kind::Category, fields, 2))).expect("kept")
    }

    #[test]
    fn what_was_changed_is_there_when_the_folder_is_opened_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let readings = Readings::default();
        let portal = Portal::open(folder.path()).expect("opened");
        portal.add(course(), &readings).expect("kept");
        let gone = add(&portal, "gone", &readings);
        add(&portal, "kept", &readings);
        portal.change("c", &readings, |course| Ok(course.remove(&gone))).expect("removed");
        let refused = portal.change("c", &readings, |course| {
            course.remove("c");
            Err::<(), _>(ApiError::not_found("Nothing"))
        });
        assert!(refused.is_err());

        let again = Portal::open(folder.path()).expect("opened");
        assert_eq!(titles(again.course("c")), ["T", "kept"]);
        assert!(again.remove("c", &readings).expect("removed"));
        assert!(Portal::open(folder.path()).expect("opened").courses().is_empty());
    }

    #[test]
    fn lists_lag_by_time_or_by_their_own_number() {
        let folder = tempfile::tempdir().expect("a folder");
        let portal = Portal::open(folder.path()).expect("opened");
        portal.add(course(), &Readings::default()).expect("kept");
        let slow: Readings = "lag=60".parse().expect("known");
        add(&portal, "one", &slow);
        assert_eq!(titles(portal.listed("c", &slow)), ["T"]);
        portal.advance(Duration::from_secs(61));
        add(&portal, "two", &slow);
        assert_eq!(titles(portal.listed("c", &slow)), ["T", "one"]);
        portal.advance(Duration::from_secs(61));
        assert_eq!(titles(portal.listed("c", &slow)), ["T", "one", "two"]);

        let counted: Readings = "lag-lists=2".parse().expect("known");
        add(&portal, "three", &counted);
        let lengths: Vec<_> = (0..3).map(|_| titles(portal.listed("c", &counted)).len()).collect();
        assert_eq!(lengths, [3, 3, 4]);
        assert!(portal.remove("c", &counted).expect("removed"));
        assert_eq!(portal.all_listed(&counted).len(), 1, "still listed");
        assert!(portal.course("c").is_none());
    }
}
