//! The state of a running sandbox, which all handlers share.

use std::{
    io,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::sync::watch;

use crate::serve::{guard::Names, handle::StopSignal};

use super::{
    fault::Faults,
    libraries::Libraries,
    log::RequestLog,
    oauth::Logins,
    rate::Limiter,
    rendered_cache::RenderedCache,
    store::{ImportedCourse, Store},
    v3::{self, Planned, Portal, Readings},
};

/// What the handlers share.
#[derive(Debug)]
pub(super) struct Platform {
    pub(super) base_url: String,
    /// The names that requests may call it by.
    pub(super) names: Names,
    /// The media library, and the courses as they were imported.
    pub(super) store: Store,
    /// Which of its files are in which location.
    pub(super) libraries: Libraries,
    /// The courses as they are now.
    pub(super) portal: Portal,
    /// What it does where no document says what to do. Tests change it while it runs.
    pub(super) readings: Mutex<Arc<Readings>>,
    /// What a person does while the client is at work.
    pub(super) planned: Planned,
    pub(super) limiter: Limiter,
    pub(super) faults: Faults,
    pub(super) log: RequestLog,
    pub(super) rendered: RenderedCache,
    pub(super) logins: Logins,
    pub(super) import_delay: Duration,
    pub(super) body_limit: u64,
    /// The number of courses that were accepted and have not appeared yet.
    pub(super) copying: watch::Sender<usize>,
    /// Comes when the sandbox is to stop.
    pub(super) stopping: StopSignal,
}

impl Platform {
    /// Returns the readings as they are now.
    pub(super) fn readings(&self) -> Arc<Readings> {
        Arc::clone(&self.readings.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes the readings.
    pub(super) fn set_readings(&self, readings: Readings) {
        *self.readings.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(readings);
    }

    /// Lets a course that was imported appear.
    pub(super) fn show(&self, imported: &ImportedCourse) -> io::Result<()> {
        let readings = self.readings();
        let order = self.portal.courses().iter().filter(|it| it.location == imported.location_id).count();
        let course = v3::imported_course(imported, order, &readings.choices);
        self.portal.add(course, &readings)?;
        self.store.finish_course(&imported.id)
    }

    /// Removes a course, and that it was imported.
    pub(super) fn remove_course(&self, id: &str) -> io::Result<()> {
        self.portal.remove(id, &self.readings())?;
        self.store.remove_course(id)
    }

    /// Waits this long, or until the sandbox is to stop; returns whether the time has passed.
    pub(super) async fn pause(&self, time: Duration) -> bool {
        let mut stopping = self.stopping.clone();
        tokio::select! {
            () = tokio::time::sleep(time) => true,
            () = stopping.wait() => false,
        }
    }
}
