//! A course that a run has for itself: its run lock, its lock file, and its files, hashed once for all locations.

use std::path::Path;
use std::sync::Arc;

use tokio::sync::watch;

use crate::cli::exit::CommandError;
use crate::cli::load::LoadedCourse;
use crate::cli::output::terminal::Terminal;
use crate::cli::update::hold::hold;
use crate::model::Course;
use crate::shown::shown;
use crate::sync::lock::{Lock, SharedLock};
use crate::sync::versions::LocalId;
use crate::sync::{HashedFiles, RunLock};

/// A course that no other run works on.
pub(super) struct OpenCourse {
    pub lock: SharedLock,
    pub files: Arc<HashedFiles>,
    _held: RunLock,
}

impl OpenCourse {
    /// Waits for the turn of this run and hashes the files; `None` when the author would not wait. The sandbox of this
    /// process begins with an empty lock every time.
    pub async fn open(
        found: &LoadedCourse,
        folder: &Path,
        is_sandbox: bool,
        stop: &mut watch::Receiver<bool>,
        terminal: &mut Terminal,
    ) -> Result<Option<Self>, CommandError> {
        let Some(held) = hold(folder, stop, terminal).await? else { return Ok(None) };
        let mut lock = if is_sandbox { Lock::empty(folder) } else { Lock::read(folder)? };
        for unmerged in lock.unmerged() {
            let (file, line) = (shown(&unmerged.file), unmerged.line);
            terminal.status(&format!("merged a git conflict in `{file}` (line {line}); no record is lost"));
        }
        if !lock.unmerged().is_empty() {
            lock.save()?;
        }
        let lessons = found.scan.course.iter().flat_map(Course::lessons);
        let own = lessons.filter(|lesson| lesson.body.has_variables()).map(|lesson| LocalId::new(&lesson.id));
        let own = own.collect();
        let mut files = found.scan.course.as_ref().map(|course| course.files.clone()).unwrap_or_default();
        files.extend(found.scan.targets.iter().filter_map(|target| target.values.file.clone()));
        let Some(files) = HashedFiles::of(&files, stop)? else { return Ok(None) };
        Ok(Some(Self {
            lock: SharedLock::new(lock).with_own_lessons(own),
            files: Arc::new(files),
            _held: held,
        }))
    }
}
