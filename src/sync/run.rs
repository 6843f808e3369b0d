//! Uploads, sends and records. Records every step before the next one begins.

use std::collections::BTreeMap;
use std::pin::pin;
use std::sync::Arc;
use std::time::SystemTime;

use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::model::{Course, CoursePath};
use crate::platform::convert::{self, Hosted};
use crate::platform::courses_v3::Id;
use crate::platform::{self, Alive, Client, ImportRequest, Phase, SendError, Started};

use super::lock::{Destination, Import, Lock, State, Target};
use super::plan::Planned;
use super::reporter::Reporter;
use super::run_error::RunError;
use super::stop::stopped;
use super::uploads::{Uploads, upload_all};
use super::versions::{Addresses, Apart, Base, LessonAddresses, Local, LocalId, MediaPlace, lesson_html};

/// Everything that a run needs; the decision to run it is made.
pub struct ImportRun<'a> {
    /// The course; it has no errors.
    pub course: &'a Course,
    /// What has to be uploaded.
    pub planned: Planned,
    /// Where it goes.
    pub to: Destination,
    /// The user who imports it.
    pub user: Option<String>,
    /// How many uploads at once; at least one.
    pub jobs: usize,
    /// The client for this destination.
    pub client: Client,
    /// Told what goes on.
    pub reporter: Arc<dyn Reporter>,
    /// Becomes `true` when the run should stop: Ctrl-C, or the system's signal.
    pub stop: watch::Receiver<bool>,
    /// The time that is remembered.
    pub now: SystemTime,
}

/// A course that was imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// How many files were uploaded now.
    pub uploaded: usize,
    /// How many files were there already.
    pub known: usize,
    /// The addresses of all files.
    pub addresses: BTreeMap<CoursePath, String>,
    /// What the platform answered.
    pub started: Started,
}

/// Runs a job. `lock` is up to date on disk whenever this returns, and whenever it is cut short.
pub async fn run(mut job: ImportRun<'_>, lock: &mut Lock) -> Result<Done, RunError> {
    // Said before anything is sent: what is done has to be remembered.
    lock.begin_run(&job.to, job.now);
    lock.prepare()?;
    let hashes = job.planned.hashes();
    let mut addresses = alive_addresses(&mut job, lock).await?;
    let known = addresses.len();
    let planned = std::mem::take(&mut job.planned.uploads);
    let mut uploads = Uploads {
        client: &job.client,
        to: &job.to,
        jobs: job.jobs,
        reporter: Arc::clone(&job.reporter),
        stop: job.stop.clone(),
    };
    let uploaded = upload_all(&mut uploads, planned, lock, &mut addresses).await?;
    let sent = Local::of(
        job.course,
        Addresses {
            known: &addresses,
            hashes: &hashes,
            lessons: LessonAddresses::none(),
            apart: Apart::none(),
        },
    );
    let hosted = Hosted::new(job.course, addresses.clone()).expect("each file was known or uploaded");
    let body = convert::import_body(&hosted, &job.to.location, job.user.as_deref());
    let request = body.request();
    begin(&job, lock, &request, &sent, &hashes);
    lock.save()?;
    job.reporter.sending();
    let Some(answer) = send(&mut job, &request).await else {
        lock.take_back();
        lock.save()?;
        return Err(RunError::Stopped { uploaded });
    };
    match &answer {
        Ok(started) => {
            if let Some(import) = lock.last_mut() {
                import.state = State::Imported;
                import.course_id.clone_from(&started.course_id);
                import.url.clone_from(&started.url);
            }
            let target = lock.target_mut(&job.to);
            target.course = started.course_id.as_deref().and_then(Id::new);
            target.url.clone_from(&started.url);
            target.imported_at = Some(time(job.now));
        }
        Err(SendError::Unknown(_)) => {
            if let Some(import) = lock.last_mut() {
                import.state = State::Unknown;
            }
        }
        Err(SendError::NotSent(_) | SendError::Refused(_)) => lock.take_back(),
    }
    let saved = lock.save();
    // What the platform said matters more: the lock file then still says "sending".
    let started = answer?;
    saved.map_err(RunError::NotRecorded)?;
    Ok(Done { uploaded, known, addresses, started })
}

/// Remembers all that is about to be sent.
fn begin(
    job: &ImportRun<'_>,
    lock: &mut Lock,
    request: &ImportRequest,
    sent: &Local,
    hashes: &BTreeMap<CoursePath, String>,
) {
    let title = job.course.title.as_str().to_owned();
    lock.begin(
        &job.to,
        Import {
            state: State::Sending,
            title: title.clone(),
            at: time(job.now),
            body: blake3::hash(request.bytes()).to_hex().to_string(),
            course_id: None,
            url: None,
        },
    );
    let target = lock.target_mut(&job.to);
    *target = Target { title, learned: std::mem::take(&mut target.learned), ..Target::default() };
    lock.set_base(&job.to, &Base::sent(sent));
    let content =
        Addresses { known: &BTreeMap::new(), hashes, lessons: LessonAddresses::none(), apart: Apart::none() };
    for lesson in job.course.lessons() {
        let html = lesson_html(lesson, MediaPlace::Beside, content);
        lock.set_text(&job.to, &LocalId::new(&lesson.id), &html);
    }
}

/// As RFC 3339, in UTC.
fn time(at: SystemTime) -> String {
    humantime::format_rfc3339_seconds(at).to_string()
}

/// Sends the course, and waits for the answer even if the author would not: without it the outcome is unknown.
///
/// `None` when the author stops before the first attempt or between two, while nothing is under way.
async fn send(job: &mut ImportRun<'_>, request: &ImportRequest) -> Option<Result<Started, SendError>> {
    let (sender, mut under_way) = watch::channel(false);
    let reporter = Arc::clone(&job.reporter);
    let on_phase = move |phase| {
        sender.send_replace(phase == Phase::UnderWay);
        if let Phase::Pausing(pause) = phase {
            reporter.pausing(&pause, true);
        }
    };
    let mut sending = pin!(platform::import(&job.client, request, &on_phase));
    let mut told = false;
    loop {
        tokio::select! {
            biased;
            answer = &mut sending => return Some(answer),
            () = stopped(&mut job.stop), if !told => {
                if !*under_way.borrow() {
                    return None;
                }
                told = true;
                job.reporter.cannot_stop();
            }
            () = ended(&mut under_way), if told => return None,
        }
    }
}

/// Waits until no attempt is under way.
async fn ended(under_way: &mut watch::Receiver<bool>) {
    // The sender lives as long as the request.
    let _ = under_way.wait_for(|under_way| !under_way).await;
}

/// The addresses of files that the lock file knows, each asked for once: a file that is gone is
/// uploaded again.
async fn alive_addresses(
    job: &mut ImportRun<'_>,
    lock: &mut Lock,
) -> Result<BTreeMap<CoursePath, String>, RunError> {
    let mut addresses = BTreeMap::new();
    let mut known = std::mem::take(&mut job.planned.known).into_iter();
    let mut looks = JoinSet::new();
    let mut worth_asking = true;
    loop {
        if *job.stop.borrow() {
            return Err(RunError::Stopped { uploaded: 0 });
        }
        while looks.len() < job.jobs.max(1)
            && let Some(upload) = known.next()
        {
            let Some(file) = lock.file(&job.to, &upload.content.hash) else {
                job.planned.uploads.push(upload);
                continue;
            };
            let (client, url) = (job.client.clone(), file.url.clone());
            if !worth_asking {
                addresses.extend(upload.paths.into_iter().map(|path| (path, url.clone())));
                continue;
            }
            looks.spawn(async move {
                let alive = platform::is_alive(&client, &url).await;
                (upload, url, alive)
            });
        }
        let looked = tokio::select! {
            looked = looks.join_next() => looked,
            () = stopped(&mut job.stop) => continue,
        };
        let Some(looked) = looked else { return Ok(addresses) };
        let (upload, url, alive) = joined(looked);
        // Silence says nothing about a file, and to wait for it a hundred times takes hours.
        worth_asking &= alive != Alive::Unknown;
        if alive == Alive::Gone {
            lock.remove_file(&job.to, &upload.content.hash);
            job.planned.uploads.push(upload);
        } else {
            addresses.extend(upload.paths.into_iter().map(|path| (path, url.clone())));
        }
    }
}

fn joined<T>(result: Result<T, tokio::task::JoinError>) -> T {
    result.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))
}
