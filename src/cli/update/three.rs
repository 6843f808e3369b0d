//! The three versions of a course that may be on the platform, read for a command.

use std::time::{Duration, SystemTime};

use crate::model::{Course, NewMedia};
use crate::platform::courses_v3::{CallError, Capability, CoursesApi, Id};
use crate::sync::diff::{self, Media, Options, Plan};
use crate::sync::lock::{Destination, Lock};
use crate::sync::update::capability::CapabilityCache;
use crate::sync::update::course_addresses::CourseAddresses;
use crate::sync::update::snapshot::Snapshot;
use crate::sync::versions::{Base, Local, Remote, assume_changed, assumed};

/// How long the lists may lag behind a create whose answer was lost.
const LAG: Duration = Duration::from_mins(10);

/// What the platform has.
pub(in crate::cli) enum There {
    /// This.
    Read(Box<Snapshot>),
    /// It was not asked, or may not be: what the lock knows.
    Assumed,
    /// The course is not there any more.
    Gone,
}

/// The three versions.
pub(in crate::cli) struct Three {
    pub local: Local,
    pub base: Base,
    pub remote: Remote,
}

impl Three {
    /// Takes the folder and the platform as they are, and what the lock remembers.
    pub(in crate::cli) fn of(
        course: &Course,
        files: &CourseAddresses,
        lock: &Lock,
        to: &Destination,
        there: &There,
    ) -> Self {
        let mut base = lock.base(to);
        let remote = match there {
            There::Read(snapshot) => snapshot.remote(),
            There::Assumed => {
                assume_changed(&mut base);
                assumed(&base)
            }
            There::Gone => Remote::default(),
        };
        Self { local: Local::of(course, files.view()), base, remote }
    }

    /// What an update would do.
    pub(in crate::cli) fn plan(&self, options: &Options) -> Plan {
        diff::diff(&self.base, &self.local, &self.remote, options)
    }
}

/// Adds to the author's options what the lock knows of the location.
pub(in crate::cli) fn options(
    mut options: Options,
    media: NewMedia,
    lock: &Lock,
    to: &Destination,
) -> Options {
    options.media = match media {
        NewMedia::Embed => Media::Embed,
        NewMedia::Ask => Media::Ask,
    };
    let Some(target) = lock.target(to) else { return options };
    options.kept_when_left_out.clone_from(&target.learned.kept_when_left_out);
    options.lost_when_left_out.clone_from(&target.learned.lost_when_left_out);
    options.writes_lose_media = target.learned.media_plays == Some(false);
    let now = SystemTime::now();
    let is_recent = |at: SystemTime| now.duration_since(at).map_or(true, |age| age < LAG);
    let recent = target.pending.iter().filter(|pending| is_recent(pending.at));
    options.not_listed_yet = recent.map(|pending| pending.id.clone()).collect();
    options
}

/// Whether the newer API is there, and what the platform has of a course, its quizzes and assignments among it.
pub(in crate::cli) async fn read(
    api: &CoursesApi,
    capabilities: &CapabilityCache,
    course: &Id,
) -> Result<Result<There, Capability>, CallError> {
    match capabilities.ask(api, SystemTime::now()).await? {
        Capability::There => {}
        not_there => return Ok(Err(not_there)),
    }
    match Snapshot::read_whole(api, course).await {
        Ok(snapshot) => Ok(Ok(snapshot.map_or(There::Gone, |snapshot| There::Read(Box::new(snapshot))))),
        Err(error) if error.is_absent() => {
            // It was there within the last day. One more look tells whether the calls are gone or the course is.
            capabilities.forget();
            match capabilities.ask(api, SystemTime::now()).await? {
                Capability::There => Ok(Ok(There::Gone)),
                not_there => Ok(Err(not_there)),
            }
        }
        Err(error) => Err(error),
    }
}
