//! One lock for several targets of a course at once.
//!
//! Each target has a view of its own and saves it whenever it has done something. A save writes the file of that target,
//! and the common file only where a text is new there.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::destination::Destination;
use super::error::LockError;
use super::lock::Lock;
use crate::sync::versions::LocalId;

/// A lock that several targets use at once.
#[derive(Debug, Clone)]
pub struct SharedLock(Arc<Mutex<Lock>>);

impl SharedLock {
    /// Shares a lock. From here on it is written through its views alone.
    pub fn new(lock: Lock) -> Self {
        Self(Arc::new(Mutex::new(lock)))
    }

    /// Reads the lock in `folder`, as [`Lock::read`] does.
    ///
    /// # Errors
    ///
    /// A file that cannot be read, that is damaged, or that a newer program wrote.
    pub fn read(folder: &Path) -> Result<Self, LockError> {
        Ok(Self::new(Lock::read(folder)?))
    }

    /// Says which lessons have texts that differ from target to target.
    #[must_use]
    pub fn with_own_lessons(self, lessons: BTreeSet<LocalId>) -> Self {
        self.with(|lock| lock.set_own_lessons(lessons));
        self
    }

    /// What is known of one target. No target has two views at once.
    pub fn view(&self, to: &Destination) -> Lock {
        Lock::view(&self.0, to)
    }

    /// Looks at the whole.
    pub fn with<T>(&self, look: impl FnOnce(&mut Lock) -> T) -> T {
        look(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Ends the use of all views: forgets texts that no target needed for long.
    ///
    /// # Errors
    ///
    /// A file that cannot be written.
    pub fn finish(&self) -> Result<(), LockError> {
        self.with(Lock::end_of_views)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;
    use crate::sync::lock::tests::lesson;
    use crate::sync::lock::{FILE_NAME, files};
    use crate::sync::versions::Base;

    fn to(location: &str) -> Destination {
        Destination { host: "h".to_owned(), location: location.to_owned() }
    }

    fn send(lock: &SharedLock, location: &str, html: &str) {
        let to = to(location);
        let mut view = lock.view(&to);
        view.begin_run(&to, UNIX_EPOCH + Duration::from_hours(24 * 20_000));
        view.target_mut(&to).title = format!("Course in {location}");
        view.set_base(&to, &Base { nodes: vec![lesson("a.md", html)] });
        view.set_text(&to, &LocalId::new("a.md"), html);
        view.save().unwrap();
    }

    fn texts(folder: &Path) -> BTreeMap<String, String> {
        let read = |name: String| (name.clone(), std::fs::read_to_string(folder.join(name)).unwrap());
        files(folder).into_iter().map(read).collect()
    }

    #[test]
    fn what_views_save_is_what_one_lock_would_have_saved() {
        let (alone, together) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let shared = SharedLock::read(together.path()).unwrap();
        for (location, html) in [("a", "<p>1</p>"), ("b", "<p>1</p>"), ("c", "<p>2</p>")] {
            send(&shared, location, html);
            send(&SharedLock::read(alone.path()).unwrap(), location, html);
        }
        shared.finish().unwrap();
        assert_eq!(texts(together.path()), texts(alone.path()));
        assert_eq!(texts(together.path()).len(), 3);
        // Two views that were there at once lose nothing of each other.
        let lock = Lock::read(together.path()).unwrap();
        for location in ["a", "b", "c"] {
            assert_eq!(lock.target(&to(location)).unwrap().title, format!("Course in {location}"));
        }
    }

    #[test]
    fn a_text_of_one_target_is_in_the_file_of_that_target() {
        let folder = tempfile::tempdir().unwrap();
        let read = || {
            let own = BTreeSet::from([LocalId::new("a.md")]);
            SharedLock::read(folder.path()).unwrap().with_own_lessons(own)
        };
        let shared = read();
        for (location, html) in [("a", "<p>of a</p>"), ("b", "<p>of b</p>"), ("c", "<p>of c</p>")] {
            send(&shared, location, html);
        }
        shared.finish().unwrap();
        let written = texts(folder.path());
        for text in written.values() {
            assert_eq!(text.lines().filter(|line| line.starts_with("text ")).count(), 1, "{text}");
        }
        // Another run writes no file but its own, and knows all texts.
        let shared = read();
        send(&shared, "b", "<p>new of b</p>");
        shared.finish().unwrap();
        let after = texts(folder.path());
        assert_eq!(
            [&after["coursedir.lock"], &after["coursedir.c.lock"]],
            [&written["coursedir.lock"], &written["coursedir.c.lock"]]
        );
        assert_ne!(after["coursedir.b.lock"], written["coursedir.b.lock"]);
        let lock = Lock::read(folder.path()).unwrap();
        for location in ["a", "b", "c"] {
            assert!(lock.text(&to(location), &LocalId::new("a.md")).is_some(), "{location}");
        }
    }

    #[test]
    fn a_view_that_changed_nothing_writes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let shared = SharedLock::read(folder.path()).unwrap();
        send(&shared, "a", "<p>1</p>");
        let marked = format!("{}# kept\n", texts(folder.path())[FILE_NAME]);
        std::fs::write(folder.path().join(FILE_NAME), &marked).unwrap();
        let to = to("a");
        let mut view = shared.view(&to);
        view.begin_run(&to, UNIX_EPOCH + Duration::from_hours(24 * 20_001));
        view.save().unwrap();
        shared.finish().unwrap();
        assert_eq!(texts(folder.path())[FILE_NAME], marked);
    }
}
